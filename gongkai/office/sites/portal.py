"""站点（公众）: the list of sites, the emblem, and the small entry other sites of the county put into their pages.

The entry is the one address of the house that may be framed, and only by the running sites of its own tree.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.sites import queries
from gongkai.web.doors import public
from gongkai.web.middleware import SAYS_ITSELF

A_YEAR = 365 * 24 * 3600
MEDIA = {"png": "image/png", "svg": "image/svg+xml"}
_SEALED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


@public
@require_safe
def sites(request: PortalRequest, code: str) -> HttpResponse:
    """政府网站名录: of an authority and of all beneath it: which run, and where readers of the others are led."""
    context = {
        "authority": request.authority,
        "sites": queries.sites_under(request.authority),
        "figures": queries.site_figures(request.authority),
    }
    return render(request, "sites/portal/sites.html", context)


@public
@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def emblem(request: PortalRequest, code: str, digest: str, kind: str) -> HttpResponse:
    """徽标: a file of its own, by its digest; nothing in it acts, and it says so to the browser."""
    found = queries.emblem_at(request.authority, digest, kind)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=MEDIA[found.kind])
    response.headers["Content-Security-Policy"] = _SEALED
    return response


@public
@require_safe
@cache_control(public=True, max_age=3600)
def entry(request: PortalRequest, code: str) -> HttpResponse:
    """政府信息公开入口: a page of one link, to be framed by the running sites of the tree."""
    response = render(request, "sites/portal/entry.html", {"authority": request.authority})
    hosts = queries.framing_hosts(request.authority)
    allowed = " ".join(f"https://{host} http://{host}" for host in hosts)
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors 'self'{' ' + allowed if allowed else ''}"
    )
    vars(response)[SAYS_ITSELF] = ("X-Frame-Options",)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@public
@require_safe
@cache_control(public=True, max_age=3600)
def entry_picture(request: PortalRequest, code: str) -> HttpResponse:
    """政府信息公开入口图: the same as a picture, for a site that puts a link around it."""
    response = render(request, "sites/portal/entry.svg", {"authority": request.authority}, content_type=MEDIA["svg"])
    response.headers["Content-Security-Policy"] = _SEALED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
