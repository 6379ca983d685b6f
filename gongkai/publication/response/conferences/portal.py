"""新闻发布会的公众页面: what is announced, what was held, and what was said."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai.law.gatherings import GatheringState
from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.response.conferences import queries
from gongkai.web.doors import public
from gongkai.web.paging import Pages

PAGE = 20


@public
@require_safe
def conferences(request: PortalRequest, code: str) -> HttpResponse:
    """新闻发布会: announced ones first, then what was held."""
    rows = queries.conferences(request.authority)
    coming = rows.filter(state=GatheringState.ANNOUNCED.value).order_by("at", "pk")
    page = Pages(rows.filter(state=GatheringState.HELD.value), PAGE).get_page(request.GET.get("page"))
    context = {"authority": request.authority, "coming": coming, "page": page}
    return render(request, "response/portal/conferences.html", context)


@public
@require_safe
def conference(request: PortalRequest, code: str, conference: int) -> HttpResponse:
    """一场发布会: the announcement, or the record; one called off says so."""
    row = get_object_or_404(queries.conferences(request.authority), pk=conference)
    shown = row.event if row.event is not None and row.event.first_at is not None else None
    context = {"authority": request.authority, "row": row, "state": GatheringState(row.state), "event": shown}
    return render(request, "response/portal/conference.html", context)
