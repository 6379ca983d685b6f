"""公开内容的装入: columns are opened and a ledger goes in, both by the acts of the house; begun again it goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.demo.place import Place
from gongkai.demo.publications import PUBLISHED
from gongkai.demo.publications.minhe import with_bodies
from gongkai.demo.publications.plan import Leaf, Published
from gongkai.demo.publications.writing import Part, ledger
from gongkai.law.disclosure import ContentClass
from gongkai.law.ledgers import Choice, Stage
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.catalogue.acts import ColumnPlan, open_column
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.ledger import acts, queries, storage
from gongkai.publication.disclosure.ledger.models import Ledger

EARLIER = date(2008, 5, 1)
"""原有栏目: opened the day the Regulation came into force."""
SECTIONS = {
    ContentClass.DOCUMENT: "文秘科",
    ContentClass.DATA: "综合科",
    ContentClass.ENFORCEMENT: "执法监督科",
    ContentClass.SERVICE: "便民服务科",
    ContentClass.INTERPRETATION: "政策法规科",
    ContentClass.NOTICE: "政务公开办公室",
    ContentClass.NEWS: "宣传信息科",
}
"""责任科室: which section keeps a column, by what it takes."""
Told = Callable[[Ledger, int, int], object]
"""进度: of a ledger, how far it is and how long it is."""


@dataclass(frozen=True)
class Source:
    """来源: a year of publication and the authority it belongs to."""

    authority: Authority
    published: Published
    mark: str
    site: str

    def title(self, part: Part) -> str:
        """台账名称: by it a ledger is found again."""
        return f"{self.published.year}年主动公开台账（{part.value}）"


def years(place: Place) -> tuple[Published, ...]:
    """公开年度: of a place, with those of its bodies."""
    if place.code == "minhe":
        return with_bodies([body.code for body in place.bodies])
    return PUBLISHED.get(place.code, ())


def sources(place: Place) -> list[Source]:
    """来源: of a place that is set up, each year with its authority."""
    marks = {"": "", **{body.code: body.mark for body in place.bodies}}
    told = [(f"{place.code}-{year.at}" if year.at else place.code, year) for year in years(place)]
    there = {authority.code: authority for authority in Authority.objects.filter(code__in=[code for code, _ in told])}
    return [
        Source(there[code], year, f"{place.mark}{marks[year.at]}", f"old.{code}.example")
        for code, year in told
        if code in there
    ]


def clerk(place: Place) -> Official:
    """经办人: who brings the past years of a place in: the disclosure office of its government."""
    return Official.objects.get(username=f"{place.code}-office")


def untold(row: Ledger, done: int, whole: int) -> None:
    """不报进度."""


def bring(source: Source, part: Part, today: date, by: Official, told: Told = untold) -> Ledger:
    """装入: the columns of a year and a part of its contents; what is there already stays."""
    open_columns(source, by)
    found = queries.ledgers(source.authority).filter(title=source.title(part))
    row = found.exclude(stage__in=[Stage.FAILED, Stage.CANCELLED]).first() or _opened(source, part, today, by)
    if row.stage == Stage.TO_MAP:
        acts.map_columns(row, [target for _, target in row.mapping], remember=False)
    _go_on(row, Stage.READING, today, told)
    if row.stage == Stage.TO_ACCEPT:
        acts.accept(row, Choice.WHOLE, on=today, by=by)
    _go_on(row, Stage.ACCEPTING, today, told)
    return row


def _go_on(row: Ledger, stage: Stage, today: date, told: Told) -> None:
    """A server that runs beside it may take the next chunk; whoever has it, the ledger comes to its end."""
    while row.stage == stage:
        acts.carry_on(row, today=today, tell=lambda now: told(now, *queries.progress(now)))
        row.refresh_from_db()
        if row.failure:
            raise RuntimeError(f"{row.authority.name}{row.title}：{row.failure}")


def _opened(source: Source, part: Part, today: date, by: Official) -> Ledger:
    name = f"{source.authority.code}-{source.published.year}.csv"
    path, digest = storage.keep_file(ledger(source.published, part, source.mark, source.site), name)
    try:
        return acts.open_ledger(
            source.authority,
            Path(path),
            name=name,
            year=source.published.year,
            on=today,
            by=by,
            title=source.title(part),
            digest=digest,
        )
    except BaseException:
        storage.forget_file(path)
        raise


# -- the columns -------------------------------------------------------------------------------------------------------


NOT_TOLD = "报告只说设立了本栏目，没有说发布了多少条（示例）"
"""空白说明: of a column whose contents no report tells."""


def open_columns(source: Source, by: Official) -> None:
    """设立栏目: those that are not there yet, each under the one above it; new ones in the year the report tells of."""
    there = {column.slug: column for column in Column.objects.of(source.authority)}
    gathering = {leaf.under for leaf in source.published.leaves}
    for place, leaf in enumerate(_from_the_top(source.published)):
        if leaf.slug in there:
            continue
        on = date(source.published.year, 1, 2) if leaf.new else EARLIER
        gathers = leaf.slug in gathering
        plan = ColumnPlan(
            leaf.name,
            leaf.slug,
            SECTIONS[leaf.kind],
            () if gathers else (leaf.kind,),
            place=place,
            gathers=gathers,
            empty_reason="" if gathers or leaf.total else NOT_TOLD,
        )
        there[leaf.slug] = open_column(source.authority, plan, on=on, by=by, parent=there.get(leaf.under))


def _from_the_top(published: Published) -> Iterator[Leaf]:
    for leaf in published.leaves:
        if not leaf.under:
            yield from published.beneath(leaf.slug)
