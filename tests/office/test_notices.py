"""信使: a message is written once, leaves once, and says nothing to who may not read it."""

from __future__ import annotations

import smtplib
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import IntegrityError, connection, connections, transaction

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import Step
from gongkai.office.journal import acts as journal
from gongkai.office.journal import heads
from gongkai.office.journal.models import Dossier
from gongkai.office.notices import acts, queries
from gongkai.office.notices.chores import CHORES, keep_heads
from gongkai.office.notices.models import Message, State
from gongkai.office.notices.work import Chore, chores, work
from gongkai.web import clock
from tests.cast import Cast, authority

MONDAY = date(2025, 9, 8)
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def errand(people: Cast) -> Dossier:
    return journal.open_dossier(people.bureau, "errand", Step("begin", MONDAY), by=people.wang)


def write(errand: Dossier, key: str = "receipt") -> bool:
    return acts.write_email(
        errand.authority, key, to="chen@example.org", subject="登记回执", body="陈样例：已登记。", dossier=errand
    )


def only() -> Message:
    return Message.objects.everywhere().get()


def later(**span: int) -> datetime:
    return clock.now() + timedelta(**span)


class Refusing(BaseEmailBackend):
    """A mail server that fails with whatever it is told to."""

    trouble: Exception = OSError()

    def send_messages(self, messages: Sequence[Any]) -> int:
        raise self.trouble


@pytest.fixture
def refusing(settings: Any) -> type[Refusing]:
    settings.EMAIL_BACKEND = "tests.office.test_notices.Refusing"
    Refusing.trouble = smtplib.SMTPServerDisconnected("gone")
    return Refusing


def test_a_message_leaves_once_however_often_delivery_runs(errand: Dossier) -> None:
    assert write(errand)
    assert acts.deliver(later()) == {State.SENT: 1}
    assert acts.deliver(later(days=9)) == {}
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["chen@example.org"], "登记回执", "陈样例：已登记。")
    assert only().sent_at is not None


def test_the_same_message_is_written_once(errand: Dossier) -> None:
    assert (write(errand), write(errand), write(errand, "another")) == (True, False, True)
    assert Message.objects.of(errand.authority).count() == 2


def test_a_message_rolled_back_with_its_act_never_leaves(errand: Dossier) -> None:
    with transaction.atomic():
        write(errand)
        transaction.set_rollback(True)
    assert acts.deliver(later()) == {}


def test_neither_address_nor_body_can_be_read_in_the_database(errand: Dossier) -> None:
    write(errand)
    message = only()
    assert b"chen" not in bytes(message.recipient or b"")
    assert "陈样例".encode() not in bytes(message.body)
    assert message.text() == "陈样例：已登记。"


def test_a_failure_is_tried_again_later_and_later_and_given_up_in_the_end(
    errand: Dossier, refusing: type[Refusing]
) -> None:
    write(errand)
    now, waits = later(), []
    while (message := only()).state == State.WAITING:
        now = max(now, message.next_try or now)
        acts.deliver(now)
        if (again := only().next_try) is not None:
            waits.append(again - now)
    assert waits == list(acts.WAITS)
    assert (only().state, only().tries) == (State.FAILED, len(acts.WAITS) + 1)
    assert list(queries.stuck(errand.authority)) == [only()]


def test_a_server_that_is_away_is_asked_once_a_round_and_gets_everything_when_it_is_back(
    errand: Dossier, refusing: type[Refusing], settings: Any
) -> None:
    for number in range(4):
        write(errand, f"receipt {number}")
    assert acts.deliver(later()) == {State.WAITING: 1}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert acts.deliver(later()) == {State.SENT: 3}
    assert acts.deliver(later(minutes=2)) == {State.SENT: 1}
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == len(mail.outbox) == 4


def test_nothing_is_tried_before_its_time(errand: Dossier, refusing: type[Refusing]) -> None:
    write(errand)
    acts.deliver(later())
    assert acts.deliver(later(seconds=30)) == {}
    assert acts.deliver(later(seconds=90)) == {State.WAITING: 1}


def test_a_refused_address_is_not_tried_again_but_an_official_may_resend(
    errand: Dossier, refusing: type[Refusing], settings: Any
) -> None:
    write(errand)
    refusing.trouble = smtplib.SMTPRecipientsRefused({})
    assert acts.deliver(later()) == {State.FAILED: 1}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert acts.resend(only())
    assert acts.deliver(later()) == {State.SENT: 1}
    assert not acts.resend(only())


