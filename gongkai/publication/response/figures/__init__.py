"""回应统计: what follows from the ledger of events, and the events behind every number."""
