"""栏目的差事: look for what stands in the wrong column, and remind who keeps a column or the guide of what is due."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from gongkai.law.columns import Freshness
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import holders
from gongkai.office.notices.acts import notify
from gongkai.office.notices.work import Chore
from gongkai.publication.catalogue import guides, lists, proposals
from gongkai.publication.catalogue.models import Column

LOOK_BACK = timedelta(days=7)


def _with_columns() -> list[Authority]:
    owners = Column.objects.everywhere().filter(closed_on=None).values("authority")
    return list(Authority.objects.filter(pk__in=owners, dissolved_on=None).order_by("pk"))


def scan_new(now: datetime) -> None:
    """排查放错的栏目: of what was published in the last days; the desk can have everything looked through."""
    for authority in _with_columns():
        proposals.scan_placements(authority, on=now.date(), since=now.date() - LOOK_BACK)


def remind_keepers(now: datetime) -> None:
    """提醒保障人: once for each cycle of a column that has run out, and for each guide due to be looked at again."""
    for authority in _with_columns():
        remind_of_columns(authority, now.date())
        remind_of_guide(authority, now.date())


def remind_of_columns(authority: Authority, on: date) -> int:
    """栏目超期提醒: owner and deputy, or the publishers where it has neither; how many notices are new."""
    written = 0
    for node in lists.tree(authority, on):
        if node.freshness is not Freshness.STALE:
            continue
        people = [person for person in (node.column.owner, node.column.deputy) if person]
        subject = f"栏目“{node.column.name}”应于{node.due}前更新，已经超期"
        for person in people or holders(authority, Role.PUBLISHER, on):
            written += notify(authority, f"column {node.column.pk} {node.due} {person.pk}", person, subject=subject)
    return written


def remind_of_guide(authority: Authority, on: date) -> int:
    """指南复核提醒: those who may issue it, once it is due; how many notices are new."""
    due = guides.due(authority, on)
    if due is None or due > on:
        return 0
    subject = f"政府信息公开指南应于{due}前复核（条例第十二条）"
    people = holders(authority, Role.REVIEWER, on)
    return sum(notify(authority, f"guide {due} {person.pk}", person, subject=subject) for person in people)


CHORES = [
    Chore("排查放错的栏目", timedelta(hours=24), scan_new),
    Chore("栏目和指南提醒", timedelta(hours=6), remind_keepers),
]
