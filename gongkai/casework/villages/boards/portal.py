"""村务公告栏（公众）: the villages of a place, the board of one, a notice with its proof, on paper and as a folder."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.casework.villages.boards import paper, queries
from gongkai.casework.villages.boards.bundle import bundle as bundled
from gongkai.casework.villages.boards.models import NoticePhoto, VillageNotice
from gongkai.casework.villages.figures import queries as figures
from gongkai.casework.villages.villagers import sessions
from gongkai.casework.villages.whose import is_village, require_village
from gongkai.law.village_affairs import AFFAIR_RHYTHMS, VillageAffair
from gongkai.law.villages import Readership, may_read
from gongkai.office.authorities.guards import PortalRequest
from gongkai.papers import qr
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.errors import TOO_MANY, error_page
from gongkai.web.limits import Rule, allow, client_network
from gongkai.web.paging import Pages

PAGE = 20
VILLAGES = 50
MADE = Rule("village_papers", 60, 3600)
"""海报和离线包限速: each is laid out anew."""
MEDIA = {"jpg": "image/jpeg", "png": "image/png"}


@public
@never_cache
@require_safe
def board(request: PortalRequest, code: str) -> HttpResponse:
    """村务公告栏: of a village what hangs today; of a government above, its villages."""
    authority, today = request.authority, clock.today()
    if not is_village(authority):
        return _villages(request)
    visitor = sessions.visitor(request)
    page = Pages(queries.up(authority, today, visitor), PAGE).get_page(request.GET.get("page"))
    about = queries.board_of(authority, today)
    context = {
        "authority": authority,
        "page": page,
        "items": [(row, VillageAffair(row.affair), row.showing.left(today)) for row in page.object_list],
        "closed": 0 if may_read(Readership.VILLAGERS, authority.code, visitor) else queries.closed_to(authority, today),
        "owed": about.owed,
        "missed": len(about.missed(today)),
        "duties": [(affair, AFFAIR_RHYTHMS[affair]) for affair in VillageAffair],
        "on": today,
        "village": figures.of_one(authority, today),
        "present": visitor.village == authority.code,
    }
    return render(request, "villages/portal/board.html", context)


def _villages(request: PortalRequest) -> HttpResponse:
    if not request.authority.duties.is_government:
        raise Http404
    today = clock.today()
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:40]
    page = Pages(figures.named(request.authority, wanted, today), VILLAGES).get_page(request.GET.get("page"))
    context = {
        "authority": request.authority,
        "page": page,
        "items": figures.lines(list(page.object_list), today),
        "wanted": wanted,
        "whole": figures.whole(request.authority, today),
    }
    return render(request, "villages/portal/villages.html", context)


@public
@never_cache
@require_safe
def notice(request: PortalRequest, code: str, notice: int) -> HttpResponse:
    """一份公告: while it hangs, for whom it hangs."""
    row, today = _hanging(request, notice), clock.today()
    context = {
        "authority": request.authority,
        "notice": row,
        "affair": VillageAffair(row.affair),
        "days": paper.days_told(row.showing),
        "left": row.showing.left(today),
        "lines": [line for line in row.text.splitlines() if line.strip()],
        "photos": queries.photos(row),
        "for_paper": paper.is_for_paper(row),
    }
    return render(request, "villages/portal/notice.html", context)


@public
@never_cache
@require_safe
def photo(request: PortalRequest, code: str, notice: int, photo: int) -> HttpResponse:
    """张贴照片: as it was stored, without what the camera wrote into it."""
    row = _hanging(request, notice)
    return picture(get_object_or_404(NoticePhoto.objects.of(row.authority), pk=photo, notice=row))


def picture(found: NoticePhoto) -> HttpResponse:
    """图片: its own kind and no other."""
    response = HttpResponse(bytes(found.content), content_type=MEDIA[found.kind])
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@public
@require_safe
def code_of(request: PortalRequest, code: str, notice: int) -> HttpResponse:
    """二维码: of a notice that hangs; drawn from the address alone."""
    row = _hanging(request, notice)
    return HttpResponse(qr.as_svg(paper.address_of(request, row)), content_type="image/svg+xml")


@public
@require_safe
def poster(request: PortalRequest, code: str, notice: int) -> HttpResponse:
    """海报: as a PDF to be printed and put up."""
    row = _hanging(request, notice)
    if not paper.is_for_paper(row):
        raise Http404
    if (hurried := _hurried(request)) is not None:
        return hurried
    response = HttpResponse(paper.poster(request, row).data, content_type="application/pdf")
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(row.title)}.pdf"
    return response


@public
@require_safe
def bundle(request: PortalRequest, code: str) -> HttpResponse:
    """离线包."""
    village, today = require_village(request.authority), clock.today()
    if (hurried := _hurried(request)) is not None:
        return hurried
    response = HttpResponse(bundled(request, village, today), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{village.code}-{today:%Y%m%d}.zip"'
    return response


def _hurried(request: PortalRequest) -> HttpResponse | None:
    if allow(MADE.scope, client_network(request), MADE.limit, MADE.per_seconds, now := clock.now()):
        return None
    response = error_page(request, TOO_MANY, {"said": f"{MADE}。"})
    response.headers["Retry-After"] = str(MADE.wait(now))
    return response


def _hanging(request: PortalRequest, pk: int) -> VillageNotice:
    village = require_village(request.authority)
    found = queries.notice(village, pk, clock.today(), sessions.visitor(request))
    if found is None:
        raise Http404("没有这份公告，或者公示期已满、已经撤下")
    found.authority = village
    return found
