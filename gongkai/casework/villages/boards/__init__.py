"""村务公告: what hangs on the board of a village, on paper, on a screen, in a bundle without a network."""
