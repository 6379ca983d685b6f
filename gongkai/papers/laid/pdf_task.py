"""读 PDF 的任务: done in the guarded process."""

from __future__ import annotations

from typing import Any

import pypdfium2

from gongkai.papers.laid.pages import MOST_PAGES, LaidJson, laid
from gongkai.papers.laid.pdf import sheet_of
from gongkai.papers.laid.sheet import Sheet
from gongkai.papers.pdf_file import open_pdf


def task(data: bytes) -> LaidJson:
    """任务: raises PaperError for a file that is locked or broken."""
    document = open_pdf(data, locked="PDF文件已加密，请去掉打开密码后再核对", broken="PDF文件已损坏，不能读取")
    return laid([_sheet(document, number) for number in range(min(len(document), MOST_PAGES))], len(document))


def _sheet(document: Any, number: int) -> Sheet:
    """A page; one that is broken is empty, the others may be sound."""
    try:
        page = document[number]
        sheet = sheet_of(page)
        page.close()
    except pypdfium2.PdfiumError:
        return Sheet(1.0, 1.0)
    return sheet
