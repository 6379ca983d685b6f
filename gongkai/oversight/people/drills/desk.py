"""备岗演练的工作台: who owes a drill, those under way with their acts, and how often it went well."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.people.drills import FLOW, DrillAct, DrillStanding, DrillState, DrillWay, Quarter
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, readable_rows, role
from gongkai.office.authorities.queries import serving
from gongkai.office.journal import queries as journal
from gongkai.office.journal.offering import Offered, offering
from gongkai.oversight.people.drills import acts, queries
from gongkai.oversight.people.drills.forms import FORMS
from gongkai.oversight.people.drills.models import DeputyDrill
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 30
_SAID = ("did", "proof", "reason")


@require_safe
@role(*STAFF)
def drills(request: DeskRequest) -> HttpResponse:
    """备岗演练: this quarter's debts, all drills, the rate of success."""
    today = clock.today()
    names = {each.username: each.name for each in serving(request.authority, today)}
    rows = queries.drills(request.authority)
    context = {
        "quarter": Quarter.of(today),
        "waiting": [(point, names.get(deputy, deputy)) for point, deputy in queries.waiting(request.authority, today)],
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "states": {state.value: state.label for state in DrillState},
        "rate": queries.rate(rows),
        "may_ask": Role.REVIEWER in request.roles,
        "today": today,
    }
    return render(request, "people/desk/drills.html", context)


@require_POST
@role("reviewer")
def ask(request: DeskRequest) -> HttpResponse:
    """布置本季度演练."""
    asked = acts.ask_all(request.authority, on=clock.today(), by=request.official)
    messages.success(request, f"已布置{asked}项演练，备岗人员各收到一条通知。" if asked else "没有需要布置的演练。")
    return redirect("people:drills")


@require_safe
@role(*STAFF)
def drill(request: DeskRequest, drill: int) -> HttpResponse:
    """一项演练."""
    row = _drill(request, drill)
    standing = queries.standing(row)
    offered = _offered(request, row, standing)
    context = {
        "drill": row,
        "standing": standing,
        "acts": [(act.label, act.value) for act in offered.acts],
        "refused": offered.refused,
        "events": [_event(line) for line in journal.timeline(row.dossier)],
    }
    return render(request, "people/desk/drill.html", context)


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    told = [str(details[name]) for name in _SAID if details.get(name)]
    if way := details.get("way"):
        told.insert(0, DrillWay(str(way)).label)
    return {"on": line.on, "title": line.label, "by": line.by.name if line.by else "系统", "text": "；".join(told)}


@role("handler", "reviewer")
def take_act(request: DeskRequest, drill: int, name: str) -> HttpResponse:
    """办理一步."""
    row = own(request, _drill(request, drill))
    act = next((each for each in FORMS if each.value == name), None)
    standing, today = queries.standing(row), clock.today()
    if act is None:
        raise Http404
    offered = _offered(request, row, standing)
    for refused, objection in offered.refused:
        if refused is act:
            raise objection.raised()
    if act not in offered.acts:
        FLOW.row(standing.state, act)
        raise Http404
    form = FORMS[act](posted(request, seen=row.dossier.version), initial={"on": today, "seen": row.dossier.version})
    if form.is_valid():
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("people:drill", row.pk)
    context = {"form": form, "heading": act.label, "back": "people:drill", "at": row.pk}
    return render(request, "people/desk/form.html", context)


def _offered(request: DeskRequest, row: DeputyDrill, standing: DrillStanding) -> Offered[DrillAct]:
    """By the table, the roles, and who one is: the deputy does it, anybody else who may judges."""
    day = max(clock.today(), standing.last_on)
    mine = (DrillAct(each.act) for each in FLOW.open_acts(standing.state) if each.role in request.roles)
    theirs = row.deputy_id == request.official.pk
    ours = (act for act in mine if row.authority_id == request.authority.pk and (act is DrillAct.DO) == theirs)
    return offering(ours, lambda act: standing.objections(act, day))


def _drill(request: DeskRequest, pk: int) -> DeputyDrill:
    rows = readable_rows(request, DeputyDrill.objects.all())
    return get_object_or_404(rows.select_related("dossier__authority", "deputy", "authority"), pk=pk)
