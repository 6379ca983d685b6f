"""依申请公开: properties of the procedure and its clock for arbitrary calendars and acts, then the articles' examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.law.applications import (
    FLOW_2007,
    FLOW_2019,
    PRIVATE,
    Act,
    ApplicantKind,
    Standing,
    State,
    open_application,
)
from gongkai.law.fees import fee_by_items, fee_by_pages
from gongkai.law.grammar.calendar import Calendar, national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.outcomes import Version, outcome, replies
from gongkai.law.receipt import Channel, receipt
from tests.law.strategies import calendars
from tests.law.strategies import days as arbitrary_days

if TYPE_CHECKING:
    from collections.abc import Sequence

CHINA = national()


def step(act: Act | str, on: date, **details: JSON) -> Step:
    return Step(str(act), on, details)


def submit(on: date, channel: Channel = Channel.IN_PERSON, kind: ApplicantKind = ApplicantKind.PERSON) -> Step:
    return step(Act.SUBMIT, on, channel=channel.value, applicant=kind.value)


def opened(on: date, channel: Channel = Channel.IN_PERSON, calendar: Calendar = CHINA) -> Standing:
    return open_application(submit(on, channel), calendar)


def after(first: Step, *steps: Step, calendar: Calendar = CHINA) -> Standing:
    standing = open_application(first, calendar)
    for each in steps:
        standing = standing.take(each, calendar)
    return standing


def due(standing: Standing, calendar: Calendar = CHINA) -> date:
    reckoned = standing.due(calendar)
    assert reckoned is not None
    return reckoned.on


def full_elements(key: str) -> dict[str, JSON]:
    return {element.value: "据实写明" for element in outcome(key).elements}


def draft(key: str, on: date, **elements: JSON) -> Step:
    return step(Act.DRAFT, on, outcome=key, elements=elements or full_elements(key))


def reply(on: date) -> Step:
    return step(Act.REPLY, on, number="青公复〔2025〕1号")


def serve(on: date) -> Step:
    return step(Act.SERVE, on, method="post", proof="挂号信XA00000000000")


def consult(on: date, of: str = "third_party") -> Step:
    return step(Act.CONSULT, on, of=of, subject="是否同意公开")


# -- properties ------------------------------------------------------------------------------------------------------------

STARTS = st.dates(date(2019, 5, 15), date(2025, 6, 30))


def slow_due(calendar: Calendar, start: date, length: int, away: Sequence[tuple[date, date]]) -> date:
    """An independent count, day after day, with a set of the days taken out."""
    out = {first + timedelta(days=n) for first, last in away for n in range(1, (last - first).days + 1)}
    day, counted = start, 0
    while counted < length:
        day += timedelta(days=1)
        counted += calendar.is_working_day(day) and day not in out
    return day


@given(calendars(), arbitrary_days())
def test_the_due_day_is_the_twentieth_working_day_after_receipt(calendar: Calendar, start: date) -> None:
    standing = opened(start, calendar=calendar)
    assert due(standing, calendar) == slow_due(calendar, start, 20, [])
    assert calendar.is_working_day(due(standing, calendar))


@st.composite
def consultations(draw: st.DrawFn) -> list[tuple[int, int, str]]:
    """Offsets (sent, answered) in days after receipt, overlapping as they like."""
    pairs = draw(st.lists(st.tuples(st.integers(0, 18), st.integers(0, 15)), max_size=5))
    return [(sent, sent + length, draw(st.sampled_from(["third_party", "authority"]))) for sent, length in pairs]


@given(calendars(), arbitrary_days(), consultations(), st.integers(0, 20))
def test_overlapping_consultations_move_the_deadline_by_the_union_of_their_working_days(
    calendar: Calendar, start: date, asked: list[tuple[int, int, str]], days: int
) -> None:
    events: list[tuple[int, int, Step]] = []
    for place, (sent, answered, of) in enumerate(sorted(asked)):
        events.append((sent, 0, consult(start + timedelta(days=sent), of)))
        answer = step(
            Act.ANSWER_CONSULTATION, start + timedelta(days=answered), consultation=str(place + 1), opinion="consent"
        )
        events.append((answered, 1, answer))
    if days:
        events.append((19, 2, step(Act.EXTEND, start + timedelta(days=19), days=days, reason="检索量大")))
    ordered = [each for _, _, each in sorted(events, key=lambda event: event[:2])]
    standing = after(submit(start), *ordered, calendar=calendar)
    silence = {"third_party": 15, "authority": 15}
    away = [
        (
            start + timedelta(days=sent),
            min(
                start + timedelta(days=answered),
                calendar.after(start + timedelta(days=sent), silence[of]).on,
            ),
        )
        for sent, answered, of in asked
    ]
    assert due(standing, calendar) == slow_due(calendar, start, 20 + days, away)
    clock = standing.clock(calendar)
    assert clock is not None
    assert [day.number for day in clock.days if day.number] == list(range(1, 21 + days))
    assert clock.days[-1].date == due(standing, calendar)
    assert clock.days[0].date == start + timedelta(days=1), "the day of receipt is not counted"


ALL_ACTS = st.sampled_from(list(Act))


@st.composite
def random_steps(draw: st.DrawFn) -> list[Step]:
    """Acts lawful and unlawful in any order, with plausible details for whichever act it is."""
    steps = []
    on = draw(STARTS)
    for _ in range(draw(st.integers(1, 14))):
        on += timedelta(days=draw(st.integers(0, 9)))
        act = draw(ALL_ACTS)
        key = draw(st.sampled_from([leaf.key for leaf in replies(Version.R2019)]))
        details: dict[str, JSON] = {
            "outcome": key,
            "elements": full_elements(key),
            "number": "青公复〔2025〕1号",
            "method": "electronic",
            "proof": "回执",
            "points": "请写明年份",
            "facts": "一个月内提交八十件",
            "days": draw(st.integers(1, 20)),
            "reason": "检索量大",
            "of": draw(st.sampled_from(["third_party", "authority"])),
            "subject": "是否同意公开",
            "consultation": draw(st.sampled_from(["1", "2"])),
            "opinion": "object",
            "until": (on + timedelta(days=60)).isoformat(),
            "measure": "by_page",
            "quantity": 40,
            "received_on": on.isoformat(),
        }
        steps.append(Step(act.value, on, details))
    return steps


def covered(step: Step) -> Step:
    """The step with every private text covered, as it is read once its key was shredded."""

    def mark(told: JSON) -> JSON:
        return {name: mark(each) for name, each in told.items()} if isinstance(told, dict) else told and "（已销毁）"

    details = {name: mark(told) if name in PRIVATE else told for name, told in step.details.items()}
    return Step(step.act, step.on, details)


@given(st.sampled_from(list(Channel)), random_steps())
def test_no_day_state_or_outcome_depends_on_how_something_was_worded(channel: Channel, steps: list[Step]) -> None:
    told = unread = open_application(submit(steps[0].on, channel), CHINA)
    for each in steps:
        try:
            told = told.take(each, CHINA)
        except Unlawful:
            with pytest.raises(Unlawful):
                unread.take(covered(each), CHINA)
            continue
        unread = unread.take(covered(each), CHINA)
        assert replace(told, draft=None, service=None) == replace(unread, draft=None, service=None)
        assert told.due(CHINA) == unread.due(CHINA)
        assert told.on_time(CHINA) == unread.on_time(CHINA)
        assert (told.draft and told.draft.outcome) == (unread.draft and unread.draft.outcome)


@given(st.sampled_from(list(Channel)), random_steps())
def test_no_order_of_acts_leaves_the_table(channel: Channel, steps: list[Step]) -> None:
    first = submit(steps[0].on, channel)
    standing = open_application(first, CHINA)
    for each in steps:
        before = standing
        act = Act(each.act)
        objections = standing.objections(act, each.on, CHINA)
        try:
            standing = standing.take(each, CHINA)
        except Unlawful as refusal:
            assert refusal.reason
            assert standing is before, "a refused act changes nothing"
            continue
        assert not objections, "what was objected to cannot succeed"
        assert any(
            row.source == before.state and row.act == act and row.target == standing.state for row in before.flow.rows
        )
        assert (standing.closed_on is not None) == (standing.state in {State.CLOSED, State.ARCHIVED})
        assert standing.taken == (*before.taken, act)
        if before.closed_on:
            assert standing.closed_on == before.closed_on, "closed files stay closed"
            assert standing.outcome == before.outcome


BEGINNINGS = {Act.SUBMIT, Act.CONFIRM, Act.CLARIFY, Act.GIVE_REASONS, Act.PAY}


@given(random_steps())
def test_whatever_happened_the_due_day_is_counted_from_the_last_beginning(steps: list[Step]) -> None:
    first = submit(steps[0].on)
    standing, lawful = open_application(first, CHINA), [first]
    for each in steps:
        try:
            standing = standing.take(each, CHINA)
        except Unlawful:
            continue
        lawful.append(each)
    clock = standing.clock(CHINA)
    silent = Act.ASK_REASONS in standing.taken and Act.GIVE_REASONS not in standing.taken
    if clock is None or standing.deferred_to or (silent and standing.replied_on):
        return
    beginning = max(place for place, act in enumerate(standing.taken) if act in BEGINNINGS)
    extension = [each.details["days"] for each in lawful[beginning:] if each.act == Act.EXTEND]
    away = []
    for asked in standing.consultations:
        silence = CHINA.after(asked.served_on or asked.sent_on, 15).on
        away.append((asked.sent_on, min(silence, asked.answered_on or silence)))
    length = 20 + sum(days for days in extension if isinstance(days, int))
    assert clock.due is not None and clock.due.on == slow_due(CHINA, lawful[beginning].on, length, away)


def test_every_state_can_be_reached_and_every_act_outside_the_table_is_unlawful() -> None:
    for flow, states in (
        (FLOW_2019, set(State)),
        (FLOW_2007, {State.HANDLING, State.REPLIED, State.CLOSED, State.ARCHIVED}),
    ):
        assert set(flow.states()) == states
        for state in states:
            allowed = {row.act for row in flow.open_acts(state)}
            for act in set(Act) - allowed:
                with pytest.raises(Unlawful):
                    flow.after(state, act)
    assert {row.act for row in FLOW_2019.open_acts(State.ARCHIVED)} == {Act.REOPEN}


@given(STARTS, st.integers(0, 40), st.integers(1, 60))
def test_a_clarified_application_starts_a_new_term(start: date, wait: int, period: int) -> None:
    asked = start + timedelta(days=1)
    clarified = asked + timedelta(days=wait)
    standing = after(
        submit(start),
        step(Act.ASK_CLARIFICATION, asked, points="请写明年份", days=period),
        step(Act.CLARIFY, clarified),
    )
    assert due(standing) == slow_due(CHINA, clarified, 20, [])


@given(STARTS)
def test_the_remaining_days_count_down_one_by_one_and_go_negative_when_overdue(start: date) -> None:
    standing = opened(start)
    clock = standing.clock(CHINA)
    assert clock is not None
    last = due(standing)
    previous = clock.remaining(start, CHINA)
    assert previous == 20
    day = start
    while day < last + timedelta(days=30):
        day += timedelta(days=1)
        now = clock.remaining(day, CHINA)
        assert now is not None and previous is not None
        assert previous - now == (1 if CHINA.is_working_day(day) else 0)
        previous = now
    assert clock.remaining(last, CHINA) == 0


# -- the worked deadlines (regulations §7.5) -----------------------------------------------------------------------------

D = date


@pytest.mark.parametrize(
    ("channel", "arrived", "confirmed", "expected", "extended"),
    [
        (Channel.IN_PERSON, D(2025, 1, 20), None, D(2025, 2, 21), D(2025, 3, 21)),
        (Channel.REGISTERED_POST, D(2025, 9, 22), None, D(2025, 10, 24), D(2025, 11, 21)),
        (Channel.REGISTERED_POST, D(2024, 9, 25), None, D(2024, 10, 28), None),
        (Channel.ONLINE, D(2026, 2, 8), D(2026, 2, 9), D(2026, 3, 13), D(2026, 4, 13)),
        (Channel.ONLINE, D(2025, 2, 15), D(2025, 2, 15), D(2025, 3, 14), None),
        (Channel.IN_PERSON, D(2025, 2, 14), None, D(2025, 3, 14), None),
        (Channel.IN_PERSON, D(2018, 2, 5), None, D(2018, 3, 1), D(2018, 3, 22)),
    ],
)
def test_33_2_the_reply_is_due_on_the_worked_day(
    channel: Channel, arrived: date, confirmed: date | None, expected: date, extended: date | None
) -> None:
    steps = [step(Act.CONFIRM, confirmed)] if confirmed else []
    standing = after(submit(arrived, channel), *steps)
    assert due(standing) == expected
    if extended:
        days = 20 if arrived.year > 2018 else 15
        longer = standing.take(step(Act.EXTEND, expected, days=days, reason="需要检索历史档案"), CHINA)
        assert due(longer) == extended


def test_30_the_clarification_of_the_fourth_example_restarts_the_clock() -> None:
    asked = step(Act.ASK_CLARIFICATION, D(2026, 2, 13), points="请写明所需信息的年份", days=15)
    standing = after(
        submit(D(2026, 2, 9), Channel.ONLINE), step(Act.CONFIRM, D(2026, 2, 9)), asked, step(Act.CLARIFY, D(2026, 3, 3))
    )
    assert due(standing) == D(2026, 3, 31)
    longer = standing.take(step(Act.EXTEND, D(2026, 3, 20), days=20, reason="检索量大"), CHINA)
    assert due(longer) == D(2026, 4, 29)


def asked_third_party() -> Standing:
    return after(
        submit(D(2025, 9, 10)),
        consult(D(2025, 9, 16)),
        step(Act.SERVE_CONSULTATION, D(2025, 9, 18), consultation="1"),
    )


def test_33_3_the_third_party_who_answers_takes_out_the_days_in_between() -> None:
    answered = step(Act.ANSWER_CONSULTATION, D(2025, 10, 10), consultation="1", opinion="consent")
    standing = asked_third_party().take(answered, CHINA)
    assert due(standing) == D(2025, 10, 31)
    clock = standing.clock(CHINA)
    assert clock is not None
    assert clock.used(D(2025, 9, 16)) == 4
    assert clock.used(D(2025, 10, 10)) == 4
    assert clock.used(D(2025, 10, 11)) == 5, "a make-up Saturday counts"


def test_32_the_silent_third_party_takes_out_fifteen_working_days_from_service() -> None:
    standing = asked_third_party()
    assert standing.consultations[0].silent_from(Version.R2019, CHINA).on == D(2025, 10, 15)  # type: ignore[union-attr]
    assert due(standing) == D(2025, 11, 6)


def test_33_without_the_consultation_it_would_have_been_due_on_14_october() -> None:
    assert due(opened(D(2025, 9, 10))) == D(2025, 10, 14)


def test_the_clock_tells_each_run_of_days_with_its_article_or_notice() -> None:
    clock = asked_third_party().clock(CHINA)
    assert clock is not None
    lines = "\n".join(clock.lines)
    assert "2025年9月10日收到申请，当日不计入，自次日起算20个工作日（条例第三十三条第二款）" in lines
    assert "2025年9月11日至12日：工作日，计入，第1至2个工作日" in lines
    assert "征求第三方意见期间，不计入（条例第三十三条第三款）" in lines
    assert "第20个工作日为2025年11月6日，即最迟答复之日" in lines


def test_a_clock_that_reaches_a_year_not_announced_says_so() -> None:
    start = D(max(CHINA.announced()), 12, 20)
    clock = opened(start).clock(CHINA)
    assert clock is not None and clock.provisional
    assert "尚未公布放假安排" in clock.lines[-1]


# -- receipt (条例第三十一条) ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", [Channel.PLAIN_POST, Channel.ONLINE, Channel.FAX, Channel.EMAIL])
def test_31_what_needs_both_sides_is_received_on_the_day_of_confirmation(channel: Channel) -> None:
    standing = opened(D(2025, 3, 3), channel)
    assert standing.state is State.UNCONFIRMED and standing.due(CHINA) is None
    confirmed = standing.take(step(Act.CONFIRM, D(2025, 3, 5)), CHINA)
    assert confirmed.received_on == D(2025, 3, 5)


@pytest.mark.parametrize("channel", [Channel.IN_PERSON, Channel.ORAL, Channel.REGISTERED_POST])
def test_31_what_is_handed_over_or_signed_for_is_received_on_arrival(channel: Channel) -> None:
    assert opened(D(2025, 3, 3), channel).received_on == D(2025, 3, 3)


def test_before_the_revision_everything_is_received_on_arrival() -> None:
    assert opened(D(2018, 3, 5), Channel.ONLINE).received_on == D(2018, 3, 5)
    assert opened(D(2019, 5, 14), Channel.ONLINE).version is Version.R2007
    assert opened(D(2019, 5, 15)).version is Version.R2019


@given(st.sampled_from(list(Channel)))
def test_what_arrived_on_the_last_day_of_the_old_regulation_is_handled_under_it_to_the_end(channel: Channel) -> None:
    eve, long_after = D(2019, 5, 14), D(2019, 6, 4)
    assert receipt(channel, eve, D(2019, 5, 16)).received_on == eve, "a call two days later changes nothing"
    standing = opened(eve, channel)
    assert (standing.state, due(standing)) == (State.HANDLING, long_after)
    refused(standing, step(Act.EXTEND, long_after, days=16, reason="检索"), "1至15之间")
    longer = standing.take(step(Act.EXTEND, long_after, days=15, reason="检索"), CHINA)
    assert due(longer) == CHINA.after(long_after, 15).on
    refused(longer, draft("internal_affairs", long_after), "2007年条例没有")
    assert longer.take(draft("amend_told", long_after), CHINA).draft is not None
    next_day = opened(D(2019, 5, 15), channel)
    assert next_day.version is Version.R2019


def test_31_confirmation_cannot_precede_arrival() -> None:
    with pytest.raises(Unlawful, match="不能早于"):
        receipt(Channel.ONLINE, D(2025, 3, 3), D(2025, 3, 1))


# -- what is refused, and why --------------------------------------------------------------------------------------------


def refused(standing: Standing, each: Step, match: str) -> Unlawful:
    with pytest.raises(Unlawful, match=match) as caught:
        standing.take(each, CHINA)
    return caught.value


def test_a_reply_before_receipt_is_refused() -> None:
    refused(opened(D(2025, 3, 3)), draft("disclosed", D(2025, 3, 2)), "不能早于上一环节的日期")
    refused(opened(D(2025, 3, 3), Channel.ONLINE), draft("disclosed", D(2025, 3, 4)), "待确认")


def test_30_a_second_clarification_is_refused() -> None:
    standing = after(
        submit(D(2025, 3, 3)),
        step(Act.ASK_CLARIFICATION, D(2025, 3, 4), points="年份", days=15),
        step(Act.CLARIFY, D(2025, 3, 5)),
    )
    refusal = refused(standing, step(Act.ASK_CLARIFICATION, D(2025, 3, 6), points="月份", days=15), "一次性告知")
    assert refusal.basis is not None and refusal.basis.short == "条例第三十条"


def test_30_a_clarification_asked_after_seven_working_days_is_refused() -> None:
    standing = opened(D(2025, 1, 20))
    last = step(Act.ASK_CLARIFICATION, D(2025, 2, 5), points="年份", days=15)
    assert standing.take(last, CHINA).state is State.AWAITING_CLARIFICATION
    refused(standing, step(Act.ASK_CLARIFICATION, D(2025, 2, 6), points="年份", days=15), "7个工作日内")


def test_30_nobody_lapses_before_the_period_given_is_over() -> None:
    standing = after(submit(D(2025, 3, 3)), step(Act.ASK_CLARIFICATION, D(2025, 3, 4), points="年份", days=10))
    assert standing.due_label == "补正期限" and due(standing) == D(2025, 3, 18)
    refused(standing, step(Act.LAPSE, D(2025, 3, 18)), "此前不能视为放弃")
    lapsed = standing.take(step(Act.LAPSE, D(2025, 3, 19)), CHINA)
    assert lapsed.outcome == "not_clarified" and lapsed.state is State.CLOSED


def test_33_the_term_is_extended_once_within_the_term_and_by_no_more_than_twenty_days() -> None:
    standing = opened(D(2025, 1, 20))
    refused(standing, step(Act.EXTEND, D(2025, 2, 20), days=21, reason="检索"), "1至20之间")
    refused(standing, step(Act.EXTEND, D(2025, 2, 22), days=5, reason="检索"), "已于2025-02-21届满")
    refused(standing, step(Act.EXTEND, D(2025, 2, 20), days=5, reason=" "), "延长期限的理由不能为空")
    once = standing.take(step(Act.EXTEND, D(2025, 2, 20), days=5, reason="检索"), CHINA)
    refused(once, step(Act.EXTEND, D(2025, 2, 20), days=5, reason="检索"), "只能延长一次")


def test_36_an_outcome_the_law_does_not_know_is_refused() -> None:
    refused(opened(D(2025, 3, 3)), draft("maybe", D(2025, 3, 4), facts="x"), "没有“maybe”")


def test_30_unclear_after_clarification_needs_a_clarification() -> None:
    refused(opened(D(2025, 3, 3)), draft("still_unclear", D(2025, 3, 4)), "应当先办理“收到补正”")


def test_37_a_partial_disclosure_must_say_what_is_withheld_and_why() -> None:
    refusal = refused(
        opened(D(2025, 3, 3)), draft("partly_disclosed", D(2025, 3, 4), disclosed_part="附件一"), "不予公开部分及其理由"
    )
    assert refusal.field == "withheld_part"


def test_32_no_reply_leaves_while_an_opinion_is_awaited() -> None:
    standing = asked_third_party().take(draft("disclosed", D(2025, 9, 19)), CHINA)
    refused(standing, reply(D(2025, 9, 20)), "征求第三方意见尚未结束")
    assert standing.take(reply(D(2025, 10, 16)), CHINA).state is State.REPLIED, "silence leaves the decision to us"


def test_45_no_reply_is_signed_without_a_draft() -> None:
    refused(opened(D(2025, 3, 3)), reply(D(2025, 3, 4)), "尚无拟办意见")


def test_109_a_fee_restarts_the_clock_when_paid_and_ends_the_file_when_not() -> None:
    notice = notify_fee(D(2025, 1, 22), measure="by_item", quantity=1, earlier=10)
    standing = after(submit(D(2025, 1, 20)), notice)
    assert due(standing) == D(2025, 2, 25), "the example of the payment term"
    paid = standing.take(step(Act.PAY, D(2025, 2, 20)), CHINA)
    assert due(paid) == slow_due(CHINA, D(2025, 2, 20), 20, [])
    refused(standing, step(Act.PAY, D(2025, 2, 26)), "缴费期限已于2025-02-25届满")
    assert standing.take(step(Act.LAPSE, D(2025, 2, 26)), CHINA).outcome == "fee_unpaid"
    early = after(submit(D(2020, 3, 2)))
    refused(early, notify_fee(D(2020, 3, 3), **by_page(31)), "2021年1月1日")


def test_35_a_reasonable_cause_defers_the_answer_to_a_named_day() -> None:
    standing = after(
        submit(D(2025, 3, 3)),
        step(Act.ASK_REASONS, D(2025, 3, 5), facts="一个月内八十件", days=10),
        step(Act.GIVE_REASONS, D(2025, 3, 10)),
    )
    refused(standing, step(Act.DEFER, D(2025, 3, 11), reason="数量大", until="2025-03-20"), "应当晚于原答复期限")
    refused(standing, step(Act.DEFER, D(2025, 3, 11), reason="数量大", until="9999-12-31"), "一年以上")
    deferred = standing.take(step(Act.DEFER, D(2025, 3, 11), reason="数量大", until="2025-06-30"), CHINA)
    assert due(deferred) == D(2025, 6, 30)
    clock = deferred.clock(CHINA)
    assert clock is not None and "条例第三十五条" in clock.lines[-1]


def test_an_organization_without_a_type_is_refused() -> None:
    with pytest.raises(Unlawful, match="应选明申请人类型：自然人、商业企业"):
        open_application(step(Act.SUBMIT, D(2025, 3, 3), channel="online", applicant=""), CHINA)


def test_235_the_service_point_decides_whether_a_reply_was_in_time() -> None:
    signed = after(submit(D(2025, 9, 22)), draft("disclosed", D(2025, 10, 20)), reply(D(2025, 10, 21)))
    assert signed.on_time(CHINA) is None
    assert signed.take(serve(D(2025, 10, 24)), CHINA).on_time(CHINA) is True
    assert signed.take(serve(D(2025, 10, 27)), CHINA).on_time(CHINA) is False
    courier = step(Act.SERVE, D(2025, 10, 24), method="post", proof="单号", courier=True)
    refused(signed, courier, "不得交快递企业")
    refused(signed, step(Act.SERVE, D(2025, 10, 24), method="post", proof=""), "送达凭证")


def test_closed_files_stay_closed_until_they_are_archived() -> None:
    closed = after(submit(D(2025, 3, 3)), step(Act.WITHDRAW, D(2025, 3, 4), reason="申请人书面撤回"))
    assert closed.outcome == "withdrawn" and closed.due(CHINA) is None
    refused(closed, draft("disclosed", D(2025, 3, 5)), "处于“已办结”时不能办理“拟办答复”")
    assert closed.take(step(Act.ARCHIVE, D(2025, 3, 6)), CHINA).state is State.ARCHIVED


@given(st.sampled_from(list(Channel)), st.dates(date(2008, 5, 1), date(2019, 5, 14)))
def test_the_regulation_of_2007_knows_no_clarification_and_fifteen_days(channel: Channel, start: date) -> None:
    assume(start >= date(2008, 5, 1))
    standing = opened(start, channel)
    refused(standing, step(Act.ASK_CLARIFICATION, start, points="年份", days=15), "不能办理“告知补正”")
    assert due(standing) == slow_due(CHINA, start, 15, [])


# -- corners of the clock ------------------------------------------------------------------------------------------------


def asked_while_clarifying() -> Standing:
    return after(
        submit(D(2025, 3, 3)),
        consult(D(2025, 3, 4)),
        step(Act.ASK_CLARIFICATION, D(2025, 3, 5), points="年份", days=15),
    )


def test_33_3_an_opinion_that_comes_while_the_applicant_clarifies_is_entered_on_its_day() -> None:
    served = step(Act.SERVE_CONSULTATION, D(2025, 3, 6), consultation="1")
    answered = step(Act.ANSWER_CONSULTATION, D(2025, 3, 10), consultation="1", opinion="consent")
    standing = asked_while_clarifying().take(served, CHINA).take(answered, CHINA)
    assert standing.state is State.AWAITING_CLARIFICATION
    clarified = standing.take(step(Act.CLARIFY, D(2025, 3, 12)), CHINA)
    assert due(clarified) == slow_due(CHINA, D(2025, 3, 12), 20, []), "the opinion was there before the new term began"


def test_33_3_an_opinion_still_awaited_takes_its_days_out_of_the_term_that_begins_anew() -> None:
    standing = asked_while_clarifying()
    served = step(Act.SERVE_CONSULTATION, D(2025, 3, 6), consultation="1")
    clarified = standing.take(served, CHINA).take(step(Act.CLARIFY, D(2025, 3, 12)), CHINA)
    silent = CHINA.after(D(2025, 3, 6), 15).on
    assert due(clarified) == slow_due(CHINA, D(2025, 3, 12), 20, [(D(2025, 3, 4), silent)])


@given(st.sampled_from([State.AWAITING_CLARIFICATION, State.AWAITING_REASONS, State.AWAITING_PAYMENT]))
def test_33_3_whatever_the_applicant_owes_an_opinion_can_arrive(waiting: State) -> None:
    asked = {
        State.AWAITING_CLARIFICATION: step(Act.ASK_CLARIFICATION, D(2025, 3, 5), points="年份", days=15),
        State.AWAITING_REASONS: step(Act.ASK_REASONS, D(2025, 3, 5), facts="一个月内八十件", days=10),
        State.AWAITING_PAYMENT: notify_fee(D(2025, 3, 5), **by_page(31)),
    }
    standing = after(submit(D(2025, 3, 3)), consult(D(2025, 3, 4)), asked[waiting])
    answer = step(Act.ANSWER_CONSULTATION, D(2025, 3, 6), consultation="1", opinion="object")
    assert standing.take(answer, CHINA).state is waiting
    refused(standing, consult(D(2025, 3, 6)), "不能办理“征求意见”")


def test_33_3_a_consultation_sent_on_the_due_day_comes_too_late_to_move_it() -> None:
    last = due(opened(D(2025, 9, 22)))
    assert due(after(submit(D(2025, 9, 22)), consult(last))) == last
    assert due(after(submit(D(2025, 9, 22)), consult(last - timedelta(days=1)))) > last


def test_33_2_a_term_that_waits_for_an_opinion_can_be_extended_on_its_last_day() -> None:
    standing = asked_third_party()
    last = due(standing)
    longer = standing.take(step(Act.EXTEND, last, days=20, reason="检索量大"), CHINA)
    assert due(longer) == CHINA.after(last, 20).on
    refused(standing, step(Act.EXTEND, last + timedelta(days=1), days=20, reason="检索量大"), "届满")


def test_a_proof_of_service_that_comes_back_later_is_entered_on_the_day_of_service() -> None:
    standing = after(
        submit(D(2025, 9, 10)), consult(D(2025, 9, 16)), step(Act.EXTEND, D(2025, 9, 19), days=5, reason="检索量大")
    )
    served = standing.take(step(Act.SERVE_CONSULTATION, D(2025, 9, 18), consultation="1"), CHINA)
    assert served.consultations[0].served_on == D(2025, 9, 18)
    assert served.last_on == D(2025, 9, 19), "what comes next cannot be dated before what was done"
    early = step(Act.SERVE_CONSULTATION, D(2025, 9, 15), consultation="1")
    assert refused(standing, early, "不能早于发出之日").field == "on"
    answer = step(Act.ANSWER_CONSULTATION, D(2025, 9, 17), consultation="1", opinion="consent")
    assert refused(served, answer, "不能早于送达之日").field == "on"


def test_32_nobody_is_silent_who_has_not_been_asked() -> None:
    standing = after(submit(D(2025, 9, 10)), consult(D(2025, 9, 16)), draft("disclosed", D(2025, 9, 17)))
    long_after = D(2025, 11, 3)
    refusal = refused(standing, reply(long_after), "尚未登记送达")
    assert refusal.basis is not None and refusal.basis.short == "条例第三十二条"
    assert "尚未登记送达" in standing.consultations[0].told(Version.R2019, long_after, CHINA)
    not_needed = step(Act.ANSWER_CONSULTATION, long_after, consultation="1", opinion="none_needed")
    assert standing.take(not_needed, CHINA).take(reply(long_after), CHINA).state is State.REPLIED


def test_24_3_of_2007_only_the_opinion_of_a_third_party_stops_the_clock() -> None:
    start = D(2018, 3, 5)
    authority = after(submit(start), consult(D(2018, 3, 6), "authority"), draft("disclosed", D(2018, 3, 7)))
    assert due(authority) == due(opened(start))
    assert authority.take(reply(D(2018, 3, 8)), CHINA).state is State.REPLIED, "the reply need not wait either"
    assert authority.consultations[0].basis(Version.R2007).short == "条例（2007）第七条"
    third_party = after(submit(start), consult(D(2018, 3, 6)), draft("disclosed", D(2018, 3, 7)))
    assert third_party.due(CHINA) is None
    refused(third_party, reply(D(2018, 3, 8)), "征求第三方意见尚未结束")


def test_24_2_of_2007_what_comes_too_late_is_refused_by_the_regulation_of_2007() -> None:
    refusal = refused(opened(D(2018, 2, 5)), step(Act.EXTEND, D(2018, 3, 2), days=15, reason="检索"), "2018-03-01届满")
    assert refusal.basis is not None and refusal.basis.short == "条例（2007）第二十四条第二款"


def test_35_an_applicant_who_gives_no_reasons_does_not_make_the_answer_late() -> None:
    asked = step(Act.ASK_REASONS, D(2025, 3, 28), facts="一个月内八十件", days=10)
    silent = after(submit(D(2025, 3, 3)), asked)
    last = due(silent)
    on = last + timedelta(days=1)
    signed = after(submit(D(2025, 3, 3)), asked, draft("excessive", on), reply(on))
    assert due(signed) == slow_due(CHINA, last, 20, [])
    clock = signed.clock(CHINA)
    assert clock is not None and "申请人没有说明" in clock.lines[0]
    assert signed.take(serve(on), CHINA).on_time(CHINA) is True


@pytest.mark.parametrize(
    ("start", "basis"), [(D(2025, 3, 3), "条例第三十二条"), (D(2018, 3, 5), "条例（2007）第二十三条")]
)
def test_32_who_would_disclose_what_a_third_party_objects_to_is_cautioned(start: date, basis: str) -> None:
    objects = step(Act.ANSWER_CONSULTATION, start + timedelta(days=2), consultation="1", opinion="object")
    asked = after(submit(start), consult(start + timedelta(days=1)))
    standing = asked.take(objects, CHINA)
    cautioned = {leaf.key for leaf in replies(standing.version) if standing.caution(leaf)}
    assert cautioned == {"disclosed", "partly_disclosed"}
    caution = standing.caution(outcome("disclosed"))
    assert caution is not None and caution.basis is not None and caution.basis.short == basis
    assert "书面告知第三方" in caution.reason
    assert asked.caution(outcome("disclosed")) is None


def test_30_a_draft_made_before_the_clarification_is_not_signed_after_it() -> None:
    standing = after(
        submit(D(2025, 3, 3)),
        draft("disclosed", D(2025, 3, 4)),
        step(Act.ASK_CLARIFICATION, D(2025, 3, 5), points="年份", days=15),
        step(Act.CLARIFY, D(2025, 3, 6)),
    )
    refused(standing, reply(D(2025, 3, 7)), "尚无拟办意见")


def test_35_only_one_outcome_is_open_while_reasons_are_awaited() -> None:
    waiting = after(submit(D(2025, 3, 3)), step(Act.ASK_REASONS, D(2025, 3, 5), facts="一个月内八十件", days=10))
    lawful = {leaf.key for leaf in replies(Version.R2019) if waiting.objection_to(leaf) is None}
    assert lawful == {"excessive"}
    handling = {leaf.key for leaf in replies(Version.R2019) if opened(D(2025, 3, 3)).objection_to(leaf) is None}
    assert handling == {leaf.key for leaf in replies(Version.R2019) if not leaf.after}


# -- what the law leaves to the authority need not be written --------------------------------------------------------------


def test_36_5_the_right_authority_is_named_only_where_it_can_be_found_out() -> None:
    standing = opened(D(2025, 3, 3))
    assert standing.take(draft("other_authority", D(2025, 3, 4), reason="由其他机关制作"), CHINA).draft is not None
    assert refused(standing, draft("other_authority", D(2025, 3, 4), reason=" "), "理由").field == "reason"


@pytest.mark.parametrize("key", ["petition", "published_work"])
def test_39_the_channel_may_be_told_and_need_not(key: str) -> None:
    assert opened(D(2025, 3, 3)).take(draft(key, D(2025, 3, 4), facts="请求查处"), CHINA).draft is not None


# -- fees (国办函〔2020〕109号) ----------------------------------------------------------------------------------------------


def by_page(pages: int) -> dict[str, JSON]:
    return {"measure": "by_page", "quantity": pages}


def notify_fee(on: date, **details: JSON) -> Step:
    return step(Act.NOTIFY_FEE, on, received_on=on.isoformat(), **details)


@given(st.integers(31, 2000), st.integers(11, 200), st.integers(1, 30))
def test_109_the_fee_follows_from_the_tariff_and_from_nothing_else(pages: int, earlier: int, items: int) -> None:
    standing = opened(D(2025, 3, 3))
    told = standing.take(notify_fee(D(2025, 3, 4), **by_page(pages)), CHINA)
    assert told.fee == fee_by_pages(pages)
    told = standing.take(notify_fee(D(2025, 3, 4), measure="by_item", quantity=items, earlier=earlier), CHINA)
    assert told.fee == fee_by_items(items, earlier)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            step(Act.ASK_CLARIFICATION, D(2025, 3, 4), points="年份", days=10),
            "最迟2025年3月18日补正；无正当理由逾期不补正的，视为放弃申请",
        ),
        (
            step(Act.ASK_REASONS, D(2025, 3, 4), facts="一个月八十件", days=10),
            "最迟2025年3月18日说明理由；没有说明或者理由不合理的，不予处理",
        ),
        (
            step(Act.NOTIFY_FEE, D(2025, 3, 4), received_on="2025-03-04", measure="by_page", quantity=68),
            "最迟2025年4月1日缴纳信息处理费380元；逾期不缴纳的，视为放弃申请",
        ),
    ],
)
def test_what_the_applicant_owes_is_told_with_what_follows_otherwise(asked: Step, told: str) -> None:
    assert told in after(submit(D(2025, 3, 3)), asked).owed
    assert opened(D(2025, 3, 3)).owed == ""


def test_109_what_the_tariff_leaves_free_costs_nothing() -> None:
    standing = opened(D(2025, 3, 3))
    assert refused(standing, notify_fee(D(2025, 3, 4), **by_page(30)), "不收费").field == "quantity"
    refused(standing, notify_fee(D(2025, 3, 4), measure="by_item", quantity=1, earlier=9), "不收费")
    refused(standing, notify_fee(D(2025, 3, 4), measure="by_weight", quantity=1), "应选明计费方式：按件、按量")
