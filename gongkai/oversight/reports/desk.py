"""办公页面: the years, one report, its sheets and the records behind each cell, its texts, its check, and its acts.

A report is addressed by authority and year; it has its pages every day of the year, opened or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.casework.applications import queries as applications
from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.law.annual_report.facts import RemedyScope
from gongkai.law.annual_report.procedure import FLOW, Act, State, edition_or_none, typeable
from gongkai.law.annual_report.prose import PENDING, name_of, short_names
from gongkai.law.annual_report.report import Place, Section
from gongkai.law.grammar.flow import Objection, Role, Unlawful
from gongkai.law.grammar.sheets import Origin, Value
from gongkai.law.grammar.tables import Key, Table
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.queries import readable
from gongkai.office.journal import access
from gongkai.oversight.reports import acts, events, papers, queries
from gongkai.oversight.reports.carriers import CARRIERS, as_file
from gongkai.oversight.reports.checking import Checked, Found
from gongkai.oversight.reports.claims import ROUNDING, Claim, claims
from gongkai.oversight.reports.files import File
from gongkai.oversight.reports.forms import (
    ACT_FORMS,
    CompileForm,
    ConfirmForm,
    CorrectCellsForm,
    CorrectTextForm,
    ExplainForm,
    FillForm,
    ReadForm,
    WriteForm,
)
from gongkai.oversight.reports.models import Report
from gongkai.oversight.reports.reading_in import ReadIn, completed, read_in, unpacked
from gongkai.papers.text import PaperError
from gongkai.reading.carriers import UnreadableFile
from gongkai.web import clock
from gongkai.web.forms import AGAIN

PAGE = 20
STAFF = ("handler", "reviewer", "signer", "publisher", "dispatcher", "inspector")
"""可查看者: who reads reports; auditors read everything by the guard itself."""


# -- finding the report -----------------------------------------------------------------------------------------------------


def _file(request: DeskRequest, code: str, year: int) -> File:
    authority = readable(request.authority, request.offices).filter(code=code).first()
    if authority is None:
        raise Http404
    report = queries.report_of(authority, year)
    if report is None and (edition_or_none(year) is None or year > clock.today().year):
        raise Http404
    return File(authority, year, report, own=authority.pk == request.authority.pk)


def _opened(request: DeskRequest, code: str, year: int) -> tuple[File, Report]:
    """A report of one's own authority that somebody has opened."""
    file = _file(request, code, year)
    if file.report is None or not file.own:
        raise Http404
    return file, file.report


def _posted(request: DeskRequest, report: Report) -> QueryDict | None:
    """What was sent. Carried back after a refusal, the form shows the file as it is now and may be sent again from there."""
    if not request.POST or AGAIN not in request.POST:
        return request.POST or None
    carried = request.POST.copy()
    carried["seen"] = str(report.dossier.version)
    return carried


def _first(report: Report) -> dict[str, object]:
    return {"on": clock.today(), "seen": report.dossier.version}


def _must(file: File, act: Act, request: DeskRequest) -> None:
    """Refuse an act whose page should not be there: not lawful in this state, or another role's."""
    row = FLOW.row(file.standing.state, act)
    if row.role not in request.roles:
        raise Unlawful(f"“{act.label}”应由{row.role}办理", row.basis)


# -- the years -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Year:
    """一年: a year as the list shows it."""

    file: File
    due: date | None

    @property
    def state(self) -> State | None:
        """状态: None while nobody has opened it."""
        return State(self.file.report.dossier.state) if self.file.report else None

    @property
    def checked(self) -> Checked | None:
        """核对结果: of an opened report."""
        return self.file.checked if self.file.report else None

    def overdue(self, today: date) -> bool:
        """已逾期: its day is over and it is not out."""
        return self.due is not None and self.due < today and self.state is not State.PUBLISHED


