"""问题整改的工作台: what was found here and about us, one finding with its acts, and the figures by unit."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.supervision.page_faults import FaultKind
from gongkai.law.supervision.rectifications import FLOW, Act, Gravity, State
from gongkai.law.supervision.vetoes import VETOES
from gongkai.office.authorities.guards import STAFF, DeskRequest, reads_beneath, role
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.oversight.supervision.findings import acts, queries, whose
from gongkai.oversight.supervision.findings.forms import FORMS, OTHER, FindingForm
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 20
NAMES = {
    **{each.key: each.label for each in VETOES},
    **{kind.value: kind.label for kind in FaultKind},
    OTHER: "人工检查",
}
_SAID = ("text", "reason", "to", "done", "proof")


@require_safe
@role(*STAFF)
def findings(request: DeskRequest) -> HttpResponse:
    """检查发现: open ones first; those of a unit or of an indicator where asked for."""
    rows = queries.concerning(request.authority, beneath=reads_beneath(request))
    if unit := request.GET.get("unit"):
        rows = rows.filter(unit__code=unit)
    if indicator := request.GET.get("indicator"):
        rows = rows.filter(indicator=indicator)
    today = clock.today()
    context = {
        "page": Pages(queries.open_first(rows), PAGE).get_page(request.GET.get("page")),
        "names": NAMES,
        "states": {state.value: state.label for state in State},
        "gravities": {each.value: each.label for each in Gravity},
        "today": today,
        "units": queries.by_unit(request.authority, today.year, today),
        "year": today.year,
        "may_find": whose.may_find(request),
    }
    return render(request, "supervision/desk/findings.html", context)


@role("inspector")
def find(request: DeskRequest) -> HttpResponse:
    """登记发现."""
    units = list(Authority.objects.under(request.authority).filter(dissolved_on=None).order_by("path"))
    form = FindingForm(request.POST or None, units=units)
    if form.is_valid():
        unit, today = next(each for each in units if each.code == form.cleaned_data["unit"]), clock.today()
        made = acts.find(request.authority, unit, form.given(), on=today, today=today, by=request.official)
        return redirect("supervision:finding", made.pk)
    return render(request, "supervision/desk/form.html", {"form": form, "heading": "登记发现", "finding": None})


@require_safe
@role(*STAFF)
def finding(request: DeskRequest, finding: int) -> HttpResponse:
    """一项发现: where it stands, the evidence, and what may be done."""
    row = _finding(request, finding)
    standing, today = queries.standing(row), clock.today()
    offered = whose.offered(request, row, standing, today)
    context = {
        "finding": row,
        "dossier": row.dossier,
        "standing": standing,
        "due": standing.due(calendar_of(row.authority)),
        "acts": [(act.label, act.value) for act in offered.acts],
        "refused": offered.refused,
        "facts": _facts(row, standing.urged),
        "text": str(queries.told(row).details.get("text", "")),
        "events": [_event(line) for line in journal.timeline(row.dossier)],
    }
    return render(request, "supervision/desk/finding.html", context)


def _facts(row: Finding, urged: int) -> list[tuple[str, str]]:
    repeated = queries.repeated(row)
    facts = [
        ("被检查单位", row.unit.name),
        ("指标", NAMES.get(row.indicator, row.indicator)),
        ("严重程度", Gravity(row.gravity).label),
        ("问题所在", row.where),
        ("凭证", row.proof),
        ("怎样发现", "系统自动发现" if row.by_machine else "人工检查发现"),
    ]
    if repeated:
        facts.append(("近一年同类问题", f"此前已发现{repeated}次"))
    if urged:
        facts.append(("催办", f"{urged}次"))
    return facts


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    text = "；".join(str(details[name]) for name in _SAID if details.get(name))
    return {"on": line.on, "title": line.label, "by": line.by.name if line.by else "系统", "text": text}


@role("inspector", "handler")
def take_act(request: DeskRequest, finding: int, name: str) -> HttpResponse:
    """办理一步."""
    row = _finding(request, finding)
    act = next((each for each in FORMS if each.value == name), None)
    standing, today = queries.standing(row), clock.today()
    if act is None:
        raise Http404
    offered = whose.offered(request, row, standing, today)
    for refused, objection in offered.refused:
        if refused is act:
            raise objection.raised()
    if act not in offered.acts:
        FLOW.row(standing.state, act)
        raise Http404
    seen = row.dossier.version
    form = FORMS[act](posted(request, seen=seen), initial={"on": today, "seen": seen})
    if form.is_valid():
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("supervision:finding", row.pk)
    return render(request, "supervision/desk/form.html", {"form": form, "heading": Act(act).label, "finding": row})


def _finding(request: DeskRequest, pk: int) -> Finding:
    return get_object_or_404(queries.concerning(request.authority, beneath=reads_beneath(request)), pk=pk)
