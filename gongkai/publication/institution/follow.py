"""机构和领导追随: which public pages an entry of this room touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from gongkai.law.disclosure import CONTENT_ACTS
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.queries import Told
from gongkai.publication.institution.models import Leader

ACTS = frozenset({"enlist_leader", "change_leader", "end_leader", "open_section", "change_section", "end_section"})


def pages(told: Told) -> Iterable[str]:
    """所及页面: the lists, and the page of the leader."""
    if told.act not in ACTS:
        return []
    authority = Authority.objects.get(pk=told.authority_id)
    return [*standing(authority), *_leader(authority, told)]


def hidden(told: Told) -> Iterable[str]:
    """撤下的页面: of a leader who has left."""
    return _leader(Authority.objects.get(pk=told.authority_id), told) if told.act == "end_leader" else []


UNMOVED = CONTENT_ACTS
"""不动: acts after which the standing pages are what they were."""


def standing(authority: Authority) -> Iterator[str]:
    """常设页面."""
    yield reverse("institution:leaders", args=[authority.code])
    yield reverse("institution:sections", args=[authority.code])


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面: also of each leader in office."""
    yield from standing(authority)
    for key in Leader.objects.of(authority).filter(until=None).values_list("pk", flat=True):
        yield reverse("institution:leader", args=[authority.code, key])


def _leader(authority: Authority, told: Told) -> list[str]:
    note = told.data.get("note")
    if told.act.endswith("_leader") and isinstance(note, dict) and "row" in note:
        return [reverse("institution:leader", args=[authority.code, note["row"]])]
    return []
