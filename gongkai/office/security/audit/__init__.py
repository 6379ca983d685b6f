"""审计: the access log read, and carried away under a signature."""
