"""密钥归位: the keys of the dossiers come back from their own book, and what was shredded since stays shredded.

Which files were shredded is known from the entries that came back, from the key book, and from the tombstones of every backup
that lies on either depot, however new. What an entry of the restored chain does not say is entered anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.utils.module_loading import module_has_submodule

from gongkai.doors.backups import keybook, parts
from gongkai.doors.backups.depot import Depot
from gongkai.doors.backups.keybook import HouseLine, KeyLine, Line
from gongkai.doors.backups.manifest import What
from gongkai.doors.backups.troubles import BackupError
from gongkai.office.journal import acts, vault
from gongkai.office.journal.models import Dossier, DossierKey, HouseKey

Tombstones = Mapping[tuple[int, str], int]
"""墓碑: by the file and the seal of its first entry, the entry that shredded it."""
CHUNK = 1000


@dataclass(frozen=True)
class Rekeyed:
    """归位结果: ``again`` are the files shredded once more, each with the entry of the lost part that had done it."""

    keys: int
    missing: int
    again: tuple[tuple[str, int], ...]


def tombstones(depots: Iterable[Depot]) -> dict[tuple[int, str], int]:
    """全部墓碑: of every finished backup that can be read."""
    found: dict[tuple[int, str], int] = {}
    for depot in depots:
        for told in (*depot.manifests(What.WHOLE), *depot.manifests(What.KEYS)):
            try:
                lines = keybook.taken_from(parts.opened(depot.folder(told.name), told, parts.SHREDDED))
                found |= {(each.dossier, each.opened): each.shredded_by or 0 for each in _of_dossiers(lines)}
            except (BackupError, OSError, ValueError):
                continue  # another one of them tells the same, and whoever restores this one is told of it
    return found


def _of_dossiers(lines: Iterable[Line]) -> Iterator[KeyLine]:
    return (each for each in lines if isinstance(each, KeyLine))


@transaction.atomic
def rekey(lines: Iterable[Line], stones: Tombstones, on: date) -> Rekeyed:
    """归位: in one transaction, so that no moment has a key that should be gone."""
    DossierKey.objects.everywhere().delete()
    HouseKey.objects.all().delete()
    opened, entered = _opened(), _entered()
    owed = {
        dossier: by for (dossier, seal), by in stones.items() if dossier not in entered and _is(opened, dossier, seal)
    }
    keyed: set[int] = set()
    for some in _chunks(lines):
        HouseKey.objects.bulk_create(
            HouseKey(name=each.name, wrapped=each.wrapped, key_id=each.key_id)
            for each in some
            if isinstance(each, HouseLine)
        )
        mine = [each for each in _of_dossiers(some) if _is(opened, each.dossier, each.opened)]
        mine = [each for each in mine if each.dossier not in entered]
        owed |= {each.dossier: each.shredded_by or 0 for each in mine if each.wrapped is None}
        there = [each for each in mine if each.dossier not in owed]
        _keep(_row(each.dossier, opened, each.wrapped, each.key_id) for each in there)
        keyed |= {each.dossier for each in there}
    _keep(_row(dossier, opened, None, vault.house_key_id(), by) for dossier, by in sorted(entered.items()))
    vault.forget()
    again = tuple(_again(dossier, by, on) for dossier, by in sorted(owed.items()))
    return Rekeyed(len(keyed), len(opened) - len(keyed) - len(entered) - len(again), again)


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    remaining = iter(lines)
    while some := list(islice(remaining, CHUNK)):
        yield some


def _is(opened: Mapping[int, tuple[int, str]], dossier: int, seal: str) -> bool:
    return dossier in opened and opened[dossier][1] == seal


def _row(
    dossier: int, opened: Mapping[int, tuple[int, str]], wrapped: bytes | None, key_id: str, by: int | None = None
) -> DossierKey:
    authority, _ = opened[dossier]
    return DossierKey(dossier_id=dossier, authority_id=authority, wrapped=wrapped, key_id=key_id, shredded_by=by)


def _keep(rows: Iterable[DossierKey]) -> None:
    DossierKey.objects.everywhere().bulk_create(list(rows), CHUNK)


def _opened() -> dict[int, tuple[int, str]]:
    """Every file that came back: its authority and the seal of its first entry."""
    return {
        dossier: (authority, seal)
        for dossier, authority, seal in _rows(
            "SELECT d.id, d.authority_id,"
            " (SELECT e.seal FROM journal_entry e WHERE e.dossier_id = d.id ORDER BY e.id LIMIT 1) FROM journal_dossier d"
        )
    }


def _entered() -> dict[int, int]:
    """Files that an entry which came back has shredded."""
    question = "SELECT dossier_id, MIN(seq) FROM journal_entry WHERE act = 'shred' GROUP BY dossier_id"
    return dict(_rows(question))


def _rows(question: str) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        yield from cursor.fetchall()


def _again(dossier: int, by: int, on: date) -> tuple[str, int]:
    row = Dossier.objects.everywhere().select_related("authority").get(pk=dossier)
    acts.shred_again(row, by, on=on)
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, "shredding"):
            import_module(f"{room.name}.shredding").shredded_again(row)
    return f"{row.authority.name}案卷{row.number}", by
