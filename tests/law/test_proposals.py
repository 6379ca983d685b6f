"""建议提案: no order of acts leaves the table; the clock is months by the calendar; rates come of dates; claims prove nothing."""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.procedures import replay
from gongkai.law.promises import PromiseState
from gongkai.law.proposal_claims import ClaimedFigure, ClaimVerdict, judge, read_claim
from gongkai.law.proposal_facts import ProposalFact, ReplyTime, fact_of
from gongkai.law.proposal_figures import (
    MEASURES,
    ProposalFigure,
    ProposalRate,
    figures,
    loads,
    progress,
    promise_rate,
)
from gongkai.law.proposal_replies import Feedback, Openness, ReplyClass, reply_letter
from gongkai.law.proposal_terms import COPIES, Copied, HandlingClock, ProposalKind, ProposalSource
from gongkai.law.proposal_units import UnitAnswer
from gongkai.law.proposals import FLOW, HANDS, KIND, Act, Standing, State, open_proposal
from gongkai.law.reviews import CHECKS

CHINA = national()
DAY = date(2025, 3, 3)
CONFIRMED: dict[str, JSON] = dict.fromkeys(CHECKS, True)
RECEIVED: dict[str, JSON] = {
    "kind": "suggestion",
    "session": "示例县十八届人大四次会议",
    "number": "12",
    "title": "关于改善南街路灯的建议",
    "proposers": "示例代表",
}
REPLY: dict[str, JSON] = {
    "reply_class": "A",
    "openness": "full",
    "digest": "d1",
    "public_digest": "d2",
    "by": "drafter",
}
WORDS: Mapping[Act, dict[str, JSON]] = {
    Act.ANALYSE: {"points": ["补装路灯", "明确管护责任"]},
    Act.RETURN: {"reason": "不属于政府职责"},
    Act.RECORD: {"stated": "2024年办理台账", "lead": "housing", "replied_on": "2025-03-03"},
    Act.ROUTE: {"duty": "权责清单第12项", "lead": "housing", "joint": ["finance"], "units": {"2": "finance"}},
    Act.ACCEPT: {"unit": "housing"},
    Act.DECLINE: {"unit": "finance", "reason": "不属于本单位职责"},
    Act.APPOINT: {"unit": "finance", "reason": "经协调由其承办"},
    Act.HAND_OVER: {"meeting": "建议提案交办会"},
    Act.ASSIGN: {"unit": "housing", "section": "市政科"},
    Act.REASSIGN: {"reason": "职责调整", "lead": "housing", "joint": ["finance"], "units": {"2": "finance"}},
    Act.TALK: {"way": "visit", "said": "当面听取意见"},
    Act.OPINE: {"unit": "finance", "opinion": "经费已经安排"},
    Act.EXTEND: {"months": 3, "reason": "涉及面广"},
    Act.URGE: {"text": "请按期答复"},
    Act.DRAFT: {**REPLY, "promises": [{"text": "补装路灯40盏", "due_on": "2025-10-31"}]},
    Act.CHECK: {"by": "checker", "checks": CONFIRMED},
    Act.SEND_BACK: {"reason": "没有答复第二个要点"},
    Act.SIGN: {"by": "signer", "number": "示住建函〔2025〕3号"},
    Act.REPLY: {"way": "in_person"},
    Act.COPY: {"to": ["congress_office", "government_office"]},
    Act.RECEIPT: {"of": "congress_office", "received_on": "2025-03-03"},
    Act.ACKNOWLEDGE: {"of": "congress_office"},
    Act.ASK_AFTER: {"asked": "请说明管护经费何时到位"},
    Act.PUBLISH: {"digest": "d2"},
    Act.TAKE_DOWN: {"reason": "内容有误"},
    Act.FEEDBACK: {"satisfaction": "satisfied"},
    Act.REHANDLE: {},
    Act.CLOSE: {"note": "已经核对"},
    Act.REPORT_KEPT: {"promise": "1", "kept_on": "2025-03-03", "proof": "验收单", "by": "drafter"},
    Act.CONFIRM_KEPT: {"promise": "1", "by": "checker"},
    Act.DOUBT_KEPT: {"promise": "1", "reason": "没有验收单"},
    Act.PUT_OFF: {"promise": "1", "due_on": "2025-12-31", "reason": "雨季停工"},
    Act.GIVE_UP: {"promise": "1", "reason": "项目取消"},
}
TO_HANDLING = (*(Act.ANALYSE, Act.ROUTE, Act.ACCEPT, Act.APPOINT, Act.HAND_OVER, Act.ASSIGN, Act.TALK, Act.OPINE),)
TO_REPLIED = (*TO_HANDLING, Act.DRAFT, Act.CHECK, Act.SIGN, Act.REPLY)
TO_CLOSED = (*TO_REPLIED, Act.COPY, Act.PUBLISH, Act.FEEDBACK, Act.CLOSE)


