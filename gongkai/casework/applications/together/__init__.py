"""并案办理: several applications for the same thing are drafted, and signed, in one go; each keeps its own file and letter."""
