"""公开台账的编写: a plan becomes the rows of a ledger, the same each time, one after the other; a part of them or the rest."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from io import StringIO

from gongkai.demo.publications.plan import WEB, Leaf, Published
from gongkai.demo.publications.titles import day, number, title
from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.ledgers import LedgerField

SHARE, MOST = 3, 40
"""样本: of each column by each channel three in the hundred, at least one, never more than so many."""
HEADS = (
    *(LedgerField.TITLE, LedgerField.NUMBER, LedgerField.MADE_ON, LedgerField.PUBLISHED_ON, LedgerField.ORIGINAL_ON),
    *(LedgerField.KIND, LedgerField.NORMATIVE, LedgerField.COLUMN, LedgerField.CHANNELS, LedgerField.ADDRESS),
    LedgerField.TEXT,
)
"""台账各列."""


class Part(Enum):
    """部分: what the quick demo brings in, and what only the full replay does."""

    SAMPLE = "样本"
    REST = "其余部分"


@dataclass(frozen=True, slots=True)
class Row:
    """台账行: one past content with the one channel it went out by."""

    leaf: Leaf
    serial: int
    title: str
    number: str
    made_on: date | None
    published_on: date
    original_on: date | None
    channel: ReleaseChannel


def sampled(total: int) -> int:
    """样本条数: of so many contents of a column that went out by a channel."""
    return min(total, MOST, max(1, total * SHARE // 100))


def size(published: Published, part: Part) -> int:
    """条数: of a part of a year."""
    sample = sum(sampled(total) for leaf in published.leaves for total in leaf.channels.values())
    return sample if part is Part.SAMPLE else published.total - sample


def rows(published: Published, part: Part, mark: str) -> Iterator[Row]:
    """各行: of a part of a year, column by column; ``mark`` begins the numbers of the documents."""
    for leaf in published.leaves:
        first = 0
        for channel, total in leaf.channels.items():
            cut = first + sampled(total)
            serials = range(first, cut) if part is Part.SAMPLE else range(cut, first + total)
            for serial in serials:
                yield _row(published, leaf, serial, channel, mark)
            first += total


def _row(published: Published, leaf: Leaf, serial: int, channel: ReleaseChannel, mark: str) -> Row:
    on = day(leaf, serial, published.year)
    written = number(leaf, serial, published.year, mark)
    made = on - timedelta(days=3) if leaf.kind is ContentClass.DOCUMENT else None
    late = channel is WEB and is_backfilled(leaf, serial)
    original = date(published.year - 1 - serial % 3, on.month, min(on.day, 28)) if late else None
    return Row(leaf, serial, title(leaf, serial), written, made, on, original, channel)


def is_backfilled(leaf: Leaf, serial: int) -> bool:
    """补录: as many of the web contents of a column as the plan says, spread evenly; the web's serials come first."""
    if not leaf.backfilled:
        return False
    return (serial + 1) * leaf.backfilled // leaf.web > serial * leaf.backfilled // leaf.web


def ledger(published: Published, part: Part, mark: str, site: str) -> Iterator[bytes]:
    """台账文件: a part of a year as CSV, as an authority would have kept it; ``site`` is its old portal."""
    ways = _ways(published)
    yield _line([head.label for head in HEADS])
    for row in rows(published, part, mark):
        yield _line(_cells(published, row, ways[row.leaf.slug], site))


def _cells(published: Published, row: Row, way: str, site: str) -> list[str]:
    address = f"http://{site}/{published.year}/{row.leaf.slug}/{row.serial + 1:05d}.html" if row.channel is WEB else ""
    return [
        row.title,
        row.number,
        row.made_on.isoformat() if row.made_on else "",
        row.published_on.isoformat(),
        row.original_on.isoformat() if row.original_on else "",
        row.leaf.kind.label,
        "是" if row.leaf.normative else "否",
        way,
        row.channel.label,
        address,
        f"{row.title}。（示例内容，条数出自{published.year}年年度报告）",
    ]


def _ways(published: Published) -> dict[str, str]:
    """The whole way down to each column, for names alone may stand twice."""
    leaves = {leaf.slug: leaf for leaf in published.leaves}

    def way(leaf: Leaf) -> str:
        return f"{way(leaves[leaf.under])}/{leaf.name}" if leaf.under else leaf.name

    return {slug: way(leaf) for slug, leaf in leaves.items()}


def _line(cells: list[str]) -> bytes:
    text = StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()
