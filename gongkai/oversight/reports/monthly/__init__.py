"""月度数据: what the rooms counted in a month, each figure with the page of what it was counted from; no return is typed."""
