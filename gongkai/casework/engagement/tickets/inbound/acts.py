"""收信办理: set up an account, read what is new. A letter becomes one ticket, however often it is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.casework.engagement.tickets import acts
from gongkai.casework.engagement.tickets.acts import Given
from gongkai.casework.engagement.tickets.inbound.mailbox import Mail, MailTrouble, Server, opened
from gongkai.casework.engagement.tickets.inbound.reading import letter_in
from gongkai.casework.engagement.tickets.models import InboundAccount
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault

ACCOUNT_SET = "inbound_account_set"
ACCOUNT_STOPPED = "inbound_account_stopped"
FIELD = "inbound password"
MOST = 200
"""一次最多: so many letters of one account are read at a time."""


@transaction.atomic
def set_up(authority: Authority, said: Mapping[str, Any], *, on: date, by: Official) -> InboundAccount:
    """设置收信账号: the password is sealed and shown to nobody again."""
    if said["mailbox"].authority_id != authority.pk:
        raise Unlawful("信箱应当是本机关的", field="mailbox")
    row = InboundAccount.objects.of(authority).create(
        authority=authority,
        mailbox=said["mailbox"],
        host=said["host"],
        port=said["port"],
        encrypted=said["encrypted"],
        username=said["username"],
        password=vault.seal(None, FIELD, said["password"]),
        folder=said["folder"] or "INBOX",
    )
    journal.enter(authority, ACCOUNT_SET, on=on, by=by, data={"account": row.pk, "mailbox": row.mailbox_id})
    return row


@transaction.atomic
def stop(row: InboundAccount, *, on: date, by: Official) -> None:
    """停用收信账号: the password goes."""
    row.stopped_on, row.password = on, b""
    row.save(update_fields=["stopped_on", "password"])
    journal.enter(row.authority, ACCOUNT_STOPPED, on=on, by=by, data={"account": row.pk})


def read_new(row: InboundAccount, now: datetime) -> int:
    """收新信: returns how many letters became tickets. What goes wrong is said beside the account, and read again later."""
    try:
        many = _read(row, now.date())
        row.trouble = ""
    except MailTrouble as trouble:
        many, row.trouble = 0, str(trouble)[:200]
    row.checked_at = now
    row.save(update_fields=["trouble", "checked_at"])
    return many


def _read(row: InboundAccount, today: date) -> int:
    password = vault.unseal(None, FIELD, row.password)
    many = 0
    with opened(Server(row.host, row.port, row.username, password, row.encrypted, row.folder)) as folder:
        if folder.validity != row.validity:
            row.validity, row.last_uid = folder.validity, 0
            row.save(update_fields=["validity", "last_uid"])
        for mail in folder.after(row.last_uid, MOST):
            _take_in(row, mail, today)
            many += 1
    return many


def _take_in(row: InboundAccount, mail: Mail, today: date) -> None:
    """The ticket first, then how far was read: killed between the two, the same letter is the same ticket again."""
    letter, mark = letter_in(mail)
    given = Given(letter, ConcernKind.CONSULT, TicketSource.EMAIL, mailbox=row.mailbox)
    acts.receive(row.authority, given, on=today, today=today, once=f"mail {row.mailbox_id} {mark}")
    row.last_uid = mail.uid
    row.save(update_fields=["last_uid"])
