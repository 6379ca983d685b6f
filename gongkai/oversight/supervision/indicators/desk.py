"""检查指标的页面: all of them with what feeds each, and the setting of one by who signs."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.supervision.faults import RULES
from gongkai.law.supervision.indicators import Indicator, IndicatorPart
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.oversight.supervision.indicators import acts, queries
from gongkai.oversight.supervision.indicators.forms import IndicatorForm
from gongkai.web import clock


@require_safe
@role(*STAFF)
def indicators(request: DeskRequest) -> HttpResponse:
    """检查指标: part by part."""
    listed = queries.indicators(request.authority, clock.today())
    context = {
        "parts": [(part.label, [each for each in listed if each.part is part]) for part in IndicatorPart],
        "rules": RULES.values(),
        "may_set": Role.SIGNER in request.roles,
    }
    return render(request, "supervision/desk/indicators.html", context)


@role("signer")
def set_indicator(request: DeskRequest, key: str) -> HttpResponse:
    """设定指标."""
    indicator, today = _indicator(request, key), clock.today()
    given = {"limit": indicator.limit, "warn_from": indicator.warn_from, "points": indicator.points, "on": today}
    form = IndicatorForm(request.POST or None, indicator=indicator, initial=given)
    if form.is_valid():
        acts.set_indicator(
            request.authority, form.value(), on=form.cleaned_data["on"], today=today, by=request.official
        )
        return redirect("supervision:indicators")
    context = {"form": form, "indicator": indicator, "history": queries.history(request.authority, key)}
    return render(request, "supervision/desk/indicator.html", context)


def _indicator(request: DeskRequest, key: str) -> Indicator:
    listed = queries.indicators(request.authority, clock.today())
    found = next((each for each in listed if each.key == key), None)
    if found is None:
        raise Http404
    return found
