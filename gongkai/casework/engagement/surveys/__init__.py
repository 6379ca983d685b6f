"""问卷调查: surveys, the answers that came, and the results the public reads."""
