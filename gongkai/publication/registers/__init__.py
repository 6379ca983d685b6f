"""登记簿: every list that is kept and published, one room for all kinds the law declares."""
