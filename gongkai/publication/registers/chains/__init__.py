"""公告链: what belongs to one matter, what of it is missing, and what was said against it."""
