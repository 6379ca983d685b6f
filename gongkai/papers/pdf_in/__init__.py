"""读 PDF: text lines in reading order and ruled tables with their cells, read in a guarded process."""

from gongkai.papers.pdf_in.reading import PdfPage, PdfText, read_pdf

__all__ = ["PdfPage", "PdfText", "read_pdf"]
