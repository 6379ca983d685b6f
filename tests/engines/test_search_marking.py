"""标亮、更正、提示: what is shown of hits, and what is proposed."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.search.marking import EXCERPT, excerpt, holds, marked
from gongkai.engines.search.segment import folded, signs
from gongkai.engines.search.spelling import Vocabulary, better
from gongkai.engines.search.suggesting import MOST, core, suggested
from gongkai.papers.text import clean

HOSTILE = st.text(st.sampled_from("政府信息公开<>&\"'/=script mark 2024Ａ縣\n\x00ß㈠"), max_size=60)
WORD = st.text(st.sampled_from("政府信息公开<>&script mark 2024a县㈠"), max_size=8)
AROUND = st.text("政府,。2", max_size=5)
OURS = re.compile(r"</?mark>")


class TestMarking:
    """标亮."""

    @given(text=HOSTILE, words=st.lists(WORD, max_size=4))
    def test_nothing_but_our_own_marks_is_markup_and_the_text_is_kept(self, text: str, words: list[str]) -> None:
        html = str(marked(text, words))
        assert not re.search(r"[<>\"']", OURS.sub("", html))
        assert unescape(OURS.sub("", html)) == clean(text)
        assert re.fullmatch(r"(?:[^<]*<mark>[^<]+</mark>)*[^<]*", html)

    @given(text=HOSTILE, words=st.lists(WORD, max_size=4))
    def test_an_excerpt_is_as_safe_and_no_longer_than_it_may_be(self, text: str, words: list[str]) -> None:
        html = str(excerpt(text * 9, words))
        bare = OURS.sub("", html)
        assert not re.search(r"[<>\"']", bare)
        assert len(unescape(bare)) <= EXCERPT + 2

    @given(
        before=st.text("政府,。2", max_size=5),
        word=st.text("信息公", min_size=1, max_size=4),
        after=st.text("政府,。2", max_size=5),
    )
    def test_a_word_that_stands_there_is_marked(self, before: str, word: str, after: str) -> None:
        assert f"<mark>{word}</mark>" in str(marked(before + word + after, [word]))

    @pytest.mark.parametrize(
        ("text", "words", "html"),
        [
            ("财政补贴资金", ["补贴"], "财政<mark>补贴</mark>资金"),
            ("財政補貼資金", ["补贴"], "財政<mark>補貼</mark>資金"),
            ("２０２４年5Ｇ基站", ["2024", "5g"], "<mark>２０２４</mark>年<mark>5Ｇ</mark>基站"),
            ("12024年", ["2024"], "12024年"),
            ("云政办发〔2024〕5号", ["政办发 2024 5"], "云<mark>政办发〔2024〕5</mark>号"),
            ("信息公开条例", ["信息", "信息公开"], "<mark>信息公开</mark>条例"),
            ("<b>补贴</b>", ["补贴", "b"], "&lt;<mark>b</mark>&gt;<mark>补贴</mark>&lt;/<mark>b</mark>&gt;"),
            ("补贴", [], "补贴"),
            ("㈠补贴", ["一"], "<mark>㈠</mark>补贴"),
        ],
    )
    def test_words_are_marked_as_they_are_found(self, text: str, words: list[str], html: str) -> None:
        assert str(marked(text, words)) == html

    def test_an_excerpt_shows_where_most_of_the_words_stand(self) -> None:
        text = "补贴。" + "别的话。" * 100 + "农机补贴资金的公示。" + "另外的话。" * 100
        told = str(excerpt(text, ["补贴", "公示"]))
        assert "农机<mark>补贴</mark>资金的<mark>公示</mark>" in told
        assert told.startswith("…")
        assert told.endswith("…")

    def test_an_excerpt_without_the_words_is_the_beginning(self) -> None:
        assert str(excerpt("开头的话。" * 50, ["没有"])).startswith("开头的话。")

    def test_holding_is_told(self) -> None:
        assert holds("財政補貼", ["补贴"])
        assert not holds("财政", ["补贴"])


TITLES = (
    "商品房摇号公告",
    "不动产登记办事指南",
    "财政补贴资金管理办法",
    "政府信息公开条例",
    "政府信息公开指南",
    "户口迁移须知",
)


def count(row: str) -> int:
    return sum("".join(signs(folded(row))) in title for title in TITLES)


VOCABULARY = Vocabulary.of(
    (pair, sum(pair in title for title in TITLES))
    for pair in {title[at : at + 2] for title in TITLES for at in range(len(title))}
)


class TestSpelling:
    """更正."""

    @given(title=st.sampled_from(TITLES), data=st.data())
    def test_one_wrong_character_is_mended(self, title: str, data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(title) - 1))
        mended = better(title[:at] + "囗" + title[at + 1 :], VOCABULARY, count)
        assert count(mended) > 0
        assert len(mended) == len(title)

    @given(title=st.sampled_from(TITLES), data=st.data())
    def test_what_is_proposed_is_always_there(self, title: str, data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(title) - 2))
        swapped = title[:at] + title[at + 1] + title[at] + title[at + 2 :]
        for typed in (swapped, title[:at] + title[at + 1 :], title[:at] + title[at] + title[at:]):
            proposed = better(typed, VOCABULARY, count)
            assert proposed == "" or count(proposed) > 0

    @pytest.mark.parametrize(
        ("typed", "instead"),
        [
            ("不动产等记", "不动产登记"),
            ("不动登产记", "不动产登记"),
            ("信息公公开", "信息公开"),
            ("商品摇号", "商品房摇号"),
            ("不动产等记 办事指男", "不动产登记 办事指南"),
            ("登记", ""),
            ("户囗", "户口"),
            ("政囗", ""),  # 政府 or 政补: nothing tells which
            ("完全没有的话", ""),
            ('"不动产等记"', ""),
            ("abc", ""),
        ],
    )
    def test_only_what_is_surely_better_is_proposed(self, typed: str, instead: str) -> None:
        many = 10 if typed == "登记" else 0
        assert better(typed, VOCABULARY, lambda row: many or count(row)) == instead


class TestSuggesting:
    """输入提示."""

    def test_what_begins_with_it_comes_first_and_phrases_before_titles(self) -> None:
        titles = ["某县关于印发《财政补贴资金管理办法》的通知", "补贴名单公示", "关于下达农机补贴的通知"]
        assert suggested("补贴", ["农机补贴怎么领", "补贴标准"], titles) == (
            "补贴标准", "补贴名单公示", "农机补贴怎么领", "财政补贴资金管理办法", "下达农机补贴",
        )  # fmt: skip

    def test_each_is_proposed_once_and_no_more_than_a_few(self) -> None:
        assert suggested("补", ["补贴", "补贴", "《补贴》"], ["补贴"]) == ("补贴",)
        assert len(suggested("文", (), [f"文件{place}" for place in range(50)])) == MOST

    def test_what_was_typed_whole_or_is_nothing_proposes_nothing(self) -> None:
        assert suggested("补贴", ["补贴"], []) == ()
        assert suggested("《》", ["补贴"], []) == ()

    def test_the_frame_of_a_title_is_left_out(self) -> None:
        assert core("某县人民政府办公室关于印发某县粮食应急预案的通知") == "某县粮食应急预案"
        assert core("粮食应急预案") == "粮食应急预案"
