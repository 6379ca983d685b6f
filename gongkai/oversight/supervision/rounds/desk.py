"""检查轮次的页面: the rounds, one with what was drawn and its report, what was seen of one item."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.supervision.paging import ReadVerdict
from gongkai.law.supervision.rounds import CHECKLIST, ITEMS
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.oversight.supervision.findings.names import NAMES
from gongkai.oversight.supervision.rounds import acts, queries
from gongkai.oversight.supervision.rounds.forms import RoundForm, SeenForm
from gongkai.oversight.supervision.rounds.models import InspectionRound
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 60


@require_safe
@role(*STAFF)
def rounds(request: DeskRequest) -> HttpResponse:
    """检查轮次: the latest first, and what people look at."""
    page = Pages(queries.rounds(request.authority), 20).get_page(request.GET.get("page"))
    context = {"page": page, "checklist": CHECKLIST, "may_open": Role.INSPECTOR in request.roles}
    return render(request, "supervision/desk/rounds.html", context)


@role("inspector")
def open_round(request: DeskRequest) -> HttpResponse:
    """开始一轮."""
    today = clock.today()
    form = RoundForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        said = form.cleaned_data
        made = acts.open_round(
            request.authority,
            said["kind"],
            seed=said["seed"],
            rate=said["rate"],
            on=said["on"],
            today=today,
            by=request.official,
        )
        return redirect("supervision:round", made.pk)
    return render(request, "supervision/desk/round_form.html", {"form": form, "round": None, "heading": "开始一轮检查"})


@require_safe
@role(*STAFF)
def inspection_round(request: DeskRequest, round: int) -> HttpResponse:
    """一轮检查: what was drawn, what was seen, and the report."""
    row = _round(request, round)
    checks = queries.checks(row)
    if request.GET.get("left"):
        checks = checks.filter(verdict="")
    context = {
        "round": row,
        "page": Pages(checks, PAGE).get_page(request.GET.get("page")),
        "query": "left=1&" if request.GET.get("left") else "",
        "items": ITEMS,
        "verdicts": {each.value: each.label for each in ReadVerdict},
        "report": queries.report(row, NAMES, clock.today()),
        "as_drawn": queries.is_as_drawn(row),
        "may_see": Role.INSPECTOR in request.roles and row.closed_on is None,
    }
    return render(request, "supervision/desk/round.html", context)


@role("inspector")
def see(request: DeskRequest, round: int, check: int) -> HttpResponse:
    """登记所见."""
    row = _round(request, round)
    item = get_object_or_404(queries.checks(row), pk=check)
    today = clock.today()
    form = SeenForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        acts.see(item, form.seen(), on=form.cleaned_data["on"], today=today, by=request.official)
        return redirect("supervision:round", row.pk)
    heading = f"{item.unit.name}：{ITEMS[item.item].label}"
    context = {"form": form, "round": row, "heading": heading, "look": ITEMS[item.item].look}
    return render(request, "supervision/desk/round_form.html", context)


@require_POST
@role("inspector")
def close(request: DeskRequest, round: int) -> HttpResponse:
    """结束一轮."""
    today = clock.today()
    row = _round(request, round)
    acts.close_round(row, on=today, today=today, by=request.official)
    return redirect("supervision:round", row.pk)


def _round(request: DeskRequest, pk: int) -> InspectionRound:
    return get_object_or_404(queries.rounds(request.authority), pk=pk)
