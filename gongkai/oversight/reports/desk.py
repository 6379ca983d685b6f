"""办公页面: the years, one report, its acts, its check. Sheets, texts and imports have files of their own beside this one.

A report is addressed by authority and year; it has its pages every day of the year, opened or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.annual_report import EDITIONS
from gongkai.law.annual_report.facts import RemedyScope
from gongkai.law.annual_report.procedure import FLOW, Act, State
from gongkai.law.annual_report.prose import PENDING
from gongkai.law.annual_report.report import Section
from gongkai.law.grammar.flow import Objection, Role, Unlawful
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.queries import readable
from gongkai.office.journal import access
from gongkai.oversight.reports import acts, events, queries
from gongkai.oversight.reports.carriers import CARRIERS, as_file
from gongkai.oversight.reports.checking import Checked, Found
from gongkai.oversight.reports.claims import ROUNDING, Claim, claims
from gongkai.oversight.reports.files import (
    PAGE,
    STAFF,
    File,
    file_of,
    first_values,
    may_correct,
    may_write,
    must_be_lawful,
    opened,
    to_fill,
)
from gongkai.oversight.reports.forms import ACT_FORMS, CompileForm, ExplainForm
from gongkai.web import clock
from gongkai.web.forms import posted

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
    file = file_of(request, code, year)
    allowed, refused = _acts(request, file)
    context = {
        "file": file,
        "standing": file.standing,
        "checked": file.checked,
        "unexplained": file.checked.unexplained(file.standing),
        "acts": allowed,
        "refused": refused,
        "sections": [(section, _progress(file, section)) for section in file.form.sections] if file.form else [],
        "claims": _claims(file),
        "rounding": ROUNDING,
        "events": events.timeline(file.report, file.form) if file.report else [],
        "may_open": file.own and file.report is None and Role.HANDLER in request.roles,
        "may_write": may_write(request, file),
        "may_correct": may_correct(request, file),
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
    fillable = to_fill(file, section)
    return Progress(
        cells=len(values),
        blank=sum(value.number is None for value in values),
        to_fill=len(fillable),
        characters=len("".join(text.split())),
        pending=PENDING in text,
    )


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
    file = file_of(request, code, year)
    if not file.own or file.report is not None:
        raise Http404
    scope = queries.usual_scope(file.authority)
    first = {
        "scope": scope,
        "remedies": RemedyScope.FILED,
        "register": queries.keeps_register(file.authority, scope),
        "on": clock.today(),
    }
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
            register=form.cleaned_data["register"],
        )
        return redirect(file.address("year"))
    return render(request, "reports/desk/open.html", {"file": file, "form": form})


@role("handler", "reviewer", "signer", "publisher")
def take_act(request: DeskRequest, code: str, year: int, name: str) -> HttpResponse:
    """办理一步: freeze, send back, sign, publish."""
    act = next((act for act in ACT_FORMS if act.value == name), None)
    if act is None:
        raise Http404
    file, report = opened(request, code, year)
    must_be_lawful(file, act, request)
    form = ACT_FORMS[act](posted(request, seen=report.dossier.version), initial=first_values(report))
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


# -- the check -------------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def check_page(request: DeskRequest, code: str, year: int) -> HttpResponse:
    """核对: every finding with its cells and arithmetic, its explanation, and what could not be judged."""
    file = file_of(request, code, year)
    context = {
        "file": file,
        "standing": file.standing,
        "checked": file.checked,
        "may_explain": may_write(request, file),
        "explanations": file.standing.explanations,
    }
    return render(request, "reports/desk/check.html", context)


@role("handler")
def explain(request: DeskRequest, code: str, year: int, handle: str) -> HttpResponse:
    """说明: why a yellow finding stands as it does."""
    file, report = opened(request, code, year)
    must_be_lawful(file, Act.EXPLAIN, request)
    found = _found(file, handle)
    given = file.standing.explanations.get(found.concern.key)
    says = found.concern.says
    form = ExplainForm(
        posted(request, seen=report.dossier.version, says=says),
        finding=found.concern.key,
        initial={**first_values(report), "says": says, "text": given.text if given else ""},
    )
    if form.is_valid():
        if form.cleaned_data["says"] != says:
            raise Unlawful("台账刚有变动，警示的数字已经不同，请看过新的数字再说明", field="text")
        acts.act(report, form.step(), today=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect(file.address("check"))
    return render(request, "reports/desk/explain.html", {"file": file, "found": found, "form": form})


def _found(file: File, handle: str) -> Found:
    for found in file.checked.yellow:
        if found.handle == handle:
            return found
    raise Http404


# -- carriers --------------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def download(request: DeskRequest, code: str, year: int, carrier: str) -> HttpResponse:
    """下载: the report as it stands at the desk, as Word or PDF."""
    file = file_of(request, code, year)
    if carrier not in CARRIERS:
        raise Http404
    dossier = file.report.dossier if file.report else None
    access.download(request.official, file.authority, f"{file.content.title}（{carrier}）", dossier)
    return as_file(file.content, file.standing, carrier)
