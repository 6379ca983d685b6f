"""列表序列: the pages of a list are numbered from the oldest content, so that a new one changes the newest pages only.

The address of the column shows the newest: the last whole page and what has come since. Every older page is fixed: it has
its number for good, and says nothing of how many there are. Only what comes or goes further back moves what follows it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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


def several(
    rows: OwnedQuerySet[Content], numbers: Collection[int | None], contents: int
) -> dict[int | None, Sequence[Content]]:
    """多页: the contents of these pages, the newest first on each; None is the newest page, a number a fixed one.

    Pages that follow each other are fetched together. What is no page of this list is left out.
    """
    last = fixed(contents)
    found: dict[int | None, Sequence[Content]] = {}
    if None in numbers:
        found[None] = list(rows[: contents - last * PAGE])
    wanted = sorted(number for number in numbers if number is not None and 1 <= number <= last)
    for first, after in _runs(wanted):
        together = list(rows.reverse()[(first - 1) * PAGE : (after - 1) * PAGE])
        for number in range(first, after):
            start = (number - first) * PAGE
            found[number] = together[start : start + PAGE][::-1]
    return found


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers that follow each other, as their first and the one after their last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return runs