def received(on: date = DAY, **more: JSON) -> Standing:
    return open_proposal(Step("receive", on, {**RECEIVED, **more}), CHINA)


def walked(*acts: Act, on: date = DAY, start: Standing | None = None, **more: Mapping[str, JSON]) -> Standing:
    standing = start or received(on)
    for act in acts:
        standing = standing.take(Step(act.value, on, {**WORDS[act], **more.get(act.value, {})}), CHINA)
    return standing


# -- the table ---------------------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(list(WORDS)), max_size=40), st.booleans())
def test_whatever_the_order_only_what_the_flow_allows_happens(course: list[Act], far: bool) -> None:
    standing = walked(*TO_REPLIED) if far else received()
    steps = [Step("receive", DAY, RECEIVED)]
    steps += [Step(act.value, DAY, WORDS[act]) for act in TO_REPLIED] if far else []
    rows = {(row.source, row.act, row.target) for row in FLOW.rows}
    for act in course:
        taken, before = Step(act.value, DAY, WORDS[act]), standing
        try:
            standing = standing.take(taken, CHINA)
        except Unlawful:
            assert standing is before
            continue
        steps.append(taken)
        assert (before.state, act, standing.state) in rows
    assert replay(KIND, steps, CHINA) == standing
    assert (standing.closed_on is not None) == (standing.state in (State.CLOSED, State.RETURNED))
    assert (standing.closed_on is None) == (standing.outcome is None)
    if standing.state is State.REPLIED:
        assert all(unit.stands for unit in standing.units)
        assert standing.reply is not None and standing.reply.checked_by != standing.reply.drafted_by


@pytest.mark.parametrize("act", list(WORDS))
def test_an_act_that_is_not_in_the_table_is_refused_in_every_state(act: Act) -> None:
    sources = {row.source for row in FLOW.rows if row.act == act}
    for state in State:
        if state not in sources:
            told = replace(received(), state=state).objections(act, DAY)
            assert told and act.label in told[0].reason


def test_every_act_is_somebodys_turn_and_the_lead_unit_replies_and_publishes() -> None:
    assert set(HANDS) == set(Act)
    assert {HANDS[act] for act in (Act.DRAFT, Act.SIGN, Act.REPLY, Act.PUBLISH)} == {"lead"}
    assert {row.act for row in FLOW.rows} == set(Act) - {Act.RECEIVE}


# -- the clocks --------------------------------------------------------------------------------------------------------


def slow_due(began: date, months: int) -> date:
    """Day by day: the same day of the month so many months on, or the last one there is, then on to a working day."""
    day, passed = began, 0
    while passed < months:
        day += timedelta(days=1)
        last = gregorian.monthrange(day.year, day.month)[1]
        passed += day.day == min(began.day, last)
    while not CHINA.day(day).works:
        day += timedelta(days=1)
    return day


@given(st.dates(date(2016, 1, 1), date(2025, 6, 30)), st.integers(1, 6))
def test_the_reply_is_due_by_months_of_the_calendar(on: date, months: int) -> None:
    assert HandlingClock(on, months).due(CHINA).on == slow_due(on, months)


@given(st.dates(date(2016, 1, 1), date(2025, 6, 30)), st.integers(1, 3))
def test_an_extension_reaches_six_months_and_not_further(on: date, months: int) -> None:
    handling = walked(*TO_HANDLING, on=on)
    longer = handling.take(Step("extend", on, {"months": months, "reason": "涉及面广"}), CHINA)
    reckoned, before = longer.due(CHINA), handling.due(CHINA)
    assert reckoned is not None and before is not None
    assert (before.on, reckoned.on) == (slow_due(on, 3), slow_due(on, 3 + months))
    assert longer.extended and not handling.extended
    with pytest.raises(Unlawful, match="不能超过6个月"):
        longer.take(Step("extend", on, {"months": 4 - months, "reason": "再延"}), CHINA)


