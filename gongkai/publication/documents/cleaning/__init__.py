"""文件清理: a round over everything in force, and the three catalogues it publishes."""
