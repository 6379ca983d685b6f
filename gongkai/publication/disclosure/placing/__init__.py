"""栏目抽查: samples of contents that a person judges by the column they stand in."""
