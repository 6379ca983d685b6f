"""检索: the public finds what is public, the office sees what was sought in vain. Followers keep the index."""
