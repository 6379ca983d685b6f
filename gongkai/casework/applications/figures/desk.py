"""统计页面: the figures of a period drawn and told, each opening its files; the same as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from markupsafe import Markup

from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.figures import queries, tables
from gongkai.casework.applications.figures.forms import PeriodForm
from gongkai.casework.applications.figures.queries import Counts, Figure, Scope
from gongkai.casework.applications.figures.steps import Steps
from gongkai.casework.applications.figures.tables import Table
from gongkai.law.application_figures import DEFINITIONS, Period
from gongkai.law.applications import Act
from gongkai.law.outcomes import OUTCOMES
from gongkai.law.remedies import RemedyKind, RemedyResult
from gongkai.office.authorities.guards import DeskRequest, reads_beneath, role
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.office.journal import access
from gongkai.office.journal.models import Dossier
from gongkai.papers.charts import Series, bars, columns
from gongkai.papers.xlsx import MEDIA_TYPE as XLSX
from gongkai.papers.xlsx import write_xlsx
from gongkai.web import clock
from gongkai.web.paging import Pages

STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector")
PAGE = 20


@dataclass(frozen=True)
class Asked:
    """所问: the period and whose files, as the address says it."""

    form: PeriodForm
    period: Period
    scope: Scope
    today: date

    @cached_property
    def query(self) -> str:
        """地址参数: the period and the scope, without what narrows a figure."""
        kept = {name: str(value) for name in self.form.fields if (value := self.form.data.get(name))}
        return urlencode(kept)

    def counts(self) -> Counts:
        """统计数."""
        return queries.counts(self.scope, self.period, self.today)

    def steps(self) -> Steps:
        """环节统计."""
        return Steps(self.scope, self.period)


def _asked(request: DeskRequest) -> Asked:
    today = clock.today()
    form = PeriodForm(request.GET, request=request, today=today)
    period, authority = form.asked(), form.whose()
    return Asked(form, period, Scope(authority, form.with_beneath), today)


def _context(request: DeskRequest, asked: Asked) -> dict[str, object]:
    return {
        "form": asked.form,
        "period": asked.period,
        "scope": asked.scope,
        "query": asked.query,
        "files": f"{reverse('applications:figure_files')}?{asked.query}&",
        "reads_beneath": reads_beneath(request),
        "definitions": list(DEFINITIONS.items()),
    }


@require_safe
@role(*STAFF)
def figures(request: DeskRequest) -> HttpResponse:
    """办理统计."""
    asked = _asked(request)
    counts = asked.counts()
    context = {**_context(request, asked), "tables": tables.overview(counts), "charts": _charts(counts)}
    return render(request, "applications/figures/figures.html", context)


@require_safe
@role(*STAFF)
def steps(request: DeskRequest) -> HttpResponse:
    """环节统计: clarifications, consultations, fees, who handled what, remedies."""
    asked = _asked(request)
    context = {**_context(request, asked), "tables": tables.details(asked.steps())}
    return render(request, "applications/figures/steps.html", context)


@require_safe
@role(*STAFF)
def authorities(request: DeskRequest) -> HttpResponse:
    """各机关统计: for who may read beneath."""
    if not reads_beneath(request):
        raise Http404
    asked = _asked(request)
    rows = queries.by_authority(Scope(asked.scope.authority, beneath=True), asked.period, asked.today)
    context = {**_context(request, asked), "tables": [tables.of_authorities(rows)]}
    return render(request, "applications/figures/authorities.html", context)


@require_safe
@role(*STAFF)
def files(request: DeskRequest) -> HttpResponse:
    """数字背后的案卷: a list of exactly those files."""
    asked = _asked(request)
    rows, label, of_remedies = _behind(request, asked)
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    dossiers = list(page.object_list)
    context = {
        **_context(request, asked),
        "label": label,
        "page": page,
        "kept": f"{kept.urlencode()}&",
        "of_remedies": of_remedies,
        "cases": dossiers if of_remedies else [],
        "items": [] if of_remedies else applications.with_names([applications.application(each) for each in dossiers]),
    }
    return render(request, "applications/figures/files.html", context)


def _behind(request: DeskRequest, asked: Asked) -> tuple[OwnedQuerySet[Dossier], str, bool]:
    said = request.GET.dict()
    if "remedy" in said:
        kind, result = said["remedy"], said.get("result", "")
        if kind not in set(RemedyKind) or result not in set(RemedyResult):
            raise Http404
        return asked.steps().cases(kind, result), f"{RemedyKind(kind).label}，{RemedyResult(result).label}", True
    if "by" in said or "act" in said:
        return *_stepped(asked, said.get("by", ""), said.get("act", "")), False
    figure = Figure.read(said)
    if figure is None:
        raise Http404
    return queries.files(asked.scope, asked.period, figure, asked.today), figure.label, False


def _stepped(asked: Asked, by: str, act: str) -> tuple[OwnedQuerySet[Dossier], str]:
    labels = tables.act_labels()
    if act and act not in labels:
        raise Http404
    if not by:
        if act not in set(Act):
            raise Http404
        return asked.steps().files(Act(act)), labels[act]
    steps = asked.steps()
    name = steps.officials().get(int(by)) if by.isascii() and by.isdigit() else None
    if name is None:
        raise Http404
    return steps.handled(int(by), act), f"{name}经手{'，' + labels[act] if act else ''}"


@require_safe
@role(*STAFF)
def workbook(request: DeskRequest) -> HttpResponse:
    """统计表（Excel）: every table of the period, and how each figure is meant."""
    asked = _asked(request)
    told: Sequence[Table] = [*tables.overview(asked.counts()), *tables.details(asked.steps())]
    if asked.scope.beneath:
        told = [*told, tables.of_authorities(queries.by_authority(asked.scope, asked.period, asked.today))]
    meant = Table("统计口径", ["数", "口径"], [(name, [tables.Number(text)]) for name, text in DEFINITIONS.items()])
    title = f"{asked.scope.authority.short_name}{asked.period.label}政府信息公开申请办理统计"
    content = write_xlsx([each.grid() for each in (*told, meant)], title=title, made_on=asked.today)
    access.download(request.official, request.authority, title)
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=f"{title}.xlsx") or ""},
    )


def _charts(counts: Counts) -> list[tuple[str, Markup]]:
    months = list(counts.period.months())
    drawn = []
    if 1 < len(months) <= MOST_MONTHS:
        series = [
            Series("收到", [counts.received_in.get(month, 0) for month in months]),
            Series("办结", [counts.closed_in.get(month, 0) for month in months]),
        ]
        by_month = "各月收到和办结（件）"
        drawn.append((by_month, columns("months", by_month, [f"{month % 100}月" for month in months], series)))
    names = {leaf.key: leaf.label for leaf in OUTCOMES}
    outcomes = sorted(counts.by_outcome.items(), key=lambda each: (-each[1], each[0]))[:MOST_BARS]
    by_outcome = (
        f"办结：最多的{MOST_BARS}种结果（件）" if len(counts.by_outcome) > MOST_BARS else "办结：各种结果（件）"
    )
    drawn.append((by_outcome, bars("outcomes", by_outcome, [(names[key], count) for key, count in outcomes])))
    return [(title, chart) for title, chart in drawn if chart]


MOST_BARS = 12
MOST_MONTHS = 36
"""A longer span is told by its table alone: no eye reads more bars than that."""
