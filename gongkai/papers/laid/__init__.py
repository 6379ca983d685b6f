"""版式文件: PDF and OFD files as text lines in reading order and ruled tables with their cells, read in a guarded process.

``pdf`` and ``ofd`` place characters and lines on a sheet; ``ruled``, ``lines`` and ``margins`` know neither.
"""

from gongkai.papers.laid.reading import LaidPage, LaidText, read_ofd, read_pdf

__all__ = ["LaidPage", "LaidText", "read_ofd", "read_pdf"]
