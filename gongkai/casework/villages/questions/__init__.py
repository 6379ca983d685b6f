"""村民提问: what villagers ask, answered by the clerk or handed on as a ticket."""
