"""成批校对: many reports side by side: whose, of which year, how many findings; who is missing; the sum against the whole.

Subordinates are those directly beneath, as the form for a roll-up takes them; each counts once, its first file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.tables import Level
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports import queries
from gongkai.oversight.reports.proofreading.packing import packed
from gongkai.oversight.reports.proofreading.proofs import Proof, Tried
from gongkai.oversight.reports.proofreading.whose import named
from gongkai.oversight.reports.reading_in import ReadIn, of_reading
from gongkai.reading.checks.across import against_parts, alike, name_of
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.outliers import outliers
from gongkai.reading.report import Reading


@dataclass(frozen=True)
class Row:
    """一份: a file with its result, the authority it is of, and what the page carries of it.

    ``page`` opens the result again; ``read_in`` imports it, and is empty where it cannot be, with the reason in ``why_not``.
    """

    tried: Tried
    authority: Authority | None
    page: str
    read_in: str
    why_not: str

    @property
    def proof(self) -> Proof | None:
        """结果."""
        return self.tried.proof

    @property
    def whose(self) -> str:
        """哪个机关: as the house calls it, or as the report does."""
        said = self.proof.reading.authority if self.proof else ""
        return self.authority.name if self.authority else said or "机关不明"

    @property
    def counts(self) -> Mapping[Level, int]:
        """各级处数."""
        return {level: self.proof.levels[level] for level in Level} if self.proof else {}


@dataclass(frozen=True)
class YearOf:
    """一个年度: of the batch: which subordinates have neither a file in it nor a report in the house, and how the sum of those
    there compares with the authority's own report, where that is among the files.
    """

    year: int
    missing: tuple[Authority, ...]
    expected: int
    whole: bool
    parts: int
    summed: tuple[Finding, ...]


def rows(files: Iterable[Tried], importable: Sequence[Authority], readable: Sequence[Authority]) -> list[Row]:
    """各份: in the order of the authorities, then years; files without a result last."""
    found = [_row(file, importable, readable) for file in files]
    return sorted(found, key=_order)


def _order(row: Row) -> tuple[bool, str, str, int]:
    path = row.authority.path if row.authority else "~"
    return row.proof is None, path, row.whose, (row.proof.reading.year or 0) if row.proof else 0


def _row(file: Tried, importable: Sequence[Authority], readable: Sequence[Authority]) -> Row:
    if file.proof is None:
        return Row(file, None, "", "", file.error)
    reading = file.proof.reading
    authority = named(reading.authority, readable)
    why_not = _why_not(file.proof, authority, importable)
    read_in = "" if why_not else ReadIn(of_reading(reading, file.proof.findings), file.proof.read_notes).packed()
    return Row(file, authority, packed(file.reports), read_in, why_not)


def _why_not(proof: Proof, authority: Authority | None, importable: Sequence[Authority]) -> str:
    year = proof.reading.year
    if year is None:
        return "未见年度，请单独导入"
    if authority is None:
        return "认不出是哪个机关的，请单独导入"
    if authority not in importable:
        return "不由本机关导入"
    if queries.report_of(authority, year) is not None:
        return "该年度已经立卷"
    if not (proof.reading.tables or proof.reading.claims):
        return "没有读出数据"
    return ""


def years(found: Sequence[Row], authority: Authority, on: date) -> list[YearOf]:
    """各年度: the latest first; only for an authority that has others beneath it."""
    children = [each for each in Authority.objects.filter(parent=authority).standing(on) if each.duties.report_due]
    told = sorted({row.proof.reading.year for row in found if row.proof and row.proof.reading.year}, reverse=True)
    return [_year(year, found, authority, children) for year in told] if children else []


@dataclass(frozen=True, slots=True)
class Likeness:
    """雷同: two reports of the batch and how much of their wording is the same."""

    one: str
    other: str
    share: str


def likenesses(found: Sequence[Row]) -> list[Likeness]:
    """雷同的报告: pairs of nearly the same wording, by the names of their authorities and years."""
    pairs = alike([row.proof.reading for row in found if row.proof])
    return [Likeness(_called(pair.one), _called(pair.other), f"{pair.share:.0%}") for pair in pairs]


def questions(found: Sequence[Row]) -> list[tuple[int, Finding]]:
    """与同类对照: of each year the figures out of proportion, each authority by its first file."""
    by_year: dict[int, dict[str, Reading]] = {}
    for row in found:
        if row.proof and row.proof.reading.year:
            by_year.setdefault(row.proof.reading.year, {}).setdefault(row.whose, row.proof.reading)
    return [(year, each) for year in sorted(by_year) for each in outliers(list(by_year[year].values()))]


def _called(reading: Reading) -> str:
    return f"{name_of(reading)}{reading.year or ''}年度"


def _year(year: int, found: Sequence[Row], authority: Authority, children: Sequence[Authority]) -> YearOf:
    of_year = {row.authority: row.proof for row in found[::-1] if row.proof and row.proof.reading.year == year}
    here = {report.authority_id for report in queries.published_beneath(authority, year)}
    missing = [each for each in children if each not in of_year and each.pk not in here]
    parts = [of_year[each].reading for each in children if each in of_year]
    whole = of_year.get(authority)
    summed = against_parts(whole.reading, parts) if whole else ()
    return YearOf(year, tuple(missing), len(children), whole is not None, len(parts), summed)
