"""访问统计: lines without readers become daily totals; every page asks for them here."""
