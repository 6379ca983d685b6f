"""表格: what exists is sound, what is crooked is mended or refused."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.grid import MOST_SLOTS, Align, Cell, Grid, Loose, lay_out
from gongkai.papers.text import PaperError
from tests.papers.strategies import grids, shape, texts


@given(grids())
def test_every_slot_is_covered_by_the_cell_that_says_so(grid: Grid) -> None:
    for row, line in enumerate(grid.slots):
        for column, cell in enumerate(line):
            assert row in cell.rows and column in cell.columns
    assert sum(cell.rowspan * cell.colspan for cell in grid.cells) == grid.height * grid.width


@given(grids(), st.data())
def test_a_grid_that_lost_a_cell_or_holds_one_twice_is_refused(grid: Grid, data: st.DataObject) -> None:
    victim = data.draw(st.sampled_from(grid.cells))
    with pytest.raises(PaperError, match="重叠"):
        Grid((*grid.cells, replace(victim, text="重复")))
    rest = tuple(cell for cell in grid.cells if cell != victim)
    inside = victim.rows.stop < grid.height and victim.columns.stop < grid.width
    if inside:
        with pytest.raises(PaperError, match="空洞"):
            Grid(rest)


@given(grids())
def test_laying_out_the_rows_of_a_sound_grid_gives_it_back(grid: Grid) -> None:
    loose = [[Loose(cell.text, cell.rowspan, cell.colspan, cell.head) for cell in row] for row in grid.rows]
    assert lay_out(loose, grid.caption) == grid


@given(
    st.lists(
        st.lists(st.builds(Loose, texts, st.integers(-1, 70000), st.integers(-1, 30), st.booleans()), max_size=6),
        min_size=1,
        max_size=6,
    ).filter(lambda rows: any(rows))
)
def test_whatever_a_file_states_is_laid_out_soundly_and_no_text_is_lost(rows: list[list[Loose]]) -> None:
    grid = lay_out(rows)
    stated = [cell.text for row in grid.rows for cell in row if cell.text]
    assert stated == [Cell(0, 0, loose.text).text for row in rows for loose in row if Cell(0, 0, loose.text).text]


@pytest.mark.parametrize(
    "rows",
    [
        [[Loose(colspan=10**9)]],
        [[Loose(colspan=1000)] for _ in range(1000)],
        [[Loose(rowspan=10**9, colspan=600)], *[[] for _ in range(1000)]],
        [[Loose()] * 1000, *[[] for _ in range(1000)]],
    ],
)
def test_a_table_larger_than_any_paper_is_refused_at_once(rows: list[list[Loose]]) -> None:
    with pytest.raises(PaperError, match=str(MOST_SLOTS)):
        lay_out(rows)


def test_nothing_is_not_a_table() -> None:
    with pytest.raises(PaperError, match="至少"):
        Grid(())
    with pytest.raises(PaperError, match="至少"):
        lay_out([[], []])


@pytest.mark.parametrize("place", [(-1, 0, 1, 1), (0, -1, 1, 1), (0, 0, 0, 1), (0, 0, 1, 0)])
def test_a_cell_lies_on_the_paper(place: tuple[int, int, int, int]) -> None:
    row, column, rowspan, colspan = place
    with pytest.raises(PaperError, match="不能"):
        Cell(row, column, "", rowspan, colspan)


@given(grids())
def test_the_head_can_be_parted_from_the_body(grid: Grid) -> None:
    assert all(cell.head for line in grid.slots[: grid.head_rows] for cell in line)
    assert all(cell.row >= grid.head_rows or cell.rows.stop <= grid.head_rows for cell in grid.cells)


@given(grids())
def test_row_groups_follow_each_other_and_no_joint_is_cut(grid: Grid) -> None:
    groups = list(grid.row_groups())
    assert [row for group in groups for row in group] == list(range(grid.height))
    for cell in grid.cells:
        assert any(cell.row in group and cell.rows.stop - 1 in group for group in groups)


def test_a_joint_that_is_left_out_does_not_hold_the_rows_together() -> None:
    grid = Grid((Cell(0, 0, "办理结果", rowspan=3), Cell(0, 1), Cell(1, 1, rowspan=2)))
    assert list(grid.row_groups(lambda cell: cell.rowspan <= 2)) == [range(0, 1), range(1, 3)]
    assert list(grid.row_groups()) == [range(0, 3)]


BANDED = Grid(
    (
        Cell(0, 0, "第二十条第（一）项", colspan=3, head=True),
        Cell(1, 0, "信息内容", head=True),
        Cell(1, 1, "本年制发件数", head=True),
        Cell(1, 2, "现行有效件数", head=True),
        Cell(2, 0, "规章", head=True),
        Cell(2, 1, "1"),
        Cell(2, 2, "2"),
        Cell(3, 0, "第二十条第（五）项", colspan=3, head=True),
        Cell(4, 0, "信息内容", head=True),
        Cell(4, 1, "本年处理决定数量", colspan=2, head=True),
        Cell(5, 0, "行政许可", head=True),
        Cell(5, 1, "974", colspan=2),
    )
)


def test_a_figure_stands_under_the_nearest_band_of_heads_and_beside_its_own() -> None:
    assert [head.text for head in BANDED.headings(BANDED.slots[2][2])] == ["第二十条第（一）项", "现行有效件数", "规章"]
    assert [head.text for head in BANDED.headings(BANDED.slots[5][1])] == [
        "第二十条第（五）项",
        "本年处理决定数量",
        "行政许可",
    ]
    assert [head.text for head in BANDED.headings(BANDED.slots[1][1])] == ["第二十条第（一）项"]
    assert BANDED.headings(BANDED.slots[2][0]) == ()
    assert BANDED.head_rows == 2


def test_rows_of_text_become_a_grid_and_short_rows_are_filled_up() -> None:
    grid = Grid.from_rows([["项目", "数"], ["收到"]], head_rows=1, head_columns=1, caption="表一")
    assert shape(grid) == [(0, 0, 1, 1, "项目"), (0, 1, 1, 1, "数"), (1, 0, 1, 1, "收到"), (1, 1, 1, 1, "")]
    assert [cell.head for cell in grid.cells] == [True, True, True, False]
    assert grid.texts == (("项目", "数"), ("收到", ""))


def test_figures_and_heads_stand_in_the_middle_and_words_at_the_start() -> None:
    row = [Cell(1, column, text) for column, text in enumerate(("行政许可", "", "0", "-12", "1,234.50", "减48", "—"))]
    grid = Grid((Cell(0, 0, "信息内容", colspan=7, head=True), *row))
    assert grid.aligned(grid.cells[0]) is Align.CENTER
    assert [grid.aligned(cell) for cell in row] == [Align.START] + [Align.CENTER] * 6
    asked = Grid((Cell(0, 0, "信息内容", head=True, align=Align.END),))
    assert asked.aligned(asked.cells[0]) is Align.END


def test_a_head_beside_the_figures_stands_at_the_start_unless_it_joins_rows() -> None:
    assert BANDED.aligned(BANDED.slots[2][0]) is Align.START
    joined = Grid((Cell(0, 0, "办理结果", rowspan=2, head=True), Cell(0, 1, "1"), Cell(1, 1, "2")))
    assert joined.aligned(joined.cells[0]) is Align.CENTER
