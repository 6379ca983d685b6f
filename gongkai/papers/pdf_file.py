"""打开 PDF, in the guarded process alone: a file that is locked or broken is told by the words of whoever asks."""

from __future__ import annotations

from typing import Any

import pypdfium2

from gongkai.papers.text import PaperError


def open_pdf(data: bytes, *, locked: str, broken: str) -> Any:
    """打开: the document. Raises PaperError."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise PaperError(locked if "password" in str(error).lower() else broken) from error
