"""谁来处置: which acts of an event belong to the authority that registered it, which to the unit that has it in hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.flow import Objection
from gongkai.law.response_flow import FLOW, Act
from gongkai.law.responses import Standing
from gongkai.office.authorities.guards import DeskRequest
from gongkai.publication.response.events.act_forms import FORMS
from gongkai.publication.response.events.models import OpinionEvent

UNIT_ACTS = frozenset({Act.VERIFY, Act.DRAFT})
"""责任单位也能办的事项: it knows what happened; what goes out is signed by the authority that registered the event."""


@dataclass(frozen=True, slots=True)
class Offered:
    """可办与不可办: the acts this official may take now, and those of their roles that the law refuses, with the reason."""

    acts: tuple[Act, ...]
    refused: tuple[tuple[str, Objection], ...]


def offered(request: DeskRequest, event: OpinionEvent, standing: Standing, on: date) -> Offered:
    """可办事项: by the table, the roles of the official, and whose the act is."""
    acts: list[Act] = []
    refused: list[tuple[str, Objection]] = []
    for row in FLOW.open_acts(standing.state):
        act = Act(row.act)
        if act not in FORMS or row.role not in request.roles or not is_ours(request, event, act):
            continue
        objections = standing.objections(act, max(on, standing.last_on))
        if objections:
            refused.append((act.label, objections[0]))
        else:
            acts.append(act)
    return Offered(tuple(acts), tuple(refused))


def is_ours(request: DeskRequest, event: OpinionEvent, act: Act) -> bool:
    """本机关的事项."""
    mine = request.authority.pk
    return mine == event.authority_id or (act in UNIT_ACTS and mine == event.unit_id)
