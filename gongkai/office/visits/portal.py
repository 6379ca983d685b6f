"""访问量（公众）: the figures of a site where its office shows them, and the figure of one page, asked for beside the page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from gongkai.law.visits import DEFINITIONS, page_of
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.visits import queries
from gongkai.office.visits.drawing import chart
from gongkai.web import clock
from gongkai.web.doors import public


@public
@require_safe
def site(request: PortalRequest, code: str) -> HttpResponse:
    """网站访问量: of this year and since counting began, with what earlier counters claimed told apart."""
    if not queries.is_shown(request.authority):
        raise Http404
    year = clock.today().year
    months = queries.by_month(request.authority, year)
    context = {
        "authority": request.authority,
        "year": year,
        "months": list(enumerate(months, 1)),
        "chart": chart(months, year),
        "total": queries.of_site(request.authority, year),
        "ever": queries.of_site(request.authority),
        "between": queries.counted_between(request.authority),
        "past": queries.past(request.authority),
        "definitions": list(DEFINITIONS.items()),
    }
    return render(request, "visits/site.html", context)


@public
@require_safe
@cache_control(public=True, max_age=600)
def page(request: PortalRequest, code: str) -> HttpResponse:
    """一页的访问量: ``?path=`` is a page of this authority; a fragment for htmx, a page of its own without script.

    The page itself stays as it is, whatever the figure: it may be pressed.
    """
    asked = page_of(request.GET.get("path", ""))
    if not asked.startswith(f"/{code}/"):
        raise Http404
    told = queries.named([asked]).get(asked)
    context = {
        "authority": request.authority,
        "path": asked,
        "title": told.title if told else asked,
        "figure": queries.of_page(asked),
        "this_year": queries.of_page(asked, clock.today().year),
        "definitions": list(DEFINITIONS.items()),
    }
    response = render(
        request, "visits/_page.html" if request.headers.get("HX-Request") == "true" else "visits/page.html", context
    )
    response.headers["Vary"] = "HX-Request"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
