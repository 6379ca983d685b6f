"""列的对应: where the head of a ledger ends, what each column holds, and the cells of a line by what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.ledger_rows import Written
from gongkai.law.ledgers import LedgerField, bare, channel_of, field_of
from gongkai.papers.ledgers.heads import FoundHead, Known, beyond, found_head, meant
from gongkai.papers.ledgers.lines import Line
from gongkai.papers.text import PaperError

CHANNEL = "channel:"
OF_PAGES = (LedgerField.BODY, LedgerField.OLD_ADDRESSES, LedgerField.FILES)
"""网页所有: what only saved pages hold."""
_SEVERAL = (LedgerField.CHANNELS, LedgerField.ATTACHMENTS, LedgerField.EXTRA, LedgerField.IGNORED, LedgerField.ORDINAL)


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

    def known(label: str) -> str:
        return _known(label, remembered or {})

    found = found_head(lines, known, needed=(LedgerField.TITLE.value,))
    if found is None or found.known < 2:
        raise PaperError("找不到表头：前30行中没有“标题”或者“信息名称”一列和其他能识别的列")
    return Head(found.last, tuple(_headings(found, hidden, known)))


def _known(label: str, remembered: Mapping[str, str]) -> str:
    """What a label is taken for: as somebody once said, else by its wording."""
    if (said := remembered.get(bare(label)[:100])) is not None:
        return said
    if named := field_of(label):
        return named.value
    channel = channel_of(label)
    return f"{CHANNEL}{channel.value}" if channel else ""


def _headings(found: FoundHead, hidden: frozenset[int], known: Known) -> Iterable[Heading]:
    taken: set[str] = set()
    for place, label in enumerate(found.labels):
        target = meant(label, known) or (LedgerField.EXTRA.value if label else LedgerField.IGNORED.value)
        if place in hidden:
            target = LedgerField.IGNORED.value
        if target in taken and target not in _SEVERAL:
            target = LedgerField.EXTRA.value
        taken.add(target)
        yield Heading(place, label, target, found.samples(place), place in hidden)


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
        return beyond(line, self._width, exact=exact)


def _plain(target: str) -> bool:
    return not target.startswith(CHANNEL) and target not in (
        *(LedgerField.EXTRA.value, LedgerField.IGNORED.value, LedgerField.ORDINAL.value),
    )