def test_what_is_over_is_not_extended() -> None:
    handling = walked(*TO_HANDLING)
    with pytest.raises(Unlawful, match="已于2025-06-03届满"):
        handling.take(Step("extend", date(2025, 6, 4), WORDS[Act.EXTEND]), CHINA)


@given(st.dates(date(2024, 1, 1), date(2025, 6, 1)))
def test_the_reply_goes_out_within_twenty_working_days(on: date) -> None:
    replied = walked(*TO_REPLIED, on=on, draft={"promises": []})
    due = replied.due(CHINA)
    assert due is not None
    counted, day = 0, on
    while counted < 20:
        day += timedelta(days=1)
        counted += CHINA.day(day).works
    assert due.on == day


def test_the_handover_may_fix_an_earlier_day_and_none_later() -> None:
    routed = walked(Act.ANALYSE, Act.ROUTE, Act.ACCEPT, Act.APPOINT)
    sooner = routed.take(Step("hand_over", DAY, {"meeting": "交办会", "until": "2025-05-20"}), CHINA)
    due = sooner.due(CHINA)
    assert due is not None and due.on == date(2025, 5, 20)
    with pytest.raises(Unlawful, match="不能晚于法定期限（2025-06-03）"):
        routed.take(Step("hand_over", DAY, {"meeting": "交办会", "until": "2025-10-31"}), CHINA)


def test_a_session_may_have_months_of_its_own() -> None:
    routed = walked(Act.ANALYSE, Act.ROUTE, Act.ACCEPT, Act.APPOINT)
    handed = routed.take(Step("hand_over", DAY, {"meeting": "交办会", "months": 2, "longest": 4}), CHINA)
    due = handed.due(CHINA)
    assert due is not None and due.on == slow_due(DAY, 2)
    with pytest.raises(Unlawful, match="不能超过4个月"):
        handed.take(Step("extend", DAY, {"months": 3, "reason": "涉及面广"}), CHINA)


# -- units -------------------------------------------------------------------------------------------------------------


def test_a_unit_that_declines_stands_in_the_way_of_the_handover_until_it_is_appointed_or_another_is_found() -> None:
    declined = walked(Act.ANALYSE, Act.ROUTE, Act.ACCEPT, Act.DECLINE)
    assert [each.reason for each in declined.objections(Act.HAND_OVER, DAY)] == [
        "承办单位还没有全部接受，不能交办：重新分办，或者指定承办"
    ]
    assert not declined.take(Step("appoint", DAY, WORDS[Act.APPOINT]), CHINA).objections(Act.HAND_OVER, DAY)
    other: dict[str, JSON] = {**WORDS[Act.ROUTE], "joint": ["police"], "units": {"2": "police"}}
    rerouted = declined.take(Step("route", DAY, other), CHINA)
    assert [(unit.code, unit.answer) for unit in rerouted.units] == [
        ("housing", UnitAnswer.ACCEPTED),
        ("police", UnitAnswer.ASKED),
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"lead": "housing", "joint": ["housing"]}, "主办单位不能同时是协办单位"),
        ({"lead": "housing", "joint": ["finance"]}, "协办单位没有分到要点：finance"),
        ({"lead": "housing", "units": {"2": "finance"}}, "要点分给了不承办的单位：finance"),
        ({"lead": "housing", "units": {"9": "housing"}}, "没有第9个要点"),
        ({"lead": ""}, "主办单位不能为空"),
    ],
)
def test_what_is_wrong_with_a_routing_is_named(given: dict[str, JSON], told: str) -> None:
    with pytest.raises(Unlawful, match=told):
        walked(Act.ANALYSE).take(Step("route", DAY, {"duty": "权责清单", **given}), CHINA)


