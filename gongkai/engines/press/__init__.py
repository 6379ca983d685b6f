"""出版: public pages as files that a web server hands out by itself, put in place whole and taken away at once."""
