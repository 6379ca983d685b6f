"""办公页面：栏目. The tree, one column with its history and its acts, the template, the matters owed, the responsibilities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.columns import MAINTAINING, PLATFORM
from gongkai.law.grammar.dates import read_date
from gongkai.law.grammar.flow import Role
from gongkai.law.matters import Matter
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.catalogue import acts, lists, queries
from gongkai.publication.catalogue.forms import (
    CareForm,
    CloseForm,
    HatchForm,
    MergeForm,
    MoveForm,
    OfColumn,
    OpenColumnForm,
    RenameForm,
)
from gongkai.publication.catalogue.models import Column, ColumnVersion
from gongkai.web import clock
from gongkai.web.forms import posted

STAFF = ("handler", "reviewer", "signer", "publisher", "inspector", "dispatcher")
"""可查看者."""
KEEPER = "reviewer"
"""栏目管理者: who may change the tree; those who fill it publish into it."""
ACTS = {
    "open_column": "设立",
    "hatch_columns": "按模板设立",
    "rename_column": "更名",
    "move_column": "移动",
    "edit_column": "调整保障",
    "merge_column": "归并",
    "close_column": "关闭",
}
F = TypeVar("F", bound=OfColumn)


# -- the tree ----------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def columns(request: DeskRequest) -> HttpResponse:
    """栏目: the tree as it is, or as it was on a day; all of it, one's own, or those that lack something."""
    today = clock.today()
    on = _day(request, today)
    nodes = lists.tree(request.authority, on)
    chosen = request.GET.get("only", "")
    shown = {
        "mine": [node for node in nodes if request.official.pk in (node.column.owner_id, node.column.deputy_id)],
        "lacking": [node for node in nodes if node.lacks],
    }.get(chosen, nodes)
    context = {
        "nodes": shown,
        "chosen": chosen,
        "total": len(nodes),
        "lacking": sum(bool(node.lacks) for node in nodes),
        "on": on,
        "past": on != today,
        "missing": lists.missing(request.authority, today),
        "crowded": lists.crowded(nodes),
        "year": lists.year_of(request.authority, today.year),
        "may_keep": Role.REVIEWER in request.roles,
    }
    return render(request, "catalogue/desk/columns.html", context)


def _day(request: DeskRequest, today: date) -> date:
    """The day in the address; nonsense there is today."""
    try:
        return min(read_date(request.GET["on"]), today) if request.GET.get("on") else today
    except ValueError:
        return today


@require_safe
@role(*STAFF)
def column(request: DeskRequest, column_id: int) -> HttpResponse:
    """一个栏目: what it is, what may be done with it, who changed what since when."""
    shown = _column(request, column_id)
    today = clock.today()
    nodes = lists.tree(request.authority, today)
    context = {
        "column": shown,
        "node": next((node for node in nodes if node.column.pk == shown.pk), None),
        "line": queries.line(shown)[:-1],
        "children": lists.beneath(nodes, shown),
        "history": [_told(each) for each in reversed(list(queries.history(shown)))],
        "former": [each.slug for each in shown.former_slugs.of(request.authority).order_by("until", "pk")],
        "may_keep": Role.REVIEWER in request.roles and shown.is_open,
        "basis": PLATFORM,
    }
    return render(request, "catalogue/desk/column.html", context)


@dataclass(frozen=True, slots=True)
class Past:
    """沿革一行: as the timeline of the page shows it."""

    on: date
    title: str
    by: str
    text: str


def _told(version: ColumnVersion) -> Past:
    row = version.row
    facts = [row["name"], f"责任科室{row['section']}"]
    facts += [f"更新周期{row['cycle']}日"] if row["cycle"] else []
    reason = version.reason
    return Past(
        version.since,
        ACTS.get(version.act, version.act),
        version.by.name if version.by else "系统",
        "，".join(facts) + (f"。理由：{reason}" if reason else ""),
    )


# -- its acts ----------------------------------------------------------------------------------------------------------


@role(KEEPER)
def open_column(request: DeskRequest) -> HttpResponse:
    """设立栏目."""
    today = clock.today()
    form = OpenColumnForm(
        request.POST or None,
        authority=request.authority,
        on=today,
        initial={"parent": request.GET.get("parent", "")},
    )
    if not form.is_valid():
        return _form_page(request, form, "设立栏目", "设立")
    care = form.care()
    made = acts.open_column(
        request.authority,
        form.plan(),
        on=today,
        by=request.official,
        parent=form.cleaned_data["parent"],
        owner=care.owner,
        deputy=care.deputy,
    )
    messages.success(request, f"已设立栏目“{made.name}”。")
    return redirect("catalogue:column_file", made.pk)


