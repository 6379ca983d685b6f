"""真的邮件服务器: over a real connection, with the sender killed in the middle; nobody gets the same mail twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from email.header import decode_header, make_header
from pathlib import Path
from typing import Any

import pytest

from gongkai.office.notices import acts
from gongkai.office.notices.models import Message, State
from gongkai.web import clock
from tests.cast import Cast
from tests.office.mailserver import MailServer, mail_server

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with mail_server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, 5
        yield running


def write(people: Cast, key: str = "step", to: str = "chen@example.org") -> None:
    acts.write_email(people.bureau, key, to=to, subject="政府信息公开申请〔2025〕001号已登记", body="您好：已登记。")


def test_a_mail_arrives_once_whole_and_with_a_mark_of_its_own(people: Cast, server: MailServer) -> None:
    write(people)
    for hours in range(3):
        acts.deliver(clock.now() + timedelta(hours=hours))
    (mail,) = server.accepted
    assert str(make_header(decode_header(mail["Subject"]))) == "政府信息公开申请〔2025〕001号已登记"
    assert mail["To"] == "chen@example.org" and mail["Message-ID"].endswith("@localhost>")
    assert isinstance(payload := mail.get_payload(decode=True), bytes) and payload.decode().strip() == "您好：已登记。"


def test_a_busy_server_is_tried_again_and_a_refused_address_is_not(people: Cast, server: MailServer) -> None:
    write(people)
    server.busy = True
    assert acts.deliver(clock.now()) == {State.WAITING: 1}
    server.busy = False
    assert acts.deliver(clock.now() + timedelta(minutes=2)) == {State.SENT: 1}
    server.reject = "nobody"
    write(people, "another", "nobody@example.org")
    assert acts.deliver(clock.now() + timedelta(minutes=3)) == {State.FAILED: 1}
    assert len(server.accepted) == 1


@pytest.mark.parametrize("to", ["chen@example.org\nBcc: all@example.org", "chen@example.org\r\nBcc: all@example.org"])
def test_no_address_and_no_subject_begins_another_line_in_the_head_of_a_mail(
    people: Cast, server: MailServer, to: str
) -> None:
    write(people, "address", to)
    acts.write_email(people.bureau, "subject", to="chen@example.org", subject=f"已登记{to[16:]}", body="您好")
    write(people, "good")
    assert acts.deliver(clock.now()) == {State.FAILED: 2, State.SENT: 1}
    assert [mail["Bcc"] for mail in server.accepted] == [None]


SENDER = """
import sys
import django
django.setup()
from django.core.management import call_command
from datetime import timedelta
from gongkai.office.notices import acts
from gongkai.office.notices.models import Message
from gongkai.web import clock
if sys.argv[1] == "make":
    call_command("migrate", run_syncdb=True, verbosity=0)
    from tests.cast import cast
    people = cast()
    for n in range(3):
        acts.write_email(people.bureau, str(n), to=f"s{n}@example.org", subject=f"mail {n}", body="")
else:
    acts.deliver(clock.now() + timedelta(minutes=int(sys.argv[2])))
print([str(each.state) for each in Message.objects.everywhere().order_by("pk")])
"""


def test_a_sender_killed_with_a_mail_in_the_servers_hands_sends_nothing_twice(tmp_path: Path) -> None:
    with mail_server() as server:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.office.mail_settings",
            "GONGKAI_DATABASE": f"sqlite:///{tmp_path}/m.sqlite3",
            "GONGKAI_SMTP_PORT": str(server.port),
        }

        def run(*words: str) -> subprocess.Popen[str]:
            command = [sys.executable, "-c", SENDER, *words]
            return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)

        def said(*words: str) -> str:
            out, _ = run(*words).communicate(timeout=60)
            return out.strip()

        assert said("make") == str(["waiting"] * 3)
        server.hold.clear()
        killed = run("send", "0")
        assert server.read.wait(60), "the first mail is with the server, which has not answered yet"
        killed.send_signal(signal.SIGKILL)
        killed.communicate(timeout=20)
        server.hold.set()
        assert said("send", "1") == str(["sending", "sent", "sent"]), "what may have left is not sent again"
        assert said("send", "60") == str(["uncertain", "sent", "sent"]), "and an official is asked to decide"
        assert said("send", "600") == str(["uncertain", "sent", "sent"])
        subjects = sorted(mail["Subject"] for mail in server.accepted)
        assert subjects == ["mail 0", "mail 1", "mail 2"]


def test_nothing_of_a_message_lies_open_while_it_waits(people: Cast) -> None:
    write(people)
    row = Message.objects.everywhere().get()
    assert b"chen" not in bytes(row.recipient or b"") and "已登记".encode() not in bytes(row.body)
