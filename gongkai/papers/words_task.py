"""取 PDF 文字的任务: done in the guarded process: the words of every page, as they stand in the file."""

from __future__ import annotations

from time import process_time

import pypdfium2

from gongkai.papers.pdf_file import open_pdf

MOST_CHARACTERS = 500_000
"""How much of a text is kept."""
SECONDS = 20.0
"""时限: for a whole file; a quarter is left for the page at which it is over."""


def task(data: bytes) -> str:
    """任务: the text, or so much of it as there is room and time for. Raises PaperError."""
    document = open_pdf(data, locked="PDF文件已加密，取不出文字", broken="PDF文件已损坏，取不出文字")
    begun, left, pages = process_time(), MOST_CHARACTERS, list[str]()
    for number in range(len(document)):
        if left < 0 or process_time() - begun > SECONDS * 3 / 4:
            break
        try:
            page = document[number]
            pages.append(page.get_textpage().get_text_bounded())
            page.close()
        except pypdfium2.PdfiumError:
            continue  # one page that is broken; the others may be sound
        left -= len(pages[-1])
    return "\n".join(pages)