@require_safe
@role(*STAFF)
def desk(request: DeskRequest) -> HttpResponse:
    """历年报告: every year, opened or not, and the year's reports of the authorities beneath."""
    authority, today = request.authority, clock.today()
    known = {report.year: report for report in queries.reports(authority)}
    first = max(EDITIONS[0].first, authority.established_on.year)
    recent = range(max(first, today.year - 5), today.year + 1)
    years = sorted({*known, *recent}, reverse=True)
    rows = [Year(File(authority, year, known.get(year), own=True), queries.due(authority, year)) for year in years]
    beneath = readable(authority, request.offices).exclude(pk=authority.pk).standing(today).order_by("path")
    reported = {report.authority_id: report for report in queries.of_year_beneath(authority, today.year - 1)}
    subordinates = [(each, reported.get(each.pk)) for each in beneath if each.duties.report_due]
    context = {
        "authority": authority,
        "rows": rows,
        "older": [year for year in range(recent.start - 1, first - 1, -1) if year not in known],
        "last": today.year - 1,
        "page": Paginator(subordinates, PAGE).get_page(request.GET.get("page")),
        "states": State,
        "may_import": Role.HANDLER in request.roles,
    }
    return render(request, "reports/desk/index.html", context)


@require_safe
@role(*STAFF)
def year(request: DeskRequest, code: str, year: int) -> HttpResponse:
    """一份报告: where it stands, what may be done and what may not and why, its sections, what the check finds."""
    file = _file(request, code, year)
    allowed, refused = _acts(request, file)
    context = {
        "file": file,
        "standing": file.standing,
        "checked": file.checked,
        "unexplained": file.checked.unexplained(file.standing),
        "acts": allowed,
        "refused": refused,
        "today": clock.today(),
        "sections": [(section, _progress(file, section)) for section in file.form.sections] if file.form else [],
        "claims": _claims(file),
        "rounding": ROUNDING,
        "scopes": RemedyScope,
        "events": events.timeline(file.report, file.form) if file.report else [],
        "may_open": file.own and file.report is None and Role.HANDLER in request.roles,
        "may_write": _may_write(request, file),
        "may_correct": _may_correct(request, file),
        "carriers": CARRIERS,
    }
    return render(request, "reports/desk/year.html", context)


@dataclass(frozen=True)
class Progress:
    """进度: of a section: how many of its cells have no number yet, and how much text it holds."""

    cells: int
    blank: int
    to_fill: int
    characters: int
    pending: bool


def _progress(file: File, section: Section) -> Progress:
    values = [file.content.sheets[table.key].value(*cell) for table in section.tables for cell in table.cells]
    text = file.content.read(section.key)
    fillable = _to_fill(file, section)
    return Progress(
        cells=len(values),
        blank=sum(value.number is None for value in values),
        to_fill=len(fillable),
        characters=len("".join(text.split())),
        pending=PENDING in text,
    )


def _to_fill(file: File, section: Section) -> list[Place]:
    tables = {table.key for table in section.tables}
    return [place for place in typeable(file.form) if place[0] in tables] if file.form else []


def _may_write(request: DeskRequest, file: File) -> bool:
    return file.own and file.report is not None and file.compiling and Role.HANDLER in request.roles


def _may_correct(request: DeskRequest, file: File) -> bool:
    published = file.report is not None and file.standing.state is State.PUBLISHED
    return file.own and published and Role.SIGNER in request.roles


def _acts(request: DeskRequest, file: File) -> tuple[list[tuple[str, str]], list[tuple[str, Objection]]]:
    """Every act with a page of its own: as a button, or with the reason and article why not."""
    allowed: list[tuple[str, str]] = []
    refused: list[tuple[str, Objection]] = []
    if not file.own or file.report is None or file.standing.imported:
        return allowed, refused
    for act in ACT_FORMS:
        objections = file.standing.objections(act, clock.today(), file.checked.concerns if act is Act.FREEZE else ())
        row = next((row for row in FLOW.open_acts(file.standing.state) if row.act == act), None)
        if row and not objections and row.role not in request.roles:
            objections = (Objection(f"应由{row.role}办理", row.basis),)
        if not objections:
            allowed.append((act.label, file.address("act", act.value)))
        else:
            refused += [(act.label, objection) for objection in objections[:3]]
    return allowed, refused


def _claims(file: File) -> list[Claim]:
    if not file.content.stated:
        return []
    return list(claims(file.content, file.counted.sheets if file.counted else {}))


# -- opening and moving ----------------------------------------------------------------------------------------------------


