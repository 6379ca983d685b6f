"""谁来处置: which acts of an event belong to the authority that registered it, which to the unit that has it in hand."""

from __future__ import annotations

from datetime import date

from gongkai.law.grammar.flow import Objection
from gongkai.law.response_flow import FLOW, Act
from gongkai.law.responses import Standing
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.journal.offering import Offered, offering
from gongkai.publication.response.events.act_forms import FORMS
from gongkai.publication.response.events.models import OpinionEvent
from gongkai.publication.response.speaking import objection

UNIT_ACTS = frozenset({Act.VERIFY, Act.DRAFT})
"""责任单位也能办的事项: it knows what happened; what goes out is signed by the authority that registered the event."""


def offered(request: DeskRequest, event: OpinionEvent, standing: Standing, on: date) -> Offered[Act]:
    """可办事项: by the table, the roles of the official, and whose the act is."""
    mine = (Act(row.act) for row in FLOW.open_acts(standing.state) if row.role in request.roles)
    ours = (act for act in mine if act in FORMS and is_ours(request, event, act))
    return offering(
        ours, lambda act: (*standing.objections(act, max(on, standing.last_on)), *_unspoken(request, act, on))
    )


def _unspoken(request: DeskRequest, act: Act, on: date) -> tuple[Objection, ...]:
    """What goes out goes out by the spokesperson, where there is one."""
    refused = objection(request.authority, on, request.official) if act is Act.RELEASE else None
    return (refused,) if refused else ()


def is_ours(request: DeskRequest, event: OpinionEvent, act: Act) -> bool:
    """本机关的事项."""
    mine = request.authority.pk
    return mine == event.authority_id or (act in UNIT_ACTS and mine == event.unit_id)
