"""目录查询: the columns of an authority now and on any day, and the rule of its index numbers.

What a list or a page makes of them is in ``lists``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.law.catalogue import USUAL_RULE, IndexRule, Reset, Segment, SegmentKind, SerialScope
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.publication.catalogue.models import (
    Column,
    ColumnVersion,
    FormerSlug,
    IndexNumber,
    IndexSetting,
    MatterWaiver,
    SkippedSerial,
)


def columns(authority: Authority, on: date) -> OwnedQuerySet[Column]:
    """栏目: those open on a day as they are now, each behind the one above it; ``in_order`` puts siblings in their places."""
    open_then = Q(opened_on__lte=on) & (Q(closed_on=None) | Q(closed_on__gt=on))
    return Column.objects.of(authority).filter(open_then).order_by("path", "place", "pk")


def in_order(rows: Iterable[Column]) -> list[tuple[int, Column]]:
    """树的次序: depth and column, each before what is beneath it, siblings by their places."""
    listed = sorted(rows, key=lambda column: (column.place, column.pk))
    keys = {column.pk for column in listed}
    children: dict[int | None, list[Column]] = {}
    for column in listed:
        children.setdefault(column.parent_id if column.parent_id in keys else None, []).append(column)
    found: list[tuple[int, Column]] = []

    def walk(above: int | None, depth: int) -> None:
        for column in children.get(above, ()):
            found.append((depth, column))
            walk(column.pk, depth + 1)

    walk(None, 0)
    return found


def columns_as_of(authority: Authority, on: date) -> list[Column]:
    """当时的栏目: what the columns were on a day, by their history; not to be saved."""
    versions = ColumnVersion.objects.of(authority).filter(since__lte=on).order_by("column", "edition")
    latest: dict[int, ColumnVersion] = {}
    looked_at: dict[int, date] = {}
    for version in versions.select_related("column"):
        before = latest.get(version.column_id)
        if before is None or before.row.get("empty_reason") != version.row.get("empty_reason"):
            looked_at[version.column_id] = version.since
        latest[version.column_id] = version
    people = Official.objects.in_bulk(
        {key for each in latest.values() for key in (each.row["owner_id"], each.row["deputy_id"]) if key}
    )
    then = [_then(version, people, looked_at[version.column_id]) for version in latest.values()]
    return [column for column in then if column.closed_on is None or column.closed_on > on]


def _then(version: ColumnVersion, people: Mapping[int, Official], looked_at: date) -> Column:
    row = dict(version.row)
    closed = row.pop("closed_on")
    column = Column(
        pk=version.column_id,
        authority_id=version.authority_id,
        path=version.column.path,
        opened_on=version.column.opened_on,
        edition=version.edition,
        closed_on=date.fromisoformat(closed) if closed else None,
        **row,
    )
    for name in ("owner", "deputy"):
        if person := people.get(row[f"{name}_id"]):
            setattr(column, name, person)
    column.reason_since = looked_at
    return column


def history(column: Column) -> OwnedQuerySet[ColumnVersion]:
    """栏目沿革: who changed what since when, the first line first."""
    return ColumnVersion.objects.of(column.authority).filter(column=column).select_related("by").order_by("edition")


@dataclass(frozen=True, slots=True)
class Found:
    """找到的栏目: by an address; ``moved`` when the address is an old one and the reader is to be sent on."""

    column: Column
    moved: bool


def by_slug(authority: Authority, slug: str) -> Found | None:
    """按网址代码: the column of an address, wherever a renaming, a merger or an heir took it; None where none ever had it."""
    mine = Column.objects.of(authority).select_related("parent", "merged_into")
    column = mine.filter(slug=slug).first()
    moved = False
    if column is None:
        former = FormerSlug.objects.of(authority).filter(slug=slug).first()
        if former is None:
            return None
        column, moved = mine.get(pk=former.column_id), True
    seen = {column.pk}
    while column.merged_into_id is not None and column.merged_into_id not in seen:
        seen.add(column.merged_into_id)
        column, moved = Column.objects.everywhere().select_related("authority").get(pk=column.merged_into_id), True
    return Found(column, moved)


def line(column: Column) -> list[Column]:
    """上溯: the columns from the root down to this one."""
    keys = [int(key) for key in column.path.split("/") if key]
    above = Column.objects.of(column.authority).filter(pk__in=keys[:-1]) if keys[:-1] else ()
    found = {row.pk: row for row in above}
    return [*(found[key] for key in keys[:-1] if key in found), column]


def waivers(authority: Authority) -> OwnedQuerySet[MatterWaiver]:
    """豁免: matters for which the authority need not have a column at present."""
    return MatterWaiver.objects.of(authority).filter(until=None).order_by("matter")


# -- index numbers -----------------------------------------------------------------------------------------------------


def index_rule(authority: Authority, on: date) -> tuple[IndexRule, str]:
    """索引号规则: the rule in force on a day and the code of the body that stands in its numbers."""
    setting = IndexSetting.objects.of(authority).filter(since__lte=on).order_by("-since", "-pk").first()
    return (USUAL_RULE, authority.code) if setting is None else (rule_of(setting), setting.code)


def rule_of(setting: IndexSetting) -> IndexRule:
    """读规则: of a row of settings."""
    segments = tuple(
        Segment(SegmentKind(each["kind"]), each.get("width", 0), each.get("text", ""), each.get("before", ""))
        for each in setting.segments
    )
    return IndexRule(segments, SerialScope(setting.scope), Reset(setting.reset))


def settings(authority: Authority) -> OwnedQuerySet[IndexSetting]:
    """规则沿革: the rules an authority has had, the latest first."""
    return IndexSetting.objects.of(authority).order_by("-since", "-pk")


def category_of(column: Column) -> str:
    """信息类别: the code of a column, or of the nearest above it that has one; empty where none has."""
    return next((each.category for each in reversed(line(column)) if each.category), "")


def without_category(authority: Authority, on: date) -> list[Column]:
    """缺类别代码: open columns that could not be numbered by a rule with categories."""
    rows = {column.pk: column for column in columns(authority, on)}

    def has(column: Column | None) -> bool:
        return column is not None and bool(column.category or has(rows.get(column.parent_id or 0)))

    return [column for _, column in in_order(rows.values()) if not has(column)]


def index_numbers(authority: Authority) -> OwnedQuerySet[IndexNumber]:
    """索引号登记簿: every number the authority gave or adopted, the latest first."""
    return IndexNumber.objects.of(authority).order_by("-given_on", "-pk")


def skipped(authority: Authority) -> OwnedQuerySet[SkippedSerial]:
    """跳号登记簿: the serials that were passed over, each with the number that was in use already."""
    return SkippedSerial.objects.of(authority).order_by("-skipped_on", "-pk")


@dataclass(frozen=True, slots=True)
class Run:
    """编号段: a series of a year: how many serials were drawn, given, passed over, and which nobody can account for."""

    series: str
    year: int
    last: int
    given: int
    skipped: int
    lost: tuple[int, ...]


def runs(authority: Authority, counters: Sequence[tuple[str, int, int]]) -> list[Run]:
    """编号核对: what became of every serial of these counters (series, year, last); nothing is ever lost, and this proves it."""
    found = []
    for series, year, last in counters:
        given = set(_serials(IndexNumber.objects.of(authority), series, year))
        passed = set(_serials(SkippedSerial.objects.of(authority), series, year))
        lost = tuple(sorted(set(range(1, last + 1)) - given - passed))
        found.append(Run(series, year, last, len(given), len(passed), lost))
    return found


def _serials(rows: OwnedQuerySet[IndexNumber] | OwnedQuerySet[SkippedSerial], series: str, year: int) -> list[int]:
    drawn = rows.filter(series=series, year=year).values_list("serial", flat=True)
    return [serial for serial in drawn if serial is not None]
