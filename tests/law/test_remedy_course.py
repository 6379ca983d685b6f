"""救济的经过: hearings, appeal, performance, lessons, and how long the applicant may still go on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import calendar_days_after, months_after, national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.outcomes import OUTCOMES, RemedyRule, outcome
from gongkai.law.remedies import (
    REVIEW_LAW_REVISED,
    SIX_MONTHS_SINCE,
    Act,
    RemedyKind,
    RemedyResult,
    Standing,
    State,
    open_remedy,
    way_after_review,
    ways_against,
    ways_against_silence,
)

CHINA = national()
REVIEW, SUIT = RemedyKind.REVIEW, RemedyKind.SUIT
START = date(2025, 3, 3)


def noticed(kind: RemedyKind, on: date = START, **details: JSON) -> Standing:
    return open_remedy(Step("receive", on, {"of": kind.value, **details}), CHINA)


def then(standing: Standing, act: Act, on: date, **details: JSON) -> Standing:
    return standing.take(Step(act.value, on, details), CHINA)


DAYS = st.dates(date(2008, 5, 1), date(2025, 10, 1))


@given(st.sampled_from(OUTCOMES), DAYS, st.integers(0, 30))
def test_the_last_day_of_a_remedy_is_a_working_day_not_before_the_bare_term(
    leaf_key: object, replied: date, later: int
) -> None:
    leaf = next(each for each in OUTCOMES if each is leaf_key)
    received = replied + timedelta(days=later)
    ways = ways_against(leaf, replied, received, CHINA)
    if leaf.remedy is RemedyRule.NONE:
        assert ways == ()
        return
    first = leaf.remedy is RemedyRule.REVIEW_FIRST and replied >= REVIEW_LAW_REVISED
    assert len(ways) == (1 if first else 2), "a refusal since 2024 goes to review first"
    months = 6 if replied >= SIX_MONTHS_SINCE else 3
    bare = (calendar_days_after(received, 60), months_after(received, months))
    for way, last in zip(ways, bare, strict=False):
        assert way.until.on >= last and CHINA.is_working_day(way.until.on)
        assert not any(CHINA.is_working_day(last + timedelta(days=n)) for n in range((way.until.on - last).days))
        assert way.is_open(way.until.on) and not way.is_open(way.until.on + timedelta(days=1))


def test_sixty_days_that_end_in_the_may_holiday_end_after_it() -> None:
    ways = ways_against(outcome("deliberation"), date(2025, 3, 3), date(2025, 3, 3), CHINA)
    assert [(way.name, way.until.on) for way in ways] == [("申请行政复议", date(2025, 5, 6))]
    granted = ways_against(outcome("disclosed"), date(2025, 3, 3), date(2025, 3, 3), CHINA)
    assert [way.until.on for way in granted] == [date(2025, 5, 6), date(2025, 9, 3)]
    assert way_after_review(date(2025, 9, 19), CHINA).until.on == date(2025, 10, 9)
    assert [way.until.on for way in ways_against_silence(date(2025, 3, 3), CHINA)] == [
        date(2025, 5, 6),
        date(2025, 9, 3),
    ]


def test_a_simplified_review_that_becomes_an_ordinary_one_leaves_ten_working_days() -> None:
    simplified = noticed(REVIEW, simplified=True)
    assert simplified.due(CHINA) == CHINA.after(START, 5)
    ordinary = then(simplified, Act.CONVERT, START + timedelta(days=2))
    assert ordinary.due(CHINA) == CHINA.after(START, 10)
    with pytest.raises(Unlawful, match="没有适用简易程序"):
        then(ordinary, Act.CONVERT, START + timedelta(days=3))


def test_in_court_somebody_asks_whether_the_head_of_the_authority_appeared() -> None:
    suit = noticed(SUIT)
    heard = {"kind": "court", "place": "示例县人民法院第二法庭", "attendee": "副局长李示例、王小样"}
    with pytest.raises(Unlawful, match="不能出庭的理由") as refused:
        then(suit, Act.HEAR, START, **heard)
    assert refused.value.field == "why_not"
    assert then(suit, Act.HEAR, START, head=True, **heard).hearings[0].head_appeared
    assert not then(suit, Act.HEAR, START, why_not="参加防汛", **heard).hearings[0].head_appeared
    with pytest.raises(Unlawful, match="复议案件应为听证或者听取意见"):
        then(noticed(REVIEW), Act.HEAR, START, head=True, **heard)


def test_a_suit_is_not_mediated_and_a_review_may_be() -> None:
    with pytest.raises(Unlawful, match="不适用调解"):
        then(noticed(SUIT), Act.MEDIATE, START, summary="双方同意")
    assert then(noticed(REVIEW), Act.MEDIATE, START, summary="双方同意", agreed=True).state is State.NOTIFIED


@given(st.integers(0, 40))
def test_we_appeal_within_fifteen_days_and_the_case_is_pending_again(later: int) -> None:
    decided = then(noticed(SUIT), Act.DECIDE, START, result="corrected", redo_by="2025-03-18")
    way = decided.appeal_until(CHINA)
    assert way is not None
    on = START + timedelta(days=later)
    if on > way.until.on:
        with pytest.raises(Unlawful, match="上诉期限已于") as refused:
            then(decided, Act.APPEAL, on, appellant="ours")
        assert refused.value.field == "on"
    else:
        appealed = then(decided, Act.APPEAL, on, appellant="ours")
        assert (appealed.result, appealed.closed_on, appealed.redo_by) == (RemedyResult.PENDING, None, None)
        assert appealed.due(CHINA) is None, "who appeals does not answer"
    theirs = then(decided, Act.APPEAL, on, appellant="theirs")
    due = theirs.due(CHINA)
    assert due is not None and due.on >= on + timedelta(days=15)
    final = then(theirs, Act.DECIDE, on, result="upheld")
    assert (final.result, final.closed_on) == (RemedyResult.UPHELD, on)
    with pytest.raises(Unlawful, match="终审"):
        then(final, Act.APPEAL, on, appellant="ours")


def test_a_review_is_not_appealed_against() -> None:
    with pytest.raises(Unlawful, match="行政复议没有上诉"):
        then(then(noticed(REVIEW), Act.DECIDE, START, result="upheld"), Act.APPEAL, START, appellant="ours")


def test_only_a_corrected_case_orders_a_new_reply_and_it_is_performed_once() -> None:
    with pytest.raises(Unlawful, match="只有结果纠正的") as refused:
        then(noticed(REVIEW), Act.DECIDE, START, result="upheld", redo_by="2025-03-18")
    assert refused.value.field == "redo_by"
    plain = then(noticed(REVIEW), Act.DECIDE, START, result="corrected")
    with pytest.raises(Unlawful, match="没有责令重新答复"):
        then(plain, Act.PERFORM, START, number="示复〔2025〕2号")
    ordered = then(noticed(REVIEW), Act.DECIDE, START, result="corrected", redo_by="2025-03-18")
    assert ordered.owes_performance
    done = then(ordered, Act.PERFORM, date(2025, 3, 17), number="示复〔2025〕2号")
    assert not done.owes_performance and done.closed_on == START, "what is counted is the decision"
    with pytest.raises(Unlawful, match="已于2025-03-17履行"):
        then(done, Act.PERFORM, date(2025, 3, 18), number="示复〔2025〕2号")


def test_46_a_lesson_is_drawn_and_done() -> None:
    decided = then(noticed(REVIEW), Act.DECIDE, START, result="corrected")
    with pytest.raises(Unlawful, match="没有尚待落实的教训"):
        then(decided, Act.LESSON_DONE, START, lesson="1")
    learnt = then(decided, Act.LESSON, START, kind="column", what="增设养护资金栏目", link="/shili/zwgk/")
    with pytest.raises(Unlawful, match="没有这一条"):
        then(learnt, Act.LESSON_DONE, START, lesson="2")
    done = then(learnt, Act.LESSON_DONE, date(2025, 4, 1), lesson="1")
    assert [(each.what, each.done_on) for each in done.lessons] == [("增设养护资金栏目", date(2025, 4, 1))]
