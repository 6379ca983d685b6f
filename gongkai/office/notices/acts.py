"""发件: write a message in the transaction of the act it tells of; deliver what is due, however often, never twice."""

from __future__ import annotations

import hashlib
import smtplib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F

from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.vault import Secrets, Shredded, Unreadable, secrets_of, secrets_of_many
from gongkai.office.notices import sms
from gongkai.office.notices.models import Channel, Message, State
from gongkai.web import clock

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
"""How long to wait after the first, second … failure; after the last the message has failed."""
LEASE = timedelta(minutes=10)
"""How long a sender may take over one message before nobody knows whether it left."""


def write_email(
    authority: Authority, key: str, *, to: str, subject: str, body: str, dossier: Dossier | None = None
) -> bool:
    """写邮件: put an e-mail into the outbox; False when the message of this key is there already."""
    secrets = secrets_of(dossier)
    message = Message(
        channel=Channel.EMAIL,
        recipient=secrets.seal("message recipient", to),
        body=secrets.seal("message body", body),
        next_try=clock.now(),
    )
    return _write(message, authority, key, subject, dossier)


def write_sms(authority: Authority, key: str, *, to: str, text: str, dossier: Dossier | None = None) -> bool:
    """写短信: put a short message into the outbox; False where no gateway is set up or it is there already."""
    if sms.gateway() is None or not sms.is_mobile(to):
        return False
    secrets = secrets_of(dossier)
    message = Message(
        channel=Channel.SMS,
        recipient=secrets.seal("message recipient", to),
        body=secrets.seal("message body", text),
        next_try=clock.now(),
    )
    return _write(message, authority, key, "短信", dossier)


def notify(
    authority: Authority, key: str, official: Official, *, subject: str, body: str = "", dossier: Dossier | None = None
) -> bool:
    """写通知: leave a notice at an official's desk; False when the notice of this key is there already."""
    message = Message(
        channel=Channel.DESK,
        official=official,
        body=secrets_of(dossier).seal("message body", body),
        state=State.SENT,
        sent_at=clock.now(),
    )
    return _write(message, authority, key, subject, dossier)


def _write(message: Message, authority: Authority, key: str, subject: str, dossier: Dossier | None) -> bool:
    outbox = Message.objects.of(authority)
    if outbox.filter(key=key).exists():
        return False
    message.authority, message.key, message.subject, message.dossier = authority, key, subject[:200], dossier
    message.created_at = clock.now()
    outbox.bulk_create([message], ignore_conflicts=True)
    return True


@dataclass(frozen=True, slots=True)
class Note:
    """待写通知: one of many notices to be left at once."""

    key: str
    official: Official
    subject: str
    body: str = ""
    dossier: Dossier | None = None


def notify_many(authority: Authority, notes: Sequence[Note]) -> int:
    """写一批通知: ``notify`` for all of them with a handful of queries; how many were new."""
    wanted = {note.key: note for note in notes}
    there = _there(authority, wanted)
    missing = [note for key, note in wanted.items() if key not in there]
    keys = secrets_of_many([note.dossier for note in missing if note.dossier])
    house = secrets_of(None)
    now = clock.now()
    rows = [
        Message(
            authority=authority,
            key=note.key,
            channel=Channel.DESK,
            official=note.official,
            dossier=note.dossier,
            subject=note.subject[:200],
            body=_sealing(note, keys, house).seal("message body", note.body),
            state=State.SENT,
            created_at=now,
            sent_at=now,
        )
        for note in missing
        if note.dossier is None or note.dossier.pk in keys
    ]
    Message.objects.of(authority).bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)


def _sealing(note: Note, keys: dict[int, Secrets], house: Secrets) -> Secrets:
    return keys[note.dossier.pk] if note.dossier else house


def _there(authority: Authority, keys: Iterable[str]) -> set[str]:
    """Those of the keys a message has been written under."""
    asked, found = list(keys), set[str]()
    for at in range(0, len(asked), 500):
        rows = Message.objects.of(authority).filter(key__in=asked[at : at + 500])
        found.update(rows.values_list("key", flat=True))
    return found


def add_to(authority: Authority, key: str, official: Official, *, subject: str, lines: Sequence[str]) -> None:
    """续写通知: leave a notice, or add lines to the one of this key, which then counts as unread again.

    ``subject`` is said with the number of lines in place of ``{}``. For what is done in several transactions and told of once.
    """
    secrets = secrets_of(None)
    held = Message.objects.of(authority).select_for_update().filter(key=key, official=official).first()
    if held is None:
        told = subject.format(len(lines))
        notify(authority, key, official, subject=told, body="\n".join(lines))
        return
    body = f"{secrets.unseal('message body', held.body)}\n" + "\n".join(lines)
    held.subject = subject.format(len(body.splitlines()))[:200]
    held.body, held.read_at = secrets.seal("message body", body), None
    held.save(update_fields=["subject", "body", "read_at"])


