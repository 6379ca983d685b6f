"""读导出表: rows, the fields of its columns, and what is wrong with each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.casework.engagement.tickets.models import ColumnMemory, Ticket, TicketImport, TicketImportRow
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ledger_rows import Verdict
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.law.ticket_rows import TicketFault, TicketField, TicketRow, field_of, read_row
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import vault
from gongkai.papers.sheets_in import InSheet, read_sheets
from gongkai.papers.text import PaperError

FIELD = "ticket import"
MOST_ROWS = 100_000
BEFORE, THERE = "与前面的行相同", "已经导入"


@dataclass(frozen=True, slots=True)
class Read:
    """读出的一行: its number in the file, the row where it can be taken, and what is wrong with it.

    ``external`` is the digest of the number it had in the other system.
    """

    number: int
    row: TicketRow | None
    faults: tuple[TicketFault, ...]
    external: str = ""

    @property
    def verdict(self) -> Verdict:
        """结论."""
        if self.row is None:
            return Verdict.REFUSED
        return Verdict.FLAGGED if self.faults else Verdict.GOOD

    @property
    def told(self) -> str:
        """问题: in words."""
        return "；".join(str(fault) for fault in self.faults)

    def refused_for(self, rule: str) -> Read:
        """改为不收: for its former number, which is another ticket's."""
        given = self.row.number[:30] if self.row else ""
        fault = TicketFault(TicketField.NUMBER, rule, said=f"“{given}”{rule}")
        return Read(self.number, None, (*self.faults, fault), self.external)


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
        raise Unlawful("这一批已经接受或者结束，文件已经清除")
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


def judged(batch: TicketImport, records: Sequence[tuple[int, dict[str, str]]], today: date) -> list[Read]:
    """核对: some rows, each by itself, against the rows before it and against the register; the database is only read."""
    rows = [_alone(batch, number, cells, today) for number, cells in records]
    known = _forms(batch.authority, rows)
    before = TicketImportRow.objects.of(batch.authority).filter(batch=batch, external__in=known)
    earlier = {known[each] for each in before.values_list("external", flat=True)}
    return list(_not_twice(rows, earlier, taken(batch, rows)))


def taken(batch: TicketImport, rows: Iterable[Read]) -> set[str]:
    """已经导入的原编号: of these rows, as they hold them, those that tickets of other imports have in whichever form."""
    known = _forms(batch.authority, rows)
    others = Ticket.objects.of(batch.authority).filter(external__in=known).exclude(batch=batch.pk)
    return {known[each] for each in others.values_list("external", flat=True)}


def _forms(authority: Authority, rows: Iterable[Read]) -> dict[str, str]:
    """Every form in which a number may be kept, with the one its row holds."""
    given = [(each.external, each.row.number) for each in rows if each.external and each.row]
    return {form: held for held, number in given for form in (held, *vault.blinds(external_as(authority.pk), number))}


def _alone(batch: TicketImport, number: int, cells: Mapping[str, str], today: date) -> Read:
    columns: Mapping[str, str] = batch.columns
    by_field = {TicketField(field): cells[head] for head, field in columns.items() if field and head in cells}
    row, faults = read_row(by_field, source=TicketSource(batch.source), kind=ConcernKind(batch.kind), today=today)
    return Read(number, row, faults, external(batch.authority, row.number) if row and row.number else "")


def _not_twice(rows: Iterable[Read], before: set[str], others: set[str]) -> Iterator[Read]:
    seen = set(before)
    for each in rows:
        if each.external in seen:
            yield each.refused_for(BEFORE)
        elif each.external in others:
            yield each.refused_for(THERE)
        else:
            yield each
        if each.external:
            seen.add(each.external)


def external(authority: Authority, number: str) -> str:
    """原编号摘要: the same number is the same ticket; the number itself stays sealed with the letter."""
    return vault.blind(external_as(authority.pk), number)


def external_as(authority: int) -> str:
    """原编号摘要的用途: of one authority."""
    return f"ticket external {authority}"
