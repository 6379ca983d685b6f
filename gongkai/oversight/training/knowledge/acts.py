"""知识条目办理: write, and every step after it; what is in use is written out for searching."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Step, not_in_the_future
from gongkai.law.training.classes import TRAINED
from gongkai.law.training.knowledge import KIND, EntryAct, EntryKind, EntryStanding
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.training.help.models import HelpThread
from gongkai.oversight.training.knowledge import queries
from gongkai.oversight.training.knowledge.models import KnowledgeEntry


@dataclass(frozen=True, slots=True)
class EntryGiven:
    """条目内容: ``basis`` has a line for each article or document."""

    title: str
    text: str
    basis: str
    cards: tuple[str, ...] = ()
    kind: EntryKind = EntryKind.KNOWN

    def details(self, by: Official) -> dict[str, JSON]:
        """明细: as the step holds them."""
        return {
            "kind": self.kind.value,
            "title": self.title.strip(),
            "text": self.text.strip(),
            "basis": self.basis.strip(),
            "cards": list[JSON](self.cards),
            "by": by.username,
        }


@transaction.atomic
def write(
    authority: Authority, given: EntryGiven, *, on: date, today: date, by: Official, thread: HelpThread | None = None
) -> KnowledgeEntry:
    """建立条目: anew, or from what helped somebody who asked."""
    not_in_the_future(on, today, TRAINED)
    step = Step(EntryAct.WRITE.value, on, given.details(by))
    dossier = journal.open_dossier(authority, KIND, step, by=by, title=given.title.strip())
    row = KnowledgeEntry(authority=authority, dossier=dossier, kind=given.kind, owner=by, thread=thread)
    _write_out(row, queries.standing(row))
    row.save(force_insert=True)
    return row


@transaction.atomic
def act(entry: KnowledgeEntry, step: Step, *, today: date, by: Official, seen: int | None = None) -> EntryStanding:
    """办理一步: who acts is added here; whoever confirms keeps the entry from then on."""
    not_in_the_future(step.on, today, TRAINED)
    whole = Step(step.act, step.on, {**step.details, "by": by.username})
    standing = queries.as_entry(journal.take(entry.dossier, whole, by=by, seen=seen))
    if step.act == EntryAct.CONFIRM:
        entry.owner = by
    _write_out(entry, standing)
    entry.save(update_fields=["edition", "title", "text", "basis", "cards", "owner"])
    return standing


def _write_out(entry: KnowledgeEntry, standing: EntryStanding) -> None:
    """The version in use; before there is one, the one that waits."""
    told = standing.current or standing.waiting
    if told is not None:
        entry.title, entry.text, entry.basis = told.title[:200], told.text, "\n".join(told.basis)
        entry.cards = f",{','.join(told.cards)}," if told.cards else ""
    entry.edition = standing.current.number if standing.current else 0
