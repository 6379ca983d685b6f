"""出版与撤下: pages are put in place, or taken away, under one lock, together with what is known of them.

The protocol. A page is rendered without any lock, after the number of the turn was read. Under the lock it is put in place
only if nobody has had a turn since; else it is rendered anew, at last under the lock itself. Who withdraws takes the lock
in the transaction of the act, takes the files away and holds the lock until the act is committed: so a page rendered before
comes either before the withdrawal, which takes it away, or after it, and is not put in place.

The lock is the one row of ``PressTurn``, taken after the head of a journal and before any other row of the press. SQLite
has one lock for all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from gongkai.engines.press import notes
from gongkai.engines.press.bucket_tree import BucketTree
from gongkai.engines.press.disk_tree import DiskTree
from gongkai.engines.press.links import anything_of, number, targets
from gongkai.engines.press.models import PressedLink, PressedPage, PressTurn
from gongkai.engines.press.notes import Key
from gongkai.engines.press.places import STANDARD, Misplaced, place
from gongkai.engines.press.tree import WORKSHOP, Tree, digest

T = TypeVar("T")
TRIES = 3
"""So often a batch is rendered without the lock before some of it is rendered under it."""
TOGETHER, FEW = 100, 20
"""So many pages are put in place under one lock, and so many are rendered under it when nothing else helps."""
CHUNK = 400
"""Keys in one question: SQLite takes so many."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """印样: a page as it is to be; None where there is no such page for the public.

    ``broken`` is one that should be there and could not be drawn: it is left to be rendered on demand, and tried again.
    """

    key: Key
    page: bytes | None
    broken: bool = False


Render = Callable[[Sequence[Key]], Sequence[Rendered]]


def the_tree() -> Tree:
    """页面树: of this installation: the bucket of ``GONGKAI_PAGES``, or the folder."""
    root = Path(settings.VAR_DIR) / "pressed"
    return _in_a_bucket(settings.PAGES, settings.PAGES_SECRET, root) if settings.PAGES else DiskTree(root)


@lru_cache(maxsize=1)
def _in_a_bucket(address: str, secret: str, root: Path) -> BucketTree:
    """Once for a process, which keeps its connections."""
    return BucketTree.at(address, secret, root / WORKSHOP)


def owner_of(address: str) -> str:
    """所属: the first part of an address."""
    first, _, rest = address[1:].partition("/")
    return first[:40] if rest or address.endswith("/") else ""


# -- the lock ----------------------------------------------------------------------------------------------------------


def turn() -> int:
    """轮次: read before anything is rendered."""
    return PressTurn.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def take_turn(since: int | None = None) -> bool:
    """占轮: hold the lock of the press until the transaction ends; False, without a turn, where somebody had one ``since``."""
    if not connection.in_atomic_block:
        raise RuntimeError("页面须在事务内放置或者撤下")
    rows = PressTurn.objects.select_for_update().filter(pk=1)
    held = rows.first()
    if held is None:
        PressTurn.objects.bulk_create([PressTurn(pk=1)], ignore_conflicts=True)
        held = rows.get()
    if since is not None and held.number != since:
        return False
    held.number += 1
    held.save(update_fields=["number"])
    return True


# -- putting in place --------------------------------------------------------------------------------------------------


def press(tree: Tree, keys: Sequence[Key], render: Render, *, day: date) -> int:
    """出版: these pages as they are now; how many of them changed.

    Where others take their turns again and again, a few pages are drawn under the lock, so that somebody gets on.
    """
    changed, remaining = 0, list(keys)
    while remaining:
        for _ in range(TRIES):
            since = turn()
            placed, altered = _put_in_pieces(tree, render(remaining), since, day)
            remaining, changed = remaining[placed:], changed + altered
            if not remaining:
                return changed
        with transaction.atomic():
            take_turn()
            changed += put(tree, render(remaining[:FEW]), since=turn(), day=day) or 0
        remaining = remaining[FEW:]
    return changed


def _put_in_pieces(tree: Tree, pages: Sequence[Rendered], since: int, day: date) -> tuple[int, int]:
    """So that nobody waits long for the lock: how many were placed before somebody else had a turn, and how many changed."""
    placed = changed = 0
    while placed < len(pages):
        some = pages[placed : placed + TOGETHER]
        altered = put(tree, some, since=since, day=day)
        if altered is None:
            break
        placed, changed, since = placed + len(some), changed + altered, since + 1
    return placed, changed


def put(tree: Tree, pages: Sequence[Rendered], *, since: int, day: date) -> int | None:
    """放置: pages rendered since a turn, and what is known of them; None where somebody had a turn meanwhile."""
    with transaction.atomic():
        if not take_turn(since):
            return None
        note = notes.leave(tree, [each.key for each in pages])
        changed = 0
        for each in pages:
            look, address = each.key
            at = place(address, look)
            changed += tree.remove(at) if each.page is None else tree.put(at, each.page)
        _register(pages, day)
        if broken := [each.key for each in pages if each.broken]:
            notes.leave(tree, broken)
        transaction.on_commit(note.done)
    return changed


def _register(pages: Sequence[Rendered], day: date) -> None:
    """The rows say what the files are."""
    for some in _chunks(pages):
        known = {(row.look, row.address): row for row in _rows([each.key for each in some])}
        altered: list[PressedPage] = []
        links: dict[Key, frozenset[int]] = {}
        same, gone = [], []
        for each in some:
            row = known.get(each.key)
            if each.page is None:
                gone += [row.pk] if row else []
            elif row is not None and row.sha256 == digest(each.page):
                same += [row.pk] if row.day != day else []
            else:
                look, address = each.key
                links[each.key], wide = targets(each.page, look)
                told = {"sha256": digest(each.page), "size": len(each.page), "wide": wide, "day": day}
                altered.append(PressedPage(look=look, address=address, owner=owner_of(address), **told))
        if same:
            PressedPage.objects.filter(pk__in=same).update(day=day)
        _forget(gone)
        _write(altered, links)


def _write(altered: Sequence[PressedPage], links: Mapping[Key, frozenset[int]]) -> None:
    facts = ["owner", "sha256", "size", "wide", "day"]
    unique = ["address", "look"]
    rows = PressedPage.objects.bulk_create(altered, update_conflicts=True, unique_fields=unique, update_fields=facts)
    PressedLink.objects.filter(page__in=[row.pk for row in rows]).delete()
    PressedLink.objects.bulk_create(
        [PressedLink(page=row, target=target) for row in rows for target in links[row.look, row.address]], CHUNK
    )


def _rows(keys: Iterable[Key]) -> list[PressedPage]:
    wanted = set(keys)
    rows = PressedPage.objects.filter(address__in=[address for _, address in wanted])
    return [row for row in rows if (row.look, row.address) in wanted]


def _forget(keys: Sequence[int]) -> None:
    for some in _chunks(keys):
        PressedLink.objects.filter(page__in=some).delete()
        PressedPage.objects.filter(pk__in=some).delete()


def _chunks(many: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(many), CHUNK):
        yield many[first : first + CHUNK]


# -- taking away -------------------------------------------------------------------------------------------------------


def take_away(tree: Tree, addresses: Collection[str]) -> int:
    """撤下: the pages of these addresses, in every look, and every page that leads to one of them, before the act commits.

    The last thing an act does before its transaction ends. If it is rolled back the pages are missing and are rendered on
    demand, until the press has read the note that is left here. How many files went.
    """
    take_turn()
    keys = {(row.look, row.address) for row in showing(addresses)}
    keys |= {(look, address) for look in _folders(tree) for address in addresses}
    keys |= {key for note in notes.left(tree) for key in note.pages}
    there = sorted(key for key in keys if _lies(tree, key))
    if there:
        notes.leave(tree, there)
        tree.take_away([place(address, look) for look, address in there])
    _forget([row.pk for row in _rows(keys)])
    return len(there)


def showing(addresses: Collection[str], *, exactly: bool = False) -> Iterator[PressedPage]:
    """所见之页: the pages in place that are at these addresses or lead to one of them.

    Unless told ``exactly``, also those of which it is only known that they lead to very many of the same authority.
    """
    owners = set() if exactly else {owner_of(address) for address in addresses}
    for some in _chunks(sorted(addresses)):
        wanted = [number(address) for address in some] + [anything_of(owner) for owner in sorted(owners)]
        linking = PressedLink.objects.filter(target__in=wanted).values("page")
        yield from PressedPage.objects.filter(Q(pk__in=linking) | Q(address__in=list(some)))


def _folders(tree: Tree) -> list[str]:
    return ["" if name == STANDARD else name for name in tree.looks()]


def _lies(tree: Tree, key: Key) -> bool:
    look, address = key
    try:
        return tree.lies(place(address, look))
    except Misplaced:
        return False


def clear_away(tree: Tree, places: Collection[PurePosixPath]) -> None:
    """清除: files that no row knows; under the lock, so that no page is taken that is just being registered."""
    with transaction.atomic():
        take_turn()
        known = {
            str(place(row.address, row.look)) for row in PressedPage.objects.only("look", "address").iterator(1000)
        }
        for at in places:
            if str(at) not in known:
                tree.discard(at)
        tree.sweep()
