"""诉求分析（公众）: what was published of what people ask for, period by period; no small number, nobody's words."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.casework.engagement.topics import queries
from gongkai.law.ticket_topics import FEWEST_SHOWN
from gongkai.office.authorities.guards import PortalRequest
from gongkai.papers import charts
from gongkai.web.doors import public
from gongkai.web.paging import Pages

PAGE = 6


@public
@require_safe
def analyses(request: PortalRequest, code: str) -> HttpResponse:
    """诉求分析: the latest first, each as a chart with its table."""
    page = Pages(queries.reports(request.authority), PAGE).get_page(request.GET.get("page"))
    shown = []
    for row in page.object_list:
        bars = [(str(label), int(count)) for label, count in row.rows if count is not None]
        shown.append((row, charts.bars(f"demand-{row.pk}", f"{row}各主题件数", bars)))
    context = {"authority": request.authority, "page": page, "shown": shown, "fewest": FEWEST_SHOWN}
    return render(request, "engagement/portal/analyses.html", context)
