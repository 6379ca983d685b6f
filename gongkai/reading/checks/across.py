"""多家对照: a report against the reports it was added up from, and many reports against each other.

against_parts(reading, parts)    the sums, cell by cell; what differs, and by whose share
alike(readings)                  reports that repeat each other with only names and figures changed
outliers(readings)               figures out of proportion to those of like authorities (outliers.py)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rensa import RMinHash, RMinHashLSH

from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Key, Level
from gongkai.reading.checks.findings import Finding, gap, seen, show
from gongkai.reading.checks.rule import Check, Needs
from gongkai.reading.report import Reading
from gongkai.reading.tables.cells import Place, ReadTable

SUMS = Check(
    "A28",
    "本级报告等于所属各单位报告之和",
    Level.YELLOW,
    "逐家核对有出入的格，漏报、重报的改正；本级另有不属于各单位的数，说明口径",
    needs=Needs.SUBORDINATES,
)
COPIED = Check(
    "A21.1",
    "报告不与其他机关雷同",
    Level.YELLOW,
    "按本机关实际重写雷同的部分",
    needs=Needs.SIBLINGS,
    basis="条例第五十条",
    official=Level.RED,
    reason="雷同到什么程度算照抄没有明文，由看的人定",
)

_SHOWN = 8
_SHINGLE = 5
_PERMUTATIONS = 128
_BANDS = 32
_SEED = 20190515
_ALIKE = 0.7
_KEPT = 512
_SHORTEST = 200


def name_of(reading: Reading) -> str:
    """称呼: how a reading is called among others: by its authority, else by its file."""
    return reading.authority or reading.name or "（机关不明）"


def against_parts(reading: Reading, parts: Sequence[Reading]) -> tuple[Finding, ...]:
    """与下级之和对照: one finding for each row that differs from the sum of the parts in some cell.

    A cell some part leaves unread is not judged; a table some part lacks altogether is not either, and said so.
    """
    if not parts:
        return ()
    return tuple(finding for table in reading.tables.values() if table.read for finding in _of_table(table, parts))


def _of_table(table: ReadTable, parts: Sequence[Reading]) -> Iterator[Finding]:
    key = table.table.key
    with_table = [part for part in parts if key in part.tables and part.tables[key].read]
    if len(with_table) < len(parts):
        lacking = [name_of(part) for part in parts if part not in with_table]
        text = (
            f"{'、'.join(lacking[:_SHOWN])}等{len(lacking)}家的报告没有读出“{table.table.title}”，本表未与下级之和对照"
        )
        yield SUMS.found(text, None, level=Level.QUESTION, table=key)
        return
    for row in table.table.row_lines:
        yield from _of_row(table, row, with_table)


def _of_row(table: ReadTable, row: str, parts: Sequence[Reading]) -> Iterator[Finding]:
    differing: list[tuple[Key, Number, Number, list[Number]]] = []
    for column in table.table.column_lines:
        own = _number(table, (row, column))
        counted = [_number(part.tables[table.table.key], (row, column)) for part in parts]
        known = [share for share in counted if share is not None]
        if own is not None and len(known) == len(counted) and sum(known) != own:
            differing.append(((row, column), own, sum(known), known))
    if not differing:
        return
    said = "；".join(
        f"{table.table.describe(*key)}填{show(own)}，各单位合计{show(added)}，相差{gap(own, added)}"
        for key, own, added, _ in differing
    )
    _, own, added, shares = differing[-1]
    who = "＋".join(f"{name_of(part)}{show(share)}" for part, share in zip(parts, shares, strict=True) if share)
    cells = [seen(table, each) for each, *_ in differing]
    text = f"{said}（{who or '各单位均为0'}）"
    culprit = _whose(parts, [(own - added, shares) for _, own, added, shares in differing])
    yield SUMS.found(text, cells[-1].place, left=added, right=own, cells=cells, table=table.table.key, culprit=culprit)


def _number(table: ReadTable, key: Key) -> Number | None:
    """What a cell counts in a sum; a blank in a table that never prints 0 counts nothing."""
    cell = table.cells.get(key)
    if cell is None:
        return None
    empty = cell.value.state in (State.BLANK, State.MARK) and table.blank_is_zero
    return 0 if empty else cell.value.number


def _whose(parts: Sequence[Reading], gaps: Sequence[tuple[Number, Sequence[Number]]]) -> str:
    """The one part whose share explains every gap: left out, or counted twice; empty where none or several do."""
    out = [part for at, part in enumerate(parts) if all(shares[at] == -gap for gap, shares in gaps)]
    twice = [part for at, part in enumerate(parts) if all(shares[at] == gap for gap, shares in gaps)]
    if len(out) == 1 and not twice:
        return f"差额恰为{name_of(out[0])}的数，疑漏计该单位"
    return f"差额恰为{name_of(twice[0])}的数，疑重复计该单位" if len(twice) == 1 and not out else ""


@dataclass(frozen=True)
class Alike:
    """雷同: two reports and the share of their wording they have in common, names, years and figures left aside."""

    one: Reading
    other: Reading
    share: float

    def finding(self) -> Finding:
        """查出: the finding on the later of the two."""
        chapters = self.other.outline.chapters
        place = Place(chapters[0].line, str(chapters[0])) if chapters else None
        text = f"与{name_of(self.one)}{self.one.year or ''}年度的报告文字重合{self.share:.0%}"
        return COPIED.found(text, place, left=Decimal(f"{self.share:.2f}"))


def alike(readings: Sequence[Reading], *, least: float = _ALIKE) -> tuple[Alike, ...]:
    """雷同的报告: every pair of nearly the same wording, each once. Candidates come from an index, shares are exact.

    Reports of one authority are last_year.py's matter; two texts of its year are told here as well.
    """
    texts = [_wording(reading) for reading in readings]
    pieces = lru_cache(_KEPT)(lambda at: _shingles(texts[at]))
    index = RMinHashLSH(threshold=least, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    found: list[Alike] = []
    for at, text in enumerate(texts):
        if len(text) < _SHORTEST:
            continue
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update(list(pieces(at)))
        for other in sorted(index.query(sketch)):
            share = _share(pieces(other), pieces(at))
            if share >= least:
                found.append(Alike(readings[other], readings[at], share))
        index.insert(at, sketch)
    return tuple(found)


def _wording(reading: Reading) -> str:
    """The sentences of a report without names, years and figures."""
    text = "".join(sentence.text for sentence in reading.sentences).replace(reading.authority or "\0", "")
    return "".join(character for character in text if character.isalpha())


def _shingles(text: str) -> frozenset[str]:
    return frozenset(text[at : at + _SHINGLE] for at in range(len(text) - _SHINGLE + 1))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0
