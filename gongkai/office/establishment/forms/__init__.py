"""表单: the authority's own facts, the working calendar, and the people in office."""
