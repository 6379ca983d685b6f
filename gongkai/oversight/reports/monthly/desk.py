"""月度数据页面: the figures of a month beside the month before; nothing on it can be typed."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.application_figures import Period
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.oversight.reports.files import STAFF
from gongkai.oversight.reports.monthly import figures
from gongkai.web import clock

EARLIEST = 2008
"""最早年份: the year the Regulation came into force."""


@require_safe
@role(*STAFF)
def this_month(request: DeskRequest) -> HttpResponse:
    """本月数据."""
    today = clock.today()
    return redirect("reports:month", today.year, today.month)


@require_safe
@role(*STAFF)
def month(request: DeskRequest, year: int, month: int) -> HttpResponse:
    """月度数据: of one's own authority."""
    today = clock.today()
    if not (EARLIEST <= year <= today.year and 1 <= month <= 12) or (year, month) > (today.year, today.month):
        raise Http404
    period = Period.month(year, month)
    context = {
        "period": period,
        "today": today,
        "parts": figures.month(request.authority, period, clock.now()),
        "earlier": _address(year, month - 1),
        "later": _address(year, month + 1) if (year, month) < (today.year, today.month) else "",
    }
    return render(request, "reports/desk/month.html", context)


def _address(year: int, month: int) -> str:
    """The page of a month, counted on over the ends of a year."""
    year, month = (year - 1, 12) if month < 1 else (year + 1, 1) if month > 12 else (year, month)
    return reverse("reports:month", args=[year, month]) if year >= EARLIEST else ""
