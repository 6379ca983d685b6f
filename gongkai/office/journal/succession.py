"""承接口径: each room says what of it somebody answers for, so that nothing of it is forgotten when people change.

A room keeps a module ``heirs`` with ``HEIRS``; a kind of dossier has ``files(kind, …)``, anything else an ``Heir`` of its own.
The handover asks all of them; a room that has something new to hand over says it here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module

from django.apps import apps
from django.db.models import Model
from django.utils.module_loading import module_has_submodule

from gongkai.law.authorities import POSTS
from gongkai.law.grammar.flow import Role
from gongkai.law.grammar.statute import Article
from gongkai.law.handing_items import Chapter, Item
from gongkai.law.procedures import procedure
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet, Posting
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.queries import last_hands
from gongkai.web.jinja import url_or_none


@dataclass(frozen=True, slots=True)
class Span:
    """查找范围: the day on which it is asked, and until which day what is still to come counts."""

    on: date
    until: date


Find = Callable[[Authority, Span], Iterable[Item]]
PassOn = Callable[[Authority, str, Official, Official, date, Official], None]
"""交给: the room's own deed: of this key, from whom, to whom, when, by whom; where a row of the room names its holder."""


@dataclass(frozen=True, slots=True)
class Heir:
    """一类承接: a sort of thing people answer for: how it is called, who can do it, and how the open ones are found.

    ``models`` are the tables it speaks for; ``kind`` the kind of dossier; ``basis`` why it has the day it has.
    """

    sort: str
    label: str
    chapter: Chapter
    role: Role
    find: Find
    models: tuple[type[Model], ...] = ()
    kind: str = ""
    basis: str = ""
    pass_on: PassOn | None = None


@cache
def heirs() -> Mapping[str, Heir]:
    """全部承接口径: of every room that has a module ``heirs``, by sort."""
    found = [each for room in apps.get_app_configs() if room.module for each in _of(room.name, room.module)]
    return {each.sort: each for each in found}


def _of(name: str, module: object) -> Iterable[Heir]:
    if not module_has_submodule(module, "heirs"):
        return ()
    told: tuple[Heir, ...] = import_module(f"{name}.heirs").HEIRS
    return told


Rows = Callable[[Authority], OwnedQuerySet[Dossier]]
Named = Callable[[Sequence[Dossier]], Mapping[int, int | None]]


def files(
    kind: str,
    role: Role,
    *,
    basis: Article | None = None,
    chapter: Chapter = Chapter.FILES,
    rows: Rows | None = None,
    named: Named | None = None,
    models: tuple[type[Model], ...] = (),
) -> Heir:
    """一类案卷的承接: its open files; each is whose the room says it is, else of the last who had it in hand and may."""

    def find(authority: Authority, span: Span) -> Iterable[Item]:
        known = rows(authority) if rows else Dossier.objects.of(authority).filter(kind=kind)
        # 先取出案卷，再按它们查经手人；一类在办案卷再多也只两次查询
        dossiers = list(known.filter(closed_on=None).order_by("due_on", "pk"))
        owners = dict(named(dossiers)) if named else {}
        without = [each for each in dossiers if owners.get(each.pk) is None]
        hands = last_hands(without, able_ever(authority, role))
        for each in dossiers:
            yield _item(kind, each, owners.get(each.pk) or hands.get(each.pk))

    label = procedure(kind).label
    return Heir(kind, label, chapter, role, find, models=models, kind=kind, basis=basis.short if basis else "")


def _item(kind: str, dossier: Dossier, named: int | None) -> Item:
    href = url_or_none("desk:dossier", dossier.pk) or ""
    return Item(kind, str(dossier.pk), dossier.number, dossier.title, named, dossier.due_on, href)


def able_ever(authority: Authority, role: Role) -> set[int]:
    """曾任此职责的人: whoever holds or held an office with the role at the authority."""
    keys = [office.key for office in POSTS.values() if role in office.roles]
    return set(Posting.objects.of(authority).filter(office__in=keys).values_list("official", flat=True))


def of_row(
    sort: str, row: Model, name: str, *, title: str = "", named: int | None = None, due: date | None = None, href: str
) -> Item:
    """一行的移交事项: of a row that is no file."""
    return Item(sort, str(row.pk), name, title, named, due, href)
