"""读入: a published report from a file or pasted text to the content that an import would keep, and what was found in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from django.core import signing

from gongkai.law.annual_report.report import Place
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.sheets import Number, State, Value, figure
from gongkai.law.grammar.tables import Key
from gongkai.oversight.reports import snapshots
from gongkai.oversight.reports.content import Content, Noted, Stated
from gongkai.papers.docx import read_docx
from gongkai.papers.grid import Grid
from gongkai.papers.html import table_html
from gongkai.reading.checking import check
from gongkai.reading.claims import Claim
from gongkai.reading.report import Reading, read

_SALT = "gongkai.reports.reading_in"
_KEPT_FOR = 24 * 3600
_ZIP = b"PK\x03\x04"


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
    """读入: raises UnreadableFile for what is no report, PaperError for a broken Word file."""
    word = isinstance(data, bytes) and data.startswith(_ZIP)
    reading = read(_as_page(read_docx(data)) if word and isinstance(data, bytes) else data, name)
    unplaced = tuple(f"{each.place}：{each.reason}" for each in reading.unplaced)
    return ReadIn(_content(reading), (*reading.notes, *unplaced))


def _as_page(parts: Iterable[str | Grid]) -> str:
    """A Word file as a page: its paragraphs, and its tables with their merged cells."""
    blocks = (
        f"<p>{escape(part)}</p>" if isinstance(part, str) else table_html(part, f"t{number}")
        for number, part in enumerate(parts)
    )
    return f"<html><body>{''.join(blocks)}</body></html>"


def _content(reading: Reading) -> Content:
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
        noted=tuple(Noted(finding.level, finding.explanation) for finding in check(reading)),
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
