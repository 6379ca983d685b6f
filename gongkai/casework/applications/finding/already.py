"""先找后申请: what is public on some words and who is likely right, asked for without knowing who can tell.

The search lives floors above. The room that knows it has a module ``finder`` with a ``FINDER``; it is found like the chores
of a room are. Where there is none, nothing is offered and everything else works.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from gongkai.office.authorities.models import Authority


@dataclass(frozen=True, slots=True)
class Found:
    """已公开的一项: opening it needs no application."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Likely:
    """可能负责的机关: and why."""

    authority: Authority
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """所找到的: for the words somebody is writing."""

    public: tuple[Found, ...] = ()
    likely: tuple[Likely, ...] = ()


class Finder(Protocol):
    """查找: answers for one authority and some words; keeps nothing of them."""

    def __call__(self, authority: Authority, words: str) -> Findings:
        """查找: nothing for nothing."""


@cache
def finder() -> Finder | None:
    """找查找者: of the one room that has one."""
    rooms = [room for room in apps.get_app_configs() if room.module and module_has_submodule(room.module, "finder")]
    return cast(Finder, import_module(f"{rooms[0].name}.finder").FINDER) if rooms else None


def found(authority: Authority, words: str) -> Findings:
    """先找一找: for the words of a description."""
    find = finder()
    return find(authority, words) if find and words.strip() else Findings()
