"""留言的文字: what somebody wrote, kept sealed; what of it may be shown to whom; and the marks by which alike ones are found."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from django.db.models import Count

from gongkai.casework.engagement.tickets.models import Ticket, TicketMark
from gongkai.engines import privacy, similar
from gongkai.law.applicants import scrubbed
from gongkai.law.application_form import masked_name
from gongkai.law.applications import ApplicantKind
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import vault
from gongkai.office.journal.vault import Secrets
from gongkai.web import suites

FIELD = "ticket"
PIECE = 4
MARKED = 400
"""标记所看字数: the beginning of a letter tells copies apart from others, and costs the same for a long letter."""
KEPT_MARKS = 16
OPENED = 12
"""比较件数: so many of the likeliest are opened to be compared."""
ALIKE = 0.8
"""相近: copies of one letter share more; two letters about one street share less."""
_DOOR = re.compile(
    r"[\u4e00-\u9fff]{1,10}?(?:路|街|巷|弄|大道|胡同|村|组|小区)\s*\d{1,5}\s*(?:号|栋|幢)[\d楼院单元室号层栋幢-]{0,20}"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """来信内容: who writes, how they are reached, and what they say; all of it is sealed."""

    title: str
    text: str
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    number: str = ""

    @property
    def anonymous(self) -> bool:
        """匿名: nobody who could be called back."""
        return not (self.name and (self.phone or self.email))

    @property
    def people(self) -> tuple[str, ...]:
        """来信人信息: what tells who writes."""
        return tuple(each for each in (self.name, self.phone, self.email, self.address) if each)

    @property
    def masked_name(self) -> str:
        """来信人（脱敏）."""
        return masked_name(self.name, ApplicantKind.PERSON) if self.name else "匿名"

    def without_people(self, text: str) -> str:
        """隐去来信人: a text in which nothing tells who wrote, even where they wrote it themselves.

        A door with its number is covered too: to a machine it may be where somebody lives.
        """
        return _DOOR.sub("×××", privacy.covered(scrubbed(text, self.people), likely=True))


def packed(letter: Letter) -> str:
    """装入: a letter as it is sealed."""
    return json.dumps(asdict(letter), ensure_ascii=False)


def unpacked(told: str) -> Letter:
    """取出."""
    return Letter(**json.loads(told))


def letter_of(ticket: Ticket) -> Letter:
    """来信内容: as it was written; raises Shredded."""
    return unpacked(vault.unseal(ticket.dossier, FIELD, ticket.personal))


def letters_of(tickets: Collection[Ticket]) -> dict[int, Letter]:
    """成批来信内容: by the key of the ticket; shredded ones are missing."""
    keys = vault.secrets_of_many(ticket.dossier for ticket in tickets)
    return {
        ticket.pk: unpacked(secrets.unseal(FIELD, ticket.personal))
        for ticket in tickets
        if (secrets := keys.get(ticket.dossier_id))
    }


def sealed(secrets: Secrets, letter: Letter) -> bytes:
    """加密."""
    return secrets.seal(FIELD, packed(letter))


# -- alike -----------------------------------------------------------------------------------------------------------------


def marks_of(text: str, by: str = "") -> list[int]:
    """文本标记: digests under the key outside the database, so that nobody reads the text from them."""
    pieces = similar.shingles(similar.core(text[:MARKED]), PIECE)
    return vault.marks("ticket text", pieces, KEPT_MARKS, by)


def mark(ticket: Ticket, letter: Letter) -> list[TicketMark]:
    """标记: the rows for one ticket, not yet saved."""
    return [TicketMark(authority_id=ticket.authority_id, ticket=ticket, mark=each) for each in marks_of(letter.text)]


def alike(
    authority: Authority, text: str, marks: Iterable[int], *, but: int | None = None
) -> list[tuple[Ticket, float]]:
    """相近的留言: earlier tickets of this authority that say nearly the same, the most alike first, the earliest among equals."""
    rows = TicketMark.objects.of(authority)
    known = [each for by in suites.digests() for each in marks_of(text, by)] if vault.marked_by_both(rows) else marks
    found = rows.filter(mark__in=list(known)).exclude(ticket=but)
    near = found.order_by().values("ticket").annotate(many=Count("pk")).order_by("-many", "ticket")[:OPENED]
    opened = Ticket.objects.of(authority).filter(pk__in=[row["ticket"] for row in near]).select_related("dossier")
    tickets = {row.pk: row for row in opened}
    letters = letters_of(tickets.values())
    shares = [(tickets[key], similar.share(text, letter.text, PIECE)) for key, letter in letters.items()]
    return sorted((each for each in shares if each[1] >= ALIKE), key=lambda each: (-each[1], each[0].pk))
