"""知识库查询: what a place knows, by words, and what is known about a form."""

from __future__ import annotations

from django.db.models import Q

from gongkai.law.training.knowledge import EntryStanding, EntryState
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.oversight.training.help.models import HelpThread
from gongkai.oversight.training.knowledge.models import KnowledgeEntry
from gongkai.oversight.training.whose import place_of

IN_USE = (EntryState.CURRENT.value, EntryState.REVISING.value)


def as_entry(found: object) -> EntryStanding:
    """条目情况: what the journal hands over, in its type."""
    if not isinstance(found, EntryStanding):
        raise TypeError("not the file of a knowledge entry")
    return found


def standing(entry: KnowledgeEntry) -> EntryStanding:
    """条目情况: replayed from the journal."""
    return as_entry(journal.standing(entry.dossier))


def entries(authority: Authority) -> OwnedQuerySet[KnowledgeEntry]:
    """本地的知识条目: of the place, and of the governments above it; those of others while they are in use."""
    place = place_of(authority)
    rows = KnowledgeEntry.objects.everywhere().filter(
        Q(authority__path__startswith=place.path) | Q(authority__in=place.line)
    )
    return rows.select_related("dossier__authority", "authority", "owner").order_by("-pk")


def readable(authority: Authority) -> OwnedQuerySet[KnowledgeEntry]:
    """看得到的条目: those in use, and one's own whatever their state."""
    return entries(authority).filter(Q(dossier__state__in=IN_USE) | Q(authority=authority))


def search(authority: Authority, words: str) -> OwnedQuerySet[KnowledgeEntry]:
    """检索条目: those in use in which every word stands, in heading, text or basis."""
    rows = entries(authority).filter(dossier__state__in=IN_USE)
    for word in words.split()[:5]:
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(basis__icontains=word))
    return rows


def of_card(authority: Authority, card: str) -> OwnedQuerySet[KnowledgeEntry]:
    """表单旁的条目: those in use about a form."""
    return entries(authority).filter(dossier__state__in=IN_USE, cards__contains=f",{card},")


def of_thread(thread: HelpThread) -> KnowledgeEntry | None:
    """由问答而来的条目."""
    return KnowledgeEntry.objects.everywhere().filter(thread=thread).first()