def test_the_reply_waits_for_the_talk_and_for_the_opinions_of_the_joint_units() -> None:
    handed = walked(Act.ANALYSE, Act.ROUTE, Act.ACCEPT, Act.APPOINT, Act.HAND_OVER)
    reasons = [each.reason for each in handed.objections(Act.DRAFT, DAY)]
    assert reasons == ["答复前应当与提出人沟通，本轮还没有沟通记录", "协办单位还没有全部提出协办意见"]
    assert not walked(Act.TALK, Act.OPINE, start=handed).objections(Act.DRAFT, DAY)


# -- the reply ---------------------------------------------------------------------------------------------------------


def test_who_drew_the_reply_neither_checks_nor_signs_it() -> None:
    drafted = walked(*TO_HANDLING, Act.DRAFT)
    with pytest.raises(Unlawful, match="拟稿人不能审查自己拟的答复"):
        drafted.take(Step("check", DAY, {"by": "drafter", "checks": CONFIRMED}), CHINA)
    with pytest.raises(Unlawful, match="尚未经过保密和隐私审查"):
        drafted.take(Step("sign", DAY, WORDS[Act.SIGN]), CHINA)
    with pytest.raises(Unlawful, match="拟稿人不能签发自己拟的答复"):
        walked(Act.CHECK, start=drafted).take(Step("sign", DAY, {"by": "drafter", "number": "1"}), CHINA)


@pytest.mark.parametrize("missing", list(CHECKS))
def test_what_is_to_go_out_is_confirmed_question_by_question(missing: str) -> None:
    drafted = walked(*TO_HANDLING, Act.DRAFT)
    with pytest.raises(Unlawful, match=CHECKS[missing]):
        drafted.take(Step("check", DAY, {"by": "checker", "checks": {**CONFIRMED, missing: False}}), CHINA)


def test_only_the_text_that_was_checked_is_published_and_what_is_withheld_never() -> None:
    replied = walked(*TO_REPLIED)
    with pytest.raises(Unlawful, match="与经过保密审查的文本不一致"):
        replied.take(Step("publish", DAY, {"digest": "another"}), CHINA)
    held: dict[str, JSON] = {"openness": "withheld", "ground": "state_secret", "reason": "涉及国家秘密", "promises": []}
    withheld = walked(*TO_REPLIED, draft=held, check={"checks": {}})
    assert withheld.due(CHINA) is None
    with pytest.raises(Unlawful, match="条例第十四条"):
        withheld.take(Step("publish", DAY, {"digest": "d2"}), CHINA)


def test_a_reply_that_plans_says_what_and_by_when() -> None:
    with pytest.raises(Unlawful, match="B类答复应当写明承诺事项和时限"):
        walked(*TO_HANDLING, Act.DRAFT, draft={"reply_class": "B", "promises": []})
    with pytest.raises(Unlawful, match="第1条：承诺时限应晚于答复日期"):
        walked(*TO_HANDLING, Act.DRAFT, draft={"promises": [{"text": "补装", "due_on": "2025-03-01"}]})


def test_the_file_is_closed_when_it_was_copied_and_published() -> None:
    replied = walked(*TO_REPLIED)
    reasons = [each.reason for each in replied.objections(Act.CLOSE, DAY)]
    assert reasons == ["还没有抄送人大常委会代工委", "还没有抄送政府办公室", "答复应当公开，还没有公开"]
    assert walked(*TO_CLOSED).outcome == "A"
    assert {source: copies[0] for source, copies in COPIES.items()} == {
        ProposalSource.CONGRESS: Copied.CONGRESS_OFFICE,
        ProposalSource.CONFERENCE: Copied.CONFERENCE_OFFICE,
    }


def test_who_is_not_satisfied_is_answered_again_and_the_first_day_still_counts() -> None:
    unhappy = {"satisfaction": "unsatisfied", "said": "没有说明何时完工"}
    first = walked(*TO_REPLIED, Act.COPY, Act.PUBLISH, Act.FEEDBACK, feedback=unhappy)
    assert [each.reason for each in first.objections(Act.CLOSE, DAY)] == ["提出人不满意，应当重新办理"]
    later = date(2025, 7, 1)
    again = first.take(Step("rehandle", later), CHINA)
    due = again.due(CHINA)
    assert due is not None and due.on == slow_due(later, 1)
    assert [each.reason for each in again.objections(Act.EXTEND, later)] == ["重新办理不再延长期限"]
    done = walked(Act.TALK, Act.OPINE, Act.DRAFT, Act.CHECK, Act.SIGN, Act.REPLY, on=later, start=again)
    assert done.replied_on == DAY and done.reply is not None and done.reply.replied_on == later
    assert [each.key for each in done.promises] == ["1", "2"]
    assert fact_of(1, done, CHINA).time(later) is ReplyTime.ON_TIME


