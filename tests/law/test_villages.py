"""村级门户: nobody is certified who was not made sure of, nothing ends unanswered, no span goes by untold unseen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law import village_questions, villagers
from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.procedures import replay
from gongkai.law.village_affairs import AFFAIR_RHYTHMS, LOOKED_BACK, Rhythm, VillageAffair, untold
from gongkai.law.village_questions import Act as Talk
from gongkai.law.village_questions import State as Talking
from gongkai.law.villagers import Act, CancelCause, State
from gongkai.law.villages import (
    Readership,
    Showing,
    ShowingState,
    VillageRule,
    VillageTally,
    Visitor,
    may_read,
    objection_to_certifying,
    objection_to_speaking,
    showing,
    summed,
)

DAY = date(2025, 9, 18)
CALENDAR = national()
DAYS = st.dates(date(2023, 1, 1), date(2026, 6, 30))


def slowly(start: date, days: int) -> date:
    """So many working days later, counted one by one."""
    on = start
    while days:
        on += timedelta(days=1)
        days -= CALENDAR.is_working_day(on)
    return on


# -- certification -------------------------------------------------------------------------------------------------------------


def certifying(act: Act, on: date, days: int = 5) -> Step:
    details: dict[str, JSON] = {
        "days": days,
        "term": "示例",
        "verified": "register",
        "reason": "样例",
        "cause": "moved",
    }
    return Step(act.value, on, details)


@given(st.lists(st.tuples(st.sampled_from(Act), st.integers(0, 4)), max_size=12), st.integers(1, 20))
def test_whatever_the_order_nobody_is_certified_who_was_not_made_sure_of(
    tried: list[tuple[Act, int]], days: int
) -> None:
    standing, on = villagers.open_villager(certifying(Act.APPLY, DAY, days), CALENDAR), DAY
    taken = [certifying(Act.APPLY, DAY, days)]
    for act, later in tried:
        on += timedelta(days=later)
        allowed = any(row.source == standing.state and row.act == act for row in villagers.FLOW.rows)
        assert bool(standing.objections(act, on)) != allowed, "what the table has is allowed, and nothing else"
        try:
            standing = standing.take(certifying(act, on), CALENDAR)
        except Unlawful:
            assert not allowed
            continue
        assert allowed
        taken.append(certifying(act, on))
    if standing.certified_on is not None:
        assert standing.verified is not None
        assert standing.late == (standing.certified_on > slowly(DAY, days))
    due = standing.due(CALENDAR)
    assert (due is None) == (standing.closed_on is not None)
    assert due is None or due.on == slowly(DAY, days)
    assert (standing.cause is not None) == (standing.state is State.CANCELLED)
    assert replay(villagers.KIND, taken, CALENDAR) == standing


@pytest.mark.parametrize(
    ("act", "missing", "says"),
    [
        (Act.VERIFY, "verified", "应选明核实方式"),
        (Act.RETURN, "reason", "退回的理由不能为空"),
    ],
)
def test_a_step_without_what_it_must_say_is_refused(act: Act, missing: str, says: str) -> None:
    standing = villagers.open_villager(certifying(Act.APPLY, DAY), CALENDAR)
    told = {name: value for name, value in certifying(act, DAY).details.items() if name != missing}
    with pytest.raises(Unlawful, match=says):
        standing.take(Step(act.value, DAY, told), CALENDAR)


def test_a_certification_ends_with_a_cause() -> None:
    standing = villagers.open_villager(certifying(Act.APPLY, DAY), CALENDAR)
    for act in (Act.VERIFY, Act.CERTIFY, Act.CANCEL):
        standing = standing.take(certifying(act, DAY), CALENDAR)
    assert (standing.cause, standing.outcome) == (CancelCause.MOVED, "cancelled")
    with pytest.raises(Unlawful, match="没有“moved”"):
        standing.take(Step("moved", DAY), CALENDAR)
    with pytest.raises(Unlawful, match="应从申请认证开始"):
        villagers.open_villager(Step(Act.CERTIFY.value, DAY), CALENDAR)


# -- questions -----------------------------------------------------------------------------------------------------------------


def talking(act: Talk, on: date, days: int = 5) -> Step:
    details: dict[str, JSON] = {
        "days": days,
        "term": "示例",
        "answer": "样例答复",
        "ticket": "〔2025〕001号",
        "to": "shili",
        "replied_on": on.isoformat(),
    }
    return Step(act.value, on, details)


@given(st.lists(st.tuples(st.sampled_from(Talk), st.integers(0, 4)), max_size=12), st.integers(1, 20))
def test_whatever_the_order_no_question_ends_that_was_neither_answered_nor_handed_on(
    tried: list[tuple[Talk, int]], days: int
) -> None:
    standing, on = village_questions.open_village_question(talking(Talk.ASK, DAY, days), CALENDAR), DAY
    taken, first = [talking(Talk.ASK, DAY, days)], None
    for act, later in tried:
        on += timedelta(days=later)
        allowed = any(row.source == standing.state and row.act == act for row in village_questions.FLOW.rows)
        try:
            standing = standing.take(talking(act, on), CALENDAR)
        except Unlawful:
            assert not allowed
            continue
        assert allowed
        first = first or on
        taken.append(talking(act, on))
    last = slowly(DAY, days)
    due = standing.due(CALENDAR)
    assert (due is not None) == (standing.state is Talking.ASKED)
    assert due is None or due.on == last
    assert standing.late == (first is not None and first > last), "late is what was first told late, and stays so"
    if standing.closed_on is not None:
        assert standing.answered_on is not None or standing.handed_on is not None
    assert (standing.closed_on is not None) == village_questions.FLOW.closed(standing.state)
    assert replay(village_questions.KIND, taken, CALENDAR) == standing


def test_what_was_handed_on_is_settled_by_the_reply_of_the_ticket_alone() -> None:
    standing = village_questions.open_village_question(talking(Talk.ASK, DAY), CALENDAR).take(
        talking(Talk.HAND_ON, DAY), CALENDAR
    )
    with pytest.raises(Unlawful, match="工单〔2025〕001号还没有答复"):
        standing.take(Step(Talk.SETTLE.value, DAY), CALENDAR)
    early: dict[str, JSON] = {"replied_on": (DAY - timedelta(days=1)).isoformat()}
    with pytest.raises(Unlawful, match="应在转工单之后"):
        standing.take(Step(Talk.SETTLE.value, DAY, early), CALENDAR)
    assert standing.take(talking(Talk.SETTLE, DAY), CALENDAR).outcome == "by_ticket"


# -- who may -------------------------------------------------------------------------------------------------------------------


@given(st.sampled_from(("", "a", "b")), st.sampled_from(("a", "b")), st.sampled_from(Readership))
def test_a_villager_reads_and_speaks_at_home_and_nowhere_else(own: str, village: str, readership: Readership) -> None:
    visitor = Visitor(own)
    assert may_read(readership, village, visitor) == (readership is Readership.EVERYBODY or own == village)
    assert (objection_to_speaking(village, visitor) is None) == (own == village)


@given(st.sampled_from(AuthorityKind), st.sampled_from(("a", "b", "")))
def test_only_the_clerk_of_the_very_village_certifies(kind: AuthorityKind, clerk_of: str) -> None:
    allowed = objection_to_certifying("a", kind, clerk_of) is None
    assert allowed == (kind is AuthorityKind.VILLAGE and clerk_of == "a")


# -- how long it hangs -----------------------------------------------------------------------------------------------------------


@given(DAYS, st.integers(-5, 400), st.integers(1, 30), DAYS, st.none() | DAYS)
def test_a_notice_leaves_by_itself_on_the_day_after_its_last(
    since: date, length: int, least: int, on: date, taken: date | None
) -> None:
    until = since + timedelta(days=length)
    try:
        hung = showing(since, until, VillageRule(showing=least))
    except Unlawful:
        assert length + 1 < least or length + 1 > 366
        return
    assert least <= hung.days == length + 1 <= 366
    state = Showing(since, until, taken).state(on)
    assert (state is ShowingState.UP) == (since <= on <= until and (taken is None or on < taken))
    assert hung.left(on) == max((until - on).days, 0)


@pytest.mark.parametrize(("name", "value"), [("certifying", 0), ("answering", 61), ("showing", 367), ("source", " ")])
def test_a_rule_nobody_could_keep_is_refused(name: str, value: object) -> None:
    with pytest.raises(Unlawful) as refusal:
        VillageRule(**{name: value})  # type: ignore[arg-type]
    assert refusal.value.field == name


# -- what is owed ----------------------------------------------------------------------------------------------------------------


@given(st.dictionaries(st.sampled_from(VillageAffair), st.sets(DAYS, max_size=8), max_size=9), DAYS, DAYS)
def test_what_a_village_owes_is_what_a_slow_count_of_days_finds_untold(
    told: dict[VillageAffair, set[date]], opened_on: date, on: date
) -> None:
    found = untold(told, opened_on, on)
    for affair in VillageAffair:
        months = AFFAIR_RHYTHMS[affair].months
        mine = {each.since: each for each in found if each.affair is affair}
        if not months:
            assert not mine
            continue
        spans: dict[int, list[date]] = {}
        day = date(on.year - 2, 1, 1)
        while day <= date(on.year + 1, 3, 31):
            spans.setdefault((day.year * 12 + day.month - 1) // months, []).append(day)
            day += timedelta(days=1)
        here = (on.year * 12 + on.month - 1) // months
        for number in range(here - LOOKED_BACK, here + 1):
            span = spans[number]
            unsaid = not set(span) & told.get(affair, set()) and span[-1] >= opened_on
            assert (span[0] in mine) == unsaid
            if unsaid:
                assert mine[span[0]].until == span[-1]
                assert mine[span[0]].missed(on) == (span[-1] < on)
        assert len(mine) <= LOOKED_BACK + 1


def test_30_money_is_told_each_month_and_other_matters_each_quarter() -> None:
    assert AFFAIR_RHYTHMS[VillageAffair.MONEY] is Rhythm.MONTHLY
    assert AFFAIR_RHYTHMS[VillageAffair.AID] is Rhythm.QUARTERLY
    assert AFFAIR_RHYTHMS[VillageAffair.WEIGHTY] is Rhythm.AT_ONCE
    missing = untold({VillageAffair.MONEY: [date(2025, 8, 5)]}, date(2025, 7, 1), DAY)
    assert [each.span for each in missing if each.affair is VillageAffair.MONEY] == ["2025年7月", "2025年9月"]
    assert [each.span for each in missing if each.affair is VillageAffair.AID] == ["2025年第3季度"]


@given(st.lists(st.builds(VillageTally, *[st.integers(0, 1000)] * 12), max_size=5))
def test_the_sum_of_villages_is_the_sum_of_each_column(tallies: list[VillageTally]) -> None:
    whole = summed(tallies)
    assert whole.villagers == sum(each.villagers for each in tallies)
    assert whole.visits == sum(each.visits for each in tallies)
    assert whole.late == sum(each.late for each in tallies)
