"""考核样例: every state of a task, a year assessed with its appeal, results and a bulletin in public; nothing is altered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from gongkai.demo import assessed
from gongkai.demo.places.linze import LINZE
from gongkai.demo.settling import settle
from gongkai.law.supervision.plan_tasks import State
from gongkai.office.journal.verify import verify
from gongkai.oversight.assessment.sheets import queries as sheets
from gongkai.oversight.assessment.sheets.models import AssessmentRun
from gongkai.oversight.plans import queries as plans
from gongkai.oversight.plans.models import WorkPlan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("today", [date(2025, 11, 20), date(2026, 1, 5)])
def test_a_place_has_a_year_of_tasks_and_an_assessed_year(today: date) -> None:
    settled = settle(LINZE, "Demo-TEST-0450", today, lambda name: None)
    government, unit = settled.bodies[""], settled.bodies["minzheng"]
    assessed.enter(government, unit, today)
    plan = WorkPlan.objects.of(government).get()
    found = plans.on_day(plans.tasks(plan), today)
    assert {each.standing.state for each in found} == {State.ASSIGNED, State.DOING, State.HANDED_IN, State.DONE}
    assert any(each.overdue for each in found)
    run = AssessmentRun.objects.of(government).get()
    told = sheets.told_all(run)
    assert len(told) == sum(body.parent_id == government.pk for body in settled.bodies.values())
    assert all(sheets.again(each).same for each in told)
    mine = next(each for each in told if each.sheet.authority == unit)
    assert [appeal.granted for appeal in mine.standing.appeals] == [True]
    assert mine.score.lines["3"].taken == Decimal(3)
    public = Client().get(f"/{government.code}/khjg/").content.decode()
    assert run.title in public
    assert "政务公开工作通报（示例）" in public
    assert [str(each) for each in verify(whole=True)] == []
