"""台账查询: the ledgers of an authority, what was found in one, and what has still to be said before it is accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any

from gongkai.law.disclosure import OTHERWISE, ContentClass, ReleaseChannel
from gongkai.law.ledger_rows import EVERY_YEAR, RowFault, RowRule, Verdict
from gongkai.law.ledgers import WAITING, Stage, bare
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.papers.text import PaperError
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.ledger.models import LabelMapping, Ledger, StagedRow
from gongkai.publication.disclosure.ledger.privacy import masked
from gongkai.publication.disclosure.ledger.reading import opened
from gongkai.publication.disclosure.ledger.rows import faults_from_json

CLAIMS = {
    "total": "主动公开总数",
    "by_gazette": "政府公报公开",
    "by_website": "政府网站公开",
    "by_weibo": "政务微博公开",
    "by_wechat": "政务微信公开",
    OTHERWISE: "其他方式公开",
}
"""所报数: the rows of the form of 2014 that the year's report stated."""


def ledgers(authority: Authority) -> OwnedQuerySet[Ledger]:
    """全部台账: of an authority, the newest first."""
    return Ledger.objects.of(authority).select_related("by", "accepted_by", "batch", "authority")


def waiting() -> OwnedQuerySet[Ledger]:
    """待办台账: of every authority, the oldest first."""
    return Ledger.objects.everywhere().filter(stage__in=WAITING).select_related("authority", "batch").order_by("pk")


def goes_on(ledger: Ledger) -> bool:
    """还没有读完或者导完: and nothing keeps it."""
    stages = (Stage.READING, Stage.ACCEPTING)
    return ledgers(ledger.authority).filter(pk=ledger.pk, stage__in=stages, failure="").exists()


def remembered(authority: Authority) -> dict[str, str]:
    """列名记忆: what columns held the last time."""
    return dict(LabelMapping.objects.of(authority).values_list("label", "target"))


def progress(ledger: Ledger) -> tuple[int, int]:
    """进度: how many of how many lines are read, or rows published."""
    told = found(ledger)
    if ledger.stage in (Stage.ACCEPTING, Stage.DONE):
        return ledger.imported, told.to_import
    return min(ledger.read, ledger.lines), ledger.lines


def samples(ledger: Ledger) -> list[str]:
    """样本: what stands beneath each column in the first rows, for who confirms what it holds."""
    try:
        file = opened(Path(ledger.source), ledger.carrier, ledger.sheet)
        lines = list(islice(file.lines(ledger.head), 3))
    except PaperError:
        return []
    cells = (
        [line.cells[place][:30] for line in lines if place < len(line.cells)] for place in range(len(ledger.mapping))
    )
    return ["；".join(cell for cell in column if cell) for column in cells]


@dataclass(frozen=True)
class Found:
    """核对结果: how many rows are good, flagged, refused, and what the others come to."""

    verdicts: Mapping[str, int]
    rules: Mapping[str, int]
    channels: Mapping[str, int]
    years: Mapping[str, int]
    year: int

    @property
    def good(self) -> int:
        """合格行数."""
        return self.verdicts.get("good", 0)

    @property
    def flagged(self) -> int:
        """有提示行数."""
        return self.verdicts.get("flagged", 0)

    @property
    def refused(self) -> int:
        """不收行数."""
        return self.verdicts.get("refused", 0)

    @property
    def rows(self) -> int:
        """全部行数."""
        return self.good + self.flagged + self.refused

    @property
    def to_import(self) -> int:
        """可导入行数."""
        return self.good + self.flagged

    @property
    def other_year(self) -> int:
        """他年行数: rows that would be imported and are not of the ledger's year."""
        if self.year == EVERY_YEAR:
            return 0
        return sum(number for year, number in self.years.items() if year != str(self.year))

    @property
    def by_rule(self) -> list[tuple[RowRule, int]]:
        """按规则: what refuses first, then the most frequent."""
        told = [(RowRule(rule), number) for rule, number in self.rules.items()]
        return sorted(told, key=lambda each: (not RowFault(each[0]).refuses, -each[1]))

    @property
    def by_channel(self) -> list[tuple[ReleaseChannel, int]]:
        """按渠道: contents by channel, as they would be counted."""
        return sorted(((ReleaseChannel(name), n) for name, n in self.channels.items()), key=lambda each: -each[1])


