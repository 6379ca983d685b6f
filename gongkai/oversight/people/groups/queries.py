"""领导小组查询: the version in force on any day, and all of them with what each changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from gongkai.law.people.leading_groups import adjusted
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.oversight.people.groups.models import GroupVersion


def versions(authority: Authority) -> OwnedQuerySet[GroupVersion]:
    """各版次: the latest first."""
    return GroupVersion.objects.of(authority).select_related("authority").order_by("-edition")


def latest(authority: Authority) -> GroupVersion | None:
    """最近一版: also one that is in force only from a later day, or that wound the group up."""
    return versions(authority).first()


def as_of(authority: Authority, on: date) -> GroupVersion | None:
    """某日的领导小组: the version in force; None before the first and after it was wound up."""
    found = versions(authority).filter(since__lte=on).first()
    return None if found is None or found.ends else found


@dataclass(frozen=True, slots=True)
class Told:
    """版次说明: a version with what it changed from the one before."""

    version: GroupVersion
    changes: tuple[str, ...]


def history(authority: Authority) -> Sequence[Told]:
    """沿革: every version, the latest first, with what it changed."""
    rows = list(versions(authority))
    told = []
    for row, before in zip_longest(rows, rows[1:]):
        if before is None or before.ends:
            changes: tuple[str, ...] = ("成立",)
        else:
            changes = ("撤销",) if row.ends else tuple(adjusted(before.group, row.group))
        told.append(Told(row, changes))
    return told
