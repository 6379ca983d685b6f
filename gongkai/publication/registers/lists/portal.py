"""清单版本（公众）: how a list stands and came to stand so: its account and its batches."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render

from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.registers.lists import queries
from gongkai.publication.registers.queries import public_records
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.paging import Pages

PAGE = 20


@public
def versions(request: PortalRequest, code: str, kind: str) -> HttpResponse:
    """清单调整情况: only of a list of which something is public."""
    declared = next((each for each in queries.ADJUSTED if each.key == kind), None)
    authority, today = request.authority, clock.today()
    if declared is None or not public_records(authority, declared, today).exists():
        raise Http404
    year = _year(request.GET.get("year", ""), today)
    rows = queries.listed(authority, declared).filter(published_on__isnull=False)
    context = {
        "authority": authority,
        "kind": declared,
        "year": year,
        "account": queries.account(rows, year),
        "page": Pages(queries.published(authority, declared), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "registers/portal/versions.html", context)


def _year(text: str, today: date) -> int:
    if text.isdigit() and 2000 <= int(text) <= today.year:
        return int(text)
    return today.year
