"""序列和定期公开: what is due when of each kind that is kept, what came in time, and who owes the rest."""
