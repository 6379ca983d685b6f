"""分办建议: what a unit's duties and a point have in common is shown; what everybody has in common tells nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.proposal_routing import MOST_SUGGESTED, UnitDuty, suggest_units

DUTIES = (
    UnitDuty("minzheng", "负责社会救助、养老服务、婚姻登记管理工作", "民政局职能"),
    UnitDuty("jiaoyu", "负责义务教育、学前教育和校外培训机构管理工作", "教育局职能"),
    UnitDuty("jiaotong", "负责公路建设养护、公共交通运营管理工作", "交通局职能"),
)


def test_the_unit_whose_duty_it_is_comes_first_with_the_words_that_say_so() -> None:
    first, *_ = suggest_units("关于发展农村养老服务的建议", DUTIES)
    assert (first.unit, first.words) == ("minzheng", ("养老服务",))
    assert str(first) == "民政局职能，都说到“养老服务”"
    assert suggest_units("进一步规范校外培训机构收费", DUTIES)[0].unit == "jiaoyu"


def test_what_every_unit_says_of_itself_suggests_nobody() -> None:
    assert suggest_units("加强管理工作", DUTIES) == ()
    assert suggest_units("", DUTIES) == suggest_units("建议", ()) == ()


def test_what_was_handled_before_speaks_too() -> None:
    before = UnitDuty("shuiwu", "关于提升南街供水保障能力的议案", "曾办第1号")
    assert suggest_units("增强城区供水保障", (*DUTIES, before))[0].unit == "shuiwu"


WORDS = st.text(alphabet="养老服务教育公路管理，。a ", max_size=20)


@given(WORDS, st.lists(st.builds(UnitDuty, st.sampled_from("abcd"), WORDS, st.just("职能")), max_size=8))
def test_every_word_told_stands_in_both_and_no_unit_stands_twice(text: str, duties: list[UnitDuty]) -> None:
    found = suggest_units(text, duties)
    assert len(found) <= MOST_SUGGESTED and len({each.unit for each in found}) == len(found)
    assert [each.weight for each in found] == sorted((each.weight for each in found), reverse=True)
    for each in found:
        assert each.words
        own = [duty.text for duty in duties if duty.unit == each.unit]
        for word in each.words:
            assert word in text
            assert any(word[at : at + 2] in duty for duty in own for at in range(len(word) - 1))
