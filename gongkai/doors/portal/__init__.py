"""门户: the front page, each authority's zone, and its guide."""
