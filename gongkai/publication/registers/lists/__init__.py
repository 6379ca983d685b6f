"""清单调整: how items come on a list and leave it, what stood on it on a day, and how it differs from another list."""
