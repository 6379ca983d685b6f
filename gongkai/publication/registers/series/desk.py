"""定期公开的页面: each period of a year with how it stands and who owes it, and the rates."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.publication.registers.series import queries
from gongkai.web import clock


@require_safe
@role(*STAFF)
def periods(request: DeskRequest) -> HttpResponse:
    """定期公开: what is owed first, then every period of the year."""
    today = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and 2000 <= int(asked) <= today.year + 1 else today.year
    told = queries.periods(request.authority, year, today)
    context = {
        "year": year,
        "today": today,
        "owed": queries.owed(request.authority, today, today),
        "periods": told,
        "completeness": queries.completeness(told, today),
        "approved": queries.approved_in_time(request.authority, year, today),
    }
    return render(request, "registers/desk/periods.html", context)
