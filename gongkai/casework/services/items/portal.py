"""办事指南（公众）: find an item, read its guide, print it, learn at once what is missing, and check the stamp of a print."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai.casework.services import papers
from gongkai.casework.services.items import queries
from gongkai.casework.services.items.models import ServiceItem, ServiceItemVersion
from gongkai.casework.services.items.queries import Wanted
from gongkai.law.audiences import AUDIENCES
from gongkai.law.grammar.dates import read_date
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.service_items import ELEMENTS, said
from gongkai.law.service_materials import Merged
from gongkai.law.service_stamps import read_stamp
from gongkai.office.authorities.guards import PortalRequest
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.paging import Pages

PAGE = 20
_NARROWED = ("words", "kind", "audience", "subject", "unit")


@public
@require_safe
def index(request: PortalRequest, code: str) -> HttpResponse:
    """找事项: by words, audience, theme, unit and kind."""
    today, wanted = clock.today(), Wanted.of(request.GET)
    page = Pages(queries.found(request.authority, today, wanted), PAGE).get_page(request.GET.get("page"))
    kept = "&".join(f"{name}={getattr(wanted, name)}" for name in _NARROWED if getattr(wanted, name))
    context = {
        "authority": request.authority,
        "page": page,
        "wanted": wanted,
        "query": f"{kept}&" if kept else "",
        "audiences": [(each.code, each.name) for each in AUDIENCES.beneath("")],
        "subjects": AUDIENCES.grouped,
        "units": queries.units(request.authority, today),
        "kinds": queries.kinds(),
    }
    return render(request, "services/portal/index.html", context)


@public
@require_safe
def item(request: PortalRequest, code: str, item: int) -> HttpResponse:
    """一个事项: its guide as it counts today, or as it counted on the day asked for."""
    today = clock.today()
    row = _item(request, item)
    try:
        day = read_date(request.GET["on"]) if request.GET.get("on") else today
    except ValueError:
        raise Http404 from None
    version = queries.version_on(row, min(day, today))
    context = {
        "authority": request.authority,
        "item": row,
        "version": version,
        "content": version.value if version else None,
        "elements": _elements(version) if version else [],
        "day": min(day, today),
        "is_today": day >= today,
        "versions": [each for each in queries.versions_of(row) if each.from_on <= today],
    }
    return render(request, "services/portal/item.html", context)


_APART = ("name", "materials", "review_points", "steps", "online_address")


def _elements(version: ServiceItemVersion) -> list[tuple[str, str]]:
    content = version.value
    return [(title, said(content, name)) for name, title in ELEMENTS.items() if name not in _APART]


@public
@require_safe
def paper(request: PortalRequest, code: str, item: int, carrier: str) -> HttpResponse:
    """指南打印件: as Word or PDF."""
    version = _version(request, item)
    return papers.for_the_public(request, papers.guide(version), carrier, f"guide-{version.item.pk}-v{version.number}")


@public
@require_safe
def notice(request: PortalRequest, code: str, item: int) -> HttpResponse:
    """一次性告知: tick what was brought, and everything still missing is told at once."""
    version = _version(request, item)
    brought, missing = _sorted(request, version)
    context = {
        "authority": request.authority,
        "version": version,
        "content": version.value,
        "materials": version.value.materials,
        "chosen": request.GET.getlist("m"),
        "asked": "asked" in request.GET,
        "missing": missing,
        "brought": brought,
        "query": request.GET.urlencode(),
    }
    return render(request, "services/portal/notice.html", context)


@public
@require_safe
def notice_paper(request: PortalRequest, code: str, item: int, carrier: str) -> HttpResponse:
    """一次性告知书: as Word or PDF."""
    version = _version(request, item)
    brought, missing = _sorted(request, version)
    made = papers.once_told(
        version.name, missing, brought, [str(version.stamp)], unit=version.authority.name, on=clock.today()
    )
    return papers.for_the_public(request, made, carrier, f"notice-{version.item.pk}")


def _sorted(request: PortalRequest, version: ServiceItemVersion) -> tuple[list[Merged], list[Merged]]:
    """What was brought and what is missing."""
    chosen = set(request.GET.getlist("m"))
    merged = [(str(n), Merged(each, ())) for n, each in enumerate(version.value.materials)]
    return [each for n, each in merged if n in chosen], [each for n, each in merged if n not in chosen]


@public
@require_safe
def check(request: PortalRequest, code: str) -> HttpResponse:
    """核对版本码: whether a print still says what counts today, and what differs."""
    printed = request.GET.get("stamp", "").replace("\x00", "").strip()[:80]
    told, wrong = None, ""
    if printed:
        try:
            told = queries.checked(request.authority, read_stamp(printed), clock.today())
        except Unlawful as refusal:
            wrong = refusal.reason
    context = {"authority": request.authority, "printed": printed, "told": told, "wrong": wrong}
    return render(request, "services/portal/check.html", context)


@public
@require_safe
def fewer(request: PortalRequest, code: str) -> HttpResponse:
    """减证: the materials that are no longer asked for, and since when."""
    page = Paginator(queries.removed(request.authority, clock.today()), PAGE).get_page(request.GET.get("page"))
    context = {"authority": request.authority, "page": page}
    return render(request, "services/portal/fewer.html", context)


def _item(request: PortalRequest, dossier: int) -> ServiceItem:
    """An item that was ever signed: what is only proposed is not public."""
    rows = ServiceItem.objects.under(request.authority).filter(versions__from_on__lte=clock.today()).distinct()
    return get_object_or_404(rows.select_related("authority"), dossier=dossier)


def _version(request: PortalRequest, dossier: int) -> ServiceItemVersion:
    version = queries.version_on(_item(request, dossier), clock.today())
    if version is None:
        raise Http404
    return version
