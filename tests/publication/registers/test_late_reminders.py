"""缺环提醒: who owes hears on the first late day and each week, the office after its days, and nobody twice a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.registers import KINDS
from gongkai.law.registers.overdue import TO_OFFICE, is_told, newly
from gongkai.office.notices.models import Channel, Message
from gongkai.publication.registers import acts, late_reminders
from gongkai.publication.registers.models import Keeping
from tests.cast import Cast, cast, official
from tests.publication.registers.rows import row

pytestmark = pytest.mark.django_db
DUE = date(2025, 8, 30)
"""Sixty days after the notice was shown to the end."""


@pytest.fixture
def people() -> Cast:
    made = cast()
    official("ban", "办示例", made.county, "disclosure_office")
    return made


def noticed(people: Cast, number: int = 1) -> None:
    kind = KINDS["firm_list_before"]
    shown = {"shown_from": "2025-06-01", "shown_to": "2025-07-01", "made_on": "2025-06-01"}
    on = date(2025, 6, 1)
    said = row(kind, number, name=f"名单{number}", **shown)
    made = acts.enter(people.bureau, kind, said, on=on, today=on, by=people.wang)
    acts.publish(people.bureau, kind, [made.pk], on=on, today=on, by=people.li)


def kept(people: Cast, kind: str = "firm_list_after") -> Keeping:
    return acts.keep(people.bureau, KINDS[kind], "工信科", on=date(2025, 1, 1), by=people.wang, owner=people.li)


def told(people: Cast, name: str) -> list[str]:
    rows = Message.objects.of(people.bureau).filter(official__username=name, channel=Channel.DESK)
    return [message.key.split()[2] for message in rows.order_by("key")]


@given(st.dates(date(2025, 1, 1), date(2025, 12, 1)), st.integers(0, 15))
def test_it_becomes_due_to_be_told_on_one_day_only(due: date, days: int) -> None:
    calendar = national()
    span = [due + timedelta(n) for n in range(1, 45)]
    firsts = [on for on in span if newly(due, on, calendar, days)]
    assert len(firsts) == 1 and all(is_told(due, on, calendar, days) == (on >= firsts[0]) for on in span)


def test_who_owes_is_told_at_once_and_weekly_and_the_office_after_its_days(people: Cast) -> None:
    noticed(people)
    kept(people)
    days = [DUE + timedelta(n) for n in range(-3, 40)]
    for on in days:
        first, again = late_reminders.remind(on), late_reminders.remind(on)
        assert again == 0, "nobody is told twice a day"
        assert on > DUE or first == 0
    owner, office = told(people, "li"), told(people, "ban")
    assert owner[:2] == ["2025-09-01", "2025-09-08"], "the first working day after, then a week later"
    assert office and date.fromisoformat(office[0]) > DUE + timedelta(TO_OFFICE.length)
    assert len(owner) == len(set(owner)) and len(office) == len(set(office)) and "wang" not in owner


def test_where_nobody_keeps_the_stage_the_publishers_are_told(people: Cast) -> None:
    noticed(people)
    assert late_reminders.remind(date(2025, 9, 1)) == 1
    [message] = Message.objects.of(people.bureau)
    assert message.official == people.wang and "缺企业名单事后公告1件" in message.subject


def test_many_are_one_notice_and_what_becomes_late_meanwhile_is_told_on_its_day(people: Cast) -> None:
    for number in range(5):
        noticed(people, number)
    kept(people)
    assert late_reminders.remind(date(2025, 9, 1)) == 1
    [message] = Message.objects.of(people.bureau)
    assert "5件" in message.subject
    kind = KINDS["firm_list_before"]
    said = row(kind, 9, name="后来的", shown_from="2025-06-01", shown_to="2025-07-05", made_on="2025-06-01")
    made = acts.enter(people.bureau, kind, said, on=date(2025, 6, 2), today=date(2025, 6, 2), by=people.wang)
    acts.publish(people.bureau, kind, [made.pk], on=date(2025, 6, 2), today=date(2025, 6, 2), by=people.li)
    assert late_reminders.remind(date(2025, 9, 2)) == 0 and late_reminders.remind(date(2025, 9, 4)) == 1


def test_a_period_of_a_series_is_told_with_the_gaps(people: Cast) -> None:
    kept(people, "water_quality")
    assert late_reminders.remind(date(2025, 9, 18)) >= 1
    message = Message.objects.of(people.bureau).filter(official=people.li).get()
    assert "未公开水质监测" in message.subject


def test_the_days_until_the_office_hears_are_set_by_the_place(people: Cast, settings: LazySettings) -> None:
    noticed(people)
    kept(people)
    settings.REGISTER_LATE_DAYS = 1
    late_reminders.remind(date(2025, 9, 2))
    assert told(people, "ban") == ["2025-09-02"]


def test_an_authority_with_an_inspector_of_its_own_does_not_trouble_the_one_above(people: Cast) -> None:
    own = official("cha", "查样例", people.bureau, "disclosure_office")
    assert late_reminders.office_over(people.bureau, DUE) == [own]
    assert [each.username for each in late_reminders.office_over(people.county, DUE)] == ["ban"]
