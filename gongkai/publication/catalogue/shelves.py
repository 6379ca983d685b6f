"""栏目里的内容: what the room above keeps in the columns, asked for without knowing that room.

The catalogue counts, moves and looks through contents, but they live one floor up. The room that keeps them has a module
``shelf`` with a ``SHELF``; it is found like the chores of a room are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from gongkai.law.catalogue import ContentTraits
from gongkai.law.disclosure import ContentClass
from gongkai.law.shares import ShareFact
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.catalogue.models import Column


@dataclass(frozen=True, slots=True)
class Count:
    """计数: how many public contents a column holds itself, and the day of the last of them."""

    contents: int = 0
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Shelved:
    """在架内容: a content by its index number, with what tells where it belongs."""

    index_number: str
    facts: ContentTraits


@dataclass(frozen=True, slots=True)
class Listed:
    """在列内容: a content as a plain list shows it."""

    title: str
    address: str
    on: date
    number: str = ""


@dataclass(frozen=True, slots=True)
class Fate:
    """去向: what became of an index number."""

    title: str
    column: str
    withdrawn_on: date | None = None


class Shelf(Protocol):
    """架: what a room that keeps contents in columns answers and does."""

    def counts(self, authority: Authority, on: date) -> Mapping[int, Count]:
        """各栏计数: by the key of the column, of what was public by a day."""

    def classes(self, columns: Sequence[Column]) -> Mapping[ContentClass, int]:
        """各类计数: of the public contents of these columns."""

    def themes(self, column: Column) -> Mapping[str, int]:
        """各主题计数: of the public contents of one column, by the code of their theme."""

    def shelved(self, authority: Authority, since: date | None = None) -> Iterator[Shelved]:
        """逐条要点: of every public content, or of those published since a day."""

    def listed(self, column: Column, most: int) -> list[Listed]:
        """栏目列表: the newest public contents of a column."""

    def fates(self, authority: Authority, numbers: Iterable[str]) -> Mapping[str, Fate]:
        """去向: what bears each of these index numbers."""

    def where(self, authority: Authority, index_number: str) -> int | None:
        """所在栏目: of a public content; None where none bears the number."""

    def section_facts(self, authority: Authority, year: int) -> Iterator[ShareFact]:
        """科室计数: the contents of a year by the section of their column, class and source."""

    def backfilled(self, authority: Authority, year: int) -> int:
        """补录条数: of what was entered in a year."""

    def move(
        self, authority: Authority, index_number: str, target: Column, *, on: date, by: Official, reason: str
    ) -> None:
        """移栏: one content; its number and address stay."""

    def move_all(self, source: Column, target: Column, *, on: date, by: Official, reason: str) -> int:
        """整栏移走: everything a column holds, the withdrawn as well; how many were moved."""


@cache
def shelf() -> Shelf:
    """找架: of the one room that has one."""
    rooms = [room for room in apps.get_app_configs() if room.module and module_has_submodule(room.module, "shelf")]
    [room] = rooms
    return cast(Shelf, import_module(f"{room.name}.shelf").SHELF)
