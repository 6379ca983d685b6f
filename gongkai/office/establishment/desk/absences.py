"""离岗和代办页面: who is away and who stands in; a file never waits for one person.

Everybody enters their own absence; who signs, dispatches or looks after offices enters anybody's of the authority. Reminders,
morning lists and notices go to the deputy while it lasts; the deputy acts by the roles of their own office.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import absences, serving
from gongkai.office.establishment.forms.absences import AbsenceForm
from gongkai.office.journal import establishment
from gongkai.web import clock

FOR_OTHERS = frozenset({Role.SIGNER, Role.DISPATCHER, Role.SECURITY_ADMINISTRATOR})
"""可代为登记: the roles that enter somebody else's absence."""


@role()
def index(request: DeskRequest) -> HttpResponse:
    """离岗和代办: what stands, and entering another."""
    today = clock.today()
    officials = serving(request.authority, today)
    away = officials if _for_others(request) else [request.official]
    form = AbsenceForm(request.POST or None, away=away, deputies=officials, today=today)
    if form.is_valid():
        absence = establishment.enter_absence(request.authority, **form.cleaned_data, on=today, by=request.official)
        messages.success(request, f"已登记：{absence}。")
        return redirect("establishment:absences")
    rows = [(each, _may_end(request, each.official)) for each in absences(request.authority, today)]
    return render(request, "establishment/desk/absences.html", {"form": form, "rows": rows, "today": today})


@require_POST
@role()
def end(request: DeskRequest, absence: int) -> HttpResponse:
    """结束离岗: back from today on."""
    today = clock.today()
    held = get_object_or_404(absences(request.authority, today), pk=absence)
    if not _may_end(request, held.official):
        raise Http404
    establishment.end_absence(held, on=today, by=request.official)
    messages.success(request, f"{held.official.name}已经返岗，提醒和清单恢复发给本人。")
    return redirect("establishment:absences")


def _for_others(request: DeskRequest) -> bool:
    return bool(request.roles & FOR_OTHERS)


def _may_end(request: DeskRequest, official: Official) -> bool:
    return official == request.official or _for_others(request)
