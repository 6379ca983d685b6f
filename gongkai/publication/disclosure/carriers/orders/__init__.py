"""印刷品订制: copies asked for, ordered, delivered and accepted."""
