"""PDF 所说: the text of every page, whether one sees it or not; what lies under black boxes, is white, tiny or invisible;
notes, fields, properties, files within, and what stood in the file before it was last saved.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.papers.pdf_file import open_pdf
from gongkai.papers.said.pieces import Heard, Unseen
from gongkai.papers.text import PaperError

MOST_PAGES = 400
MOST_OBJECTS = 40_000
MOST_INNER = 20
_DARK, _LIGHT = 90, 240
_TINY = 1.2
_MOSTLY, _STAMPED = 0.5, 20
_EARLIER = 3
_TITLES = {"Title": "标题", "Author": "作者", "Subject": "主题", "Keywords": "关键词"}
_VALUES = {
    b"Contents": "批注",
    b"T": "批注的作者或者域名",
    b"V": "表单里填的内容",
    b"DV": "表单里填的内容",
    b"TU": "表单的说明",
}
_XMP = re.compile(rb"<x:xmpmeta.{0,200000}?</x:xmpmeta>", re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")
_END = b"%%EOF"
Box = tuple[float, float, float, float]


def read(data: bytes) -> Heard:
    """读出: raises PaperError for what is locked, broken or too long."""
    document = _opened(data)
    if len(document) > MOST_PAGES:
        raise PaperError(f"PDF文件有{len(document)}页，一份最多{MOST_PAGES}页，请分成几份")
    told = Heard()
    for number in range(len(document)):
        _page(told, document, number)
    for key, title in _TITLES.items():
        told.say(f"文档属性：{title}", document.get_metadata_value(key), hidden=True)
    for found in _XMP.findall(data):
        told.say("文档属性：XMP", _TAG.sub(b"\n", found).decode("utf-8", "replace"), hidden=True)
    told.say("书签", "\n".join(_bookmarks(document)), hidden=True)
    for number in range(min(document.count_attachments(), MOST_INNER)):
        inner = document.get_attachment(number)
        name = inner.get_name()
        told.say("内嵌的文件的名称", name, hidden=True)
        told.inner.append((f"内嵌的文件“{name}”", bytes(inner.get_data())))
    _earlier(told, data)
    return told


def _opened(data: bytes) -> Any:
    return open_pdf(data, locked="PDF文件已加密，请去掉密码", broken="PDF文件已损坏，不能读取")


def _bookmarks(document: Any) -> Iterator[str]:
    for place, each in enumerate(document.get_toc(max_depth=8)):
        if place >= 1000:
            return
        yield str(each.get_title())


def _page(told: Heard, document: Any, number: int) -> None:
    where = f"第{number + 1}页"
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        told.unseen.append(Unseen(where, "这一页已损坏，须人工查看"))
        return
    _notes(told, page, where)
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    page = document[number]
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    told.say(where, text)
    objects = list(page.get_objects(max_depth=6))[:MOST_OBJECTS]
    for why, hidden in _unseen(objects, text_page, page.get_size()).items():
        told.say(f"{where}：{why}", hidden, hidden=True)
    covered = max((_share(page, each) for each in objects if each.type == pdfium.FPDF_PAGEOBJ_IMAGE), default=0.0)
    if covered > _MOSTLY or (objects and len("".join(text.split())) < _STAMPED and covered > 0):
        told.unseen.append(Unseen(where, "图片，机器看不见，须人工查看"))
    elif covered > 0:
        told.unseen.append(Unseen(where, "页上有图片，机器看不见，须人工查看"))
    text_page.close()
    page.close()


def _share(page: Any, image: Any) -> float:
    left, bottom, right, top = image.get_bounds()
    width, height = page.get_size()
    return float((right - left) * (top - bottom) / (width * height))


# -- what is on the page and not seen --------------------------------------------------------------------------------------


def _unseen(objects: list[Any], text_page: Any, size: tuple[float, float]) -> dict[str, str]:
    """By the reason, the text that a reader of the page does not see."""
    found: dict[str, list[str]] = {}
    boxes = [(place, each.get_bounds()) for place, each in enumerate(objects) if _is_dark_box(each)]
    pictures = [
        (place, each.get_bounds()) for place, each in enumerate(objects) if each.type == pdfium.FPDF_PAGEOBJ_IMAGE
    ]
    for place, each in enumerate(objects):
        if each.type == pdfium.FPDF_PAGEOBJ_TEXT and (why := _why(place, each, boxes, pictures, size)):
            found.setdefault(why, []).append(_text_of(each, text_page))
    return {why: "".join(texts) for why, texts in found.items()}


def _why(
    place: int, text: Any, boxes: list[tuple[int, Box]], pictures: list[tuple[int, Box]], size: tuple[float, float]
) -> str:
    bounds = text.get_bounds()
    if any(over > place and _lies_under(bounds, box) for over, box in boxes):
        return "黑框下的文字"
    if pdfium.FPDFTextObj_GetTextRenderMode(text.raw) in (
        pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
        pdfium.FPDF_TEXTRENDERMODE_CLIP,
    ):
        return "看不见的文字"
    colour = _fill(text)
    if (
        colour is not None
        and min(colour[:3]) >= _LIGHT
        and not any(under < place and _lies_under(bounds, box) for under, box in boxes)
    ):
        return "白色的文字"
    if colour is not None and colour[3] == 0:
        return "透明的文字"
    if bounds[3] - bounds[1] < _TINY:
        return "极小的文字"
    if bounds[2] < 0 or bounds[3] < 0 or bounds[0] > size[0] or bounds[1] > size[1]:
        return "页面以外的文字"
    if any(over > place and _lies_under(bounds, box) for over, box in pictures):
        return "图片下的文字"
    return ""


def _is_dark_box(each: Any) -> bool:
    """A path that is filled so dark that nothing is seen through it."""
    if each.type != pdfium.FPDF_PAGEOBJ_PATH:
        return False
    filling, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(each.raw, filling, stroked)
    colour = _fill(each)
    return filling.value != 0 and colour is not None and max(colour[:3]) <= _DARK and colour[3] > 200


def _fill(each: Any) -> tuple[int, int, int, int] | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(each.raw, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _lies_under(text: Box, box: Box) -> bool:
    """Whether the middle line of a text is for its greater part within a box."""
    middle = (text[1] + text[3]) / 2
    across = min(text[2], box[2]) - max(text[0], box[0])
    return box[1] <= middle <= box[3] and across > 0.3 * max(text[2] - text[0], 0.1)


def _text_of(each: Any, text_page: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(each.raw, text_page.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFTextObj_GetText(each.raw, text_page.raw, buffer, size)
    return bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", "replace")


# -- what is not on the page -----------------------------------------------------------------------------------------------


def _notes(told: Heard, page: Any, where: str) -> None:
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), 2000)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if not note:
            continue
        for key, title in _VALUES.items():
            told.say(f"{where}的{title}", _value(note, key), hidden=True)
        pdfium.FPDFPage_CloseAnnot(note)


def _value(note: Any, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(note, key, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def _earlier(told: Heard, data: bytes) -> None:
    """What the file said before changes were hung on behind it: the earlier file is still there, whole."""
    ends = [found.end() for found in re.finditer(_END, data)][:-1]
    for end in ends[-_EARLIER:]:
        if len(data) - end < 64:
            continue
        try:
            before = pypdfium2.PdfDocument(data[:end] + b"\n")
            pages = range(min(len(before), MOST_PAGES))
            told.say(
                "上一次保存前的内容",
                "\n".join(before[number].get_textpage().get_text_range() for number in pages),
                hidden=True,
            )
        except pypdfium2.PdfiumError:
            continue