@role("handler")
def open_report(request: DeskRequest, code: str, year: int) -> HttpResponse:
    """开始编制."""
    file = _file(request, code, year)
    if not file.own or file.report is not None:
        raise Http404
    first = {"scope": queries.usual_scope(file.authority), "remedies": RemedyScope.FILED, "on": clock.today()}
    form = CompileForm(request.POST or None, initial=first)
    if form.is_valid():
        acts.compile_report(
            file.authority,
            year,
            on=form.cleaned_data["on"],
            today=clock.today(),
            by=request.official,
            scope=form.cleaned_data["scope"],
            remedies=form.cleaned_data["remedies"],
        )
        return redirect(file.address("year"))
    return render(request, "reports/desk/open.html", {"file": file, "form": form})


@role("handler", "reviewer", "signer", "publisher")
def take_act(request: DeskRequest, code: str, year: int, name: str) -> HttpResponse:
    """办理一步: freeze, send back, sign, publish."""
    act = next((act for act in ACT_FORMS if act.value == name), None)
    if act is None:
        raise Http404
    file, report = _opened(request, code, year)
    _must(file, act, request)
    form = ACT_FORMS[act](_posted(request, report), initial=_first(report))
    if form.is_valid():
        acts.act(report, form.step(), today=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect(file.address("year"))
    concerns = file.checked.concerns if act is Act.FREEZE else ()
    context = {
        "file": file,
        "act": act,
        "basis": FLOW.row(file.standing.state, act).basis,
        "form": form,
        "objections": file.standing.objections(act, clock.today(), concerns),
    }
    return render(request, "reports/desk/act.html", context)


# -- sheets and the records behind them ------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def sheets(request: DeskRequest, code: str, year: int, section: str) -> HttpResponse:
    """统计表: the tables of a section as the form prints them; every number leads to what it was counted from."""
    file = _file(request, code, year)
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
        "may_fill": _may_write(request, file) and bool(_to_fill(file, part)),
        "filled": _filled_by(file, part),
        "counted": file.form is not None
        and any(table == each.key for table, _, _ in file.form.counted for each in part.tables),
    }
    return render(request, "reports/desk/sheets.html", context)


def _value(file: File, place: Place) -> Value:
    return file.content.sheets[place[0]].value(*place[1:])


_MARKED = (Origin.TYPED, Origin.IMPORTED)
"""加注来源的格: what was counted is the rule and stays unmarked."""


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
    file = _file(request, code, year)
    lying = file.table(table)
    if (row, column) not in lying or file.form is None:
        raise Http404
    counted = file.counted
    same_form = counted is not None and counted.edition is file.form
    from_files = same_form and _is_counted(file.form, table, (row, column))
    facts = counted.sources(table, row, column) if counted and from_files else ()
    applied, challenged = file.ledger.behind(facts)
    of_remedies = table == "remedies" or row.startswith(("review", "suit"))
    number = request.GET.get("page")
    page_of_cases = Paginator(challenged, PAGE).get_page(number)
    page_of_applications = Paginator(applied, PAGE).get_page(number)
    context = {
        "file": file,
        "table": lying,
        "section": next(each for each in file.form.sections if lying in each.tables),
        "name": lying.describe(row, column),
        "value": file.content.sheets[table].value(row, column),
        "unit": lying.unit(row, column),
        "from_files": from_files,
        "of_remedies": of_remedies,
        "page": page_of_cases if of_remedies else page_of_applications,
        "cases": list(page_of_cases.object_list),
        "applications": applications.with_names(page_of_applications.object_list),
        "history": _history(file, (table, row, column)),
        "binding": f"{{{name_of(file.form, (table, row, column))}}}",
        "addends": [
            (lying.describe(*part), file.content.sheets[table].value(*part), file.address("cell", table, *part))
            for part in lying.addends.get((row, column), ())
        ],
        "beneath": file.standing.scope.label,
    }
    return render(request, "reports/desk/cell.html", context)


def _is_counted(form: Edition, table: str, cell: Key) -> bool:
    """Whether a cell, or every cell a sum adds up, is counted from the files."""
    parts = form.tables[table].addends.get(cell)
    if parts is None:
        return (table, *cell) in form.counted
    return all(_is_counted(form, table, part) for part in parts)


def _history(file: File, place: Place) -> list[events.Event]:
    return events.of_cell(file.report, place) if file.report else []


