"""得分表的工作台: one unit's sheet, each point opening its records, appeals and their decisions."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.supervision.assessment import Effect, Line
from gongkai.law.supervision.score_sheets import FLOW, Act, Point
from gongkai.office.authorities.guards import STAFF, DeskRequest, reads_beneath, role
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.oversight.assessment.measures.registry import named
from gongkai.oversight.assessment.sheets import acts, queries, whose
from gongkai.oversight.assessment.sheets.desk_runs import VERDICT_TONES
from gongkai.oversight.assessment.sheets.forms import ACTS, form_for
from gongkai.oversight.assessment.sheets.models import ScoreSheet
from gongkai.oversight.assessment.sheets.queries import SheetTold
from gongkai.web import clock
from gongkai.web.forms import posted

_LABELS = {each.value: each.label for each in Act}
_SAID = {"reason": "", "answer": "", "indicator": "指标", "times": "改计次数", "total": "总分"}
_MOST_SHOWN = 12


@require_safe
@role(*STAFF)
def sheet(request: DeskRequest, sheet: int) -> HttpResponse:
    """一单位得分表."""
    row, today = _sheet(request, sheet), clock.today()
    told = queries.told(row)
    offered = whose.offered(request, row, told.standing, today)
    context = {
        "sheet": row,
        "run": row.run,
        "dossier": row.dossier,
        "standing": told.standing,
        "score": told.score,
        "tone": VERDICT_TONES[told.score.verdict],
        "last_day": told.standing.last_day(calendar_of(row.authority)),
        "acts": [(act.label, act.value) for act in offered.acts],
        "refused": offered.refused,
        "lines": [(line, _depth(told, line)) for line in told.score.lines.values()],
        "points": [_shown(told, point) for point in told.shown],
        "outside": [(effect.label, amount) for effect, amount in _outside(told) if amount],
        "appeals": [(each, _said_of(told, each.point), _name(each.by)) for each in told.standing.appeals],
        "exempt": [(told.scheme.by_key[key].label, reason) for key, reason in told.standing.exempt],
        "events": [_event(line) for line in journal.timeline(row.dossier)],
        "may_compare": row.run.authority_id == request.authority.pk,
    }
    return render(request, "assessment/desk/sheet.html", context)


def _depth(told: SheetTold, line: Line) -> int:
    above = told.scheme.by_key.get(line.indicator.within)
    return 0 if above is None else 1 if not above.within else 2


def _shown(told: SheetTold, point: Point) -> dict[str, object]:
    rule = told.scheme.rule_by_key[point.rule]
    changed = (told.standing.changed or {}).get(point.key)
    times = point.times if changed is None else changed
    return {
        "point": point,
        "rule": rule,
        "indicator": told.scheme.by_key[rule.indicator].label if rule.indicator else rule.effect.label,
        "amount": rule.points * times,
        "was": rule.points * point.times if changed is not None else None,
        "adds": rule.effect is Effect.BONUS,
        "records": [named(record) for record in point.records[:_MOST_SHOWN]],
        "more": max(0, len(point.records) - _MOST_SHOWN),
    }


def _outside(told: SheetTold) -> list[tuple[Effect, object]]:
    return [(Effect.MAJOR, told.score.major), (Effect.BONUS, told.score.bonus)]


def _said_of(told: SheetTold, key: str) -> str:
    point = next(each for each in told.shown if each.key == key)
    return f"{told.scheme.rule_by_key[point.rule].label}：{point.note}"


def _name(username: str) -> str:
    return Official.objects.filter(username=username).values_list("name", flat=True).first() or username


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    text = "；".join(f"{title}{details[name]}" for name, title in _SAID.items() if details.get(name))
    return {
        "on": line.on,
        "title": _LABELS.get(line.act, line.label),
        "by": line.by.name if line.by else "系统",
        "text": text,
    }


@role("inspector", "handler")
def take_act(request: DeskRequest, sheet: int, name: str) -> HttpResponse:
    """办理一步."""
    row, today = _sheet(request, sheet), clock.today()
    told = queries.told(row)
    act = next((each for each in ACTS if each.value == name), None)
    if act is None:
        raise Http404
    offered = whose.offered(request, row, told.standing, today)
    for refused, objection in offered.refused:
        if refused is act:
            raise objection.raised()
    if act not in offered.acts:
        FLOW.row(told.standing.state, act)
        raise Http404
    seen = row.dossier.version
    said = [(point, _said_of(told, point.key)) for point in told.shown]
    parts = tuple(each for each in told.scheme.indicators if not told.scheme.parts(each.key))
    form = form_for(act, posted(request, seen=seen), {"on": today, "seen": seen}, told.standing, said, parts)
    if form.is_valid():
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("assessment:sheet", row.pk)
    context = {"form": form, "heading": Act(act).label, "sheet": row}
    return render(request, "assessment/desk/sheet_form.html", context)


def _sheet(request: DeskRequest, pk: int) -> ScoreSheet:
    return get_object_or_404(queries.concerning(request.authority, beneath=reads_beneath(request)), pk=pk)
