"""追随: which public pages an entry about sites touches: the list of sites of the authority and of whoever is above it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from gongkai.law.disclosure import CONTENT_ACTS
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.queries import Told

SEEN = frozenset({"register_site", "edit_site", "end_site", "reopen_site"})


def pages(told: Told) -> Iterator[str]:
    """所及页面."""
    if told.act in SEEN:
        one = Authority.objects.get(pk=told.authority_id)
        for each in Authority.objects.filter(pk__in=one.line):
            yield from standing(each)


UNMOVED = CONTENT_ACTS
"""不动: acts after which the standing pages are what they were."""


def standing(authority: Authority) -> Iterator[str]:
    """常设页面: the list of sites."""
    yield reverse("sites:public_sites", args=[authority.code])


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面."""
    return standing(authority)
