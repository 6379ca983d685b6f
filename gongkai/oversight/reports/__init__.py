"""统计和年度报告: the year's report, counted from the ledger, checked, frozen, published and kept."""
