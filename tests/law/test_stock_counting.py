"""存量统计: the register counts into 第二十条第（一）项 where a report was opened so, and nowhere otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.annual_report import EDITIONS, Edition, count, edition
from gongkai.law.annual_report.facts import InstrumentFact
from gongkai.law.annual_report.procedure import typeable
from gongkai.law.grammar.checking import check
from gongkai.law.validity import Course, InstrumentKind, stock_movements

WITH_STOCK = [form for form in EDITIONS if form.stock]
COURSES = st.builds(
    lambda made, lasts: Course(made, made, made + timedelta(days=lasts) if lasts else None),
    st.dates(date(2010, 1, 1), date(2026, 12, 31)),
    st.none() | st.integers(1, 4000),
)


def facts(courses: list[Course], year: int) -> Iterator[InstrumentFact]:
    for run in courses:
        for movement in stock_movements(run, run.made_on, year):
            yield InstrumentFact(InstrumentKind.NORMATIVE, movement, 1)


@pytest.mark.parametrize("form", EDITIONS, ids=repr)
def test_a_cell_is_counted_from_the_register_or_typed_and_never_both(form: Edition) -> None:
    typed = set(typeable(form))
    assert set(form.from_register) <= typed
    assert set(typeable(form, register=True)) == typed - set(form.from_register)
    assert len(form.from_register) == len(set(form.from_register)) == 2 * len(form.stock)


@pytest.mark.parametrize("form", WITH_STOCK, ids=repr)
def test_without_a_register_the_cells_stay_blank_and_with_an_empty_one_they_are_0(form: Edition) -> None:
    blank = count(form, form.first, (), ()).sheets["article_20_1"]
    empty = count(form, form.first, (), (), instruments=()).sheets["article_20_1"]
    for _, row, column in form.from_register:
        assert blank[row, column] is None and empty[row, column] == 0


@given(st.lists(COURSES, max_size=20), st.integers(2022, 2026))
def test_two_years_counted_from_one_register_balance(courses: list[Course], year: int) -> None:
    before = count(edition(year - 1), year - 1, (), (), instruments=facts(courses, year - 1))
    now = count(edition(year), year, (), (), instruments=facts(courses, year))
    assert check(now.sheets["article_20_1"], before.sheets) == ()
    row = "normative"
    for column in ("made", "repealed", "in_force"):
        sources = now.sources("article_20_1", row, column)
        assert sum(fact.count for fact in sources) == now.sheets["article_20_1"][row, column]


@given(st.lists(COURSES, max_size=20))
def test_the_form_of_2019_never_opens_more_than_it_may(courses: list[Course]) -> None:
    before = count(edition(2019), 2019, (), (), instruments=facts(courses, 2019))
    now = count(edition(2020), 2020, (), (), instruments=facts(courses, 2020))
    assert check(now.sheets["article_20_1"], before.sheets) == ()
