"""来信附件办理: files come in with their letter, sealed, each with an entry that bears its fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.casework.engagement.tickets.models import Ticket, TicketFile
from gongkai.law.attachments import file_name
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.ticket_flow import HOTLINE
from gongkai.office.authorities.models import Official, OwnedQuerySet
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.web.uploads import FileKind, Upload

ATTACH = "attach_to_ticket"
MOST = 3
"""最多附件: of one letter."""


@dataclass(frozen=True, slots=True)
class Attached:
    """随信文件: a file that was found sound, not stored yet."""

    name: str
    kind: str
    content: bytes


def read(upload: Upload, kind: FileKind) -> Attached:
    """读入: an upload that has been through its field, which says its kind."""
    upload.seek(0)
    return Attached(file_name(upload.name or "", kind.extension), kind.extension, upload.read())


@transaction.atomic
def attach(ticket: Ticket, given: Sequence[Attached], *, on: date, by: Official | None) -> None:
    """随信: keep the files of a letter; the same file is kept once, so that a letter sent twice brings them once."""
    dossier = ticket.dossier
    mine = files(ticket)
    for file in given:
        known = vault.fingerprints(dossier, {"content": hashlib.sha256(file.content).hexdigest()})
        if mine.filter(fingerprint__in=known).exists():
            continue
        if mine.count() >= MOST:
            raise Unlawful(f"一件留言最多附{MOST}份文件", HOTLINE, field="file1")
        data: dict[str, JSON] = {"size": len(file.content), "fingerprint": (fingerprint := known[0])}
        entry = journal.enter(dossier.authority, ATTACH, on=on, by=by, data=data, dossier=dossier)
        mine.create(
            authority=dossier.authority,
            ticket=ticket,
            name=vault.seal(dossier, f"ticket file name {fingerprint}", file.name),
            kind=file.kind,
            size=len(file.content),
            fingerprint=fingerprint,
            content=vault.seal_file(dossier, f"ticket file {fingerprint}", file.content),
            entry=entry,
        )


def files(ticket: Ticket) -> OwnedQuerySet[TicketFile]:
    """来信附件: in the order they were named."""
    return TicketFile.objects.of(ticket.authority).filter(ticket=ticket).order_by("pk")


def name(file: TicketFile) -> str:
    """文件名: raises Shredded."""
    return vault.unseal(file.ticket.dossier, f"ticket file name {file.fingerprint}", file.name)


def content(file: TicketFile) -> bytes:
    """内容: raises Shredded."""
    return vault.unseal_file(file.ticket.dossier, f"ticket file {file.fingerprint}", file.content)
