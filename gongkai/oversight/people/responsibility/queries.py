"""栏目责任查询: who answers for a column, ever and on a day; the table of a unit, or of every unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.people.responsibility import Duty, Holding, holders
from gongkai.office.authorities.models import Authority, Official
from gongkai.oversight.people.lights.queries import lights_of
from gongkai.oversight.people.responsibility.models import ColumnDuty
from gongkai.papers.grid import Grid
from gongkai.publication.catalogue import lists
from gongkai.publication.catalogue.models import Column, ColumnVersion

OF_THE_COLUMN = {Duty.INFORMANT: "owner_id", Duty.DEPUTY: "deputy_id"}
"""栏目自己记着的责任."""


def holdings(column: Column) -> list[Holding]:
    """责任沿革: of one column, every duty it ever had somebody for, in the order they began."""
    return holdings_of([column])[column.pk]


def holdings_of(columns: Iterable[Column]) -> Mapping[int, list[Holding]]:
    """各栏责任沿革: two queries for all of them."""
    rows = list(columns)
    found: dict[int, list[Holding]] = defaultdict(list)
    for duty in ColumnDuty.objects.everywhere().filter(column__in=rows).select_related("official"):
        found[duty.column_id].append(duty.holding())
    versions: dict[int, list[ColumnVersion]] = defaultdict(list)
    for version in ColumnVersion.objects.everywhere().filter(column__in=rows).order_by("edition"):
        versions[version.column_id].append(version)
    named = {
        key for each in versions.values() for one in each for name in OF_THE_COLUMN.values() if (key := one.row[name])
    }
    people = Official.objects.in_bulk(named)
    for column in rows:
        for duty_of, name in OF_THE_COLUMN.items():
            found[column.pk] += _spells(duty_of, name, versions[column.pk], people)
    return {
        column.pk: sorted(found[column.pk], key=lambda each: (each.since, list(Duty).index(each.duty)))
        for column in rows
    }


def _spells(duty: Duty, name: str, versions: list[ColumnVersion], people: Mapping[int, Official]) -> Iterator[Holding]:
    """The versions of a column, told as who held the duty from when until when; closing a column ends them all."""
    held: Official | None = None
    since = date.min
    for version in versions:
        now = None if version.row["closed_on"] else version.row[name]
        if now == (held.pk if held else None):
            continue
        if held is not None:
            yield Holding(duty, held.username, held.name, since, version.since)
        held, since = people.get(now) if now else None, version.since
    if held is not None:
        yield Holding(duty, held.username, held.name, since)


# -- the table ---------------------------------------------------------------------------------------------------------

HEADS = (
    *("单位", "栏目", "责任科室", "第一责任人", "分管领导", "直接负责人", "信息员", "备岗"),
    *("更新周期（日）", "依据", "最近更新"),
)
"""责任分解表的列."""


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """责任分解行: a column with everybody who answers for it on a day; ``by_unit`` are the leaders of the unit."""

    unit: Authority
    node: lists.Node
    held: Mapping[Duty, tuple[Holding, ...]]
    by_unit: tuple[str, ...]

    def names(self, duty: Duty) -> str:
        """姓名."""
        if found := self.held[duty]:
            return "、".join(each.name for each in found)
        return f"{'、'.join(self.by_unit)}（单位）" if duty is Duty.LEADER and self.by_unit else ""

    @property
    def kept_by(self) -> int:
        """看护人数: how many of informant and deputy there are; fewer than two is a risk."""
        return len({each.person for duty in OF_THE_COLUMN for each in self.held[duty]})

    @property
    def cells(self) -> tuple[str, ...]:
        """一行的各格."""
        column, matter = self.node.column, self.node.matter
        return (
            self.unit.short_name,
            "　" * self.node.depth + column.name,
            column.section,
            *(self.names(duty) for duty in Duty),
            "" if column.cycle is None else str(column.cycle),
            matter.article.short if matter else "",
            "" if self.node.total.last is None else self.node.total.last.isoformat(),
        )


def table(unit: Authority, on: date) -> list[ColumnLine]:
    """责任分解表: of one unit on a day."""
    nodes = lists.tree(unit, on)
    held = holdings_of(node.column for node in nodes)
    leaders = lights_of(unit, on).lights[0].by
    return [
        ColumnLine(unit, node, {duty: holders(held[node.column.pk], duty, on=on) for duty in Duty}, leaders)
        for node in nodes
    ]


def grid(units: Iterable[Authority], on: date, caption: str) -> Grid:
    """责任分解表: of these units, one after the other, as a table for Excel."""
    rows = [HEADS, *(line.cells for unit in units for line in table(unit, on))]
    return Grid.from_rows(rows, head_rows=1, caption=f"{caption}（{on:%Y-%m-%d}）")
