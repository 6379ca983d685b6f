"""考核的工作台: the runs, one run with its ranking, a run reckoned again or held against another, what people judge."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.supervision.assessment import Verdict
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, reads_beneath, role
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import access
from gongkai.oversight.assessment.cards import queries as cards
from gongkai.oversight.assessment.measures.registry import finders, named
from gongkai.oversight.assessment.schemes import queries as schemes
from gongkai.oversight.assessment.sheets import acts, papers, queries
from gongkai.oversight.assessment.sheets.forms import ConfirmForm, ManualForm, RunForm
from gongkai.oversight.assessment.sheets.models import AssessmentRun, ManualPoint
from gongkai.publication.catalogue.files import as_file
from gongkai.web import clock
from gongkai.web.paging import Pages

VERDICT_TONES = {Verdict.PASSED: "good", Verdict.FAILED: "bad", Verdict.VETOED: "bad"}
PAGE = 20


@require_safe
@role(*STAFF)
def runs(request: DeskRequest) -> HttpResponse:
    """考核: the runs one sees, one's own sheets, and the latest card."""
    context = {
        "runs": queries.runs(request.authority, beneath=reads_beneath(request)),
        "mine": queries.concerning(request.authority).filter(authority=request.authority).order_by("-pk")[:20],
        "card": cards.latest(request.authority),
        "may_run": Role.INSPECTOR in request.roles,
    }
    return render(request, "assessment/desk/runs.html", context)


@role("inspector")
def new_run(request: DeskRequest) -> HttpResponse:
    """评分."""
    today = clock.today()
    versions = list(schemes.approved(request.authority))
    last = today.year - 1
    shown = {"since": f"{last}-01-01", "until": f"{last}-12-31", "title": f"{last}年度政务公开考核"}
    form = RunForm(request.POST or None, versions=versions, initial=shown)
    if form.is_valid():
        version = next(each for each in versions if str(each.pk) == form.cleaned_data["version"])
        made = acts.run(version, form.cleaned_data["title"], form.window(), on=today, today=today, by=request.official)
        return redirect("assessment:run", made.pk)
    context = {
        "form": form,
        "heading": "评分",
        "lead": "按方案给全部适用的单位评分，并把得分和凭证送达各单位。",
        "back": "assessment:runs",
    }
    return render(request, "assessment/desk/form.html", context)


@require_safe
@role(*STAFF)
def run(request: DeskRequest, run: int) -> HttpResponse:
    """一次考核: the ranking as the sheets stand; a unit sees its own sheet and, once results are open, the ranking."""
    row = _run(request, run)
    ours = row.authority_id == request.authority.pk or reads_beneath(request)
    if not ours and row.published_on is None:
        sheet = get_object_or_404(queries.sheets(row), authority=request.authority)
        return redirect("assessment:sheet", sheet.pk)
    found = queries.ranking(queries.told_all(row))
    context = {
        "run": row,
        "ranking": found,
        "pending": sum(len(each.told.standing.pending) for each in found),
        "open": sum(each.told.standing.closed_on is None for each in found),
        "tones": VERDICT_TONES,
        "others": queries.runs(row.authority).exclude(pk=row.pk)[:20] if ours else [],
        "may": ours and Role.INSPECTOR in request.roles and row.authority_id == request.authority.pk,
        "ours": ours,
    }
    return render(request, "assessment/desk/run.html", context)


@require_safe
@role("inspector")
def run_again(request: DeskRequest, run: int) -> HttpResponse:
    """重算比对: the records as they are now, or another run (``with``), against what was shown."""
    row = _run(request, run)
    if row.authority_id != request.authority.pk and not reads_beneath(request):
        raise Http404
    other = request.GET.get("with", "")
    against = get_object_or_404(queries.runs(row.authority), pk=int(other)) if other.isdecimal() else None
    found = queries.against(row, against) if against else [queries.again(each) for each in queries.told_all(row)]
    context = {
        "run": row,
        "against": against,
        "changed": [(each, _moves(each)) for each in found if not each.same],
        "same": sum(each.same for each in found),
        "units": len(found),
    }
    return render(request, "assessment/desk/again.html", context)


