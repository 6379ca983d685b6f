"""版式: the measures of GB/T 9704—2012 and what follows from them for the texts at hand.

Lengths are in millimetres, sizes of type in points, widths of text in full-width characters, unless a name says more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from gongkai.papers.text import chinese_date, width

POINT = 25.4 / 72
"""磅: one point in millimetres."""

PAGE = (210.0, 297.0)
TOP, BOTTOM, LEFT, RIGHT = 37.0, 35.0, 28.0, 26.0
"""页边: what the type area of an A4 page keeps clear around it."""

MEASURE = PAGE[0] - LEFT - RIGHT
"""版心宽: 156 mm."""

LINES, CHARACTERS = 22, 28
"""行数、字数: lines on a page, characters on a line."""

TITLE, BODY, SMALL, NOTE, TABLE, DENSE = 22.0, 16.0, 14.0, 12.0, 10.5, 9.0
"""字号: 二号 for titles, 三号 for text, 四号 for captions and page numbers, 小四 for notes, 五号 and 小五 for tables."""

PITCH = 28.95
"""行距: 22 of these fill the 225 mm of the page."""

TITLE_PITCH = 34.0
"""标题行距: between the lines of a long title."""

TRACKING = -0.25
"""字距: brings 28 characters of 16 points into 156 mm, with a little room for justification."""

CHARACTER = BODY + TRACKING
"""一字: the width of one character of text, in points."""

PAGE_NUMBER_GAP = 7.0
"""页码: its upper edge below the type area."""

MARK_TOP, MARK_GAP = 30.0, 4.0
"""信函发文机关标志: upper edge from the edge of the page, and the double line below it."""

RULE_LENGTH, RULE_BOTTOM = 170.0, 20.0
"""信函双线: their length, and how far the second one lies from the lower edge of the page."""

RULE_THICK, RULE_THIN, RULE_SPACE = 2.25, 0.75, 0.75
"""双线粗细: the thick line, the thin line and the space between them, in points."""

FOOT_RISE = BOTTOM - PAGE_NUMBER_GAP - SMALL * POINT - RULE_BOTTOM
"""页码抬高: how far the page number stands above the place of the lower double line."""

RED = "FF0000"
"""红色: of the authority's name and the lines."""

NUMBER_GAP = 14.0
"""文号: 7/8 of a character below the double line, in points."""

MARK_LARGEST, MARK_SMALLEST, MARK_LENGTH = 42.0, 18.0, 157.0
"""标志字号: the largest and the smallest type of the authority's name, and how long its line may be."""

SEAL_LINES = 2
"""用印: blank lines above the signature, so that the seal comes within one line of the text."""

HEAD_TOP, HEAD_RULE_GAP, HEAD_RULE = 35.0, 4.0, 1.5
"""文件格式发文机关标志: upper edge below that of the type area, the red line below the number (mm), its thickness (points)."""

LONGEST_END = 15 * PITCH * POINT
"""末段: a last paragraph that comes with its signature to no more than this stays on one page with it, in millimetres."""


@dataclass(frozen=True, slots=True)
class Face:
    """字体: the official name, the family names of that font itself, and the free families that may stand for it, best
    first; ``bold`` where the free ones come near it only in their bold weight.
    """

    official: str
    own: tuple[str, ...]
    free: tuple[str, ...]
    bold: bool = False


_SERIF = ("Noto Serif CJK SC", "Noto Serif SC")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC")

FACES = {
    "title": Face("方正小标宋简体", ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"), _SERIF, bold=True),
    "body": Face("仿宋_GB2312", ("FangSong_GB2312", "FangSong"), ("FandolFang R", "FandolFang", *_SERIF)),
    "black": Face("黑体", ("SimHei",), _SANS),
    "script": Face("楷体_GB2312", ("KaiTi_GB2312", "KaiTi"), ("LXGW WenKai", "FandolKai", *_SERIF)),
    "song": Face("宋体", ("SimSun",), _SERIF),
}
"""字体表: 小标宋 for titles, 仿宋 for text, 黑体 and 楷体 for headings, 宋体 for tables and page numbers."""

HEADING_FACES = {1: "black", 2: "script", 3: "body", 4: "body"}
"""标题字体: of each level of headings."""


def mark_size(authority: str) -> float:
    """标志字号: the size at which the authority's name fills its line in the head of a letter, in points."""
    fitting = MARK_LENGTH / POINT / max(width(authority), 1)
    return round(min(MARK_LARGEST, max(MARK_SMALLEST, fitting)) * 2) / 2


@dataclass(frozen=True, slots=True)
class Indents:
    """右空: how many characters the name and the date keep clear on their right."""

    name: float
    date: float


def signature_indents(authority: str, made_on: date, seal: bool) -> Indents:
    """落款位置: with a seal the name is centred over a date four characters from the right, without one the name
    stands two characters from the right and the date begins two characters after it.
    """
    name, day = width(authority), width(chinese_date(made_on))
    if seal:
        right = max(4.0, 2.0 + (name - day) / 2)
        return Indents(right + (day - name) / 2, right)
    if day > name:
        return Indents(4.0 + day - name, 2.0)
    return Indents(2.0, name - day)


def title_lines(title: str) -> tuple[str, ...]:
    """标题分行: a long title in lines of about the same length, never within a number, best before a number or after
    的, 年, 关于 or a closing mark. Line breaks in the title itself are kept.
    """
    return tuple(line for part in title.split("\n") for line in _even_lines(part.strip()))


TITLE_CHARACTERS = MEASURE / POINT / TITLE - 1
"""标题每行字数: how many characters of a title fit on a line, with room for digits wider than half a character."""


def _even_lines(title: str) -> Iterator[str]:
    rest = width(title)
    while rest > TITLE_CHARACTERS:
        count = ceil(rest / TITLE_CHARACTERS)
        places = range(1, min(len(title), int(2 * TITLE_CHARACTERS)))
        place = min(places, key=lambda at: _awkwardness(title[:at], title[at], rest, count))
        yield title[:place]
        title, rest = title[place:], rest - width(title[:place])
    yield title


def _awkwardness(line: str, next_one: str, whole: float, count: int) -> float:
    """How bad it is to end the first of ``count`` lines here: unevenness, less what makes the place welcome."""
    taken = width(line)
    unevenness = abs(taken - whole / count)
    if taken > TITLE_CHARACTERS or whole - taken > TITLE_CHARACTERS * (count - 1):
        return 1000 + unevenness
    if line[-1].isascii() or line[-1] in "《（“" or next_one in "度》）”、，。：；":
        return 100 + unevenness
    welcome = 4 if line.endswith("关于") or next_one.isdigit() else 3 if line[-1] in "的年》）" else 0
    return unevenness - welcome
