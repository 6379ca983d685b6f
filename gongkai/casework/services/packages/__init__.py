"""一件事套餐: themes, packages, the questions that lead to one's own list, and the days that follow."""
