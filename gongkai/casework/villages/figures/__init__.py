"""村级统计: villages in figures, month by month."""
