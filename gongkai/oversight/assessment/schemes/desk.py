"""方案的工作台: the versions, one of them as a tree, its draft changed row by row or as a table, and its approval."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.grammar.statute import Certainty
from gongkai.law.supervision.assessment import ASSESSED
from gongkai.law.supervision.measures import MEASURES
from gongkai.law.supervision.ready_schemes import READY
from gongkai.law.supervision.schemes import HEADS, RowFault, RowKind, SchemeRow, SchemeText, as_cells, read_rows
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.oversight.assessment.measures.registry import finders
from gongkai.oversight.assessment.schemes import acts, queries
from gongkai.oversight.assessment.schemes.forms import BeginForm, RowForm, RowsForm, WholeForm
from gongkai.oversight.assessment.schemes.models import SchemeVersion
from gongkai.papers.sheets_in import read_sheets
from gongkai.papers.text import PaperError
from gongkai.publication.catalogue.files import FORMATS, as_list
from gongkai.web import clock

CERTAINTY_TONES = {Certainty.SEEN: "good", Certainty.RECALLED: "warn", Certainty.INFERRED: "bad"}


@require_safe
@role(*STAFF)
def schemes(request: DeskRequest) -> HttpResponse:
    """考核方案: every version, and the ready-made ones."""
    context = {
        "versions": queries.readable(request.authority),
        "ready": READY,
        "may_draft": Role.INSPECTOR in request.roles,
    }
    return render(request, "assessment/desk/schemes.html", context)


@require_safe
@role(*STAFF)
def measures(request: DeskRequest) -> HttpResponse:
    """计量项: what is counted, how, from whose records, and whether the platform counts it already."""
    context = {"measures": MEASURES.values(), "counted": set(finders())}
    return render(request, "assessment/desk/measures.html", context)


@role("inspector")
def begin(request: DeskRequest) -> HttpResponse:
    """起草方案."""
    last = [(str(each.pk), str(each)) for each in queries.approved(request.authority)]
    form = BeginForm(request.POST or None, last=last)
    if form.is_valid():
        origin, name = form.cleaned_data["origin"], form.cleaned_data["name"]
        text = _origin(request, origin)
        if name:
            text = replace(text, label=name)
        kept = origin if origin in READY else ""
        made = acts.begin(request.authority, text, origin=kept, on=clock.today(), by=request.official)
        return redirect("assessment:scheme", made.pk)
    return _form(request, form, "起草方案", None)


def _origin(request: DeskRequest, origin: str) -> SchemeText:
    if origin in READY:
        return READY[origin]
    if origin.isdecimal():
        return queries.text(_version(request, int(origin)))
    return SchemeText("")


@require_safe
@role(*STAFF)
def scheme(request: DeskRequest, version: int) -> HttpResponse:
    """一版方案: its rows as a tree with what is wrong with them; a draft can be changed here."""
    row = get_object_or_404(queries.readable(request.authority), pk=version)
    text = queries.text(row)
    ours = row.authority_id == request.authority.pk
    drafting = row.approved_on is None and ours and Role.INSPECTOR in request.roles
    context = {
        "version": row,
        "text": text,
        "lines": [(each, _depth(text, each), _measured(each)) for each in text.rows],
        "faults": text.faults(),
        "units": queries.units(row.authority, text),
        "drafting": drafting,
        "may_approve": row.approved_on is None and ours and row.drafted_by_id != request.official.pk,
        "tones": CERTAINTY_TONES,
        "rule_kinds": set(RowKind) - {RowKind.INDICATOR},
    }
    return render(request, "assessment/desk/scheme.html", context)


def _depth(text: SchemeText, row: SchemeRow) -> int:
    above = next((each for each in text.rows if each.key == row.within), None) if row.within else None
    return 0 if above is None else _depth(text, above) + 1


def _measured(row: SchemeRow) -> str:
    if row.kind is RowKind.INDICATOR:
        return ""
    return MEASURES[row.measure].label if row.measure in MEASURES else "两人登记"


@role("inspector")
def whole(request: DeskRequest, version: int) -> HttpResponse:
    """改总则."""
    row = _draft(request, version)
    form = WholeForm(request.POST or None, initial=WholeForm.shown(queries.text(row)))
    if form.is_valid():
        given = form.given()
        acts.change(row, lambda text: replace(text, **given), on=clock.today(), by=request.official)
        return redirect("assessment:scheme", row.pk)
    return _form(request, form, "修改总则", row)


@role("inspector")
def edit_row(request: DeskRequest, version: int) -> HttpResponse:
    """加行、改行: ``key`` in the address names the row to be changed."""
    row = _draft(request, version)
    text = queries.text(row)
    there = next((each for each in text.rows if each.key == request.GET.get("key")), None)
    form = RowForm(request.POST or None, text=text, initial=RowForm.shown(there) if there else None)
    if form.is_valid():
        given = form.row()
        acts.change(row, lambda found: found.with_row(given), on=clock.today(), by=request.official)
        return redirect("assessment:scheme", row.pk)
    return _form(request, form, "修改一行" if there else "添加一行", row)


@require_POST
@role("inspector")
def drop_row(request: DeskRequest, version: int) -> HttpResponse:
    """删行."""
    row, key = _draft(request, version), request.POST.get("key", "")
    acts.change(row, lambda found: found.without(key), on=clock.today(), by=request.official)
    return redirect("assessment:scheme", row.pk)


@role("inspector")
def rows(request: DeskRequest, version: int) -> HttpResponse:
    """整表替换: told row by row what is wrong, and nothing is replaced half."""
    row = _draft(request, version)
    form = RowsForm(request.POST or None, request.FILES or None)
    faults: tuple[RowFault, ...] = ()
    if form.is_valid():
        read, faults = _read(form.data_given())
        if read and not faults:
            acts.change(row, lambda text: replace(text, rows=read), on=clock.today(), by=request.official)
            messages.success(request, f"已替换为{len(read)}行")
            return redirect("assessment:scheme", row.pk)
    context = {"form": form, "version": row, "faults": faults, "heads": HEADS}
    return render(request, "assessment/desk/scheme_rows.html", context)


def _read(data: bytes) -> tuple[tuple[SchemeRow, ...], tuple[RowFault, ...]]:
    try:
        lines = [line for sheet in read_sheets(data, most_rows=1000) for line in sheet.records()]
    except PaperError as wrong:
        return (), (RowFault(0, str(wrong)),)
    if not lines:
        return (), (RowFault(0, "表中没有可读的行"),)
    if missing := [head for head in HEADS[:5] if head not in lines[0][1]]:
        return (), (RowFault(0, f"没有这些列：{'、'.join(missing)}"),)
    return read_rows(lines)


@require_safe
@role(*STAFF)
def export(request: DeskRequest, version: int, format: str) -> HttpResponse:
    """方案表: as a worksheet, to be changed there and brought back."""
    if format not in FORMATS:
        raise Http404
    row = get_object_or_404(queries.readable(request.authority), pk=version)
    return as_list(HEADS, [as_cells(each) for each in queries.text(row).rows], str(row), format)


@require_POST
@role("inspector", "signer")
def approve(request: DeskRequest, version: int) -> HttpResponse:
    """批准方案."""
    row = _version(request, version)
    acts.approve(row, on=clock.today(), by=request.official)
    messages.success(request, "方案已批准")
    return redirect("assessment:scheme", row.pk)


def _version(request: DeskRequest, pk: int) -> SchemeVersion:
    return get_object_or_404(queries.versions(request.authority), pk=pk)


def _draft(request: DeskRequest, pk: int) -> SchemeVersion:
    row = _version(request, pk)
    if row.approved_on:
        raise Unlawful("已批准的方案不能修改，请起草新的一版", ASSESSED)
    return row


def _form(request: DeskRequest, form: object, heading: str, version: SchemeVersion | None) -> HttpResponse:
    return render(request, "assessment/desk/scheme_form.html", {"form": form, "heading": heading, "version": version})
