"""管理命令: fill the database with the demo."""
