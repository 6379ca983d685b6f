"""PDF 页面: the characters and lines of a page by pdfium, placed as the page is shown, also where it is turned."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

from gongkai.papers.laid.sheet import THIN, Box, Glyph, Sheet

MOST_GLYPHS = 60_000
MOST_OBJECTS = 60_000
_DEEPEST = 4
_SOFT_HYPHEN = 2
_UNKNOWN = frozenset({0, 0xFFFD, 0xFFFE, 0xFFFF})
_BLANK, _ZERO, _NINE = 0x20, 0x30, 0x39
_MARKS = frozenset(map(ord, "，。、；：！？“”‘’．·"))
_FLAT = 0.6
_BELOW = 0.12
"""How much of a square character stands below its base line."""

_SLIM = 0.42
"""Digits are half as wide as their type is high, or a little more."""
_LARGEST = 200.0
_UNSEEN = _UNKNOWN | {0xA0, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0x3000, 0xFEFF}
"""Characters that show nothing; typesetters strew some in, to let a number break or keep it whole."""
_SEGMENTS = 2_000

Placing = Callable[[float, float], tuple[float, float]]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def sheet_of(page: Any) -> Sheet:
    """取字与线: of a page that pypdfium2 has opened."""
    place, width, height = _placing(page)
    sheet = Sheet(width, height)
    _take_glyphs(page, place, sheet)
    _take_objects(_of_page(page.raw), _SAME, place, sheet, 0)
    return sheet


def _placing(page: Any) -> tuple[Placing, float, float]:
    """How a place of the file becomes one of the page as it is shown."""
    left, bottom, right, top = page.get_bbox()
    wide, high = right - left, top - bottom
    turned = pdfium.FPDFPage_GetRotation(page.raw)
    if turned == 1:
        return (lambda x, y: (y - bottom, x - left)), high, wide
    if turned == 2:
        return (lambda x, y: (right - x, y - bottom)), wide, high
    if turned == 3:
        return (lambda x, y: (top - y, right - x)), high, wide
    return (lambda x, y: (x - left, top - y)), wide, high


def _boxed(place: Placing, box: Box) -> Box:
    one, other = place(box[0], box[1]), place(box[2], box[3])
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _take_glyphs(page: Any, place: Placing, sheet: Sheet) -> None:
    """Every character that shows."""
    text = page.get_textpage()
    rect = pdfium.FS_RECTF()
    pointer, raw = ctypes.byref(rect), text.raw
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    spaced = False
    for index in range(min(text.count_chars(), MOST_GLYPHS)):
        code = unicode_of(raw, index)
        if code <= _BLANK:
            spaced = spaced or (code == _BLANK and not pdfium.FPDFText_IsGenerated(raw, index))
            if code != _SOFT_HYPHEN:
                sheet.unknown += code == 0
                continue
        if code in _UNSEEN or not box_of(raw, index, pointer):
            sheet.unknown += code in _UNKNOWN
            continue
        box = (rect.left, rect.bottom, rect.right, rect.top)
        if code in _MARKS and box[3] - box[1] < _FLAT * (box[2] - box[0]):
            box = _of_mark(raw, index, box)
        left, top, right, bottom = _boxed(place, box)
        if _ZERO <= code <= _NINE:
            left, top, right, bottom = _of_digit((left, top, right, bottom), _size(raw, index))
        sheet.glyphs.append(Glyph("-" if code == _SOFT_HYPHEN else chr(code), left, top, right, bottom, spaced))
        spaced = False
    text.close()


def _of_mark(raw: Any, index: int, box: Box) -> Box:
    """The box of a punctuation mark: some fonts give it no more height than its ink, which then stands below its line."""
    x, y = ctypes.c_double(), ctypes.c_double()
    if not pdfium.FPDFText_GetCharOrigin(raw, index, x, y):
        return box
    size = box[2] - box[0]
    return box[0], y.value - _BELOW * size, box[2], y.value + (1 - _BELOW) * size


def _size(raw: Any, index: int) -> float:
    """The size of the type of a character, as it is shown."""
    matrix = pdfium.FS_MATRIX()
    scale = math.hypot(matrix.c, matrix.d) if pdfium.FPDFText_GetMatrix(raw, index, matrix) else 1.0
    return float(pdfium.FPDFText_GetFontSize(raw, index)) * scale


def _of_digit(box: Box, size: float) -> Box:
    """The box of a digit: some come without the room that digits have around them, which then looks like blanks."""
    left, top, right, bottom = box
    if not _SLIM * size > right - left or size > _LARGEST:
        return box
    center, middle = (left + right) / 2, (top + bottom) / 2
    high = max(size, bottom - top)
    return center - size / 4, middle - high / 2, center + size / 4, middle + high / 2


def _of_page(raw: Any) -> Iterator[Any]:
    for index in range(min(pdfium.FPDFPage_CountObjects(raw), MOST_OBJECTS)):
        yield pdfium.FPDFPage_GetObject(raw, index)


def _of_form(raw: Any) -> Iterator[Any]:
    for index in range(min(pdfium.FPDFFormObj_CountObjects(raw), MOST_OBJECTS)):
        yield pdfium.FPDFFormObj_GetObject(raw, index)


def _take_objects(
    objects: Iterator[Any],
    matrix: Matrix,
    place: Placing,
    sheet: Sheet,
    depth: int,
) -> None:
    for each in objects:
        sheet.drawn += 1
        if sheet.drawn > MOST_OBJECTS:
            return
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _take_path(each, matrix, place, sheet)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            sheet.take_picture(_boxed(place, _bounds(each, matrix)))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            _take_objects(_of_form(each), _times(_matrix(each), matrix), place, sheet, depth + 1)


def _matrix(each: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    return (
        (found.a, found.b, found.c, found.d, found.e, found.f) if pdfium.FPDFPageObj_GetMatrix(each, found) else _SAME
    )


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(each: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(each, left, bottom, right, top)
    one = _moved(matrix, left.value, bottom.value)
    other = _moved(matrix, right.value, top.value)
    return *one, *other


def _take_path(each: Any, matrix: Matrix, place: Placing, sheet: Sheet) -> None:
    """A thin shape is one line; of a larger one that is stroked, every straight side is."""
    box = _boxed(place, _bounds(each, matrix))
    if min(box[2] - box[0], box[3] - box[1]) <= THIN:
        sheet.take_line(box)
        return
    filling, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(each, filling, stroked)
    count = pdfium.FPDFPath_CountSegments(each)
    if count > _SEGMENTS or (not stroked.value and count <= 5):
        return
    for side in _sides(each, _times(_matrix(each), matrix), count):
        straight = _boxed(place, side)
        if min(straight[2] - straight[0], straight[3] - straight[1]) <= THIN / 2:
            sheet.take_line(straight)


def _sides(each: Any, matrix: Matrix, count: int) -> Iterator[Box]:
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(each, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(matrix, x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        else:
            yield *last, *point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield *point, *start
        last = point
