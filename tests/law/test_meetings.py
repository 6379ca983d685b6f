"""会议公开: what is not proactive is never in the text the public reads."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.documents import CHECKS, Attribute, Ground
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.meetings import AgendaMatter, published_text, publishing_objection, secrecy_objection

DAY = date(2025, 9, 18)
MATTERS = st.builds(
    AgendaMatter,
    title=st.integers(0, 9999).map(lambda n: f"研究第{n:04}号议题"),
    attribute=st.sampled_from(Attribute),
    publish=st.booleans(),
    ground=st.none() | st.sampled_from(Ground),
    reason=st.sampled_from(["", "内部讨论"]),
    decision=st.sampled_from(["", "会议原则同意。"]),
)


@given(st.lists(MATTERS, max_size=6))
def test_the_text_tells_what_is_proactive_and_flagged_and_nothing_else(tried: list[AgendaMatter]) -> None:
    lawful = []
    for matter in tried:
        try:
            matter.refused()
        except Unlawful:
            continue
        lawful.append(matter)
    text = published_text("示例县人民政府", "第1次常务会议", DAY, lawful)
    shown = {matter.title for matter in lawful if matter.publish}
    for matter in lawful:
        assert (matter.title in text) == (matter.title in shown)
        if matter.publish:
            assert matter.attribute is Attribute.PROACTIVE


def test_what_is_not_proactive_needs_its_ground_and_reason() -> None:
    with pytest.raises(Unlawful, match="选明理由"):
        AgendaMatter("人事议题", Attribute.WITHHELD, False).refused()
    with pytest.raises(Unlawful, match="不能列入公开稿"):
        AgendaMatter("人事议题", Attribute.WITHHELD, True, Ground.INTERNAL, "内部人事").refused()
    AgendaMatter("人事议题", Attribute.WITHHELD, False, Ground.INTERNAL, "内部人事").refused()


def test_a_meeting_is_told_only_after_another_has_checked_it() -> None:
    told = [AgendaMatter("议题一", Attribute.PROACTIVE, True, decision="同意。")]
    assert publishing_objection(told, None) is not None
    assert publishing_objection(told, DAY) is None
    undecided = publishing_objection([AgendaMatter("议题一", Attribute.PROACTIVE, True)], DAY)
    assert undecided is not None and "没有写明议定结果" in undecided.reason
    assert secrecy_objection("wang", "wang", set(CHECKS)) is not None
    assert secrecy_objection("wang", "qian", {"secret"}) is not None
    assert secrecy_objection("wang", "qian", set(CHECKS)) is None
