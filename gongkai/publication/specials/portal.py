"""专题的公众页面: the topics of an authority, one with its layout, and all it shows."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.specials import SpecialState
from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.disclosure.queries import address
from gongkai.publication.specials import queries
from gongkai.publication.specials.models import SpecialColumn
from gongkai.web import clock
from gongkai.web.context import base_of
from gongkai.web.doors import public
from gongkai.web.feeds import site_map
from gongkai.web.paging import Pages

PAGE = 20


@public
@require_safe
def index(request: PortalRequest, code: str) -> HttpResponse:
    """专题专栏: those open with what each is about, then those archived, which stay at their addresses."""
    rows = queries.public(request.authority)
    context = {
        "authority": request.authority,
        "open": rows.filter(state=SpecialState.OPEN),
        "closed": rows.filter(state=SpecialState.CLOSED).order_by("-closed_on", "-pk"),
    }
    return render(request, "specials/portal/index.html", context)


@public
@require_safe
def special(request: PortalRequest, code: str, slug: str) -> HttpResponse:
    """一个专题: its blocks in the order set at the desk; archived, it says so and shows what it showed."""
    row = _special(request, slug)
    context = {"authority": request.authority, "special": row, "blocks": queries.drawn(row, clock.today())}
    return render(request, "specials/portal/special.html", context)


@public
@require_safe
def contents(request: PortalRequest, code: str, slug: str) -> HttpResponse:
    """专题的全部内容: a page at a time; each stands in its own column."""
    row = _special(request, slug)
    rows = queries.shown(row, clock.today()).select_related("authority", "column").defer("body", "text", "extra")
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    items = [(each, address(each)) for each in page.object_list]
    context = {"authority": request.authority, "special": row, "items": items, "page": page}
    return render(request, "specials/portal/contents.html", context)


@public
@require_safe
def sitemap(request: PortalRequest, code: str) -> HttpResponse:
    """专题的网站地图: every topic the public may read, with the day of its newest content."""
    base, today = base_of(request), clock.today()
    addresses = [(f"{base}{reverse('specials:index', args=[code])}", None)]
    told = [
        (
            f"{base}{reverse('specials:special', args=[code, each.slug])}",
            queries.newest_on(each, today) or each.opened_on,
        )
        for each in queries.public(request.authority)
    ]
    return HttpResponse(site_map([*addresses, *told]), content_type="application/xml; charset=utf-8")


def _special(request: PortalRequest, slug: str) -> SpecialColumn:
    return get_object_or_404(queries.public(request.authority), slug=slug)
