"""村群: groups of a village and what is said in them, read through before it shows."""
