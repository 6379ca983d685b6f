"""三到位的工作台: every unit with its three lights, and why one is dark."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.people.lights import light_count
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.queries import readable
from gongkai.oversight.people.lights import acts, queries
from gongkai.oversight.people.lights.forms import ExplainForm
from gongkai.web import clock

PAGE = 100
SOON = 30


@require_safe
@role()
def lights(request: DeskRequest) -> HttpResponse:
    """三到位: of one's own unit and, where an office reads so far, of every unit beneath; the dark ones alone where asked."""
    today = clock.today()
    units = queries.of_units(readable(request.authority, request.offices), today)
    lacking = request.GET.get("lacking") == "1"
    wanted = [each for each in units if not lacking or not each.lights.complete]
    context = {
        "own": queries.lights_of(request.authority, today),
        "page": Paginator(wanted, PAGE).get_page(request.GET.get("page")),
        "count": light_count(each.lights for each in units),
        "lacking": lacking,
        "today": today,
        "may_explain": bool(request.roles & {Role.HANDLER, Role.REVIEWER}),
    }
    return render(request, "people/desk/lights.html", context)


@role("handler", "reviewer")
def explain(request: DeskRequest) -> HttpResponse:
    """说明理由."""
    today = clock.today()
    form = ExplainForm(request.POST or None, initial={"until": today + timedelta(days=SOON)})
    if form.is_valid():
        said = form.cleaned_data
        acts.explain(request.authority, said["light"], said["reason"], said["until"], on=today, by=request.official)
        messages.success(request, "已登记理由，月报可以报送。")
        return redirect("people:lights")
    return render(
        request, "people/desk/form.html", {"form": form, "heading": "说明未明确的理由", "back": "people:lights"}
    )
