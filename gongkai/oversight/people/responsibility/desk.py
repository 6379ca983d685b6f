"""责任分解的工作台: the table of one unit or of all, a column with everybody who ever answered for it, and who does now."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.people.responsibility import Duty
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import readable, serving
from gongkai.office.journal import access
from gongkai.oversight.people.responsibility import acts, queries
from gongkai.oversight.people.responsibility.forms import AppointForm
from gongkai.papers.xlsx import MEDIA_TYPE as XLSX
from gongkai.papers.xlsx import write_xlsx
from gongkai.publication.catalogue.lists import as_csv
from gongkai.publication.catalogue.models import Column
from gongkai.web import clock

ALL = "all"


@require_safe
@role(*STAFF)
def responsibility(request: DeskRequest) -> HttpResponse:
    """责任分解表: of one's own unit, or of one beneath that one may read."""
    unit, units = _unit(request)
    lines = queries.table(unit, clock.today())
    context = {
        "unit": unit,
        "units": units,
        "heads": queries.HEADS,
        "lines": lines,
        "thin": sum(line.kept_by < 2 and not line.node.gathers for line in lines),
        "duties": list(Duty),
        "today": clock.today(),
    }
    return render(request, "people/desk/responsibility.html", context)


@require_safe
@role(*STAFF)
def responsibility_file(request: DeskRequest, carrier: str) -> HttpResponse:
    """责任分解表: as xlsx or csv, of one unit or, asked for ``all``, of every unit one may read."""
    if carrier not in ("xlsx", "csv"):
        raise Http404
    unit, units = _unit(request)
    wanted = units if request.GET.get("unit") == ALL else [unit]
    caption = f"{request.authority.name if len(wanted) > 1 else unit.name}栏目责任分解表"
    grid = queries.grid(wanted, clock.today(), caption)
    access.download(request.official, request.authority, f"{caption}（{carrier}）")
    if carrier == "xlsx":
        response = HttpResponse(write_xlsx([grid], title=grid.caption, made_on=clock.today()), content_type=XLSX)
    else:
        response = HttpResponse(as_csv(grid), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="responsibility-{unit.code}.{carrier}"'
    return response


@require_safe
@role(*STAFF)
def column(request: DeskRequest, column: int) -> HttpResponse:
    """一个栏目的责任: who answers for it today, and everybody who ever did."""
    row = _column(request, column)
    history = queries.holdings(row)
    today = clock.today()
    context = {
        "column": row,
        "now": [each for each in history if each.holds(today)],
        "history": list(reversed(history)),
        "may_appoint": row.authority_id == request.authority.pk and row.is_open and Role.REVIEWER in request.roles,
    }
    return render(request, "people/desk/column.html", context)


@role("reviewer")
def appoint(request: DeskRequest, column: int) -> HttpResponse:
    """确定责任人."""
    row = get_object_or_404(Column.objects.of(request.authority).select_related("authority"), pk=column, closed_on=None)
    today = clock.today()
    form = AppointForm(request.POST or None, people=serving(request.authority, today))
    if form.is_valid():
        duty, person = form.cleaned_data["duty"], form.person()
        if person is None:
            acts.relieve(row, duty, on=today, by=request.official)
            messages.success(request, f"已免除“{row.name}”的{duty.label}。")
        else:
            acts.appoint(row, duty, person, on=today, by=request.official)
            messages.success(request, f"自{today:%Y-%m-%d}起，{person.name}为“{row.name}”的{duty.label}。")
        return redirect("people:column", row.pk)
    return render(request, "people/desk/appoint.html", {"form": form, "column": row})


def _column(request: DeskRequest, pk: int) -> Column:
    rows = Column.objects.everywhere().filter(authority__in=readable(request.authority, request.offices))
    return get_object_or_404(rows.select_related("authority"), pk=pk)


def _unit(request: DeskRequest) -> tuple[Authority, list[Authority]]:
    units = list(readable(request.authority, request.offices).standing(clock.today()).order_by("path"))
    wanted = request.GET.get("unit", "")
    if not wanted or wanted == ALL:
        return request.authority, units
    unit = next((each for each in units if each.code == wanted), None)
    if unit is None:
        raise Http404
    return unit, units
