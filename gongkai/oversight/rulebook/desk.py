"""制度库的工作台: the book, one rule with its versions and what it configures, its steps, and what is missing."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.rulebook import RULE_TYPES
from gongkai.law.rules import FLOW, RuleAct, RuleState
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, readable_rows, reads_beneath, role
from gongkai.office.journal import queries as journal
from gongkai.office.journal.offering import Offered, offering
from gongkai.oversight.rulebook import acts, queries
from gongkai.oversight.rulebook.forms import FORMS, RecordForm, RuleForm
from gongkai.oversight.rulebook.models import Rule
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.jinja import url_or_none

_LABELS = {act.value: act.label for act in RuleAct}


@require_safe
@role(*STAFF)
def rules(request: DeskRequest) -> HttpResponse:
    """制度库: every rule with the version in force today, and how many are."""
    today, beneath = clock.today(), reads_beneath(request)
    current = {each.rule_id: each for each in queries.in_force(request.authority, today)}
    context = {
        "rows": [(rule, RULE_TYPES[rule.type], current.get(rule.pk)) for rule in queries.rules(request.authority)],
        "states": {state.value: state.label for state in RuleState},
        "count": queries.count(request.authority, today),
        "whole": queries.count(request.authority, today, beneath=True) if beneath else None,
        "today": today,
        "may_write": Role.HANDLER in request.roles,
    }
    return render(request, "rulebook/desk/rules.html", context)


@require_safe
@role(*STAFF)
def gap_table(request: DeskRequest) -> HttpResponse:
    """制度缺口表: one's own, and how many are missing at each authority beneath."""
    today = clock.today()
    context = {
        "table": queries.gap_table(request.authority, today),
        "beneath": queries.gaps_beneath(request.authority, today) if reads_beneath(request) else [],
        "today": today,
        "may_write": Role.HANDLER in request.roles,
    }
    return render(request, "rulebook/desk/gaps.html", context)


@role("handler")
def draft(request: DeskRequest) -> HttpResponse:
    """拟订制度."""
    first = {"type": request.GET.get("type", "")}
    if first["type"] in RULE_TYPES:
        first["title"] = RULE_TYPES[first["type"]].label
    form = RuleForm(request.POST or None, initial=first)
    if form.is_valid():
        today = clock.today()
        rule = acts.draft(request.authority, form.given(), on=today, today=today, by=request.official)
        return redirect("rulebook:rule", rule.pk)
    return render(request, "rulebook/desk/form.html", {"form": form, "heading": "拟订制度", "rule": None})


@role("handler")
def record(request: DeskRequest) -> HttpResponse:
    """登记制度: one that is there already."""
    form = RecordForm(request.POST or None)
    if form.is_valid():
        today, said = clock.today(), form.cleaned_data
        rule = acts.record(
            request.authority,
            form.given(),
            said["number"],
            said["since"],
            until=said["until"],
            public=said["public"],
            on=today,
            today=today,
            by=request.official,
        )
        return redirect("rulebook:rule", rule.pk)
    return render(request, "rulebook/desk/form.html", {"form": form, "heading": "登记制度", "rule": None})


@require_safe
@role(*STAFF)
def rule(request: DeskRequest, rule: int) -> HttpResponse:
    """一项制度: where it stands, what it says, its versions, and the pages it decides."""
    row, today = _rule(request, rule), clock.today()
    standing = queries.standing(row)
    offered = _offered(request, row)
    sort = RULE_TYPES[row.type]
    context = {
        "rule": row,
        "dossier": row.dossier,
        "standing": standing,
        "sort": sort,
        "acts": [(act.label, url_or_none("rulebook:act", row.pk, act.value)) for act in offered.acts],
        "refused": offered.refused,
        "current": standing.in_force(today),
        "configures": [(label, url_or_none(page)) for label, page in sort.configures],
        "events": [_event(line) for line in journal.timeline(row.dossier)],
    }
    return render(request, "rulebook/desk/rule.html", context)


@role("handler", "signer")
def take_act(request: DeskRequest, rule: int, name: str) -> HttpResponse:
    """办理一步."""
    row = own(request, _rule(request, rule))
    act = next((each for each in FORMS if each.value == name), None)
    if act is None:
        raise Http404
    offered = _offered(request, row)
    for refused, objection in offered.refused:
        if refused is act:
            raise objection.raised()
    standing, today = queries.standing(row), clock.today()
    if act not in offered.acts:
        FLOW.row(standing.state, act)
        raise Http404
    told = standing.waiting or (standing.versions[-1] if standing.versions else None)
    seen = row.dossier.version
    first = {"on": today, "seen": seen, "ends": today, "since": today}
    first |= {"title": told.title, "text": told.text} if told else {}
    form = FORMS[act](posted(request, seen=seen), initial=first)
    if form.is_valid():
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("rulebook:rule", row.pk)
    return render(request, "rulebook/desk/form.html", {"form": form, "heading": act.label, "rule": row})


def _offered(request: DeskRequest, row: Rule) -> Offered[RuleAct]:
    standing = queries.standing(row)
    if row.authority_id != request.authority.pk:
        return offering((), lambda act: ())
    mine = dict.fromkeys(RuleAct(each.act) for each in FLOW.open_acts(standing.state) if each.role in request.roles)
    day = max(clock.today(), standing.last_on)
    return offering(mine, lambda act: standing.objections(act, day))


def _rule(request: DeskRequest, pk: int) -> Rule:
    rows = readable_rows(request, Rule.objects.all()).select_related("dossier__authority", "authority")
    return get_object_or_404(rows, pk=pk)


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    text = "；".join(str(details[name]) for name in ("number", "since", "until", "reason") if details.get(name))
    title = _LABELS.get(line.act, line.label)
    return {"on": line.on, "title": title, "by": line.by.name if line.by else "", "text": text}
