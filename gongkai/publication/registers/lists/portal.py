"""清单版本（公众）: how a list stands and came to stand so: its account and its batches."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.dates import read_date
from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.registers.lists import books, queries
from gongkai.publication.registers.opening.portal import DOWNLOADS, XLSX, addresses
from gongkai.publication.registers.queries import public_records
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.errors import BAD_REQUEST, error_page
from gongkai.web.limits import unhurried
from gongkai.web.paging import Pages

PAGE = 20
MOST_DAYS = 60


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
        "days": books.public_days(authority, declared)[:MOST_DAYS],
        "page": Pages(queries.published(authority, declared), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "registers/portal/versions.html", context)


@public
@require_safe
@unhurried(DOWNLOADS, "下载", always=True)
def version(request: PortalRequest, code: str, kind: str) -> HttpResponseBase:
    """清单版本簿: as it stood on a day (``on``), with the batches that had taken effect; today's where no day is named."""
    declared = next((each for each in queries.STOCKS if each.key == kind), None)
    authority, today = request.authority, clock.today()
    if declared is None or not public_records(authority, declared, today).exists():
        raise Http404
    said = request.GET.get("on", "").strip()[:20]
    try:
        on = min(read_date(said), today) if said else today
    except ValueError:
        return error_page(request, BAD_REQUEST, {"said": f"“{said}”不是日期，请写作2025-09-18。"})
    file = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 (closed with the response)
    books.write(authority, declared, on, today, addresses(request), Path(file.name))
    return FileResponse(file, content_type=XLSX, as_attachment=True, filename=f"{code}-{kind}-{on}.xlsx")


def _year(text: str, today: date) -> int:
    if text.isdigit() and 2000 <= int(text) <= today.year:
        return int(text)
    return today.year