@pytest.mark.parametrize("kind", list(ProposalKind))
def test_the_letter_bears_its_class_and_addresses_the_proposer(kind: ProposalKind) -> None:
    reply = walked(*TO_REPLIED).reply
    assert reply is not None
    letter = reply_letter(
        reply,
        kind=kind,
        session="示例县十八届人大四次会议",
        number="12",
        title="关于改善南街路灯的建议",
        proposers="示例",
        text="一、补装路灯。\n\n二、明确责任。",
        contact="示例县住房和城乡建设局 0900-0000001",
        copies=COPIES[kind.source],
    )
    assert letter.marks == ("A类", "公开方式：全文公开")
    assert letter.title == f"关于示例县十八届人大四次会议第12号{kind.label}的答复"
    assert letter.addressee == ("示例委员：" if kind is ProposalKind.PROPOSAL else "示例代表：")
    assert letter.paragraphs[1:3] == ("一、补装路灯。", "二、明确责任。")
    assert "示住建函〔2025〕3号" in letter.foot[0] and COPIES[kind.source][0].label in letter.foot[1]


def test_only_a_motion_is_turned_into_a_suggestion() -> None:
    assert received(kind="motion", as_suggestion=True).as_suggestion
    with pytest.raises(Unlawful, match="只有议案可以转作建议办理，本件是提案"):
        received(kind="proposal", as_suggestion=True)


# -- promises ----------------------------------------------------------------------------------------------------------


@given(st.integers(-20, 20), st.integers(0, 40))
def test_a_promise_is_kept_when_another_person_saw_the_proof(days: int, looked: int) -> None:
    closed = walked(*TO_CLOSED)
    due = closed.promises[0].due_on
    kept = due + timedelta(days=days)
    on = kept + timedelta(days=looked)
    told = {"promise": "1", "kept_on": kept.isoformat(), "proof": "验收单", "by": "drafter"}
    said = closed.take(Step("report_kept", on, told), CHINA)
    assert said.promises[0].state(on) is PromiseState.REPORTED
    with pytest.raises(Unlawful, match="报告兑现的人不能核实自己的报告"):
        said.take(Step("confirm_kept", on, {"promise": "1", "by": "drafter"}), CHINA)
    seen = said.take(Step("confirm_kept", on, {"promise": "1", "by": "checker"}), CHINA)
    assert seen.promises[0].state(on) is (PromiseState.KEPT if kept <= due else PromiseState.KEPT_LATE)
    with pytest.raises(Unlawful, match="已经了结"):
        seen.take(Step("give_up", on, WORDS[Act.GIVE_UP]), CHINA)


def test_a_promise_put_off_is_still_measured_by_its_first_day() -> None:
    later = walked(*TO_CLOSED, Act.PUT_OFF)
    on = date(2025, 12, 1)
    told = {"promise": "1", "kept_on": "2025-12-01", "proof": "验收单", "by": "drafter"}
    kept = later.take(Step("report_kept", on, told), CHINA)
    kept = kept.take(Step("confirm_kept", on, {"promise": "1", "by": "checker"}), CHINA)
    assert later.promises[0].state(on) is PromiseState.OPEN
    assert kept.promises[0].state(on) is PromiseState.KEPT_LATE


def test_a_reply_sent_back_takes_its_promises_with_it() -> None:
    assert walked(*TO_HANDLING, Act.DRAFT, Act.SEND_BACK).promises == ()
    assert len(walked(*TO_HANDLING, Act.DRAFT, Act.SEND_BACK, Act.DRAFT).promises) == 1


