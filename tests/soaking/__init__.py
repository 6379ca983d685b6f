"""长跑: many people at once at a whole installation, and whatever may break in it breaking."""
