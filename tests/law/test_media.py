"""图片、视频、图表: nothing without its text, and a chart that says what its rows say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.media import ChartShape, ChartTable, Described, MediaKind, chart_of, check_chart, read_chart

KINDS = st.sampled_from(MediaKind)
NAMES = st.text("甲乙丙丁戊己庚辛0123456789月年", min_size=1, max_size=8)
FIGURES = st.decimals(-(10**9), 10**9, places=2, allow_nan=False)


@st.composite
def tables(draw: st.DrawFn) -> ChartTable:
    width = draw(st.integers(1, 3))
    labels = draw(st.lists(NAMES, min_size=1, max_size=12, unique=True))
    rows = tuple((label, tuple(draw(FIGURES) for _ in range(width))) for label in labels)
    return ChartTable("年份", tuple(f"列{number}" for number in range(width)), rows)


@given(KINDS, st.sampled_from(["caption", "words", "credit"]), st.sampled_from(["", " ", "\n\t"]))
def test_none_goes_without_its_caption_its_text_and_its_credit(kind: MediaKind, lacking: str, nothing: str) -> None:
    said = {"caption": "集中签约现场", "words": "十余人在台上签字", "credit": "县融媒体中心"} | {lacking: nothing}
    with pytest.raises(Unlawful) as refusal:
        Described(kind, **said)
    assert refusal.value.field == lacking


@pytest.mark.parametrize("words", ["IMG_2041.jpg", "dsc00012", "微信图片_20250918.png", "图片1", "(1).jpeg"])
def test_the_name_of_a_file_is_no_text_for_who_cannot_see(words: str) -> None:
    with pytest.raises(Unlawful, match="不能是文件名"):
        Described(MediaKind.PICTURE, "现场", words, "本机关")


def test_the_caption_over_again_tells_nobody_what_is_to_be_seen() -> None:
    with pytest.raises(Unlawful, match="不能照抄图注"):
        Described(MediaKind.PICTURE, "集中签约现场", " 集中签约现场 ", "本机关")


@given(tables(), st.sampled_from([",", "\t"]))
def test_what_was_pasted_is_what_is_kept_and_what_is_kept_is_read_again(table: ChartTable, separator: str) -> None:
    pasted = "\n".join(separator.join(line) for line in table.kept())
    assert read_chart(pasted) == table == chart_of(table.kept())


@given(tables(), st.sampled_from(ChartShape))
def test_a_shape_takes_what_it_can_show_and_refuses_the_rest(table: ChartTable, shape: ChartShape) -> None:
    figures = [each for _, row in table.rows for each in row]
    drawable = (
        any(figures)
        and len(table.series) <= (1 if shape is ChartShape.BARS else 2)
        and len(table.rows) >= (2 if shape is ChartShape.LINES else 1)
        and (shape is ChartShape.LINES or all(each >= 0 and each == int(each) for each in figures))
    )
    if drawable:
        assert check_chart(table, shape) is table
    else:
        with pytest.raises(Unlawful):
            check_chart(table, shape)


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_a_table_or_is_refused_with_a_reason(text: str) -> None:
    try:
        table = read_chart(text)
    except Unlawful as refusal:
        assert refusal.field == "rows" and refusal.reason.startswith("图表数据：")
    else:
        assert len(set(table.labels)) == len(table.rows) and all(
            len(figures) == len(table.series) for _, figures in table.rows
        )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("年份,件数", "至少两行两列"),
        ("年份,件数\n2024,1\n2024,2", "有两行"),
        ("年份,件数\n2024,约三百", "不是数"),
        ("年份,件数\n2024,1,2", "3列"),
        ("年份,\n2024,1", "都应有名称"),
        ("年份,件数\n2024,NaN", "太大|不是数"),
        ("年份,件数\n2024,1e99", "太大"),
        ("年份,件数\n2024,0", "全部是零"),
    ],
)
def test_what_cannot_be_drawn_says_which_row_is_wrong(text: str, why: str) -> None:
    with pytest.raises(Unlawful, match=why):
        check_chart(read_chart(text), ChartShape.COLUMNS)


def test_figures_are_read_as_people_write_them() -> None:
    table = read_chart("年份\t件数\n2024年\t１，２３４\n2025年\t 1,300 ")
    assert [figures for _, figures in table.rows] == [(Decimal(1234),), (Decimal(1300),)]
