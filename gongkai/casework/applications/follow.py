"""追随: the one page about applications that is the same for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from gongkai.office.authorities.models import Authority


def standing(authority: Authority) -> Iterator[str]:
    """常设页面: how to apply."""
    if authority.duties.answers:
        yield reverse("applications:apply", args=[authority.code])


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面."""
    return standing(authority)
