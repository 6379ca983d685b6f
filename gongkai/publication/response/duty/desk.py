"""值守的工作台: the roster with its gaps, the people one calls, the playbooks, the hours."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.dates import chinese_moment
from gongkai.law.response_roster import AHEAD
from gongkai.law.response_terms import TermKind, hours_for
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import serving
from gongkai.office.journal import access
from gongkai.publication.response.duty import acts, queries
from gongkai.publication.response.duty.forms import ContactForm, HoursForm, PlaybookForm, RosterForm
from gongkai.publication.response.duty.models import ContactKind, DutyShift, Playbook, ResponseContact
from gongkai.web import clock

SHOWN = timedelta(days=14)


@role("dispatcher", "inspector", "reviewer")
def roster(request: DeskRequest) -> HttpResponse:
    """值班表: the coming two weeks, who is on duty now, and what nobody covers."""
    now = clock.now()
    form = RosterForm(request.POST or None, officials=_officials(request), initial={"hours": 24, "days": 7})
    if form.is_valid():
        said = form.cleaned_data
        acts.roster(
            request.authority,
            said["people"],
            said["phone"],
            first=said["first"],
            hours=said["hours"],
            days=said["days"],
            on=clock.today(),
            by=request.official,
        )
        return redirect("response:roster")
    rows = list(queries.shifts(request.authority, now, now + SHOWN))
    until = max((row.ends_at for row in rows), default=now) - now
    kept = queries.keeps_roster(request.authority, now)
    gaps = queries.uncovered(request.authority, now, max(AHEAD, until)) if kept else ()
    context = {
        "form": form,
        "rows": rows,
        "on_duty": queries.on_duty(request.authority, now),
        "gaps": [(chinese_moment(gap.since), chinese_moment(gap.until)) for gap in gaps],
        "now": now,
    }
    return render(request, "response/desk/roster.html", context)


def _officials(request: DeskRequest) -> list[Official]:
    return serving(request.authority, clock.today())


@role("dispatcher", "reviewer")
@require_POST
def cancel_shift(request: DeskRequest, shift: int) -> HttpResponse:
    """撤销班次."""
    row = get_object_or_404(DutyShift.objects.of(request.authority), pk=shift)
    acts.cancel_shift(row, on=clock.today(), by=request.official)
    return redirect("response:roster")


@role("dispatcher", "publisher")
def contacts(request: DeskRequest) -> HttpResponse:
    """应急联系人: the numbers are covered; each is opened one at a time, and every look is kept."""
    form = ContactForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        acts.add_contact(
            request.authority,
            said["kind"],
            said["group"],
            said["name"],
            said["phone"],
            on=clock.today(),
            by=request.official,
        )
        return redirect("response:contacts")
    rows = list(queries.contacts(request.authority))
    listed = [(row, ContactKind(row.kind).label) for row in rows]
    return render(request, "response/desk/contacts.html", {"form": form, "rows": listed})


@require_safe
@role("dispatcher", "publisher")
def contact(request: DeskRequest, contact: int) -> HttpResponse:
    """查看联系电话."""
    row = get_object_or_404(queries.contacts(request.authority), pk=contact)
    access.download(request.official, request.authority, f"查看应急联系人{row.pk}的电话")
    context = {"row": row, "kind": ContactKind(row.kind).label, "phone": queries.phones([row])[0]}
    return render(request, "response/desk/contact.html", context)


@role("dispatcher", "publisher")
@require_POST
def end_contact(request: DeskRequest, contact: int) -> HttpResponse:
    """停用应急联系人."""
    row = get_object_or_404(ResponseContact.objects.of(request.authority).filter(ended_on=None), pk=contact)
    acts.end_contact(row, on=clock.today(), by=request.official)
    return redirect("response:contacts")


# -- playbooks -----------------------------------------------------------------------------------------------------------


@role("handler", "reviewer", "dispatcher")
def playbooks(request: DeskRequest) -> HttpResponse:
    """处置预案: drafted here, approved by another, offered when an event of its kind is registered."""
    form = PlaybookForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        statement = said["title"], said["statement"]
        acts.draft_playbook(
            request.authority,
            said["kind"],
            said["name"],
            said["steps"],
            statement,
            on=clock.today(),
            by=request.official,
        )
        return redirect("response:playbooks")
    return render(request, "response/desk/playbooks.html", {"form": form, "rows": queries.playbooks(request.authority)})


@require_safe
@role(*STAFF)
def playbook(request: DeskRequest, playbook: int) -> HttpResponse:
    """一份预案."""
    rows = Playbook.objects.everywhere().filter(authority__in=request.authority.line)
    row = get_object_or_404(rows.select_related("drafted_by", "approved_by", "authority"), pk=playbook)
    ours = row.authority_id == request.authority.pk
    may = ours and not row.retired_on
    context = {"row": row, "may_approve": may and not row.approved_on, "may_retire": may}
    return render(request, "response/desk/playbook.html", context)


@role("reviewer", "signer")
@require_POST
def approve_playbook(request: DeskRequest, playbook: int) -> HttpResponse:
    """审定预案."""
    row = get_object_or_404(queries.playbooks(request.authority), pk=playbook)
    acts.approve_playbook(row, on=clock.today(), by=request.official)
    return redirect("response:playbook", playbook)


@role("reviewer", "signer")
@require_POST
def retire_playbook(request: DeskRequest, playbook: int) -> HttpResponse:
    """停用预案."""
    row = get_object_or_404(queries.playbooks(request.authority), pk=playbook)
    acts.retire_playbook(row, on=clock.today(), by=request.official)
    return redirect("response:playbook", playbook)


# -- hours ---------------------------------------------------------------------------------------------------------------


@role("dispatcher", "reviewer")
def hours(request: DeskRequest) -> HttpResponse:
    """回应时限: what holds, where it is set, and setting one."""
    form = HoursForm(request.POST or None)
    if form.is_valid():
        acts.set_hours(request.authority, form.rule(), on=clock.today(), by=request.official)
        return redirect(reverse("response:hours"))
    rules = queries.hour_rules(request.authority)
    rows = [hours_for(kind, rules) for kind in TermKind]
    return render(request, "response/desk/hours.html", {"form": form, "rows": rows})
