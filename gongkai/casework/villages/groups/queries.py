"""村群查询: the groups of a village, what shows in one, what waits to be read through, and who has which groups."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Count, Max, Q

from gongkai.casework.villages.groups.models import PostStanding, VillageGroup, VillagePost
from gongkai.casework.villages.villagers.models import Villager
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import vault

FIELD = "village post"


def digest_of(text: str) -> str:
    """发言摘要: what the entry holds of the words that show."""
    return sha256(text.encode()).hexdigest()


def groups(village: Authority) -> OwnedQuerySet[VillageGroup]:
    """本村村群: those that are open."""
    return VillageGroup.objects.of(village).filter(closed_on=None)


def standing_on(rows: OwnedQuerySet[VillageGroup], on: date) -> OwnedQuerySet[VillageGroup]:
    """某日的村群: opened by then and not closed."""
    return rows.filter(opened_on__lte=on).filter(Q(closed_on=None) | Q(closed_on__gt=on))


@dataclass(frozen=True, slots=True)
class GroupLine:
    """村群一行: with how much is said in it."""

    group: VillageGroup
    posts: int
    last_on: date | None


def lively(village: Authority) -> list[GroupLine]:
    """村群和发言数."""
    shown = Q(posts__standing=PostStanding.SHOWN)
    rows = groups(village).annotate(many=Count("posts", filter=shown), last=Max("posts__shown_on", filter=shown))
    return [GroupLine(row, row.many, row.last) for row in rows]


def shown(group: VillageGroup) -> OwnedQuerySet[VillagePost]:
    """群里的发言: those that open a talk, the newest first."""
    rows = VillagePost.objects.of(group.authority).filter(group=group, standing=PostStanding.SHOWN, answers=None)
    return rows.order_by("-pk")


def replies(posts: Collection[VillagePost], village: Authority) -> dict[int, list[VillagePost]]:
    """回复: by the post they answer, in the order they were said."""
    found: dict[int, list[VillagePost]] = {post.pk: [] for post in posts}
    rows = VillagePost.objects.of(village).filter(answers__in=list(posts), standing=PostStanding.SHOWN)
    for row in rows.order_by("pk"):
        if row.answers_id is not None:
            found[row.answers_id].append(row)
    return found


def mine(group: VillageGroup, villager: Villager) -> OwnedQuerySet[VillagePost]:
    """我的未发布发言: what waits, was not shown, or was taken down, with the reason; for the sender alone."""
    rows = VillagePost.objects.of(group.authority).filter(group=group, villager=villager)
    return rows.exclude(standing=PostStanding.SHOWN).select_related("villager__dossier__authority").order_by("-pk")


def waiting(village: Authority) -> OwnedQuerySet[VillagePost]:
    """待审核的发言: the earliest first."""
    rows = VillagePost.objects.of(village).filter(standing=PostStanding.WAITING)
    return rows.select_related("group", "villager__dossier__authority", "answers").order_by("pk")


def text_of(post: VillagePost) -> str:
    """原文: as it was sent; raises Shredded."""
    if post.villager is None or post.personal is None:
        return post.shown
    return vault.unseal(post.villager.dossier, FIELD, post.personal)
