"""记分卡的工作台: a unit's own card and the weeks before; the office's cards of a week, drawn now where they are not there."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.dates import read_date
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.oversight.assessment.cards import acts, queries
from gongkai.oversight.assessment.measures.registry import address
from gongkai.web import clock


@require_safe
@role(*STAFF)
def cards(request: DeskRequest) -> HttpResponse:
    """记分卡: one's own, and those of the units of an office."""
    weeks = queries.weeks(request.authority)
    week = _week(request, weeks)
    mine = list(queries.of_unit(request.authority)[:12])
    context = {
        "mine": mine,
        "points": [(each, address(each["record"])) for each in mine[0].points] if mine else [],
        "weeks": weeks,
        "week": week,
        "cards": queries.of_week(request.authority, week) if week else [],
        "may_draw": Role.INSPECTOR in request.roles,
    }
    return render(request, "assessment/desk/cards.html", context)


def _week(request: DeskRequest, weeks: list[date]) -> date | None:
    try:
        asked = read_date(request.GET.get("week", ""))
    except ValueError:
        asked = None
    return asked if asked in weeks else next(iter(weeks), None)


@require_POST
@role("inspector")
def draw(request: DeskRequest) -> HttpResponse:
    """出记分卡."""
    drawn = acts.draw(request.authority, on=clock.today(), by=request.official)
    messages.success(request, f"上周的记分卡共{len(drawn)}张" if drawn else "还没有批准的方案，不能出记分卡")
    return redirect("assessment:cards")
