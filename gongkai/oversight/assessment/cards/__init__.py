"""记分卡: every week each unit sees what it lost this week, its total of the year so far, and its rank."""
