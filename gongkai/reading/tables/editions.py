"""辨版本: which edition of the form a report uses, told by the labels only that edition has.

The year alone never decides: reports on 2021 were filled in on the form of 2019. It is asked only where all labels
found are common to two editions.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.reading.script import core, plain, unbracketed
from gongkai.reading.tables.rows import Row

_LEAST_LENGTH = 4
_LONGEST = 90
_SURE = 2
"""One label may stand in prose by chance; two do not."""


def tell(rows: Sequence[Row], year: int | None) -> tuple[Edition | None, str]:
    """辨认: the edition, and how it was told; None where no table of any edition is seen."""
    seen = _seen(rows)
    if not any(len(_labels(edition) & seen) >= _SURE for edition in EDITIONS):
        seen |= _cut(rows)
    marks = {edition.key: len(_own_labels(edition) & seen) for edition in EDITIONS}
    best = max(EDITIONS, key=lambda edition: marks[edition.key])
    if marks[best.key] >= _SURE:
        return best, f"据{marks[best.key]}处该版特有的行名、列名"
    common = [edition for edition in EDITIONS if len(_labels(edition) & seen) >= _SURE]
    if not common:
        return None, "未见统计表"
    if marks[best.key] and best in common:
        return best, "据一处该版特有的行名、列名"
    if year is not None and (covering := [edition for edition in common if edition.covers(year)]):
        return covering[0], "所见行名为几版共有，按年度"
    return common[-1], "所见行名为几版共有，年度不明，暂按最新版"


def _seen(rows: Sequence[Row]) -> set[str]:
    texts = {piece.text for row in rows for piece in row.words}
    names = {name for text in texts for name in ((text, *text.split(" ")) if " " in text else (text,))}
    return {core(unbracketed(name)) for name in names if len(name) < _LONGEST}


def _cut(rows: Sequence[Row]) -> set[str]:
    """Labels a narrow column has cut over two or three lines."""
    words = [row.words[-1].text if row.words else "" for row in rows]
    joined = ("".join(words[at : at + count]) for count in (2, 3) for at in range(len(words)))
    return {core(unbracketed(name)) for name in joined if len(name) < _LONGEST}


@cache
def _labels(edition: Edition) -> frozenset[str]:
    """All labels of an edition long enough to mean something by themselves."""
    names = {
        core(unbracketed(plain(line.label)))
        for table in edition.tables.values()
        for axis in (table.rows, table.columns)
        for line in axis.walk()
    }
    return frozenset(name for name in names if len(name) >= _LEAST_LENGTH)


@cache
def _own_labels(edition: Edition) -> frozenset[str]:
    others = frozenset().union(*(_labels(other) for other in EDITIONS if other is not edition))
    return _labels(edition) - others
