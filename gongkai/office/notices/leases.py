"""值守权: of several workers on several hosts one works, the others stand by and take over when it is gone.

The row in the database says who and until when. Whoever holds it renews it from a thread of its own, however long a chore
takes; killed, it is free after ``TERM``. Two workers of one host are told apart by a lock on a file, which a kill lets go at
once, so a worker that is started again on its host need not wait. The hosts' clocks must agree within ``TERM`` / 4 (NTP).
"""

from __future__ import annotations

import fcntl
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

from django.conf import settings
from django.db import DatabaseError, IntegrityError, close_old_connections, connection, transaction
from django.db.models import Q

from gongkai.office.notices.models import Lease
from gongkai.web import clock

log = logging.getLogger(__name__)
TERM = timedelta(seconds=60)
WORK = "work"


def take(name: str, holder: str, now: datetime) -> bool:
    """取得或者续期: True if ``holder`` has it until ``now`` + ``TERM``; False while it is another's."""
    free = Lease.objects.filter(name=name).filter(Q(holder=holder) | Q(until__lt=now))
    if free.update(holder=holder, until=now + TERM):
        return True
    if Lease.objects.filter(name=name).exists():
        return False
    try:
        with transaction.atomic():
            Lease(name=name, holder=holder, until=now + TERM).save(force_insert=True)
    except IntegrityError:
        return False
    return True


def give_up(name: str, holder: str, now: datetime) -> None:
    """放弃: whoever stands by may begin at once."""
    Lease.objects.filter(name=name, holder=holder).update(until=now - timedelta(seconds=1))


def sweep(prefix: str, before: datetime) -> None:
    """清理: turns of this kind that ran out before then; whoever still wants one takes it anew."""
    Lease.objects.filter(name__startswith=prefix, until__lt=before).delete()


@dataclass
class Turn:
    """一个值守进程的值守权: renewed until it is closed; ``ours`` is asked before every chore."""

    holder: str
    name: str = WORK
    _until: datetime | None = None
    _closed: Event = field(default_factory=Event)

    def ours(self) -> bool:
        """归我: as far as was last seen; what is not renewed in time is not ours any more, whatever the database would say."""
        return self._until is not None and clock.now() < self._until

    def renew(self) -> None:
        """续期: or try to take it over."""
        now = clock.now()
        if take(self.name, self.holder, now):
            self._until = now + TERM
        else:
            self._until = None

    def keep(self) -> None:
        """续期线程: a database that is away is asked again; meanwhile the turn runs out by itself."""
        while not self._closed.wait(TERM.total_seconds() / 4):
            close_old_connections()
            try:
                self.renew()
            except DatabaseError:
                log.warning("值守权未能续期，稍后再试")
        connection.close()

    def close(self) -> None:
        """放弃."""
        self._closed.set()


@contextmanager
def turn(holder: str, name: str = WORK) -> Iterator[Turn]:
    """值守权: tried for while inside, given up afterwards."""
    ours = Turn(holder, name)
    ours.renew()
    keeping = Thread(target=ours.keep, name="lease", daemon=True)
    keeping.start()
    try:
        yield ours
    finally:
        ours.close()
        keeping.join()
        if ours.ours():
            give_up(ours.name, holder, clock.now())


class AnotherWorks(Exception):
    """本机已有值守."""


@contextmanager
def alone_on_this_host() -> Iterator[str]:
    """本机唯一: the name of this host while inside; raises AnotherWorks where a worker of the same data folder lives already."""
    host = socket.gethostname()
    place = Path(settings.VAR_DIR) / f"work-{host}.lock"
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AnotherWorks(f"本机（{host}）已有值守在运行") from None
        yield host
