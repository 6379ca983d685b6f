"""栏目抽查页面: the audits with the rates of the year, one with its findings, one finding, and what stands behind a number."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.column_audit import ColumnVerdict
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.catalogue import queries as catalogue
from gongkai.publication.disclosure.placing import acts, queries
from gongkai.publication.disclosure.placing.forms import DrawForm, JudgeForm, LeaveForm
from gongkai.publication.disclosure.placing.models import ColumnAudit, ColumnFinding
from gongkai.web import clock
from gongkai.web.forms import Form
from gongkai.web.paging import Pages

AUDITORS = ("inspector", "reviewer")
_AUDITING = frozenset({Role.INSPECTOR, Role.REVIEWER})
PAGE = 20


@require_safe
@role(*STAFF)
def audits(request: DeskRequest) -> HttpResponse:
    """栏目抽查: every draw, and the rates of the year by column and by section."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 2000 < int(asked) < 2101 else clock.today().year
    rows = queries.of_year(request.authority, year)
    context = {
        "page": Pages(ColumnAudit.objects.of(request.authority), PAGE).get_page(request.GET.get("page")),
        "year": year,
        "may_draw": bool(_AUDITING & request.roles),
        **_rates(request, rows, f"year={year}"),
    }
    return render(request, "disclosure/desk/placing/audits.html", context)


@role(*AUDITORS)
def draw(request: DeskRequest) -> HttpResponse:
    """抽样."""
    today = clock.today()
    first = {"title": f"{today.year}年栏目抽查", "since": today.replace(month=1, day=1), "through": today, "size": 30}
    columns = list(catalogue.columns(request.authority, today))
    form = DrawForm(request.POST or None, initial=first, columns=columns, empty="全部栏目")
    if form.is_valid():
        made = acts.draw(request.authority, form.draw(), on=today, today=today, by=request.official)
        return redirect("disclosure:column_audit", made.pk)
    return render(request, "disclosure/desk/placing/draw.html", {"form": form})


@require_safe
@role(*STAFF)
def audit(request: DeskRequest, audit: int) -> HttpResponse:
    """一次栏目抽查: what was drawn, what was found, and whether the draw can be made again."""
    row = _audit(request, audit)
    same, _ = queries.redrawn(row)
    context = {
        "audit": row,
        "findings": queries.findings(row),
        "left": queries.open_findings(row),
        "same": same,
        "may_close": row.closed_on is None and bool(_AUDITING & request.roles),
        **_rates(request, queries.findings(row), f"audit={row.pk}"),
    }
    return render(request, "disclosure/desk/placing/audit.html", context)


@require_safe
@role(*STAFF)
def behind(request: DeskRequest) -> HttpResponse:
    """数字背后的内容: of a year or of one audit, by column or section, all judged or those with one verdict."""
    asked = {name: request.GET.get(name, "") for name in ("year", "audit", "by", "key", "verdict")}
    if asked["audit"].isdecimal():
        rows = queries.findings(_audit(request, int(asked["audit"])))
    elif asked["year"].isdecimal() and 2000 < int(asked["year"]) < 2101:
        rows = queries.of_year(request.authority, int(asked["year"]))
    else:
        raise Http404
    found = queries.behind(rows, asked["by"], asked["key"], asked["verdict"])
    page = Pages(found, PAGE).get_page(request.GET.get("page"))
    query = f"{urlencode({name: value for name, value in asked.items() if value})}&"
    verdict = ColumnVerdict(asked["verdict"]).label if asked["verdict"] in queries.VERDICTS else "已有意见"
    return render(request, "disclosure/desk/placing/behind.html", {"page": page, "query": query, "verdict": verdict})


@require_safe
@role(*STAFF)
def finding(request: DeskRequest, finding: int) -> HttpResponse:
    """一件栏目抽查事项: the content, where it stood, what was found, what became of it."""
    return _page(request, _finding(request, finding))


@require_POST
@role(*AUDITORS)
def judge(request: DeskRequest, finding: int) -> HttpResponse:
    """登记栏目抽查意见."""
    row = _finding(request, finding)
    form = _judging(request, row, request.POST)
    if form.is_valid():
        today = clock.today()
        acts.judge(row, form.found(), on=today, today=today, by=request.official)
        return redirect("disclosure:column_finding", finding)
    return _page(request, row, judge=form)


@require_POST
@role("publisher")
def move(request: DeskRequest, finding: int) -> HttpResponse:
    """移正: one step."""
    today = clock.today()
    acts.move(_finding(request, finding), on=today, today=today, by=request.official)
    return redirect("disclosure:column_finding", finding)


@require_POST
@role("publisher", "reviewer")
def leave(request: DeskRequest, finding: int) -> HttpResponse:
    """不移."""
    row = _finding(request, finding)
    form = LeaveForm(request.POST)
    if form.is_valid():
        today = clock.today()
        acts.leave(row, form.cleaned_data["reason"], on=today, today=today, by=request.official)
        return redirect("disclosure:column_finding", finding)
    return _page(request, row, leave=form)


@require_POST
@role(*AUDITORS)
def close(request: DeskRequest, audit: int) -> HttpResponse:
    """办结栏目抽查."""
    today = clock.today()
    acts.close(_audit(request, audit), on=today, today=today, by=request.official)
    return redirect("disclosure:column_audit", audit)


def _rates(request: DeskRequest, rows: OwnedQuerySet[ColumnFinding], scope: str) -> dict[str, Any]:
    by_column = queries.rates(rows, "column")
    named = queries.names(request.authority, by_column)
    return {
        "scope": scope,
        "whole": queries.whole_rate(rows),
        "unsure": rows.filter(verdict=ColumnVerdict.UNSURE).count(),
        "by_column": [(key, named.get(key, ""), rate) for key, rate in by_column.items()],
        "by_section": [(key, key, rate) for key, rate in queries.rates(rows, "section").items()],
    }


def _judging(request: DeskRequest, row: ColumnFinding, given: Any = None) -> JudgeForm:
    columns = list(catalogue.columns(request.authority, clock.today()).exclude(pk=row.column_id))
    first = {"verdict": row.verdict or None, "belongs": str(row.belongs_id or ""), "note": row.note}
    return JudgeForm(given, initial=first, columns=columns, empty="栏目正确的不选")


def _page(request: DeskRequest, row: ColumnFinding, **bound: Form) -> HttpResponse:
    settling = row.audit.closed_on is None and row.verdict == ColumnVerdict.WRONG and not row.settlement
    judging = row.audit.closed_on is None and not row.settlement and bool(_AUDITING & request.roles)
    leaving = settling and bool({Role.PUBLISHER, Role.REVIEWER} & request.roles)
    context = {
        "finding": row,
        "judge": bound.get("judge") or (_judging(request, row) if judging else None),
        "may_move": settling and Role.PUBLISHER in request.roles and row.content.column_id == row.column_id,
        "leave": bound.get("leave") or (LeaveForm() if leaving else None),
    }
    return render(request, "disclosure/desk/placing/finding.html", context)


def _audit(request: DeskRequest, key: int) -> ColumnAudit:
    return get_object_or_404(ColumnAudit.objects.of(request.authority).select_related("authority", "column"), pk=key)


def _finding(request: DeskRequest, key: int) -> ColumnFinding:
    rows = ColumnFinding.objects.of(request.authority)
    related = (
        "audit",
        "content__authority",
        "content__column",
        "column__owner",
        "column__deputy",
        "belongs",
        "found_by",
    )
    return get_object_or_404(rows.select_related(*related, "authority", "content__document"), pk=key)
