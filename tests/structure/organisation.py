"""人员与责任样例: a drill of the bureau, a change about it and a part it plays, which nobody elsewhere may see or move."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from gongkai.law.people.division import WorkPart
from gongkai.law.people.funds import BudgetLine, FundUse
from gongkai.law.people.institutional_changes import ChangeKind
from gongkai.law.people.single_points import Point, PointKind
from gongkai.oversight.people.changes import acts as changes
from gongkai.oversight.people.changes.acts import Proposed
from gongkai.oversight.people.changes.models import InstitutionalChange
from gongkai.oversight.people.division import acts as division
from gongkai.oversight.people.division.models import FlowPart
from gongkai.oversight.people.drills import acts as drills
from gongkai.oversight.people.drills.models import DeputyDrill
from gongkai.oversight.people.funds import acts as funds
from gongkai.oversight.people.funds.models import FundLine
from gongkai.publication.catalogue.models import Column
from tests.cast import Cast


def furnish(people: Cast, day: date, secrets: Mapping[str, str]) -> None:
    """一项演练、一项变动、一项分工、一笔经费."""
    bureau, li = people.bureau, people.li
    column = Column.objects.of(bureau).order_by("pk")[0]
    point = Point(PointKind.COLUMN, column.pk, secrets["description"], (people.wang.username,), (li.username,))
    drills.ask(bureau, point, li, on=day, by=li)
    renamed = Proposed(ChangeKind.RENAME, secrets["description"], day, name=secrets["description"])
    changes.begin(people.county, bureau, renamed, on=day, today=day, by=people.zhou)
    division.give(bureau, "proposal", bureau, WorkPart.LEAD, on=day, by=li, basis=secrets["description"])
    funds.enter(bureau, BudgetLine(2025, FundUse.OTHER, Decimal(1)), secrets["description"], on=day, by=li)


def samples(people: Cast) -> dict[str, object]:
    """What fills an argument of this name."""
    return {
        "drill": DeputyDrill.objects.of(people.bureau).get().pk,
        "change": InstitutionalChange.objects.of(people.county).get().pk,
        "part": FlowPart.objects.of(people.bureau).get().pk,
        "people:column": Column.objects.of(people.bureau).order_by("pk")[0].pk,
        "people:kind": "register",
        "people:key": 1,
        "people:name": "pass",
        "people:matter": "columns",
        "people:line": FundLine.objects.of(people.bureau).get().pk,
        "people:carrier": "csv",
    }
