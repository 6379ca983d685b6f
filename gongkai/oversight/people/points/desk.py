"""单点风险的工作台: the map, what each departure would break, tenure and turnover, and who stands in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.people.single_points import Exposure, PointKind
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.office.authorities.queries import serving
from gongkai.oversight.people.funds import figures
from gongkai.oversight.people.points import acts, queries
from gongkai.oversight.people.points.forms import PointForm
from gongkai.web import clock

TONES = {Exposure.UNKEPT: "bad", Exposure.SINGLE: "bad", Exposure.COVERED: "good"}


@require_safe
@role(*STAFF)
def points(request: DeskRequest) -> HttpResponse:
    """单点风险图: the red first."""
    today = clock.today()
    names = {each.username: each.name for each in serving(request.authority, today)}
    known = sorted(queries.points(request.authority, today), key=lambda each: (min(each.bus_factor, 2), each.name))
    context = {
        "points": [(each, _named(each.holders, names), _named(each.deputies, names)) for each in known],
        "tones": TONES,
        "counts": [(each, sum(point.exposure is each for point in known)) for each in Exposure],
        "departures": queries.departures(request.authority, today),
        "staffing": figures.staffing_of(request.authority, today, beneath=False),
        "thin": figures.thin_columns(request.authority, today),
        "today": today,
        "ahead": queries.AHEAD,
        "may_name": Role.REVIEWER in request.roles,
        "named_here": {each.value for each in acts.NAMED},
    }
    return render(request, "people/desk/points.html", context)


def _named(usernames: tuple[str, ...], names: dict[str, str]) -> str:
    return "、".join(names.get(each, each) for each in usernames)


@role("reviewer")
def name(request: DeskRequest, kind: str, key: int) -> HttpResponse:
    """确定岗点责任人."""
    today = clock.today()
    if kind not in {each.value for each in acts.NAMED}:
        raise Http404
    found = queries.point(request.authority, PointKind(kind), key, today)
    if found is None:
        raise Http404
    form = PointForm(request.POST or None, duties=acts.NAMED[found.kind], people=serving(request.authority, today))
    if form.is_valid():
        duty = next(each for each in acts.NAMED[found.kind] if each.value == form.cleaned_data["duty"])
        acts.name(request.authority, found, duty, form.person(), on=today, by=request.official)
        messages.success(request, f"已登记“{found.name}”的{duty.label}。")
        return redirect("people:points")
    heading = f"{found.kind.label}“{found.name}”由谁负责、谁备岗"
    return render(request, "people/desk/form.html", {"form": form, "heading": heading, "back": "people:points"})