def _moves(each: queries.Comparison) -> list[tuple[queries.Move, str, list[tuple[str, str]]]]:
    rules = each.told.scheme.rule_by_key
    return [
        (
            move,
            rules[move.change.point.rule].label if move.change.point.rule in rules else move.change.point.rule,
            [named(record) for record in move.change.point.records[:5]],
        )
        for move in each.moves
    ]


@require_safe
@role(*STAFF)
def printed(request: DeskRequest, run: int, carrier: str) -> HttpResponse:
    """考核结果表: as Word or Excel."""
    row = _run(request, run)
    if carrier not in ("docx", "xlsx") or (
        row.authority_id != request.authority.pk and not reads_beneath(request) and row.published_on is None
    ):
        raise Http404
    data, kind = papers.made(row, queries.ranking(queries.told_all(row)), carrier)
    return as_file(data, kind, row.title, carrier)


@require_POST
@role("inspector", "signer")
def open_results(request: DeskRequest, run: int) -> HttpResponse:
    """公开考核结果."""
    row = own(request, _run(request, run))
    acts.open_results(row, on=clock.today(), by=request.official)
    messages.success(request, "考核结果已公开")
    return redirect("assessment:run", row.pk)


# -- what people judge ------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def manual_points(request: DeskRequest) -> HttpResponse:
    """人工计分: waiting ones first."""
    rows = queries.manual_points(request.authority).order_by("confirmed_on", "-pk")
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "assessment/desk/manual.html", {"page": page, "may_enter": Role.INSPECTOR in request.roles})


@role("inspector")
def enter_point(request: DeskRequest) -> HttpResponse:
    """登记人工计分: by the rules of the scheme in force that no room counts."""
    today = clock.today()
    units = list(Authority.objects.filter(parent=request.authority, dissolved_on=None).order_by("path"))
    version = schemes.in_force(request.authority, today)
    scheme = schemes.text(version).scheme() if version else None
    judged = [each for each in scheme.rules if each.measure not in finders()] if scheme else []
    rules = [(f"{version.name}|{each.key}", f"{each.key} {each.label}") for each in judged] if version else []
    form = ManualForm(request.POST or None, request.FILES or None, units=units, rules=rules, initial={"on": today})
    if form.is_valid():
        unit = next(each for each in units if each.code == form.cleaned_data["unit"])
        made = acts.enter_point(request.authority, unit, form.given(), on=today, today=today, by=request.official)
        return redirect("assessment:manual_point", made.pk)
    lead = "平台不能自动取数的规则，由一人登记并附凭证，另一人核实后才计分。"
    context = {"form": form, "heading": "登记人工计分", "lead": lead, "back": "assessment:manual"}
    return render(request, "assessment/desk/form.html", context)


@role(*STAFF)
def manual_point(request: DeskRequest, point: int) -> HttpResponse:
    """一项人工计分: its evidence, and its confirmation by another person."""
    row = get_object_or_404(queries.manual_points(request.authority), pk=point)
    may = row.confirmed_on is None and row.authority_id == request.authority.pk and Role.INSPECTOR in request.roles
    form = ConfirmForm(request.POST or None) if may else None
    if form is not None and form.is_valid():
        said = form.cleaned_data
        acts.confirm_point(row, upheld=said["upheld"], reason=said["reason"], on=clock.today(), by=request.official)
        return redirect("assessment:manual_point", row.pk)
    context = {"point": row, "form": form, "own_entry": row.by_id == request.official.pk}
    return render(request, "assessment/desk/manual_point.html", context)


@require_safe
@role(*STAFF)
def manual_file(request: DeskRequest, point: int) -> HttpResponse:
    """下载人工计分凭证: entered as a download."""
    row: ManualPoint = get_object_or_404(queries.manual_points(request.authority).exclude(file=None), pk=point)
    access.download(request.official, request.authority, f"人工计分凭证{row.pk}")
    name, _, extension = row.file_name.rpartition(".")
    return as_file(queries.file_of(row), "application/octet-stream", name or "凭证", extension or "bin")


def _run(request: DeskRequest, pk: int) -> AssessmentRun:
    return get_object_or_404(queries.runs(request.authority, beneath=reads_beneath(request)), pk=pk)
