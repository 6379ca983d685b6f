"""追随: the one page about applications that is the same for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from gongkai.law.disclosure import CONTENT_ACTS
from gongkai.office.authorities.models import Authority

UNMOVED = CONTENT_ACTS
"""不动: acts after which the standing pages are what they were."""


def standing(authority: Authority) -> Iterator[str]:
    """常设页面: how to apply."""
    if authority.duties.answers:
        yield reverse("applications:apply", args=[authority.code])


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面."""
    return standing(authority)
