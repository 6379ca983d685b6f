"""会议页面: the meetings of a year with their figures, one meeting, and its acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.meetings import published_text, publishing_objection
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.publication.documents.meetings import acts, queries
from gongkai.publication.documents.meetings.forms import CheckForm, MeetingForm, PublishForm, WithdrawForm
from gongkai.publication.documents.models import Meeting
from gongkai.publication.documents.validity.desk import STAFF
from gongkai.web import clock
from gongkai.web.forms import Form, posted
from gongkai.web.paging import Pages

PAGE = 20


@require_safe
@role(*STAFF)
def meetings(request: DeskRequest) -> HttpResponse:
    """会议: of a year, with how many were held and told."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and 2000 <= int(asked) <= 2100 else clock.today().year
    rows = queries.meetings(request.authority)
    figures = queries.figures(rows, year)
    page = Pages(rows.filter(held_on__gte=date(year, 1, 1), held_on__lte=date(year, 12, 31)), PAGE)
    context = {
        "year": year,
        "page": page.get_page(request.GET.get("page")),
        "figures": figures,
        "total": queries.total(figures),
        "may_register": Role.HANDLER in request.roles,
    }
    return render(request, "documents/desk/meetings.html", context)


@role("handler")
def register(request: DeskRequest) -> HttpResponse:
    """登记会议."""
    today = clock.today()
    form = MeetingForm(request.POST or None, initial={"held_on": today})
    if form.is_valid():
        made = acts.register(request.authority, form.held(), on=today, today=today, by=request.official)
        return redirect("documents:meeting", made.pk)
    return render(request, "documents/desk/meeting_form.html", {"form": form, "meeting": None})


@require_safe
@role(*STAFF)
def meeting(request: DeskRequest, meeting: int) -> HttpResponse:
    """一次会议: its agenda, where it stands, and the text the public would read."""
    row = _meeting(request, meeting)
    matters = queries.matters(row)
    context = {
        "meeting": row,
        "items": queries.items(row),
        "objection": None if row.published_on else publishing_objection(matters, row.checked_on),
        "text": row.text or published_text(row.authority.name, row.name, row.held_on, matters),
        "acts": _acts(request, row),
    }
    return render(request, "documents/desk/meeting.html", context)


def _acts(request: DeskRequest, row: Meeting) -> list[tuple[str, str]]:
    if row.authority_id != request.authority.pk:
        return []
    if row.published_on is not None:
        return [("撤回", "documents:withdraw_meeting")] if Role.PUBLISHER in request.roles else []
    offered = [
        (Role.SECRECY_REVIEWER, "保密审查", "documents:check_meeting"),
        (Role.PUBLISHER, "公布", "documents:publish_meeting"),
        (Role.HANDLER, "修改", "documents:change_meeting"),
    ]
    return [(label, page) for asked, label, page in offered if asked in request.roles]


@role("handler")
def change(request: DeskRequest, meeting: int) -> HttpResponse:
    """修改会议."""
    row = own(request, _meeting(request, meeting))
    items = list(queries.items(row))
    first: dict[str, Any] = {"kind": row.kind, "name": row.name, "held_on": row.held_on, "seen": row.edition}
    for item in items:
        for name in ("title", "attribute", "publish", "ground", "reason", "decision"):
            first[f"{name}_{item.position}"] = getattr(item, name)
        first[f"ground_{item.position}"] = item.ground or None
    form = MeetingForm(posted(request, seen=row.edition), initial=first, rows=len(items))
    if form.is_valid():
        today = clock.today()
        acts.change(row, form.held(), on=today, today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("documents:meeting", row.pk)
    return render(request, "documents/desk/meeting_form.html", {"form": form, "meeting": row})


@role("secrecy_reviewer")
def check(request: DeskRequest, meeting: int) -> HttpResponse:
    """保密审查."""
    row = own(request, _meeting(request, meeting))
    form = CheckForm(posted(request, seen=row.edition), initial={"seen": row.edition})
    if form.is_valid():
        today = clock.today()
        given = form.cleaned_data
        acts.check(row, given["checks"], on=today, today=today, by=request.official, seen=given["seen"])
        return redirect("documents:meeting", row.pk)
    return _page(request, row, form, "保密审查", items=queries.items(row))


@role("publisher")
def publish(request: DeskRequest, meeting: int) -> HttpResponse:
    """公布会议."""
    row = own(request, _meeting(request, meeting))
    form = PublishForm(posted(request, seen=row.edition), initial={"seen": row.edition, "on": clock.today()})
    if form.is_valid():
        given = form.cleaned_data
        acts.publish(row, on=given["on"], today=clock.today(), by=request.official, seen=given["seen"])
        return redirect("documents:meeting", row.pk)
    return _page(request, row, form, "公布")


@role("publisher")
def withdraw(request: DeskRequest, meeting: int) -> HttpResponse:
    """撤回会议."""
    row = own(request, _meeting(request, meeting))
    form = WithdrawForm(posted(request, seen=row.edition), initial={"seen": row.edition})
    if form.is_valid():
        today = clock.today()
        acts.withdraw(row, on=today, today=today, by=request.official, reason=form.cleaned_data["reason"])
        return redirect("documents:meeting", row.pk)
    return _page(request, row, form, "撤回")


def _page(request: DeskRequest, row: Meeting, form: Form, label: str, **more: object) -> HttpResponse:
    context = {"meeting": row, "form": form, "label": label, "items": (), **more}
    return render(request, "documents/desk/meeting_act.html", context)


def _meeting(request: DeskRequest, pk: int) -> Meeting:
    rows = readable_rows(request, Meeting.objects.all()).select_related("authority", "registered_by", "checked_by")
    return get_object_or_404(rows, pk=pk)
