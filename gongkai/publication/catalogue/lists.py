"""目录各表: the tree with its counts, the table of responsibilities, what is lacking, splits and shares.

Counts come from the room above (``shelves``), or are handed in.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gongkai.law.authorities import AuthorityKind
from gongkai.law.catalogue import NOTHING
from gongkai.law.columns import (
    CONTENTS,
    CROWDED,
    GUIDE,
    REPORTS,
    SYSTEMS,
    Freshness,
    Split,
    freshness,
    next_due,
    public_line,
    splits,
)
from gongkai.law.disclosure import ContentClass
from gongkai.law.matters import Demand, Matter, matters_of, missing_matters
from gongkai.law.shares import Share, shares
from gongkai.law.themes import THEMES
from gongkai.office.authorities.models import Authority
from gongkai.papers.grid import Grid
from gongkai.publication.catalogue import queries
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.shelves import Count, shelf
from gongkai.publication.catalogue.slots.queries import next_slots


@dataclass(frozen=True)
class Node:
    """树上栏目: a column with what is in it, itself and with everything beneath, and how it stands on a day."""

    column: Column
    depth: int
    own: Count
    total: Count
    on: date
    slot_due: date | None = None

    @property
    def gathers(self) -> bool:
        """只归拢下级: whether nothing is published into the column itself."""
        return NOTHING in self.column.accepts

    @property
    def matter(self) -> Matter | None:
        """法定事项."""
        return Matter(self.column.matter) if self.column.matter else None

    @property
    def freshness(self) -> Freshness:
        """更新情况: of everything in it, against its own cycle."""
        days = None if self.gathers else self.column.cycle
        return freshness(self.column.opened_on, self.total.last, days, self.on)

    @property
    def due(self) -> date | None:
        """更新到期日."""
        return None if self.gathers else next_due(self.column.opened_on, self.total.last, self.column.cycle)

    @property
    def expected(self) -> date | None:
        """下次应更新: when the next slot of one of its items falls due; without slots, as its cycle has it."""
        return self.slot_due or self.due

    @property
    def public_line(self) -> str:
        """保障说明."""
        return public_line(self.column.section, self.column.cycle)

    @property
    def dry_reason(self) -> str:
        """暂无内容的说明: what a reader of an empty column is told."""
        if self.total.contents:
            return ""
        reason = self.column.empty_reason or "尚未形成此类信息"
        since = self.column.reason_since
        return f"{reason}（{since:%Y-%m-%d}核）" if since and self.column.empty_reason else reason

    @property
    def accepts(self) -> str:
        """接受的内容: in words."""
        if self.gathers:
            return "只归拢下级栏目"
        return "、".join(ContentClass(each).label for each in self.column.accepts) or "各类"

    @cached_property
    def lacks(self) -> tuple[str, ...]:
        """缺什么: owner, deputy, cycle, or something new within it."""
        return tuple(
            word
            for word, missing in (
                ("无责任人", self.column.owner_id is None),
                ("无替补责任人", self.column.deputy_id is None),
                ("未定更新周期", self.column.cycle is None and not self.gathers),
                (Freshness.STALE.label, self.freshness is Freshness.STALE),
            )
            if missing
        )


def tree(authority: Authority, on: date, counts: Mapping[int, Count] | None = None) -> list[Node]:
    """栏目树: on a day as the columns then were, each before what is beneath it; counts may be handed in."""
    rows = [row for row in queries.columns_as_of(authority, on) if row.opened_on <= on]
    held = shelf().counts(authority, on) if counts is None else counts
    return _nodes(rows, held, on, next_slots(authority, on))


PARTS = (GUIDE, SYSTEMS, CONTENTS, REPORTS)
"""专栏固定部分的栏目."""


def statutory(authority: Authority, on: date) -> list[tuple[Node, int]]:
    """法定主动公开内容的各栏: with how deep each stands beneath the part itself."""
    nodes = tree(authority, on)
    root = next((node.column.path for node in nodes if node.column.slug == CONTENTS), "none")
    listed = [node for node in nodes if node.column.slug not in PARTS]
    return [(node, node.depth - node.column.path.startswith(root)) for node in listed]


def _nodes(
    rows: Iterable[Column], counts: Mapping[int, Count], on: date, slots: Mapping[int, date] | None = None
) -> list[Node]:
    listed = queries.in_order(rows)
    dues = {column.pk: (slots or {}).get(column.pk) for _, column in listed}
    totals = {column.pk: counts.get(column.pk, Count()) for _, column in listed}
    for _, column in reversed(listed):
        if column.parent_id in totals:
            totals[column.parent_id] = _sum(totals[column.parent_id], totals[column.pk])
            dues[column.parent_id] = min(filter(None, (dues[column.parent_id], dues[column.pk])), default=None)
    return [
        Node(column, depth, counts.get(column.pk, Count()), totals[column.pk], on, dues[column.pk])
        for depth, column in listed
    ]


def _sum(one: Count, other: Count) -> Count:
    days = [day for day in (one.last, other.last) if day]
    return Count(one.contents + other.contents, max(days, default=None))


def beneath(nodes: Iterable[Node], column: Column) -> list[Node]:
    """下级栏目: those directly beneath a column."""
    return [node for node in nodes if node.column.parent_id == column.pk]


@dataclass(frozen=True, slots=True)
class OwedMatter:
    """应公开事项: a matter of the kind of authority, whether it must be there, the columns that hold it, and why not."""

    matter: Matter
    demand: Demand
    columns: tuple[Column, ...]
    waived: str

    @property
    def missing(self) -> bool:
        """缺少: required, held by no column and excused by nothing."""
        return self.demand is Demand.REQUIRED and not self.columns and not self.waived


def owed(authority: Authority, on: date) -> list[OwedMatter]:
    """应公开事项: all of the authority's kind, in the order of the articles (条例第二十、二十一条)."""
    rows = list(queries.columns(authority, on))
    waived = {each.matter: each.reason for each in queries.waivers(authority)}
    return [
        OwedMatter(matter, demand, tuple(row for row in rows if row.matter == matter), waived.get(matter, ""))
        for matter, demand in matters_of(AuthorityKind(authority.kind)).items()
    ]


