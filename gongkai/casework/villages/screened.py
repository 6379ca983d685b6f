"""已公开的: notices that hang, open groups, and what shows in them."""

from __future__ import annotations

from datetime import date

from gongkai.casework.villages.boards import queries as boards
from gongkai.casework.villages.boards.models import VillageNotice
from gongkai.casework.villages.groups import queries as groups
from gongkai.casework.villages.groups.models import PostStanding, VillageGroup, VillagePost
from gongkai.law.villages import Visitor
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of


def _hanging(village: Authority, on: date) -> OwnedQuerySet[VillageNotice]:
    """For whomever they hang: what villagers alone read is read by a whole village."""
    return boards.up(village, on, Visitor(village.code))


def _groups(village: Authority, on: date) -> OwnedQuerySet[VillageGroup]:
    return groups.standing_on(VillageGroup.objects.of(village), on)


def _posts(village: Authority, on: date) -> OwnedQuerySet[VillagePost]:
    rows = VillagePost.objects.of(village).filter(standing=PostStanding.SHOWN)
    return rows.filter(group__in=groups.standing_on(VillageGroup.objects.of(village), on))


def of_notice(row: VillageNotice) -> list[Part]:
    """公告的文字."""
    return of_words("village notice", {"标题": row.title, "正文": row.text, "联系方式": row.contact})


def of_group(row: VillageGroup) -> list[Part]:
    """村群的名称和用途."""
    return of_words("village group", {"村群": [row.name, row.purpose]})


def of_post(row: VillagePost) -> list[Part]:
    """发言: as the group reads it."""
    return of_words(f"village group {row.group_id}", {"发言": row.shown})


SUBJECTS = [
    rows_of("village_notices", "村务公告", _hanging, of_notice),
    rows_of("village_groups", "村群", _groups, of_group),
    rows_of("village_posts", "村群发言", _posts, of_post),
]
