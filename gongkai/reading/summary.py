"""要目: the few figures by which a report is compared with others; at the end of its JSON, so that its cells need not be read.

A figure that was not read is None and never 0. In a sum the blanks of a table that never writes a 0 count as 0, as they
do in its balances; a sum of nothing but blanks stays None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.copied import long_sentences
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.traits import Rank, traits
from gongkai.reading.report import Reading
from gongkai.reading.shapes import CellJson, FigureJson, SentenceJson, SummaryJson

DISCLOSED = "主动公开政府信息数"
"""The indicator by which a place is compared with those beneath it."""
_EXCERPT = 40

Figure = int | float | None
CellName = tuple[str, str, str]
"""Table, row, column."""


@dataclass(frozen=True, slots=True)
class Measure:
    """指标: its name, and for each form that has it the cells it is the sum of."""

    name: str
    cells: tuple[tuple[CellName, ...], ...]

    def of(self, read: Mapping[CellName, CellJson], zeros: frozenset[str]) -> Figure:
        """取数: by the first form whose cells are all there; None where one of them is no number."""
        for cells in self.cells:
            if all(name in read for name in cells):
                return _sum([read[name] for name in cells], zeros)
        return None


def _applications(*rows: str) -> tuple[CellName, ...]:
    return tuple(("applications", row, "total") for row in rows)


def _statistics(*rows: str) -> tuple[CellName, ...]:
    return tuple(("statistics", row, "value") for row in rows)


MEASURES = (
    Measure("本年新收", (_applications("new"), _statistics("received"))),
    Measure("上年结转", (_applications("carried_in"),)),
    Measure("结转下年", (_applications("carried_out"),)),
    Measure("办理结果总计", (_applications("total"), _statistics("closed"))),
    Measure(
        "予以公开和部分公开",
        (_applications("granted", "partial"), _statistics("replied_disclosed", "replied_partly")),
    ),
    Measure("不予公开", (_applications(*(f"deny_{number}" for number in range(1, 9))), _statistics("refused"))),
    Measure("行政复议", ((("remedies", "review", "total"),), _statistics("review"))),
    Measure(
        "行政诉讼",
        ((("remedies", "direct", "total"), ("remedies", "after_review", "total")), _statistics("suit")),
    ),
)
"""指标: those of the forms since 2019, and what comes nearest to them in the statistics of 2014 to 2018."""


def summary(reading: Reading, cells: Sequence[CellJson], findings: Sequence[Finding]) -> SummaryJson:
    """要目: of a report, its cells and its findings."""
    named = {(cell["table"], cell["row"], cell["column"]): cell for cell in cells}
    zeros = frozenset(_never_zero(cells))
    unread = sum(cell["state"] == State.UNREAD for cell in cells)
    levels = Counter(finding.level for finding in findings)
    own = traits(reading)
    indicators = {**own.figures, **({} if own.disclosed is None else {DISCLOSED: own.disclosed})}
    return {
        "read": len(named) - unread,
        "unread": unread,
        "red": levels[Level.RED],
        "yellow": levels[Level.YELLOW],
        "question": levels[Level.QUESTION],
        "figures": [{"name": measure.name, "value": measure.of(named, zeros)} for measure in MEASURES],
        "rank": own.rank.value,
        "indicators": [_figure(name, number) for name, number in indicators.items()],
        "sentences": list(_sentences(reading)),
    }


def no_summary() -> SummaryJson:
    """要目: of a file that could not be read."""
    return {
        "read": 0,
        "unread": 0,
        "red": 0,
        "yellow": 0,
        "question": 0,
        "figures": [{"name": measure.name, "value": None} for measure in MEASURES],
        "rank": Rank.UNKNOWN.value,
        "indicators": [],
        "sentences": [],
    }


def _figure(name: str, number: Number) -> FigureJson:
    return {"name": name, "value": float(number) if isinstance(number, Decimal) else number}


def _sentences(reading: Reading) -> Iterator[SentenceJson]:
    for said in long_sentences(reading):
        excerpt = said.place.excerpt[:_EXCERPT]
        yield {"digest": f"{said.digest:012x}", "length": said.length, "line": said.place.line, "excerpt": excerpt}


def _never_zero(cells: Sequence[CellJson]) -> Iterator[str]:
    """The tables that never print a 0."""
    yield from {cell["table"] for cell in cells} - {cell["table"] for cell in cells if cell["value"] == 0}


def _sum(cells: Sequence[CellJson], zeros: frozenset[str]) -> Figure:
    blanks = (State.BLANK, State.MARK)
    values = [0 if cell["state"] in blanks and cell["table"] in zeros else cell["value"] for cell in cells]
    if None in values or all(cell["value"] is None for cell in cells):
        return None
    return sum(value for value in values if value is not None)
