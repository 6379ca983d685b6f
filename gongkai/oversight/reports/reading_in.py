"""读入: a published report from a file or pasted text to the content that an import would keep, and what was found in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.law.annual_report.report import Place
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.sheets import Number, State, Value, figure
from gongkai.law.grammar.tables import Key
from gongkai.oversight.reports import snapshots
from gongkai.oversight.reports.content import Content, Noted, Stated
from gongkai.reading.checks.checking import check
from gongkai.reading.checks.findings import Finding
from gongkai.reading.report import Reading, read
from gongkai.reading.texts.claims import Claim
from gongkai.web import signing

_SALT = "gongkai.reports.reading_in"
_KEPT_FOR = 24 * 3600


@dataclass(frozen=True)
class ReadIn:
    """读入的报告: its content, what was found in it included, and how it was read."""

    content: Content
    notes: tuple[str, ...]

    @property
    def unread(self) -> list[Place]:
        """未读出的格: those whose number somebody may add by eye."""
        return [
            (key, *cell)
            for key, sheet in self.content.sheets.items()
            for cell in sheet.table.cells
            if sheet.value(*cell).state is State.UNREAD
        ]

    def packed(self) -> str:
        """封好: everything as one signed text, carried by the page until somebody confirms it."""
        parts = [snapshots.pack(self.content), list(self.notes)]
        return signing.dumps(json.dumps(parts, ensure_ascii=False), salt=_SALT, compress=True)


def unpacked(packed: str) -> ReadIn:
    """启封: what was packed; Unlawful for a text that is not ours or lay too long."""
    try:
        content, notes = json.loads(signing.loads(packed, salt=_SALT, max_age=_KEPT_FOR))
    except signing.BadSignature:
        raise Unlawful("读入的内容已失效，请重新上传") from None
    kept = snapshots.unpack(content, snapshots.digest(content))
    return ReadIn(kept, tuple(notes))


def read_in(data: bytes | str, name: str) -> ReadIn:
    """读入: raises UnreadableFile for what is no report or cannot be read."""
    reading = read(data, name)
    unplaced = tuple(f"{each.place}：{each.reason}" for each in reading.unplaced)
    return ReadIn(of_reading(reading, check(reading)), (*reading.notes, *unplaced))


def of_reading(reading: Reading, findings: Iterable[Finding]) -> Content:
    """所读的内容: what an import would keep of a report that has been read, what was found in it included."""
    return Content(
        authority=reading.authority,
        year=reading.year or 0,
        form=reading.edition if reading.tables else None,
        # 混用格式的报告：别版的表不能按本版的格保存，只作提示（reading.departures）。
        sheets={
            key: table.sheet
            for key, table in reading.tables.items()
            if reading.edition and reading.edition.tables.get(key) is table.table
        },
        stated=tuple(map(_stated, reading.claims)),
        noted=tuple(Noted(finding.level, finding.explanation) for finding in findings),
    )


def _stated(claim: Claim) -> Stated:
    number = figure(claim.number)
    excerpt = claim.place.excerpt
    return Stated(claim.label, number, claim.unit, excerpt, f"{claim.table}/{claim.row}" if claim.table else "")


def completed(read_in: ReadIn, added: Mapping[Place, Number]) -> dict[str, dict[Key, Value]]:
    """补齐: the cells to import, with the numbers somebody made out where the reader could not."""
    cells = {
        key: {cell: sheet.value(*cell) for cell in sheet.table.cells} for key, sheet in read_in.content.sheets.items()
    }
    for (table, row, column), number in added.items():
        cells[table][row, column] = Value(number, State.NUMBER, source="人工辨认")
    return cells
