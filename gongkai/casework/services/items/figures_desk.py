"""事项统计（工作台）: figures and rates of the items that count on a day, per unit; each number opens its items."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.casework.services.items import queries
from gongkai.casework.services.packages import queries as packages
from gongkai.law.service_figures import ItemFigure, ItemRate, by_unit, item_figures
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.web import clock


@require_safe
@role(*STAFF)
def figures(request: DeskRequest) -> HttpResponse:
    """事项统计: of an authority and all beneath it."""
    today = clock.today()
    facts = queries.facts(request.authority, today)
    whole, units = item_figures(facts), by_unit(facts)
    codes = {name: code for code, name in queries.units(request.authority, today)}
    context = {
        "today": today,
        "lines": [(figure, whole.count(figure)) for figure in ItemFigure],
        "rates": [(rate, whole.count(rate.counted), whole.rate(rate)) for rate in ItemRate],
        "all": whole.count(ItemFigure.ALL),
        "visits": whole.visits,
        "visits_each": whole.visits_each,
        "units": [(name, codes[name], told, [told.rate(rate) for rate in ItemRate]) for name, told in units.items()],
        "columns": ["单位", ("现行事项", "number"), *((rate.label, "number") for rate in ItemRate)],
        "all_word": ItemFigure.ALL,
        "packages": packages.summary(request.authority, today),
    }
    return render(request, "services/desk/figures.html", context)
