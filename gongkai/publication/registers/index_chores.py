"""登记簿索引的差事: a register that has grown gets its indexes, and those nobody declares any more go."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.office.notices.work import Chore
from gongkai.publication.registers import indexing


def keep_indexes(now: datetime) -> None:
    """补建索引."""
    indexing.put_in_place()


CHORES = [Chore("登记簿索引", timedelta(hours=12), keep_indexes)]
