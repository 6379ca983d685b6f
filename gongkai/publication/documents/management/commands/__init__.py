"""管理命令: acts with a clock, each safe to run twice."""
