"""纸: carriers. A grid of text, a document and a letter, to and from Word, PDF, HTML and Excel; no law, no Django."""
