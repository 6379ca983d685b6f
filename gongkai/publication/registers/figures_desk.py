"""登记簿统计的页面: stock and flow in tables of their own, both publicities, key areas; every number opens its records."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.kinds import Kind, Measure
from gongkai.law.registers import KINDS
from gongkai.law.registers.key_areas import LEAVES
from gongkai.office.authorities.guards import STAFF, DeskRequest, reads_beneath, role
from gongkai.publication.registers import counting
from gongkai.web import clock
from gongkai.web.paging import Pages, kept

PAGE = 50


@require_safe
@role(*STAFF)
def figures(request: DeskRequest) -> HttpResponse:
    """登记簿统计: of a year."""
    year, rows, today = _year(request), _rows(request), clock.today()
    flows = counting.flows(rows, year, today)
    areas = counting.key_areas(rows, year)
    both = {kind.key for kind in counting.TWO_PUBLICITIES}
    context = {
        "year": year,
        "flows": flows,
        "stocks": counting.stocks(rows, year),
        "publicities": [line for line in flows if line.key in both],
        "areas": areas,
        "areas_total": counting.total(areas),
        "columns": counting.COLUMNS,
        "stock_columns": counting.STOCK_COLUMNS,
        "beneath": _beneath(request),
        "may_beneath": reads_beneath(request),
    }
    return render(request, "registers/desk/figures.html", context)


@require_safe
@role(*STAFF)
def by_unit(request: DeskRequest, kind: str) -> HttpResponse:
    """按单位: of one kind."""
    declared, year, rows, today = _kind(kind), _year(request), _rows(request), clock.today()
    of_kind = rows.filter(kind=declared.key)
    is_stock = declared.measure is Measure.STOCK
    context = {
        "kind": declared,
        "year": year,
        "flows": [] if is_stock else counting.flows_by_unit(rows, declared, year, today),
        "stood": counting.stood_by(of_kind, "unit", today) if is_stock else [],
        "sorts": counting.stood_by(of_kind, "data__power_kind", today) if declared.has("power_kind") else [],
        "columns": counting.COLUMNS,
        "today": today,
        "beneath": _beneath(request),
    }
    return render(request, "registers/desk/figures_unit.html", context)


@require_safe
@role(*STAFF)
def records(request: DeskRequest, kind: str, column: str) -> HttpResponse:
    """数字背后的记录."""
    declared = _kind(kind)
    columns = counting.STOCK_COLUMNS if declared.measure is Measure.STOCK else counting.COLUMNS
    if column not in columns:
        raise Http404
    unit = request.GET.get("unit")
    found = counting.rows_behind(_rows(request), declared, column, _year(request), clock.today(), unit)
    return _listed(request, f"{declared.label}：{columns[column]}", found)


@require_safe
@role(*STAFF)
def leaf(request: DeskRequest, leaf: str) -> HttpResponse:
    """末级领域背后的记录."""
    if leaf not in LEAVES:
        raise Http404
    public = counting.of_year(_rows(request), _year(request)).filter(published_on__isnull=False)
    found = counting.leaf_rows(public, LEAVES[leaf]).order_by("dated_on", "pk")
    return _listed(request, LEAVES[leaf].label, found)


def _listed(request: DeskRequest, title: str, rows: counting.Rows) -> HttpResponse:
    context = {
        "title": title,
        "year": _year(request),
        "page": Pages(rows.select_related("authority"), PAGE).get_page(request.GET.get("page")),
        "query": kept(request.GET)["query"],
    }
    return render(request, "registers/desk/figures_records.html", context)


def _kind(key: str) -> Kind:
    if key not in KINDS:
        raise Http404
    return KINDS[key]


def _year(request: DeskRequest) -> int:
    asked, today = request.GET.get("year", ""), clock.today()
    return int(asked) if asked.isdigit() and 2000 <= int(asked) <= today.year else today.year


def _beneath(request: DeskRequest) -> bool:
    return reads_beneath(request) and request.GET.get("beneath") == "1"


def _rows(request: DeskRequest) -> counting.Rows:
    return counting.kept_rows(request.authority, beneath=_beneath(request))
