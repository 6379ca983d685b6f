"""衡量: ratios against peers and limits, measured in one run. No figure here is a test."""