@role("handler")
def fill(request: DeskRequest, code: str, year: int, section: str) -> HttpResponse:
    """填报: the cells of a section that nobody counts for us."""
    file, report = _opened(request, code, year)
    part = file.section(section)
    places = _to_fill(file, part)
    if not places:
        raise Http404
    _must(file, Act.FILL, request)
    form = FillForm(_posted(request, report), content=file.content, places=places, initial=_first(report))
    if form.is_valid():
        acts.act(report, form.step(), today=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect(file.address("sheets", section))
    context = {"file": file, "section": part, "form": form, "cells": part.printed(file.content.sheets)}
    return render(request, "reports/desk/fill.html", context)


# -- texts -----------------------------------------------------------------------------------------------------------------


@role(*STAFF)
def text(request: DeskRequest, code: str, year: int, section: str) -> HttpResponse:
    """正文: a section as it will be read, and its editor while the report is being compiled."""
    file = _file(request, code, year)
    part = file.section(section)
    context = {
        "file": file,
        "section": part,
        "blocks": list(papers.paragraphs(file.content.read(section))),
        "form": None,
        "names": _names(file),
    }
    if file.report is not None and _may_write(request, file):
        first = {**_first(file.report), "text": file.content.texts.get(section, "")}
        form = WriteForm(_posted(request, file.report), section=part, initial=first)
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
    return [(f"{{{name}}}", file.content.said(name)) for name in ("机关", "年度", "上年度", *short_names(file.form))]


# -- the check -------------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def check_page(request: DeskRequest, code: str, year: int) -> HttpResponse:
    """核对: every finding with its cells and arithmetic, its explanation, and what could not be judged."""
    file = _file(request, code, year)
    context = {
        "file": file,
        "standing": file.standing,
        "checked": file.checked,
        "may_explain": _may_write(request, file),
        "explanations": file.standing.explanations,
    }
    return render(request, "reports/desk/check.html", context)


@role("handler")
def explain(request: DeskRequest, code: str, year: int, handle: str) -> HttpResponse:
    """说明: why a yellow finding stands as it does."""
    file, report = _opened(request, code, year)
    _must(file, Act.EXPLAIN, request)
    found = _found(file, handle)
    given = file.standing.explanations.get(found.concern.key)
    form = ExplainForm(
        _posted(request, report),
        finding=found.concern.key,
        says=found.concern.says,
        initial={**_first(report), "text": given.text if given else ""},
    )
    if form.is_valid():
        acts.act(report, form.step(), today=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect(file.address("check"))
    return render(request, "reports/desk/explain.html", {"file": file, "found": found, "form": form})


def _found(file: File, handle: str) -> Found:
    for found in file.checked.yellow:
        if found.handle == handle:
            return found
    raise Http404


# -- putting right what was published --------------------------------------------------------------------------------------


@role("signer")
def correct_cells(request: DeskRequest, code: str, year: int, section: str) -> HttpResponse:
    """更正数据: an erratum on the tables of a section."""
    file, report = _opened(request, code, year)
    part = file.section(section)
    if not part.tables:
        raise Http404
    _must(file, Act.CORRECT, request)
    places = [(table.key, *cell) for table in part.tables for cell in _correctable(file, table)]
    form = CorrectCellsForm(_posted(request, report), content=file.content, places=places, initial=_first(report))
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


@role("signer")
def correct_text(request: DeskRequest, code: str, year: int, section: str) -> HttpResponse:
    """更正文字: an erratum on a phrase."""
    file, report = _opened(request, code, year)
    part = file.section(section)
    _must(file, Act.CORRECT, request)
    form = CorrectTextForm(_posted(request, report), section=part, initial=_first(report))
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


# -- reports from before the platform ---------------------------------------------------------------------------------------


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
            (section, section.printed(content.sheets), {place[1:]: form[name] for name, place in of_section})
            for section in (content.form.sections if content.form else ())
            if any(table.key in content.sheets for table in section.tables)
            for of_section in [[each for each in form.places.items() if each[1][0] in {t.key for t in section.tables}]]
        ],
    }
    return render(request, "reports/desk/confirm.html", context)


# -- carriers --------------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def download(request: DeskRequest, code: str, year: int, carrier: str) -> HttpResponse:
    """下载: the report as it stands at the desk, as Word or PDF."""
    file = _file(request, code, year)
    if carrier not in CARRIERS:
        raise Http404
    dossier = file.report.dossier if file.report else None
    access.download(request.official, file.authority, f"{file.content.title}（{carrier}）", dossier)
    return as_file(file.content, file.standing, carrier)
