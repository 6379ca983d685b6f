"""交接效果的工作台."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.law.handing_items import MEASURED_DAYS
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.oversight.handing.packs import figures, queries
from gongkai.web import clock


@require_safe
@role("reviewer", "signer", "inspector", "security_administrator")
def effects(request: DeskRequest) -> HttpResponse:
    """交接效果: handed over before closure, slots late before and after, and what nobody answers for."""
    today = clock.today()
    context = {
        "before": figures.before_closure(request.authority),
        "changes": figures.changes(request.authority, today),
        "orphans": queries.orphans(request.authority, today),
        "days": MEASURED_DAYS,
        "today": today,
    }
    return render(request, "handing/desk/effects.html", context)
