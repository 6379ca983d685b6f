"""制度库: the rules an authority works by, their versions, what is in force, what is missing, and what the public reads."""
