"""到期提醒: told in time, told once, and told to whom it concerns."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Step
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts
from gongkai.office.journal.models import Dossier
from gongkai.office.notices.models import Message
from gongkai.office.notices.queries import unread
from gongkai.office.notices.reminders import WARNINGS, remind
from tests.cast import Cast

MONDAY = date(2025, 9, 8)
DUE = date(2025, 9, 15)


@pytest.fixture
def errand(people: Cast) -> Dossier:
    return acts.open_dossier(people.bureau, "errand", Step("begin", MONDAY), by=people.wang)


def test_the_handler_is_told_once_at_each_warning_and_the_signer_when_it_is_overdue(
    errand: Dossier, people: Cast
) -> None:
    for days in range(14):
        for _ in range(2):
            remind(MONDAY + timedelta(days=days))
    told = [notice.subject.removeprefix("差事〔2025〕001号") for notice in unread(people.wang).order_by("id")]
    assert told == [
        "将于2025-09-15到期，还有5个工作日",
        "将于2025-09-15到期，还有3个工作日",
        "将于2025-09-15到期，还有1个工作日",
        "已于2025-09-15到期，尚未办结",
    ]
    assert [notice.subject for notice in unread(people.li)] == ["差事〔2025〕001号已于2025-09-15到期，尚未办结"]
    assert unread(people.zhao).count() == 0


def test_nobody_is_reminded_of_what_is_done(errand: Dossier, people: Cast) -> None:
    acts.take(errand, Step("end", MONDAY), by=people.li)
    assert remind(DUE) == 0


def test_a_term_that_moved_is_warned_of_anew(errand: Dossier, people: Cast) -> None:
    assert remind(date(2025, 9, 12)) == 1
    acts.take(errand, Step("add", date(2025, 9, 12), {"amount": 1}), by=people.wang)
    assert remind(date(2025, 9, 18)) == 1


@given(on=st.dates(date(2024, 12, 1), date(2025, 12, 1)), opened=st.dates(date(2024, 11, 1), date(2025, 11, 1)))
def test_whoever_is_within_five_working_days_is_warned_whatever_the_holidays(
    people: Cast, on: date, opened: date
) -> None:
    with transaction.atomic():
        dossier = acts.open_dossier(people.bureau, "errand", Step("begin", opened), by=None)
        assert dossier.due_on is not None
        near = on > dossier.due_on or calendar_of(people.bureau).count(on, dossier.due_on) <= max(WARNINGS)
        remind(on)
        assert Message.objects.of(people.bureau).filter(official=people.wang).exists() == near
        transaction.set_rollback(True)


def test_the_command_says_how_many_are_new(errand: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        call_command("remind")
    assert capsys.readouterr().out.splitlines() == ["新增提醒2条", "新增提醒0条"]
