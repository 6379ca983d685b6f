"""多人所求: words several people asked for in, counted by people and never by persistence."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.expansions import LONGEST, OFTEN, SHORTEST, Phrase, Wish, asked_often

askers = st.sampled_from(["甲", "乙", "丙", "丁", "戊"])
subjects = st.lists(st.sampled_from(["临时救助资金", "养老床位", "道路养护", "的", "2024年", "明细", "，"]), max_size=6)
asked = st.lists(st.tuples(askers, subjects.map("".join)), max_size=30)


@given(asked)
def test_every_wish_was_uttered_by_as_many_different_people_as_it_says(told: list[tuple[str, str]]) -> None:
    for phrase in asked_often(told, Wish.APPLICATIONS):
        assert phrase.count == len({who for who, subject in told if phrase.text in subject}) >= OFTEN
        assert SHORTEST <= len(phrase.text) <= LONGEST and not any(each.isdigit() for each in phrase.text)


@given(asked)
def test_asking_again_and_the_order_of_asking_change_nothing(told: list[tuple[str, str]]) -> None:
    found = asked_often(told, Wish.APPLICATIONS)
    assert asked_often([*reversed(told), *told], Wish.APPLICATIONS) == found


@given(asked)
def test_no_wish_stands_within_a_longer_one_unless_clearly_more_people_had_it(told: list[tuple[str, str]]) -> None:
    found = asked_often(told, Wish.APPLICATIONS)
    by_text = defaultdict(int, {phrase.text: phrase.count for phrase in found})
    for phrase in found:
        for longer, count in list(by_text.items()):
            assert longer == phrase.text or phrase.text not in longer or phrase.count * 2 >= count * 3


def test_44_three_people_who_ask_for_the_same_in_their_own_words_wish_for_one_thing() -> None:
    told = [
        ("甲", "申请公开示例县2024年临时救助资金发放明细"),
        ("乙", "临时救助资金发放情况"),
        ("丙", "关于2023年度临时救助资金发放的名册"),
        ("丁", "某村宅基地审批表"),
        ("丁", "某村宅基地审批表"),
        ("丁", "某村宅基地审批表复印件"),
    ]
    assert asked_often(told, Wish.APPLICATIONS, ["示例县"]) == [Phrase("临时救助资金发放", 3, Wish.APPLICATIONS)]
