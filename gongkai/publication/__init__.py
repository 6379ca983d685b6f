"""公开: the first floor, what goes out by itself (条例第二、三章)."""
