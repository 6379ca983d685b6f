"""追随: the pages of the door itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from gongkai.office.authorities.models import Authority

ABOUT = ("branches", "help", "contact", "privacy")
"""说明页: change only with the authority itself, or with who stands beneath it."""


def standing(authority: Authority) -> Iterator[str]:
    """常设页面: the zone, the guide and the map; of whoever has nobody above, also the front pages."""
    yield from _named(authority, "zone", "guide", "site_map")
    if authority.parent_id is None:
        yield reverse("portal:home")
        yield from _named(authority, "front")


def above(authority: Authority) -> Iterator[str]:
    """上级页面: where what happens beneath an authority may show."""
    yield from _named(authority, "zone", "site_map", "branches")
    if authority.parent_id is None:
        yield reverse("portal:home")
        yield from _named(authority, "front")


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面."""
    yield from standing(authority)
    yield from _named(authority, *ABOUT)


def _named(authority: Authority, *names: str) -> Iterator[str]:
    return (reverse(f"portal:{name}", args=[authority.code]) for name in names)
