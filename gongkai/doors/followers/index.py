"""索引追随台账: what an entry touches is indexed anew, what is not public any more leaves; and the index made from nothing.

One process writes at a time (a lock beside the folders). The mark ``whole`` in a folder says that everything there was when it
was made has been put in and the cursors stand where it was begun; an index without it is made anew.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import transaction

from gongkai.doors.followers import following
from gongkai.doors.followers.following import Follower
from gongkai.doors.followers.models import Cursor
from gongkai.doors.search import index, sources
from gongkai.doors.search.sources import SOURCES, Rows, Source
from gongkai.engines.search.values import Text
from gongkai.office.journal import queries as journal
from gongkai.office.journal.queries import Told
from gongkai.web import clock

NAME = "index"
CHUNK = 1000
"""每次核对: so many rows at once."""
Progress = Callable[[int, int], object]
"""进度: called with how many texts are done and how many there are."""


def hear(authority: int, told: Sequence[Told]) -> None:
    """听: the rows these entries touch, indexed as they are now."""
    on, rooms = clock.today(), following.rooms()
    for source in SOURCES:
        meanings = [getattr(room, source.heard) for room in rooms if hasattr(room, source.heard)]
        renew(source, {pk for each in told for meaning in meanings for pk in meaning(each)}, on)


def begin(authority: int) -> None:
    """从头: every row of one authority, and nothing in the index that no row stands behind."""
    for source in SOURCES:
        rows = source.rows().filter(authority=authority).order_by("pk")
        renew(source, rows.values_list("pk", flat=True).iterator(CHUNK), clock.today())
    engine = index.engine()
    engine.drop(list(_without_rows(engine.keys())))
    engine.commit()
    engine.close()


INDEX = Follower(NAME, hear, begin)


def renew(source: Source, keys: Iterable[int], on: date) -> int:
    """更新: put in what the public may read, take out what it may not; how many keys were looked at."""
    engine = index.engine()
    remaining, done = iter(keys), 0
    while chunk := list(islice(remaining, CHUNK)):
        there = list(source.texts(chunk, on))
        engine.drop({source.key(pk) for pk in chunk} - {text.key for text in there})
        engine.put(there)
        done += len(chunk)
    if done:
        engine.commit()
        engine.close()
    return done


def follow() -> int:
    """跟上: one pass over what was entered since; 0 where somebody else is writing or the index must be made anew first."""
    with _lock("writing", wait=False) as ours:
        return following.follow(INDEX) if ours and not is_due() else 0


def is_due() -> bool:
    """须重建: whether the index is not whole, cannot be opened, or was made by another book of words."""
    return not index.whole().exists() or index.is_behind() or index.is_broken()


# -- the whole of it -------------------------------------------------------------------------------------------------------


def rebuild(progress: Progress = lambda done, of: None) -> int:
    """重建: into a new folder that takes the place of the old one at one stroke; how many texts it holds.

    What is entered meanwhile is heard afterwards: the cursors are set back to where this was begun.
    """
    with _lock("rebuilding", wait=True):
        heads, on = journal.chain_heads(), clock.today()
        of, done = _many(on), 0
        with ExitStack() as held:
            with index.engine().rebuilding() as fresh:
                for text in _everything(on):
                    fresh.put([text])
                    done += 1
                    if done % CHUNK == 0:
                        progress(done, of)
                held.enter_context(_lock("writing", wait=True))  # nobody follows while the folders change places
            _stand(heads)
            index.whole().touch()
        progress(done, of)
        return done


def _many(on: date) -> int:
    return sum(source.public(source.rows(), on).count() for source in SOURCES)


def _everything(on: date) -> Iterator[Text]:
    """Every text there should be, source by source, in the order of the keys."""
    return (text for source in SOURCES for text in source.texts(_public_keys(source, on), on))


def _public_keys(source: Source, on: date) -> Iterator[int]:
    rows: Iterator[int] = source.public(source.rows(), on).order_by("pk").values_list("pk", flat=True).iterator(CHUNK)
    return rows


def _stand(heads: list[tuple[int, int, str]]) -> None:
    with transaction.atomic():
        Cursor.objects.filter(follower=NAME).delete()
        Cursor.objects.bulk_create(
            Cursor(follower=NAME, authority_id=authority, seq=seq, seal=seal) for authority, seq, seal in heads
        )


@dataclass(frozen=True, slots=True)
class Differences:
    """核对结果: keys the index lacks, has otherwise, or has though nothing public stands behind them."""

    checked: int
    missing: tuple[str, ...]
    different: tuple[str, ...]
    extra: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.different or self.extra)


def check(*, repair: bool = False, progress: Progress = lambda done, of: None) -> Differences:
    """核对: the digests in the index against those of a rebuild; what differs is put right where that is asked for."""
    with _lock("writing", wait=True):
        on, engine = clock.today(), index.engine()
        of, done = _many(on), 0
        missing: list[str] = []
        different: list[str] = []
        texts = _everything(on)
        while some := list(islice(texts, CHUNK)):
            held = engine.digests([text.key for text in some])
            missing += [text.key for text in some if text.key not in held]
            different += [text.key for text in some if held.get(text.key, text.digest) != text.digest]
            done += len(some)
            progress(done, of)
        extra = tuple(_beyond(engine.keys(), lambda source, rows: source.public(rows, on)))
        found = Differences(done, tuple(missing), tuple(different), extra)
        if repair and found:
            _repair(found, on)
        progress(done, of)
        return found


def _repair(found: Differences, on: date) -> None:
    engine = index.engine()
    engine.drop([key for key in found.extra if sources.of(key) is None])
    engine.commit()
    engine.close()
    for source in SOURCES:
        named = map(sources.of, (*found.missing, *found.different, *found.extra))
        renew(source, [each[1] for each in named if each and each[0] is source], on)


def renew_by_date(on: date) -> int:
    """按日期更新: what may be otherwise because the day has changed: days of validity, and the last day of being public."""
    with _lock("writing", wait=False) as ours:
        if not ours or is_due():
            return 0
        return sum(renew(source, _changed(source, on), on) for source in SOURCES)


def _changed(source: Source, on: date) -> list[int]:
    engine, changed = index.engine(), []
    remaining = source.turned(on).order_by("pk").values_list("pk", flat=True).iterator(CHUNK)
    while chunk := list(islice(remaining, CHUNK)):
        held = engine.digests([source.key(pk) for pk in chunk])
        now = {text.key: text.digest for text in source.texts(chunk, on)}
        changed += [pk for pk in chunk if now.get(source.key(pk)) != held.get(source.key(pk))]
    return changed


def _without_rows(held: Iterable[str]) -> Iterator[str]:
    return _beyond(held, lambda source, rows: rows)


def _beyond(held: Iterable[str], known: Callable[[Source, Rows], Rows]) -> Iterator[str]:
    """The keys behind which no row of those stands."""
    keys = iter(held)
    while chunk := list(islice(keys, CHUNK)):
        rows = {key: sources.of(key) for key in chunk}
        there: set[tuple[Source, int]] = set()
        for source in SOURCES:
            named = [each[1] for each in rows.values() if each and each[0] is source]
            found = known(source, source.rows().filter(pk__in=named)).values_list("pk", flat=True) if named else ()
            there |= {(source, pk) for pk in found}
        yield from (key for key, row in rows.items() if row is None or row not in there)


# -- one at a time ---------------------------------------------------------------------------------------------------------


@contextmanager
def _lock(name: str, *, wait: bool) -> Iterator[bool]:
    """Hold a lock that ends with the process, however it ends; False where somebody else has it and nobody waits."""
    index.root().mkdir(parents=True, exist_ok=True)
    with (index.root() / f".{name}").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
