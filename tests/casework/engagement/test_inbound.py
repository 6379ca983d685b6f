"""收信: letters of a mail server become tickets, each once; the hostile and the broken are text; nothing is written there."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.casework.engagement import chores
from gongkai.casework.engagement.tickets import texts
from gongkai.casework.engagement.tickets.inbound import acts
from gongkai.casework.engagement.tickets.inbound.mailbox import Mail
from gongkai.casework.engagement.tickets.inbound.reading import letter_in
from gongkai.casework.engagement.tickets.models import InboundAccount, Mailbox, Ticket
from gongkai.law.ticket_kinds import TicketSource
from gongkai.law.ticket_rows import LONGEST_TEXT
from gongkai.web import clock
from tests.casework.engagement.conftest import LAMP, ON, logged_in, who
from tests.casework.engagement.imapserver import ImapServer, serving
from tests.cast import Cast, official


def mail(subject: str = "路灯坏了", text: str = LAMP, html: str = "", number: str = "<1@example.invalid>") -> bytes:
    made = EmailMessage()
    made["From"] = "陈样例 <chen@example.invalid>"
    made["Subject"], made["Message-ID"] = subject, number
    made.set_content(text)
    if html:
        made.clear_content()
        made.set_content(html, subtype="html")
    return made.as_bytes()


@pytest.fixture
def server() -> Iterator[ImapServer]:
    with serving() as found:
        yield found


@pytest.fixture
def account(people: Cast, server: ImapServer) -> InboundAccount:
    box = Mailbox.objects.of(people.county).create(
        authority=people.county, name="县长信箱", source=TicketSource.LEADER.value
    )
    said = {
        "mailbox": box, "host": "127.0.0.1", "port": server.port, "encrypted": False,
        "username": "mail", "password": server.password, "folder": "INBOX",
    }  # fmt: skip
    return acts.set_up(people.county, said, on=ON, by=who("zheng"))


def tickets(people: Cast) -> list[Ticket]:
    return list(Ticket.objects.of(people.county).select_related("dossier").order_by("pk"))


def test_each_letter_becomes_one_ticket_however_often_it_is_read(
    people: Cast, server: ImapServer, account: InboundAccount
) -> None:
    server.letters = {3: mail(), 9: mail("公交晚点", "公交车总是晚点。", number="<2@example.invalid>")}
    assert acts.read_new(account, clock.now()) == 2
    assert acts.read_new(account, clock.now()) == 0
    first, second = tickets(people)
    assert texts.letter_of(first).text == LAMP and texts.letter_of(first).email == "chen@example.invalid"
    assert (second.source, second.mailbox) == (TicketSource.EMAIL.value, account.mailbox)
    server.validity = 8
    assert acts.read_new(account, clock.now()) == 2, "numbered anew, they are read again"
    assert len(tickets(people)) == 2
    assert not any("STORE" in said or "SELECT" in said for said in server.said), "only read"
    assert account.trouble == ""


def test_a_line_that_breaks_is_said_and_the_next_reading_goes_on(
    people: Cast, server: ImapServer, account: InboundAccount
) -> None:
    server.letters, server.drop = {1: mail()}, True
    assert acts.read_new(account, clock.now()) == 0
    assert "中断" in account.trouble
    server.drop = False
    chores.read_the_mailboxes(clock.now())
    account.refresh_from_db()
    assert account.trouble == "" and len(tickets(people)) == 1


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({"password": "wrong"}, "不被邮件服务器接受"),
        ({"folder": "nowhere"}, "没有“nowhere”"),
        ({"port": 1}, "连接不上"),
    ],
)
def test_what_is_wrong_with_an_account_is_told_in_words(
    people: Cast, account: InboundAccount, change: dict[str, object], trouble: str
) -> None:
    said = {"mailbox": account.mailbox, "host": "127.0.0.1", "port": account.port, "encrypted": False}
    said |= {"username": "mail", "password": "Only-for-tests-0453", "folder": "INBOX"}
    row = acts.set_up(people.county, said | change, on=ON, by=who("zheng"))
    assert acts.read_new(row, clock.now()) == 0
    assert trouble in row.trouble


def test_the_password_is_sealed_and_goes_when_the_account_is_stopped(people: Cast, account: InboundAccount) -> None:
    assert b"Only-for-tests" not in bytes(account.password)
    official("qian", "钱工程", people.county, "engineer")
    client = logged_in("qian")
    page = client.get("/desk/engagement/inbound/").content.decode()
    assert "县长信箱" in page and "Only-for-tests" not in page
    client.post(f"/desk/engagement/inbound/{account.pk}/stop/")
    account.refresh_from_db()
    assert bytes(account.password) == b"" and account.stopped_on is not None
    assert logged_in("sun").get("/desk/engagement/inbound/").status_code == 403


def test_ten_megabytes_are_cut_and_said_to_be(people: Cast, server: ImapServer, account: InboundAccount) -> None:
    server.letters = {1: mail(text="字" * 3_500_000)}
    assert acts.read_new(account, clock.now()) == 1
    said = texts.letter_of(tickets(people)[0]).text
    assert len(said) <= LONGEST_TEXT and "以下从略" in said


def test_html_is_read_as_text_and_an_attachment_is_only_named() -> None:
    letter, _ = letter_in(Mail(1, mail(html="<p>路灯</p><script>alert(1)</script><p>坏了</p>"), 100))
    assert "路灯" in letter.text and "坏了" in letter.text and "<" not in letter.text
    made = EmailMessage()
    made["From"], made["Subject"] = "chen@example.invalid", "附件"
    made.set_content("见附件")
    made.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="病毒.exe")
    letter, _ = letter_in(Mail(1, made.as_bytes(), 100))
    assert "见附件" in letter.text and "病毒.exe" in letter.text and "MZ" not in letter.text


@given(st.binary(max_size=600))
def test_whatever_bytes_come_a_letter_is_read_and_none_is_empty(raw: bytes) -> None:
    letter, mark = letter_in(Mail(1, raw, len(raw)))
    assert letter.title and letter.text and mark
    assert len(letter.text) <= LONGEST_TEXT and "\x00" not in letter.text


HEADS = st.sampled_from(
    [
        b"Content-Type: text/plain; charset=nonsense\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"MIME-Version: 1.0\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n",
        b"Subject: =?utf-8?b?//////?=\r\n",
        b"From: <<<@@>\r\n",
        b"Content-Type: text/html; charset=gb2312\r\n",
        b"Message-ID: <a\r\n b>\r\n",
    ]
)


@given(st.lists(HEADS, max_size=6), st.binary(max_size=200))
def test_whatever_heads_stand_over_it_a_letter_is_read(heads: list[bytes], body: bytes) -> None:
    letter, _ = letter_in(Mail(1, b"".join(heads) + b"\r\n" + body, 300))
    assert letter.title and letter.text
