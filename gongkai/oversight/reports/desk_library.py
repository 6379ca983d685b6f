"""指标库页面: every figure with its unit, meaning, query and rule of counting once, and how rates are rounded."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.law import rates
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.oversight.reports import library
from gongkai.oversight.reports.files import STAFF


@require_safe
@role(*STAFF)
def indicators(request: DeskRequest) -> HttpResponse:
    """指标库."""
    context = {"groups": library.whole(), "rates": rates.RULES}
    return render(request, "reports/desk/indicators.html", context)
