"""Word: documents and letters written as docx, and docx read back as paragraphs and grids."""

from gongkai.papers.docx.reading import read_docx
from gongkai.papers.docx.writing import write_docx

__all__ = ["read_docx", "write_docx"]
