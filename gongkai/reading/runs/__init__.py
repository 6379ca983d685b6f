"""成批: many files by several processes, kept as they come, told to people at a terminal."""
