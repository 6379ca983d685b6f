"""评分: what came back of a report whose truth is known, cell by cell and error by error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gongkai.law.grammar.sheets import State, Value
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding
from gongkai.reading.report import Reading
from tests.published.broken import Broken
from tests.published.grids import Place

OUTCOMES = ("right", "unread", "wrong", "false")
"""结果: read as printed; not read; another number; a number where none is printed."""


def outcome(report: Broken, reading: Reading, place: Place) -> str:
    """What came back of one cell. An empty cell that left no trace may stay unread."""
    table, row, column = place
    truth = report.truth[place]
    found = reading.tables.get(table)
    cell = found.cells.get((row, column)) if found else None
    value = cell.value if cell else None
    if value is None or value.number is None:
        return _without_number(truth, value)
    if truth.number is None:
        return "false"
    return "right" if value.number == truth.number else "wrong"


def _without_number(truth: Value, value: Value | None) -> str:
    if truth.number is not None or value is None:
        return "unread"
    return "right" if value.state is truth.state or truth.state is State.BLANK else "unread"


def cells(report: Broken, reading: Reading) -> Counter[str]:
    """How many cells came back how."""
    return Counter(outcome(report, reading, place) for place in report.truth)


def red(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.level is Level.RED]


def is_found(report: Broken, findings: Sequence[Finding]) -> bool:
    """Whether the planted error is told: a broken balance that names its cell, in red; a false sentence, at any level."""
    planted = report.planted
    if planted is None:
        return False
    if planted.kind == "cell":
        return any(
            (cell.table, cell.row, cell.column) == planted.place for each in red(findings) for cell in each.cells
        )
    if planted.kind == "period":
        return any("统计期限" in finding.rule for finding in red(findings))
    return any(finding.left != finding.right and finding.left is not None for finding in findings)
