"""机构和领导追随: which public pages an entry of this room touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from gongkai.office.authorities.models import Authority
from gongkai.office.journal.queries import Told

ACTS = frozenset({"enlist_leader", "change_leader", "end_leader", "open_section", "change_section", "end_section"})


def pages(told: Told) -> Iterable[str]:
    """所及页面: the lists, and the page of the leader."""
    if told.act not in ACTS:
        return []
    authority = Authority.objects.get(pk=told.authority_id)
    found = list(standing(authority))
    note = told.data.get("note", told.data)
    if told.act.endswith("leader") and isinstance(note, dict) and "row" in note:
        found.append(reverse("institution:leader", args=[authority.code, note["row"]]))
    return found


def standing(authority: Authority) -> Iterator[str]:
    """常设页面."""
    yield reverse("institution:leaders", args=[authority.code])
    yield reverse("institution:sections", args=[authority.code])
