"""相关信息: what rooms above have to say beside a content on its own page. A room adds its own in a module ``blocks``.

The page of a content stands below the rooms that know what belongs to it. As with chores, each of them may keep a list
``BLOCKS`` of functions; this room asks them and knows none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from gongkai.publication.disclosure.models import Content


@dataclass(frozen=True, slots=True)
class Related:
    """相关的一条: its title, where it is, and a word about it."""

    title: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """相关信息块: a heading and what stands under it."""

    title: str
    items: tuple[Related, ...]


def blocks_of(content: Content) -> list[Block]:
    """相关信息: every block of every room that has something to say of this content, from the ground floor up."""
    found: list[Block] = []
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, "blocks"):
            for ask in getattr(import_module(f"{room.name}.blocks"), "BLOCKS", ()):
                found += ask(content)
    return found
