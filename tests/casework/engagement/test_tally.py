"""月计: after whatever acts, imports, amendments and holidays the lines sum up to the tickets; pages say the slow count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from itertools import count

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.casework.engagement.tally import acts as tally
from gongkai.casework.engagement.tally import queries as tallies
from gongkai.casework.engagement.tally.models import TABLES, TicketMonth
from gongkai.casework.engagement.tickets import acts, queries
from gongkai.casework.engagement.tickets.figures import queries as figures
from gongkai.casework.engagement.tickets.importing import acts as importing
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.engagement.topics import acts as gathering
from gongkai.casework.engagement.topics import queries as topics
from gongkai.law.application_figures import REPLIED, Period
from gongkai.law.grammar.calendar import LocalDay
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.ticket_flow import FLOW, Act
from gongkai.law.ticket_kinds import Appraisal, ConcernKind, TicketGrade, TicketResult, TicketSource
from gongkai.law.ticket_topics import DemandCount
from gongkai.office.journal import acts as journal
from gongkai.office.journal import holidays
from gongkai.office.journal import queries as entries
from gongkai.office.journal.verify import verify
from tests.casework.engagement.conftest import ON, letter, take, took, who
from tests.cast import Cast

Event = Callable[[Cast, date], None]
HEADS = "工单编号,受理时间,诉求类型,诉求内容,承办单位,回复时间,办理结果,办结时间,是否满意"
SAID = ("广场东侧路灯不亮请修理", "小区门口垃圾没有清运", "想了解医保缴费标准", "公交车晚点站牌信息不准")
YEAR = Period.year(2025)
_numbers = count(1)


# -- what may happen -------------------------------------------------------------------------------------------------------


def comes(said: int, kind: ConcernKind, source: TicketSource) -> Event:
    def happens(people: Cast, on: date) -> None:
        took(people.county, letter(f"{SAID[said]}。", title=SAID[said]), kind, on=on, source=source)

    return happens


def is_handled(pick: int, step: int, details: dict[str, JSON]) -> Event:
    """Some ticket takes some step the table offers; what the law refuses changes nothing."""

    def happens(people: Cast, on: date) -> None:
        mine = list(Ticket.objects.of(people.county).select_related("dossier__authority", "authority", "unit"))
        if not mine:
            return
        ticket = mine[pick % len(mine)]
        offered = [Act(row.act) for row in FLOW.open_acts(ticket.state)]
        act = offered[step % len(offered)]
        said = {**details, "into": mine[step % len(mine)].dossier.number}
        if act in (Act.PUBLISH, Act.UNPUBLISH):
            return
        by = who("li" if act is Act.APPROVE else "sun")
        try:
            acts.act(ticket, Step(act.value, on, said), today=on, by=by)
        except Unlawful:
            return

    return happens


def is_answered(pick: int, result: TicketResult, *, closed: bool) -> Event:
    """The whole way of a ticket, so that many of them end."""

    def happens(people: Cast, on: date) -> None:
        way: tuple[tuple[Act, dict[str, JSON]], ...] = (
            (Act.DISPATCH, {"unit": people.bureau.code, "mode": "network", "reason": "再派"}),
            (Act.SIGN, {}),
            (Act.DRAFT, {"answer": "已处理", "result": result.value}),
            (Act.APPROVE, {}),
            (Act.REPLY, {"way": "online"}),
            *(((Act.CLOSE, {}),) if closed else ()),
        )
        for act, said in way:
            is_named(pick, act, said)(people, on)

    return happens


def is_named(pick: int, act: Act, said: dict[str, JSON]) -> Event:
    def happens(people: Cast, on: date) -> None:
        mine = list(Ticket.objects.of(people.county).select_related("dossier__authority", "authority", "unit"))
        try:
            if mine:
                by = who("li" if act is Act.APPROVE else "wang")
                acts.act(mine[pick % len(mine)], Step(act.value, on, said), today=on, by=by)
        except Unlawful:
            return

    return happens


def is_imported(rows: list[tuple[int, int | None, bool]]) -> Event:
    def happens(people: Cast, on: date) -> None:
        batch = importing.upload(
            people.county, "热线", table(on, rows), source=TicketSource.HOTLINE, kind=ConcernKind.HELP, on=on,
            by=who("sun"),
        )  # fmt: skip
        importing.bring_in(batch, skip=False, on=on, by=who("sun"))

    return happens


def table(on: date, rows: list[tuple[int, int | None, bool]]) -> bytes:
    lines = [HEADS]
    for ago, later, closed in rows:
        came = on - timedelta(days=ago)
        replied = "" if later is None else f"{min(came + timedelta(days=later), on)}"
        shut = replied if closed else ""
        lines.append(
            f"H{next(_numbers)},{came},投诉类,{SAID[ago % 4]},某村委会,{replied},{'已处理' if replied else ''},{shut},满意"
        )
    return "\n".join(lines).encode()


def is_amended(pick: int, days: int) -> Event:
    """The day of the last step was entered wrong: a reply that looked late was in time, or the other way about."""

    def happens(people: Cast, on: date) -> None:
        mine = list(Ticket.objects.of(people.county).select_related("dossier__authority", "authority", "unit"))
        if not mine:
            return
        ticket = mine[pick % len(mine)]
        seq, step = list(entries.amended(entries.entries(ticket.dossier)).items())[-1]
        if step.act == Act.RECEIVE:
            return
        righted = Step(step.act, min(step.on + timedelta(days=days), on), step.details)
        try:
            with transaction.atomic():
                standing = journal.amend(ticket.dossier, seq, righted, on=on, by=who("sun"), reason="日期录入有误")
                acts.reflect(ticket, queries.as_ticket(standing))
        except Unlawful:
            return

    return happens


def is_a_holiday(ago: int) -> Event:
    def happens(people: Cast, on: date) -> None:
        day = LocalDay(on - timedelta(days=ago), works=False, name="地方节", source="示政发〔2025〕1号")
        try:
            holidays.announce_days(people.county, [day], on=on, by=who("zheng"))
        except Unlawful:
            return

    return happens


def is_gathered() -> Event:
    def happens(people: Cast, on: date) -> None:
        gathering.gather(people.county)

    return happens


def is_folded() -> Event:
    def happens(people: Cast, on: date) -> None:
        tally.fold()

    return happens


DETAILS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([kind.value for kind in ConcernKind]),
        "grade": st.sampled_from([grade.value for grade in TicketGrade]),
        "days": st.integers(0, 20),
        "term": st.just("某条例"),
        "unit": st.sampled_from(["shili-minzheng", "shili-minzheng", "lingxian-minzheng"]),
        "mode": st.sampled_from(["network", "paper"]),
        "way": st.just("online"),
        "result": st.sampled_from([result.value for result in TicketResult]),
        "satisfaction": st.sampled_from([word.value for word in Appraisal]),
        **{name: st.just("样例") for name in ("reason", "answer", "text", "facts", "opinion", "instruction")},
    }
)
picks = st.integers(0, 40)
EVENTS = st.one_of(
    st.builds(comes, st.integers(0, 3), st.sampled_from(ConcernKind), st.sampled_from(TicketSource)),
    st.builds(is_handled, picks, picks, DETAILS),
    st.builds(is_handled, picks, picks, DETAILS),
    st.builds(is_handled, picks, picks, DETAILS),
    st.builds(is_answered, picks, st.sampled_from(TicketResult), closed=st.booleans()),
    st.builds(
        is_imported,
        st.lists(st.tuples(st.integers(0, 60), st.none() | st.integers(0, 40), st.booleans()), min_size=1, max_size=4),
    ),
    st.builds(is_amended, picks, st.integers(-20, 20)),
    st.builds(is_a_holiday, st.integers(-4, 3)),
    st.builds(is_gathered),
    st.builds(is_folded),
)


# -- the slow counts -------------------------------------------------------------------------------------------------------


def pages_say_the_slow_count(people: Cast, today: date) -> None:
    every = Ticket.objects.of(people.county)
    slow = figures.of_groups(figures.counted(every, today), YEAR)
    told = figures.figures(people.county, YEAR, today)
    assert by_what(told) == by_what(slow)
    assert told.whole.tally.received == every.count()
    demand, rows = topics.demand(people.county, YEAR), list(every)
    assert demand.whole == DemandCount(len(rows))
    assert {line.query: line.counted.now for line in demand.topics} == {
        f"topic={key}&": many for key, many in Counter(row.topic_id for row in rows if row.topic_id).items()
    }
    assert {line.asked.topic: line.asked.answered for line in demand.topics if line.asked and line.asked.answered} == (
        Counter(row.topic_id for row in rows if row.topic_id and row.timeliness in REPLIED)
    )
    assert demand.waiting == sum(row.topic_id is None for row in rows)
    assert sum(many for _, many in demand.months) == sum(line.counted.now for line in demand.themes) == len(rows)
    asked = Counter(
        row.topic_id for row in rows if row.topic_id and row.kind == "consult" and row.merged_into_id is None
    )
    assert {each.topic: each.count for each in topics.unanswered(people.county, YEAR)} == {
        key: many for key, many in asked.items() if many >= 3
    }


def by_what(told: figures.Figures) -> list[object]:
    units = {(row.label, row.query): row.tally for row in told.by_unit}
    return [told.whole, told.by_source, told.by_kind, units, told.said]


@settings(max_examples=10)
@given(st.lists(st.tuples(EVENTS, st.integers(0, 4)), min_size=10, max_size=20))
def test_whatever_happens_the_lines_sum_up_to_the_tickets_and_pages_say_the_slow_count(
    people: Cast, events: list[tuple[Event, int]]
) -> None:
    with transaction.atomic():
        on = ON
        for said, kind in enumerate(ConcernKind):
            comes(said % 4, kind, TicketSource.SITE)(people, on)
        for event, later in events:
            on += timedelta(days=later)
            event(people, on)
            assert tallies.differences(people.county) == []
        pages_say_the_slow_count(people, on)
        tally.fold()
        pages_say_the_slow_count(people, on + timedelta(days=30))
        transaction.set_rollback(True)


# -- one by one ------------------------------------------------------------------------------------------------------------


def test_a_late_reply_is_in_time_once_a_holiday_is_entered_and_figures_follow_the_closed_file(people: Cast) -> None:
    ticket = took(people.county).ticket
    on = ticket.term_on
    assert on is not None
    is_answered(0, TicketResult.SOLVED, closed=True)(people, on + timedelta(days=1))
    assert figures.figures(people.county, YEAR, ON).whole.tally.late == 1
    rest = [
        LocalDay(ON + timedelta(days=ago), works=False, name="地方节", source="示政发〔2025〕1号")
        for ago in range(1, 6)
    ]
    holidays.announce_days(people.county, rest, on=on + timedelta(days=9), by=who("zheng"))
    counted = figures.figures(people.county, YEAR, ON).whole.tally
    assert (counted.late, counted.on_time, counted.closed) == (0, 1, 1)
    assert list(verify(whole=True)) == []


def test_a_letter_the_law_refuses_to_move_leaves_no_line(people: Cast) -> None:
    ticket, lines = took(people.county).ticket, TicketMonth.objects.of(people.county).count()
    with pytest.raises(Unlawful):
        take(ticket, Act.CLOSE, "sun")
    assert TicketMonth.objects.of(people.county).count() == lines
    take(ticket, Act.URGE, "sun", text="请尽快办理")
    assert TicketMonth.objects.of(people.county).count() == lines, "what changes no count writes no line"


def test_folded_lines_are_one_for_each_kind_and_sum_up_to_the_same(people: Cast) -> None:
    for _ in range(5):
        took(people.county)
    is_answered(0, TicketResult.SOLVED, closed=False)(people, ON)
    before = tallies.summed(people.county)
    assert tally.fold() > 0
    after = tallies.summed(people.county)
    assert {each: many for each, many in before.items() if many} == dict(after)
    for table in TABLES:
        assert table.objects.of(people.county).count() == sum(each.table is table for each in after)
    assert tally.fold() == 0


def test_verify_names_a_line_that_was_typed_and_reflect_puts_it_right(people: Cast) -> None:
    took(people.county)
    TicketMonth.objects.of(people.county).update(many=7)
    told = [str(each) for each in verify()]
    assert told == ["示例县人民政府留言月计：202509的件数与留言不符"]
    call_command("reflect", stdout=StringIO())
    assert list(verify()) == [] and tallies.differences(people.county) == []
    assert figures.figures(people.county, YEAR, ON).whole.tally.received == 1
