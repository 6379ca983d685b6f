"""每日清单: one list to one official on a working morning, with all that is due and nothing else."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.office.authorities.acts import want_morning_mail
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.notices import acts, chores
from gongkai.office.notices.models import Message
from gongkai.office.notices.morning import WEEK, send_lists
from gongkai.office.notices.queries import unread
from gongkai.web import clock
from tests.cast import PASSWORD, Cast

MONDAY = date(2025, 9, 8)


def errand(people: Cast, on: date = MONDAY) -> str:
    dossier = journal.open_dossier(people.bureau, "errand", Step("begin", on), by=people.wang)
    return f"差事{dossier.number}，{dossier.due_on}到期"


def test_a_morning_has_one_list_with_what_is_overdue_due_today_and_due_this_week(people: Cast) -> None:
    late, now, soon = errand(people, date(2025, 9, 1)), errand(people), errand(people, date(2025, 9, 10))
    due = date(2025, 9, 15)
    for _ in range(3):
        send_lists(due)
    (note,) = unread(people.wang)
    assert note.subject == "2025-09-15清单：已逾期1件，今天到期1件，2025-09-22以前到期1件"
    assert [line for line in note.text().splitlines() if "差事" in line] == [late, now, soon]
    (told,) = unread(people.li)
    assert told.subject == "2025-09-15清单：已逾期1件", "who signs hears of what is overdue"
    assert unread(people.zhao).count() == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    opened=st.lists(st.dates(date(2025, 8, 1), date(2025, 10, 20)), max_size=6), on=st.dates(MONDAY, date(2025, 10, 31))
)
def test_the_list_names_each_file_that_concerns_the_day_once_whatever_the_holidays(
    people: Cast, opened: list[date], on: date
) -> None:
    with transaction.atomic():
        due = []
        for day in opened:
            dossier = journal.open_dossier(people.bureau, "errand", Step("begin", day), by=None)
            assert dossier.due_on
            due.append((dossier.number, dossier.due_on))
        calendar = calendar_of(people.bureau)
        send_lists(on)
        notes = list(unread(people.wang))
        last = calendar.after(on, WEEK).on
        wanted = sorted(number for number, day in due if day <= last) if calendar.is_working_day(on) else []
        lines = [line for note in notes for line in note.text().splitlines() if line.startswith("差事")]
        told = sorted(line.partition("，")[0].removeprefix("差事") for line in lines)
        assert told == wanted and len(notes) == bool(wanted)
        transaction.set_rollback(True)


def test_the_list_goes_by_mail_to_who_has_an_address_and_wants_it(people: Cast) -> None:
    errand(people)
    with pytest.raises(Unlawful, match="没有登记电子邮箱"):
        want_morning_mail(people.wang, wanted=True)
    people.wang.email = "wang@example.org"
    people.wang.save()
    client = Client()
    client.login(request=RequestFactory().post("/desk/login/"), username="wang", password=PASSWORD)
    assert client.post("/desk/notices/mail/", {"wanted": "1"}).status_code == 302
    for _ in range(2):
        send_lists(date(2025, 9, 15))
        acts.deliver(clock.now())
    (sent,) = mail.outbox
    assert (
        sent.to == ["wang@example.org"]
        and sent.subject.endswith("清单：今天到期1件")
        and "差事〔2025〕001号" in sent.body
    )
    client.post("/desk/notices/mail/", {"wanted": "0"})
    send_lists(date(2025, 9, 16))
    acts.deliver(clock.now())
    assert len(mail.outbox) == 1


def test_the_list_waits_for_the_morning(people: Cast) -> None:
    errand(people)
    night = datetime(2025, 9, 15, 3, 0, tzinfo=clock.BEIJING)
    chores.list_the_morning(night)
    assert not Message.objects.everywhere().exists()
    chores.list_the_morning(night + timedelta(hours=5))
    assert Message.objects.everywhere().exists()
