"""规范性文件库（公众）: what is in force, what no longer is, and one document with its chain both ways."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from gongkai.law.validity import ENDED
from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.documents.validity import chains, queries
from gongkai.publication.documents.validity.forms import Filters
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.paging import Pages

PAGE = 20


@public
def library(request: PortalRequest, code: str) -> HttpResponse:
    """行政规范性文件库: everything published, with its validity on a day."""
    form = Filters(request.GET)
    form.is_valid()
    on = form.cleaned_data.get("on") or clock.today()
    status = form.cleaned_data.get("status")
    rows = queries.on_day(queries.public(request.authority, clock.today()), on, *[status] if status else ())
    if form.cleaned_data.get("kind"):
        rows = rows.filter(kind=form.cleaned_data["kind"])
    if form.cleaned_data.get("words"):
        rows = queries.found(rows, form.cleaned_data["words"])
    return _list(request, "行政规范性文件库", rows, on, form)


@public
def abolished(request: PortalRequest, code: str) -> HttpResponse:
    """已废止文件库: what has been repealed or has lapsed; the texts stay readable."""
    on = clock.today()
    rows = queries.on_day(queries.public(request.authority, on), on, *ENDED).order_by("-ends_on", "-pk")
    return _list(request, "已废止文件库", rows, on, None)


def _list(request: PortalRequest, heading: str, rows: object, on: object, form: Filters | None) -> HttpResponse:
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))  # type: ignore[arg-type]
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "authority": request.authority,
        "heading": heading,
        "form": form,
        "page": page,
        "items": queries.listed(list(page.object_list), on),  # type: ignore[arg-type]
        "on": on,
        "query": f"{kept.urlencode()}&" if kept else "",
    }
    return render(request, "documents/portal/instruments.html", context)


@public
def instrument(request: PortalRequest, code: str, instrument: int) -> HttpResponse:
    """规范性文件: the text, a banner that says whether it is in force, and the documents it ended or that ended it."""
    today = clock.today()
    row = get_object_or_404(queries.public(request.authority, today), pk=instrument)
    context = {
        "authority": request.authority,
        "instrument": row,
        "status": row.course.status(today),
        "published_on": queries.published_on(row),
        "chain": chains.of_instrument(row, today),
    }
    return render(request, "documents/portal/instrument.html", context)
