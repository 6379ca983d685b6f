"""时点统计的页面: every figure opens the list it was counted from."""

from __future__ import annotations

import re
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.slots import SlotState
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.publication.catalogue.slots import queries
from gongkai.publication.catalogue.slots.desk import PAGE
from gongkai.web import clock

SHOWS = {
    "all": "现行目录项",
    "covered": "有发布的目录项",
    "empty": "空的目录项",
    "stale": "长期不更新的目录项",
    "unread": "时限没有读懂的目录项",
}


@require_safe
@role(*STAFF)
def statistics(request: DeskRequest) -> HttpResponse:
    """时点统计: on-time rates by kind of limit, coverage, empty and stale items; every figure opens its list."""
    on = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if re.fullmatch(r"20\d\d", asked) else on.year
    standing = queries.on_day(queries.due_in(request.authority, date(year, 1, 1), date(year, 12, 31)), on)
    context = {
        "year": year,
        "lines": queries.by_kind(standing),
        "states": list(SlotState),
        "heads": [
            "时限类别",
            *((head, "number") for head in (*(state.label for state in SlotState), "合计", "按时率")),
        ],
        "may_generate": Role.HANDLER in request.roles and abs(year - on.year) <= 1,
        "coverage": queries.coverage(queries.items_on(request.authority, on)),
        "shows": SHOWS,
    }
    return render(request, "catalogue/slots/statistics.html", context)


@require_safe
@role(*STAFF)
def items(request: DeskRequest) -> HttpResponse:
    """目录项的更新情况: the items behind a figure."""
    show_ = request.GET.get("show", "all")
    if show_ not in SHOWS:
        raise Http404
    told = queries.items_on(request.authority, clock.today())
    keeps = {
        "all": told,
        "covered": [each for each in told if not each.empty],
        "empty": [each for each in told if each.empty],
        "stale": [each for each in told if each.stale],
        "unread": [each for each in told if each.item.read.kind is None],
    }
    page = Paginator(keeps[show_], PAGE).get_page(request.GET.get("page"))
    context = {"title": SHOWS[show_], "page": page, "items": list(page.object_list), "query": f"show={show_}&"}
    return render(request, "catalogue/slots/items.html", context)