@given(st.lists(st.sampled_from(list(PromiseState)), max_size=30))
def test_the_rate_of_promises_is_of_those_that_are_over(states: list[PromiseState]) -> None:
    over = [each for each in states if each not in (PromiseState.OPEN, PromiseState.REPORTED)]
    kept = [each for each in over if each in (PromiseState.KEPT, PromiseState.KEPT_LATE)]
    expected = round(100 * len(kept) / len(over), 2) if over else None
    found = promise_rate(states)
    assert (found is None) == (expected is None)
    assert expected is None or abs(float(found or 0) - expected) <= 0.01


# -- figures and claims ------------------------------------------------------------------------------------------------

DAYS = st.none() | st.dates(date(2025, 1, 1), date(2025, 12, 31))


@st.composite
def facts(draw: st.DrawFn) -> list[ProposalFact]:
    return [
        ProposalFact(
            key,
            draw(st.sampled_from(list(ProposalKind))),
            returned=draw(st.booleans()),
            lead=draw(st.sampled_from(["", "a", "b"])),
            joint=tuple(draw(st.sets(st.sampled_from(["c", "d"])))),
            handed_over_on=draw(DAYS),
            term_on=draw(DAYS),
            extended=draw(st.booleans()),
            replied_on=draw(DAYS),
            done=draw(st.booleans()),
            closed=draw(st.booleans()),
            satisfaction=draw(st.none() | st.sampled_from(list(Feedback))),
        )
        for key in range(draw(st.integers(0, 8)))
    ]


@given(facts(), st.dates(date(2025, 1, 1), date(2026, 1, 31)))
def test_every_file_stands_in_one_time_and_no_rate_goes_by_what_has_no_date(
    known: list[ProposalFact], on: date
) -> None:
    counted = figures(known, on)
    times = [ProposalFigure(each.value) for each in ReplyTime if each is not ReplyTime.WAITING]
    waiting = sum(1 for fact in known if not fact.returned and fact.time(on) is ReplyTime.WAITING)
    assert counted.count(*times) + waiting == counted.count(ProposalFigure.RECEIVED)
    rate = counted.rate(ProposalRate.IN_TIME)
    dateless = [f for f in known if not f.returned and (f.done or f.replied_on) and not (f.replied_on and f.term_on)]
    if dateless:
        assert rate is None and f"{len(dateless)}件没有交办或者答复日期" in counted.refusal(ProposalRate.IN_TIME)
        return
    over = [f for f in known if not f.returned and f.term_on and (f.replied_on or on > f.term_on)]
    good = [f for f in over if f.replied_on and f.term_on and f.replied_on <= f.term_on]
    assert (rate is None) == (not over)
    assert rate is None or abs(rate - Decimal(100 * len(good)) / len(over)) <= Decimal("0.005")


@given(facts(), st.dates(date(2025, 1, 1), date(2026, 1, 31)))
def test_the_loads_of_the_units_are_the_files_counted_by_unit(known: list[ProposalFact], on: date) -> None:
    found = loads(known, on)
    kept = [fact for fact in known if not fact.returned]
    assert sum(len(load.lead) for load in found) == sum(1 for fact in kept if fact.lead)
    assert sum(len(load.joint) for load in found) == sum(len(fact.joint) for fact in kept)
    assert [load.whole for load in found] == sorted((load.whole for load in found), reverse=True)
    answered = [fact for fact in kept if fact.replied_on]
    curve = progress(known)
    assert (curve[-1][1] if curve else 0) == len(answered)
    assert [each for _, each in curve] == sorted(each for _, each in curve)


def done(count: int, of: int, kind: ProposalKind) -> list[ProposalFact]:
    return [
        ProposalFact(
            key,
            kind,
            handed_over_on=DAY,
            term_on=date(2025, 6, 3),
            replied_on=date(2025, 5, 1) if key < count else None,
            done=key < count,
            closed=key < count,
        )
        for key in range(of)
    ]


@pytest.mark.parametrize(
    ("closed", "received", "printed"), [(92, 131, "70.23"), (121, 145, "83.45"), (1, 3, "33.33"), (2, 3, "66.67")]
)
def test_a_closing_rate_is_printed_with_two_places(closed: int, received: int, printed: str) -> None:
    counted = figures(done(closed, received, ProposalKind.PROPOSAL), DAY)
    assert str(counted.rate(ProposalRate.CLOSING)) == printed
    claim = read_claim(ClaimedFigure.CLOSING, f"{printed}%", "年度报告")
    assert judge(claim, counted).verdict is ClaimVerdict.CARRIED


