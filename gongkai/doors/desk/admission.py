"""准入: whether a page admits somebody, asked before it is offered as a link."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import resolve

from gongkai.law.grammar.flow import Role


def admits(href: str, roles: frozenset[Role]) -> bool:
    """准入: whether the guard of this page lets these roles read it; auditors read everything."""
    asked = _asked(href, settings.ROOT_URLCONF)
    return not asked or bool(asked & roles) or Role.AUDITOR in roles


@lru_cache(maxsize=2048)
def _asked(href: str, house: str) -> frozenset[Role]:
    """The roles a page asks for; an address means the same page as long as the process lives, and a menu has seventy of them."""
    asked: frozenset[Role] = getattr(resolve(href).func, "asked", frozenset())
    return asked
