"""内部问答查询: the threads of a place, and one with its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.training.help import HelpStanding
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.oversight.training.help.models import HelpThread
from gongkai.oversight.training.whose import place_of


def as_help(found: object) -> HelpStanding:
    """问答情况: what the journal hands over, in its type."""
    if not isinstance(found, HelpStanding):
        raise TypeError("not the file of a help thread")
    return found


def standing(thread: HelpThread) -> HelpStanding:
    """问答情况: replayed from the journal."""
    return as_help(journal.standing(thread.dossier))


def threads(authority: Authority, words: str = "") -> OwnedQuerySet[HelpThread]:
    """本地的问答: of the government an authority belongs to and all beneath it, the open ones first; by words of the title."""
    rows = HelpThread.objects.under(place_of(authority)).select_related("dossier__authority", "authority", "asked_by")
    for word in words.split()[:5]:
        rows = rows.filter(dossier__title__icontains=word)
    return rows.order_by("dossier__closed_on", "-pk")


@dataclass(frozen=True, slots=True)
class Said:
    """一句问答: what was asked or answered, by whom, when; ``number`` counts the answers."""

    number: int
    on: date
    by: str
    text: str


def said(thread: HelpThread) -> list[Said]:
    """问与答: the question is number 0, the answers follow in order."""
    found: list[Said] = []
    for line in journal.timeline(thread.dossier):
        if line.step is not None and line.act in ("ask", "answer"):
            by = line.by.name if line.by else ""
            found.append(Said(len(found), line.on, by, str(line.step.details.get("text", ""))))
    return found
