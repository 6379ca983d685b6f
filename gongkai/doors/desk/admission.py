"""准入: whether a page admits somebody, asked before it is offered as a link."""

from __future__ import annotations

from django.urls import resolve

from gongkai.law.grammar.flow import Role


def admits(href: str, roles: frozenset[Role]) -> bool:
    """准入: whether the guard of this page lets these roles read it; auditors read everything."""
    asked: frozenset[Role] = getattr(resolve(href).func, "asked", frozenset())
    return not asked or bool(asked & roles) or Role.AUDITOR in roles
