"""办件: no acts outside the tables, clocks equal a slow count, cards follow from dates, nothing closes undelivered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.application_figures import Timeliness
from gongkai.law.case_clock import CardRule, ClockPause, ClockRun, cards
from gongkai.law.case_figures import CaseFact, case_columns, case_tally
from gongkai.law.case_flow import FLOW, PART_ACTS, PART_FLOW, RESULTED, Act, PartState, State
from gongkai.law.case_kinds import (
    BAD,
    CardColour,
    CardVerdict,
    CaseChannel,
    CaseResult,
    PartResult,
    SpecialProcedure,
    Stage,
    Stars,
)
from gongkai.law.case_parts import CaseMaterial, CasePart, merged_materials
from gongkai.law.cases import Standing, open_case
from gongkai.law.grammar.calendar import Calendar, national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.procedures import reckoned
from tests.law.strategies import calendars, days

CHINA = national()
DAY = date(2025, 9, 18)
FOOD = CasePart(
    *("A1", "样例经营许可", 1, "shichang", 5, 20),
    materials=(CaseMaterial("申请书"), CaseMaterial("身份证明"), CaseMaterial("委托书", needed=False)),
    points=("场所", "人员"),
)
SIGN = CasePart(
    "B2", "样例招牌备案", 3, "chengguan", 3, 7, materials=(CaseMaterial("身份证明"), CaseMaterial("效果图"))
)
WHOLE: list[JSON] = ["申请书", "身份证明", "效果图"]
Taken = tuple[str, Mapping[str, JSON]]


def received(*parts: CasePart, on: date = DAY, calendar: Calendar = CHINA, **details: JSON) -> Standing:
    asked = parts or (FOOD,)
    known = {each.name for each in merged_materials(asked)}
    opening: dict[str, JSON] = {
        "parts": [part.told() for part in asked],
        "handed": [name for name in WHOLE if name in known],
        **{"channel": "window", "party": "person", "by": "wang", "yellow_before": 1, "general": True},
    }
    return open_case(Step("receive", on, {**opening, **details}), calendar)


def went(standing: Standing, *acts: Taken, on: date = DAY, calendar: Calendar = CHINA) -> Standing:
    for act, details in acts:
        standing = standing.take(Step(act, on, details), calendar)
    return standing


def examined(part: CasePart, opinion: str = "granted") -> Taken:
    points: list[JSON] = [opinion == "granted"] * len(part.points)
    return "examine", {"part": part.item, "opinion": opinion, "points": points, "by": "zhang", "note": "样例"}


def decided(part: CasePart, result: str = "granted") -> tuple[Taken, ...]:
    return examined(part, result), ("approve", {"part": part.item, "result": result, "by": "li", "reason": "样例"})


TO_UNITS: tuple[Taken, ...] = (("accept", {}), ("dispatch", {}))
COLLECTED: tuple[Taken, ...] = (("issue", {}), ("hand_over", {"way": "collect", "to": "陈样例"}))

# -- the tables -------------------------------------------------------------------------------------------------------

MATERIALS = st.lists(st.sampled_from(["申请书", "身份证明", "效果图", "委托书"]), max_size=4, unique=True)
DETAILS = st.fixed_dictionaries(
    {
        "part": st.sampled_from(["A1", "B2"]),
        "handed": MATERIALS,
        "wrong": MATERIALS,
        "channel": st.sampled_from([each.value for each in CaseChannel]),
        "units": st.just({}),
        "unit": st.sampled_from(["shichang", "chengguan"]),
        "opinion": st.sampled_from(["granted", "denied"]),
        "result": st.sampled_from(["granted", "denied"]),
        "points": st.sampled_from([[True, True], [False, True], []]),
        "by": st.sampled_from(["wang", "zhang", "li"]),
        "days": st.integers(1, 12),
        "ground": st.sampled_from([each.value for each in SpecialProcedure]),
        "way": st.sampled_from(["collect", "online"]),
        "stars": st.sampled_from([each.value for each in Stars]),
        "finding": st.sampled_from(["true", "mistaken"]),
        "card": st.builds(lambda n, c: f"{n}-{c}", st.integers(0, 4), st.sampled_from(["yellow", "red"])),
        "verdict": st.sampled_from(["stands", "excused"]),
        **{
            name: st.just("样例")
            for name in ("reason", "note", "text", "facts", "measure", "to", "courier", "company", "who")
        },
    }
)
WALK = st.lists(st.tuples(st.sampled_from(list(Act)), st.integers(0, 5), DETAILS), max_size=30)


def steered(standing: Standing, wanted: Act, pick: int) -> Act:
    """Half of the steps are those the table offers, or no walk would ever reach its end."""
    offered = FLOW.open_acts(standing.state)
    return Act(offered[pick % len(offered)].act) if pick % 2 else wanted


@given(st.sampled_from([(FOOD,), (FOOD, SIGN)]), MATERIALS, WALK, calendars())
def test_whatever_the_order_the_tables_are_kept_and_a_case_closes_only_with_a_result_that_was_delivered(
    parts: tuple[CasePart, ...], handed: list[str], walk: list[tuple[Act, int, dict[str, JSON]]], calendar: Calendar
) -> None:
    on = date(2025, 3, 3)
    known = {each.name for each in merged_materials(parts)}
    standing = received(*parts, on=on, calendar=calendar, handed=[name for name in handed if name in known])
    rows = {(row.source, row.act, row.target) for row in FLOW.rows}
    part_rows = {(row.source, row.act, row.target) for row in PART_FLOW.rows}
    for pick, (wanted, later, details) in enumerate(walk):
        on += timedelta(days=later)
        act, before = steered(standing, wanted, pick + later), standing
        try:
            standing = standing.take(Step(act.value, on, details), calendar)
        except Unlawful:
            assert standing is before
            continue
        assert (before.state, act, standing.state) in rows
        for old, new in zip(before.parts, standing.parts, strict=True):
            assert old == new or (old.state, act, new.state) in part_rows
        assert (standing.closed_on is not None) == (standing.state is State.DELIVERED)
        assert (standing.outcome is not None) == (standing.state in RESULTED)
        if standing.closed_on is not None:
            assert standing.result is not None and standing.decided_on is not None
            assert standing.due(calendar) is None and standing.decided_on <= standing.closed_on
        if standing.state in RESULTED and standing.early is None:
            assert all(part.result is not None for part in standing.parts)
        if standing.accepted_on is not None and standing.notified_on is not None:
            assert not standing.missing
        kept = {card.key for card in before.cards(calendar, on)} - _of_changed_runs(before, standing)
        assert kept <= {card.key for card in standing.cards(calendar, on)}


def _of_changed_runs(before: Standing, after: Standing) -> set[str]:
    """Cards of clocks whose last day an act has just moved or hidden: extended, paused, resumed."""
    moved = [
        n for n, run in enumerate(before.runs) if (run.days, run.pauses) != (after.runs[n].days, after.runs[n].pauses)
    ]
    return {f"{n}-{colour.value}" for n in moved for colour in CardColour}


@pytest.mark.parametrize(("flow", "states"), [(FLOW, State), (PART_FLOW, PartState)])
def test_every_state_of_both_tables_can_be_reached(flow: object, states: type[State] | type[PartState]) -> None:
    table = FLOW if flow is FLOW else PART_FLOW
    reached, todo = {str(table.start)}, [table.start]
    while todo:
        for row in table.open_acts(todo.pop()):
            if row.target.value not in reached:
                reached.add(row.target.value)
                todo.append(row.target)
    assert reached == {state.value for state in states}
    assert {row.act for row in FLOW.rows} == set(Act) - {Act.RECEIVE} and set(Act) > PART_ACTS


# -- materials --------------------------------------------------------------------------------------------------------


def test_what_is_missing_follows_from_the_guide_and_is_told_once() -> None:
    standing = received(FOOD, SIGN, handed=["申请书"])
    assert standing.missing == ("身份证明", "效果图")
    with pytest.raises(Unlawful, match="还缺身份证明、效果图"):
        went(standing, ("accept", {}))
    noticed = went(standing, ("notify", {"wrong": ["申请书"], "note": "没有签名"}))
    assert noticed.asked == {"申请书", "身份证明", "效果图"} and noticed.due(CHINA) is None
    some = went(noticed, ("part_supplement", {"handed": ["效果图"], "channel": "post"}))
    assert some.asked == {"申请书", "身份证明"} and some.visits == 1
    with pytest.raises(Unlawful, match="还没有收到：申请书"):
        went(some, ("supplement", {"handed": ["身份证明"], "channel": "post"}))
    whole = went(some, ("supplement", {"handed": ["身份证明", "申请书"], "channel": "window"}), on=date(2025, 9, 25))
    assert not whole.missing and whole.visits == 2 and whole.due(CHINA) == CHINA.after(date(2025, 9, 25), 5)
    with pytest.raises(Unlawful, match="告知过一次"):
        went(whole, ("notify", {"wrong": ["效果图"], "note": "不清楚"}), on=date(2025, 9, 25))
    with pytest.raises(Unlawful, match="没有可以告知补正的内容"):
        went(received(), ("notify", {}))


@given(calendars(), days(), st.integers(0, 14), st.booleans())
def test_who_was_not_told_within_five_working_days_counts_as_accepted_from_the_day_of_receipt(
    calendar: Calendar, on: date, later: int, whole: bool
) -> None:
    standing = received(on=on, calendar=calendar, handed=["申请书", "身份证明"] if whole else [])
    day = on + timedelta(days=later)
    deemed = day > slowly(calendar, on, 5)
    if deemed or whole:
        accepted = standing.take(Step("accept", day), calendar)
        assert accepted.accepted_on == (on if deemed else day)
        assert accepted.due(calendar) == calendar.after(on if deemed else day, 5)
    else:
        with pytest.raises(Unlawful, match="还缺"):
            standing.take(Step("accept", day), calendar)
    if deemed:
        for act in ("notify", "not_accept"):
            with pytest.raises(Unlawful, match="即为受理"):
                standing.take(Step(act, day, {"reason": "不属于本大厅"}), calendar)


# -- clocks and cards -------------------------------------------------------------------------------------------------


def slowly(calendar: Calendar, day: date, count: int, pauses: tuple[ClockPause, ...] = ()) -> date:
    """Day by day, as somebody counts on a wall calendar, crossing out the days of special procedures."""
    while count:
        day += timedelta(days=1)
        still = any(pause.since < day and (pause.until is None or day <= pause.until) for pause in pauses)
        count -= calendar.is_working_day(day) and not still
    return day


GAPS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 12)), max_size=3)


@given(calendars(), days(last=date(2026, 9, 1)), st.integers(0, 25), GAPS, st.integers(0, 4))
def test_every_clock_equals_a_slow_count_and_cards_follow_from_it(
    calendar: Calendar, on: date, term: int, gaps: list[tuple[int, int]], warned: int
) -> None:
    pauses, at = [], on
    for run_on, still in gaps:
        pauses.append(
            ClockPause(SpecialProcedure.HEARING, at + timedelta(days=run_on), at + timedelta(days=run_on + still))
        )
        at = pauses[-1].until or at
    run = ClockRun(Stage.HANDLING, on, term, pauses=tuple(pauses))
    last = slowly(calendar, on, term, run.pauses)
    assert (found := run.last_day(calendar)) is not None and found.on == last
    for end in (last - timedelta(days=3), last, last + timedelta(days=1), last + timedelta(days=9)):
        ended = run.ended(max(end, on))
        given_out = {
            card.colour: card.on for card in cards([ended], CardRule(warned), calendar, end + timedelta(days=30))
        }
        assert (CardColour.RED in given_out) == (max(end, on) > last)
        if (yellow := given_out.get(CardColour.YELLOW)) is not None:
            assert calendar.count(yellow, last) <= warned < calendar.count(yellow - timedelta(days=1), last)
            assert 0 < warned < term and yellow <= max(end, on)
        elif 0 < warned < term:
            assert calendar.count(max(end, on), last) > warned


@given(calendars(), days(last=date(2026, 9, 1)), st.integers(1, 25), GAPS)
def test_the_days_used_are_those_a_slow_count_finds(
    calendar: Calendar, on: date, term: int, gaps: list[tuple[int, int]]
) -> None:
    pauses, at = [], on
    for run_on, still in gaps:
        pauses.append(
            ClockPause(SpecialProcedure.TESTING, at + timedelta(days=run_on), at + timedelta(days=run_on + still))
        )
        at = pauses[-1].until or at
    run = ClockRun(Stage.HANDLING, on, term, pauses=tuple(pauses)).ended(at + timedelta(days=7))
    between = [on + timedelta(days=n + 1) for n in range((run.ended_on or on).toordinal() - on.toordinal())]
    worked = [d for d in between if calendar.is_working_day(d)]
    assert run.used(calendar, at) == sum(not any(p.since < d <= (p.until or d) for p in pauses) for d in worked)


def test_45_an_open_special_procedure_stops_the_clock_and_its_own_days_were_told() -> None:
    handling = went(received(), *TO_UNITS)
    due = handling.due(CHINA)
    paused = went(handling, ("pause", {"part": "A1", "ground": "hearing", "days": 4}), on=date(2025, 9, 19))
    assert paused.due(CHINA) == CHINA.after(date(2025, 9, 19), 4)
    with pytest.raises(Unlawful, match="特别程序中"):
        went(paused, examined(FOOD), on=date(2025, 9, 22))
    on = went(paused, ("resume", {"part": "A1"}), on=date(2025, 9, 30))
    assert due is not None and on.due(CHINA) == CHINA.after(date(2025, 9, 30), 4) != due
    late = {(card.stage, card.colour) for card in on.cards(CHINA, date(2025, 9, 30))}
    assert late == {(Stage.SPECIAL, CardColour.YELLOW), (Stage.SPECIAL, CardColour.RED)}
    with pytest.raises(Unlawful, match="最后一日以前"):
        went(handling, ("pause", {"part": "A1", "ground": "hearing", "days": 4}), on=due.on)


def test_42_a_term_is_extended_once_by_ten_days_at_most_and_not_after_it_is_over() -> None:
    handling = went(received(), *TO_UNITS)
    longer: Taken = ("extend", {"part": "A1", "days": 10, "reason": "需要核实"})
    extended = went(handling, longer)
    assert extended.due(CHINA) == CHINA.after(DAY, 15) and extended.extended
    with pytest.raises(Unlawful, match="延长过一次"):
        went(extended, longer)
    with pytest.raises(Unlawful, match="应在1至10之间"):
        went(handling, ("extend", {"part": "A1", "days": 11, "reason": "需要核实"}))
    with pytest.raises(Unlawful, match="已经逾期"):
        went(handling, longer, on=date(2025, 9, 26))


# -- deciding and issuing ---------------------------------------------------------------------------------------------


@given(st.sampled_from(["granted", "denied"]), st.sampled_from(["granted", "denied"]))
def test_a_joint_result_is_issued_only_when_all_parts_are_ready(one: str, other: str) -> None:
    handling = went(received(FOOD, SIGN), *TO_UNITS)
    half = went(handling, *decided(FOOD, one))
    with pytest.raises(Unlawful, match="还有事项没有决定"):
        went(half, *COLLECTED)
    whole = went(half, *decided(SIGN, other))
    assert whole.ready and whole.due(CHINA) == CHINA.after(DAY, 10)
    done = went(whole, *COLLECTED)
    expected = CaseResult.PARTLY if one != other else CaseResult(one)
    assert done.result is expected and done.closed_on == DAY and done.visits == 1


def test_who_examined_does_not_decide_and_what_fails_a_point_is_not_granted() -> None:
    handling = went(received(), *TO_UNITS)
    with pytest.raises(Unlawful, match="逐条核对"):
        went(handling, ("examine", {"part": "A1", "opinion": "granted", "points": [True], "by": "zhang"}))
    with pytest.raises(Unlawful, match="不能提出准予"):
        went(handling, ("examine", {"part": "A1", "opinion": "granted", "points": [True, False], "by": "zhang"}))
    ready = went(handling, examined(FOOD))
    with pytest.raises(Unlawful, match="不能自己作出决定"):
        went(ready, ("approve", {"part": "A1", "result": "granted", "by": "zhang"}))
    with pytest.raises(Unlawful, match="不一致"):
        went(went(handling, examined(FOOD, "denied")), ("approve", {"part": "A1", "result": "granted", "by": "li"}))
    again = went(ready, ("send_back", {"part": "A1", "reason": "场所没有核实"}))
    assert again.parts[0].state is PartState.EXAMINING and again.parts[0].opinion is None


def test_a_unit_hands_back_what_is_not_its_own_while_the_clock_runs_on() -> None:
    handling = went(received(), *TO_UNITS)
    back = went(handling, ("return", {"part": "A1", "reason": "不属于本单位职责"}))
    assert back.parts[0].unit == "" and back.due(CHINA) == handling.due(CHINA)
    with pytest.raises(Unlawful, match="退回过这一事项"):
        went(back, ("reassign", {"part": "A1", "unit": "shichang"}))
    assert went(back, ("reassign", {"part": "A1", "unit": "weijian"})).parts[0].unit == "weijian"


def test_a_refusal_and_a_withdrawal_are_delivered_too() -> None:
    for act, result in (("not_accept", CaseResult.NOT_ACCEPTED), ("withdraw", CaseResult.WITHDRAWN)):
        ended = went(received(handed=[]), (act, {"reason": "样例"}))
        assert ended.result is result and ended.closed_on is None and ended.due(CHINA) == CHINA.after(DAY, 10)
        done = went(ended, ("hand_over", {"way": "online", "to": "陈样例"}))
        assert done.closed_on == DAY and reckoned(done, CHINA, None).timeliness == Timeliness.UNANSWERED
    with pytest.raises(Unlawful, match="全部作出决定"):
        went(went(received(), *TO_UNITS, *decided(FOOD)), ("withdraw", {"reason": "样例"}))


def test_a_parcel_that_comes_back_waits_at_the_window_again() -> None:
    issued = went(received(), *TO_UNITS, *decided(FOOD), ("issue", {}))
    sent = went(issued, ("send", {"courier": "EX1", "company": "样例快递"}))
    assert sent.state is State.SHIPPED and sent.due(CHINA) is None and sent.closed_on is None
    back = went(sent, ("came_back", {"reason": "地址不详"}), on=date(2025, 9, 22))
    assert back.state is State.ISSUED and back.due(CHINA) == CHINA.after(date(2025, 9, 22), 10)
    again = went(
        back, ("send", {"courier": "EX2", "company": "样例快递"}), ("signed", {"to": "陈样例"}), on=date(2025, 9, 24)
    )
    assert again.closed_on == date(2025, 9, 24) and again.visits == 1 and again.courier == "EX2"


def test_an_item_of_no_days_is_decided_on_the_day_it_is_accepted() -> None:
    at_once = CasePart("C3", "样例证明", 1, "shichang", 0, 5)
    handling = went(received(at_once), *TO_UNITS)
    assert (due := handling.due(CHINA)) is not None and due.on == DAY
    assert not went(handling, *decided(at_once)).runs[1].late(CHINA, DAY)


# -- ratings and the monitor ------------------------------------------------------------------------------------------

DONE = (*TO_UNITS, *decided(FOOD), *COLLECTED)


def test_a_bad_rating_is_called_back_by_another_hand_and_put_right_by_a_day() -> None:
    rated = went(received(), *DONE, ("rate", {"stars": "1"}))
    assert rated.stars in BAD and rated.open_run(Stage.CALLING)
    with pytest.raises(Unlawful, match="自己回访"):
        went(rated, ("call_back", {"finding": "true", "facts": "排队太久", "by": "wang", "days": 5}))
    called = went(rated, ("call_back", {"finding": "true", "facts": "排队太久", "by": "li", "days": 5}))
    with pytest.raises(Unlawful, match="不能再改"):
        went(called, ("rate", {"stars": "5"}))
    right = went(called, ("rectify", {"measure": "增开窗口"}), on=date(2025, 9, 29))
    assert {(c.stage, c.colour) for c in right.cards(CHINA, date(2025, 9, 29))} == {
        (Stage.RECTIFYING, CardColour.YELLOW),
        (Stage.RECTIFYING, CardColour.RED),
    }
    wrong = went(rated, ("call_back", {"finding": "mistaken", "facts": "点错了", "by": "li"}))
    assert not wrong.rated_badly and wrong.open_run(Stage.RECTIFYING) is None
    with pytest.raises(Unlawful, match="没有待回访"):
        went(
            received(), *DONE, ("rate", {"stars": "5"}), ("call_back", {"finding": "true", "facts": "样例", "by": "li"})
        )


def test_a_card_is_explained_then_ruled_on_and_never_disappears() -> None:
    late = went(received(), *TO_UNITS)
    on = date(2025, 9, 30)
    keys = {card.colour: card.key for card in late.cards(CHINA, on)}
    red = keys[CardColour.RED]
    with pytest.raises(Unlawful, match="没有书面说明"):
        went(late, ("rule_on", {"card": red, "verdict": "excused", "text": "停电"}), on=on)
    with pytest.raises(Unlawful, match="没有这张时效牌"):
        went(late, ("explain", {"card": red, "text": "停电"}), on=DAY)
    ruled = went(
        late,
        ("explain", {"card": red, "text": "停电"}),
        ("rule_on", {"card": red, "verdict": "excused", "text": "属实"}),
        on=on,
    )
    assert ruled.verdict(red) is CardVerdict.EXCUSED and red in {card.key for card in ruled.cards(CHINA, on)}
    with pytest.raises(Unlawful, match="已有结论"):
        went(ruled, ("rule_on", {"card": red, "verdict": "stands", "text": "再议"}), on=on)


# -- figures ----------------------------------------------------------------------------------------------------------

FACTS = st.lists(
    st.builds(
        CaseFact,
        channel=st.sampled_from(CaseChannel),
        general=st.booleans(),
        timeliness=st.sampled_from(Timeliness),
        closed=st.booleans(),
        result=st.sampled_from([None, *CaseResult]),
        stars=st.sampled_from([None, *Stars]),
        visits=st.integers(0, 4),
        count=st.integers(1, 30),
    ),
    max_size=12,
)


@given(FACTS)
def test_the_figures_of_groups_are_those_of_every_case_counted_alone(facts: list[CaseFact]) -> None:
    whole = case_tally(facts)
    assert whole.received == sum(fact.count for fact in facts)
    assert whole.on_time + whole.late == whole.decided
    assert whole.decided + whole.open + whole.not_accepted + whole.withdrawn == whole.received
    for name in ("general", "bad", "at_most_once", "closed"):
        assert getattr(whole, name) == sum(fact.count for fact in facts if name in case_columns(fact))
    for rate in (whole.on_time_rate, whole.one_window_rate, whole.content_rate, whole.once_rate):
        assert rate is None or 0 <= rate <= 100
    assert whole.visits == sum(fact.visits * fact.count for fact in facts if fact.closed)


def test_a_promise_longer_than_the_statute_is_refused_and_an_item_stands_once_in_a_case() -> None:
    with pytest.raises(Unlawful, match="长于法定"):
        CasePart("A1", "样例", 1, "shichang", 21, 20)
    with pytest.raises(Unlawful, match="只能选一次"):
        received(FOOD, FOOD)
    assert PartResult.GRANTED.label == "准予"
