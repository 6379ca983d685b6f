"""救济: what a respondent owes and by when, whichever law was in force when the notice came."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.remedies import FLOW, Act, RemedyKind, RemedyResult, Standing, State, open_remedy

CHINA = national()


def noticed(kind: RemedyKind, on: date, **details: JSON) -> Standing:
    return open_remedy(Step("receive", on, {"of": kind.value, **details}), CHINA)


def due(standing: Standing) -> date:
    reckoned = standing.due(CHINA)
    assert reckoned is not None
    return reckoned.on


REVIEW, SUIT = RemedyKind.REVIEW, RemedyKind.SUIT


@pytest.mark.parametrize(
    ("kind", "on", "last", "basis"),
    [
        (REVIEW, date(2025, 10, 9), date(2025, 10, 22), "行政复议法第四十八条"),
        (REVIEW, date(2024, 1, 2), date(2024, 1, 16), "行政复议法第四十八条"),
        (REVIEW, date(2023, 12, 29), date(2024, 1, 8), "行政复议法（2017）第二十三条"),
        (REVIEW, date(2019, 9, 25), date(2019, 10, 8), "行政复议法（2017）第二十三条"),
        (SUIT, date(2025, 9, 19), date(2025, 10, 9), "行政诉讼法第六十七条"),
        (SUIT, date(2015, 5, 4), date(2015, 5, 19), "行政诉讼法第六十七条"),
        (SUIT, date(2015, 4, 20), date(2015, 4, 30), "行政诉讼法（1989）第四十三条"),
        (RemedyKind.SUIT_AFTER_REVIEW, date(2025, 9, 22), date(2025, 10, 9), "行政诉讼法第六十七条"),
    ],
)
def test_the_respondent_answers_by_the_law_in_force_when_the_notice_came(
    kind: RemedyKind, on: date, last: date, basis: str
) -> None:
    standing = noticed(kind, on)
    assert (due(standing), standing.answer_term.basis.short) == (last, basis)


def test_54_the_simplified_procedure_leaves_five_working_days() -> None:
    standing = noticed(REVIEW, date(2025, 9, 28), simplified=True)
    assert due(standing) == date(2025, 10, 11), "the make-up Saturday of 11 October counts, the holidays do not"
    assert standing.answer_term.basis.short == "行政复议法第五十四条"


@pytest.mark.parametrize(("kind", "on"), [(SUIT, date(2025, 9, 26)), (REVIEW, date(2023, 12, 29))])
def test_54_nothing_but_a_review_since_2024_is_simplified(kind: RemedyKind, on: date) -> None:
    with pytest.raises(Unlawful, match="简易程序") as refused:
        noticed(kind, on, simplified=True)
    assert refused.value.field == "simplified"


@given(st.sampled_from(list(RemedyKind)), st.dates(date(2008, 5, 1), date(2025, 10, 1)))
def test_the_last_day_to_answer_is_a_working_day_after_the_notice(kind: RemedyKind, on: date) -> None:
    last = due(noticed(kind, on))
    assert last > on and CHINA.is_working_day(last)


ACTS = st.lists(st.tuples(st.sampled_from([act.value for act in Act]), st.integers(0, 9)), max_size=6)


@given(st.sampled_from(list(RemedyKind)), ACTS, st.sampled_from(["upheld", "corrected", "other", "pending", ""]))
def test_no_order_of_acts_leaves_the_table_of_a_case(
    kind: RemedyKind, acts: list[tuple[str, int]], result: str
) -> None:
    standing, on = noticed(kind, date(2025, 3, 3)), date(2025, 3, 3)
    for act, later in acts:
        on += timedelta(days=later)
        before = standing
        try:
            standing = standing.take(Step(act, on, {"result": result}), CHINA)
        except Unlawful:
            assert standing is before
            continue
        assert any((row.source, row.act, row.target) == (before.state, act, standing.state) for row in FLOW.rows)
        assert (standing.closed_on is not None) == (standing.state is State.DECIDED)
        assert (standing.result is RemedyResult.PENDING) == (standing.closed_on is None)
