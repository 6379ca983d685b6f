"""读文: from lines to sentences, the quantities and claims in them, the chapters, and whose report it is."""
