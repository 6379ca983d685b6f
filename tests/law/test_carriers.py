"""线下载体: who issues a gazette, when a point is owed its delivery, how long a poster hangs, how many copies are left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.authorities import AuthorityKind
from gongkai.law.carriers import (
    SIGNING,
    Handed,
    Hanging,
    PosterState,
    may_issue_gazette,
    next_transfer,
    overdue_before,
    require_left,
)
from gongkai.law.grammar.flow import Unlawful

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


def test_22_departments_townships_and_villages_issue_no_gazette() -> None:
    refused = {kind for kind in AuthorityKind if may_issue_gazette(kind)}
    assert {AuthorityKind.DEPARTMENT, AuthorityKind.TOWNSHIP, AuthorityKind.VILLAGE} <= refused
    assert not {AuthorityKind.PROVINCE, AuthorityKind.PREFECTURE, AuthorityKind.COUNTY} & refused


@given(opened=DAYS, delivered=st.lists(DAYS, max_size=5))
def test_25_a_point_is_owed_a_delivery_a_month_after_the_last(opened: date, delivered: list[date]) -> None:
    later = [day for day in delivered if day >= opened]
    last = max((opened, *later))
    assert timedelta(28) <= next_transfer(opened, later) - last <= timedelta(31)


@given(
    posted=DAYS,
    hangs=st.none() | st.integers(0, 60),
    down=st.none() | st.integers(0, 90),
    proved=st.booleans(),
    after=st.integers(0, 200),
)
def test_a_poster_is_in_one_state_and_never_rises_again(
    posted: date, hangs: int | None, down: int | None, proved: bool, after: int
) -> None:
    ends = None if hangs is None else posted + timedelta(hangs)
    taken = None if down is None else posted + timedelta(down)
    hanging = Hanging(posted, ends, proved, taken)
    states = [hanging.state(posted + timedelta(day)) for day in range(after + 1)]
    order = [PosterState.UNPROVED, PosterState.UP, PosterState.EXPIRED, PosterState.DOWN]
    places = [order.index(state) for state in states]
    assert places == sorted(places)
    assert (PosterState.DOWN in states) == (down is not None and down <= after)
    assert not proved or PosterState.UNPROVED not in states


def test_a_poster_does_not_end_before_it_hangs() -> None:
    with pytest.raises(Unlawful, match="不能早于张贴日"):
        Hanging(date(2025, 9, 18), date(2025, 9, 17), proved=False)


@given(printed=st.integers(1, 500), wanted=st.lists(st.integers(1, 200), max_size=8))
def test_nobody_distributes_more_than_was_printed(printed: int, wanted: list[int]) -> None:
    given_out: list[int] = []
    for copies in wanted:
        try:
            require_left(printed, given_out, copies)
        except Unlawful as refusal:
            assert sum(given_out) + copies > printed
            assert "超过余量" in refusal.reason
        else:
            given_out.append(copies)
    assert sum(given_out) <= printed


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_what_was_handed_over_is_overdue_until_it_is_signed_for_and_then_never(
    day: date, signed_after: int, asked_after: int
) -> None:
    handed, asked = Handed(day), day + timedelta(days=asked_after)
    assert handed.overdue(asked) == (asked_after > SIGNING.length) == (day < overdue_before(asked))
    signed = handed.sign("签收单1号", day + timedelta(days=signed_after))
    assert not signed.overdue(asked)
    with pytest.raises(Unlawful, match="已经登记签收"):
        signed.sign("签收单2号", asked)
    with pytest.raises(Unlawful, match="不能早于送出日期"):
        handed.sign("签收单1号", day - timedelta(days=1))
    with pytest.raises(Unlawful, match="签收凭证"):
        handed.sign(" ", asked)
