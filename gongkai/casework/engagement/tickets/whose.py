"""谁能办: which acts of a ticket belong to the authority that took it in, which to the unit that handles it."""

from __future__ import annotations

from datetime import date

from gongkai.casework.engagement.tickets.act_forms import FORMS
from gongkai.casework.engagement.tickets.models import JointUnit, Ticket
from gongkai.law.grammar.flow import Role
from gongkai.law.ticket_flow import FLOW, Act
from gongkai.law.ticket_kinds import DispatchMode
from gongkai.law.tickets import Standing
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.journal.offering import Offered, offering

UNIT_ACTS = frozenset({Act.SIGN, Act.RETURN, Act.DRAFT, Act.APPROVE, Act.SEND_BACK, Act.REPLY})
"""承办单位的事项: where the unit works on the platform."""
JOINT_ACTS = frozenset({Act.CONTRIBUTE})
PAGED = frozenset({Act.PUBLISH, Act.UNPUBLISH})
"""另有页面的事项."""


def offered(request: DeskRequest, ticket: Ticket, standing: Standing, on: date) -> Offered[Act]:
    """可办事项: by the table, the roles of the official, and whose the act is."""
    mine = [Act(row.act) for row in FLOW.open_acts(standing.state) if row.role in request.roles]
    ours = (act for act in mine if (act in FORMS or act in PAGED) and _is_ours(request, ticket, standing, act))
    return offering(ours, lambda act: standing.objections(act, max(on, standing.last_on)))


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
