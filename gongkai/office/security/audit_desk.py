"""查阅日志页面: the audit administrator reads who logged in, who looked, who took away; and takes the log away, signed.

Its own export is an access like any other and stands in the log.
"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import JSON
from gongkai.office.authorities.guards import DeskRequest, asks_again, readable_rows, role
from gongkai.office.journal import access
from gongkai.office.journal.access import AccessKind
from gongkai.office.journal.models import Access
from gongkai.office.security.audit.packets import packet, public_key
from gongkai.office.security.audit.queries import Wanted, accesses
from gongkai.office.security.forms import LogForm
from gongkai.web import clock

PAGE = 50
MOST = 200_000
"""Rows in one packet; what is more is taken away in parts."""


@require_safe
@role("audit_administrator")
def log(request: DeskRequest) -> HttpResponse:
    """查阅日志."""
    form = LogForm(request.GET, clock.today())
    whole = readable_rows(request, Access.objects.everywhere())
    rows = accesses(whole, form.wanted()) if form.is_valid() else whole.none()
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "query": f"{query.urlencode()}&" if query else "",
        "kind_of": AccessKind,
        "public_key": public_key(),
    }
    return render(request, "security/log.html", context)


@require_safe
@asks_again(reading=True)
@role("audit_administrator")
def evidence(request: DeskRequest) -> HttpResponse:
    """导出带签名的日志: CSV and JSONL in a packet that ``gongkai prove`` verifies."""
    today = clock.today()
    form = LogForm(request.GET, today)
    if not form.is_valid():
        return redirect(f"{reverse('security:log')}?{request.GET.urlencode()}")
    wanted = form.wanted()
    rows = accesses(readable_rows(request, Access.objects.everywhere()), wanted).order_by("authority", "month", "seq")
    name = f"access-{request.authority.code}-{wanted.since:%Y%m%d}-{wanted.until:%Y%m%d}"
    made = packet(rows[:MOST], {"asked": _told(wanted), "authority": request.authority.code, "on": f"{today}"}, name)
    access.download(request.official, request.authority, f"查阅日志{wanted.since}至{wanted.until}")
    response = HttpResponse(made.data, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def _told(wanted: Wanted) -> dict[str, JSON]:
    return {
        "since": wanted.since.isoformat(),
        "until": wanted.until.isoformat(),
        "kind": wanted.kind,
        "who": wanted.who,
        "refused": wanted.refused,
    }
