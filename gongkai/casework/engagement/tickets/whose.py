"""谁能办: which acts of a ticket belong to the authority that took it in, which to the unit that handles it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.casework.engagement.tickets.act_forms import FORMS
from gongkai.casework.engagement.tickets.models import JointUnit, Ticket
from gongkai.law.grammar.flow import Objection, Role
from gongkai.law.ticket_flow import FLOW, Act
from gongkai.law.ticket_kinds import DispatchMode
from gongkai.law.tickets import Standing
from gongkai.office.authorities.guards import DeskRequest

UNIT_ACTS = frozenset({Act.SIGN, Act.RETURN, Act.DRAFT, Act.APPROVE, Act.SEND_BACK, Act.REPLY})
"""承办单位的事项: where the unit works on the platform."""
JOINT_ACTS = frozenset({Act.CONTRIBUTE})
PAGED = frozenset({Act.PUBLISH, Act.UNPUBLISH})
"""另有页面的事项."""


@dataclass(frozen=True, slots=True)
class Offered:
    """可办与不可办: the acts this official may take now, and those of their roles that the law refuses, with the reason."""

    acts: tuple[Act, ...]
    refused: tuple[tuple[str, Objection], ...]


def offered(request: DeskRequest, ticket: Ticket, standing: Standing, on: date) -> Offered:
    """可办事项: by the table, the roles of the official, and whose the act is."""
    acts: list[Act] = []
    refused: list[tuple[str, Objection]] = []
    for row in FLOW.open_acts(standing.state):
        act = Act(row.act)
        if act not in FORMS and act not in PAGED:
            continue
        if row.role not in request.roles or not _is_ours(request, ticket, standing, act):
            continue
        objections = standing.objections(act, max(on, standing.last_on))
        if objections:
            refused.append((act.label, objections[0]))
        else:
            acts.append(act)
    return Offered(tuple(acts), tuple(refused))


def _is_ours(request: DeskRequest, ticket: Ticket, standing: Standing, act: Act) -> bool:
    mine = request.authority.pk
    if act in JOINT_ACTS:
        waiting = JointUnit.objects.of(ticket.authority).filter(ticket=ticket, heard=False)
        return mine == ticket.authority_id or waiting.filter(unit=mine).exists()
    if act not in UNIT_ACTS:
        return mine == ticket.authority_id
    if ticket.unit_id is None or ticket.unit_id == ticket.authority_id:
        return mine == ticket.authority_id
    on_paper = standing.mode in (DispatchMode.PAPER, DispatchMode.PHONE)
    return mine == ticket.unit_id or (on_paper and mine == ticket.authority_id)


def may_ask_who(request: DeskRequest, ticket: Ticket) -> bool:
    """可查身份: of a sealed ticket, only who reviews at the authority that took it in, and says why."""
    return ticket.sealed and ticket.authority_id == request.authority.pk and Role.REVIEWER in request.roles