def missing(authority: Authority, on: date) -> list[Matter]:
    """缺少的事项."""
    held = {Matter(row.matter) for row in queries.columns(authority, on) if row.matter}
    waived = {Matter(each.matter) for each in queries.waivers(authority)}
    return list(missing_matters(AuthorityKind(authority.kind), held, waived))


# -- the table of responsibilities ---------------------------------------------------------------------------------------

HEADS = (
    *("序号", "栏目", "法定事项", "依据", "责任科室", "责任人", "替补责任人", "接受的内容", "更新周期（日）"),
    *("内容条数", "最近更新", "应更新日", "更新情况"),
)
"""责任分解表的列."""


def responsibility_rows(nodes: Iterable[Node]) -> Iterator[tuple[str, ...]]:
    """责任分解表: the rows as they are printed and exported."""
    for place, node in enumerate(nodes, start=1):
        column, matter = node.column, node.matter
        yield (
            str(place),
            "　" * node.depth + column.name,
            matter.label if matter else "",
            matter.article.short if matter else "",
            column.section,
            column.owner.name if column.owner else "",
            column.deputy.name if column.deputy else "",
            node.accepts,
            "" if column.cycle is None else str(column.cycle),
            str(node.total.contents),
            "" if node.total.last is None else node.total.last.isoformat(),
            "" if node.due is None else node.due.isoformat(),
            "" if node.gathers else node.freshness.label,
        )


def responsibility_grid(authority: Authority, on: date) -> Grid:
    """责任分解表: as a table for Excel."""
    rows = [HEADS, *responsibility_rows(tree(authority, on))]
    return Grid.from_rows(rows, head_rows=1, caption=f"{authority.name}政府信息公开栏目责任分解表（{on:%Y-%m-%d}）")


def as_csv(grid: Grid) -> bytes:
    """CSV: with the mark by which Excel knows the encoding; a text that looks like a formula is not one."""
    written = io.StringIO()
    rows = csv.writer(written)
    for row in grid.texts:
        rows.writerow([f"'{text}" if text[:1] in ("=", "+", "-", "@") else text for text in row])
    return written.getvalue().encode("utf-8-sig")


# -- splits, shares ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Crowded:
    """可拆分的栏目: and the themes that would make columns of their own."""

    node: Node
    splits: tuple[Split, ...]


def crowded(nodes: Iterable[Node]) -> list[Crowded]:
    """拆分建议: for columns so full that a reader no longer looks through them."""
    found = []
    for node in nodes:
        if node.own.contents < CROWDED:
            continue
        named: dict[str, int] = {}
        for code, number in shelf().themes(node.column).items():
            entry = THEMES.by_code.get(code)
            name = entry.name if entry else code
            named[name] = named.get(name, 0) + number
        if parts := splits(named):
            found.append(Crowded(node, parts))
    return found


def section_shares(authority: Authority, year: int) -> list[Share]:
    """各科室比重: of the contents of a year."""
    return shares(shelf().section_facts(authority, year))


@dataclass(frozen=True, slots=True)
class YearOfColumns:
    """一年栏目变化: columns opened and closed, contents filled in later."""

    year: int
    opened: int
    closed: int
    backfilled: int


def year_of(authority: Authority, year: int) -> YearOfColumns:
    """一年变化: columns and back-filled contents of a year."""
    mine = Column.objects.of(authority)
    return YearOfColumns(
        year,
        mine.filter(opened_on__year=year).count(),
        mine.filter(closed_on__year=year).count(),
        shelf().backfilled(authority, year),
    )
