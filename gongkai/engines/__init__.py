"""引擎: search, personal data, near duplicates. Each hides a library behind a few names; none knows a room or a table."""
