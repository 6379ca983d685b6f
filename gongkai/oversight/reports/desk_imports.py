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
from gongkai.oversight.reports.forms import ConfirmForm, ReadForm
from gongkai.oversight.reports.reading_in import ReadIn, completed, read_in, unpacked
from gongkai.papers.text import PaperError
from gongkai.reading.carriers import UnreadableFile
from gongkai.web import clock


@role("handler")
def read_published(request: DeskRequest) -> HttpResponse:
    """读入往年报告: a file or pasted text, read and checked; nothing is kept until somebody confirms it."""
    form = ReadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            found = read_in(*form.source())
        except (UnreadableFile, PaperError) as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(refusal))
        else:
            first = {"year": found.content.year or None, "packed": found.packed()}
            return _confirmation(request, found, ConfirmForm(content=found.content, places=found.unread, initial=first))
    return render(request, "reports/desk/read.html", {"form": form})


@require_POST
@role("handler")
def import_published(request: DeskRequest) -> HttpResponse:
    """导入往年报告: keep what was read, as it was printed."""
    found = unpacked(request.POST.get("packed", ""))
    form = ConfirmForm(request.POST, content=found.content, places=found.unread)
    if not form.is_valid():
        return _confirmation(request, found, form)
    report = acts.import_published(
        request.authority,
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
    return redirect("reports:year", request.authority.code, report.year)


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
