"""一批的限度: how many reports a batch may hold, and how much they may be together."""

MOST_FILES = 500
MOST_MEGABYTES = 200
