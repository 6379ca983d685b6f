"""页眉页脚: what a page prints besides its text: its number, and the line that is printed at the head of every page.

A page number is known by its dress (第3页, - 3 -). A line beside page numbers is a running head where it comes back.
Bare numbers are left: they may be figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gongkai.reading.carriers import Line

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—−·•]+\s*\d{1,3}\s*[-–—−·•]+|第\s*\d{1,3}\s*页.{0,12}|共\s*\d{1,3}\s*页.{0,12}|P(?:age)?\.?\s*\d{1,3})\s*",
    re.IGNORECASE,
)
_DRESSES = frozenset("-–—−·•第共Pp")
"""How the number of a page begins."""

_LONGEST_HEAD = 60
_SHORTEST_HEAD = 6
_WORD = re.compile(r"[\u4e00-\u9fff]")
_REPORTS = ("报告", "年报")
_TITLE = re.compile(rf"年(?:度)?.{{0,40}}(?:{'|'.join(_REPORTS)})\s*$")
_AGAIN = 2


def is_page_number(text: str) -> bool:
    """是否页码: whether a line is nothing but the number of a page."""
    return len(text) <= _LONGEST_HEAD and _PAGE_NUMBER.fullmatch(text) is not None


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """去页眉页脚: the lines without page numbers and running heads."""
    numbers = {at for at, line in enumerate(lines) if line.squeezed[:1] in _DRESSES and is_page_number(line.plain)}
    if not numbers:
        return _without_titles(lines)
    beside = Counter(text for at in numbers for text in _beside(lines, at))
    heads = {text for text, count in beside.items() if count >= _AGAIN}
    return [
        line
        for at, line in enumerate(lines)
        if at not in numbers and not (heads and line.squeezed in heads and _is_near(lines, at, numbers))
    ]


def _without_titles(lines: Sequence[Line]) -> list[Line]:
    """The lines without those that print the title of the report again, page after page."""
    titles = Counter(
        line.plain
        for line in lines
        if line.squeezed.endswith(_REPORTS) and len(line.plain) <= _LONGEST_HEAD and _TITLE.search(line.plain)
    )
    often = {title for title, count in titles.items() if count > _AGAIN}
    first = {title: next(at for at, line in enumerate(lines) if line.plain == title) for title in often}
    return [line for at, line in enumerate(lines) if first.get(line.plain, at) == at]


def _beside(lines: Sequence[Line], at: int) -> Iterator[str]:
    """The texts next above and below a page number that may be a running head."""
    for step in (-1, 1):
        near = _next(lines, at, step)
        if near is not None and lines[near].cells is None:
            text = lines[near].squeezed
            if _SHORTEST_HEAD <= len(text) <= _LONGEST_HEAD and _WORD.search(text):
                yield text


def _next(lines: Sequence[Line], at: int, step: int) -> int | None:
    """The next line that is not empty, up to three lines away."""
    for near in range(at + step, at + 4 * step, step):
        if 0 <= near < len(lines) and lines[near].plain.strip():
            return near
    return None


def _is_near(lines: Sequence[Line], at: int, numbers: set[int]) -> bool:
    return any(_next(lines, at, step) in numbers for step in (-1, 1))
