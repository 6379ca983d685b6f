"""换钥: wrap every dossier's key under the present key outside, seal and index anew what the house itself has sealed and indexed.

Each chunk is one transaction and stands for itself: killed anywhere, nothing is lost, and done again it takes up what is left.
A room with texts sealed under the house's key (``vault.seal(None, …)``) names their columns in a module ``house_sealed``.
The server goes on meanwhile: it reads under the present key and under every former one that is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module

from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils.module_loading import module_has_submodule

from gongkai.office.journal import keys, reindexing, vault
from gongkai.office.journal.models import DossierKey, HouseKey

CHUNK = 500
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class HouseSealed:
    """平台所封: a column that may hold texts sealed under the house's key; ``rows`` says in which rows it does."""

    model: type[models.Model]
    column: str
    field: str
    rows: Q


@dataclass(frozen=True, slots=True)
class Remaining:
    """尚余: what still rests on a key that is no longer the present one; ``unknown`` are keys nobody has named any more."""

    dossiers: int
    texts: int
    blind: bool
    unknown: dict[str, int]
    indexes: int = 0

    def __bool__(self) -> bool:
        return bool(self.dossiers or self.texts or self.blind or self.indexes)


def house_sealed() -> Iterator[HouseSealed]:
    """平台所封的各栏: of every room that has a module ``house_sealed``."""
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, "house_sealed"):
            yield from import_module(f"{room.name}.house_sealed").COLUMNS


def rewrap(progress: Progress = lambda _: None) -> Remaining:
    """换钥: everything that rests on a former key is made to rest on the present one; says what remains.

    While anything rests on a key that nobody has named, nothing is touched: the blind key follows from the oldest key, and
    kept from another one it would be wrong for ever.
    """
    if (left := dossiers_remaining()).unknown:
        return left
    with transaction.atomic():
        if vault.keep_blind_key():
            progress("盲索引密钥已由现用密钥包裹")
    done = 0
    while some := _some_keys():
        done += some
        progress(f"已重新包裹{done}个案卷密钥")
    for column in house_sealed():
        _reseal(column, progress)
    vault.forget()
    reindexing.reindex(progress)
    return remaining()


def _former() -> tuple[str, ...]:
    return tuple(each for each in keys.key_ids()[1:] if each != vault.house_key_id())


@transaction.atomic
def _some_keys() -> int:
    """One chunk, locked: a file that is being shredded meanwhile is not brought back."""
    old = DossierKey.objects.everywhere().filter(key_id__in=_former(), wrapped__isnull=False)
    rows = list(old.select_for_update().order_by("pk")[:CHUNK])
    for row in rows:
        row.wrapped, row.key_id = vault.wrapped_anew(row), vault.house_key_id()
        row.save(update_fields=["wrapped", "key_id"])
    return len(rows)


def _reseal(column: HouseSealed, progress: Progress) -> None:
    last, done = 0, 0
    while True:
        with transaction.atomic():
            rows = list(_chunk(column, last).select_for_update())
            done += sum(_resealed(column, row) for row in rows)
        if not rows:
            break
        last = rows[-1].pk
    if done:
        progress(f"{column.model._meta.verbose_name}：已重新加密{done}条")


def _chunk(column: HouseSealed, after: int) -> models.QuerySet[models.Model]:
    rows = column.model._base_manager.filter(column.rows, pk__gt=after).exclude(**{f"{column.column}": None})
    return rows.order_by("pk")[:CHUNK]


def _resealed(column: HouseSealed, row: models.Model) -> bool:
    secrets, sealed = vault.secrets_of(None), getattr(row, column.column)
    if not sealed or secrets.sealed_under_the_present_key(column.field, sealed):
        return False
    try:
        text = secrets.unseal(column.field, sealed)
    except vault.Unreadable:
        return False
    setattr(row, column.column, secrets.seal(column.field, text))
    row.save(update_fields=[column.column])
    return True


def remaining() -> Remaining:
    """尚余: counted, not remembered."""
    texts = sum(map(_old_texts, house_sealed()))
    return replace(dossiers_remaining(), texts=texts, indexes=reindexing.remaining())


def dossiers_remaining() -> Remaining:
    """尚余的案卷密钥: what can be counted without opening anything."""
    present = vault.house_key_id()
    old = DossierKey.objects.everywhere().filter(wrapped__isnull=False).exclude(key_id=present)
    counted = dict(old.order_by().values_list("key_id").annotate(count=Count("pk")))
    unknown = {key: count for key, count in counted.items() if key not in keys.key_ids()}
    blind = HouseKey.objects.filter(name=vault.BLIND).first()
    owed = blind.key_id != present if blind else keys.changed()
    return Remaining(sum(counted.values()), 0, owed, unknown)


def _old_texts(column: HouseSealed) -> int:
    secrets = vault.secrets_of(None)
    rows = column.model._base_manager.filter(column.rows).exclude(**{column.column: None})
    texts = rows.order_by("pk").values_list(column.column, flat=True).iterator(CHUNK)
    return sum(1 for text in texts if text and not secrets.sealed_under_the_present_key(column.field, text))
