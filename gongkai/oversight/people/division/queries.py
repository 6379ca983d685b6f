"""流程分工查询: each kind of file with the steps each role takes, who here has the role, and which units lead and help."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.law.grammar.flow import Role
from gongkai.law.people.division import FLOW_OF, RoleSteps, WorkPart, steps_by_role
from gongkai.law.procedures import procedure
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import holders
from gongkai.oversight.people.division.models import FlowPart

OUTSIDE = frozenset({Role.APPLICANT})
"""不在机关内的职责."""


@dataclass(frozen=True, slots=True)
class RoleLine:
    """职责行: the steps of a role and who here may take them; nobody for a role nobody holds."""

    steps: RoleSteps
    people: tuple[str, ...]

    @property
    def vacant(self) -> bool:
        """无人承担: a step nobody here can take."""
        return not self.people and self.steps.role not in OUTSIDE


@dataclass(frozen=True)
class FlowDivision:
    """一类案卷的分工: the procedure drawn by roles, and the units by their part."""

    kind: str
    label: str
    roles: tuple[RoleLine, ...]
    units: Mapping[WorkPart, Sequence[FlowPart]]


def divisions(authority: Authority, on: date) -> list[FlowDivision]:
    """流程分工: of every kind of file, at an authority on a day; where no unit is named the authority itself operates."""
    people = {role: tuple(each.name for each in holders(authority, role, on)) for role in Role}
    parts: dict[str, dict[WorkPart, list[FlowPart]]] = defaultdict(lambda: defaultdict(list))
    rows = FlowPart.objects.of(authority).filter(since__lte=on).filter(Q(until=None) | Q(until__gt=on))
    for row in rows.select_related("unit", "authority"):
        parts[row.kind][WorkPart(row.part)].append(row)
    return [
        FlowDivision(
            kind,
            procedure(kind).label,
            tuple(RoleLine(each, people[each.role]) for each in steps_by_role(flow)),
            {part: parts[kind][part] for part in WorkPart},
        )
        for kind, flow in FLOW_OF.items()
    ]
