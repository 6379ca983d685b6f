"""监督检查: how far each authority is from the red lines, what was found, and how it was mended."""
