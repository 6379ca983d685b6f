"""成批校对: many reports side by side: whose, of which year, how many findings; who is missing; the sum against the whole.

Subordinates are those directly beneath, as the form for a roll-up takes them; each counts once, its first file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports import queries
from gongkai.oversight.reports.proofreading.overview import Asked, Likeness, Overview, Summary, Summed, YearOf
from gongkai.oversight.reports.proofreading.packing import packed
from gongkai.oversight.reports.proofreading.proofs import Proof, Tried
from gongkai.oversight.reports.proofreading.whose import naming
from gongkai.oversight.reports.reading_in import ReadIn, of_reading
from gongkai.reading.checks.across import against_parts, alike, name_of
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.outliers import outliers
from gongkai.reading.report import Reading

MOST_ALIKE = 200
"""雷同最多列出: where all copied from one, the pairs are as many as the square of the reports."""


@dataclass(frozen=True)
class Row:
    """一份: a file with what came of it, the authority it is of, and why it cannot be imported, where it cannot.

    ``tried`` is there while the files are at hand; what is kept elsewhere has the place of its summary.
    """

    name: str
    summary: Summary
    authority: Authority | None
    why_not: str
    tried: Tried | None = None

    @property
    def whose(self) -> str:
        """哪个机关: as the house calls it, or as the report does."""
        return self.authority.name if self.authority else self.summary.said or "机关不明"

    @cached_property
    def page(self) -> str:
        """封好的文稿: opens the result again; empty where it is too large to be carried."""
        return packed(self.tried.reports) if self.tried and self.tried.proof else ""

    @cached_property
    def read_in(self) -> str:
        """封好的内容: imports it; empty where it cannot be."""
        return to_import(self.tried.proof) if self.tried and self.tried.proof and not self.why_not else ""


def to_import(proof: Proof) -> str:
    """封好的内容: of a report that was checked, as an import takes it."""
    return ReadIn(of_reading(proof.reading, proof.findings), proof.read_notes).packed()


def rows(files: Sequence[Tried], importable: Sequence[Authority], readable: Iterable[Authority]) -> list[Row]:
    """各份: of files that are at hand, in order."""
    at_hand = {each.place: each for each in files}
    return kept_rows([(each.name, summary(each)) for each in files], importable, readable, at_hand)


def kept_rows(
    files: Iterable[tuple[str, Summary]],
    importable: Sequence[Authority],
    readable: Iterable[Authority],
    at_hand: Mapping[int, Tried] = MappingProxyType({}),
) -> list[Row]:
    """各份: in the order of the authorities, then years; files without a result last."""
    whose, standing = naming(readable), queries.standing_years(importable)
    found = []
    for name, told in files:
        authority = whose(told.said)
        why_not = _why_not(told, authority, importable, standing)
        found.append(Row(name, told, authority, why_not, at_hand.get(told.place)))
    return sorted(found, key=_order)


def _order(row: Row) -> tuple[bool, str, str, int]:
    path = row.authority.path if row.authority else "~"
    return bool(row.summary.error), path, row.whose, row.summary.year or 0


def _why_not(
    told: Summary, authority: Authority | None, importable: Sequence[Authority], standing: Collection[tuple[int, int]]
) -> str:
    if told.error:
        return told.error
    if told.year is None:
        return "未见年度，请单独导入"
    if authority is None:
        return "认不出是哪个机关的，请单独导入"
    if authority not in importable:
        return "不由本机关导入"
    if (authority.pk, told.year) in standing:
        return "该年度已经立卷"
    return "" if told.has_data else "没有读出数据"


# -- what is found across them ---------------------------------------------------------------------------------------------


def summary(file: Tried) -> Summary:
    """概要: of a file that was checked, or could not be."""
    if file.proof is None:
        return Summary(file.place, error=file.error)
    reading = file.proof.reading
    return Summary(
        file.place,
        reading.authority,
        reading.year,
        reading.edition.key if reading.edition else "",
        {level.value: times for level, times in file.proof.levels.items()},
        file.before,
        bool(reading.tables or reading.claims),
    )


def overview(files: Sequence[Tried], authority: Authority, among: Iterable[Authority], on: date) -> Overview:
    """一览: everything a page tells of a batch, in plain values; ``among`` are the authorities the reports may be of."""
    whose = naming(among)
    read = [(each.proof.reading, whose(each.proof.reading.authority)) for each in files if each.proof]
    alike_told = tuple(_likenesses([reading for reading, _ in read]))
    return Overview(
        tuple(map(summary, files)),
        tuple(_years(read, authority, on)),
        alike_told[:MOST_ALIKE],
        max(0, len(alike_told) - MOST_ALIKE),
        tuple(_asked(read)),
    )


Read = tuple[Reading, Authority | None]
"""读出的一份, with the authority it is of."""


def _years(read: Sequence[Read], authority: Authority, on: date) -> Iterator[YearOf]:
    """各年度: the latest first; only for an authority that has others beneath it."""
    children = [each for each in Authority.objects.filter(parent=authority).standing(on) if each.duties.report_due]
    if children:
        for year in sorted({reading.year for reading, _ in read if reading.year}, reverse=True):
            yield _year(year, read, authority, children)


def _year(year: int, read: Sequence[Read], authority: Authority, children: Sequence[Authority]) -> YearOf:
    of_year = {whose: reading for reading, whose in read[::-1] if reading.year == year}
    here = {report.authority_id for report in queries.published_beneath(authority, year)}
    missing = tuple(each.name for each in children if each not in of_year and each.pk not in here)
    parts = [of_year[each] for each in children if each in of_year]
    whole = of_year.get(authority)
    summed = tuple(map(_summed, against_parts(whole, parts))) if whole else ()
    return YearOf(year, missing, len(children), whole is not None, len(parts), summed)


def _summed(finding: Finding) -> Summed:
    return Summed(finding.level.value, finding.rule, finding.explanation)


def _likenesses(readings: Sequence[Reading]) -> Iterator[Likeness]:
    """雷同的报告: pairs of nearly the same wording, by the names of their authorities and years."""
    for pair in alike(readings):
        yield Likeness(_called(pair.one), _called(pair.other), f"{pair.share:.0%}")


def _asked(read: Sequence[Read]) -> Iterator[Asked]:
    """与同类对照: of each year the figures out of proportion, each authority by its first file."""
    by_year: dict[int, dict[str, Reading]] = {}
    for reading, whose in read:
        if reading.year:
            called = whose.name if whose else reading.authority or reading.name
            by_year.setdefault(reading.year, {}).setdefault(called, reading)
    for year in sorted(by_year):
        for finding in outliers(list(by_year[year].values())):
            yield Asked(year, finding.explanation)


def _called(reading: Reading) -> str:
    return f"{name_of(reading)}{reading.year or ''}年度"
