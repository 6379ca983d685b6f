"""建议提案: the room of motions and proposals."""
