"""月度数据页面: the figures of a month beside the month before; nothing on it can be typed; the return is made from it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.casework.remedies import queries as remedies
from gongkai.law.application_figures import Period
from gongkai.law.monthly.indicators import INDICATORS, Part
from gongkai.law.rates import USUAL
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.oversight.reports.files import PAGE, STAFF
from gongkai.oversight.reports.monthly import figures
from gongkai.publication.disclosure import monthly as contents
from gongkai.web import clock
from gongkai.web.paging import Pages

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
    today, period = clock.today(), begun_month(year, month)
    context = {
        "authority": request.authority,
        "period": period,
        "today": today,
        "rounding": USUAL.note,
        "parts": figures.month(request.authority, period, clock.now()),
        "earlier": _address(year, month - 1),
        "later": _address(year, month + 1) if (year, month) < (today.year, today.month) else "",
    }
    return render(request, "reports/desk/month.html", context)


@require_safe
@role(*STAFF)
def behind(request: DeskRequest, year: int, month: int, key: str) -> HttpResponse:
    """数字背后: what a figure of contents or of cases was counted from; the other rooms have pages of their own."""
    period, indicator = begun_month(year, month), INDICATORS.get(key)
    if indicator is None or indicator.part not in (Part.DISCLOSURE, Part.REMEDIES):
        raise Http404
    context: dict[str, object] = {"period": period, "indicator": indicator, "signed": []}
    if indicator.part is Part.REMEDIES:
        cases = remedies.dated(request.authority, indicator.name, period.first, period.last)
        context["page"] = Pages(cases, PAGE).get_page(request.GET.get("page"))
    else:
        rows = contents.behind_row(request.authority, period, indicator.name)
        context["page"] = Pages(rows, PAGE).get_page(request.GET.get("page"))
        if indicator.name == "normative_made":
            context["signed"] = list(contents.made_in(request.authority, period))
    return render(request, "reports/desk/month_behind.html", context)


def begun_month(year: int, month: int) -> Period:
    """已开始的月份: 404 for what is no month, or has not begun."""
    today = clock.today()
    if not (EARLIEST <= year <= today.year and 1 <= month <= 12) or (year, month) > (today.year, today.month):
        raise Http404
    return Period.month(year, month)


def _address(year: int, month: int) -> str:
    """The page of a month, counted on over the ends of a year."""
    year, month = (year - 1, 12) if month < 1 else (year + 1, 1) if month > 12 else (year, month)
    return reverse("reports:month", args=[year, month]) if year >= EARLIEST else ""
