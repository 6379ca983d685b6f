"""PDF: documents and letters set by typst, archival and accessible (PDF/A-2a, PDF/UA-1)."""

from gongkai.papers.pdf.typesetting import Pdf, Typesetter, write_pdf

__all__ = ["Pdf", "Typesetter", "write_pdf"]
