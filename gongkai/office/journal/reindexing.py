"""盲索引换算法: what is found by a blind index is indexed anew by the suite in use; what only a digest is kept of is laid over.

A room names its columns in a module ``blind_indexed``. Where the text can be opened the index is made anew from it, in either
direction. Of a code only the digest is kept: under the national suite it is laid under HMAC-SM3 (``vault.blind_over``) and is
found like any other; that cannot be undone and need not be, for either suite asks for it. Each chunk is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.module_loading import module_has_submodule

from gongkai.law.grammar.flow import Unlawful
from gongkai.office.journal import vault
from gongkai.web import suites

CHUNK = 500
Progress = Callable[[str], None]
Said = tuple[str, str]
"""所据: the field and the text that an index is of."""


@dataclass(frozen=True, slots=True)
class BlindIndexed:
    """盲索引栏: a column, and what its rows are indexed by; ``said`` is None where only the digest is kept."""

    model: type[models.Model]
    column: str
    said: Callable[[Any], Said | None] | None = None

    def owed(self) -> models.QuerySet[Any]:
        """尚待: the rows whose index is of the other suite."""
        kept = self.model._base_manager.exclude(Q(**{self.column: ""}) | Q(**{self.column: None}))
        if suites.national():
            return kept.exclude(**{f"{self.column}__startswith": "sm3"})
        return kept.filter(**{f"{self.column}__startswith": "sm3:"}) if self.said else kept.none()

    def anew(self, row: Any) -> str | None:
        """换成的写法: from its text, laid over where there is none; None where it stays as it is."""
        try:
            said = self.said(row) if self.said else None
        except vault.Unreadable:
            return None
        except Unlawful:  # shredded
            said = None
        return vault.blind(*said) if said else vault.blind_over(getattr(row, self.column))


@dataclass(frozen=True, slots=True)
class BlindMarked:
    """盲标记表: rows of marks by which alike texts are found; ``anew`` marks these owners again."""

    model: type[models.Model]
    owner: str
    anew: Callable[[Sequence[int]], None]

    def owed(self) -> models.QuerySet[Any]:
        """尚待: the marks of the other suite."""
        beyond = Q(mark__gt=0) if suites.national() else Q(mark__lt=0)
        return self.model._base_manager.filter(beyond)


Column = BlindIndexed | BlindMarked


def columns() -> Iterator[Column]:
    """盲索引各栏: of every room that has a module ``blind_indexed``."""
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, "blind_indexed"):
            yield from import_module(f"{room.name}.blind_indexed").COLUMNS


def reindex(progress: Progress = lambda _: None) -> None:
    """换算法: every column in turn; done again it takes up what is left."""
    for column in columns():
        done = _moved(column) if isinstance(column, BlindIndexed) else _marked(column)
        if done:
            progress(f"{column.model._meta.verbose_name}：已换算法{done}条")


def remaining() -> int:
    """尚余: how many indexes are of the other suite."""
    return sum(each.owed().count() for each in columns())


def _moved(column: BlindIndexed) -> int:
    last, done = 0, 0
    while True:
        with transaction.atomic():
            rows = list(column.owed().filter(pk__gt=last).select_for_update(of=("self",)).order_by("pk")[:CHUNK])
            done += sum(_moved_row(column, row) for row in rows)
        if not rows:
            return done
        last = rows[-1].pk


def _moved_row(column: BlindIndexed, row: Any) -> bool:
    """Whoever is there already in the new form keeps it: the row stays as it was and is told as owed."""
    made = column.anew(row)
    if made is None:
        return False
    try:
        with transaction.atomic():
            return bool(column.model._base_manager.filter(pk=row.pk).update(**{column.column: made}))
    except IntegrityError:
        return False


def _marked(column: BlindMarked) -> int:
    last, done = 0, 0
    while True:
        owners = column.owed().filter(**{f"{column.owner}__gt": last}).order_by(column.owner)
        some = list(owners.values_list(column.owner, flat=True).distinct()[:CHUNK])
        if not some:
            return done
        with transaction.atomic():
            column.anew(some)
        last, done = some[-1], done + len(some)
