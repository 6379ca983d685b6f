"""考核得分: a run of a scheme over all units, the sheet of each with its points, appeals, and the same reckoned again later."""
