"""信件、值守、追随者、索引、静态页、附件、日历: each fault is made, found, and mended by what is printed."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from gongkai.doors.followers import index as index_follower
from gongkai.doors.followers import press
from gongkai.doors.followers.models import Cursor
from gongkai.doors.search import index
from gongkai.doors.watch import acts
from gongkai.doors.watch.models import Heartbeat
from gongkai.engines.press.pressing import the_tree
from gongkai.law.documents import DocumentKind
from gongkai.office.journal.models import Head
from gongkai.office.notices import acts as notices
from gongkai.office.notices import work
from gongkai.office.notices.models import Message, State
from gongkai.office.notices.work import Chore
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents import attachments, storage
from gongkai.publication.documents.acts import Draft
from gongkai.publication.documents.models import StoredFile
from gongkai.web import clock
from gongkai.web.examining import Level
from gongkai.web.uploads import TXT
from tests.cast import Cast
from tests.doors.watch.conftest import asked, level, trouble
from tests.office.mailserver import mail_server

BEIJING = clock.BEIJING


def test_a_mail_server_is_asked_and_one_that_is_down_is_a_danger_until_it_is_up(settings: Any) -> None:
    assert "没有设置" in trouble("mail_server").what
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        assert level("mail_server") is Level.FINE and not server.accepted
        server.busy = True
        assert trouble("mail_server").level is Level.DANGER
        server.busy = False
        assert level("mail_server") is Level.FINE
    found = trouble("mail_server")
    assert found.level is Level.DANGER and f"127.0.0.1:{settings.EMAIL_PORT}" in found.what


def test_letters_that_do_not_leave_are_told_of_and_gone_once_they_are_delivered(people: Cast, settings: Any) -> None:
    assert level("outbox") is Level.FINE
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    notices.write_email(people.bureau, "late", to="chen@example.org", subject="通知", body="正文")
    notices.deliver(clock.now())
    assert level("outbox") is Level.FINE, "a first failure is nobody's worry"
    assert trouble("outbox", clock.now() + timedelta(minutes=30)).level is Level.NOTE
    found = trouble("outbox", clock.now() + timedelta(hours=3))
    assert found.level is Level.DANGER and "manage.py deliver" in found.remedy
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        notices.deliver(clock.now() + timedelta(minutes=2))
        assert len(server.accepted) == 1
    assert level("outbox", clock.now() + timedelta(hours=3)) is Level.FINE
    Message.objects.everywhere().update(state=State.UNCERTAIN)
    assert "1封信件" in trouble("outbox").what and "manage.py deliver --again" in trouble("outbox").remedy
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        call_command("deliver", again=True, stdout=StringIO())
        assert len(server.accepted) == 1
    assert level("outbox") is Level.FINE


def test_a_gateway_that_is_none_is_a_danger(settings: Any) -> None:
    settings.SMS_GATEWAY = "gongkai.office.notices.sms.FileGateway"
    assert level("gateway") is Level.FINE
    settings.SMS_GATEWAY = "gongkai.office.notices.sms.NoSuchGateway"
    assert trouble("gateway").level is Level.DANGER
    settings.SMS_GATEWAY = "gongkai.web.examining.Level"
    assert trouble("gateway").level is Level.DANGER


# -- the worker ------------------------------------------------------------------------------------------------------------


def at_work(*chores: Chore) -> None:
    """One round of the loop."""
    stop = Event()
    work.work([*chores, Chore("收工", timedelta(hours=1), lambda now: stop.set())], stop)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_never_ran_or_has_stopped_is_told_of_and_well_once_it_runs() -> None:
    assert trouble("worker").level is Level.DANGER and "manage.py work" in trouble("worker").remedy
    [pulse] = [each for each in work.chores() if each.name == "心跳"]
    at_work(pulse)
    assert level("worker") is Level.FINE
    assert trouble("worker", clock.now() + timedelta(minutes=3)).level is Level.NOTE
    assert trouble("worker", clock.now() + timedelta(minutes=30)).level is Level.DANGER
    at_work(pulse)
    assert level("worker") is Level.FINE
    assert "钟被拨回过" in trouble("worker", clock.now() - timedelta(hours=1)).what


@pytest.mark.django_db(transaction=True)
def test_a_chore_that_fails_is_named_without_the_words_of_its_error_until_it_succeeds() -> None:
    work._failing.clear()  # what other tests of this process have left
    [pulse] = [each for each in work.chores() if each.name == "心跳"]
    working = [False]

    def fail(now: datetime) -> None:
        if not working[0]:
            raise LookupError("司马样例 110101190001010014")

    chore = Chore("试办", timedelta(hours=1), fail)
    at_work(chore)
    at_work(chore, pulse)
    found = trouble("chores")
    assert (
        found.level is Level.DANGER and "“试办”" in found.what and "2次" in found.what and "LookupError" in found.what
    )
    assert "司马" not in str(Heartbeat.objects.get().failing)
    working[0] = True
    at_work(chore, pulse)
    assert level("chores") is Level.FINE


def test_the_pulse_of_a_worker_that_was_taken_away_is_forgotten(db: None) -> None:
    now = clock.now()
    Heartbeat.objects.create(worker="gone 1", begun_at=now - timedelta(days=3), at=now - timedelta(days=2))
    acts.beat(now)
    acts.beat(now + timedelta(seconds=15))
    assert [row.worker for row in Heartbeat.objects.all()] == [acts.this_worker()]


# -- the index and the pressed pages ---------------------------------------------------------------------------------------


def test_an_index_whose_file_was_cut_off_is_found_and_rebuilt_by_the_command_that_is_printed(
    people: Cast, settings: Any
) -> None:
    assert "没有建好" in trouble("search_index").what
    call_command("index", rebuild=True, stdout=StringIO(), stderr=StringIO())
    assert level("search_index") is Level.FINE
    current = (index.root() / "current").resolve()
    meta = current / "meta.json"
    meta.write_bytes(meta.read_bytes()[: meta.stat().st_size // 2])
    index.forget()  # as a process that is started now
    found = trouble("search_index")
    assert found.level is Level.DANGER and "已损坏" in found.what and "manage.py index --rebuild" in found.remedy
    assert index_follower.is_due(), "the worker makes it anew by itself, too"
    call_command("index", rebuild=True, stdout=StringIO(), stderr=StringIO())
    assert level("search_index") is Level.FINE


def test_an_index_that_does_not_keep_up_and_a_cursor_that_lost_its_chain_are_told_of(people: Cast) -> None:
    call_command("index", rebuild=True, stdout=StringIO(), stderr=StringIO())
    assert level("index_keeps_up") is Level.FINE
    Head.objects.filter(authority=people.bureau).update(seq=1)  # as if restored; its cursor is beyond the chain
    assert "游标不在1条台账链上" not in str(asked("index_keeps_up", clock.now()))
    Cursor.objects.filter(follower="index", authority=people.bureau).update(seq=1, seal="0" * 64)
    Head.objects.filter(authority=people.bureau).update(seq=2)
    found = asked("index_keeps_up")
    assert any("游标不在1条台账链上" in each.what and each.level is Level.NOTE for each in found)
    call_command("index", stdout=StringIO(), stderr=StringIO())
    assert level("index_keeps_up") is Level.FINE
    Cursor.objects.filter(follower="index", authority=people.bureau).delete()
    assert trouble("index_keeps_up", clock.now() + timedelta(minutes=5)).level is Level.NOTE
    late = trouble("index_keeps_up", clock.now() + timedelta(hours=1))
    assert late.level is Level.DANGER and "落后" in late.what and "manage.py index" in late.remedy


def test_pages_that_are_gone_are_told_of_and_pressed_again(people: Cast, settings: Any) -> None:
    assert trouble("pressed_tree").level is Level.NOTE
    settings.PRESSED, settings.PRESSED_LOOKS = True, ()
    assert "还没有出版" in trouble("pressed_tree").what
    press.begin(people.bureau.pk)
    assert level("pressed_tree") is Level.FINE
    assert the_tree().worked_at() is not None
    for at in list(the_tree().places()):
        the_tree().remove(at)
    found = trouble("pressed_tree")
    assert found.level is Level.DANGER and "manage.py press --rebuild" in found.remedy
    press.begin(people.bureau.pk)
    assert level("pressed_tree") is Level.FINE
    assert trouble("press_keeps_up", clock.now() + timedelta(hours=1)).level is Level.DANGER
    press.follow()
    assert level("press_keeps_up", clock.now() + timedelta(hours=1)) is Level.FINE


def test_a_cluster_that_does_not_answer_is_a_danger(db: None, settings: Any) -> None:
    assert level("cluster") is Level.FINE
    settings.OPENSEARCH = "http://127.0.0.1:9"
    index.forget()
    assert trouble("cluster").level is Level.DANGER and "GONGKAI_OPENSEARCH" in trouble("cluster").remedy


# -- files and holidays ----------------------------------------------------------------------------------------------------


def test_a_file_that_is_gone_is_counted_and_not_named_and_well_once_it_is_put_back(people: Cast, var: Path) -> None:
    today = clock.today()
    document = documents.draft(
        people.bureau, Draft(DocumentKind.OTHER, "通知", "", "通知。"), on=today, today=today, by=people.wang
    )
    upload = SimpleUploadedFile("司马样例的身份证.txt", b"text")
    attachments.attach(document, upload, TXT, on=today, today=today, by=people.wang)
    assert level("files") is Level.FINE
    place = storage.path_of(StoredFile.objects.of(people.bureau).get().digest)
    kept = place.read_bytes()
    place.unlink()
    found = trouble("files")
    assert found.level is Level.DANGER and "1个" in found.what and "司马" not in found.what
    place.write_bytes(kept)
    assert level("files") is Level.FINE


def test_holidays_of_the_next_year_are_asked_for_in_november(db: None) -> None:
    last = 2026
    assert level("holidays", datetime(last, 10, 1, tzinfo=BEIJING)) is Level.FINE
    assert trouble("holidays", datetime(last, 11, 20, tzinfo=BEIJING)).level is Level.NOTE
    assert {each.level for each in asked("holidays", datetime(last + 1, 3, 1, tzinfo=BEIJING))} >= {Level.DANGER}
