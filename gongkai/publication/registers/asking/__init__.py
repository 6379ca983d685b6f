"""登记簿查询: what readers ask of a register, and the pages that answer."""