def mark_read(official: Official, message: Message) -> None:
    """已阅: the official has read a notice left for them."""
    mine = Message.objects.everywhere().filter(pk=message.pk, official=official, read_at=None)
    mine.update(read_at=clock.now())


def resend(message: Message) -> bool:
    """重发: an official decides that a failed or uncertain message goes out again; False when it is neither."""
    stuck = Message.objects.of(message.authority).filter(pk=message.pk, state__in=[State.FAILED, State.UNCERTAIN])
    return stuck.update(state=State.WAITING, tries=0, next_try=clock.now(), trouble="") == 1


def resend_all() -> int:
    """全部重发: who keeps the service has found the cause; every failed and every uncertain message goes out again; how many."""
    stuck = Message.objects.everywhere().filter(state__in=[State.FAILED, State.UNCERTAIN]).select_related("authority")
    return sum(resend(message) for message in stuck)


def deliver(now: datetime, *, most: int = 100) -> Counter[str]:
    """投递: send what is due; returns how many ended in which state. Several may run at once.

    Who does not take one message is not asked about the next in the same round: a mail server that is away would otherwise hold
    up everything the worker does for as long as it takes to wait for it a hundred times.
    """
    ended: Counter[str] = Counter()
    outbox = Message.objects.everywhere()
    lost = outbox.filter(state=State.SENDING, next_try__lte=now)
    ended[State.UNCERTAIN] += lost.update(
        state=State.UNCERTAIN, next_try=None, trouble="发送过程被中断，不能确定是否已经发出"
    )
    due = outbox.filter(state=State.WAITING, next_try__lte=now).order_by("next_try", "id")
    away: set[str] = set()
    for pk, channel in list(due.values_list("pk", "channel")[:most]):
        if channel not in away and _claim(pk, now):
            state = _send(outbox.select_related("dossier").get(pk=pk), now)
            ended[state] += 1
            away |= {channel} if state is State.WAITING else set()
    return +ended


def _claim(pk: int, now: datetime) -> bool:
    """Take a message over; of several senders the database lets one change the row."""
    waiting = Message.objects.everywhere().filter(pk=pk, state=State.WAITING, next_try__lte=now)
    return waiting.update(state=State.SENDING, tries=F("tries") + 1, next_try=now + LEASE) == 1


def _send(message: Message, now: datetime) -> State:
    try:
        secrets = secrets_of(message.dossier)
        to = secrets.unseal("message recipient", message.recipient or b"")
        _hand_over(message, to, secrets.unseal("message body", message.body))
    except (Shredded, Unreadable) as reason:
        return _end(message, State.VOID, str(reason))
    except smtplib.SMTPRecipientsRefused:
        return _end(message, State.FAILED, "收件地址被对方服务器拒绝")
    except sms.SmsRefused as refusal:
        return _end(message, State.FAILED, f"短信网关拒绝发送（{refusal}）"[:200])
    except ValueError:  # as a mail whose address or subject would begin another line of its head
        return _end(message, State.FAILED, "收件地址或者主题不能写成邮件")
    except (smtplib.SMTPException, OSError) as trouble:
        return _later(message, now, type(trouble).__name__)
    message.sent_at = clock.now()
    return _end(message, State.SENT)


def _hand_over(message: Message, to: str, text: str) -> None:
    """To the mail server or the gateway, with a mark that is the same however often it is tried."""
    if message.channel == Channel.SMS:
        gateway = sms.gateway()
        if gateway is None:
            raise sms.SmsRefused("没有设置短信网关")
        gateway.send(to, text, _digest(message))
        return
    mail = EmailMessage(message.subject, text, to=[to])
    mail.extra_headers["Message-ID"] = f"<{_digest(message)}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>"
    mail.send()


def _later(message: Message, now: datetime, trouble: str) -> State:
    if message.tries > len(WAITS):
        return _end(message, State.FAILED, f"试发{message.tries}次未成（{trouble}）")
    message.state, message.next_try, message.trouble = State.WAITING, now + WAITS[message.tries - 1], trouble
    message.save(update_fields=["state", "next_try", "trouble"])
    return State.WAITING


def _end(message: Message, state: State, trouble: str = "") -> State:
    message.state, message.next_try, message.trouble = state, None, trouble
    message.save(update_fields=["state", "next_try", "trouble", "sent_at"])
    return state


def _digest(message: Message) -> str:
    return hashlib.sha256(f"{message.authority_id}|{message.key}".encode()).hexdigest()[:32]
