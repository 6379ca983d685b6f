"""红线表盘的工作台: one's own authority, and where the office reaches so far, those beneath it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.law.supervision.vetoes import Nearness
from gongkai.office.authorities.guards import STAFF, DeskRequest, reads_beneath, role
from gongkai.office.authorities.models import Authority
from gongkai.oversight.supervision.dials import measuring, trends
from gongkai.web import clock

TONES = {Nearness.CLEAR: "good", Nearness.NEAR: "warn", Nearness.CROSSED: "bad"}


@require_safe
@role(*STAFF)
def dials(request: DeskRequest) -> HttpResponse:
    """红线表盘: how far from each red line, with the things behind it and who keeps them."""
    today = clock.today()
    beneath = [
        authority
        for authority in (Authority.objects.under(request.authority) if reads_beneath(request) else ())
        if authority.dissolved_on is None and authority.pk != request.authority.pk
    ]
    own = measuring.reading(request.authority, today)
    context = {
        "own": own,
        "beneath": measuring.readings(beneath, today),
        "tones": {each: TONES[each] for each in Nearness},
        "trends": trends.trends(request.authority, own.dials, today),
        "today": today,
    }
    return render(request, "supervision/desk/dials.html", context)
