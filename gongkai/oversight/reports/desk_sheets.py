"""统计表的页面: the tables of a section, the records behind each number, filling in by hand, and putting right."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.annual_report.procedure import Act
from gongkai.law.annual_report.prose import name_of
from gongkai.law.annual_report.report import Place, Section
from gongkai.law.grammar.sheets import Origin, Value
from gongkai.law.grammar.tables import Key, Table
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.oversight.reports import acts, behind, events, queries
from gongkai.oversight.reports.files import (
    STAFF,
    File,
    file_of,
    first_values,
    may_write,
    must_be_lawful,
    opened,
    to_fill,
)
from gongkai.oversight.reports.forms import CorrectCellsForm, FillForm
from gongkai.web import clock
from gongkai.web.forms import posted

_MARKED = (Origin.TYPED, Origin.IMPORTED)
"""加注来源的格: what was counted is the rule and stays unmarked."""


@require_safe
@role(*STAFF)
def sheets(request: DeskRequest, code: str, year: int, section: str) -> HttpResponse:
    """统计表: the tables of a section as the form prints them; every number leads to what it was counted from."""
    file = file_of(request, code, year)
    part = file.section(section)
    if not part.tables:
        raise Http404
    values = {(table.key, *cell): _value(file, (table.key, *cell)) for table in part.tables for cell in table.cells}
    context = {
        "file": file,
        "section": part,
        "cells": part.printed(file.content.sheets),
        "links": {
            place[1:]: file.address("cell", *place) for place, value in values.items() if value.number is not None
        },
        "origins": {place[1:]: value.origin for place, value in values.items() if value.origin in _MARKED},
        "faults": _faults(file, part),
        "may_fill": may_write(request, file) and bool(to_fill(file, part)),
        "filled": _filled_by(file, part),
    }
    return render(request, "reports/desk/sheets.html", context)


def _value(file: File, place: Place) -> Value:
    return file.content.sheets[place[0]].value(*place[1:])


def _faults(file: File, section: Section) -> dict[Key, str]:
    keys = {table.key for table in section.tables}
    return {
        cell: found.concern.says
        for found in file.checked.found
        if found.table in keys and found.red
        for cell in found.cells
    }


@dataclass(frozen=True)
class FilledCell:
    """填报的格: what was typed, from where, why, and by whom."""

    name: str
    value: Value
    by: str
    href: str


def _filled_by(file: File, section: Section) -> list[FilledCell]:
    if file.report is None:
        return []
    who = queries.fillers(file.report)
    return [
        FilledCell(
            name=f"{table.title}　{table.describe(*cell)}",
            value=value,
            by=str(who[table.key, *cell].by or "") if (table.key, *cell) in who else "",
            href=file.address("cell", table.key, *cell),
        )
        for table in section.tables
        for cell, value in file.content.typed(table)
    ]


@require_safe
@role(*STAFF)
def cell(request: DeskRequest, code: str, year: int, table: str, row: str, column: str) -> HttpResponse:
    """数字的出处: the files a number was counted from, or who typed it and from where."""
    file = file_of(request, code, year)
    lying = file.table(table)
    if (row, column) not in lying or file.form is None:
        raise Http404
    counted = file.counted
    same_form = counted is not None and counted.edition is file.form
    from_files = counted is not None and same_form and counted.is_counted(table, row, column)
    facts = counted.sources(table, row, column) if counted and from_files else ()
    context = {
        "file": file,
        "table": lying,
        "section": next(each for each in file.form.sections if lying in each.tables),
        "name": lying.describe(row, column),
        "value": file.content.sheets[table].value(row, column),
        "unit": lying.unit(row, column),
        "opened": (
            behind.opened(file.ledger, file.form, (table, row, column), facts, year, request.GET.get("page"))
            if from_files
            else None
        ),
        "history": _history(file, (table, row, column)),
        "binding": f"{{{name_of(file.form, (table, row, column))}}}",
        "addends": [
            (lying.describe(*part), file.content.sheets[table].value(*part), file.address("cell", table, *part))
            for part in lying.addends.get((row, column), ())
        ],
        "beneath": file.standing.scope.label,
    }
    return render(request, "reports/desk/cell.html", context)


def _history(file: File, place: Place) -> list[events.Event]:
    return events.of_cell(file.report, place) if file.report else []


@role("handler")
def fill(request: DeskRequest, code: str, year: int, section: str) -> HttpResponse:
    """填报: the cells of a section that nobody counts for us."""
    file, report = opened(request, code, year)
    part = file.section(section)
    places = to_fill(file, part)
    if not places:
        raise Http404
    must_be_lawful(file, Act.FILL, request)
    form = FillForm(
        posted(request, seen=report.dossier.version), content=file.content, places=places, initial=first_values(report)
    )
    if form.is_valid():
        acts.act(report, form.step(), today=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect(file.address("sheets", section))
    context = {"file": file, "section": part, "form": form, "cells": part.printed(file.content.sheets)}
    return render(request, "reports/desk/fill.html", context)


@role("signer")
def correct_cells(request: DeskRequest, code: str, year: int, section: str) -> HttpResponse:
    """更正数据: an erratum on the tables of a section."""
    file, report = opened(request, code, year)
    part = file.section(section)
    if not part.tables:
        raise Http404
    must_be_lawful(file, Act.CORRECT, request)
    places = [(table.key, *cell) for table in part.tables for cell in _correctable(file, table)]
    form = CorrectCellsForm(
        posted(request, seen=report.dossier.version), content=file.content, places=places, initial=first_values(report)
    )
    if form.is_valid():
        acts.correct(
            report,
            cells=form.numbers,
            reason=form.cleaned_data["reason"],
            on=form.cleaned_data["on"],
            today=clock.today(),
            by=request.official,
            seen=form.cleaned_data["seen"],
        )
        return redirect(file.address("year"))
    context = {"file": file, "section": part, "form": form, "cells": part.printed(file.content.sheets)}
    return render(request, "reports/desk/correct_cells.html", context)


def _correctable(file: File, table: Table) -> tuple[Key, ...]:
    """Sums follow by themselves, except in a report that was printed elsewhere and may add up wrongly."""
    return table.cells if file.standing.imported else table.counted
