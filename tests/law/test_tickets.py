"""留言: no order of acts leaves the table, the clock equals a slow count, nothing is closed without a reply, no rate is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.application_figures import REPLIED, Timeliness
from gongkai.law.grammar.calendar import Calendar, national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.procedures import reckoned, replay
from gongkai.law.ticket_figures import (
    ClaimedRate,
    RateClaim,
    TicketFact,
    questioned,
    satisfaction_rate,
    tally,
)
from gongkai.law.ticket_kinds import Appraisal, ConcernKind, TicketGrade, TicketResult, TicketSource
from gongkai.law.ticket_rows import TicketField, field_of, read_row, steps
from gongkai.law.ticket_signs import application_signs, guidance
from gongkai.law.ticket_terms import Light, LightRule, TicketTerm, term_for, usual_term
from gongkai.law.tickets import ANSWERED, FLOW, OPEN, Act, Standing, State, open_ticket
from tests.law.strategies import calendars, days

CHINA = national()
DAY = date(2025, 9, 18)


Taken = tuple[str, Mapping[str, JSON]]


def received(on: date = DAY, **details: JSON) -> Standing:
    opening: dict[str, JSON] = {"kind": "consult", "grade": "ordinary", "source": "site", "days": 3, "term": "某条例"}
    return open_ticket(Step("receive", on, {**opening, **details}), CHINA)


def went(standing: Standing, *acts: Taken, on: date = DAY, calendar: Calendar = CHINA) -> Standing:
    for act, details in acts:
        standing = standing.take(Step(act, on, details), calendar)
    return standing


TO_UNIT: Taken = ("dispatch", {"unit": "minzheng", "mode": "network"})
SIGNED: tuple[Taken, ...] = (TO_UNIT, ("sign", {}))
DRAFTED: Taken = ("draft", {"answer": "已修复", "result": "solved", "by": "wang"})
PASSED: tuple[Taken, ...] = (DRAFTED, ("approve", {"by": "li"}))
ANSWER: tuple[Taken, ...] = (*SIGNED, *PASSED, ("reply", {"way": "online"}))

# -- the table --------------------------------------------------------------------------------------------------------

DETAILS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([kind.value for kind in ConcernKind]),
        "grade": st.sampled_from([grade.value for grade in TicketGrade]),
        "days": st.integers(0, 20),
        "term": st.just("某条例"),
        "unit": st.sampled_from(["minzheng", "jiaoyu", "jiaotong"]),
        "joint": st.lists(st.sampled_from(["minzheng", "jiaoyu", "jiaotong"]), max_size=2),
        "mode": st.sampled_from(["network", "paper", "phone"]),
        "by": st.sampled_from(["wang", "li"]),
        "way": st.sampled_from(["online", "phone"]),
        "result": st.sampled_from([result.value for result in TicketResult]),
        "satisfaction": st.sampled_from([word.value for word in Appraisal]),
        "into": st.just("〔2025〕1号"),
        **{name: st.just("样例") for name in ("reason", "answer", "text", "facts", "opinion", "instruction")},
    }
)
WALK = st.lists(st.tuples(st.sampled_from(list(Act)), st.integers(0, 6), DETAILS), max_size=25)
FLAGS = st.fixed_dictionaries({name: st.booleans() for name in ("anonymous", "secret", "consents", "imported")})


def steered(standing: Standing, wanted: Act, pick: int) -> Act:
    """Half of the steps are those the table offers, or no walk would ever reach its end."""
    offered = FLOW.open_acts(standing.state)
    return Act(offered[pick % len(offered)].act) if pick % 2 and offered else wanted


@given(FLAGS, WALK, calendars())
def test_whatever_the_order_the_table_is_kept_and_only_what_was_replied_to_is_closed(
    flags: dict[str, JSON], walk: list[tuple[Act, int, dict[str, JSON]]], calendar: Calendar
) -> None:
    standing, on = received(date(2025, 3, 3), **flags), date(2025, 3, 3)
    for pick, (wanted, later, details) in enumerate(walk):
        on += timedelta(days=later)
        act, before = steered(standing, wanted, pick + later), standing
        try:
            standing = standing.take(Step(act.value, on, details), calendar)
        except Unlawful:
            assert standing is before
            continue
        assert (before.state, act, standing.state) in {(row.source, row.act, row.target) for row in FLOW.rows}
        assert (standing.closed_on is not None) == (standing.state is State.CLOSED)
        assert (standing.outcome is not None) == (standing.state in ANSWERED)
        if standing.state in ANSWERED:
            assert standing.replied_on is not None and standing.due(calendar) is None
            assert standing.imported or standing.drafted_by or standing.merged_into
        if standing.closed_on is not None:
            assert standing.replied_on is not None and standing.replied_on <= standing.closed_on
        if standing.published:
            assert standing.consents and not standing.sealed and standing.kind is not ConcernKind.REPORT
        assert standing.sealed >= before.sealed and standing.late >= before.late


def test_every_state_and_every_act_can_be_reached() -> None:
    reached, todo = {State.RECEIVED}, [State.RECEIVED]
    while todo:
        for row in FLOW.open_acts(todo.pop()):
            if row.target not in reached:
                reached.add(State(row.target))
                todo.append(State(row.target))
    assert reached == set(State)
    assert {row.act for row in FLOW.rows} == set(Act) - {Act.RECEIVE}


@pytest.mark.parametrize("state", [state for state in State if state not in ANSWERED])
def test_no_state_without_a_reply_can_be_closed(state: State) -> None:
    assert Act.CLOSE not in {row.act for row in FLOW.open_acts(state)}


# -- the clock --------------------------------------------------------------------------------------------------------


def slowly(calendar: Calendar, day: date, count: int) -> date:
    """Day by day, as somebody counts on a wall calendar."""
    while count:
        day += timedelta(days=1)
        count -= calendar.is_working_day(day)
    return day


@given(calendars(), days(), st.sampled_from(list(ConcernKind)), st.sampled_from(list(TicketGrade)))
def test_the_clock_equals_a_slow_count(calendar: Calendar, on: date, kind: ConcernKind, grade: TicketGrade) -> None:
    term = term_for(kind, grade, ())
    standing = received(on, kind=kind.value, grade=grade.value, days=term.days)
    due = standing.due(calendar)
    assert due is not None and due.on == slowly(calendar, on, term.days)


@given(calendars(), days(), st.integers(0, 20), st.integers(0, 40))
def test_a_reply_is_late_exactly_when_it_comes_after_the_slowly_counted_day(
    calendar: Calendar, on: date, term: int, later: int
) -> None:
    standing = went(received(on, days=term), *SIGNED, *PASSED, on=on, calendar=calendar)
    replied = on + timedelta(days=later)
    answered = standing.take(Step("reply", replied, {"way": "online"}), calendar)
    told = reckoned(answered, calendar, None)
    assert (told.timeliness == Timeliness.LATE) == (replied > slowly(calendar, on, term))
    assert told.term_on == slowly(calendar, on, term)
    assert told.worked_days == sum(calendar.is_working_day(on + timedelta(days=n + 1)) for n in range(later))


def test_returning_and_handing_on_again_does_not_stop_the_clock() -> None:
    standing = received()
    due = standing.due(CHINA)
    returned = went(standing, *SIGNED, ("return", {"reason": "不属于本单位职责"}))
    again = went(returned, ("dispatch", {"unit": "jiaotong", "mode": "phone"}), on=DAY + timedelta(days=1))
    assert standing.due(CHINA) == returned.due(CHINA) == again.due(CHINA) == due
    with pytest.raises(Unlawful, match="退回过这件留言"):
        went(returned, TO_UNIT)
    assert went(returned, ("dispatch", {"unit": "minzheng", "mode": "network", "reason": "“三定”规定明确"})).unit


def test_a_term_is_extended_once_and_not_after_it_is_over() -> None:
    standing = went(received(), *SIGNED)
    longer: dict[str, JSON] = {"days": 15, "term": "某条例第九条", "reason": "需要现场勘验"}
    extended = went(standing, ("extend", longer))
    assert extended.due(CHINA) != standing.due(CHINA)
    with pytest.raises(Unlawful, match="延长过一次"):
        went(extended, ("extend", {**longer, "days": 20}))
    with pytest.raises(Unlawful, match="已经逾期"):
        went(standing, ("extend", longer), on=date(2025, 9, 30))
    with pytest.raises(Unlawful, match="已经逾期的，不能改定"):
        went(standing, ("classify", {**longer, "kind": "suggest", "grade": "ordinary"}), on=date(2025, 9, 30))


def test_once_late_a_ticket_stays_late_whatever_the_second_reply_does() -> None:
    answered = went(went(received(), *SIGNED, *PASSED), ("reply", {"way": "online"}), on=date(2025, 9, 30))
    assert answered.late
    again = went(answered, ("rework", {"reason": "没有解决", "days": 5, "term": "某条例"}), on=date(2025, 10, 9))
    assert again.due(CHINA) == CHINA.after(date(2025, 10, 9), 5)
    twice = went(again, *PASSED, ("reply", {"way": "phone"}), on=date(2025, 10, 9))
    assert twice.late and reckoned(twice, CHINA, None).timeliness == Timeliness.LATE


# -- terms are data ---------------------------------------------------------------------------------------------------


def test_what_an_authority_sets_goes_before_what_is_usual_and_the_usual_says_that_nobody_set_it() -> None:
    usual = usual_term(ConcernKind.CONSULT, TicketGrade.ORDINARY)
    assert (usual.days, usual.set_here) == (3, False) and "未设置" in usual.source
    every = TicketTerm(None, TicketGrade.ORDINARY, 7, "某县办法第八条")
    own = TicketTerm(ConcernKind.CONSULT, TicketGrade.ORDINARY, 1, "某县办法第七条")
    assert term_for(ConcernKind.CONSULT, TicketGrade.ORDINARY, [every, own]) is own
    assert term_for(ConcernKind.HELP, TicketGrade.ORDINARY, [every, own]) is every
    assert term_for(ConcernKind.HELP, TicketGrade.COMPLEX, [every, own]).days == 15
    with pytest.raises(Unlawful, match="依据"):
        TicketTerm(None, TicketGrade.ORDINARY, 7, " ")
    with pytest.raises(Unlawful, match="0至60"):
        TicketTerm(None, TicketGrade.ORDINARY, 61, "某县办法")


@given(calendars(), days(), st.integers(-30, 30), st.integers(0, 5), st.integers(0, 5))
def test_the_lights_turn_as_a_slow_count_says(
    calendar: Calendar, due: date, apart: int, before: int, after: int
) -> None:
    today = due + timedelta(days=apart)
    light = LightRule(before, after).shows(due, today, calendar)
    first, last = sorted((due, today))
    between = sum(calendar.is_working_day(first + timedelta(days=n + 1)) for n in range((last - first).days))
    if today > due:
        assert light is (Light.RED if between >= after else Light.YELLOW)
    else:
        assert light is (Light.YELLOW if between <= before else Light.NONE)


# -- people -----------------------------------------------------------------------------------------------------------


def test_who_drafts_a_reply_does_not_pass_it_and_joint_units_are_heard_first() -> None:
    drafted = went(received(), *SIGNED, DRAFTED)
    with pytest.raises(Unlawful, match="不能审核自己拟的"):
        went(drafted, ("approve", {"by": "wang"}))
    joint = went(received(), ("dispatch", {"unit": "minzheng", "mode": "paper", "joint": ["jiaotong"]}), ("sign", {}))
    with pytest.raises(Unlawful, match="协办单位尚未全部反馈"):
        went(joint, DRAFTED)
    heard = went(joint, ("contribute", {"unit": "jiaotong", "opinion": "路面已修"}))
    assert went(heard, DRAFTED).state is State.REVIEWING
    with pytest.raises(Unlawful, match="没有待反馈的协办单位"):
        went(heard, ("contribute", {"unit": "jiaoyu", "opinion": "无"}))


def test_who_reports_somebody_is_sealed_for_ever_and_never_published() -> None:
    report = received(kind="report", consents=True)
    assert report.sealed
    turned = went(
        report, ("classify", {"kind": "consult", "grade": "ordinary", "days": 3, "term": "某", "reason": "实为咨询"})
    )
    assert turned.sealed
    for standing in (report, turned):
        with pytest.raises(Unlawful, match="不选登"):
            went(standing, *ANSWER, ("publish", {}))
    with pytest.raises(Unlawful, match="没有同意公开"):
        went(received(), *ANSWER, ("publish", {}))
    assert went(received(consents=True), *ANSWER, ("publish", {})).published


def test_urging_comes_before_supervising_and_what_was_supervised_is_asked_about_before_it_is_closed() -> None:
    standing = went(received(), *SIGNED)
    with pytest.raises(Unlawful, match="先催办"):
        went(standing, ("supervise", {"text": "请抓紧"}))
    assert went(standing, ("supervise", {"text": "已逾期"}), on=date(2025, 9, 30)).supervised
    pressed = went(
        standing, ("urge", {"text": "请抓紧"}), ("supervise", {"text": "挂牌"}), *PASSED, ("reply", {"way": "phone"})
    )
    with pytest.raises(Unlawful, match="先回访"):
        went(pressed, ("close", {}))
    called = went(pressed, ("call_back", {"satisfaction": "unsatisfied", "facts": "又坏了"}))
    with pytest.raises(Unlawful, match="不满意仍然办结"):
        went(called, ("close", {}))
    assert went(called, ("close", {"reason": "已纳入来年计划并说明"})).closed_on == DAY


def test_a_ticket_merged_into_another_is_answered_with_it_and_keeps_its_own_clock() -> None:
    copied = went(received(), ("merge", {"into": "〔2025〕1号"}), on=DAY + timedelta(days=1))
    assert copied.due(CHINA) == received().due(CHINA)
    answered = went(
        copied, ("reply_with", {"answer": "已修", "result": "solved", "unit": "minzheng"}), on=date(2025, 9, 30)
    )
    assert answered.late and went(answered, ("close", {}), on=date(2025, 9, 30)).outcome == "solved"
    assert went(copied, ("separate", {"reason": "不是一件事"}), on=date(2025, 9, 19)).state is State.RECEIVED


def test_only_what_another_system_handled_may_be_recorded_as_answered() -> None:
    told: dict[str, JSON] = {"answer": "已办", "result": "explained", "unit": "某局"}
    with pytest.raises(Unlawful, match="只有从其他系统导入的"):
        went(received(), ("record", told))
    assert went(received(imported=True), ("record", told)).replied_on == DAY


@pytest.mark.parametrize(
    "text",
    ["我申请公开2024年低保名单", "请依法提供征地批复文件的复印件", "按照政府信息公开条例，要求获取会议纪要"],
)
def test_29_a_letter_that_wants_information_is_told_where_to_apply_and_is_no_application(text: str) -> None:
    assert application_signs(text)
    assert "不因此视为收到申请" in guidance("网上申请页") and "第二十九条" in guidance("网上申请页")


@pytest.mark.parametrize("text", ["路灯坏了请尽快修理", "孩子上学需要什么材料", "感谢政府公开透明", ""])
def test_an_ordinary_letter_is_not_taken_for_an_application(text: str) -> None:
    assert application_signs(text) == ()


# -- figures ----------------------------------------------------------------------------------------------------------

FACTS = st.lists(
    st.builds(
        TicketFact,
        st.sampled_from(list(TicketSource)),
        st.sampled_from(list(ConcernKind)),
        st.sampled_from([each for each in Timeliness if each is not Timeliness.UNANSWERED]),
        st.booleans(),
        st.sampled_from(list(TicketResult)),
        st.integers(1, 40),
    ).map(lambda fact: fact if fact.timeliness in REPLIED else replace(fact, closed=False, result=None)),
    max_size=12,
)


@given(FACTS)
def test_the_counts_agree_with_one_another_and_a_hundred_percent_follows_only_from_dates(
    facts: list[TicketFact],
) -> None:
    told = tally(facts)
    assert told.received == sum(fact.count for fact in facts) == told.replied + told.open
    assert told.replied == told.on_time + told.late and told.overdue <= told.open and told.closed <= told.replied
    due = [fact for fact in facts if fact.timeliness is not Timeliness.OPEN]
    if told.on_time_rate == 100 and told.fallen_due < 2000:
        assert all(fact.timeliness in {Timeliness.ON_TIME, Timeliness.EXTENDED} for fact in due)
    assert (told.on_time_rate is None) == (not due)
    assert (told.closing_rate == 100) == (bool(facts) and all(fact.closed for fact in facts)) or told.received >= 2000


@given(st.dictionaries(st.sampled_from(list(Appraisal)), st.integers(0, 50)))
def test_silence_is_nobodys_praise(said: dict[Appraisal, int]) -> None:
    loud: dict[Appraisal, int] = {
        word: count for word, count in said.items() if word not in (Appraisal.SILENT, Appraisal.UNREACHED)
    }
    assert satisfaction_rate(said) == satisfaction_rate(loud)
    if not any(loud.values()):
        assert satisfaction_rate(said) is None


def test_a_claim_of_a_hundred_percent_is_questioned_where_dates_cannot_carry_it() -> None:
    claim = RateClaim(ClaimedRate.ON_TIME, Decimal(100), "热线办年度总结")
    assert questioned(claim, Decimal("100.0")) == ""
    doubt = questioned(claim, Decimal("97.3"), undated=4)
    assert "100%" in doubt and "97.3%" in doubt and "4件" in doubt and "热线办年度总结" in doubt
    assert "没有可据以计算的日期" in questioned(claim, None)
    with pytest.raises(Unlawful, match="0至100"):
        RateClaim(ClaimedRate.ON_TIME, Decimal(101), "热线办年度总结")


# -- rows of another system ---------------------------------------------------------------------------------------------


def cells(**said: str) -> Mapping[TicketField, str]:
    told = {
        "received": "2025-09-18 08:31:22",
        "text": "路灯不亮",
        "phone": "13900000000",
        "unit": "示例县住建局",
        **said,
    }
    return {TicketField(name): text for name, text in told.items()}


def read(**said: str) -> Standing | None:
    row, _ = read_row(cells(**said), source=TicketSource.HOTLINE, kind=ConcernKind.CONSULT, today=date(2025, 12, 31))
    if row is None:
        return None
    standing = replay("ticket", list(steps(row, usual_term(row.kind, TicketGrade.ORDINARY), row.unit)), CHINA)
    assert isinstance(standing, Standing)
    return standing


WRITTEN_DAYS = st.sampled_from(
    ["", "2025-09-17", "2025/9/18", "2025年9月22日", "20250930 12:00:00", "昨天", "2025-13-01"]
)


@given(
    received=WRITTEN_DAYS, replied=WRITTEN_DAYS, closed=WRITTEN_DAYS,
    state=st.sampled_from(["", "已办结", "办理中"]), satisfaction=st.sampled_from(["", "满意", "不满意", "基本满意", "不详"]),
    phone=st.sampled_from(["", "13900000000"]), answer=st.sampled_from(["", "已修复"]),
)  # fmt: skip
def test_whatever_a_row_says_it_is_lawful_or_refused_and_closed_only_by_its_dates(**said: str) -> None:
    row, faults = read_row(cells(**said), source=TicketSource.HOTLINE, kind=ConcernKind.HELP, today=date(2025, 12, 31))
    standing = read(**said)
    if standing is None:
        assert row is None and any(fault.refuses for fault in faults)
        return
    assert (standing.replied_on is not None) == bool(said["replied"])
    assert (standing.closed_on is not None) == bool(said["replied"] and said["closed"])
    if said["state"] == "已办结" and not said["replied"]:
        assert standing.state in OPEN and row is not None and row.undated
        assert any("没有答复日期" in fault.rule for fault in faults)


@given(received=WRITTEN_DAYS, replied=WRITTEN_DAYS, closed=WRITTEN_DAYS, kind=st.sampled_from(["闲聊", "咨询"]))
def test_what_a_row_is_refused_for_can_be_told_without_what_it_says(**said: str) -> None:
    _, faults = read_row(cells(**said), source=TicketSource.HOTLINE, kind=ConcernKind.HELP, today=date(2025, 3, 1))
    told = "；".join(fault.plain for fault in faults)
    assert not any(written and written in told for written in said.values()) and not re.search(r"\d", told)


def test_every_fault_of_a_row_is_named_at_once() -> None:
    row, faults = read_row(
        cells(received="昨天", text="", replied="2025-09-10", unit="", kind="闲聊"),
        source=TicketSource.HOTLINE, kind=ConcernKind.HELP, today=date(2025, 12, 31),
    )  # fmt: skip
    told = "；".join(str(fault) for fault in faults)
    assert row is None
    assert all(part in told for part in ("“昨天”不是日期", "标题和内容都是空的", "没有写明承办单位", "“闲聊”不能识别"))


def test_an_empty_cell_that_became_1900_is_refused() -> None:
    row, [fault] = read_row(
        cells(received="1900-01-01", replied="", closed=""),
        source=TicketSource.HOTLINE, kind=ConcernKind.HELP, today=date(2025, 12, 31),
    )  # fmt: skip
    assert row is None and fault.refuses and fault.field is TicketField.RECEIVED and "1900年" in str(fault)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("工单编号", TicketField.NUMBER), ("受理时间", TicketField.RECEIVED), ("诉求类型", TicketField.KIND),
        ("诉求内容", TicketField.TEXT), ("来电人", TicketField.NAME), ("联系电话", TicketField.PHONE),
        ("承办单位", TicketField.UNIT), ("回复时间（必填）", TicketField.REPLIED), ("办理结果", TicketField.ANSWER),
        ("办结时间", TicketField.CLOSED), ("是否满意", TicketField.SATISFACTION), ("备注", None), ("", None),
    ],
)  # fmt: skip
def test_the_headings_of_hotlines_are_understood(heading: str, field: TicketField | None) -> None:
    assert field_of(heading) is field
