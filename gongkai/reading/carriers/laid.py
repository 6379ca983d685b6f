"""版式文件: PDF and OFD: lines and rows page by page; scanned pages are told, and a file of nothing else is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.papers.laid import LaidPage, LaidText, read_ofd, read_pdf
from gongkai.reading.carriers import lines
from gongkai.reading.carriers.lines import Page, Printed, UnreadableFile

_OTHERWISE = "请用文字版，或先做文字识别（OCR）后再核对"


def pdf_page(data: bytes) -> Page:
    """PDF 文稿: Raises PaperError, and UnreadableFile for a scan."""
    return _page(read_pdf(data), "pdf", "PDF")


def ofd_page(data: bytes) -> Page:
    """OFD 文稿: Raises PaperError, and UnreadableFile for a scan."""
    return _page(read_ofd(data), "ofd", "OFD")


def _page(found: LaidText, carrier: str, called: str) -> Page:
    if not any(page.parts for page in found.pages):
        raise UnreadableFile(f"{called}{_without_text(found.pages)}，{_OTHERWISE}")
    return Page(lines.numbered(_printed(found.pages)), carrier, tuple(_notes(found)))


def _without_text(pages: Sequence[LaidPage]) -> str:
    if any(page.scanned for page in pages):
        return f"是扫描件（{len(pages)}页都是图像），没有文字"
    if any(page.unknown for page in pages):
        return "的文字没有编码对应，取不出来"
    return "里没有文字（可能是图像，或者文字已转成曲线）"


def _printed(pages: Sequence[LaidPage]) -> Iterator[Printed]:
    for page in pages:
        where = f"第{page.number}页"
        for part in page.parts:
            if isinstance(part, str):
                yield Printed(part, where=where)
                continue
            yield Printed("", where=where)
            for cells in part:
                yield from lines.row(cells, where)
            yield Printed("", where=where)


def _notes(found: LaidText) -> Iterator[str]:
    scanned = "、".join(str(page.number) for page in found.pages if page.scanned)
    if scanned:
        yield f"第{scanned}页是扫描图像，其中的文字不能读取；{_OTHERWISE}"
    unknown = "、".join(str(page.number) for page in found.pages if page.unknown)
    if unknown:
        yield f"第{unknown}页有文字没有编码对应，未能读取"
    if found.repeated:
        yield f"各页重复的页眉页脚“{'”“'.join(found.repeated)}”只读一次"
    if found.count > len(found.pages):
        yield f"共{found.count}页，只读前{len(found.pages)}页"
