"""机构和领导的公众页面: 领导之窗, one leader, and what the authority and its sections do."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.disclosure.queries import address
from gongkai.publication.institution import queries
from gongkai.web import clock
from gongkai.web.doors import public


@public
@require_safe
def leaders(request: PortalRequest, code: str) -> HttpResponse:
    """领导之窗: who leads, in which post."""
    context = {"authority": request.authority, "leaders": queries.leaders(request.authority, clock.today())}
    return render(request, "institution/portal/leaders.html", context)


@public
@require_safe
def leader(request: PortalRequest, code: str, leader: int) -> HttpResponse:
    """一位领导: résumé, what they are in charge of, what was reported of them."""
    today = clock.today()
    row = get_object_or_404(queries.leaders(request.authority, today), pk=leader)
    reported = [(each, address(each)) for each in queries.activities(row, today)]
    context = {"authority": request.authority, "leader": row, "reported": reported}
    return render(request, "institution/portal/leader.html", context)


@public
@require_safe
def sections(request: PortalRequest, code: str) -> HttpResponse:
    """机构职能: how the authority is reached, and its sections with what each does."""
    context = {
        "authority": request.authority,
        "profile": request.authority.profile,
        "sections": queries.sections(request.authority, clock.today()),
        "leaders": queries.leaders(request.authority, clock.today()),
    }
    return render(request, "institution/portal/sections.html", context)
