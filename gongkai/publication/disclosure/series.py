"""列表序列: the pages of a list are numbered from the oldest content, so that a new one changes the newest pages only.

The address of the column shows the newest: the last whole page and what has come since. Every older page is fixed: it has
its number for good, and says nothing of how many there are. Only what comes or goes further back moves what follows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock

PAGE = 20


def total(column: Column, on: date | None = None) -> int:
    """条数: of a column and those beneath it, on a day."""
    return queries.in_column(column, on or clock.today()).count()


def fixed(contents: int) -> int:
    """固定页数: the whole pages but the last, which the newest page shows."""
    return max(contents // PAGE - 1, 0)


def page_of(column: Column, contents: Iterable[Content]) -> int:
    """所在页: the page the oldest of these contents stands on, or stood on; 1 where there is none."""
    oldest = min(((each.published_on, each.pk) for each in contents), default=None)
    if oldest is None:
        return 1
    day, key = oldest
    older = Q(published_on__lt=day) | Q(published_on=day, pk__lt=key)
    return queries.in_column(column, clock.today()).filter(older).count() // PAGE + 1


def newest(rows: OwnedQuerySet[Content], contents: int) -> OwnedQuerySet[Content]:
    """最新的: what the address of the column shows, the newest first."""
    return rows[: contents - fixed(contents) * PAGE]


def numbered(rows: OwnedQuerySet[Content], number: int, contents: int) -> Sequence[Content] | None:
    """第几页: a fixed page, the newest first; None where there is no such page (any more)."""
    if not 1 <= number <= fixed(contents):
        return None
    return list(rows.reverse()[(number - 1) * PAGE : number * PAGE])[::-1]
