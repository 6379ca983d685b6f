"""命令: of the followers."""