@role(KEEPER)
def hatch(request: DeskRequest) -> HttpResponse:
    """按模板设立: the zone's four parts and the statutory matters of this kind of authority, in one step."""
    today = clock.today()
    form = HatchForm(request.POST or None, authority=request.authority, on=today, initial={"section": "办公室"})
    if not form.is_valid():
        rows = acts.planned(request.authority, Column.objects.of(request.authority))
        return _form_page(request, form, "按模板设立栏目", "设立", planned=rows)
    matters = {Matter(each) for each in form.cleaned_data["matters"]}
    given = form.cleaned_data
    made = acts.hatch_columns(
        request.authority,
        given["section"],
        on=today,
        by=request.official,
        matters=matters,
        owner=given["owner"],
        deputy=given["deputy"],
    )
    messages.success(request, f"已设立{len(made)}个栏目。" if made else "模板中的栏目都已设立。")
    return redirect("catalogue:columns")


@role(KEEPER)
def edit(request: DeskRequest, column_id: int) -> HttpResponse:
    """调整保障."""

    def do(column: Column, form: CareForm) -> None:
        acts.edit_column(column, form.care(), on=clock.today(), by=request.official, seen=form.cleaned_data["seen"])

    return _act(request, column_id, CareForm, "调整保障", do, CareForm.told)


@role(KEEPER)
def rename(request: DeskRequest, column_id: int) -> HttpResponse:
    """更名."""

    def do(column: Column, form: RenameForm) -> None:
        given = form.cleaned_data
        acts.rename_column(
            column, given["name"], given["slug"].strip(), on=clock.today(), by=request.official, seen=given["seen"]
        )

    return _act(request, column_id, RenameForm, "更名", do, lambda column: {"name": column.name, "slug": column.slug})


@role(KEEPER)
def move(request: DeskRequest, column_id: int) -> HttpResponse:
    """移动栏目."""

    def do(column: Column, form: MoveForm) -> None:
        given = form.cleaned_data
        acts.move_column(
            column,
            given["parent"],
            on=clock.today(),
            by=request.official,
            reason=given["reason"],
            seen=given["seen"],
        )

    return _act(request, column_id, MoveForm, "移动", do, lambda column: {"parent": column.parent_id})


@role(KEEPER)
def merge(request: DeskRequest, column_id: int) -> HttpResponse:
    """归并栏目."""

    def do(column: Column, form: MergeForm) -> None:
        given = form.cleaned_data
        moved = acts.merge_column(
            column, given["into"], on=clock.today(), by=request.official, reason=given["reason"], seen=given["seen"]
        )
        messages.info(request, f"{moved}条内容移入“{given['into'].name}”。")

    return _act(request, column_id, MergeForm, "归并", do)


@role(KEEPER)
def close(request: DeskRequest, column_id: int) -> HttpResponse:
    """关闭栏目."""

    def do(column: Column, form: CloseForm) -> None:
        given = form.cleaned_data
        acts.close_column(column, on=clock.today(), by=request.official, reason=given["reason"], seen=given["seen"])

    return _act(request, column_id, CloseForm, "关闭", do)


def _act(
    request: DeskRequest,
    column_id: int,
    form_of: type[F],
    label: str,
    do: Callable[[Column, F], None],
    told: Callable[[Column], dict[str, object]] = lambda column: {},
) -> HttpResponse:
    column = _column(request, column_id)
    form = form_of(
        posted(request, seen=column.edition),
        authority=request.authority,
        on=clock.today(),
        column=column,
        initial={**told(column), "seen": column.edition},
    )
    if not form.is_valid():
        return _form_page(request, form, f"{label}：{column.name}", label, column=column)
    do(column, form)
    messages.success(request, f"已办理：{label}“{column.name}”。")
    return redirect("catalogue:column_file", column.pk)


def _form_page(
    request: DeskRequest,
    form: OfColumn,
    title: str,
    submit: str,
    column: Column | None = None,
    planned: object = (),
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "column": column,
        "planned": planned,
        "basis": MAINTAINING,
    }
    return render(request, "catalogue/desk/column_form.html", context)


def _column(request: DeskRequest, pk: int) -> Column:
    rows = Column.objects.of(request.authority).select_related("parent", "owner", "deputy", "merged_into", "authority")
    return get_object_or_404(rows, pk=pk)
