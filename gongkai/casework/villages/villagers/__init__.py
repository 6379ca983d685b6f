"""村民认证: who is certified by a village, and how they come in."""
