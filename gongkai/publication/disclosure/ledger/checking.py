"""逐行核对: a chunk of rows against the rest of the ledger, against what is already public, and against the catalogue."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.engines.privacy import Kind
from gongkai.law.catalogue import objection_to
from gongkai.law.disclosure import ContentClass, ReleaseChannel, row_of_channel
from gongkai.law.ledger_rows import Assumed, PastRow, RowFault, RowRule, Verdict, read_row
from gongkai.law.ledgers import LedgerField, bare
from gongkai.office.authorities.models import Authority
from gongkai.papers.ledgers.lines import Line
from gongkai.publication.catalogue import queries as catalogue
from gongkai.publication.catalogue.models import Column, IndexNumber
from gongkai.publication.disclosure.ledger.mapping import Reader
from gongkai.publication.disclosure.ledger.models import Ledger, StagedRow, TextBand
from gongkai.publication.disclosure.ledger.privacy import personal_data
from gongkai.publication.disclosure.ledger.rows import ALIKE, Staged, alike, bands_of, print_of
from gongkai.publication.disclosure.models import Content

COMPARED = 5
"""比对数: with how many rows of a like text a row is compared."""


def columns_by_name(authority: Authority, on: date) -> dict[str, Column]:
    """按名称的栏目: by its name, its address code and the whole way down to it; a name two columns bear is the first one's."""
    rows = list(catalogue.columns(authority, on))
    names = {column.pk: column.name for column in rows}
    found: dict[str, Column] = {}
    for column in rows:
        way = [names[int(key)] for key in column.path.split("/") if key and int(key) in names]
        for name in (column.name, column.slug, "/".join(way), ">".join(way), "".join(way)):
            found.setdefault(bare(name), column)
    return found


