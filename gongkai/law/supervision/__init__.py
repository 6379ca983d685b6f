"""监督检查: what a site and an account are checked by, and how units are scored (条例第四十六条，国办秘函〔2019〕19号)."""
