"""政务大厅（公众）: where the halls are, what is in them, and which window takes a matter."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai.casework.services.halls import queries
from gongkai.office.authorities.guards import PortalRequest
from gongkai.web import clock
from gongkai.web.doors import public

MOST_WANTED = 60


@public
@require_safe
def halls(request: PortalRequest, code: str) -> HttpResponse:
    """政务大厅: those that are open, and those of the places beneath."""
    today = clock.today()
    beneath = queries.open_halls_beneath(request.authority, today)
    context = {
        "authority": request.authority,
        "halls": [row for row in beneath if row.authority_id == request.authority.pk],
        "others": [row for row in beneath if row.authority_id != request.authority.pk],
        "closed": queries.halls(request.authority).filter(closed_on__lt=today),
        "wanted": _wanted(request),
        "found": queries.finder(request.authority, _wanted(request), today),
    }
    return render(request, "services/halls/public_halls.html", context)


@public
@require_safe
def hall(request: PortalRequest, code: str, hall: int) -> HttpResponse:
    """一个大厅: its zones with their windows, its facilities, the units in it, where the old windows went."""
    row = get_object_or_404(queries.halls(request.authority), pk=hall)
    today = clock.today()
    wanted = _wanted(request)
    context = {
        "authority": request.authority,
        "hall": row,
        "shown": queries.shown(row, today),
        "wanted": wanted,
        "found": queries.finder(request.authority, wanted, today, row),
    }
    return render(request, "services/halls/public_hall.html", context)


def _wanted(request: PortalRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:MOST_WANTED]
