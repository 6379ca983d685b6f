"""栏目办理: open, rename, move, care for, merge and close. Each is one transaction, one entry and one line of the history.

Index numbers are drawn in ``numbers``, what is proposed is decided in ``proposals``, the guide is issued in ``guides``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.law.authorities import AuthorityKind
from gongkai.law.catalogue import NOTHING, objection_to
from gongkai.law.columns import (
    CONTENTS,
    KEEPING,
    MAINTAINING,
    MOST_LEVELS,
    PLATFORM,
    Planned,
    objection_to_close,
    objection_to_place,
    template,
)
from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.matters import Matter, matters_of
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import postings_of
from gongkai.office.journal import acts as journal
from gongkai.publication.catalogue.models import Column, ColumnVersion, FormerSlug, MatterWaiver
from gongkai.publication.catalogue.numbers import adopt_index_number, adopt_index_numbers, draw_index_numbers
from gongkai.publication.catalogue.shelves import shelf
from gongkai.publication.gate import acts as gate

__all__ = [
    "Care",
    "ColumnPlan",
    "adopt_index_number",
    "adopt_index_numbers",
    "close_column",
    "draw_index_numbers",
    "edit_column",
    "end_waiver",
    "hand_column",
    "hatch_columns",
    "merge_column",
    "move_column",
    "open_column",
    "rename_column",
    "waive_matter",
]

SLUG = re.compile(r"[a-z][a-z0-9-]{0,59}")
ROW = (
    *("parent_id", "name", "slug", "category", "matter", "place", "accepts", "section", "owner_id", "deputy_id"),
    *("cycle", "empty_reason", "closed_on", "merged_into_id"),
)
"""沿革所记: the columns of a row that its history holds."""


@dataclass(frozen=True)
class Care:
    """保障: who keeps a column, what it takes and how often it is renewed."""

    section: str
    owner: Official | None = None
    deputy: Official | None = None
    accepts: Sequence[ContentClass] = ()
    gathers: bool = False
    category: str = ""
    matter: Matter | None = None
    cycle: int | None = None
    empty_reason: str = ""
    place: int = 0


@dataclass(frozen=True)
class ColumnPlan:
    """栏目方案: what is said of a column when it is opened."""

    name: str
    slug: str
    section: str
    accepts: Sequence[ContentClass] = ()
    category: str = ""
    cycle: int | None = None
    place: int = 0
    matter: Matter | None = None
    empty_reason: str = ""
    gathers: bool = False

    def care(self, owner: Official | None, deputy: Official | None) -> Care:
        """保障: the part of the plan that may change later without moving anything."""
        return Care(
            section=self.section,
            owner=owner,
            deputy=deputy,
            accepts=self.accepts,
            gathers=self.gathers,
            category=self.category,
            matter=self.matter,
            cycle=self.cycle,
            empty_reason=self.empty_reason,
            place=self.place,
        )


# -- opening -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_column(
    authority: Authority,
    plan: ColumnPlan,
    *,
    on: date,
    by: Official | None,
    parent: Column | None = None,
    owner: Official | None = None,
    deputy: Official | None = None,
) -> Column:
    """设立栏目: a column with a section that answers for it."""
    tree = _tree(authority)
    column = _created(tree, authority, plan, parent, plan.care(owner, deputy), on)
    _pass_the_gate(column, on, by)
    data: dict[str, JSON] = {"column": column.pk, "name": column.name, "slug": column.slug, "row": _row(column)}
    entry = journal.enter(authority, "open_column", on=on, by=by, data=data)
    _remember([column], "open_column", entry, on=on, by=by)
    return column


@transaction.atomic
def hatch_columns(
    authority: Authority,
    section: str,
    *,
    on: date,
    by: Official | None,
    matters: Collection[Matter] | None = None,
    owner: Official | None = None,
    deputy: Official | None = None,
) -> list[Column]:
    """按模板设立: the fixed parts of the zone and a column for each matter the authority owes; what is there already stays.

    ``matters`` narrows it to these; without it every matter of the kind gets its column.
    """
    tree = _tree(authority)
    made: list[Column] = []
    for place, row in enumerate(planned(authority, tree.values(), matters)):
        above = next((each for each in tree.values() if each.slug == row.above), None) if row.above else None
        plan = ColumnPlan(
            name=row.name,
            slug=row.slug,
            section=section,
            accepts=() if row.gathers else row.accepts,
            category=row.category,
            cycle=row.cycle,
            place=place,
            matter=row.matter,
            gathers=row.gathers,
        )
        column = _created(tree, authority, plan, above, plan.care(owner, deputy), on)
        tree[column.pk] = column
        made.append(column)
    if made:
        data: dict[str, JSON] = {"columns": [{"column": each.pk, "row": _row(each)} for each in made]}
        entry = journal.enter(authority, "hatch_columns", on=on, by=by, data=data)
        _remember(made, "hatch_columns", entry, on=on, by=by)
    return made


def planned(
    authority: Authority, columns: Iterable[Column], matters: Collection[Matter] | None = None
) -> list[Planned]:
    """模板待设: the rows of the template the authority has not got yet."""
    there = list(columns)
    slugs = {each.slug for each in there} | set(FormerSlug.objects.of(authority).values_list("slug", flat=True))
    held = {each.matter for each in there if each.is_open}
    rows = template(AuthorityKind(authority.kind))
    wanted = [row for row in rows if row.matter is None or matters is None or row.matter in matters]
    return [row for row in wanted if row.slug not in slugs and not (row.above == CONTENTS and row.matter in held)]


def _created(
    tree: Mapping[int, Column], authority: Authority, plan: ColumnPlan, parent: Column | None, care: Care, on: date
) -> Column:
    _require_name(tree, plan.name, parent)
    _require_slug(authority, plan.slug)
    if parent is not None:
        _require_open(parent, "上级栏目", "parent")
        if parent.depth + 2 > MOST_LEVELS:
            raise Unlawful(f"栏目最多{MOST_LEVELS}级", PLATFORM, field="parent")
    column = Column(authority=authority, parent=parent, name=plan.name.strip(), slug=plan.slug, opened_on=on)
    _take_care(column, care, on)
    with in_chinese():
        column.save(force_insert=True)
    column.path = f"{parent.path if parent else '/'}{column.pk}/"
    column.save(update_fields=["path"])
    return column


# -- changing ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def rename_column(
    column: Column, name: str, slug: str, *, on: date, by: Official | None, seen: int | None = None
) -> None:
    """更名: another name or address; the old address leads to the column for ever."""
    tree = _held(column, on, seen)
    _require_name(tree, name, column.parent, column)
    if slug != column.slug:
        _require_slug(column.authority, slug, column)
        FormerSlug.objects.of(column.authority).filter(column=column, slug=slug).delete()
        FormerSlug.objects.of(column.authority).create(
            authority=column.authority, column=column, slug=column.slug, until=on
        )
    was = _row(column)
    column.name, column.slug = name.strip(), slug
    _change(column, was, "rename_column", on=on, by=by)


@transaction.atomic
def move_column(
    column: Column,
    parent: Column | None,
    *,
    on: date,
    by: Official | None,
    reason: str = "",
    seen: int | None = None,
) -> None:
    """移动栏目: with everything beneath it; no column comes to stand under itself."""
    tree = _held(column, on, seen)
    if parent is not None:
        parent = _same_authority(tree, parent, "上级栏目", "parent")
        _require_open(parent, "上级栏目", "parent")
    _require_name(tree, column.name, parent, column)
    _place(tree, column, parent, "parent")
    was = _row(column)
    column.parent = parent
    _change(column, was, "move_column", on=on, by=by, reason=reason)


@transaction.atomic
def edit_column(column: Column, care: Care, *, on: date, by: Official | None, seen: int | None = None) -> None:
    """调整保障: section, people, cycle, classes and matter; a class is not dropped while contents of it stand in the column."""
    _held(column, on, seen)
    was = _row(column)
    _take_care(column, care, on)
    for kind, contents in shelf().classes([column]).items():
        if refusal := objection_to(column.accepts, kind, column.name):
            raise Unlawful(
                f"{refusal.reason}，而栏目中已有{contents}条{kind.label}，请先移走", PLATFORM, field="accepts"
            )
    _change(column, was, "edit_column", on=on, by=by)


@transaction.atomic
def merge_column(column: Column, into: Column, *, on: date, by: Official, reason: str, seen: int | None = None) -> int:
    """归并栏目: contents and columns beneath go into another; the old address leads there for ever. How many contents went."""
    reason = _require_reason(reason, "归并")
    tree = _held(column, on, seen)
    into = _same_authority(tree, into, "并入的栏目", "into")
    _require_open(into, "并入的栏目", "into")
    _place(tree, column, into, "into")
    moved = shelf().move_all(column, into, on=on, by=by, reason=f"栏目“{column.name}”并入“{into.name}”：{reason}"[:300])
    for child in [each for each in tree.values() if each.parent_id == column.pk and each.is_open]:
        _require_name(tree, child.name, into, child)
        _place(tree, child, into, "into")
        child_was = _row(child)
        child.parent = into
        _change(child, child_was, "move_column", on=on, by=by, reason=reason)
    was = _row(column)
    column.closed_on, column.merged_into = on, into
    _change(column, was, "merge_column", on=on, by=by, reason=reason)
    return moved


@transaction.atomic
def hand_column(column: Column, heir: Column, *, on: date, by: Official | None, reason: str) -> None:
    """移交栏目: a column of another authority takes over; what was published here stays public at its own addresses.

    The old address leads to the heir's column for ever. Columns beneath are handed over first.
    """
    reason = _require_reason(reason, "移交")
    tree = _held(column, on, None)
    _require_open(heir, "承接的栏目", "into")
    if heir.authority_id == column.authority_id:
        raise Unlawful("承接的栏目应是其他机关的栏目；本机关之内的用归并", PLATFORM, field="into")
    if children := [each.name for each in tree.values() if each.parent_id == column.pk and each.is_open]:
        raise Unlawful(f"栏目“{column.name}”之下还有{'、'.join(children)}，应先移交", PLATFORM)
    was = _row(column)
    column.closed_on, column.merged_into = on, heir
    _change(column, was, "hand_column", on=on, by=by, reason=reason)


@transaction.atomic
def close_column(column: Column, *, on: date, by: Official | None, reason: str, seen: int | None = None) -> None:
    """关闭栏目: one that holds nothing and has nothing beneath it; its address says that it was closed and why."""
    reason = _require_reason(reason, "关闭")
    tree = _held(column, on, seen)
    children = [each.name for each in tree.values() if each.parent_id == column.pk and each.is_open]
    contents = sum(shelf().classes([column]).values())
    if refusal := objection_to_close(column.name, contents, children):
        raise refusal.raised()
    was = _row(column)
    column.closed_on = on
    _change(column, was, "close_column", on=on, by=by, reason=reason)


# -- matters an authority has no column for ----------------------------------------------------------------------------


@transaction.atomic
def waive_matter(authority: Authority, matter: Matter, reason: str, *, on: date, by: Official | None) -> MatterWaiver:
    """登记豁免: why a matter the kind of authority owes has no column here."""
    gate.pass_words(authority, f"waiver {matter.value}", {"没有栏目的理由": reason}, on=on, by=by)
    if matter not in matters_of(AuthorityKind(authority.kind)):
        raise Unlawful(f"“{matter.label}”不是本机关应当公开的事项，无须豁免", matter.article, field="matter")
    with in_chinese():
        waiver = MatterWaiver.objects.of(authority).create(
            authority=authority, matter=matter, reason=_require_reason(reason, "豁免"), since=on
        )
    data: dict[str, JSON] = {"matter": matter.value, "reason": waiver.reason}
    journal.enter(authority, "waive_matter", on=on, by=by, data=data)
    return waiver


@transaction.atomic
def end_waiver(waiver: MatterWaiver, *, on: date, by: Official | None) -> None:
    """终止豁免: the matter is owed again."""
    waiver.refresh_from_db(from_queryset=MatterWaiver.objects.of(waiver.authority).select_for_update())
    if waiver.until is not None:
        raise Unlawful("该项豁免已经终止")
    waiver.until = on
    waiver.save(update_fields=["until"])
    journal.enter(waiver.authority, "end_waiver", on=on, by=by, data={"matter": waiver.matter})


# -- what every act asks ------------------------------------------------------------------------------------------------


def _tree(authority: Authority) -> dict[int, Column]:
    """Every column of the authority, held until the act is done: two moves at once could otherwise close a circle."""
    rows = Column.objects.of(authority).select_for_update().order_by("pk")
    return {row.pk: row for row in rows}


def _held(column: Column, on: date, seen: int | None) -> dict[int, Column]:
    """The tree with this very object in it, brought up to date; refused for a closed column, an old page, an earlier day."""
    tree = _tree(column.authority)
    column.refresh_from_db()
    tree[column.pk] = column
    if seen is not None and seen != column.edition:
        raise Unlawful("栏目已被他人改动，您看到的内容不是最新的，请刷新页面后再办理", PLATFORM)
    _require_open(column, "栏目", "")
    last = ColumnVersion.objects.of(column.authority).filter(column=column).order_by("-edition").first()
    if last is not None and on < last.since:
        raise Unlawful(f"办理日期不能早于上一次改动的日期（{last.since:%Y-%m-%d}）", PLATFORM, field="on")
    return tree


def _same_authority(tree: Mapping[int, Column], column: Column, what: str, field: str) -> Column:
    if column.pk not in tree:
        raise Unlawful(f"{what}不是本机关的栏目", PLATFORM, field=field)
    return tree[column.pk]


def _require_open(column: Column, what: str, field: str) -> None:
    if column.closed_on is not None:
        raise Unlawful(f"{what}“{column.name}”已于{column.closed_on:%Y-%m-%d}关闭", PLATFORM, field=field)


def _require_reason(reason: str, act: str) -> str:
    if not reason.strip():
        raise Unlawful(f"{act}应当写明理由", PLATFORM, field="reason")
    return reason.strip()


def _require_name(tree: Mapping[int, Column], name: str, parent: Column | None, but: Column | None = None) -> None:
    if not name.strip():
        raise Unlawful("栏目名称不能为空", PLATFORM, field="name")
    siblings = [each for each in tree.values() if each.is_open and each.parent_id == (parent.pk if parent else None)]
    if any(each.name == name.strip() and each != but for each in siblings):
        raise Unlawful(f"同一上级之下已有栏目“{name.strip()}”", PLATFORM, field="name")


def _require_slug(authority: Authority, slug: str, own: Column | None = None) -> None:
    if not SLUG.fullmatch(slug):
        raise Unlawful("网址代码应以小写字母开头，只含小写字母、数字和短横", PLATFORM, field="slug")
    user = Column.objects.of(authority).filter(slug=slug).first()
    if user is not None:
        raise Unlawful(f"网址代码“{slug}”已为栏目“{user.name}”所用", PLATFORM, field="slug")
    former = FormerSlug.objects.of(authority).filter(slug=slug).exclude(column=own).select_related("column").first()
    if former is not None:
        raise Unlawful(f"网址代码“{slug}”是栏目“{former.column.name}”的旧地址，须长期有效", PLATFORM, field="slug")


def _place(tree: Mapping[int, Column], column: Column, above: Column | None, field: str) -> None:
    parents = {key: each.parent_id for key, each in tree.items()}
    names = {key: each.name for key, each in tree.items()}
    if refusal := objection_to_place(parents, names, column.pk, above.pk if above else None):
        raise refusal.raised(field)


def _take_care(column: Column, care: Care, on: date) -> None:
    if not care.section.strip():
        raise Unlawful("没有责任科室的栏目不得存在", KEEPING, field="section")
    if care.category and not (care.category.isascii() and care.category.isalnum()):
        raise Unlawful("信息类别代码只能是字母和数字", MAINTAINING, field="category")
    if care.owner is not None and care.owner == care.deputy:
        raise Unlawful("责任人和替补责任人不能是同一人", KEEPING, field="deputy")
    for person, field in ((care.owner, "owner"), (care.deputy, "deputy")):
        if person is not None and not postings_of(person, on).filter(authority=column.authority).exists():
            raise Unlawful(f"{person.name}在{on:%Y-%m-%d}没有本机关的岗位", KEEPING, field=field)
    column.section = care.section.strip()
    column.owner, column.deputy = care.owner, care.deputy
    column.accepts = [NOTHING] if care.gathers else [each.value for each in care.accepts]
    column.category, column.matter = care.category, care.matter or ""
    column.cycle, column.empty_reason, column.place = care.cycle, care.empty_reason.strip(), care.place


# -- what every act leaves behind ----------------------------------------------------------------------------------------


def _row(column: Column) -> dict[str, JSON]:
    row = {name: getattr(column, name) for name in ROW}
    return {name: value.isoformat() if isinstance(value, date) else _plain(value) for name, value in row.items()}


def _plain(value: Any) -> JSON:
    plain: JSON = value.value if isinstance(value, Matter) else value
    return plain


def _pass_the_gate(column: Column, on: date, by: Official | None) -> None:
    """公开前筛查: its name, and why it is empty."""
    said = {"栏目名称": column.name, "没有内容的理由": column.empty_reason}
    gate.pass_words(column.authority, f"column {column.slug}", said, on=on, by=by)


def _change(
    column: Column, was: Mapping[str, JSON], act: str, *, on: date, by: Official | None, reason: str = ""
) -> None:
    """Write a change: the row, the paths beneath it, the entry with what it was and is, and the line of the history."""
    now = _row(column)
    changed: dict[str, JSON] = {name: [was[name], now[name]] for name in ROW if was[name] != now[name]}
    if not changed:
        raise Unlawful("没有任何改动", PLATFORM)
    _pass_the_gate(column, on, by)
    column.edition += 1
    with in_chinese():
        column.save()
    if "parent_id" in changed:
        _rewrite_paths(column)
    data: dict[str, JSON] = {"column": column.pk, "name": column.name, "changed": changed, "reason": reason.strip()}
    entry = journal.enter(column.authority, act, on=on, by=by, data=data)
    _remember([column], act, entry, on=on, by=by, reason=reason)


def _rewrite_paths(column: Column) -> None:
    """The keys from the root anew, for the column and everything beneath it."""
    old = column.path
    column.path = f"{column.parent.path if column.parent else '/'}{column.pk}/"
    rows = list(Column.objects.of(column.authority).filter(path__startswith=old).exclude(pk=column.pk))
    for row in rows:
        row.path = column.path + row.path.removeprefix(old)
    Column.objects.of(column.authority).bulk_update([*rows, column], ["path"])


def _remember(
    columns: Sequence[Column], act: str, entry: int, *, on: date, by: Official | None, reason: str = ""
) -> None:
    """The history keeps what the columns are from this day on."""
    if not columns:
        return
    authority = columns[0].authority
    rows = [
        ColumnVersion(
            authority=authority,
            column=column,
            edition=column.edition,
            since=on,
            act=act,
            by=by,
            reason=reason.strip(),
            row=_row(column),
            entry=entry,
        )
        for column in columns
    ]
    with in_chinese():
        ColumnVersion.objects.of(authority).bulk_create(rows)
