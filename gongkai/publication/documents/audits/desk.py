"""属性抽查页面: the audits, one with its findings and rates, one finding with what was said of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.label_audit import Verdict
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.publication.documents.audits import acts, queries
from gongkai.publication.documents.audits.forms import DrawForm, FindForm, RemarkForm, SettleForm
from gongkai.publication.documents.models import AuditFinding, LabelAudit
from gongkai.publication.documents.validity.desk import STAFF
from gongkai.web import clock
from gongkai.web.forms import Form

AUDITORS = ("inspector", "reviewer")


@require_safe
@role(*STAFF)
def audits(request: DeskRequest) -> HttpResponse:
    """属性抽查: every draw, and the error rates of the year by section."""
    year = clock.today().year
    context = {
        "audits": queries.audits(request.authority),
        "rates": queries.rates(queries.of_year(request.authority, year)),
        "relabelled": queries.relabelled(request.authority, year),
        "year": year,
        "may_draw": bool({Role.INSPECTOR, Role.REVIEWER} & request.roles),
    }
    return render(request, "documents/desk/audits.html", context)


@role(*AUDITORS)
def draw(request: DeskRequest) -> HttpResponse:
    """抽样."""
    today = clock.today()
    first = {
        "title": f"{today.year}年公开属性抽查",
        "since": today.replace(month=1, day=1),
        "through": today,
        "size": 10,
    }
    form = DrawForm(request.POST or None, initial=first)
    if form.is_valid():
        made = acts.draw(request.authority, form.draw(), on=today, today=today, by=request.official)
        return redirect("documents:audit", made.pk)
    return render(request, "documents/desk/audit_draw.html", {"form": form})


@require_safe
@role(*STAFF)
def audit(request: DeskRequest, audit: int) -> HttpResponse:
    """一次抽查: what was drawn, what was found, and whether the draw can be made again."""
    row = _audit(request, audit)
    same, numbers = queries.redrawn(row)
    context = {
        "audit": row,
        "findings": queries.findings(row),
        "rates": queries.rates(queries.findings(row)),
        "left": queries.open_findings(row),
        "same": same,
        "redrawn": numbers,
        "may_close": _acts_here(request, row) and bool({Role.INSPECTOR, Role.REVIEWER} & request.roles),
    }
    return render(request, "documents/desk/audit.html", context)


@require_safe
@role(*STAFF)
def finding(request: DeskRequest, audit: int, finding: int) -> HttpResponse:
    """一件抽查事项: the label, what was found, and what both sides said."""
    row = _finding(request, audit, finding)
    return _page(request, row)


@require_POST
@role(*AUDITORS)
def find(request: DeskRequest, audit: int, finding: int) -> HttpResponse:
    """登记抽查意见."""
    row = own(request, _finding(request, audit, finding))
    form = FindForm(request.POST)
    if form.is_valid():
        today = clock.today()
        acts.find(row, form.found(), on=today, today=today, by=request.official)
        return redirect("documents:finding", audit, finding)
    return _page(request, row, find=form)


@require_POST
@role("handler", "reviewer", "inspector", "publisher")
def remark(request: DeskRequest, audit: int, finding: int) -> HttpResponse:
    """沟通."""
    row = own(request, _finding(request, audit, finding))
    form = RemarkForm(request.POST)
    if form.is_valid():
        today = clock.today()
        acts.remark(row, form.cleaned_data["text"], on=today, today=today, by=request.official)
        return redirect("documents:finding", audit, finding)
    return _page(request, row, remark=form)


@require_POST
@role("reviewer")
def settle(request: DeskRequest, audit: int, finding: int) -> HttpResponse:
    """处理."""
    row = own(request, _finding(request, audit, finding))
    form = SettleForm(request.POST)
    if form.is_valid():
        today = clock.today()
        given = form.cleaned_data
        acts.settle(row, given["settlement"], reason=given["reason"], on=today, today=today, by=request.official)
        return redirect("documents:finding", audit, finding)
    return _page(request, row, settle=form)


@require_POST
@role(*AUDITORS)
def close(request: DeskRequest, audit: int) -> HttpResponse:
    """办结抽查."""
    row = own(request, _audit(request, audit))
    today = clock.today()
    acts.close(row, on=today, today=today, by=request.official)
    return redirect("documents:audit", audit)


def _page(request: DeskRequest, row: AuditFinding, **bound: Form) -> HttpResponse:
    mine = _acts_here(request, row.audit)
    wrong = row.verdict == Verdict.WRONG
    first = {"verdict": row.verdict or None, "right": row.right or None, "ground": row.ground or None, "note": row.note}
    audits_it = bool({Role.INSPECTOR, Role.REVIEWER} & request.roles)
    context = {
        "finding": row,
        "remarks": queries.remarks(row),
        "find": bound.get("find") or (FindForm(initial=first) if mine and audits_it and not row.settlement else None),
        "remark": bound.get("remark") or (RemarkForm() if mine and wrong else None),
        "settle": bound.get("settle")
        or (SettleForm() if mine and wrong and not row.settlement and Role.REVIEWER in request.roles else None),
    }
    return render(request, "documents/desk/finding.html", context)


def _acts_here(request: DeskRequest, row: LabelAudit) -> bool:
    return row.authority_id == request.authority.pk and row.closed_on is None


def _audit(request: DeskRequest, pk: int) -> LabelAudit:
    return get_object_or_404(readable_rows(request, LabelAudit.objects.all()).select_related("authority"), pk=pk)


def _finding(request: DeskRequest, audit: int, pk: int) -> AuditFinding:
    rows = readable_rows(request, AuditFinding.objects.all())
    related = ("audit__authority", "document__dossier__authority", "document__authority", "found_by", "authority")
    return get_object_or_404(rows.select_related(*related), pk=pk, audit=audit)
