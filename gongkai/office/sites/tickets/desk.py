"""工单页面: the tickets of an authority, one ticket with what may be done, and its steps.

The engineer (系统管理员) mends; whoever runs the pages reports and checks what was mended.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.maintenance import FLOW, Act
from gongkai.law.maintenance import Standing as TicketStanding
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.sites.forms import STEPS, ReportForm
from gongkai.office.sites.models import MaintenanceTicket
from gongkai.office.sites.tickets import acts, queries
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

STAFF = ("handler", "publisher", "reviewer", "signer", "dispatcher", "inspector", "system_administrator")
HANDS = ("handler", "system_administrator")
PAGE = 30
_TITLES = {act.value: act.label for act in Act}


@require_safe
@role(*STAFF)
def tickets(request: DeskRequest) -> HttpResponse:
    """运维工单: the open ones first, with the figures of the year."""
    year = clock.today().year
    page = Pages(queries.tickets(request.authority), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "year": year, "figures": queries.figures(request.authority, year)}
    return render(request, "sites/desk/tickets.html", context)


@role(*STAFF)
def report(request: DeskRequest) -> HttpResponse:
    """报告问题."""
    form = ReportForm(request.POST or None, initial={"address": request.GET.get("address", "")[:400]})
    if form.is_valid():
        today = clock.today()
        made = acts.report(request.authority, form.trouble(), on=today, today=today, by=request.official)
        return redirect("sites:ticket", made.dossier_id)
    return render(request, "sites/desk/report.html", {"form": form})


@require_safe
@role(*STAFF)
def ticket(request: DeskRequest, ticket: int) -> HttpResponse:
    """一张工单."""
    row = _ticket(request, ticket)
    standing = queries.standing(row)
    due = standing.due(calendar_of(row.authority))
    context = {
        "ticket": row,
        "dossier": row.dossier,
        "standing": standing,
        "due": due,
        "acts": _open(request, row, standing),
        "events": [
            {"on": line.on, "title": _TITLES.get(line.act, line.label), "by": line.by}
            for line in journal.timeline(row.dossier)
        ],
        "links": row.links.everywhere().order_by("pk")[:200],
    }
    return render(request, "sites/desk/ticket.html", context)


@role(*HANDS)
def take_act(request: DeskRequest, ticket: int, name: str) -> HttpResponse:
    """办理一步."""
    row = own(request, _ticket(request, ticket))
    act = next((act for act in STEPS if act.value == name), None)
    if act is None or not any(each.role in request.roles for each in FLOW.rows if each.act == act):
        raise Http404
    seen = row.dossier.version
    form = STEPS[act](posted(request, seen=seen), initial={"on": clock.today(), "seen": seen})
    if form.is_valid():
        acts.act(row, form.step(), today=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect("sites:ticket", row.dossier_id)
    for objection in queries.standing(row).objections(act, clock.today()):
        raise objection.raised()
    return render(request, "sites/desk/ticket_act.html", {"ticket": row, "act": act, "form": form})


def _open(request: DeskRequest, row: MaintenanceTicket, standing: TicketStanding) -> list[Act]:
    if row.authority_id != request.authority.pk:
        return []
    return [Act(each.act) for each in FLOW.open_acts(standing.state) if each.role in request.roles]


def _ticket(request: DeskRequest, pk: int) -> MaintenanceTicket:
    rows = readable_rows(request, MaintenanceTicket.objects.all()).select_related(
        "dossier__authority", "authority", "reported_by"
    )
    return get_object_or_404(rows, dossier=pk)
