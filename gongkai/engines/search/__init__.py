"""检索: full text over what is public. The engine knows texts and queries, no room and no table."""
