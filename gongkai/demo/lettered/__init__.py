"""往年留言: as many letters and calls as the reports state, invented one by one and brought in as another system's export."""
