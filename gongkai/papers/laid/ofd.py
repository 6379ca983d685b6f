"""OFD 页面: the characters and lines of a page of the national layout format, GB/T 33190; its millimetres become points."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from lxml import etree

from gongkai.papers.laid.sheet import THIN, Box, Glyph, Sheet
from gongkai.papers.layout import POINT

MOST_GLYPHS = 60_000
_POINT = 1 / POINT
"""Points in a millimetre."""
_A4 = (210.0, 297.0)
_ABOVE, _BELOW = 0.88, 0.12
"""How far characters reach above and below the line they stand on, in sizes of their type."""
_LONGEST_PATH = 20_000
_DRAWN = re.compile(r"[A-Za-z]|-?[\d.]+(?:[eE]-?\d+)?")
_TAKES = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_SAME = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def sheet_of(page: etree._Element) -> Sheet:
    """取字与线: of the content of a page."""
    box = _numbers(next((each.text or "" for each in page.iter("{*}PhysicalBox")), ""))
    wide, high = (box[2], box[3]) if len(box) == 4 else _A4
    sheet = Sheet(wide * _POINT, high * _POINT)
    for element in page.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject"):
        boundary = _numbers(element.get("Boundary", ""))
        if len(boundary) != 4:
            continue
        left, top, width, height = boundary
        frame = (left * _POINT, top * _POINT, (left + width) * _POINT, (top + height) * _POINT)
        if str(element.tag).endswith("TextObject"):
            _take_text(element, frame, sheet)
        elif str(element.tag).endswith("PathObject"):
            _take_path(element, frame, sheet)
        else:
            sheet.take_picture(frame)
    return sheet


def _numbers(text: str) -> list[float]:
    try:
        return [float(each) for each in text.split()[:8]]
    except ValueError:
        return []


def _matrix(element: etree._Element) -> tuple[float, ...]:
    found = _numbers(element.get("CTM", ""))
    return tuple(found) if len(found) == 6 else _SAME


def _take_text(element: etree._Element, frame: Box, sheet: Sheet) -> None:
    """The characters of a text, each as far from the one before as the file states, else as wide as such type is."""
    a, b, c, d, e, f = _matrix(element)
    (stated, *_) = _numbers(element.get("Size", "")) or [0.0]
    size = max(1.0, stated * math.hypot(c, d) * _POINT)
    for code in element.iter("{*}TextCode"):
        x, y = _number(code, "X"), _number(code, "Y")
        across, down = _steps(code.get("DeltaX", "")), _steps(code.get("DeltaY", ""))
        for at, character in enumerate(code.text or ""):
            if len(sheet.glyphs) >= MOST_GLYPHS:
                return
            wide = 1.0 if character > "\u2e7f" else 0.5
            left, line = frame[0] + (a * x + c * y + e) * _POINT, frame[1] + (b * x + d * y + f) * _POINT
            if not character.isspace():
                box = (left, line - _ABOVE * size, left + wide * size, line + _BELOW * size)
                sheet.glyphs.append(Glyph(character, *box))
            x += across[at] if at < len(across) else 0.0 if down else wide * stated
            y += down[at] if at < len(down) else 0.0


def _number(element: etree._Element, name: str) -> float:
    return next(iter(_numbers(element.get(name, ""))), 0.0)


def _steps(text: str) -> list[float]:
    """Distances from character to character; ``g 3 4.2`` stands for three of them."""
    steps: list[float] = []
    words = iter(text.split()[:_LONGEST_PATH])
    for word in words:
        try:
            if word != "g":
                steps.append(float(word))
                continue
            times = min(int(next(words, "0")), _LONGEST_PATH)
            steps += [float(next(words, "0"))] * times
        except ValueError:
            return []
        if len(steps) > _LONGEST_PATH:
            return []
    return steps


def _take_path(element: etree._Element, frame: Box, sheet: Sheet) -> None:
    """A thin path is one line; of a larger one that is stroked, every straight side is."""
    if min(frame[2] - frame[0], frame[3] - frame[1]) <= THIN:
        sheet.take_line(frame)
        return
    data = next((each.text or "" for each in element.iter("{*}AbbreviatedData")), "")
    if element.get("Stroke") == "false" or len(data) > _LONGEST_PATH:
        return
    matrix = _matrix(element)
    for side in _sides(data):
        (x, y), (u, v) = (_placed(matrix, frame, *point) for point in side)
        straight = (min(x, u), min(y, v), max(x, u), max(y, v))
        if min(straight[2] - straight[0], straight[3] - straight[1]) <= THIN / 2:
            sheet.take_line(straight)


def _placed(matrix: tuple[float, ...], frame: Box, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return frame[0] + (a * x + c * y + e) * _POINT, frame[1] + (b * x + d * y + f) * _POINT


Point = tuple[float, float]


def _sides(data: str) -> Iterator[tuple[Point, Point]]:
    """The straight sides of a path as the format abbreviates it: M x y L x y C."""
    start: Point = (0.0, 0.0)
    last = start
    words = _DRAWN.findall(data)
    at = 0
    while at < len(words):
        command, count = words[at], _TAKES.get(words[at], -1)
        if count < 0 or at + count >= len(words) + (count == 0):
            return
        numbers = _numbers(" ".join(words[at + 1 : at + 1 + count]))
        if len(numbers) != count:
            return
        at += 1 + count
        if command == "C":
            yield last, start
            last = start
            continue
        point = (numbers[-2], numbers[-1])
        if command == "L":
            yield last, point
        if command in "MS":
            start = point
        last = point
