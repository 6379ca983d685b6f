"""培训班: what is held, who signed in, who was coached on the spot, and the figures of a year."""
