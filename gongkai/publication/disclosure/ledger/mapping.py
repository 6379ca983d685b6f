"""列的对应: where the head of a ledger ends, what each column holds, and the cells of a line by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.ledger_rows import Written
from gongkai.law.ledgers import LedgerField, bare, channel_of, field_of
from gongkai.papers.ledgers.lines import Line
from gongkai.papers.text import PaperError

LOOKED_AT = 30
"""表头范围: the head stands within so many lines from the top."""
DEEPEST = 4
CHANNEL = "channel:"
OF_PAGES = (LedgerField.BODY, LedgerField.OLD_ADDRESSES, LedgerField.FILES)
"""网页所有: what only saved pages hold."""
_SEVERAL = (LedgerField.CHANNELS, LedgerField.ATTACHMENTS, LedgerField.EXTRA, LedgerField.IGNORED, LedgerField.ORDINAL)
_SUM = re.compile(r"(本页|全年|年度|各项)?(合\s*计|总\s*计|小\s*计)[:：]?")


@dataclass(frozen=True, slots=True)
class Heading:
    """列头: a column by its place, its label, what it is taken for, and what stands beneath it."""

    place: int
    label: str
    target: str
    samples: tuple[str, ...] = ()
    hidden: bool = False

    @property
    def recognised(self) -> bool:
        """已识别: whether the name is one we know."""
        return self.target not in (LedgerField.EXTRA, LedgerField.IGNORED)


@dataclass(frozen=True, slots=True)
class Head:
    """表头: the place of its last line, and the columns under it."""

    last: int
    headings: tuple[Heading, ...]


def propose(
    lines: Sequence[Line], hidden: frozenset[int] = frozenset(), remembered: Mapping[str, str] | None = None
) -> Head:
    """建议对应: the head of a ledger from its first lines. Raises PaperError where none of them names a title."""
    known = remembered or {}
    best: tuple[int, int, int] | None = None
    for start in range(len(lines)):
        for depth in range(1, DEEPEST + 1):
            block = [line for line in lines[start : start + depth] if not _is_banner(line)]
            targets = {target for label in _labels(block) if (target := _known(label, known))}
            if LedgerField.TITLE.value in targets and (best is None or len(targets) > best[0]):
                best = (len(targets), start, depth)
    if best is None or best[0] < 2:
        raise PaperError("找不到表头：前30行中没有“标题”或者“信息名称”一列和其他能识别的列")
    _, start, depth = best
    labels = _labels([line for line in lines[start : start + depth] if not _is_banner(line)])
    beneath = lines[start + depth : start + depth + 3]
    return Head(lines[min(start + depth, len(lines)) - 1].place, tuple(_headings(labels, hidden, known, beneath)))


def _is_banner(line: Line) -> bool:
    """A title merged across the table, or a line with a single text in it."""
    return bool(line.broken) or len({cell for cell in line.cells if cell}) <= 1


def _labels(block: Sequence[Line]) -> list[str]:
    """The label of each column: what stands above it, from above, nothing twice."""
    width = max((len(line.cells) for line in block), default=0)
    stacked = ([line.cells[place] for line in block if place < len(line.cells)] for place in range(width))
    return [" ".join(dict.fromkeys(" ".join(cell.split()) for cell in column if cell)) for column in stacked]


def _known(label: str, remembered: Mapping[str, str]) -> str:
    """What a label is taken for; its last word alone where the whole is no name, as in 公开渠道 微信."""
    if not label or len(label) > 60:
        return ""
    if (said := remembered.get(bare(label)[:100])) is not None:
        return said
    for part in (label, label.split(" ")[-1]):
        if found := field_of(part):
            return found.value
        if channel := channel_of(part):
            return f"{CHANNEL}{channel.value}"
    return ""


def _headings(
    labels: Sequence[str], hidden: frozenset[int], remembered: Mapping[str, str], beneath: Sequence[Line]
) -> Iterable[Heading]:
    taken: set[str] = set()
    for place, label in enumerate(labels):
        target = _known(label, remembered) or (LedgerField.EXTRA.value if label else LedgerField.IGNORED.value)
        if place in hidden:
            target = LedgerField.IGNORED.value
        if target in taken and target not in _SEVERAL:
            target = LedgerField.EXTRA.value
        taken.add(target)
        samples = tuple(line.cells[place][:40] for line in beneath if place < len(line.cells) and line.cells[place])
        yield Heading(place, label, target, samples, place in hidden)


def targets() -> list[tuple[str, str]]:
    """可选的对应: what a column may be said to hold; a page's own HTML, addresses and files come from saved pages only."""
    fields = [(each.value, each.label) for each in LedgerField if each not in OF_PAGES]
    return [*fields, *((f"{CHANNEL}{each.value}", f"渠道：{each.label}") for each in ReleaseChannel)]


class Reader:
    """按对应读行: turns the cells of a line into what they are."""

    def __init__(self, mapping: Sequence[Sequence[str]]) -> None:
        """``mapping`` is a list of (label, target) in the order of the columns."""
        self._fields = [(place, LedgerField(target)) for place, (_, target) in enumerate(mapping) if _plain(target)]
        self._channels = [
            (place, ReleaseChannel(target.removeprefix(CHANNEL)))
            for place, (_, target) in enumerate(mapping)
            if target.startswith(CHANNEL)
        ]
        self._kept = [
            (place, label) for place, (label, target) in enumerate(mapping) if target == LedgerField.EXTRA.value
        ]
        self._width = len(mapping)

    def written(self, line: Line) -> Written:
        """原文: the cells of a line by field, by channel, and as they stand."""
        cells, width = line.cells, len(line.cells)
        fields: dict[LedgerField, str] = {}
        for place, name in self._fields:
            if place < width and cells[place]:
                fields[name] = f"{fields[name]}\n{cells[place]}" if name in fields else cells[place]
        channels = [(channel, cells[place] if place < width else "") for place, channel in self._channels]
        extra = {label: cells[place] for place, label in self._kept if place < width and cells[place]}
        return Written(fields, channels, extra)

    def broken(self, line: Line, *, exact: bool) -> str:
        """不完整: why a line is no whole row; a delimited file must have as many cells as its head."""
        if line.broken:
            return line.broken
        beyond = any(line.cells[self._width :])
        if exact and (len(line.cells) < self._width or beyond):
            return f"表头有{self._width}列，这一行有{len(line.cells)}列"
        return ""


def is_blank(line: Line) -> bool:
    """空行: nothing stands in it and nothing is wrong with it."""
    return not line.broken and not any(line.cells)


def is_sum(line: Line) -> bool:
    """合计行: a line that adds up the others is no row; its first text says so."""
    first = next((cell for cell in line.cells if cell), "")
    return not line.broken and _SUM.fullmatch(first) is not None


def _plain(target: str) -> bool:
    return not target.startswith(CHANNEL) and target not in (
        *(LedgerField.EXTRA.value, LedgerField.IGNORED.value, LedgerField.ORDINAL.value),
    )
