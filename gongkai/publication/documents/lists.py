"""公文列表和统计: what waits for whom, every document by its filters, the figures with the lists behind them, the books."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.documents import CHANGING, Phase, State
from gongkai.law.grammar.calendar import calendar_days_after
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, reads_beneath, role
from gongkai.publication.documents import number_book, queries, statistics
from gongkai.publication.documents.audits import queries as audits
from gongkai.publication.documents.files import STAFF
from gongkai.publication.documents.forms import NO_SECTION, Filters
from gongkai.publication.documents.statistics import Figure, MatrixRow
from gongkai.web import clock
from gongkai.web.paging import Pages, kept

PAGE = 20
AHEAD = 31
"""提前列出: how many days before a label lapses it is listed as to be decided."""


@require_safe
@role(*STAFF)
def drafts(request: DeskRequest) -> HttpResponse:
    """我的草稿: what I draft or was given back, and what others of the authority draft."""
    mine = list(queries.drafts(request.authority, request.official))
    others = queries.in_state(request.authority, State.DRAFTING).exclude(drafter=request.official)
    page = Pages(others, PAGE).get_page(request.GET.get("page"))
    may_draft = Role.HANDLER in request.roles
    return render(request, "documents/desk/drafts.html", {"mine": mine, "page": page, "may_draft": may_draft})


@require_safe
@role(*STAFF)
def to_review(request: DeskRequest) -> HttpResponse:
    """待我审查."""
    waiting = queries.to_review(request.authority, request.official, request.roles)
    return _waiting(request, "待审查的公文", waiting, "没有等您审查的公文。")


@require_safe
@role(*STAFF)
def to_sign(request: DeskRequest) -> HttpResponse:
    """待我签发."""
    waiting = queries.to_sign(request.authority, request.official, request.roles)
    return _waiting(request, "待签发的公文", waiting, "没有等您签发的公文。")


def _waiting(request: DeskRequest, title: str, waiting: Iterable[queries.Waiting], empty: str) -> HttpResponse:
    page = Paginator(list(waiting), PAGE).get_page(request.GET.get("page"))
    return render(request, "documents/desk/waiting.html", {"title": title, "page": page, "empty": empty})


@require_safe
@role(*STAFF)
def all_of_them(request: DeskRequest) -> HttpResponse:
    """全部公文: every one that may be read, by its filters; every figure leads here."""
    form = Filters(request.GET)
    rows = form.apply(queries.documents(request.authority, beneath=reads_beneath(request)))
    context = {
        "form": form,
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "query": kept(request.GET)["query"],
        "may_draft": Role.HANDLER in request.roles,
        "beneath": reads_beneath(request),
    }
    return render(request, "documents/desk/all.html", context)


@require_safe
@role(*STAFF)
def lapsing(request: DeskRequest) -> HttpResponse:
    """待复审: withheld documents whose label has lapsed or soon will: to be published, or renewed with a reason."""
    today = clock.today()
    rows = queries.lapsing(request.authority, calendar_days_after(today, AHEAD))
    context = {
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "today": today,
        "basis": CHANGING,
        "lapsed": queries.lapsing(request.authority, calendar_days_after(today, -1)).count(),
    }
    return render(request, "documents/desk/lapsing.html", context)


@require_safe
@role(*STAFF)
def figures(request: DeskRequest) -> HttpResponse:
    """统计: figures of a year for the authority and its sections; each opens the documents it counts."""
    year = _year(request)
    rows = queries.documents(request.authority)
    context = {
        "year": year,
        "years": statistics.years(request.authority, clock.today()),
        "figures": [(figure, address(figure)) for figure in statistics.figures(rows, year)],
        "sections": statistics.sections(rows, year, audits.tallied(request.authority, year)),
        "address": address,
        "any_section": NO_SECTION,
    }
    return render(request, "documents/desk/figures.html", context)


@require_safe
@role(*STAFF)
def matrix(request: DeskRequest) -> HttpResponse:
    """五公开矩阵: signed documents of a year by section and phase; an empty cell is a phase the section publishes nothing of."""
    year = _year(request)
    rows = statistics.matrix(queries.documents(request.authority), year)
    phases = [*((phase.value, phase.label) for phase in Phase), ("none", "未填")]
    context = {
        "year": year,
        "years": statistics.years(request.authority, clock.today()),
        "phases": phases,
        "rows": [(row, _cells(row, phases, year)) for row in rows],
        "totals": [sum(row.counts[place] for row in rows) for place in range(len(phases))],
    }
    return render(request, "documents/desk/matrix.html", context)


@require_safe
@role(*STAFF)
def numbers(request: DeskRequest) -> HttpResponse:
    """编号簿: every number of a letter code in a year, what bears it, or why nothing does."""
    series = number_book.series_of(request.authority)
    chosen = request.GET.get("series", "")
    wanted = next(((code, year) for code, year in series if f"{code}-{year}" == chosen), series[0] if series else None)
    if chosen and (wanted is None or f"{wanted[0]}-{wanted[1]}" != chosen):
        raise Http404
    book = number_book.book(request.authority, *wanted) if wanted else []
    page = Paginator(book[::-1], PAGE * 2).get_page(request.GET.get("page"))
    return render(request, "documents/desk/numbers.html", {"series": series, "wanted": wanted, "page": page})


def address(figure: Figure) -> str:
    """数背后的列表."""
    asked: dict[str, object] = {"only": figure.measure.key, "year": figure.year}
    if figure.section is not None:
        asked["section"] = figure.section or NO_SECTION
    return f"{reverse('documents:all')}?{urlencode(asked)}"


def _cells(row: MatrixRow, phases: list[tuple[str, str]], year: int) -> list[tuple[int, str]]:
    numbered = zip(row.counts, phases, strict=True)
    return [(count, _of_cell(row.section, phase, year)) for count, (phase, _) in numbered]


def _of_cell(section: str, phase: str, year: int) -> str:
    asked = {"only": "signed", "year": year, "section": section or NO_SECTION, "phase": phase}
    return f"{reverse('documents:all')}?{urlencode(asked)}"


def _year(request: DeskRequest) -> int:
    given = request.GET.get("year", "")
    return int(given) if given.isdecimal() and 1990 <= int(given) <= 2100 else clock.today().year
