"""应公开时点: the releases that are expected, and how each was answered."""
