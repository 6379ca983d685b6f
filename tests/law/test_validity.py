"""效力: the course answers for any day as somebody would who turned the calendar page by page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.validity import (
    ENDED,
    Change,
    ChangeKind,
    Course,
    InstrumentKind,
    Particulars,
    StockMovement,
    Validity,
    concern_about,
    course,
    expiry,
    may_end,
    status,
    stock_movements,
)

FIRST = date(2020, 1, 1)
DAYS = st.integers(0, 900).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def registered(draw: st.DrawFn) -> Particulars:
    made = draw(DAYS)
    begins = draw(st.none() | st.integers(0, 200).map(lambda n: made + timedelta(days=n)))
    lasts = draw(st.none() | st.integers(0, 400))
    return Particulars(made, begins, (begins or made) + timedelta(days=lasts) if lasts is not None else None)


@st.composite
def acted(draw: st.DrawFn) -> tuple[Particulars, list[Change]]:
    """A document and whatever sequence of acts was tried on it; those that were refused have left nothing."""
    facts = draw(registered())
    kept: list[Change] = []
    for seq in range(draw(st.integers(0, 8))):
        day = draw(DAYS)
        kind = draw(st.sampled_from(ChangeKind))
        until = draw(DAYS) + timedelta(days=300) if kind is ChangeKind.EXTEND else None
        tried = [*kept, Change(kind, day, seq, until)]
        try:
            course(facts, tried)
        except Unlawful:
            continue
        kept = tried
    return facts, kept


def page_by_page(facts: Particulars, changes: list[Change], on: date) -> Validity | None:
    """The slow ledger: one day after another, the acts of the day first, then whether the period is over."""
    state: Validity | None = None
    last = facts.expires_on
    marks: set[ChangeKind] = set()
    day = facts.made_on
    while day <= on:
        if state not in ENDED:
            if last is not None and day > last:
                state = Validity.EXPIRED
            else:
                for change in (each for each in sorted(changes, key=lambda each: each.seq) if each.on == day):
                    if change.kind is ChangeKind.EXTEND:
                        last = change.expires_on
                    marks.add(change.kind)
                if ChangeKind.REPEAL in marks:
                    state = Validity.REPEALED
                elif ChangeKind.LAPSE in marks:
                    state = Validity.EXPIRED
                elif day < (facts.effective_on or facts.made_on):
                    state = Validity.PENDING
                elif ChangeKind.REPEAL_PARTLY in marks:
                    state = Validity.PARTLY
                else:
                    state = Validity.AMENDED if ChangeKind.AMEND in marks else Validity.IN_FORCE
        day += timedelta(days=1)
    return state


@given(acted(), st.integers(-5, 1800))
def test_validity_on_any_day_is_what_turning_the_calendar_page_by_page_gives(
    acts: tuple[Particulars, list[Change]], after: int
) -> None:
    facts, changes = acts
    on = FIRST + timedelta(days=after)
    assert status(facts, changes, on) == page_by_page(facts, changes, on)


@given(acted())
def test_what_has_ended_stays_ended(acts: tuple[Particulars, list[Change]]) -> None:
    facts, changes = acts
    run = course(facts, changes)
    if run.ends_on is not None:
        assert run.status(run.ends_on) in ENDED
        assert all(run.status(run.ends_on + timedelta(days=n)) == run.ends_as for n in (1, 400, 4000))
        for kind in ChangeKind:
            with pytest.raises(Unlawful, match="不能再"):
                course(facts, [*changes, Change(kind, run.ends_on, 99, run.ends_on + timedelta(days=9000))])


@given(st.lists(acted(), max_size=12), st.integers(2020, 2024))
def test_the_stock_is_last_years_and_what_was_made_less_what_ended(
    acts: list[tuple[Particulars, list[Change]]], year: int
) -> None:
    courses = [course(*each) for each in acts]

    def number(movement: StockMovement, of: int) -> int:
        return sum(movement in stock_movements(run, run.made_on, of) for run in courses)

    before, made, ended = number(StockMovement.IN_FORCE, year - 1), number(StockMovement.MADE, year), 0
    ended = number(StockMovement.ENDED, year)
    assert number(StockMovement.IN_FORCE, year) == before + made - ended
    assert number(StockMovement.PUBLISHED, year) == made
    last = date(year, 12, 31)
    in_force = sum(run.status(last) not in (None, *ENDED) for run in courses)
    assert number(StockMovement.IN_FORCE, year) == in_force
    ended_at_once = sum(run.made_on.year == year and run.status(last) in ENDED for run in courses)
    assert number(StockMovement.OPEN, year) == in_force + ended_at_once, "what came and went in the year was open in it"


def test_a_period_of_five_years_ends_with_the_day_before() -> None:
    assert expiry(date(2020, 1, 1), 5) == date(2024, 12, 31)
    assert expiry(date(2020, 2, 29), 5) == date(2025, 2, 27)
    facts = Particulars(date(2019, 12, 1), date(2020, 1, 1), date(2024, 12, 31))
    told = [
        status(facts, [], day) for day in (date(2019, 11, 30), date(2019, 12, 31), date(2024, 12, 31), date(2025, 1, 1))
    ]
    assert told == [None, Validity.PENDING, Validity.IN_FORCE, Validity.EXPIRED]


def test_six_months_before_the_end_somebody_is_told() -> None:
    run = Course(date(2020, 1, 1), date(2020, 1, 1), date(2024, 12, 31))
    assert not run.warned(date(2024, 6, 29), 6) and run.warned(date(2024, 6, 30), 6)
    assert run.warned(date(2024, 12, 31), 6) and not run.warned(date(2025, 1, 1), 6)
    repealed = run.after(Change(ChangeKind.REPEAL, date(2023, 5, 1)))
    assert not repealed.warned(date(2024, 12, 1), 6)


def test_an_extension_comes_before_the_end_and_reaches_further() -> None:
    facts = Particulars(date(2020, 1, 1), None, date(2022, 12, 31))
    with pytest.raises(Unlawful, match="不能再延长"):
        course(facts, [Change(ChangeKind.EXTEND, date(2023, 1, 1), expires_on=date(2025, 1, 1))])
    with pytest.raises(Unlawful, match="应晚于原届满日"):
        course(facts, [Change(ChangeKind.EXTEND, date(2022, 1, 1), expires_on=date(2022, 12, 31))])
    with pytest.raises(Unlawful, match="没有有效期"):
        course(
            Particulars(date(2020, 1, 1)), [Change(ChangeKind.EXTEND, date(2022, 1, 1), expires_on=date(2023, 1, 1))]
        )


def test_contradicting_days_are_refused_at_registration() -> None:
    with pytest.raises(Unlawful, match="施行日期不能早于成文日期"):
        Particulars(date(2020, 2, 1), date(2020, 1, 1)).refused()
    with pytest.raises(Unlawful, match="有效期届满日不能早于施行日期"):
        Particulars(date(2020, 1, 1), date(2020, 2, 1), date(2020, 1, 31)).refused()


def test_documents_cannot_end_each_other_in_a_circle() -> None:
    facts = Particulars(date(2020, 1, 1))
    ends = {1: {2}, 2: {3}}
    may_end(4, date(2021, 1, 1), 1, facts, ends)
    with pytest.raises(Unlawful, match="相互废止"):
        may_end(3, date(2020, 1, 1), 1, facts, ends)
    with pytest.raises(Unlawful, match="不能废止自己"):
        may_end(1, date(2020, 1, 1), 1, facts, {})
    with pytest.raises(Unlawful, match="在后制定"):
        may_end(9, date(2019, 12, 31), 1, facts, {})


def test_a_long_period_is_told_and_not_refused() -> None:
    made = date(2020, 1, 1)
    assert concern_about("示例县救助办法", Particulars(made, None, date(2024, 12, 31))) == ""
    assert "超过5年" in concern_about("示例县救助办法", Particulars(made, None, date(2026, 1, 1)))
    assert "超过2年" in concern_about("示例县救助办法（试行）", Particulars(made, None, date(2023, 1, 1)))
    assert concern_about("示例县暂行规定", Particulars(made)) == "没有写明有效期"
    assert {kind.value for kind in InstrumentKind} == {"rules", "normative"}, "the rows of the annual report"
