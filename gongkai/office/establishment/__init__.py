"""机构室: the desk pages of the office floor: the authority's own facts, the calendar it works by, and who serves where."""