def found(ledger: Ledger) -> Found:
    """核对结果: of a ledger, as far as it has been read."""
    counts = ledger.counts
    parts = {name: counts.get(name, {}) for name in ("verdicts", "rules", "channels", "years")}
    return Found(**parts, year=ledger.year)


@dataclass(frozen=True, slots=True)
class Compared:
    """所报与台账: a figure the year's report stated, and what the ledger comes to."""

    label: str
    stated: int
    counted: int

    @property
    def difference(self) -> int:
        """差: how many more the report stated."""
        return self.stated - self.counted


def compared(ledger: Ledger) -> list[Compared]:
    """所报数核对: each stated figure beside the count of the ledger's rows, a content once in each line."""
    counted = {**ledger.counts.get("lines", {}), "total": found(ledger).to_import}
    return [
        Compared(label, ledger.stated[name], counted.get(name, 0))
        for name, label in CLAIMS.items()
        if name in ledger.stated
    ]


@dataclass(frozen=True, slots=True)
class Reported:
    """报告行: a row with what was found in it."""

    place: int
    where: str
    title: str
    verdict: Verdict
    faults: list[RowFault]
    row: Mapping[str, Any]


def with_faults(ledger: Ledger, rule: str = "", verdict: str = "") -> OwnedQuerySet[StagedRow]:
    """有问题的行: in the order of the ledger; of one rule or one verdict alone where asked."""
    rows = StagedRow.objects.of(ledger.authority).filter(ledger=ledger).exclude(verdict=Verdict.GOOD)
    if verdict in (Verdict.REFUSED, Verdict.FLAGGED):
        rows = rows.filter(verdict=verdict)
    if rule in {each.value for each in RowRule}:
        rows = rows.filter(faults__icontains=f'["{rule}"')
    return rows.order_by("place")


def reported(row: StagedRow) -> Reported:
    """报告行: a staged row as the report shows it."""
    title = masked(str(row.row.get("title") or row.row.get("text", "")))[:80]
    return Reported(row.place, row.where, title, Verdict(row.verdict), faults_from_json(row.faults), row.row)


def report_rows(ledger: Ledger) -> Iterator[Reported]:
    """全部报告行: streamed."""
    for row in with_faults(ledger).iterator(500):
        yield reported(row)


def next_rows(ledger: Ledger, many: int) -> list[StagedRow]:
    """下一批: the rows after the cursor that are accepted, numbered ones in the first round, the others in the second."""
    rows = StagedRow.objects.of(ledger.authority).filter(ledger=ledger, place__gt=ledger.published)
    rows = rows.filter(index_number="") if ledger.phase else rows.exclude(index_number="")
    return list(rows.exclude(verdict=Verdict.REFUSED).order_by("place")[:many])


def columns_to_choose(ledger: Ledger) -> dict[str, int]:
    """待对应的栏目: names the catalogue does not know, and "" for rows that name none, each with its number of rows."""
    unknown = dict(ledger.counts.get("unknown", {}))
    rows = StagedRow.objects.of(ledger.authority).filter(ledger=ledger, column="").exclude(verdict=Verdict.REFUSED)
    if none := rows.count():
        unknown[""] = none
    return dict(sorted(unknown.items(), key=lambda each: -each[1]))


def nearest(name: str, columns: list[Column]) -> Column | None:
    """最像的栏目: by its name; None where none is like it."""
    named = {bare(column.name): column for column in columns}
    close = get_close_matches(bare(name), list(named), n=1, cutoff=0.75)
    return named[close[0]] if close else None


def kinds_in(ledger: Ledger, name: str) -> set[ContentClass]:
    """栏目中的类别: the classes of the rows that name this column."""
    rows = StagedRow.objects.of(ledger.authority).filter(ledger=ledger, column=name).exclude(verdict=Verdict.REFUSED)
    return {ContentClass(kind) for kind in rows.order_by().values_list("kind", flat=True).distinct()}


def section_of(ledger: Ledger, name: str) -> str:
    """责任科室: the one the rows of a column name most among the first thousand."""
    rows = StagedRow.objects.of(ledger.authority).filter(ledger=ledger, column=name).order_by("place")[:1000]
    named = Counter(str(row.row.get("section", "")) for row in rows)
    named.pop("", None)
    return named.most_common(1)[0][0] if named else ""
