"""看护的应答: whether the service is ready, and its figures. A stranger learns the states, and of the figures nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from gongkai.doors.watch import figures, queries
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.inside import is_inside

READY, NOT_READY = 200, 503


@public
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """就绪检查: 503 where a part is not as it should be; times and numbers for insiders alone."""
    parts = queries.readiness(clock.now())
    ready = all(part.ready for part in parts)
    told: dict[str, object] = {"ready": ready, "parts": {part.name: "ok" if part.ready else "late" for part in parts}}
    if is_inside(request):
        told["details"] = {part.name: part.details for part in parts if part.details}
    return JsonResponse(told, status=READY if ready else NOT_READY)


@public
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """监控指标: in the text Prometheus reads; for strangers there is no such page."""
    if not is_inside(request):
        raise Http404
    return HttpResponse(figures.text(), content_type=CONTENT_TYPE_LATEST)