def test_a_sender_killed_in_the_middle_leaves_a_message_nobody_sends_again_unasked(errand: Dossier) -> None:
    write(errand)
    message = only()
    assert acts._claim(message.pk, later())
    assert acts.deliver(later()) == {}
    assert acts.deliver(later(hours=1)) == {State.UNCERTAIN: 1}
    assert acts.deliver(later(days=1)) == {}
    assert mail.outbox == []
    assert acts.resend(only())


def test_a_message_about_a_shredded_file_is_void(errand: Dossier, people: Cast) -> None:
    write(errand)
    journal.take(errand, Step("end", MONDAY), by=people.li)
    journal.shred(errand, on=MONDAY, by=people.li, reason="保管期满")
    assert acts.deliver(later()) == {State.VOID: 1}
    assert "已由第3号条目销毁" in only().text()
    assert mail.outbox == []


def test_a_message_without_a_reader_is_refused_by_the_database(errand: Dossier) -> None:
    with transaction.atomic(), pytest.raises(IntegrityError):
        Message(authority=errand.authority, key="x", channel="email", subject="", body=b"", created_at=later()).save()


def test_a_notice_waits_at_the_officials_desk_until_it_is_read(errand: Dossier, people: Cast) -> None:
    assert acts.notify(people.bureau, "due", people.wang, subject="3个工作日内到期", body="差事", dossier=errand)
    assert not acts.notify(people.bureau, "due", people.wang, subject="3个工作日内到期")
    (notice,) = queries.unread(people.wang)
    assert (queries.unread(people.li).count(), notice.text()) == (0, "差事")
    acts.mark_read(people.li, notice)
    assert queries.unread(people.wang).count() == 1
    acts.mark_read(people.wang, notice)
    assert (queries.unread(people.wang).count(), queries.notices_for(people.wang).count()) == (0, 1)


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads cannot share SQLite in memory")
@pytest.mark.django_db(transaction=True)
def test_several_deliveries_at_once_send_each_message_once() -> None:
    county = authority("shili", "示例县人民政府", AuthorityKind.COUNTY)
    for key in range(20):
        acts.write_email(county, str(key), to="chen@example.org", subject="回执", body="")

    def deliver(_: int) -> int:
        try:
            return acts.deliver(later())[State.SENT]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as senders:
        assert sum(senders.map(deliver, range(4))) == 20
    assert len(mail.outbox) == 20


def test_the_command_says_what_came_of_it(errand: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    write(errand)
    call_command("deliver")
    call_command("deliver")
    assert capsys.readouterr().out.splitlines() == ["已发出1件", "没有到时的消息"]


# --- the loop ---------------------------------------------------------------------------------------------------------


def stopping(after: int, stop: Event) -> tuple[list[datetime], Callable[[datetime], None]]:
    done: list[datetime] = []

    def do(now: datetime) -> None:
        done.append(now)
        if len(done) == after:
            stop.set()

    return done, do


def test_the_loop_does_each_chore_in_its_time_and_goes_on_when_one_fails(db: None, caplog: Any) -> None:
    stop = Event()
    done, do = stopping(2, stop)
    broken = Chore("坏了的", timedelta(0), lambda now: 1 / 0)
    rare: list[datetime] = []
    work([broken, Chore("常做的", timedelta(0), do), Chore("少做的", timedelta(hours=1), rare.append)], stop)
    assert (len(done), len(rare)) == (2, 1)
    assert "坏了的" in caplog.text


def test_every_room_may_add_chores_and_the_ground_floors_are_among_them() -> None:
    assert set(CHORES) <= set(chores())


def test_the_heads_are_kept_once_a_day(people: Cast, errand: Dossier, settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path
    for _ in range(3):
        keep_heads(clock.now())
    (line,) = heads.lines()
    assert [kept.code for kept in line.kept] == [people.bureau.code]
    settings.HEADS_MAIL = "archive@example.org"
    keep_heads(later(days=1))
    assert mail.outbox[0].body == heads.append().read_text(encoding="utf-8").splitlines()[1]


def test_the_process_stops_gracefully_when_it_is_told_to(tmp_path: Any) -> None:
    code = (
        "import django; django.setup(); from django.core.management import call_command;"
        "call_command('migrate', run_syncdb=True, verbosity=0); call_command('work')"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "GONGKAI_DATABASE": f"sqlite:///{tmp_path}/w.sqlite3"}
    command = [sys.executable, "-u", "-c", code]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline().startswith("值守开始：投递")
        process.terminate()
        assert process.stdout.read() == "值守结束\n"
    assert process.wait(20) == 0
