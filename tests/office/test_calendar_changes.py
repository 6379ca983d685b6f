"""日历变动: what is said to move is what moves, whoever enters which day where; thousands of files in chunks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.announcements import read_year
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.calendar import LocalDay as Day
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.procedures import PROCEDURES
from gongkai.office.authorities.models import Authority, LocalDay
from gongkai.office.journal import acts, holidays
from gongkai.office.journal.acts import Deed, History
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.verify import verify
from tests.cast import Cast
from tests.office import errand
from tests.office.test_calendars import a_year

FIRST = date(2025, 9, 1)
TODAY = date(2025, 9, 8)
WHERE = ("prefecture", "county", "bureau", "elsewhere")
days = st.builds(
    Day,
    st.integers(0, 20).map(lambda count: FIRST + timedelta(days=count)),
    st.booleans(),
    st.just("丰收节"),
    st.just("样政办〔2025〕8号"),
)
changes = st.lists(st.tuples(st.sampled_from(WHERE), st.lists(days, min_size=1, max_size=3)), min_size=1, max_size=3)


def due() -> dict[int, tuple[date | None, bool]]:
    rows = Dossier.objects.everywhere().values_list("pk", "due_on", "due_provisional")
    return {pk: (on, provisional) for pk, on, provisional in rows}


def open_file(at: Authority, begun: date) -> Dossier:
    return acts.open_dossier(at, "errand", Step("begin", begun), by=None)


@given(st.lists(st.tuples(st.sampled_from(WHERE), st.integers(0, 14)), min_size=1, max_size=4), changes)
def test_what_is_said_to_move_is_what_moves(
    people: Cast, files: list[tuple[str, int]], entered: list[tuple[str, list[Day]]]
) -> None:
    with transaction.atomic():
        for where, begun in files:
            open_file(getattr(people, where), FIRST + timedelta(days=begun))
        for where, some in entered:
            at = getattr(people, where)
            _agrees(holidays.days_would_move(at, some), lambda at=at, some=some: _announce(at, some))
        for day in LocalDay.objects.everywhere().select_related("authority"):
            _agrees(holidays.withdrawal_would_move(day), lambda day=day: _withdraw(day))
        assert [str(finding) for finding in verify(whole=True)] == []
        transaction.set_rollback(True)


def _announce(at: Authority, some: list[Day]) -> int:
    return holidays.announce_days(at, some, on=TODAY, by=None)


def _withdraw(day: LocalDay) -> int:
    return holidays.withdraw_day(day, on=TODAY, by=None)


def _agrees(said: list[holidays.Move], change: object) -> None:
    before = due()
    assert callable(change)
    counted = change()
    after = due()
    moved = {pk: after[pk] for pk in after if after[pk] != before[pk]}
    told = {move.dossier.pk: (move.becomes.on, move.becomes.provisional) for move in said if move.becomes}
    assert told == moved and counted == len(moved)
    assert {move.dossier.pk for move in said if move.is_another_day} == {
        pk for pk in moved if moved[pk][0] != before[pk][0]
    }


def test_a_year_that_is_announced_moves_what_it_said_and_makes_the_rest_certain(people: Cast) -> None:
    _announce_year(people, 2030, date(2030, 10, 1))
    moving, firm = open_file(people.bureau, date(2030, 12, 30)), open_file(people.elsewhere, date(2031, 2, 4))
    year = read_year(text := a_year(2031, date(2031, 1, 3)).replace("2031-01-01", "2031-01-02"))
    said = holidays.year_would_move(year)
    assert [(move.dossier.pk, move.is_another_day) for move in said] == [(moving.pk, True), (firm.pk, False)]
    assert (
        said[0].was
        and said[0].becomes
        and (said[0].was.on, said[0].becomes.on)
        == (
            date(2031, 1, 7),
            date(2031, 1, 8),
        )
    )
    assert holidays.announce(people.prefecture, text, on=TODAY, by=None) == 2
    assert due()[moving.pk] == (date(2031, 1, 8), False) and due()[firm.pk][1] is False


def _announce_year(people: Cast, year: int, off: date) -> None:
    holidays.announce(people.prefecture, a_year(year, off), on=TODAY, by=None)


class Punctual(errand.Standing):
    """An errand that may only be dealt with in time."""

    def take(self, step: Step, calendar: Calendar) -> errand.Standing:
        due = self.due(calendar)
        if due and step.on > due.on:
            raise Unlawful("已经逾期")
        return super().take(step, calendar)


def punctual(step: Step, calendar: Calendar) -> errand.Standing:
    return Punctual(errand.State.OPEN, step.on, step.on)


def test_a_file_whose_steps_the_new_calendar_would_not_allow_stays_as_it_is_and_is_named(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PROCEDURES, "errand", replace(errand.ERRAND, open=punctual))
    monday, next_monday = date(2025, 9, 1), date(2025, 9, 8)
    stuck, fine = open_file(people.bureau, monday), open_file(people.bureau, monday)
    acts.take(stuck, Step("add", next_monday, {"amount": 1}), by=None)  # the last of the five days
    before = due()
    worked = [Day(date(2025, 9, 6), works=True, name="补班", source="样政办〔2025〕8号")]
    refused, moved = holidays.days_would_move(people.bureau, worked)
    assert (refused.dossier.pk, refused.refusal, moved.dossier.pk) == (stuck.pk, "已经逾期", fine.pk)
    assert _announce(people.bureau, worked) == 1
    assert due()[stuck.pk] == before[stuck.pk] and due()[fine.pk] == (date(2025, 9, 6), False)
    assert any(stuck.number in str(finding) for finding in verify()), "until it is amended"


def test_hundreds_of_files_are_reckoned_in_chunks_with_few_queries(people: Cast) -> None:
    histories = (History([Deed(Step("begin", FIRST + timedelta(days=count % 9)))]) for count in range(350))
    list(acts.enter_many(people.bureau, "errand", histories))
    day = [Day(date(2025, 9, 10), works=False, name="丰收节", source="样政办〔2025〕8号")]
    with CaptureQueriesContext(connection) as asked:
        said = holidays.days_would_move(people.county, day)
    assert len(said) > 200 and len(asked) < 30
    with CaptureQueriesContext(connection) as asked:
        assert _announce(people.county, day) == len(said)
    assert len(asked) < 100 + len(said), (
        "one update for each that moves, the rest, and telling whom it concerns, by the chunk"
    )
