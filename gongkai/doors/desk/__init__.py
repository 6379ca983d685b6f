"""工作台: logging in, what is due, and the menu of the rooms."""
