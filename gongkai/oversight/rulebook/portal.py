"""制度库的公众页面: the rules in force, and one of them with what it said before."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai.law.rulebook import RULE_TYPES, RuleGroup
from gongkai.office.authorities.guards import PortalRequest
from gongkai.oversight.rulebook import queries
from gongkai.oversight.rulebook.models import Rule
from gongkai.web import clock
from gongkai.web.doors import public


@public
@require_safe
def rules(request: PortalRequest, code: str) -> HttpResponse:
    """现行工作制度: by their headings."""
    rows = list(queries.public(request.authority, clock.today()))
    found = [(group, [row for row in rows if RULE_TYPES[row.rule.type].group is group]) for group in RuleGroup]
    context = {
        "authority": request.authority,
        "groups": [(group, mine) for group, mine in found if mine],
        "many": len(rows),
        "today": clock.today(),
    }
    return render(request, "rulebook/portal/rules.html", context)


@public
@require_safe
def rule(request: PortalRequest, code: str, rule: int) -> HttpResponse:
    """一项制度: its text in force; one that is no longer in force says so and is still read."""
    row = get_object_or_404(Rule.objects.of(request.authority).select_related("dossier"), pk=rule)
    editions = [each for each in row.editions.of(request.authority).order_by("place") if each.is_public]
    today = clock.today()
    current = next((each for each in queries.public(request.authority, today).filter(rule=row)), None)
    begun = [each for each in editions if each.since <= today]
    shown = get_object_or_404(row.editions.of(request.authority), pk=(current or begun[-1]).pk if begun else 0)
    context = {
        "authority": request.authority,
        "rule": row,
        "shown": shown,
        "in_force": current is not None,
        "editions": begun,
        "sort": RULE_TYPES[row.type],
    }
    return render(request, "rulebook/portal/rule.html", context)
