"""追随: the pages of the door itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from gongkai.office.authorities.models import Authority


def standing(authority: Authority) -> Iterator[str]:
    """常设页面: the zone and the guide; of whoever has nobody above, also the front page."""
    yield reverse("portal:zone", args=[authority.code])
    yield reverse("portal:guide", args=[authority.code])
    if authority.parent_id is None:
        yield reverse("portal:home")


def above(authority: Authority) -> Iterator[str]:
    """上级页面: where what happens beneath an authority may show."""
    return (page for page in standing(authority) if page != reverse("portal:guide", args=[authority.code]))


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面."""
    return standing(authority)
