"""会议公开（公众）: the meetings that were told, and the text of each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.documents.meetings import queries
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.paging import Pages

PAGE = 20


@public
def meetings(request: PortalRequest, code: str) -> HttpResponse:
    """会议公开: the latest first."""
    page = Pages(queries.published(request.authority, clock.today()), PAGE).get_page(request.GET.get("page"))
    context = {"authority": request.authority, "page": page}
    return render(request, "documents/portal/meetings.html", context)


@public
def meeting(request: PortalRequest, code: str, meeting: int) -> HttpResponse:
    """一次会议: what of it was told."""
    row = get_object_or_404(queries.published(request.authority, clock.today()), pk=meeting)
    context = {"authority": request.authority, "meeting": row, "lines": row.text.splitlines()}
    return render(request, "documents/portal/meeting.html", context)
