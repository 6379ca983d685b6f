"""网页: rows with their cells wherever tables stand, and nothing a reader of the page does not see."""

from __future__ import annotations

import pytest

from gongkai.reading.carriers import Page, page

LONG = "全县各单位认真贯彻落实条例的各项规定，工作平稳有序。" * 10


def read(body: str) -> Page:
    return page(f"<html><body><p></p>{body}</body></html>")


def texts(opened: Page) -> list[str]:
    return [line.text for line in opened.lines if line.text]


def cells(opened: Page) -> list[tuple[str, ...]]:
    return [line.cells for line in opened.lines if line.cells is not None]


TABLE = (
    "<table><tr><td rowspan=2>办理结果</td><td>予以公开</td><td>1</td></tr><tr><td>部分公开</td><td></td></tr></table>"
)
ROWS = [("办理结果", "予以公开", "1"), ("部分公开", "")]


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "<table><tr><td>{}</td></tr></table>",
        "<table><tr><td><ul><li>导航</ul></td><td><div><table><tr><td><p>文</p>{}</td></tr></table></div></td></tr></table>",
        "<div><center><font>{}</font></center></div>",
        f"<table><tr><td><p>{LONG}</p>{{}}<p>{LONG}</p></td></tr></table>",
    ],
)
def test_the_rows_of_a_table_are_read_wherever_it_stands(around: str) -> None:
    assert cells(read(around.format(TABLE))) == ROWS


def test_rows_and_paragraphs_have_addresses_and_tables_stand_apart() -> None:
    opened = read(f"<p>一</p>{TABLE}{TABLE}<p>二</p>")
    assert [(line.text and line.where) for line in opened.lines if line.text] == [
        "第1段", "第1张表第1行", "第1张表第2行", "第2张表第1行", "第2张表第2行", "第2段",
    ]  # fmt: skip
    numbers = [line.number for line in opened.lines if line.cells]
    assert numbers[2] - numbers[1] > 1


def test_a_cell_full_of_paragraphs_is_read_line_by_line() -> None:
    opened = read(f"<table><tr><td><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p></td></tr></table>")
    assert texts(opened) == [LONG] * 3 and cells(opened) == []


def test_lines_end_where_a_reader_sees_them_end() -> None:
    assert texts(read("一、总体<b>情况</b><br>全县&nbsp;&lt;略&gt;<div>二</div>三<hr>四")) == [
        "一、总体情况",
        "全县\xa0<略>",
        "二",
        "三",
        "四",
    ]


def test_numbers_on_two_lines_of_a_cell_are_never_joined_and_words_are() -> None:
    opened = read("<table><tr><td>自然<br>人</td><td>1<br>0</td><td><p>社会</p><p>组织</p></td></tr></table>")
    assert cells(opened) == [("自然人", "1 0", "社会组织")]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>document.write('9')</script>", "<style>p{}</style>", "<noscript>9</noscript>", "<template>9</template>",
        "<div style='color: red; display : NONE'><p>9</p></div>", "<p hidden>9</p>", "<span style='visibility:hidden'>9</span>",
        "<select><option>9</select>", "<textarea>9</textarea>", "<!-- 9 -->", "<iframe>9</iframe>",
    ],
)  # fmt: skip
def test_what_does_not_show_is_not_read(hidden: str) -> None:
    opened = read(f"<p>前</p>{hidden}<table><tr><td>行政许可{hidden}</td><td>7</td></tr></table>")
    assert texts(opened) == ["前", "行政许可\t7"]


def test_menus_are_left_out_and_links_in_the_text_are_not() -> None:
    menu = "".join(f"<li><a href='{year}.html'>{year}年政府信息公开工作年度报告</a></li>" for year in range(2008, 2020))
    assert texts(read(f"<nav>首页</nav><ul>{menu}</ul><p>见<a href=x>附件</a>。</p><p><a href=y>相关链接</a></p>")) == [
        "见附件。",
        "相关链接",
    ]


def test_a_page_whose_report_is_a_file_or_a_picture_says_so() -> None:
    linked = read("<p>示例县2021年政府信息公开工作年度报告</p><p><a href='/a/P02.docx?x=1'>年报.docx</a></p>")
    assert linked.notes == ("网页文字很少，报告可能在所链接的“年报.docx”中，请下载后核对该文件",)
    pictured = read("<p>示例县2021年政府信息公开工作年度报告</p><img src=1.jpg><img src=2.jpg>")
    assert "2张图片" in pictured.notes[0]
    assert read(f"<p>{LONG * 3}</p><img src=1.jpg><a href=a.pdf>文</a>").notes == ()


def test_pages_that_nest_deeply_are_read_to_the_end() -> None:
    assert texts(read("<div>" * 3_000 + "深" + "</div>" * 3_000 + "<p>末</p>")) == ["深", "末"]
