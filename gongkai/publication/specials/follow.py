"""专题追随: which public pages an entry touches.

A topic shows the newest of what stands elsewhere, its own authority's and that of those beneath; so the pages of the few that
are open are small pages of their authority, drawn anew with whatever becomes public. An archived one changes with its own
entries and with the pages it leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from gongkai.law.specials import SpecialState
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.queries import Told
from gongkai.publication.specials import queries
from gongkai.publication.specials.acts import ACTS
from gongkai.publication.specials.models import SpecialColumn


def pages(told: Told) -> Iterable[str]:
    """所及页面: of the topic an entry is about."""
    if told.act not in ACTS:
        return []
    row = SpecialColumn.objects.everywhere().select_related("authority").get(pk=told.data["note"]["special"])
    return [] if row.state == SpecialState.PREPARED else _of(row)


def standing(authority: Authority) -> Iterator[str]:
    """常设页面: the list, the map, and every topic that is open."""
    yield reverse("specials:index", args=[authority.code])
    yield reverse("specials:sitemap", args=[authority.code])
    yield from above(authority)


def above(authority: Authority) -> Iterator[str]:
    """上级页面: an open topic may show what those beneath make public."""
    for row in queries.public(authority).filter(state=SpecialState.OPEN):
        yield from _of(row)


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面: also of those archived."""
    yield from standing(authority)
    for row in queries.public(authority).filter(state=SpecialState.CLOSED):
        yield from _of(row)


def _of(row: SpecialColumn) -> list[str]:
    return [reverse(f"specials:{name}", args=[row.authority.code, row.slug]) for name in ("special", "contents")]
