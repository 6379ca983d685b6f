"""回应关切的公众页面: what people asked, what was answered in order, what is a rumour and what is true."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai.law.gatherings import GatheringState
from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.response.conferences import queries as conferring
from gongkai.publication.response.events import queries
from gongkai.publication.response.warnings import queries as warning
from gongkai.web.doors import public
from gongkai.web.paging import Pages

PAGE = 20
FEW = 5


@public
@require_safe
def index(request: PortalRequest, code: str) -> HttpResponse:
    """回应关切: events answered, the latest first; with what is warned of now, the last rumours and conferences."""
    here = request.authority
    context = {
        "authority": here,
        "page": Pages(queries.public_events(here), PAGE).get_page(request.GET.get("page")),
        "warnings": warning.current(here)[:FEW],
        "rumours": queries.clarifications(here)[:FEW],
        "conferences": conferring.conferences(here).filter(state=GatheringState.ANNOUNCED.value).order_by("at")[:FEW],
    }
    return render(request, "response/portal/index.html", context)


@public
@require_safe
def event(request: PortalRequest, code: str, event: int) -> HttpResponse:
    """一件关切: what was asked, and every answer in order with the channels it went out on."""
    row = get_object_or_404(queries.public_events(request.authority), pk=event)
    held = row.conferences.of(row.authority).filter(state=GatheringState.HELD.value)
    context = {
        "authority": request.authority,
        "row": row,
        "words": queries.words(queries.told_to_all(row)),
        "conferences": held,
    }
    return render(request, "response/portal/event.html", context)


@public
@require_safe
def rumours(request: PortalRequest, code: str) -> HttpResponse:
    """辟谣: each with what was said, what is true, and how one knows."""
    page = Pages(queries.clarifications(request.authority), PAGE).get_page(request.GET.get("page"))
    return render(request, "response/portal/rumours.html", {"authority": request.authority, "page": page})
