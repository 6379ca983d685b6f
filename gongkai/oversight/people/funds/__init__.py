"""专项经费和人员数: the ledger of budget lines, and the figures reports ask for."""
