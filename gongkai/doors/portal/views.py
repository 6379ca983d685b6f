"""门户页面: the front page, each authority's zone, its guide, and the small services of the door."""

from __future__ import annotations

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.doors.portal.zones import APPLY, branches, entries, entry, guide_contacts
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority
from gongkai.publication.catalogue import guides
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.looks import A_YEAR, CHOICES, COOKIE, Look, split, under


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """首页: the zone of the deployment's only root; where several stand side by side, the list of them."""
    roots = list(Authority.objects.filter(parent=None).standing(clock.today()))
    if len(roots) == 1:
        return _zone_page(request, roots[0])
    return render(request, "portal/places.html", {"roots": roots})


@public
@require_safe
def zone(request: PortalRequest, code: str) -> HttpResponse:
    """专栏: 政府信息公开 of one authority."""
    return _zone_page(request, request.authority)


def _zone_page(request: HttpRequest, authority: Authority) -> HttpResponse:
    context = {
        "authority": authority,
        "entries": entries(authority),
        "apply": entry(APPLY, authority),
        "branches": branches(authority, clock.today()),
    }
    return render(request, "portal/zone.html", context)


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
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(COOKIE, chosen, A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    return response


@public
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """存活检查: answers 200 when the process serves and the database replies; says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
