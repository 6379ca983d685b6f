"""读导出表: rows, the fields of its columns, and what is wrong with each row. Nothing is kept of what was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.casework.engagement.tickets.models import ColumnMemory, Ticket, TicketImport
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.law.ticket_rows import TicketFault, TicketField, TicketRow, field_of, read_row
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import vault
from gongkai.papers.sheets_in import InSheet, read_sheets
from gongkai.papers.text import PaperError

FIELD = "ticket import"
MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Read:
    """读出的一行: its number in the file, the row where it can be taken, and what is wrong with it."""

    number: int
    row: TicketRow | None
    faults: tuple[TicketFault, ...]

    @property
    def told(self) -> str:
        """问题: in words."""
        return "；".join(str(fault) for fault in self.faults)


def sheet_of(data: bytes) -> InSheet:
    """表: the first visible sheet with rows; raises Unlawful in words that name what is wrong."""
    try:
        sheets = [sheet for sheet in read_sheets(data, most_rows=MOST_ROWS) if not sheet.hidden and sheet.rows]
    except PaperError as wrong:
        raise Unlawful(str(wrong), field="file") from None
    if not sheets:
        raise Unlawful("文件里没有可以导入的行", field="file")
    return sheets[0]


def content_of(batch: TicketImport) -> bytes:
    """文件: raises Unlawful once the import has ended."""
    if batch.content is None:
        raise Unlawful("这一批已经结束，文件已经清除")
    return bytes.fromhex(vault.unseal(None, FIELD, batch.content))


def guessed(authority: Authority, heads: tuple[str, ...]) -> dict[str, str]:
    """识别各列: as somebody once confirmed, else by the wording of the heading; what is neither stands for nothing."""
    rows = ColumnMemory.objects.of(authority).filter(heading__in=[head[:100] for head in heads])
    known = dict(rows.values_list("heading", "field"))
    found: dict[str, str] = {}
    for head in heads:
        guess = field_of(head)
        field = known.get(head[:100], guess.value if guess else "")
        found[head] = field if field not in found.values() else ""
    return found


def read(batch: TicketImport, sheet: InSheet, today: date) -> Iterator[Read]:
    """逐行读: with what the file alone does not tell: whether a number stands twice in it or is in the register already."""
    columns: Mapping[str, str] = batch.columns
    seen: set[str] = set()
    others = Ticket.objects.of(batch.authority).exclude(external="").exclude(batch=batch.pk)
    taken = set(others.values_list("external", flat=True))
    for number, cells in sheet.records():
        by_field = {TicketField(field): cells[head] for head, field in columns.items() if field and head in cells}
        row, faults = read_row(by_field, source=TicketSource(batch.source), kind=ConcernKind(batch.kind), today=today)
        if row is not None and row.number:
            given, mark = row.number[:30], external(batch.authority, row.number)
            if mark in seen or mark in taken:
                said = "与前面的行相同" if mark in seen else "已经导入"
                row, faults = None, (*faults, TicketFault(TicketField.NUMBER, f"“{given}”{said}"))
            seen.add(mark)
        yield Read(number, row, faults)


def external(authority: Authority, number: str) -> str:
    """原编号摘要: the same number is the same ticket; the number itself stays sealed with the letter."""
    return vault.blind(f"ticket external {authority.pk}", number)


@dataclass(frozen=True)
class Report:
    """导入报告: every row with what is wrong with it, and the sums."""

    rows: tuple[Read, ...]

    @property
    def good(self) -> list[tuple[int, TicketRow]]:
        """可导入的行: each with its number in the file."""
        return [(each.number, each.row) for each in self.rows if each.row is not None]

    @property
    def refused(self) -> int:
        """不收的行数."""
        return len(self.rows) - len(self.good)

    @property
    def flagged(self) -> list[Read]:
        """有问题的行."""
        return [each for each in self.rows if each.faults]

    @property
    def undated(self) -> int:
        """称已办结而没有答复日期的行数."""
        return sum(row.undated for _, row in self.good)

    @property
    def closed(self) -> int:
        """有答复和办结日期的行数."""
        return sum(row.closed_on is not None for _, row in self.good)


def report(batch: TicketImport, today: date) -> Report:
    """导入报告: of a batch as its columns stand now."""
    return Report(tuple(read(batch, sheet_of(content_of(batch)), today)))
