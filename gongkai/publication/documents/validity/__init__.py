"""规范性文件: the register of normative documents, whether they are in force, and who ended whom."""
