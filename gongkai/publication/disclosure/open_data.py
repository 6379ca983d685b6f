"""公众数据: feeds of a column and of an authority, its changes, its site map."""

from __future__ import annotations

import re
from datetime import date

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import SyndicationFeed
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import feeds, queries
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock
from gongkai.web.context import base_of
from gongkai.web.doors import public
from gongkai.web.feeds import Atom, Rss, feed, site_map

XML = "application/xml; charset=utf-8"
MONTH = re.compile(r"(\d{4})-(\d{2})")
KINDS: dict[str, type[SyndicationFeed]] = {"rss": Rss, "atom": Atom}


def _xml(text: str) -> HttpResponse:
    return HttpResponse(text, content_type=XML)


@public
@require_safe
def column_feed(request: PortalRequest, code: str, slug: str, kind: str) -> HttpResponse:
    """栏目订阅."""
    found = get_object_or_404(Column.objects.of(request.authority), slug=slug)
    rows = queries.in_column(found, clock.today()).select_related("authority", "column")[: feeds.NEWEST]
    title, page = f"{found.name} {request.authority.name}", reverse("disclosure:column", args=[code, slug])
    return _xml(feed(KINDS[kind], title, base_of(request), page, f"{page}{kind}.xml", feeds.items(rows)))


@public
@require_safe
def authority_feed(request: PortalRequest, code: str, kind: str) -> HttpResponse:
    """机关订阅."""
    rows = queries.public_contents(request.authority, clock.today()).select_related("authority", "column")
    title, page = f"{request.authority.name} 政府信息公开", reverse("portal:zone", args=[code])
    return _xml(
        feed(KINDS[kind], title, base_of(request), page, f"{page}{kind}.xml", feeds.items(rows[: feeds.NEWEST]))
    )


@public
@require_safe
def changes(request: PortalRequest, code: str) -> HttpResponse:
    """变更订阅: what was published and corrected, and what was withdrawn, as Atom."""
    latest = feeds.latest(request.authority)
    known = _public(latest)
    there = [content for content in latest if content.pk in known]
    page = reverse("portal:zone", args=[code])
    title, own = f"{request.authority.name} 公开内容变更", f"{page}changes.xml"
    return _xml(feed(Atom, title, base_of(request), page, own, feeds.items(there), feeds.gone(latest, known)))


@public
@require_safe
def changes_json(request: PortalRequest, code: str) -> JsonResponse:
    """变更数据: the same as JSON."""
    latest = feeds.latest(request.authority)
    data = {
        "机关": request.authority.name,
        "变更": list(feeds.told(latest, _public(latest), base_of(request))),
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def _public(contents: list[Content]) -> set[int]:
    rows = queries.public(Content.objects.everywhere().filter(pk__in=[each.pk for each in contents]), clock.today())
    return set(rows.values_list("pk", flat=True))


@public
@require_safe
def sitemap(request: PortalRequest, code: str) -> HttpResponse:
    """网站地图: one map for each month something was published in."""
    base, zone = base_of(request), reverse("portal:zone", args=[code])
    months = feeds.months(queries.public_contents(request.authority, clock.today()))
    return _xml(site_map(((f"{base}{zone}sitemap/{month}.xml", last) for month, last in months), index=True))


@public
@require_safe
def sitemap_month(request: PortalRequest, code: str, month: str) -> HttpResponse:
    """一个月的网站地图."""
    first = _first_day(month)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    rows = queries.public_contents(request.authority, clock.today()).filter(
        published_on__gte=first, published_on__lt=after
    )
    contents = list(rows.select_related("authority").defer("body", "text", "extra"))
    if not contents:
        raise Http404
    base, changed = base_of(request), feeds.changed_on(contents)
    return _xml(site_map((f"{base}{queries.address(each)}", changed[each.pk]) for each in contents))


def _first_day(month: str) -> date:
    found = MONTH.fullmatch(month)
    try:
        return date(int(found[1]), int(found[2]), 1) if found else _missing()
    except ValueError:
        return _missing()


def _missing() -> date:
    raise Http404
