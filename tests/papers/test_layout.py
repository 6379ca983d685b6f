"""版式: titles break where they should, signatures stand where they should, columns fill the page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.grid import Grid
from gongkai.papers.layout import (
    CHARACTER,
    CHARACTERS,
    DENSE,
    LINES,
    MEASURE,
    PITCH,
    POINT,
    TABLE,
    TITLE_CHARACTERS,
    mark_size,
    signature_indents,
    title_lines,
)
from gongkai.papers.text import chinese_date, width
from gongkai.papers.widths import columns_of
from tests.papers.examples import APPLICANTS, application_grid, remedies_grid
from tests.papers.strategies import grids


def test_a_page_holds_its_lines_and_a_line_its_characters() -> None:
    assert LINES * PITCH * POINT <= 225
    assert CHARACTERS * CHARACTER * POINT <= MEASURE == 156


@given(st.text(alphabet="关于青禾县的政府2025年《》，", min_size=1, max_size=120))
def test_a_title_loses_nothing_and_every_line_fits(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(width(line) <= TITLE_CHARACTERS for line in lines)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于王小样政府信息公开申请的答复书", ("关于王小样政府信息公开申请的答复书",)),
        ("青禾县人民政府2025年政府信息公开工作年度报告", ("青禾县人民政府2025年", "政府信息公开工作年度报告")),
        (
            "关于王小样申请公开青禾县2024年度财政预算执行情况政府信息的答复书",
            ("关于王小样申请公开青禾县2024年度", "财政预算执行情况政府信息的答复书"),
        ),
        ("第一行\n第二行", ("第一行", "第二行")),
    ],
)
def test_a_long_title_breaks_into_even_lines(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines


def test_under_a_seal_the_name_is_centred_over_the_date_four_characters_from_the_right() -> None:
    indents = signature_indents("青禾县人民政府", date(2025, 10, 9), seal=True)
    assert indents.date == 4
    assert indents.name + 7 / 2 == indents.date + width("2025年10月9日") / 2


@given(st.integers(1, 40), st.dates(), st.booleans())
def test_name_and_date_stay_within_the_measure_as_far_as_they_can(length: int, made_on: date, seal: bool) -> None:
    indents = signature_indents("局" * min(length, 24), made_on, seal)
    assert indents.name >= 2 or not seal
    assert min(indents.name, indents.date) >= 0
    if seal:
        middle = indents.date + width(chinese_date(made_on)) / 2
        assert indents.name + min(length, 24) / 2 == pytest.approx(middle)


@pytest.mark.parametrize("name", ["青禾县", "青禾县人民政府", "青禾县人民政府办公室"])
def test_without_a_seal_the_date_begins_two_characters_after_the_name(name: str) -> None:
    made_on = date(2025, 10, 9)
    indents = signature_indents(name, made_on, seal=False)
    begin_of_name, begin_of_date = indents.name + width(name), indents.date + width(chinese_date(made_on))
    assert begin_of_name - begin_of_date == 2
    assert 2 in (indents.name, indents.date)


def test_the_longer_the_name_the_smaller_its_type() -> None:
    assert mark_size("青禾县人民政府") == 42
    assert 18 < mark_size("青禾县住房和城乡建设局（青禾县人民防空办公室）") < 22
    assert mark_size("局" * 60) == 18


@given(grids())
def test_the_columns_of_any_table_fill_the_measure(grid: Grid) -> None:
    columns = columns_of(grid)
    assert sum(columns.widths) == pytest.approx(MEASURE)
    assert min(columns.widths) > 2
    assert len(columns.heights) == grid.height


@pytest.mark.parametrize("count", [60, 77, 78, 79, 300])
def test_a_table_of_more_columns_than_a_page_has_room_for_is_still_laid_out(count: int) -> None:
    columns = columns_of(Grid.from_rows([["长名称"] * count]))
    assert sum(columns.widths) == pytest.approx(MEASURE) and min(columns.widths) > 0


def test_shares_that_are_asked_for_are_given() -> None:
    assert columns_of(Grid.from_rows([["甲", "乙"]]), (1, 3)).widths == (39, 117)


def test_the_columns_of_the_applicants_are_alike_and_hold_two_characters() -> None:
    columns = columns_of(application_grid())
    assert len(set(columns.widths[3:])) == 1
    assert columns.whole and columns.size == DENSE
    assert columns.widths[3] >= 2 * columns.size * POINT
    assert len(APPLICANTS) + 2 == len(columns.widths[3:])


def test_a_table_of_many_columns_is_set_smaller_when_its_figures_need_it() -> None:
    grid = remedies_grid()
    assert columns_of(grid).size == TABLE
    large = Grid(tuple(cell if cell.row < 3 else type(cell)(cell.row, cell.column, "1234567") for cell in grid.cells))
    assert columns_of(large).size == DENSE
