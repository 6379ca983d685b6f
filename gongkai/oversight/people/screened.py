"""已公开的: leading groups with their members."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.oversight.people.groups.models import GroupVersion
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of


def _groups(authority: Authority, on: date) -> OwnedQuerySet[GroupVersion]:
    return GroupVersion.objects.of(authority).filter(ends=False)


def of_group(row: GroupVersion) -> list[Part]:
    """领导小组名单."""
    return of_words("leading group", {row.name or "领导小组": asdict(row.group)})


SUBJECTS = [rows_of("leading_groups", "领导小组", _groups, of_group)]
