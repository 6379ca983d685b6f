"""隐去: the original of a paper that is given in part, what is hidden of it, and the result two persons answer for."""
