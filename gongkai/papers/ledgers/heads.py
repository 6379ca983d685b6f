"""表头: where the head of a foreign table ends and what its columns are called, whatever the table is about.

Who asks says which names are known; the head is where most of them stand together, within the first lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.papers.ledgers.lines import Line

LOOKED_AT = 30
"""表头范围: the head stands within so many lines from the top."""
DEEPEST = 4
LONGEST_LABEL = 60
_SUM = re.compile(r"(本页|全年|年度|各项)?(合\s*计|总\s*计|小\s*计)[:：]?")

Known = Callable[[str], str]
"""认得: what a label is taken for; empty for one that nobody knows."""


@dataclass(frozen=True, slots=True)
class FoundHead:
    """找到的表头: the place of its last line, the label of each column, how many were known, and the lines beneath."""

    last: int
    labels: tuple[str, ...]
    known: int
    beneath: tuple[Line, ...]

    def samples(self, place: int) -> tuple[str, ...]:
        """样本: what stands beneath a column in the first rows."""
        return tuple(line.cells[place][:40] for line in self.beneath if place < len(line.cells) and line.cells[place])


def found_head(lines: Sequence[Line], known: Known, needed: Sequence[str] = ()) -> FoundHead | None:
    """找表头: the block of lines that names most of what is known, each of ``needed`` among it; None where none does."""
    best: tuple[int, int, int] | None = None
    for start in range(min(len(lines), LOOKED_AT)):
        for depth in range(1, DEEPEST + 1):
            targets = {target for label in _labels(lines, start, depth) if (target := meant(label, known))}
            if targets and targets >= set(needed) and (best is None or len(targets) > best[0]):
                best = (len(targets), start, depth)
    if best is None:
        return None
    many, start, depth = best
    last = lines[min(start + depth, len(lines)) - 1].place
    return FoundHead(last, tuple(_labels(lines, start, depth)), many, tuple(lines[start + depth : start + depth + 3]))


def meant(label: str, known: Known) -> str:
    """所指: what a label is taken for; its last word alone where the whole is no name, as in 公开渠道 微信."""
    if not label or len(label) > LONGEST_LABEL:
        return ""
    return known(label) or known(label.split(" ")[-1])


def is_blank(line: Line) -> bool:
    """空行: nothing stands in it and nothing is wrong with it."""
    return not line.broken and not any(line.cells)


def is_sum(line: Line) -> bool:
    """合计行: a line that adds up the others is no row; its first text says so."""
    first = next((cell for cell in line.cells if cell), "")
    return not line.broken and _SUM.fullmatch(first) is not None


def beyond(line: Line, width: int, *, exact: bool) -> str:
    """不完整: why a line is no whole row of a table so wide; a delimited file must have as many cells as its head."""
    if line.broken:
        return line.broken
    if exact and (len(line.cells) < width or any(line.cells[width:])):
        return f"表头有{width}列，这一行有{len(line.cells)}列"
    return ""


def _is_banner(line: Line) -> bool:
    """A title merged across the table, or a line with a single text in it."""
    return bool(line.broken) or len({cell for cell in line.cells if cell}) <= 1


def _labels(lines: Sequence[Line], start: int, depth: int) -> list[str]:
    """The label of each column: what stands above it, from above, nothing twice."""
    block = [line for line in lines[start : start + depth] if not _is_banner(line)]
    width = max((len(line.cells) for line in block), default=0)
    stacked = ([line.cells[place] for line in block if place < len(line.cells)] for place in range(width))
    return [" ".join(dict.fromkeys(" ".join(cell.split()) for cell in column if cell)) for column in stacked]
