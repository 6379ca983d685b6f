"""大厅和窗口考核: nobody sits at two windows on one day; a score equals a slow recount and cannot be talked up."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.halls import OpenPeriod, WindowKind, WindowPlace, WindowShift, no_clash, where_to_go
from gongkai.law.window_scores import (
    USUAL_SCHEME,
    MeasureCount,
    ScoreMeasure,
    ScoreRow,
    ScoreScheme,
    window_score,
)

DAY = date(2018, 5, 2)
PERIODS = st.builds(
    lambda start, length: OpenPeriod(
        DAY + timedelta(days=start), None if length is None else DAY + timedelta(days=start + length)
    ),
    st.integers(0, 30),
    st.one_of(st.none(), st.integers(0, 30)),
)
SHIFTS = st.builds(WindowShift, st.integers(1, 3), PERIODS, st.frozensets(st.integers(1, 7), min_size=1, max_size=4))


@given(SHIFTS, SHIFTS)
def test_two_shifts_clash_exactly_where_somebody_would_sit_at_two_windows_on_one_day(
    one: WindowShift, other: WindowShift
) -> None:
    days = [DAY + timedelta(days=n) for n in range(100)]
    both = one.window != other.window and any(
        day.isoweekday() in one.weekdays & other.weekdays
        for day in days
        if one.period.holds(day) and other.period.holds(day)
    )
    assert not both or one.clashes(other)
    assert one.clashes(other) == other.clashes(one)
    assert one.period.meets(other.period) == any(one.period.holds(day) and other.period.holds(day) for day in days)


@given(st.lists(SHIFTS, max_size=8), st.integers(0, 60))
def test_what_was_let_in_one_after_another_never_puts_a_person_at_two_windows(
    wanted: list[WindowShift], n: int
) -> None:
    held: list[WindowShift] = []
    for shift in wanted:
        try:
            no_clash(shift, held)
        except Unlawful:
            continue
        held.append(shift)
    on = DAY + timedelta(days=n)
    assert len({shift.window for shift in held if shift.serves(on)}) <= 1


def test_a_matter_is_taken_at_a_general_window_before_a_professional_one_and_never_at_a_closed_one() -> None:
    shut, open_ = OpenPeriod(DAY, DAY), OpenPeriod(DAY)
    places = [
        WindowPlace(1, "乙区", "20", WindowKind.PROFESSIONAL, open_),
        WindowPlace(2, "甲区", "03", WindowKind.GENERAL, open_),
        WindowPlace(3, "甲区", "01", WindowKind.GENERAL, shut),
    ]
    assert [place.key for place in where_to_go(places, DAY + timedelta(days=1))] == [2, 1]


COUNTS = st.dictionaries(
    st.sampled_from(ScoreMeasure),
    st.integers(0, 90).flatmap(lambda base: st.builds(MeasureCount, st.integers(0, base), st.just(base))),
)


@given(COUNTS)
def test_a_score_equals_a_slow_recount(counts: dict[ScoreMeasure, MeasureCount]) -> None:
    total = Decimal(0)
    for row in USUAL_SCHEME.rows:
        count = counts.get(row.measure, MeasureCount())
        if row.measure is ScoreMeasure.TAKEN:
            total += (row.points * min(count.hits, row.full_at) / row.full_at).quantize(
                Decimal("0.01"), "ROUND_HALF_UP"
            )
        elif row.measure in (ScoreMeasure.IN_TIME, ScoreMeasure.CONTENT):
            share = Decimal(count.hits) / count.base if count.base else Decimal(1)
            total += (row.points * share).quantize(Decimal("0.01"), "ROUND_HALF_UP")
        else:
            for _ in range(count.hits):
                total -= row.points
    score = window_score(USUAL_SCHEME, counts)
    assert abs(score.total - max(Decimal(0), total)) <= Decimal("0.02") and 0 <= score.total <= 100


def test_a_scheme_names_its_rule_and_adds_up_to_a_hundred() -> None:
    with pytest.raises(Unlawful, match="之和应为100，现为90"):
        ScoreScheme(
            "某办法", (ScoreRow(ScoreMeasure.IN_TIME, Decimal(50)), ScoreRow(ScoreMeasure.CONTENT, Decimal(40)))
        )
    with pytest.raises(Unlawful, match="名称和文号"):
        ScoreScheme(" ", USUAL_SCHEME.rows)
    with pytest.raises(Unlawful, match="多少件得满分"):
        ScoreRow(ScoreMeasure.TAKEN, Decimal(20))
