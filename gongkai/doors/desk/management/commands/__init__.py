"""管理命令: run the platform."""
