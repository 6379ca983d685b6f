"""读表结果的 JSON: the shapes ``check --json`` prints, one ``ReportJson`` for each file. Keys are only ever added.

    [{"file": "…", "error": "", "edition": "2019", "year": 2020, "authority": "…",
      "cells": [{"table": "applications", "row": "new", "column": "total", "path": ["一、本年新收…", "申请人情况", "总计"],
                 "value": 1, "state": "number", "text": "1", "at_most": null, "certainty": "label",
                 "place": {"line": 54, "excerpt": "…"}}, …],
      "claims": […], "findings": […], "unplaced": […], "notes": […]}]

A file that could not be read has its ``error`` in Chinese and nothing else filled in. ``state`` is one of ``number``,
``blank``, ``mark``, ``unread``; a ``value`` is null unless the state is ``number``. ``at_most`` bounds an unread cell
where digits in its row are still visible.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from hashlib import sha256

from gongkai.law.grammar.sheets import Number
from gongkai.law.grammar.tables import Key, Table
from gongkai.reading.checks.findings import Finding, Seen
from gongkai.reading.report import Reading
from gongkai.reading.shapes import CellJson, ClaimJson, FindingJson, PlaceJson, ReportJson, SeenJson, UnplacedJson
from gongkai.reading.summary import no_summary, summary
from gongkai.reading.tables.cells import Place, ReadTable, Unplaced
from gongkai.reading.texts.claims import Claim


@dataclass(frozen=True, slots=True)
class Trace:
    """来历: how many bytes a file has, their SHA-256, and the file of last year's report it was compared with."""

    size: int = 0
    digest: str = ""
    last_year: str = ""

    @classmethod
    def of(cls, data: bytes, last_year: str = "") -> Trace:
        """来历: of the bytes of a file."""
        return cls(len(data), sha256(data).hexdigest(), last_year)


def report_json(file: str, reading: Reading, findings: tuple[Finding, ...], trace: Trace = Trace()) -> ReportJson:
    """报告: a report that could be read."""
    shape = _Shape(reading)
    cells = [cell for table in reading.tables.values() for cell in shape.cells(table)]
    return {
        "file": file,
        "error": "",
        "edition": reading.edition.key if reading.edition else None,
        "year": reading.year,
        "authority": reading.authority,
        "cells": cells,
        "claims": [shape.claim(claim) for claim in reading.claims],
        "findings": [shape.finding(finding) for finding in findings],
        "unplaced": [shape.unplaced(unplaced) for unplaced in reading.unplaced],
        "notes": list(reading.notes),
        "carrier": reading.page.carrier,
        "page_notes": list(reading.page.notes),
        "size": trace.size,
        "digest": trace.digest,
        "last_year": trace.last_year,
        "summary": summary(reading, cells, findings),
    }


def error_json(file: str, error: str, trace: Trace = Trace()) -> ReportJson:
    """不能读的文件: its name and why."""
    return {
        "file": file,
        "error": error,
        "edition": None,
        "year": None,
        "authority": "",
        "cells": [],
        "claims": [],
        "findings": [],
        "unplaced": [],
        "notes": [],
        "carrier": "",
        "page_notes": [],
        "size": trace.size,
        "digest": trace.digest,
        "last_year": trace.last_year,
        "summary": no_summary(),
    }


@dataclass(frozen=True)
class _Shape:
    """The JSON of what one reading holds: places are told as its carrier calls them."""

    reading: Reading

    def cells(self, table: ReadTable) -> Iterator[CellJson]:
        name, paths = table.table.key, _paths(table.table)
        for key, cell in table.cells.items():
            value = cell.value
            yield {
                "table": name,
                "row": cell.row,
                "column": cell.column,
                "path": paths[key],
                "value": _number(value.number),
                "state": value.state,
                "text": value.text,
                "at_most": cell.at_most,
                "certainty": cell.certainty or "",
                "place": self._place(cell.place),
            }

    def _seen(self, cell: Seen) -> SeenJson:
        return {
            "table": cell.table,
            "row": cell.row,
            "column": cell.column,
            "label": cell.label,
            "value": _number(cell.number),
            "state": cell.state,
            "place": self._place(cell.place),
        }

    def finding(self, finding: Finding) -> FindingJson:
        return {
            "level": finding.level,
            "rule": finding.rule,
            "table": finding.table,
            "left": _number(finding.left),
            "right": _number(finding.right),
            "difference": _number(finding.difference),
            "cells": [self._seen(cell) for cell in finding.cells],
            "explanation": finding.explanation,
            "culprit": finding.culprit,
            "basis": finding.basis,
            "place": self._place(finding.place),
            "mend": finding.mend,
            "code": finding.code,
            "sureness": finding.sureness,
        }

    def claim(self, claim: Claim) -> ClaimJson:
        return {
            "table": claim.table,
            "row": claim.row,
            "label": claim.label,
            "value": _number(claim.number),
            "unit": claim.unit,
            "exact": claim.exact,
            "place": self._place(claim.place),
        }

    def unplaced(self, unplaced: Unplaced) -> UnplacedJson:
        return {"reason": unplaced.reason, "place": self._place(unplaced.place)}

    def _place(self, place: Place | None) -> PlaceJson | None:
        if place is None:
            return None
        line, excerpt, at = place
        return {"line": line, "excerpt": excerpt, "at": at, "where": self.reading.address(place)}


@cache
def _paths(table: Table) -> Mapping[Key, list[str]]:
    """The path of labels of each cell."""
    return {key: list(table.path(*key)) for key in table.cells}


def _number(number: Number | None) -> int | float | None:
    return float(number) if isinstance(number, Decimal) else number
