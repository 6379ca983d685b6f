"""文书查询: the notices of an application, the oldest first, each with what has become of the entry it rests on."""

from __future__ import annotations

import json
from dataclasses import dataclass

from gongkai.casework.applications import letters
from gongkai.casework.applications.correspondence.acts import SEALED
from gongkai.casework.applications.correspondence.models import Notice
from gongkai.casework.applications.models import Application, Reply
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.papers.document import Letter


@dataclass(frozen=True)
class Listed:
    """告知书一行: a notice, and what has become of the entry it rests on; empty while that stands as it was."""

    notice: Notice
    amended: str = ""


def notices(application: Application) -> OwnedQuerySet[Notice]:
    """告知书: of one application, in the order they were signed."""
    rows = Notice.objects.of(application.dossier.authority).filter(application=application)
    return rows.select_related("application__dossier__authority__profile").order_by("pk")


def listed(application: Application) -> list[Listed]:
    """告知书列表: a letter stays as it was signed; where its entry was amended since, the list says so."""
    rows = list(notices(application))
    lines = {line.seq: line for line in journal.timeline(application.dossier)} if rows else {}
    return [Listed(row, _amended(lines.get(row.seq))) for row in rows]


def _amended(line: journal.Line | None) -> str:
    if line is None or line.amended_by is None:
        return ""
    return "所依的登记已作废" if line.void else "所依的登记已更正"


def reply_letter(reply: Reply) -> Letter:
    """答复书正文: as it was signed; raises Shredded when the personal data were destroyed."""
    sealed = vault.unseal(reply.application.dossier, "reply", bytes(reply.content))
    return letters.unpacked(json.loads(sealed))


def letter(notice: Notice) -> Letter:
    """告知书正文: as it was signed; raises Shredded when the personal data were destroyed."""
    sealed = vault.unseal(notice.application.dossier, SEALED, bytes(notice.content))
    return letters.unpacked(json.loads(sealed))
