"""准入: whether a page admits somebody, asked before it is offered as a link."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import resolve

from gongkai.law.authorities import comes_from_outside
from gongkai.law.grammar.flow import Role


def admits(href: str, roles: frozenset[Role]) -> bool:
    """准入: whether the guard of this page lets these roles read it; auditors read everything."""
    asked, ones_own = _asked(href, settings.ROOT_URLCONF)
    if not asked:
        return ones_own or not comes_from_outside(roles)
    return bool(asked & roles) or Role.AUDITOR in roles


@lru_cache(maxsize=2048)
def _asked(href: str, house: str) -> tuple[frozenset[Role], bool]:
    """The roles a page asks for, and whether it is of one's own desk.

    An address means the same page as long as the process lives, and a menu has seventy of them.
    """
    view = resolve(href).func
    asked: frozenset[Role] | None = getattr(view, "asked", None)
    return (frozenset(), True) if asked is None else (asked, getattr(view, "ones_own", False))
