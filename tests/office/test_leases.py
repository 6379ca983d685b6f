"""值守权: one of several workers works; a dead one's turn passes, a slow one's runs out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Barrier, Event, Thread

import pytest
from django.db import DatabaseError, connection
from hypothesis import given
from hypothesis import strategies as st

from gongkai.office.notices import leases
from gongkai.office.notices.leases import TERM, AnotherWorks, Turn, alone_on_this_host, give_up, take, turn
from gongkai.office.notices.models import Lease
from gongkai.office.notices.work import Chore, work
from gongkai.web import clock

NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
PAST = timedelta(seconds=1)


@pytest.mark.django_db
def test_one_has_the_turn_until_it_is_not_renewed() -> None:
    assert take("work", "甲机", NOON)
    assert not take("work", "乙机", NOON + TERM)
    assert take("work", "甲机", NOON + TERM)
    assert take("work", "乙机", NOON + 2 * TERM + PAST)
    assert not take("work", "甲机", NOON + 2 * TERM + PAST)


@pytest.mark.django_db
def test_who_gives_up_lets_the_next_begin_at_once() -> None:
    take("work", "甲机", NOON)
    give_up("work", "乙机", NOON)
    assert not take("work", "乙机", NOON)
    give_up("work", "甲机", NOON)
    assert take("work", "乙机", NOON)


@pytest.mark.django_db
@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(1, 40)), max_size=30))
def test_never_two_at_a_time(tries: list[tuple[str, int]]) -> None:
    """Against a plain reckoning: whoever was let in keeps the others out for a whole term from the last time."""
    Lease.objects.all().delete()
    now, holder, until = NOON, "", NOON - PAST
    for who, seconds in tries:
        now += timedelta(seconds=seconds)
        may = who == holder or until < now
        assert take("work", who, now) == may
        if may:
            holder, until = who, now + TERM


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite在内存中只有一个连接；并发在PostgreSQL上试")
def test_of_many_that_ask_at_once_one_is_let_in() -> None:
    together, let_in = Barrier(8), []

    def ask(who: str) -> None:
        together.wait()
        if take("work", who, NOON):
            let_in.append(who)
        connection.close()

    asking = [Thread(target=ask, args=(f"第{number}机",)) for number in range(8)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert len(let_in) == 1


@pytest.mark.django_db
def test_a_turn_that_cannot_be_renewed_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [NOON]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    mine = Turn("甲机")
    mine.renew()
    assert mine.ours()

    def away(*_: object) -> bool:
        raise DatabaseError

    monkeypatch.setattr(leases, "take", away)
    with pytest.raises(DatabaseError):
        mine.renew()
    now[0] += TERM - PAST
    assert mine.ours()
    now[0] += PAST
    assert not mine.ours()


@pytest.mark.django_db
def test_nothing_is_begun_while_the_turn_is_anothers() -> None:
    stop, done = Event(), []
    asked = iter([False, False, True])

    def ours() -> bool:
        mine = next(asked, True)
        if mine:
            stop_after.append(1)
        return mine

    stop_after: list[int] = []

    def do(_: datetime) -> None:
        done.append(len(stop_after))
        stop.set()

    work([Chore("试", timedelta(hours=1), do)], stop, ours)
    assert done == [1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="续期线程要另一个连接")
def test_a_turn_is_given_up_at_the_end() -> None:
    with turn("甲机") as mine:
        assert mine.ours()
        assert not take("work", "乙机", clock.now())
    assert take("work", "乙机", clock.now())


def test_one_worker_of_a_host_at_a_time(settings: object, tmp_path: object) -> None:
    settings.VAR_DIR = tmp_path  # type: ignore[attr-defined]
    with alone_on_this_host(), pytest.raises(AnotherWorks, match="已有值守在运行"), alone_on_this_host():
        pass
    with alone_on_this_host():
        pass
