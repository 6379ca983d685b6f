"""标准目录和单位目录: what must be public, and which section of which unit answers for it."""
