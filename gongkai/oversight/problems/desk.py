"""顽疾清单的工作台: one page, nothing on it typed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.law.problems import Trend
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.oversight.problems import queries
from gongkai.web import clock

TONES = {Trend.BETTER: "good", Trend.SAME: "plain", Trend.WORSE: "bad", Trend.UNKNOWN: "plain"}


@require_safe
@role(*STAFF)
def problems(request: DeskRequest) -> HttpResponse:
    """顽疾清单: what the reports of every year complain of, what is done about it, and whether it helps."""
    today = clock.today()
    context = {"chapters": queries.shown(request.authority, today), "tones": TONES, "today": today}
    return render(request, "problems/desk/problems.html", context)