@dataclass
class Checker:
    """核对人: what is known once for the whole ledger."""

    ledger: Ledger
    today: date
    columns: dict[str, Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up the catalogue."""
        self.columns = columns_by_name(self.ledger.authority, self.today)
        kind, channel = ContentClass(self.ledger.kind), ReleaseChannel(self.ledger.channel)
        self._assumed = Assumed(self.ledger.year, self.today, kind, channel)
        self._reader = Reader(self.ledger.mapping)
        self._exact = self.ledger.carrier == "csv"

    def checked(self, lines: Sequence[Line]) -> list[Staged]:
        """核对一批: rows read, each with everything that is wrong with it."""
        rows = [self._read(line) for line in lines]
        for staged in rows:
            if staged.row.verdict is not Verdict.REFUSED or staged.row.title:
                self._by_itself(staged.row)
        self._against_the_public(rows)
        self._against_the_ledger(rows)
        self._texts(rows)
        return rows

    def _read(self, line: Line) -> Staged:
        broken = self._reader.broken(line, exact=self._exact)
        if broken:
            row = PastRow(title="", kind=self._assumed.kind, text=" ".join(line.cells)[:500])
            rule = RowRule.PAGE_UNREADABLE if self.ledger.carrier == "pages" else RowRule.ROW_BROKEN
            row.finds(rule, "", broken)
            return Staged(line.place, line.where, row)
        return Staged(line.place, line.where, read_row(self._reader.written(line), self._assumed))

    # -- the row with the catalogue, and what it tells of people ------------------------------------------------------

    def _by_itself(self, row: PastRow) -> None:
        column = self.columns.get(bare(row.column)) if row.column else None
        if row.column and column is None:
            row.finds(RowRule.COLUMN_UNKNOWN, LedgerField.COLUMN.label, row.column)
        if column is not None:
            _take_class(row, column)
        for where, text in _read_by_people(row):
            for kind, masked in personal_data(text):
                rule = RowRule.PHONE if kind is Kind.MOBILE else RowRule.PERSONAL
                row.finds(rule, where, f"{kind.label}{masked}")

    # -- what is there already ----------------------------------------------------------------------------------------

    def _against_the_public(self, rows: Sequence[Staged]) -> None:
        authority = self.ledger.authority
        numbers = {each.row.index_number for each in rows if each.row.index_number}
        taken = set(IndexNumber.objects.everywhere().filter(text__in=numbers).values_list("text", flat=True))
        titles = {each.row.title for each in rows if each.row.title}
        held = Content.objects.everywhere()
        there = {
            (title, day, number)
            for title, day, number, whose in held.filter(title__in=titles).values_list(
                "title", "published_on", "number", "authority_id"
            )
            if whose == authority.pk
        }
        named = {
            number: title
            for number, title, whose in held.filter(index_number__in=taken).values_list(
                "index_number", "title", "authority_id"
            )
            if whose == authority.pk
        }
        for each in rows:
            row = each.row
            same = (row.title, row.published_on, row.number) in there or (
                row.index_number in taken and named.get(row.index_number) == row.title
            )
            if same:
                row.finds(RowRule.PRESENT, LedgerField.TITLE.label, row.title)
            elif row.index_number in taken:
                row.finds(RowRule.INDEX_TAKEN, LedgerField.INDEX_NUMBER.label, row.index_number)

    # -- the rest of the ledger ---------------------------------------------------------------------------------------

    def _against_the_ledger(self, rows: Sequence[Staged]) -> None:
        for each in rows:
            each.print = print_of(each.row)
        by_number, by_print = self._earlier(rows)
        for each in rows:
            row = each.row
            if row.verdict is Verdict.REFUSED:
                each.print = None
                continue
            if row.index_number in by_number:
                row.finds(RowRule.INDEX_TWICE, LedgerField.INDEX_NUMBER.label, f"同{by_number[row.index_number]}")
            elif each.print in by_print:
                row.finds(RowRule.SAME_TWICE, LedgerField.TITLE.label, f"同{by_print[each.print]}")
            else:
                if row.index_number:
                    by_number[row.index_number] = each.where
                by_print[each.print] = each.where
                continue
            each.print = None

    def _earlier(self, rows: Sequence[Staged]) -> tuple[dict[str, str], dict[int | None, str]]:
        """Where the numbers and the prints of these rows stand further up.

        Asked of all ledgers and picked here: a database that may choose by ledger would read the whole of it, chunk by chunk.
        """
        numbers = {each.row.index_number for each in rows if each.row.index_number}
        prints = {each.print for each in rows if each.print is not None}
        before = StagedRow.objects.everywhere().order_by()
        numbered = before.exclude(index_number="").filter(index_number__in=numbers)
        printed = before.filter(print__in=prints)
        mine = self.ledger.pk
        return (
            {text: at for text, at, of in numbered.values_list("index_number", "where", "ledger_id") if of == mine},
            {told: at for told, at, of in printed.values_list("print", "where", "ledger_id") if of == mine},
        )

    def _texts(self, rows: Sequence[Staged]) -> None:
        """Near-duplicates by their text: candidates share a band, and are then compared in full."""
        here: dict[int, list[Staged]] = defaultdict(list)
        for each in rows:
            if each.row.verdict is not Verdict.REFUSED and each.row.text:
                each.bands = bands_of(each.row.text)
                like = {id(one): one for band in each.bands for one in here[band]}
                for one in list(like.values())[:COMPARED]:
                    if _flag_likeness(each, one.where, one.row.text):
                        break
                for band in each.bands:
                    here[band].append(each)
        if here:
            self._against_earlier_texts(rows, list(here))

    def _against_earlier_texts(self, rows: Sequence[Staged], bands: Sequence[int]) -> None:
        found: dict[int, set[int]] = defaultdict(set)
        shared = TextBand.objects.everywhere().filter(band__in=bands)
        for band, row, of in shared.values_list("band", "row_id", "ledger_id"):
            if of == self.ledger.pk:
                found[band].add(row)
        like = {each.place: sorted({row for band in each.bands for row in found[band]})[:COMPARED] for each in rows}
        wanted = {row for some in like.values() for row in some}
        staged = {row.pk: row for row in StagedRow.objects.everywhere().filter(pk__in=wanted).order_by()}
        for each in rows:
            if any(fault.rule is RowRule.NEARLY_TWICE for fault in each.row.faults):
                continue
            for key in like[each.place]:
                if _flag_likeness(each, staged[key].where, str(staged[key].row.get("text", ""))):
                    break


def _flag_likeness(each: Staged, where: str, text: str) -> bool:
    share = alike(each.row.text, text)
    if share >= ALIKE:
        each.row.finds(RowRule.NEARLY_TWICE, LedgerField.TEXT.label, f"与{where}相同{share:.0%}")
    return share >= ALIKE


def _take_class(row: PastRow, column: Column) -> None:
    """A column that takes one class alone says what its contents are, where the ledger does not."""
    stated = LedgerField.KIND.label in row.extra
    if not stated and len(column.accepts) == 1:
        row.kind = ContentClass(column.accepts[0])
    if objection := objection_to(column.accepts, row.kind, column.name):
        row.finds(RowRule.COLUMN_REFUSES, LedgerField.COLUMN.label, objection.reason)


def _read_by_people(row: PastRow) -> Iterable[tuple[str, str]]:
    yield LedgerField.TITLE.label, row.title
    if row.text:
        yield LedgerField.TEXT.label, row.text
    yield from ((label, text) for label, text in row.extra.items())
    yield from ((LedgerField.ATTACHMENTS.label, name) for name in row.attachments)


def tally(counts: Mapping[str, Any], rows: Iterable[Staged]) -> dict[str, Any]:
    """累计: the running counts of a ledger with these rows added: verdicts, rules, channels, lines of
    the form of 2014 (a content counts once in each), years, columns not known."""
    verdicts, rules = Counter(counts.get("verdicts", {})), Counter(counts.get("rules", {}))
    channels, years = Counter(counts.get("channels", {})), Counter(counts.get("years", {}))
    lines = Counter(counts.get("lines", {}))
    unknown = Counter(counts.get("unknown", {}))
    for each in rows:
        row = each.row
        verdicts[row.verdict.value] += 1
        rules.update({fault.rule.value for fault in row.faults})
        if row.verdict is Verdict.REFUSED:
            continue
        channels.update({release.channel.value for release in row.releases})
        lines.update({row_of_channel(release.channel) for release in row.releases})
        years[str(row.published_on.year) if row.published_on else ""] += 1
        if any(fault.rule is RowRule.COLUMN_UNKNOWN for fault in row.faults):
            unknown[row.column] += 1
    parts = {"verdicts": verdicts, "rules": rules, "channels": channels, "lines": lines}
    parts |= {"years": years, "unknown": unknown}
    return {name: dict(part) for name, part in parts.items()}


def worst(faults: Iterable[RowFault]) -> Verdict:
    """最重的结论: of these faults."""
    found = list(faults)
    if any(fault.refuses for fault in found):
        return Verdict.REFUSED
    return Verdict.FLAGGED if found else Verdict.GOOD
