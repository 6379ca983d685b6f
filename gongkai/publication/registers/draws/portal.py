"""双随机（公众）: the plans that were announced, and everything it takes to draw again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.registers.draws import queries
from gongkai.web.doors import public
from gongkai.web.paging import Pages

PAGE = 20


@public
def draws(request: PortalRequest, code: str) -> HttpResponse:
    """双随机抽查: the latest first."""
    page = Pages(queries.draws(request.authority), PAGE).get_page(request.GET.get("page"))
    return render(request, "registers/portal/draws.html", {"authority": request.authority, "page": page})


@public
def draw(request: PortalRequest, code: str, draw: int) -> HttpResponse:
    """一次抽查: the lists' digest and the seed's source were there before the seed."""
    row = get_object_or_404(queries.draws(request.authority), pk=draw)
    context = {"authority": request.authority, "draw": row, "drawn": queries.drawn(row, masked=True)}
    return render(request, "registers/portal/draw.html", context)
