"""预警的公众页面: what holds now and until when, what has been lifted; a page of its own for each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.response.warnings import queries
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.paging import Pages

PAGE = 20


@public
@never_cache
@require_safe
def warnings(request: PortalRequest, code: str) -> HttpResponse:
    """预警信息: current ones with their end, then past ones with when they were lifted."""
    now = clock.now()
    current = [(row, row.ends_at < now) for row in queries.current(request.authority).filter(begins_at__lte=now)]
    coming = queries.current(request.authority).filter(begins_at__gt=now)
    page = Pages(queries.past(request.authority), PAGE).get_page(request.GET.get("page"))
    context = {"authority": request.authority, "current": current, "coming": coming, "page": page}
    return render(request, "response/portal/warnings.html", context)


@public
@never_cache
@require_safe
def warning(request: PortalRequest, code: str, warning: int) -> HttpResponse:
    """一件预警: what to do, where it was said, whether it still holds."""
    row = get_object_or_404(queries.public(request.authority), pk=warning)
    now = clock.now()
    context = {
        "authority": request.authority,
        "row": row,
        "holds": row.lifted_at is None,
        "overrun": row.lifted_at is None and row.ends_at < now,
        "posts": queries.posts(row),
    }
    return render(request, "response/portal/warning.html", context)
