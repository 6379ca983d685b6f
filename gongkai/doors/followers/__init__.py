"""追随者: the search index and the press of public pages follow the journal."""
