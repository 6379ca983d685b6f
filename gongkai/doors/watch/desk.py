"""办公页面：运行状况. For the system administrator at the top; those beneath see how things stand, and no insides."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.doors.watch import queries
from gongkai.doors.watch.telling import in_order, overall, sheet, summary
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.web import clock
from gongkai.web.examining import Examined, Level, checkups, examine

KEEPER = "system_administrator"
MOST = 20


def _examined(request: DeskRequest) -> list[Examined]:
    whole = request.GET.get("whole") == "1"
    return in_order(examine([each for each in checkups() if whole or not each.heavy], clock.now()))


def _keeps_the_platform(request: DeskRequest) -> bool:
    return request.authority.parent_id is None


@require_safe
@role(KEEPER)
def health(request: DeskRequest) -> HttpResponse:
    """运行状况: what is not fine first, each with its remedy; then everything by group; then what is slow."""
    found, keeps = _examined(request), _keeps_the_platform(request)
    troubles = [(each.checkup, one) for each in found for one in each.conditions if one.level is not Level.FINE]
    troubles.sort(key=lambda pair: -pair[1].level.weight)
    context = {
        "found": found,
        "keeps": keeps,
        "troubles": troubles if keeps else [],
        "summary": summary(found),
        "level": overall(found),
        "whole": request.GET.get("whole") == "1",
        "slow": queries.slowest(MOST) if keeps else [],
        "workers": queries.workers(clock.now()) if keeps else [],
        "now": clock.now(),
    }
    return render(request, "watch/health.html", context)


@require_safe
@role(KEEPER)
def sheet_json(request: DeskRequest) -> HttpResponse:
    """体检单JSON: the same for programs."""
    if not _keeps_the_platform(request):
        raise PermissionDenied("运行状况的细节由最上级机关的系统管理员查看。")
    return JsonResponse(sheet(_examined(request), clock.now()), json_dumps_params={"ensure_ascii": False, "indent": 2})
