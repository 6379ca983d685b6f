"""机构和领导查询: who leads and which sections there are on a day, and what was reported of a leader."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gongkai.law.disclosure import ContentClass
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.institution.models import Leader, Section

MOST_ACTIVITIES = 20


def leaders(authority: Authority, on: date) -> OwnedQuerySet[Leader]:
    """在任领导: in the order they are listed."""
    return Leader.objects.of(authority).filter(_standing(on)).order_by("place", "pk")


def sections(authority: Authority, on: date) -> OwnedQuerySet[Section]:
    """内设机构: those there are on a day."""
    return Section.objects.of(authority).filter(_standing(on)).order_by("place", "pk")


def _standing(on: date) -> Q:
    return Q(since__lte=on) & (Q(until=None) | Q(until__gt=on))


def activities(leader: Leader, on: date) -> list[Content]:
    """活动报道: the public news of the authority whose title names the leader, the newest first."""
    rows = disclosure.public_contents(leader.authority, on).filter(
        kind=ContentClass.NEWS.value, title__contains=leader.name, published_on__gte=leader.since
    )
    return list(rows.select_related("authority").defer("body", "text")[:MOST_ACTIVITIES])
