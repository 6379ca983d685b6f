"""统计公开页面: the figures of a year, and the masked records behind one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import PortalRequest
from gongkai.oversight.reports import queries
from gongkai.oversight.reports.files import PAGE
from gongkai.oversight.reports.public_figures import figures
from gongkai.oversight.reports.public_figures.figures import Counted, Group
from gongkai.oversight.reports.series.queries import of_authority
from gongkai.publication.disclosure import queries as disclosure
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.paging import Pages

FIRST = 2014
"""最早年度: the first year there were statutory tables."""


@public
@require_safe
def this_year(request: PortalRequest, code: str) -> HttpResponse:
    """统计公开: of this year so far."""
    return _page(request, clock.today().year)


@public
@require_safe
def of_year(request: PortalRequest, code: str, year: int) -> HttpResponse:
    """一年的统计公开."""
    return _page(request, year)


@public
@require_safe
def behind(request: PortalRequest, code: str, year: int, name: str) -> HttpResponse:
    """数字背后: public contents, or applications without anything that names anybody; 404 for a number that opens nothing."""
    counted = _counted(request, year)
    shown = next((each for told in figures.figures(counted).values() for each in told if each.name == name), None)
    if shown is None or not shown.opens:
        raise Http404
    context: dict[str, object] = {"authority": request.authority, "year": year, "figure": shown}
    asked = request.GET.get("page")
    if figures.is_of_applications(name):
        page = Pages(figures.files(counted, name), PAGE).get_page(asked)
        context |= {"page": page, "files": [figures.masked(dossier) for dossier in page.object_list]}
    else:
        context |= {"page": Pages(figures.contents(counted, name), PAGE).get_page(asked), "address": disclosure.address}
    return render(request, "reports/portal/figures_behind.html", context)


def _page(request: PortalRequest, year: int) -> HttpResponse:
    counted = _counted(request, year)
    report = queries.published(request.authority).filter(year=year).first()
    context = {
        "authority": request.authority,
        "year": year,
        "today": counted.today,
        "years": range(counted.today.year, FIRST - 1, -1),
        "groups": [(group, told) for group, told in figures.figures(counted).items()],
        "scope": counted.ledger.scope.label,
        "report": report,
        "sums": [line for line in of_authority(request.authority).lines if line.sums],
        "current": year == counted.today.year,
        "disclosed": Group.DISCLOSED,
    }
    return render(request, "reports/portal/figures.html", context)


def _counted(request: PortalRequest, year: int) -> Counted:
    today = clock.today()
    if not FIRST <= year <= today.year:
        raise Http404
    return Counted(request.authority, year, today)
