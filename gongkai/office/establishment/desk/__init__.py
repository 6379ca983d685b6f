"""办公页面: the authority's own facts, the working calendar, and the people in office."""
