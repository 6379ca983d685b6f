"""专题专栏: topics with an owner and an end, whose pages show what stands elsewhere."""
