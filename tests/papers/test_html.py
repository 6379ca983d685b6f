"""网页表: everything escaped, every cell under its heads, and any page read as a browser reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.papers.grid import Cell, Grid
from gongkai.papers.html import read_html_tables, stripped_text_of, table_html, text_of
from gongkai.papers.text import PaperError
from tests.papers.examples import application_grid, article_20_grid
from tests.papers.strategies import grids, texts


@given(grids())
def test_any_grid_reads_back_the_same(grid: Grid) -> None:
    (again,) = read_html_tables(table_html(grid))
    assert again == grid


@given(grids(), grids())
def test_nothing_written_in_a_cell_becomes_an_element(first: Grid, second: Grid) -> None:
    page = LexborHTMLParser(table_html(first, "a") + table_html(second, "b"))
    allowed = {"html", "head", "body", "table", "caption", "thead", "tbody", "tr", "th", "td", "br"}
    assert {node.tag for node in page.root.traverse()} <= allowed  # type: ignore[union-attr]
    assert len(page.css("table")) == 2


@given(grids())
def test_every_cell_names_only_heads_that_exist_and_no_id_stands_twice(grid: Grid) -> None:
    page = LexborHTMLParser(table_html(grid, "t") + table_html(grid, "u"))
    identities = [node.id for node in page.css("[id]")]
    assert len(identities) == len(set(identities))
    named = {name for node in page.css("[headers]") for name in (node.attributes["headers"] or "").split()}
    assert named <= set(identities)


def heads_of(page: LexborHTMLParser, figure: LexborNode) -> list[str]:
    """The texts of the heads a cell names."""
    return [node.text() for name in (figure.attributes["headers"] or "").split() for node in page.css(f"#{name}")]


def test_a_figure_of_the_application_table_names_all_its_heads() -> None:
    page = LexborHTMLParser(table_html(application_grid(), "t"))
    figure = page.css("tbody tr")[4].css("td")[1]
    names = heads_of(page, figure)
    assert names == [
        "申请人情况",
        "法人或其他组织",
        "商业企业",
        "三、本年度办理结果",
        "（三）不予公开",
        "1.属于国家秘密",
    ]
    assert len(page.css("thead tr")) == 3


def test_a_plain_table_has_scopes_and_needs_no_ids() -> None:
    html = table_html(Grid.from_rows([["项目", "数"], ["收到", "1"]], head_rows=1, head_columns=1, caption="表"))
    assert html == (
        '<table><caption>表</caption><thead><tr><th scope="col">项目</th><th scope="col">数</th></tr></thead>'
        '<tbody><tr><th scope="row">收到</th><td class="figure">1</td></tr></tbody></table>'
    )


def test_a_band_in_the_middle_of_a_table_heads_what_follows_it() -> None:
    html = table_html(article_20_grid(), "t")
    page = LexborHTMLParser(html)
    figure = next(node for node in page.css("td") if node.text() == "974")
    names = heads_of(page, figure)
    assert names == ["第二十条第（五）项", "本年处理决定数量", "行政许可"]


@given(texts)
def test_a_caption_is_escaped(text: str) -> None:
    grid = Grid((Cell(0, 0, "一"),), text)
    assert read_html_tables(table_html(grid)) == [grid]


# Pages of other people


def test_blanks_of_the_source_are_one_blank_and_blocks_stand_on_lines_of_their_own() -> None:
    html = "<table><tr><td>\n  自然\n 人&nbsp; </td><td><p>甲<b>乙</b></p><p>丙</p>丁<br>戊</td></tr></table>"
    (grid,) = read_html_tables(html)
    assert grid.texts == (("自然 人", "甲乙\n丙\n丁\n戊"),)


def test_scripts_styles_and_comments_are_not_text() -> None:
    html = "<table><tr><td>甲<script>x</script><style>y</style><!-- z --></td></tr></table>"
    assert read_html_tables(html)[0].texts == (("甲",),)


def test_a_table_within_a_table_is_a_grid_of_its_own() -> None:
    html = "<table><tr><td>外<table><tr><td>内</td></tr></table></td></tr></table>"
    assert [grid.texts for grid in read_html_tables(html)] == [(("外",),), (("内",),)]


@pytest.mark.parametrize(
    ("attributes", "shape"),
    [
        ('colspan="2"', (1, 2)),
        ('colspan=" 3 列"', (1, 3)),
        ('colspan="0" rowspan="x"', (1, 1)),
        ('colspan="-2"', (1, 1)),
        ('rowspan="65000"', (2, 1)),
        ('colspan="99999999999"', (1, 1000)),
        ("colspan", (1, 1)),
    ],
)
def test_spans_are_read_as_browsers_read_them(attributes: str, shape: tuple[int, int]) -> None:
    (grid,) = read_html_tables(f"<table><tr><td {attributes}>甲</td></tr><tr></tr></table>")
    assert (grid.cells[0].rowspan, grid.cells[0].colspan) == shape


@pytest.mark.parametrize(
    "html",
    [
        "<table>" + '<tr><td colspan="1000" rowspan="60000"></td></tr>' * 1000 + "</table>",
        ("<table><tr><td colspan=1000 rowspan=60000>" + "<tr>" * 200 + "</table>") * 50,
    ],
)
def test_tables_larger_than_any_paper_are_refused(html: str) -> None:
    with pytest.raises(PaperError, match="过大"):
        read_html_tables(html)


def test_a_page_nested_without_end_is_read_all_the_same() -> None:
    depth = 20_000
    (grid,) = read_html_tables("<table><tr><td>" + "<div>" * depth + "深" + "</div>" * depth + "</td></tr></table>")
    assert grid.texts == (("深",),)
    assert read_html_tables("<table><tr><td>" * 500 + "深")[-1].texts == (("深",),)


@given(st.text(alphabet='<>/=" tabledrhcpsn&;0123456789甲', max_size=200))
def test_any_nonsense_is_read_or_refused(html: str) -> None:
    for grid in read_html_tables(html + "<table><tr><td>甲"):
        assert grid.height * grid.width


TAGS = ["<p>", "</p>", "<span>", "</span>", "<b hidden>", "</b>", "<br>", "<!--甲-->", "<script>1</script>"]
INSIDE = [*TAGS, "&nbsp;", " ", "\n", "5", "甲"]


@given(st.lists(st.sampled_from(INSIDE), max_size=8))
def test_what_a_cell_says_is_the_same_with_and_without_a_walk(inside: list[str]) -> None:
    cell = LexborHTMLParser(f"<table><tr><td>{''.join(inside)}</td></tr></table>").css("td")[0]
    hidden = {node.mem_id for node in cell.css("[hidden]")}
    assert stripped_text_of(cell, hidden) == text_of(cell, hidden).strip()
