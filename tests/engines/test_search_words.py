"""切词、文号、检索语言: what becomes of a text and of what somebody types, before any index sees it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.search import numbers
from gongkai.engines.search.asking import MOST_PARTS, Asked, Part, Reader, fewer
from gongkai.engines.search.segment import Lexicon, folded, is_long_word, long_words, pairs, segmenter, signs

TEXT = st.text(st.sampled_from("政府信息公开県縣补貼〔〕《》ＡａB2０ \n。-_①㈠ß"), max_size=30)
LONG = st.sampled_from([*"人民政府办公室厅的2a，《 \n", "人民政府", "中华人民共和国", "办公室"])
READER = Reader(segmenter(None))


class TestFolding:
    """归一."""

    @given(text=TEXT)
    def test_folding_twice_is_folding_once_and_width_is_nothing(self, text: str) -> None:
        assert signs(folded(folded(text))) == signs(folded(text))
        assert signs(folded(unicodedata.normalize("NFKC", text))) == signs(folded(text))

    def test_width_case_and_script_are_one(self) -> None:
        assert folded("ＰＭ２．５ 縣級補貼") == "pm2.5 县级补贴"


class TestPairs:
    """字对."""

    @given(before=TEXT, row=TEXT, after=TEXT)
    def test_a_row_that_stands_in_a_text_has_its_pairs_there_in_a_row(self, before: str, row: str, after: str) -> None:
        sought = [one + other for one, other in zip(signs(row), signs(row)[1:], strict=False)]
        there = pairs(f"{before} {row} {after}")
        assert any(there[at : at + len(sought)] == sought for at in range(len(there) + 1))

    def test_two_runs_of_letters_are_not_one(self) -> None:
        assert pairs("ab c") != pairs("a bc")

    def test_each_sign_begins_one_pair(self) -> None:
        assert pairs("在2024年，公开") == ["在2024_", "2024_年", "年公", "公开", "开"]


class TestSegmenting:
    """切词."""

    def test_shorter_words_inside_a_longer_one_are_words_of_the_text(self) -> None:
        assert "政府" in segmenter(None).of_text("中华人民共和国政府信息公开条例").split()

    def test_a_query_keeps_its_longest_words(self) -> None:
        assert segmenter(None).of_query("信息公开条例") == ["信息", "公开", "条例"]

    def test_two_characters_are_never_cut(self) -> None:
        for word in ("所附", "翀犇", "一上"):
            assert segmenter(None).of_query(word) == [word]

    def test_a_word_of_the_county_stays_whole_in_its_own_segmenter_only(self) -> None:
        own = segmenter(Lexicon(words=("一窗通办",)))
        assert own.of_query("一窗通办服务") == ["一窗通办", "服务"]
        assert "一窗通办" not in segmenter(None).of_query("一窗通办服务")

    def test_a_short_member_of_a_group_does_not_break_a_longer_word(self) -> None:
        assert segmenter(Lexicon(synonyms=(("社保", "社会保险"),))).of_query("社保卡办理") == ["社保卡", "办理"]


class TestLongWords:
    """长词."""

    @given(
        pieces=st.lists(
            st.sampled_from([*"人民政府办公室厅的2a，《 \n", "人民政府", "中华人民共和国", "办公室"]), max_size=12
        )
    )
    def test_they_are_told_wherever_they_stand(self, pieces: list[str]) -> None:
        text = "".join(pieces)
        row = signs(text)
        rows = {"".join(row[at : at + many]) for at in range(len(row)) for many in range(3, 9) if at + many <= len(row)}
        assert {each for each in rows if is_long_word(each)} <= set(long_words(text).split())
        assert {each for each in long_words(text).split() if len(each) < 9} <= rows


class TestNumbers:
    """文号."""

    WRITTEN = "云政办发〔2024〕5号"

    @pytest.mark.parametrize("brackets", ["〔〕", "[]", "()", "（）", "【】", "［］", "〈〉", "{}", "《》", "<>"])
    @pytest.mark.parametrize(
        "shape", ["{h}{o}{y}{s}{n}号", "{h} {o} {y} {s} {n} 号", "{h}{o}{y}{s}{n}", "{h}{o}{y}{s}第{n}号"]
    )
    @pytest.mark.parametrize("head", ["云政办发", "政办发", "办发", ""])
    def test_whatever_is_typed_of_it_is_one_of_its_tokens(self, brackets: str, shape: str, head: str) -> None:
        typed = shape.format(h=head, o=brackets[0], s=brackets[1], y="2024", n="5")
        (found,) = numbers.typed(folded(typed))
        assert found.token in numbers.tokens(self.WRITTEN)

    @pytest.mark.parametrize(
        "typed", ["政办发 2024 5", "政办发2024-5号", "政办发〔2024〕", "政办发5号", "云政办发2024年第5号"]
    )
    def test_without_brackets_or_a_part_too(self, typed: str) -> None:
        (found,) = numbers.typed(folded(typed))
        assert found.token in numbers.tokens(self.WRITTEN)

    @pytest.mark.parametrize(
        "typed", ["云政办发〔2024〕6号", "云政办发〔2023〕5号", "云政发〔2024〕5号", "〔2024〕55号"]
    )
    def test_another_number_is_none_of_its_tokens(self, typed: str) -> None:
        (found,) = numbers.typed(folded(typed))
        assert found.token not in numbers.tokens(self.WRITTEN)

    @pytest.mark.parametrize(
        "typed", ["招聘 2024", "2024年", "5号楼", "12345", "通知", "2024年5月1日", "关于2024年5个项目"]
    )
    def test_what_is_no_number_is_read_as_words(self, typed: str) -> None:
        assert numbers.typed(folded(typed)) == []

    @given(head=st.text("云政办发函", max_size=5), year=st.integers(1950, 2049), serial=st.integers(1, 9999))
    def test_a_number_written_finds_itself(self, head: str, year: int, serial: int) -> None:
        written = f"{head}〔{year}〕{serial}号"
        (found,) = numbers.typed(folded(written))
        assert (found.start, found.end) == (0, len(written))
        assert found.token in numbers.tokens(written)

    @given(written=st.text(max_size=300))
    def test_nothing_that_is_written_raises(self, written: str) -> None:
        assert all("\n" not in token for token in numbers.tokens(written))
        numbers.typed(folded(written))


class TestAsking:
    """检索语言."""

    def test_words_phrases_exclusions_and_numbers_are_told_apart(self) -> None:
        asked = READER.read("怎么领补贴 “财政资金” -旧办法 政办发〔2024〕5号")
        assert asked.parts == (
            Part(("补贴",)),
            Part(("财政资金",), phrase=True),
            Part(("政办发 2024 5", "政办发〔2024〕5号"), token="n|政办发|2024|5"),
        )
        assert asked.without == ("旧办法",)

    def test_words_that_only_ask_are_left_aside_unless_nothing_else_is_left(self) -> None:
        assert READER.read("社保卡怎么办理").words == ("社保卡", "办理")
        assert READER.read("怎么").words == ("怎么",)

    def test_a_minus_inside_a_word_excludes_nothing(self) -> None:
        assert READER.read("covid-19 疫情").without == ()
        assert READER.read("－疫情").without == ("疫情",)

    def test_blanks_ask_for_all_and_marks_for_nothing(self) -> None:
        assert READER.read(" \n").all
        assert READER.read("《》，").is_nothing
        assert not READER.read("-补贴").is_nothing

    @given(typed=st.text(max_size=500))
    def test_nothing_that_is_typed_raises(self, typed: str) -> None:
        asked = READER.read(typed)
        assert len(asked.parts) <= MOST_PARTS
        assert all(signs(way) for part in asked.parts for way in part.ways)

    @given(parts=st.integers(0, MOST_PARTS))
    def test_fewer_parts_are_asked_for_each_time_down_to_one(self, parts: int) -> None:
        steps = fewer(Asked(tuple(Part((str(place),)) for place in range(parts))))
        assert list(steps) == sorted(set(steps), reverse=True)
        assert (steps[0], steps[-1]) == (parts, min(parts, 1))
