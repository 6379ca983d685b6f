"""月报表: what a month is told by, how its return is signed and handed in, what must add up, and what the months say together."""