def test_a_hundred_percent_in_time_is_questioned_where_the_dates_do_not_carry_it() -> None:
    claim = read_claim(ClaimedFigure.IN_TIME, "100%", "2018年年度报告")
    kept = done(3, 3, ProposalKind.SUGGESTION)
    assert judge(claim, figures(kept, DAY)).verdict is ClaimVerdict.CARRIED
    late = [replace(kept[0], replied_on=date(2025, 10, 31)), *kept[1:]]
    told = judge(claim, figures(late, DAY))
    assert told.verdict is ClaimVerdict.CONTRADICTED
    assert told.question == "称按期办复率100%，按条目统计为66.67%"
    undated = [replace(kept[0], replied_on=None), *kept[1:]]
    told = judge(claim, figures(undated, DAY))
    assert (told.verdict, told.counted) == (ClaimVerdict.UNPROVEN, None)
    assert told.question == "称按期办复率100%：1件没有交办或者答复日期，按期办复率不能计算"
    assert figures(undated, DAY).rate(ProposalRate.IN_TIME) is None


@given(st.decimals(0, 100, places=2))
def test_a_claim_never_changes_what_is_counted(value: Decimal) -> None:
    counted = figures(done(2, 3, ProposalKind.PROPOSAL), DAY)
    told = judge(read_claim(ClaimedFigure.REPLYING, str(value), "台账"), counted)
    assert told.counted == Decimal("66.67")
    assert (told.verdict is ClaimVerdict.CARRIED) == (value in (Decimal("66.67"), Decimal("66.66")))


@pytest.mark.parametrize("value", ["", "很多", "-1", "101", "NaN", "Infinity", "1e-50"])
def test_a_claim_that_is_no_figure_is_refused(value: str) -> None:
    with pytest.raises(Unlawful):
        read_claim(ClaimedFigure.IN_TIME, value, "年度报告")


# -- what earlier years left ------------------------------------------------------------------------------------------


def test_a_past_file_counts_in_time_only_where_both_days_are_known() -> None:
    on = date(2025, 12, 1)
    dated = {"stated": "台账", "handed_over_on": "2025-03-15", "replied_on": "2025-06-16", "reply_class": "A"}
    proven = walked(Act.RECORD, on=on, start=received(), record=dated)
    assert proven.outcome == "A" and proven.closed_on == date(2025, 6, 16)
    assert fact_of(1, proven, CHINA).time(on) is ReplyTime.ON_TIME  # 15 June is a Sunday
    for missing in ("handed_over_on", "replied_on"):
        unproven = walked(Act.RECORD, on=on, start=received(), record={**dated, missing: ""})
        assert fact_of(1, unproven, CHINA).time(on) is ReplyTime.UNDATED


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"handed_over_on": "2025-01-01"}, "handed_over_on"),
        ({"handed_over_on": "2025-04-01", "replied_on": "2025-03-20"}, "replied_on"),
        ({"replied_on": "2026-03-20"}, "replied_on"),
        ({"extended": 4}, "extended"),
        ({"reply_class": "D"}, "reply_class"),
        ({"stated": ""}, "stated"),
    ],
)
def test_a_past_file_with_days_out_of_order_is_refused(given: dict[str, JSON], field: str) -> None:
    with pytest.raises(Unlawful) as refusal:
        walked(Act.RECORD, on=date(2025, 12, 1), start=received(), record={"replied_on": "", **given})
    assert refusal.value.field == field


def test_every_figure_has_its_measure_and_a_withheld_reply_is_counted_as_such() -> None:
    assert set(MEASURES) == set(ProposalFigure)
    held: dict[str, JSON] = {
        "openness": "withheld",
        "ground": "third_party",
        "reason": "涉及企业商业秘密",
        "promises": [],
    }
    withheld = fact_of(7, walked(*TO_REPLIED, draft=held, check={"checks": {}}), CHINA)
    assert withheld.openness is Openness.WITHHELD and withheld.reply_class is ReplyClass.SOLVED
    counted = figures([withheld], date(2026, 1, 1))
    assert counted.keys[ProposalFigure.WITHHELD] == (7,) and not counted.count(ProposalFigure.UNPUBLISHED)
