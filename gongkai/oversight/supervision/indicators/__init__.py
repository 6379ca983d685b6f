"""检查指标: the national items with what an authority has set for itself, each by a signed entry."""
