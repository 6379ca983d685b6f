"""正文的页面: a section as it will be read, its editor, and putting a published phrase right."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from gongkai.law.annual_report.procedure import Act
from gongkai.law.annual_report.prose import WORDS, short_names
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.oversight.reports import acts, interaction, papers
from gongkai.oversight.reports.files import (
    STAFF,
    File,
    file_of,
    first_values,
    may_write,
    must_be_lawful,
    opened,
)
from gongkai.oversight.reports.forms import CorrectTextForm, WriteForm
from gongkai.web import clock
from gongkai.web.forms import posted


@role(*STAFF)
def text(request: DeskRequest, code: str, year: int, section: str) -> HttpResponse:
    """正文: a section as it will be read, and its editor while the report is being compiled."""
    file = file_of(request, code, year)
    part = file.section(section)
    context = {
        "file": file,
        "section": part,
        "blocks": list(papers.paragraphs(file.content.read(section))),
        "form": None,
        "names": _names(file),
        "beside": interaction.named(file.content.beside, file.year),
        "own": file.own,
    }
    if file.report is not None and may_write(request, file):
        first = {**first_values(file.report), "text": file.content.texts.get(section, "")}
        form = WriteForm(posted(request, seen=file.report.dossier.version), section=part, initial=first)
        if form.is_valid():
            acts.act(file.report, form.step(), today=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
            return redirect(file.address("text", section))
        context["form"] = form
    elif request.method == "POST":
        raise Http404
    return render(request, "reports/desk/text.html", context)


def _names(file: File) -> list[tuple[str, str]]:
    """The short names of the form with what they stand for today."""
    if file.form is None:
        return []
    return [(f"{{{name}}}", file.content.said(name)) for name in (*WORDS, *short_names(file.form))]


@role("signer")
def correct_text(request: DeskRequest, code: str, year: int, section: str) -> HttpResponse:
    """更正文字: an erratum on a phrase."""
    file, report = opened(request, code, year)
    part = file.section(section)
    must_be_lawful(file, Act.CORRECT, request)
    form = CorrectTextForm(posted(request, seen=report.dossier.version), section=part, initial=first_values(report))
    if form.is_valid():
        acts.correct(
            report,
            texts=[form.wording()],
            reason=form.cleaned_data["reason"],
            on=form.cleaned_data["on"],
            today=clock.today(),
            by=request.official,
            seen=form.cleaned_data["seen"],
        )
        return redirect(file.address("year"))
    context = {"file": file, "section": part, "form": form, "source": file.content.texts.get(section, "")}
    return render(request, "reports/desk/correct_text.html", context)
