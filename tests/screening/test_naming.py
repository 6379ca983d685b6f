"""点名的人: a private person named alone is asked about; whoever belongs in an official text never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.privacy import Certainty, Kind, look
from gongkai.publication.gate.findings import findings_in
from gongkai.publication.gate.parts import of_text
from gongkai.publication.gate.scanning import heard, scan
from tests.screening.naming import OFFICIAL, PRECISION, RECALL, measured, rates, told_in


def test_of_private_persons_named_alone_nearly_all_are_asked_about_and_nearly_nobody_without_cause() -> None:
    counted, odd = measured(12, 5)
    recall, precision, whole = rates(counted.values())
    assert recall >= RECALL and precision >= PRECISION, odd
    assert whole >= PRECISION
    assert all(count.found for count in counted.values() if count.planted), "一种说法一处也没有查到"


def test_no_way_to_name_an_official_is_asked_about() -> None:
    counted, odd = measured(12, 6)
    assert {sentence for sentence in OFFICIAL if counted[sentence].wrong} == set(), odd


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县委书记王测试到样本村看望村民李样例。", ["李样例"]),
        ("村民王测试、李样例和镇长张例乙一起看了水渠。", ["王测试", "李样例"]),
        ("学生王测试获奖。王测试表示，感谢老师。", ["王测试", "王测试"]),
        ("村民王强说，王强调的是安全。", ["王强"]),
        ("村民王测试说。后来王测试书记到任。", []),
        ("村民王测\n试家里", ["王测\n试"]),
        ("村民王某、居民李*例。", []),
    ],
)
def test_who_is_meant_is_read_from_the_words_around(text: str, names: list[str]) -> None:
    assert [text[each.start : each.end] for each in look(text)] == names


def test_a_number_beside_the_name_is_more_than_a_question() -> None:
    (name, _) = look("村民王测试，手机13900001234")
    assert name.kind is Kind.NAME and name.certainty is Certainty.LIKELY


def test_a_question_holds_nothing_back_and_what_is_tender_does() -> None:
    told, _ = heard(of_text("content", "正文", "村民王测试说。\n低保户李样例家。"))
    plain, tender = findings_in(told)
    assert (plain.concern, plain.shown, plain.holds, plain.asks) == ("named", "王*试", False, True)
    assert (tender.concern, tender.holds, tender.asks) == ("personal", True, False)
    assert "王测试" not in repr(scan(of_text("content", "正文", "村民王测试说。")))


@given(st.text(alphabet="村民居学生王李高关和家的说，。、（）男女·岁", max_size=60))
def test_whatever_stands_there_a_name_is_two_to_some_signs_and_lies_within(text: str) -> None:
    for each in told_in(text):
        assert 2 <= each.end - each.start <= 13
        assert len(each.masked) == each.end - each.start and "*" in each.masked


@given(st.integers(1, 400))
def test_it_takes_no_longer_than_the_length_allows(many: int) -> None:
    text = "村民王" * many + "的妻子，男，" * 3
    assert isinstance(look(text), list)
