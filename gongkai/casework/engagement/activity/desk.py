"""互动统计页面: the figures of a year, each opening the activities it was counted from."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.casework.engagement.activity import queries
from gongkai.law.application_figures import Period
from gongkai.law.engagement_figures import DEFINITIONS, OF_PEOPLE, ActivityFigure
from gongkai.office.authorities.guards import STAFF, DeskRequest, reads_beneath, role
from gongkai.web import clock

FIRST = 2008
"""最早年度: the year the Regulation came into force."""


def _asked(request: DeskRequest) -> tuple[int, bool]:
    """What year, and whether those beneath count too; nonsense in the address is the usual."""
    today, given = clock.today(), request.GET.get("year", "")
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else today.year
    return min(max(year, FIRST), today.year), reads_beneath(request) and "beneath" in request.GET


@require_safe
@role(*STAFF)
def activity(request: DeskRequest) -> HttpResponse:
    """互动统计."""
    year, beneath = _asked(request)
    counts = queries.figures(queries.held(request.authority, Period.year(year), clock.today(), beneath=beneath))
    context = {
        "year": year,
        "beneath": beneath,
        "reads_beneath": reads_beneath(request),
        "years": range(clock.today().year, FIRST - 1, -1),
        "counts": list(counts.items()),
        "rates": queries.rates(counts),
        "definitions": DEFINITIONS,
    }
    return render(request, "engagement/desk/activity.html", context)


@require_safe
@role(*STAFF)
def behind(request: DeskRequest, figure: str) -> HttpResponse:
    """数字背后: the activities one figure was counted from, in a year or a month of it."""
    wanted = next((each for each in ActivityFigure if each.value == figure), None)
    if wanted is None:
        raise Http404
    year, beneath = _asked(request)
    period = Period.told(str(year), request.GET.get("month", "")) or Period.year(year)
    rows = queries.behind(queries.held(request.authority, period, clock.today(), beneath=beneath), wanted)
    context = {
        "figure": wanted,
        "year": year,
        "period": period,
        "beneath": beneath,
        "of_people": wanted in OF_PEOPLE,
        "rows": [(row, row.counted.counts(wanted)) for row in rows],
        "count": sum(row.counted.counts(wanted) for row in rows),
        "own": request.authority.name,
    }
    return render(request, "engagement/desk/activity_behind.html", context)
