"""村民认证的工作台: who asks and who is certified, names masked in the list; one file with its acts, its slip, its end."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.casework.engagement.offering import events, may, offered
from gongkai.casework.villages.boards.forms import ReasonForm
from gongkai.casework.villages.villagers import acts, people, queries
from gongkai.casework.villages.villagers.forms import FORMS, EnrolForm
from gongkai.casework.villages.villagers.models import Villager
from gongkai.casework.villages.whose import is_village, require_own_village
from gongkai.law.grammar.flow import Role
from gongkai.law.villagers import FLOW, Act, State
from gongkai.office.authorities.guards import STAFF, DeskRequest, asks_again, own, readable_rows, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access, vault
from gongkai.office.journal import queries as journal
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages
from gongkai.web.traps import new_once_token

PAGE = 20


@require_safe
@role(*STAFF)
def villagers(request: DeskRequest) -> HttpResponse:
    """村民: those who wait first; names and telephones masked."""
    state = next((each for each in State if each.value == request.GET.get("state")), State.APPLIED)
    rows = readable_rows(request, Villager.objects.all()).filter(dossier__state=state.value)
    page = Pages(rows.select_related("dossier__authority", "authority"), PAGE).get_page(request.GET.get("page"))
    some = list(page.object_list)
    known = people.people_of(some)
    context = {
        "page": page,
        "items": [(row, known.get(row.pk)) for row in some],
        "state": state,
        "states": [(each.value, each.label, each is state) for each in State],
        "may_enrol": is_village(request.authority) and Role.HANDLER in request.roles,
    }
    return render(request, "villages/desk/villagers.html", context)


@role("handler")
def enrol(request: DeskRequest) -> HttpResponse:
    """登记村民: of somebody who comes to the clerk."""
    village, today = require_own_village(request), clock.today()
    form = EnrolForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        said = form.cleaned_data
        once = said["once"] or new_once_token()
        made = acts.apply(village, form.person(), on=said["on"], today=today, once=once, by=request.official)
        return redirect("villages:villager", made.dossier_id)
    context = {"form": form, "heading": "登记村民", "back": "villages:villagers"}
    return render(request, "villages/desk/form.html", context)


@require_safe
@role(*STAFF)
def villager(request: DeskRequest, villager: int) -> HttpResponse:
    """一件认证: whole to the village's own clerk, masked to everybody above; each look is logged."""
    row = _villager(request, villager)
    standing, today = queries.standing(row), clock.today()
    mine = row.authority_id == request.authority.pk
    access.look(request.official, row.dossier, "查看村民认证")
    due = standing.due(calendar_of(row.authority))
    context = {
        "villager": row,
        "dossier": row.dossier,
        "standing": standing,
        "due": due,
        "offered": offered(
            request, row, FLOW, standing.state, lambda act, on: standing.objections(Act(act), on), today
        ),
        "facts": _facts(row, whole=mine),
        "verified": standing.verified,
        "may_give": mine and Role.HANDLER in request.roles and standing.is_certified,
        "has_code": bool(row.code_digest),
        "may_shred": mine and Role.HANDLER in request.roles and standing.closed_on and not standing.is_certified,
        "events": events(journal.timeline(row.dossier), Act, ("term", "reason")),
    }
    return render(request, "villages/desk/villager.html", context)


def _facts(row: Villager, *, whole: bool) -> list[tuple[str, str]]:
    try:
        person = people.person_of(row)
    except vault.Shredded as gone:
        return [("村民", str(gone))]
    if not whole:
        return [("姓名", person.masked_name), ("电话", person.masked_phone)]
    return [("姓名", person.name), ("电话", person.phone), ("户", person.household)]


@role("handler")
def take_act(request: DeskRequest, villager: int, name: str) -> HttpResponse:
    """办理一步."""
    row = own(request, _villager(request, villager))
    act = next((act for act in FORMS if act.value == name), None)
    if act is None:
        raise Http404
    may(request, FLOW, act)
    standing, today, seen = queries.standing(row), clock.today(), row.dossier.version
    form = FORMS[act](posted(request, seen=seen), initial={"on": today, "seen": seen})
    if form.is_valid():
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("villages:villager", villager)
    for objection in standing.objections(act, today):
        raise objection.raised()
    context = {"form": form, "heading": act.label, "back": "villages:villagers"}
    return render(request, "villages/desk/form.html", context)


@require_POST
@role("handler")
def give(request: DeskRequest, villager: int) -> HttpResponse:
    """发登录码: the slip is shown once, to be printed and handed over."""
    row = own(request, _villager(request, villager))
    slip = acts.give_code(row, on=clock.today(), by=request.official)
    context = {"villager": row, "slip": slip, "called": people.person_of(row).masked_name}
    response = render(request, "villages/desk/slip.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@asks_again()
@role("handler")
def shred(request: DeskRequest, villager: int) -> HttpResponse:
    """销毁个人信息: of a certification that has ended."""
    row, form = own(request, _villager(request, villager)), ReasonForm(request.POST or None)
    if form.is_valid():
        acts.shred(row, on=clock.today(), by=request.official, reason=form.cleaned_data["reason"])
        return redirect("villages:villager", villager)
    context = {"form": form, "heading": "销毁个人信息", "back": "villages:villagers"}
    return render(request, "villages/desk/form.html", context)


def _villager(request: DeskRequest, dossier: int) -> Villager:
    rows = readable_rows(request, Villager.objects.all())
    return get_object_or_404(rows.select_related("dossier__authority", "authority"), dossier=dossier)
