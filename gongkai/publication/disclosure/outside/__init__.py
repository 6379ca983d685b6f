"""媒体节目、外部报道: what television, radio and newspapers carry for the authority, and what they say of it."""
