"""谁能办: which acts belong to the authority that assesses, which to the unit."""

from __future__ import annotations

from datetime import date

from gongkai.law.supervision.score_sheets import FLOW, Act, Standing
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.offering import Offered, offering
from gongkai.oversight.assessment.sheets.models import ScoreSheet

OF_UNIT = frozenset({Act.APPEAL, Act.AGREE})
"""被考核单位的事项."""


def offered(request: DeskRequest, sheet: ScoreSheet, standing: Standing, on: date) -> Offered[Act]:
    """可办事项: by the table, the roles of the official, and whose the act is."""
    calendar, day = calendar_of(sheet.authority), max(on, standing.last_on)
    mine = (Act(row.act) for row in FLOW.open_acts(standing.state) if row.role in request.roles)
    ours = (act for act in mine if _is_ours(request, sheet, act))
    return offering(ours, lambda act: standing.objections(act, day, calendar))


def _is_ours(request: DeskRequest, sheet: ScoreSheet, act: Act) -> bool:
    owner = sheet.authority_id if act in OF_UNIT else sheet.run.authority_id
    return request.authority.pk == owner
