"""网页正文成块: headings, paragraphs and tables in their order, every word kept, nothing invented."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.blocks import blocks, lines, plain_html
from gongkai.papers.document import Heading, Paragraph, Table
from gongkai.papers.grid import Align
from gongkai.papers.text import clean

WORDS = st.text(alphabet="甲乙丙<&>\"' 一、2025", min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


@given(st.lists(WORDS, max_size=6))
def test_plain_text_comes_back_line_by_line(texts: list[str]) -> None:
    told = [" ".join(line.split(" ")).strip() for line in texts]
    back = [line.replace("  ", " ") for line in lines(plain_html("\n".join(texts)))]
    assert ["".join(line.split()) for line in back] == ["".join(line.split()) for line in told]


@given(st.lists(st.tuples(st.sampled_from(["p", "h2", "li", "div", "td"]), WORDS), max_size=8))
def test_no_word_of_a_page_is_lost_and_none_is_said_twice(parts: list[tuple[str, str]]) -> None:
    wrapped = {"li": "<ul><li>{}</li></ul>", "td": "<table><tr><td>{}</td></tr></table>"}
    html = "".join(wrapped.get(tag, f"<{tag}>{{}}</{tag}>").format(escape(text)) for tag, text in parts)
    told = "".join("".join(lines(html)).split())
    assert told == "".join("".join(text.split()) for _, text in parts)


def test_headings_tables_and_signatures_are_what_they_are() -> None:
    html = (
        "<h2>一、对象</h2>开头<p>本县户籍。<br>居住证持有人。</p><div><p>里层</p></div>"
        "<table><tr><th>名称</th><th>标准</th></tr><tr><td>救助</td><td>500元</td></tr></table>"
        '<p class="signature">示例县民政局</p><p> </p>'
    )
    heading, loose, first, second, inner, table, signature = blocks(html)
    assert heading == Heading("一、对象", 1) and loose == Paragraph("开头")
    assert (first, second, inner) == (Paragraph("本县户籍。"), Paragraph("居住证持有人。"), Paragraph("里层"))
    assert isinstance(table, Table) and table.grid.texts == (("名称", "标准"), ("救助", "500元"))
    assert signature == Paragraph("示例县民政局", Align.END)
    assert lines(html)[5:7] == ("名称 标准", "救助 500元")


@pytest.mark.parametrize("html", ["", "   ", "<p></p>", "<script>x()</script>", "\x00"])
def test_what_says_nothing_gives_no_block(html: str) -> None:
    assert lines(clean(html)) == ()
