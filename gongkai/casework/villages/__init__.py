"""村级门户: notice boards of villages, certified villagers, their groups and questions."""
