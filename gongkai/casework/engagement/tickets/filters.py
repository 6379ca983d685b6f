"""留言筛选: what a list is narrowed by, as the address says it; nonsense in the address narrows nothing.

Drawn by the page itself: a list is looked at all day, and the forms of the framework take half of its time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.casework.engagement.tickets.models import Mailbox, Ticket
from gongkai.law.ticket_flow import State
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.authorities.models import Authority, OwnedQuerySet

FLAGS = (
    ("late", "已到期未答复"),
    ("alike", "与此前留言相近"),
    ("application", "疑似信息公开申请"),
    ("personal", "含个人信息"),
)


@dataclass(frozen=True, slots=True)
class Filter:
    """筛选项: its name in the address, its label, what may be chosen, and what was."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str


def filters(authority: Authority, asked: Mapping[str, str]) -> list[Filter]:
    """筛选项: those of a list of this authority, each with what the address chose."""
    boxes = [(str(pk), name) for pk, name in Mailbox.objects.of(authority).values_list("pk", "name")]
    every: tuple[tuple[str, str, Sequence[tuple[str, str]]], ...] = (
        ("source", "来源", TicketSource.choices()),
        ("kind", "种类", ConcernKind.choices()),
        ("state", "状态", State.choices()),
        ("mailbox", "信箱", boxes),
        ("flag", "标记", FLAGS),
    )
    return [Filter(name, label, options, _known(asked.get(name, ""), options)) for name, label, options in every]


def _known(given: str, options: Sequence[tuple[str, str]]) -> str:
    return given if given in {value for value, _ in options} else ""


def narrowed(rows: OwnedQuerySet[Ticket], chosen: Sequence[Filter], today: date) -> OwnedQuerySet[Ticket]:
    """筛选: the rows that fit everything that was chosen."""
    given = {each.name: each.chosen for each in chosen if each.chosen}
    fields = {"source": "source", "kind": "kind", "state": "dossier__state", "mailbox": "mailbox"}
    rows = rows.filter(**{fields[name]: value for name, value in given.items() if name in fields})
    match given.get("flag"):
        case "late":
            return rows.filter(dossier__due_on__lt=today)
        case "alike":
            return rows.filter(alike__isnull=False)
        case "application":
            return rows.filter(application_like=True)
        case "personal":
            return rows.filter(personal_found=True)
        case _:
            return rows
