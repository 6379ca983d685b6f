"""留言导入: another system's export becomes tickets; nothing changes before somebody has seen what it says, row by row."""
