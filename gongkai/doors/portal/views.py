"""门户页面: the front page, each authority's zone, its guide, and the small services of the door."""

from __future__ import annotations

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.doors.portal import front
from gongkai.doors.portal.zones import APPLY, MAIN, PARTS, PROGRESS, branches, entries, entry, guide_contacts
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import roots
from gongkai.oversight.people.changes.queries import former_names
from gongkai.publication.catalogue import guides
from gongkai.publication.catalogue.lists import statutory
from gongkai.web import clock, cookies
from gongkai.web.context import base_of
from gongkai.web.doors import public
from gongkai.web.looks import A_YEAR, CHOICES, COOKIE, Look, split, under

SHOWN_LEVELS = 2
"""专栏首页的层级: what lies deeper is found in the whole tree."""
ABOUT = {"help": "使用帮助", "contact": "联系我们", "privacy": "隐私保护", "map": "网站地图"}


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """首页: of the deployment's only root; where several stand side by side, the list of them."""
    places = roots(clock.today())
    if len(places) != 1:
        return render(request, "portal/places.html", {"roots": places})
    return _front(request, places[0])


@public
@require_safe
def front_page(request: PortalRequest, code: str) -> HttpResponse:
    """各站首页: the front page of one authority's site, where a deployment serves several."""
    return _front(request, request.authority)


def _front(request: HttpRequest, root: Authority) -> HttpResponse:
    today = clock.today()
    context = {
        "authority": root,
        "columns": front.columns(root, today),
        "ways": [entry(part, root) for part in (*PARTS, *MAIN, APPLY, PROGRESS)],
        "branches": branches(root, today),
    }
    return render(request, "portal/home.html", context)


@public
@require_safe
def zone(request: PortalRequest, code: str) -> HttpResponse:
    """专栏: 政府信息公开 of one authority: the fixed parts, the tree to its second level, and where to go from there."""
    authority, today = request.authority, clock.today()
    context = {
        "authority": authority,
        "entries": entries(authority),
        "apply": entry(APPLY, authority),
        "rows": [(node, depth) for node, depth in statutory(authority, today) if depth < SHOWN_LEVELS],
        "branches": branches(authority, today),
    }
    return render(request, "portal/zone.html", context)


@public
@require_safe
def branch_list(request: PortalRequest, code: str) -> HttpResponse:
    """部门和地方平台: the zones of the departments and of the governments below."""
    today = clock.today()
    context = {
        "authority": request.authority,
        "branches": branches(request.authority, today),
        "former": former_names(request.authority, today),
    }
    return render(request, "portal/branches.html", context)


@public
@require_safe
def about(request: PortalRequest, code: str, about: str) -> HttpResponse:
    """网站说明: help, contact, privacy, or the map of the site."""
    authority, mapped = request.authority, about == "map"
    context = {
        "authority": authority,
        "about": about,
        "heading": ABOUT[about],
        "apply": entry(APPLY, authority),
        "rows": statutory(authority, clock.today()) if mapped else [],
        "branches": branches(authority, clock.today()) if mapped else [],
    }
    return render(request, "portal/about.html", context)


@public
@require_safe
def customary(request: PortalRequest, code: str, page: str) -> HttpResponsePermanentRedirect:
    """通行的网址: what other sites call a page of ours leads to it, for readers and links that come from there."""
    return HttpResponsePermanentRedirect(reverse(page, args=[code]))


@public
@require_safe
def guide(request: PortalRequest, code: str) -> HttpResponse:
    """政府信息公开指南: the version in force, or what 条例第十二条 asks a guide to say from the authority's own profile."""
    profile = request.authority.profile
    version = guides.in_force(request.authority, clock.today())
    context = {
        "version": version,
        "lines": list(guides.lines(version.text)) if version else [],
        "authority": request.authority,
        "profile": profile,
        "contacts": guide_contacts(profile),
        "apply": entry(APPLY, request.authority),
    }
    return render(request, "portal/guide.html", context)


@public
@require_safe
@never_cache
def choose_look(request: HttpRequest, look: str) -> HttpResponseRedirect:
    """选择版式: go back to where the reader was, in the look they chose; the front page will lead there from now on."""
    key = "" if look == "standard" else look
    if look == "" or key not in CHOICES:
        raise Http404
    chosen, wanted = Look(key), request.GET.get("next", "/")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    _, path = split(wanted if ours and wanted.startswith("/") else "/")
    response = HttpResponseRedirect(under(chosen, path))
    if chosen is Look.STANDARD:
        cookies.forget(response, COOKIE)
    else:
        cookies.keep(response, COOKIE, chosen, seconds=A_YEAR)
    return response


@public
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """存活检查: answers 200 when the process serves and the database replies; says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


CLOSED_TO_ROBOTS = ("/desk/", "/view/", "/search/")
"""不必抓取: what is for officials, what only turns the look, and results, which are made of pages that have their own address."""


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """抓取说明: what a crawler may leave out, and where each authority lists its pages."""
    codes = Authority.objects.standing(clock.today()).order_by("path").values_list("code", flat=True)
    closed = [f"Disallow: {path}" for path in CLOSED_TO_ROBOTS]
    maps = [
        f"Sitemap: {base_of(request)}{reverse(name, args=[code])}"
        for code in codes
        for name in ("disclosure:sitemap", "registers:sitemap", "specials:sitemap")
    ]
    return HttpResponse("\n".join(["User-agent: *", *closed, *maps, ""]), content_type="text/plain; charset=utf-8")
