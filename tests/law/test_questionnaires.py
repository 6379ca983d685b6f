"""问卷题目: what a clerk writes is read line by line, nobody answers beside the options, and a small number gives nobody away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.questionnaires import (
    FEWEST_ANSWERS,
    FEWEST_CHOICES,
    LONGEST_WORDS,
    MARKS,
    Filled,
    QuestionKind,
    protected,
    read_answers,
    read_questions,
    shown,
    tallied,
)

PAPER = """单选：您对窗口服务是否满意
- 满意
- 一般
- 不满意

多选（最多2项）（选答）：希望改进什么
- 等候时间
- 服务态度
- 指引标识
评分：请给环境打分
文字（选答）：其他意见
"""
QUESTIONS = read_questions(PAPER)


def test_lines_become_questions_in_their_order() -> None:
    assert [(each.number, each.kind, each.required, each.most) for each in QUESTIONS] == [
        (1, QuestionKind.SINGLE, True, 1),
        (2, QuestionKind.MULTIPLE, False, 2),
        (3, QuestionKind.RATING, True, 1),
        (4, QuestionKind.TEXT, False, 1),
    ]
    assert QUESTIONS[0].options == ("满意", "一般", "不满意") and len(QUESTIONS[2].options) == MARKS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "还没有题目"),
        ("- 满意", "第1行：只有单选题、多选题有选项"),
        ("单选：甲\n- 一", "第1行：选择题应有2至20个选项，现有1个"),
        ("单选：甲\n- 一\n- 一", "第3行：选项“一”重复"),
        ("问题：甲", "第1行：应以“单选：”"),
        ("单选（最多2项）：甲\n- 一\n- 二", "不认识“（最多2项）”"),
        ("多选（最多3项）：甲\n- 一\n- 二", "不认识“（最多3项）”"),
        ("\n文字：" + "长" * 121, "第2行：题目最多120字"),
        ("\n".join(f"文字：第{n}问" for n in range(31)), "最多30题，现有31题"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, said: str) -> None:
    with pytest.raises(Unlawful, match=said):
        read_questions(text)


@given(st.text(alphabet="单选多评分文字：:（）-最2项选答 \n甲", max_size=80))
def test_whatever_is_written_is_read_or_refused_in_chinese(text: str) -> None:
    try:
        found = read_questions(text)
    except Unlawful as refused:
        assert refused.field == "paper"
    else:
        assert [each.number for each in found] == list(range(1, len(found) + 1))


CHOSEN = st.dictionaries(st.integers(0, 6), st.lists(st.integers(-1, 8), max_size=5), max_size=6)
WORDS = st.dictionaries(st.integers(0, 6), st.text(max_size=12), max_size=4)


@given(CHOSEN, WORDS)
def test_nothing_is_counted_that_is_no_option(chosen: dict[int, list[int]], words: dict[int, str]) -> None:
    try:
        filled = read_answers(QUESTIONS, chosen, words)
    except Unlawful:
        return
    by_number = {each.number: each for each in QUESTIONS}
    for number, options in filled.chosen.items():
        question = by_number[number]
        assert len(set(options)) == len(options) <= question.most
        assert all(1 <= option <= len(question.options) for option in options)
    assert set(filled.words) <= {4}
    assert {each.number for each in QUESTIONS if each.required} <= set(filled.chosen) | set(filled.words)


@pytest.mark.parametrize(
    ("chosen", "words", "said"),
    [
        ({}, {}, "第1题没有回答"),
        ({1: [1, 2], 3: [1]}, {}, "第1题最多选1项"),
        ({1: [4], 3: [1]}, {}, "不在选项之内"),
        ({1: [1], 2: [1, 2, 3], 3: [1]}, {}, "第2题最多选2项"),
        ({1: [1]}, {}, "第3题没有回答"),
        ({1: [1], 3: [5]}, {4: "长" * (LONGEST_WORDS + 1)}, f"第4题最多{LONGEST_WORDS}字"),
    ],
)
def test_what_is_wrong_is_said_at_its_question(chosen: dict[int, list[int]], words: dict[int, str], said: str) -> None:
    with pytest.raises(Unlawful, match=said) as refused:
        read_answers(QUESTIONS, chosen, words)
    assert refused.value.field.startswith("q")


def test_a_whole_answer_is_kept_as_it_was_given() -> None:
    filled = read_answers(QUESTIONS, {1: [2], 2: [3, 1], 3: [5]}, {4: " 很好 "})
    assert filled == Filled({1: (2,), 2: (1, 3), 3: (5,)}, {4: "很好"})


COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=6)


@given(COUNTS)
def test_no_small_number_is_shown_and_none_follows_from_the_whole(counts: list[int]) -> None:
    """Of a question with one answer each, the whole is known: what is hidden must not follow by taking away what is shown."""
    told = protected(counts)
    hidden = [place for place, count in enumerate(told) if count is None]
    if not hidden:
        assert all(count == 0 or count >= FEWEST_CHOICES for count in counts)
        return
    assert all(count >= FEWEST_CHOICES for count in told if count is not None)
    assert all(told[place] == counts[place] for place in range(len(counts)) if place not in hidden)
    assert len(hidden) > 1 or len(counts) == 1
    assert sum(counts[place] for place in hidden) > 0


@given(COUNTS)
def test_protection_asks_no_more_than_it_needs(counts: list[int]) -> None:
    small = sum(count < FEWEST_CHOICES for count in counts)
    hidden = sum(each is None for each in protected(counts))
    assert hidden <= max(small, 2 if small else 0)


def test_with_too_few_answers_no_number_is_shown_and_with_enough_the_shares_follow() -> None:
    few = tallied(QUESTIONS, {(1, 1): 4}, {1: 4})
    assert shown(few, FEWEST_ANSWERS - 1)[0].counts == (None, None, None)
    many = shown(tallied(QUESTIONS, {(1, 1): 6, (1, 2): 4, (3, 5): 6, (3, 3): 4}, {1: 10, 3: 10}), 10)
    assert many[0].counts == (6, 4, 0) and many[0].shares == ("60.0%", "40.0%", "0.0%")
    assert many[2].mean == "4.20"
    one = shown(tallied(QUESTIONS, {(1, 1): 6, (1, 2): 4, (1, 3): 1}, {1: 11}), 11)[0]
    assert one.counts == (6, None, None), "11减6减4就是1，所以次小的也不列"
