"""登记簿导入: a file of rows on its way into a register; nothing changes before somebody has seen what is wrong with it."""
