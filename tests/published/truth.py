"""真值: what people read by eye in the reports beside the checkout, in the keys of the law; and how well we read them.

python -m tests.published.truth          one line for each report: cells right, wrong, unread, read out of nothing;
                                         red findings, hard violations by eye, and relations that hold
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gongkai.law.annual_report import EDITIONS
from gongkai.law.applications import ApplicantKind
from gongkai.law.grammar.tables import Level
from gongkai.law.remedies import RemedyResult
from gongkai.reading.checks.checking import check
from gongkai.reading.checks.findings import Finding
from gongkai.reading.report import Reading, read
from tests.shared import SHARED

Cell = tuple[str, str, str]
APPLICANTS = (*(str(kind) for kind in ApplicantKind), "total")
RESULTS = (*(str(result) for result in RemedyResult), "total")
ROWS = {
    "规章": "rules",
    "规范性文件": "normative",
    "行政规范性文件": "normative",
    "行政许可": "permits",
    "其他对外管理服务事项": "other_services",
    "行政处罚": "penalties",
    "行政强制": "coercion",
    "行政事业性收费": "fees",
    "政府集中采购": "procurement",
}
COLUMNS = {
    "prev": "previous",
    "delta": "change",
    "handled": "handled",
    "made": "made",
    "published": "published",
    "open_total": "open_total",
    "repealed": "repealed",
    "valid": "in_force",
    "count": "count",
    "amount_wan": "amount",
}


@dataclass(frozen=True)
class Known:
    """A report with its truth."""

    name: str
    text: bytes
    truth: Mapping[str, Any]

    @cached_property
    def reading(self) -> Reading:
        return read(self.text, self.name)

    @cached_property
    def red(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in check(self.reading) if finding.level is Level.RED)

    @property
    def hard(self) -> list[Mapping[str, Any]]:
        return [each for each in self.truth["violations"] if each["severity"] == "hard"]

    @cached_property
    def cells(self) -> dict[Cell, float | None]:
        return dict(_cells(self.truth["facts"]))

    def outcome(self, cell: Cell) -> str:
        """right, wrong, unread, or false: a number where there is none to be read."""
        table, row, column = cell
        found = self.reading.tables.get(table)
        number = found.cells[row, column].value.number if found and (row, column) in found.cells else None
        known = self.cells[cell]
        if number is None:
            return "right" if known is None else "unread"
        if known is None:
            return "false"
        return "right" if float(number) == float(known) else "wrong"


def known_reports() -> Iterator[Known]:
    """Every report with a truth, the seeds last."""
    for path in sorted((SHARED / "reports" / "truth").glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        yield Known(path.stem, _text(path.stem), truth)


def _text(name: str) -> bytes:
    if name.startswith("seed-"):
        return next((SHARED / "seeds").glob(f"*{name.removeprefix('seed-')}*.txt")).read_bytes()
    return (SHARED / "reports" / "text" / f"{name}.txt").read_bytes().split(b"\n", 1)[1]


def _cells(facts: Mapping[str, Any]) -> Iterator[tuple[Cell, float | None]]:
    for key, value in facts.items():
        if key.startswith("art20_"):
            yield from _article_20(f"article_20_{key[-1]}", value)
    for row, numbers in facts.get("applications", {}).items():
        yield from zip((("applications", row, column) for column in APPLICANTS), numbers, strict=True)
    for row, numbers in facts.get("remedies", {}).items():
        yield from zip((("remedies", row, column) for column in RESULTS), numbers, strict=True)
    if "stat_table" in facts:
        rows = EDITIONS[0].tables["statistics"].row_lines
        yield from zip((("statistics", row, "value") for row in rows), facts["stat_table"].values(), strict=True)


def _article_20(table: str, rows: Mapping[str, Any]) -> Iterator[tuple[Cell, float | None]]:
    for label, value in rows.items():
        if label == "行政事业性收费_万元":
            yield (table, "fees", "amount"), value
        elif isinstance(value, dict) and label in ROWS:
            yield from (((table, ROWS[label], COLUMNS[key]), value[key]) for key in COLUMNS if key in value)
        elif label in ROWS:
            yield (table, ROWS[label], "handled"), value


def main() -> None:
    """Print how well each report is read and checked."""
    total: Counter[str] = Counter()
    print(f"{'report':32}{'right':>7}{'wrong':>7}{'unread':>7}{'false':>7}{'red':>5}{'hard':>5}{'holds':>6}")
    for known in known_reports():
        seen = Counter(known.outcome(cell) for cell in known.cells)
        total += seen
        counts = "".join(f"{seen[each]:7}" for each in ("right", "wrong", "unread", "false"))
        print(f"{known.name:32}{counts}{len(known.red):5}{len(known.hard):5}{len(known.truth['holds']):6}")
    print(f"{'':32}" + "".join(f"{total[each]:7}" for each in ("right", "wrong", "unread", "false")))


if __name__ == "__main__":
    if Path(SHARED).is_dir():
        main()
    else:
        print("旁边没有 shared 目录，无从对照")
