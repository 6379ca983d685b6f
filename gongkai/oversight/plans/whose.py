"""谁能办: which acts belong to the authority that planned, which to the unit that leads the task."""

from __future__ import annotations

from datetime import date

from gongkai.law.grammar.flow import Role
from gongkai.law.supervision.plan_tasks import FLOW, Act, Standing
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.offering import Offered, offering
from gongkai.oversight.plans.models import PlanTask

OF_UNIT = frozenset({Act.ACCEPT, Act.HAND_IN})
"""牵头单位的事项."""


def offered(request: DeskRequest, task: PlanTask, standing: Standing, on: date) -> Offered[Act]:
    """可办事项: by the table, the roles of the official, and whose the act is."""
    calendar, day = calendar_of(task.authority), max(on, standing.last_on)
    mine = (Act(row.act) for row in FLOW.open_acts(standing.state) if row.role in request.roles)
    ours = (act for act in mine if _is_ours(request, task, act))
    return offering(ours, lambda act: standing.objections(act, day, calendar))


def _is_ours(request: DeskRequest, task: PlanTask, act: Act) -> bool:
    owner = task.authority_id if act in OF_UNIT else task.plan.authority_id
    return request.authority.pk == owner


def may_plan(request: DeskRequest) -> bool:
    """可以登记要点."""
    return Role.INSPECTOR in request.roles
