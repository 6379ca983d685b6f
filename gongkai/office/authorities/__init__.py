"""机关与人员: authorities as a tree with history, officials, their offices and roles; the base of owned rows."""
