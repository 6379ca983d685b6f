"""影子视图的工作台."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.oversight.handing.shadow import queries
from gongkai.web import clock


@require_safe
@role()
def shadow(request: DeskRequest) -> HttpResponse:
    """影子视图: for two weeks after the signature, what this day asks of the post one has taken over."""
    today = clock.today()
    shadows = [queries.shadow(pack, today) for pack in queries.shadowing(request.official, today)]
    return render(request, "handing/desk/shadow.html", {"shadows": shadows, "today": today})
