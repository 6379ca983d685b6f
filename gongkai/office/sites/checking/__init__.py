"""链接检查: what a walk over a site found, kept as a list and as tickets."""
