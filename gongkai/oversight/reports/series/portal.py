"""公众页面: an authority's figures year by year, each leading to the report that says it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import PortalRequest
from gongkai.oversight.reports.series.drawing import drawn
from gongkai.oversight.reports.series.queries import of_authority
from gongkai.web.doors import public


@public
@require_safe
def series_page(request: PortalRequest, code: str) -> HttpResponse:
    """历年数据."""
    found = of_authority(request.authority)
    context = {"authority": request.authority, "series": found, "charts": drawn(found)}
    return render(request, "reports/portal/series.html", context)
