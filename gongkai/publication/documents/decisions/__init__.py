"""决策预公开: drafts opened to comment, the opinions on them, and the result."""
