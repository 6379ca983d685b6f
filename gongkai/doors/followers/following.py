"""追随台账: read each chain from where one stood, a batch at a time, and move on when the work of the batch is done.

A chain is serial, so nothing can be entered behind a cursor. Work may be done twice without harm: the cursor moves after it.
A cursor whose seal is not in the chain any more (a restored backup) makes the follower begin that authority anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.doors.followers.models import Cursor
from gongkai.office.journal import hiding
from gongkai.office.journal import queries as journal
from gongkai.office.journal.queries import Told

BATCH = 200
rooms = hiding.rooms
"""各房间的 ``follow``."""


@dataclass(frozen=True)
class Follower:
    """追随者: ``hear`` does what some entries of one authority mean for it, ``begin`` makes its product for one anew."""

    name: str
    hear: Callable[[int, Sequence[Told]], None]
    begin: Callable[[int], None]
    batch: int = BATCH


def behind(follower: Follower) -> list[tuple[int, Cursor | None]]:
    """落后的: the authorities whose chain goes on past the cursor, with its cursor where it has one."""
    known = {each.authority_id: each for each in Cursor.objects.filter(follower=follower.name)}
    found: list[tuple[int, Cursor | None]] = []
    for authority, seq, _ in journal.chain_heads():
        cursor = known.get(authority)
        if cursor is None or cursor.seq != seq:
            found.append((authority, cursor))
    return found


def follow(follower: Follower, *, most: int | None = None) -> int:
    """跟上: deal with everything that was entered since; how many entries were heard. ``most`` batches at one go."""
    heard = batches = 0
    for authority, cursor in behind(follower):
        if cursor is None or not _is_in_the_chain(authority, cursor):
            begin_anew(follower, authority)
            continue
        while told := journal.told_after(authority, cursor.seq, follower.batch):
            follower.hear(authority, told)
            cursor.seq, cursor.seal = told[-1].seq, told[-1].seal
            cursor.save()
            heard, batches = heard + len(told), batches + 1
            if most is not None and batches >= most:
                return heard
    return heard


def begin_anew(follower: Follower, authority: int) -> None:
    """重建: the product of one authority from nothing. What is entered meanwhile is heard again afterwards."""
    at = head_of(authority)
    follower.begin(authority)
    stand(follower, authority, at)


def head_of(authority: int) -> tuple[int, str]:
    """链头: number and seal of the last entry."""
    return next(((seq, seal) for one, seq, seal in journal.chain_heads() if one == authority), (0, ""))


def stand(follower: Follower, authority: int, at: tuple[int, str]) -> None:
    """站到: whatever was entered after ``at`` is heard again."""
    Cursor.objects.update_or_create(
        follower=follower.name, authority_id=authority, defaults={"seq": at[0], "seal": at[1]}
    )


def _is_in_the_chain(authority: int, cursor: Cursor) -> bool:
    return cursor.seq == 0 or journal.seal_of(authority, cursor.seq) == cursor.seal
