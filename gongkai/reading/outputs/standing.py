"""要目: the few figures by which a report is compared with others, taken from its JSON; the cells are then let go.

A figure that was not read is None and never 0. In a sum the blanks of a table that never writes a 0 count as 0, as they
do in its balances; a sum of nothing but blanks stays None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Level
from gongkai.reading.record import CellJson, ReportJson

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

_SEAT = re.compile(r"人民政府(?:办公[室厅])?$")


def same_authority(name: str) -> str:
    """同一机关: a name by which reports of one authority are put together: 示例县 and 示例县人民政府 are one."""
    return _SEAT.sub("", name)


@dataclass(frozen=True, slots=True)
class Standing:
    """要目: of one report: whose, which year and form, how much was read, how many findings, the figures of MEASURES."""

    file: str
    authority: str
    year: int | None
    form: str
    read: int
    unread: int
    levels: tuple[int, ...]
    figures: tuple[Figure, ...]
    error: str

    @property
    def red(self) -> int:
        """红错: how many."""
        return self.levels[0]

    @property
    def yellow(self) -> int:
        """黄警: how many."""
        return self.levels[1]


def standing(record: ReportJson) -> Standing:
    """要目: of a report."""
    cells = {(cell["table"], cell["row"], cell["column"]): cell for cell in record["cells"]}
    zeros = frozenset(_never_zero(record["cells"]))
    levels = Counter(finding["level"] for finding in record["findings"])
    unread = sum(cell["state"] == State.UNREAD for cell in record["cells"])
    return Standing(
        file=record["file"],
        authority=record["authority"],
        year=record["year"],
        form=record["edition"] or "",
        read=len(cells) - unread,
        unread=unread,
        levels=tuple(levels[str(level)] for level in Level),
        figures=tuple(measure.of(cells, zeros) for measure in MEASURES),
        error=record["error"],
    )


def _never_zero(cells: Sequence[CellJson]) -> Iterator[str]:
    """The tables that never print a 0."""
    yield from {cell["table"] for cell in cells} - {cell["table"] for cell in cells if cell["value"] == 0}


def _sum(cells: Sequence[CellJson], zeros: frozenset[str]) -> Figure:
    blanks = (State.BLANK, State.MARK)
    values = [0 if cell["state"] in blanks and cell["table"] in zeros else cell["value"] for cell in cells]
    if None in values or all(cell["value"] is None for cell in cells):
        return None
    return sum(value for value in values if value is not None)
