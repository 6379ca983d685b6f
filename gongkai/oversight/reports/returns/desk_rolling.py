"""汇总页面: months, quarters and years over everything beneath an authority, who is late, who put right, and the rule."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.application_figures import Period
from gongkai.law.grammar.flow import Role
from gongkai.law.monthly.analysis import RULE, sentences
from gongkai.law.monthly.indicators import Part
from gongkai.law.monthly.returns import State
from gongkai.office.authorities.guards import DeskRequest, reads_beneath, role
from gongkai.oversight.reports.files import STAFF
from gongkai.oversight.reports.monthly.desk import EARLIEST
from gongkai.oversight.reports.returns import comparing, papers, queries, rolling, rules
from gongkai.oversight.reports.returns.desk import CARRIERS
from gongkai.oversight.reports.returns.forms import RuleForm
from gongkai.web import clock


@require_safe
@role(*STAFF)
def this_quarter(request: DeskRequest) -> HttpResponse:
    """汇总: the quarter of today."""
    today = clock.today()
    return redirect("reports:roll_up", today.year, f"q{(today.month + 2) // 3}")


@require_safe
@role(*STAFF)
def roll_up(request: DeskRequest, year: int, named: str) -> HttpResponse:
    """一期汇总: of everything beneath one's own authority."""
    rolled = _rolled(request, year, named)
    found = comparing.of_roll_up(rolled)
    context = {
        "rolled": rolled,
        "parts": [
            (part, [line for line in rolled.lines if line.indicator.part is part and _is_told(line)]) for part in Part
        ],
        "late_entries": rolling.late(rolled),
        "states": {state.value: state.label for state in State},
        "found": [each for each in found if each.now or each.before or each.year_ago],
        "sentences": list(sentences(rolled.period.label, found)),
        "rule": RULE,
        "year": year,
        "named": named,
        "quarters": [(f"q{number}", f"第{number}季度") for number in range(1, 5)],
        "months": range(1, 13),
        "carriers": CARRIERS,
    }
    return render(request, "reports/desk/roll_up.html", context)


def _is_told(line: rolling.Gathered) -> bool:
    return bool(line.number or line.counted) or not line.indicator.name.startswith("source_")


@require_safe
@role(*STAFF)
def download(request: DeskRequest, year: int, named: str, carrier: str) -> HttpResponse:
    """下载汇总: the bulletin, the worksheets, or with ``analysis`` the note."""
    if carrier not in CARRIERS:
        raise Http404
    rolled = _rolled(request, year, named)
    found, name = comparing.of_roll_up(rolled), f"roll-up-{year}-{named}"
    if "analysis" in request.GET and carrier != "xlsx":
        paper = papers.analysis_paper(rolled.authority, rolled.period.label, found)
        return papers.as_file(paper, (), carrier, f"{name}-analysis")
    return papers.as_file(papers.roll_up_paper(rolled, found), papers.roll_up_sheets(rolled), carrier, name)


@require_safe
@role(*STAFF)
def punctuality(request: DeskRequest, year: int) -> HttpResponse:
    """报送情况: who was late, who is still out, and how many figures each put right, in a year."""
    today = clock.today()
    if not EARLIEST <= year <= today.year or not reads_beneath(request):
        raise Http404
    context = {
        "year": year,
        "today": today,
        "late": queries.late_returns(request.authority, year, today),
        "units": queries.by_unit(request.authority, year),
        "states": {state.value: state.label for state in State},
    }
    return render(request, "reports/desk/punctuality.html", context)


@role("handler", "reviewer", "signer", "inspector")
def rule(request: DeskRequest) -> HttpResponse:
    """月报规定: by which day returns are due; whoever sees to those beneath sets it."""
    today = clock.today()
    may_set = reads_beneath(request) and Role.HANDLER in request.roles
    form = RuleForm(request.POST or None, initial={"since": today})
    if request.method == "POST" and not may_set:
        raise Http404
    if form.is_valid():
        rules.set_rule(
            request.authority,
            form.due_day(),
            since=form.cleaned_data["since"],
            on=today,
            today=today,
            by=request.official,
        )
        return redirect("reports:return_rule")
    context = {
        "form": form,
        "may_set": may_set,
        "due": rules.due_day(request.authority, today),
        "rules": rules.rules(request.authority),
    }
    return render(request, "reports/desk/return_rule.html", context)


def _rolled(request: DeskRequest, year: int, named: str) -> rolling.RollUp:
    """404 for a period that is none or has not begun, and for whoever may not read those beneath."""
    period: Period | None = rolling.period_named(year, named) if year >= EARLIEST else None
    if period is None or period.first > clock.today() or not reads_beneath(request):
        raise Http404
    return rolling.roll_up(request.authority, period)
