"""今日办件: the desk comes alive on whatever day the demo is built."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.casework.applications import queries as applications
from gongkai.demo.building import build
from gongkai.demo.lively import Days
from gongkai.demo.places.linze import LINZE
from gongkai.law.applications import State
from gongkai.law.grammar.calendar import national
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.models import Dossier


@pytest.mark.django_db
@pytest.mark.parametrize(
    "today",
    [
        date(2026, 2, 20),
        *(
            pytest.param(day, marks=pytest.mark.soak)
            for day in (date(2026, 1, 1), date(2026, 5, 9), date(2026, 10, 3), date(2027, 1, 4), date(2028, 2, 29))
        ),
    ],
)
def test_every_state_and_the_first_overdue_day_are_seen_on_any_day(today: date) -> None:
    build([LINZE], "Demo-TEST-0450", today, lambda place, what: None)
    linze = Authority.objects.get(code="linze")
    assert set(Dossier.objects.of(linze).filter(kind="application").values_list("state", flat=True)) == set(State)
    listed = applications.with_remaining(applications.open_applications(linze), today, calendar_of(linze))
    assert {-1, 0, 3, 18} <= {each.remaining for each in listed if each.state is State.HANDLING}


def test_so_many_working_days_ago_leaves_so_many_since() -> None:
    calendar, today = national(), date(2026, 10, 3)
    days = Days(calendar, today)
    for count in (0, 1, 5, 60, 3):
        day = days.ago(count)
        assert calendar.day(day).works
        assert calendar.count(day, today) == count
