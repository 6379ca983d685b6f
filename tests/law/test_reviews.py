"""拟办、审核、签发和拆分: the way from a draft to a signature, and one application with several matters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.applications import FLOW_2007, FLOW_2019, Act, Standing, State, open_application
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful

CHINA = national()
DAY = date(2025, 9, 18)


def step(act: Act, **details: JSON) -> Step:
    return Step(act.value, DAY, details)


def opened(on: date = DAY) -> Standing:
    return open_application(Step("submit", on, {"channel": "in_person", "applicant": "person"}), CHINA)


def drafted(reviews: int) -> Standing:
    asked: dict[str, JSON] = {"reviews": reviews} if reviews else {}
    return opened().take(step(Act.DRAFT, outcome="disclosed", elements={"means": "复印件"}, **asked), CHINA)


def signed(standing: Standing) -> Standing:
    return standing.take(step(Act.REPLY, number="示民公复〔2025〕1号"), CHINA)


@given(st.integers(0, 3), st.lists(st.sampled_from(["review", "return", "draft"]), max_size=12))
def test_a_draft_is_signed_exactly_when_it_has_had_its_reviews_since_it_was_last_worded(
    reviews: int, course: list[str]
) -> None:
    standing, had, returned = drafted(reviews), 0, False
    for each in course:
        match each:
            case "review":
                if returned or had == reviews:
                    with pytest.raises(Unlawful):
                        standing.take(step(Act.REVIEW), CHINA)
                    continue
                standing, had = standing.take(step(Act.REVIEW), CHINA), had + 1
            case "return":
                if returned:
                    with pytest.raises(Unlawful, match="没有待审核的拟办意见"):
                        standing.take(step(Act.RETURN, reason="再核实"), CHINA)
                    continue
                standing, had, returned = standing.take(step(Act.RETURN, reason="再核实"), CHINA), 0, True
            case _:
                again = step(Act.DRAFT, outcome="disclosed", elements={"means": "电子文档"}, reviews=reviews)
                standing, had, returned = standing.take(again, CHINA), 0, False
    if had == reviews and not returned:
        assert signed(standing).state is State.REPLIED
    else:
        with pytest.raises(Unlawful, match="退回修改" if returned else "级审核后才能签发"):
            signed(standing)


def test_a_return_says_why_and_the_words_are_kept_for_the_next_draft() -> None:
    with pytest.raises(Unlawful) as refusal:
        drafted(1).take(step(Act.RETURN), CHINA)
    assert refusal.value.field == "reason"
    sent_back = drafted(1).take(step(Act.RETURN, reason="缺少获取时间"), CHINA)
    assert sent_back.draft is not None
    assert dict(sent_back.draft.elements) == {"means": "复印件"} and sent_back.draft.returned


@pytest.mark.parametrize("reviews", [-1, 4, "2", True])
def test_no_more_than_three_reviews(reviews: JSON) -> None:
    draft = step(Act.DRAFT, outcome="disclosed", elements={"means": "复印件"}, reviews=reviews)
    with pytest.raises(Unlawful) as refusal:
        opened().take(draft, CHINA)
    assert refusal.value.field == "reviews"


def test_both_regimes_know_the_review_and_only_the_newer_one_the_splitting() -> None:
    for flow in (FLOW_2007, FLOW_2019):
        assert {Act.REVIEW, Act.RETURN} <= {row.act for row in flow.rows}
    assert Act.SPLIT in {row.act for row in FLOW_2019.rows}
    assert Act.SPLIT not in {row.act for row in FLOW_2007.rows}


def test_an_application_is_split_once_and_before_anything_else_is_done() -> None:
    split = step(Act.SPLIT, into=["〔2025〕002号"], subject="养护资金的分配结果")
    once = opened().take(split, CHINA)
    assert once.state is State.HANDLING and once.due(CHINA) == opened().due(CHINA), "the clock does not notice"
    with pytest.raises(Unlawful, match="已经拆分过"):
        once.take(split, CHINA)
    with pytest.raises(Unlawful, match="采取其他环节之前"):
        drafted(0).take(split, CHINA)
    for missing in ({"subject": "甲"}, {"into": [], "subject": "甲"}, {"into": ["〔2025〕002号"]}):
        with pytest.raises(Unlawful):
            opened().take(step(Act.SPLIT, **missing), CHINA)


def test_who_ends_a_file_says_for_which_cause() -> None:
    ended = opened().take(step(Act.TERMINATE, cause="died", reason="申请人死亡，无继承人继续申请"), CHINA)
    assert ended.outcome == "ended_otherwise" and ended.closed_on == DAY
    with pytest.raises(Unlawful) as refusal:
        opened().take(step(Act.TERMINATE, cause="bored", reason="无"), CHINA)
    assert refusal.value.field == "cause"
