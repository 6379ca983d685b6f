"""衡量的测试: what prints the figures; the figures themselves are no test."""
