"""竖线: cells that stand one a line with a bar beside them, where nothing says for sure where a row ends.

Three kinds of text come so: a bar behind each cell and a lone bar before each row (rows.py puts those together), a bar
behind each cell and runs of bars for merged ones, and a bar before each cell. In the last two a lone bar may be the end of
a row as well as an empty cell. So the bars are dropped, and the figures stand one a line, as in texts without any. The
same goes for what a browser copies from cells of paragraphs: a line of nothing but a tab between two cells of a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.reading.carriers import Line

_BEHIND = re.compile(r"[^|]*[^|\s][^|]*\|[|\s]*")
_BEFORE = re.compile(r"\s*\|[^|]*[^|\s][^|]*")
_ONLY_BARS = re.compile(r"[|\s]*\|[|\s]*")
_ONLY_TABS = re.compile(r" *\t\s*")
_MANY = 20
_MOSTLY = 0.75


def rejoined(lines: Sequence[Line]) -> list[Line]:
    """接回行尾: the lines without the lone bars that only end the row of cells above them."""
    kept: list[Line] = []
    for line in lines:
        above = kept[-1].plain.rstrip() if kept else ""
        ends_row = line.cells is None and line.plain.strip() == "|" and "|" in above and not above.endswith("|")
        if not (ends_row and not _BEFORE.fullmatch(above)):
            kept.append(line)
    return kept


def is_one_a_bar(lines: Sequence[Line]) -> bool:
    """是否一格一线: whether the table of a text stands one cell a line, each beside a bar, its rows run together."""
    barred = [line.plain for line in lines if line.cells is None and "|" in line.plain]
    cells = [text for text in barred if not _ONLY_BARS.fullmatch(text)]
    before = sum(_BEFORE.fullmatch(text) is not None for text in cells)
    behind = sum(_BEHIND.fullmatch(text) is not None for text in cells)
    if len(cells) < _MANY or max(before, behind) < _MOSTLY * len(cells):
        return False
    lone = sum(text.strip() == "|" for text in barred)
    return before > behind or lone * _MANY < len(cells)


def without_lone_tabs(lines: Sequence[Line]) -> Sequence[Line]:
    """去单列的制表符: the lines without those of nothing but tabs, where these stand between the cells of a text."""
    lone = [at for at, line in enumerate(lines) if line.cells is None and _ONLY_TABS.fullmatch(line.text)]
    tabbed = sum("\t" in line.text for line in lines)
    if len(lone) < _MANY or len(lone) < _MOSTLY * tabbed:
        return lines
    dropped = set(lone)
    return [line for at, line in enumerate(lines) if at not in dropped]


def without_bars(lines: Sequence[Line]) -> list[Line]:
    """去竖线: every cell on its line without its bar, lines of nothing but bars left out."""
    kept = []
    for line in lines:
        if line.cells is not None or "|" not in line.plain:
            kept.append(line)
        elif not _ONLY_BARS.fullmatch(line.plain):
            kept.append(line.saying(line.plain.strip(" |").replace("|", "  ")))
    return kept
