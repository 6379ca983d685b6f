"""办公页面: the figures year by year of one's own authority, and of those one may read."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.queries import readable
from gongkai.oversight.reports.files import STAFF
from gongkai.oversight.reports.series.drawing import drawn
from gongkai.oversight.reports.series.queries import of_authority


@require_safe
@role(*STAFF)
def series_page(request: DeskRequest, code: str) -> HttpResponse:
    """历年数据: 404 for an authority one may not read."""
    authority = readable(request.authority, request.offices).filter(code=code).first()
    if authority is None:
        raise Http404
    found = of_authority(authority)
    return render(
        request, "reports/desk/series.html", {"authority": authority, "series": found, "charts": drawn(found)}
    )
