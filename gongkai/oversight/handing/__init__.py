"""交接: a post passes with everything that hangs on it; and what one person has to decide in a week, ready to be decided."""
