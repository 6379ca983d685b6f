"""相关信息: what rooms above have to say beside a content on its own page. A room adds its own in a module ``blocks``.

The page of a content stands below the rooms that know what belongs to it. As with chores, each of them may keep a list
``BLOCKS`` of functions; this room asks them and knows none of them. They are asked for many contents at once, so that
the number of questions to the database does not grow with the number of pages that are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from gongkai.law.grammar.words import Word
from gongkai.publication.disclosure.models import Content


class Place(Word):
    """位置: where on the page a block stands."""

    ABOVE = "above", "正文之前"
    BESIDE = "beside", "正文之旁"
    BELOW = "below", "正文之后"


@dataclass(frozen=True, slots=True)
class Related:
    """相关的一条: its title, where it is, a word about it, and the language it is written in if not Chinese."""

    title: str
    href: str
    note: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """相关信息块: a heading, words of its own or links under it, or terms that the text uses with what they mean."""

    title: str
    items: tuple[Related, ...] = ()
    text: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    place: Place = Place.BESIDE


Ask = Callable[[Collection[Content]], Mapping[int, list[Block]]]
"""A function of a room: for many contents at once, by their keys."""


@cache
def _rooms() -> tuple[Ask, ...]:
    rooms = (room for room in apps.get_app_configs() if room.module and module_has_submodule(room.module, "blocks"))
    return tuple(ask for room in rooms for ask in getattr(import_module(f"{room.name}.blocks"), "BLOCKS", ()))


def blocks_of(contents: Collection[Content]) -> dict[int, list[Block]]:
    """相关信息: every block of every room that has something to say of these contents, from the ground floor up."""
    told = [ask(contents) for ask in _rooms()]
    return {content.pk: [block for each in told for block in each.get(content.pk, [])] for content in contents}
