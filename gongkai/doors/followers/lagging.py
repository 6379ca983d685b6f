"""落后多少: how many entries a follower has not heard yet, since when, and whether it follows a chain that is gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.doors.followers.following import Follower, behind
from gongkai.doors.followers.index import INDEX
from gongkai.doors.followers.press import PRESS
from gongkai.office.journal import queries as journal

FOLLOWERS = (INDEX, PRESS)


@dataclass(frozen=True, slots=True)
class Lag:
    """落后: entries not heard, the moment the oldest of them was entered, and the chains a cursor has lost."""

    follower: str
    entries: int = 0
    since: datetime | None = None
    lost: tuple[int, ...] = ()


def lag(follower: Follower) -> Lag:
    """落后: of one follower. A cursor that is beyond its chain, or whose seal is not in it, has lost it."""
    heads = {authority: seq for authority, seq, _ in journal.chain_heads()}
    entries, since, lost = 0, list[datetime](), list[int]()
    for authority, cursor in behind(follower):
        heard = cursor.seq if cursor else 0
        if cursor and heard and journal.seal_of(authority, heard) != cursor.seal:
            lost.append(authority)
            heard = 0
        entries += heads[authority] - heard
        if (at := journal.first_entered_at(authority, heard + 1)) is not None:
            since.append(at)
    return Lag(follower.name, entries, min(since, default=None), tuple(lost))


def lags() -> list[Lag]:
    """全部追随者的落后."""
    return [lag(each) for each in FOLLOWERS]
