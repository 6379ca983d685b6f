"""谁能办: which acts belong to the authority that inspects, which to the unit that mends."""

from __future__ import annotations

from datetime import date

from gongkai.law.grammar.flow import Role
from gongkai.law.supervision.rectifications import FLOW, OF_MACHINE, Act, Standing
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.offering import Offered, offering
from gongkai.oversight.supervision.findings.models import Finding

OF_UNIT = frozenset({Act.OBJECT, Act.MEND})
"""被检查单位的事项."""


def offered(request: DeskRequest, finding: Finding, standing: Standing, on: date) -> Offered[Act]:
    """可办事项: by the table, the roles of the official, and whose the act is."""
    calendar, day = calendar_of(finding.authority), max(on, standing.last_on)
    mine = (
        Act(row.act)
        for row in FLOW.open_acts(standing.state)
        if row.role in request.roles and row.act not in OF_MACHINE
    )
    ours = (act for act in mine if _is_ours(request, finding, act))
    return offering(ours, lambda act: standing.objections(act, day, calendar))


def _is_ours(request: DeskRequest, finding: Finding, act: Act) -> bool:
    return request.authority.pk == (finding.unit_id if act in OF_UNIT else finding.authority_id)


def may_find(request: DeskRequest) -> bool:
    """可以登记发现."""
    return Role.INSPECTOR in request.roles
