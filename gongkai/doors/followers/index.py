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
from django.db.models import Q

from gongkai.doors.followers import following
from gongkai.doors.followers.following import Follower
from gongkai.doors.followers.models import Cursor
from gongkai.doors.search import index
from gongkai.doors.search.texts import texts
from gongkai.office.journal import queries as journal
from gongkai.office.journal.queries import Told
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock

NAME = "index"
CHUNK = 1000
"""每次核对: of so many contents at once."""
Progress = Callable[[int, int], object]
"""进度: called with how many contents are done and how many there are."""


def hear(authority: int, told: Sequence[Told]) -> None:
    """听: the contents these entries touch, indexed as they are now."""
    meanings = [room.texts for room in following.rooms() if hasattr(room, "texts")]
    renew({key for each in told for texts_of in meanings for key in texts_of(each)}, clock.today())


def begin(authority: int) -> None:
    """从头: every content of one authority, and nothing in the index that no row stands behind."""
    rows = Content.objects.everywhere().filter(authority=authority).order_by("pk")
    renew(rows.values_list("pk", flat=True).iterator(CHUNK), clock.today())
    engine = index.engine()
    engine.drop(list(_without_rows(engine.digests())))
    engine.commit()
    engine.close()


INDEX = Follower(NAME, hear, begin)


def renew(keys: Iterable[int], on: date) -> int:
    """更新: put in what the public may read, take out what it may not; how many keys were looked at."""
    engine = index.engine()
    remaining, done = iter(keys), 0
    while chunk := list(islice(remaining, CHUNK)):
        there = list(texts(chunk, on))
        engine.drop({str(key) for key in chunk} - {text.key for text in there})
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
    """须重建: whether the index is not whole, or was made by another book of words."""
    return not index.whole().exists() or index.is_behind()


# -- the whole of it -------------------------------------------------------------------------------------------------------


def rebuild(progress: Progress = lambda done, of: None) -> int:
    """重建: into a new folder that takes the place of the old one at one stroke; how many contents it holds.

    What is entered meanwhile is heard afterwards: the cursors are set back to where this was begun.
    """
    with _lock("rebuilding", wait=True):
        heads, on = journal.chain_heads(), clock.today()
        rows = disclosure.public(Content.objects.everywhere(), on)
        of, done = rows.count(), 0
        with ExitStack() as held:
            with index.engine().rebuilding() as fresh:
                for text in texts(rows.order_by("pk").values_list("pk", flat=True).iterator(CHUNK), on):
                    fresh.put([text])
                    done += 1
                    if done % CHUNK == 0:
                        progress(done, of)
                held.enter_context(_lock("writing", wait=True))  # nobody follows while the folders change places
            _stand(heads)
            index.whole().touch()
        progress(done, of)
        return done


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
        on = clock.today()
        held = dict(index.engine().digests())
        rows = disclosure.public(Content.objects.everywhere(), on)
        of, done = rows.count(), 0
        missing, different = [], []
        for text in texts(rows.order_by("pk").values_list("pk", flat=True).iterator(CHUNK), on):
            there = held.pop(text.key, None)
            if there is None:
                missing.append(text.key)
            elif there != text.digest:
                different.append(text.key)
            done += 1
            if done % CHUNK == 0:
                progress(done, of)
        found = Differences(done, tuple(missing), tuple(different), tuple(held))
        if repair and found:
            engine = index.engine()
            engine.drop([key for key in found.extra if not key.isdecimal()])
            renew([int(key) for key in (*missing, *different, *found.extra) if key.isdecimal()], on)
            engine.commit()
            engine.close()
        progress(done, of)
        return found


def renew_by_date(on: date) -> int:
    """按日期更新: what may be otherwise because the day has changed: days of validity, and the last day of being public."""
    with _lock("writing", wait=False) as ours:
        if not ours or is_due():
            return 0
        held = index.engine().digests()
        dated = Q(document__isnull=False) | Q(normative=True) | Q(ends_on__isnull=False)
        keys = Content.objects.everywhere().filter(dated).order_by("pk").values_list("pk", flat=True)
        changed: list[int] = []
        remaining = keys.iterator(CHUNK)
        while chunk := list(islice(remaining, CHUNK)):
            now = {text.key: text.digest for text in texts(chunk, on)}
            changed += [key for key in chunk if now.get(str(key)) != held.get(str(key))]
        return renew(changed, on)


def _without_rows(held: Iterable[str]) -> Iterator[str]:
    keys = iter(held)
    while chunk := list(islice(keys, CHUNK)):
        known = set(
            Content.objects.everywhere()
            .filter(pk__in=[int(key) for key in chunk if key.isdecimal()])
            .values_list("pk", flat=True)
        )
        yield from (key for key in chunk if not key.isdecimal() or int(key) not in known)


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
