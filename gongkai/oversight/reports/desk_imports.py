"""导入往年报告的页面: a file or pasted text is read, shown with what was found in it, and kept once somebody confirms."""

from __future__ import annotations

from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.law.annual_report.report import Section
from gongkai.law.grammar.tables import Key
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.oversight.reports import acts
from gongkai.oversight.reports.forms import ConfirmForm
from gongkai.oversight.reports.proofreading.forms import MEGABYTES, ReadForm
from gongkai.oversight.reports.proofreading.trying import attempt, proofread
from gongkai.oversight.reports.proofreading.whose import importable, named
from gongkai.oversight.reports.reading_in import ReadIn, completed, of_reading, unpacked
from gongkai.web import clock
from gongkai.web.unstored import unstored


@role("handler")
@unstored(MEGABYTES + 2)
def read_published(request: DeskRequest) -> HttpResponse:
    """读入往年报告: a file or pasted text, read and checked; nothing is kept until somebody confirms it."""
    form = ReadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (made := attempt(form, proofread)):
        found, _ = made
        return _first(request, ReadIn(of_reading(found.reading, found.findings), found.read_notes))
    return render(request, "reports/desk/read.html", {"form": form})


@require_POST
@role("handler")
def import_published(request: DeskRequest) -> HttpResponse:
    """导入往年报告: keep what was read, as it was printed; what comes from a check is shown first."""
    found = unpacked(request.POST.get("packed", ""))
    if "source" not in request.POST:
        return _first(request, found)
    whose = list(importable(request, clock.today()))
    form = ConfirmForm(request.POST, content=found.content, places=found.unread, whose=whose)
    if not form.is_valid():
        return _confirmation(request, found, form)
    report = acts.import_published(
        form.chosen,
        form.cleaned_data["year"],
        found.content.form,
        completed(found, form.added()),
        found.content.stated,
        noted=found.content.noted,
        source=form.cleaned_data["source"],
        on=clock.today(),
        by=request.official,
        published_on=form.cleaned_data["published_on"],
    )
    return redirect("reports:year", form.chosen.code, report.year)


def _first(request: DeskRequest, found: ReadIn) -> HttpResponse:
    whose = list(importable(request, clock.today()))
    first = {
        "authority": named(found.content.authority, whose),
        "year": found.content.year or None,
        "packed": found.packed(),
    }
    form = ConfirmForm(content=found.content, places=found.unread, whose=whose, initial=first)
    return _confirmation(request, found, form)


def _confirmation(request: DeskRequest, found: ReadIn, form: ConfirmForm) -> HttpResponse:
    content = found.content
    context = {
        "found": found,
        "content": content,
        "form": form,
        "authority": request.authority,
        "parts": [
            (section, section.printed(content.sheets), _inputs(form, section))
            for section in (content.form.sections if content.form else ())
            if any(table.key in content.sheets for table in section.tables)
        ],
    }
    return render(request, "reports/desk/confirm.html", context)


def _inputs(form: ConfirmForm, section: Section) -> dict[Key, BoundField]:
    """The inputs for what could not be read in the tables of a section."""
    tables = {table.key for table in section.tables}
    return {place[1:]: form[name] for name, place in form.places.items() if place[0] in tables}
