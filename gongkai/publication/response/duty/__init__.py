"""值守: the roster, the people to call, the playbooks, the hours."""
