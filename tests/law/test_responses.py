"""回应关切: no act leaves the table, the hours equal a count minute by minute, and the event alone begins the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.annual_report import count, edition
from gongkai.law.gatherings import GatheringState
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.dates import BEIJING, chinese_moment, read_moment, to_the_minute
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.press_conferences import Announced, Held, may_move
from gongkai.law.procedures import replay
from gongkai.law.response_facts import AnsweredFact, ConferenceFact, ResponseFact, row_of_channel
from gongkai.law.response_figures import EventFact, event_columns, event_tally, fewer_than_a_channel
from gongkai.law.response_kinds import (
    AUTHORITATIVE,
    EventKind,
    EventSource,
    ReportStage,
    ResponseChannel,
    ResponseKind,
    Severity,
)
from gongkai.law.response_roster import Gap, Shift, gaps
from gongkai.law.response_terms import (
    HOUR_TERMS,
    HourClock,
    HourLight,
    HourTerm,
    TermKind,
    first_kind,
    hours_for,
    told,
    usual_hours,
)
from gongkai.law.responses import FLOW, OPEN, Act, Standing, State, open_event

CHINA = national()
DAY = date(2025, 9, 18)
BEGAN = datetime(2025, 9, 17, 22, 10, tzinfo=BEIJING)
NOON = datetime(2025, 9, 18, 12, 0, tzinfo=BEIJING)
HOURS: dict[str, JSON] = {"hours": 5, "conference_hours": 24, "report_hours": 2, "term": "某规定"}
MOMENTS = st.integers(-2_000_000, 2_000_000).map(lambda minutes: BEGAN + timedelta(minutes=minutes))


def opened(on: date = DAY, **said: JSON) -> Standing:
    details: dict[str, JSON] = {
        "kind": "accident",
        "severity": "grave",
        "source": "duty",
        "started": to_the_minute(BEGAN),
        "registered": to_the_minute(NOON),
        **HOURS,
    }
    return open_event(Step("register", on, {**details, **said}), CHINA)


def went(standing: Standing, *acts: tuple[str, Mapping[str, JSON]], on: date = DAY) -> Standing:
    for act, details in acts:
        standing = standing.take(Step(act, on, details), CHINA)
    return standing


GRADED: dict[str, JSON] = {"severity": "grave", "judgement": "关注度高", "at": "2025-09-18 00:30", **HOURS}
IN_HAND = (("assess", GRADED), ("assign", {"unit": "minzheng", "person": "王小样"}))
WORDS: dict[str, JSON] = {"kind": "first", "title": "情况通报", "text": "正在处置", "by": "wang"}
OUT: dict[str, JSON] = {"channel": "website", "at": "2025-09-18 01:00"}
ANSWERED = (*IN_HAND, ("draft", WORDS), ("approve", {"by": "li"}), ("release", OUT))

# -- the table --------------------------------------------------------------------------------------------------------

DETAILS = st.fixed_dictionaries(
    {
        **{name: st.just("样例") for name in ("judgement", "reason", "facts", "title", "text", "to", "report")},
        **{name: st.just("样例") for name in ("rumour", "truth", "evidence", "lesson", "question", "unit", "person")},
        "term": st.just("某规定"),
        "hours": st.sampled_from([5, 48]),
        "conference_hours": st.just(24),
        "report_hours": st.just(2),
        "severity": st.sampled_from([each.value for each in Severity]),
        "kind": st.sampled_from([each.value for each in ResponseKind]),
        "channel": st.sampled_from([each.value for each in ResponseChannel]),
        "stage": st.sampled_from([each.value for each in ReportStage]),
        "verdict": st.sampled_from(["answered", "missed"]),
        "by": st.sampled_from(["wang", "li", "zhang"]),
        "volume": st.integers(0, 10_000),
        "number": st.integers(1, 4),
        "ticket": st.sampled_from(["〔2025〕001号", "〔2025〕002号"]),
        "received": st.sampled_from(["2025-09-18", "2025-09-30", "2025-12-01"]),
        "at": st.integers(0, 60 * 40).map(lambda minutes: to_the_minute(BEGAN + timedelta(minutes=minutes))),
    }
)
WALK = st.lists(st.tuples(st.sampled_from(list(Act)), st.integers(0, 9), DETAILS), max_size=30)


def steered(standing: Standing, wanted: Act, pick: int) -> Act:
    """Most steps are those the table offers, or no walk would ever reach its end."""
    offered = FLOW.open_acts(standing.state)
    return Act(offered[pick % len(offered)].act) if pick % 3 and offered else wanted


@given(st.sampled_from(list(EventKind)), WALK)
def test_whatever_the_order_the_table_is_kept_and_nothing_goes_out_that_one_person_has_seen(
    kind: EventKind, walk: list[tuple[Act, int, dict[str, JSON]]]
) -> None:
    standing, on = opened(kind=kind.value), DAY
    for pick, (wanted, later, details) in enumerate(walk):
        on += timedelta(days=later // 4)
        act, before = steered(standing, wanted, pick + later), standing
        try:
            standing = standing.take(Step(act.value, on, details), CHINA)
        except Unlawful:
            assert standing is before
            continue
        assert (before.state, act, standing.state) in {(row.source, row.act, row.target) for row in FLOW.rows}
        file = standing.file
        assert (standing.closed_on is not None) == (standing.state in (State.CLOSED, State.SET_ASIDE))
        assert standing.state is not State.CLOSED or file.first_at is not None
        assert file.clock.began_at == BEGAN, "no act moves the beginning"
        if act is Act.RELEASE:
            assert file.approved_by and file.approved_by != file.drafted_by
        if file.verdict is not None:
            assert file.judged_by and file.judged_by != file.drafted_by
        assert [each.number for each in file.released] == list(range(1, len(file.released) + 1))
        everybody = [each.at for each in file.released if each.channel in AUTHORITATIVE]
        assert file.first_at == min(everybody, default=None)
        assert all(each.at >= BEGAN for each in file.released)


def test_an_event_goes_from_the_first_sign_to_the_lesson() -> None:
    standing = went(
        opened(),
        *ANSWERED,
        ("report", {"stage": "first", "to": "某市", "report": "情况", "at": "2025-09-17 23:30"}),
        ("verify", {"facts": "查明原因"}),
        ("ask", {"question": "是否还有危险"}),
        ("confer", {"at": "2025-09-18 10:00"}),
        ("judge", {"verdict": "answered", "by": "zhang"}),
        ("brief", {"judgement": "趋于平稳"}),
        ("learn", {"lesson": "增设栏目"}),
        ("close", {}),
    )
    assert standing.state is State.CLOSED and standing.outcome == "answered"
    assert standing.file.first_minutes == 170 and standing.file.in_time is True
    assert standing.due(CHINA) is None


@pytest.mark.parametrize(
    ("acts", "reason"),
    [
        (IN_HAND, "没有权威回应"),
        (ANSWERED, "没有上报"),
        ((*ANSWERED, ("report", {"stage": "first", "to": "市", "report": "情", "at": "2025-09-18 00:10"})), "总结教训"),
    ],
)
def test_what_is_not_finished_is_not_closed(acts: tuple[tuple[str, Mapping[str, JSON]], ...], reason: str) -> None:
    with pytest.raises(Unlawful, match=reason):
        went(opened(), *acts, ("close", {"reason": "没有开"}))


def test_what_the_answer_misses_is_answered_again_before_it_is_closed() -> None:
    asked = went(
        opened(kind="livelihood", severity="ordinary", hours=48), *_ordinary(), ("ask", {"question": "何时通水"})
    )
    with pytest.raises(Unlawful, match="还没有评定"):
        went(asked, ("close", {}))
    missed = went(asked, ("judge", {"verdict": "missed", "by": "zhang", "reason": "没有说何时通水"}))
    with pytest.raises(Unlawful, match="没有答到"):
        went(missed, ("close", {}))
    again = went(
        missed,
        ("draft", {**WORDS, "kind": "progress", "text": "今晚八时通水"}),
        ("approve", {"by": "li"}),
        ("release", {**OUT, "at": "2025-09-18 11:00"}),
    )
    assert again.file.verdict is None, "the new answer is judged anew"
    closed = went(again, ("judge", {"verdict": "answered", "by": "zhang"}), ("close", {}))
    assert closed.state is State.CLOSED


def _ordinary() -> tuple[tuple[str, Mapping[str, JSON]], ...]:
    graded = {**GRADED, "severity": "ordinary", "hours": 48}
    return (("assess", graded), *ANSWERED[1:])


def test_who_drafts_neither_signs_nor_judges() -> None:
    drafted = went(opened(), *IN_HAND, ("draft", WORDS))
    with pytest.raises(Unlawful, match="不能审签自己"):
        went(drafted, ("approve", {"by": "wang"}))
    asked = went(opened(), *ANSWERED, ("ask", {"question": "问"}))
    with pytest.raises(Unlawful, match="不能评定自己"):
        went(asked, ("judge", {"verdict": "answered", "by": "wang"}))


def test_a_clarification_names_the_rumour_the_truth_and_the_proof_and_comes_after_the_facts() -> None:
    handed = went(opened(kind="rumour", severity="ordinary"), *IN_HAND)
    words = {**WORDS, "kind": "clarify", "rumour": "传言", "truth": "事实"}
    with pytest.raises(Unlawful, match="依据不能为空"):
        went(handed, ("draft", words))
    with pytest.raises(Unlawful, match="应当先核实"):
        went(handed, ("draft", {**words, "evidence": "检验报告"}))
    told_so = went(handed, ("verify", {"facts": "查明"}), ("draft", {**words, "evidence": "检验报告"}))
    assert told_so.state is State.REVIEWING


def test_the_same_words_go_out_once_on_each_channel() -> None:
    out = went(opened(), *ANSWERED, ("release", {"channel": "weibo", "at": "2025-09-18 01:05"}))
    assert [each.channel for each in out.file.released] == [ResponseChannel.WEBSITE, ResponseChannel.WEIBO]
    with pytest.raises(Unlawful, match="已经在政务微博发布"):
        went(out, ("release", {"channel": "weibo", "at": "2025-09-18 01:06"}))


# -- the clock --------------------------------------------------------------------------------------------------------


@given(MOMENTS, st.integers(1, 72), st.integers(-30, 80 * 60))
def test_the_hours_equal_a_count_minute_by_minute(began: datetime, hours: int, later: int) -> None:
    clock, now = HourClock(began, hours), began + timedelta(minutes=max(later, 0))
    at, counted = began, 0
    while at < now:
        at += timedelta(minutes=1)
        counted += 1
    assert clock.minutes_left(now) == hours * 60 - counted
    assert clock.kept(now) == (counted <= hours * 60)
    assert (clock.shows(now) is HourLight.RED) == (counted > hours * 60)
    assert told(clock.minutes_left(now)).startswith("超") == (counted > hours * 60)


@given(st.integers(0, 20), st.integers(0, 23))
def test_when_it_was_registered_changes_nothing_of_the_clock(days: int, hour: int) -> None:
    late = datetime(2025, 9, 18, hour, tzinfo=BEIJING) + timedelta(days=days)
    standing = opened(on=late.date(), registered=to_the_minute(late))
    assert standing.file.clock.due_at == datetime(2025, 9, 18, 3, 10, tzinfo=BEIJING)
    assert standing.due_at == standing.file.clock.due_at


def test_what_was_answered_before_it_was_registered_counts_when_it_was_answered() -> None:
    recorded = {**WORDS, "channel": "weibo", "at": "2025-09-17 23:00"}
    standing = went(opened(), *IN_HAND, ("record", recorded))
    assert standing.file.first_minutes == 50 and standing.file.in_time is True
    with pytest.raises(Unlawful, match="登记以后的应当拟稿"):
        went(opened(), *IN_HAND, ("record", {**recorded, "at": "2025-09-18 12:01"}))


def test_the_earliest_answer_counts_in_whatever_order_they_were_entered() -> None:
    late = went(
        opened(), *IN_HAND, ("draft", WORDS), ("approve", {"by": "li"}), ("release", {**OUT, "at": "2025-09-18 09:00"})
    )
    assert late.file.in_time is False
    earlier = went(late, ("record", {**WORDS, "kind": "progress", "channel": "wechat", "at": "2025-09-18 00:30"}))
    assert earlier.file.first_minutes == 140 and earlier.file.in_time is True


def test_a_letter_to_one_person_stops_no_clock() -> None:
    alone = went(opened(), *ANSWERED[:-1], ("release", {**OUT, "channel": "private"}))
    assert alone.file.first_at is None and alone.due_at == alone.file.clock.due_at
    assert alone.outcome is None


def test_a_grave_emergency_owes_a_conference_after_its_first_answer() -> None:
    standing = went(opened(), *ANSWERED)
    assert standing.due_at == BEGAN + timedelta(hours=24) and standing.due_label == "新闻发布会"
    assert went(standing, ("confer", {"at": "2025-09-18 09:00"})).due_at is None
    assert went(opened(kind="policy"), *ANSWERED).due_at is None, "other talk owes none"


def test_no_answer_is_older_than_the_event_or_younger_than_its_entry() -> None:
    cleared = went(opened(), *ANSWERED[:-1])
    for at, reason in (("2025-09-17 22:09", "不能早于事件发生"), ("2025-09-19 00:00", "不能晚于办理日期")):
        with pytest.raises(Unlawful, match=reason):
            went(cleared, ("release", {"channel": "website", "at": at}))


def test_hours_are_data_with_their_source_and_what_is_only_remembered_says_so() -> None:
    assert {term.certainty for term in HOUR_TERMS}.isdisjoint({"已见原文"})
    assert "待核" in usual_hours(TermKind.FIRST_GRAVE).source
    own = HourTerm(TermKind.FIRST_GRAVE, 3, "本市规定第二条")
    assert hours_for(TermKind.FIRST_GRAVE, [own]) == own
    assert hours_for(TermKind.FIRST, [own]).hours == 48
    assert first_kind(Severity.GRAVEST) is TermKind.FIRST_GRAVE and first_kind(Severity.LARGER) is TermKind.FIRST
    for hours, source in ((0, "某规定"), (5, " ")):
        with pytest.raises(Unlawful):
            HourTerm(TermKind.FIRST, hours, source)


def test_who_is_late_gets_no_longer_term_by_another_grade() -> None:
    handed = went(opened(), *IN_HAND)
    longer = {"severity": "ordinary", "reason": "影响不大", **HOURS, "hours": 48}
    with pytest.raises(Unlawful, match="不能改为时限更长"):
        went(handed, ("adjust", {**longer, "at": "2025-09-18 03:11"}))
    assert went(handed, ("adjust", {**longer, "at": "2025-09-18 03:10"})).file.hours == 48


def test_asked_again_is_a_letter_within_thirty_days_after_the_first_answer() -> None:
    standing = went(opened(), *ANSWERED)
    for number, received in (("甲", "2025-09-18"), ("乙", "2025-09-19"), ("丙", "2025-10-18"), ("丁", "2025-10-19")):
        standing = went(standing, ("gather", {"ticket": number, "received": received}))
    assert standing.file.asked_again == ("乙", "丙")
    with pytest.raises(Unlawful, match="已经关联"):
        went(standing, ("gather", {"ticket": "甲", "received": "2025-09-18"}))


def test_the_first_report_comes_first_and_the_last_one_last() -> None:
    def report(stage: str) -> tuple[str, Mapping[str, JSON]]:
        return "report", {"stage": stage, "to": "某市", "report": "情况", "at": "2025-09-18 00:05"}

    with pytest.raises(Unlawful, match="先初报"):
        went(opened(), report("progress"))
    done = went(opened(), report("first"), report("progress"), report("final"))
    with pytest.raises(Unlawful, match="已经终报"):
        went(done, report("progress"))


def test_a_file_replays_to_the_same_standing() -> None:
    steps = [Step("register", DAY, {"kind": "health", "severity": "larger", "source": "media", **_moments(), **HOURS})]
    steps += [Step(act, DAY, details) for act, details in ANSWERED]
    assert replay("event", steps, CHINA) == replay("event", steps, CHINA)
    assert replay("event", steps, CHINA).state in OPEN


def _moments() -> dict[str, JSON]:
    return {"started": to_the_minute(BEGAN), "registered": to_the_minute(NOON)}


@given(MOMENTS)
def test_a_moment_is_read_as_it_is_written(moment: datetime) -> None:
    assert read_moment(to_the_minute(moment)) == moment == read_moment(chinese_moment(moment))


@pytest.mark.parametrize(
    "wrong", ["", "2025-09-18", "2025-09-18 24:00", "2025-09-18 10:60", "昨天10:00", "2025-13-01 10:00"]
)
def test_what_is_no_moment_is_named(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"不是|没有"):
        read_moment(wrong)


# -- figures ----------------------------------------------------------------------------------------------------------

FACTS = st.lists(
    st.builds(
        EventFact,
        grave=st.booleans(),
        first_minutes=st.one_of(st.none(), st.integers(0, 6000)),
        in_time=st.sampled_from([True, False]),
        channels=st.lists(st.sampled_from(list(ResponseChannel)), max_size=6).map(tuple),
        repeats=st.booleans(),
        asked_again=st.integers(0, 3),
    ),
    max_size=12,
)


@given(FACTS)
def test_there_are_never_fewer_events_than_the_most_on_one_channel(facts: list[EventFact]) -> None:
    counted = event_tally(facts)
    assert fewer_than_a_channel(counted.events, {each.label: many for each, many in counted.events_by.items()}) == ()
    assert all(counted.responses_by[channel] >= many for channel, many in counted.events_by.items())
    assert counted.in_time + counted.late + counted.waiting == counted.events
    assert counted.within_five <= counted.grave_due <= counted.events
    minutes = [fact.first_minutes for fact in facts if fact.first_minutes is not None]
    assert counted.worst_minutes == max(minutes, default=None) and counted.answered == len(minutes)
    for name in ("events", "answered", "late", "repeated", "asked_again", "grave_due", "within_five"):
        assert getattr(counted, name) == sum(name in event_columns(fact) for fact in facts)


def test_a_claim_of_fewer_events_than_a_channel_answered_is_named() -> None:
    assert fewer_than_a_channel(8, {"政务微博": 21, "政府网站": 8}) == ("政务微博回应事件21件，多于回应事件总数8件",)


def test_the_sheet_of_2014_counts_events_once_answers_by_channel_and_says_yellow_where_they_are_more() -> None:
    form = edition(2018)
    counted = count(
        form,
        2018,
        [],
        [],
        answers=[AnsweredFact(8), ResponseFact("responses_social_media", 21), ResponseFact("responses_other", 8)],
        conferences=[ConferenceFact(True, 5), ConferenceFact(False, 8)],
    )
    sheet = counted.sheets["statistics"]
    rows = (
        "responses_total",
        "press_conferences",
        "press_conferences_led",
        "responses_social_media",
        "responses_other",
    )
    assert [sheet[row, "value"] for row in rows] == [8, 13, 5, 21, 8]
    found = form.examine(counted.sheets, blank_is_zero=True)["statistics"]
    said = " ".join(str(each) for each in found.findings)
    assert "微博微信回应事件数不超过回应公众关注热点或重大舆情数" in said
    assert counted.sources("statistics", "press_conferences", "value") == (
        ConferenceFact(True, 5),
        ConferenceFact(False, 8),
    )
    assert not count(form, 2018, [], []).is_counted("statistics", "responses_total", "value")


def test_a_conference_and_a_private_answer_count_in_no_row_of_answers() -> None:
    assert row_of_channel(ResponseChannel.CONFERENCE) is None and row_of_channel(ResponseChannel.PRIVATE) is None
    assert row_of_channel(ResponseChannel.WECHAT) == "responses_social_media"
    assert row_of_channel(ResponseChannel.WEBSITE) == "responses_other"


# -- the roster and the conference --------------------------------------------------------------------------------------

SPANS = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 120)), max_size=8)


@given(SPANS)
def test_gaps_are_the_minutes_nobody_covers(spans: list[tuple[int, int]]) -> None:
    def at(minute: int) -> datetime:
        return BEGAN + timedelta(minutes=minute)

    shifts = [Shift(at(begin), at(begin + long)) for begin, long in spans]
    found = gaps(shifts, at(30), at(270))
    slow = [minute for minute in range(30, 270) if not any(shift.covers(at(minute)) for shift in shifts)]
    assert [at(m) for m in slow] == [gap.since + timedelta(minutes=m) for gap in found for m in range(gap.minutes)]
    assert all(one.until < other.since for one, other in pairwise(found))


def test_a_shift_is_no_longer_than_a_day() -> None:
    with pytest.raises(Unlawful, match="最长24小时"):
        Shift(BEGAN, BEGAN + timedelta(hours=25))
    with pytest.raises(Unlawful, match="晚于开始"):
        Shift(BEGAN, BEGAN)
    assert Gap(BEGAN, NOON).minutes == 830


def test_a_conference_is_held_once_and_never_before_its_time() -> None:
    with pytest.raises(Unlawful, match="发布人不能为空"):
        Announced("防汛", NOON, "一楼", " ")
    with pytest.raises(Unlawful, match="还没有举行"):
        Held(NOON, True, "张示例", "实录").check(BEGAN)
    with pytest.raises(Unlawful, match="文字实录"):
        Held(NOON, True, "张示例", "").check(NOON)
    may_move(GatheringState.ANNOUNCED, GatheringState.HELD)
    with pytest.raises(Unlawful, match="已举行"):
        may_move(GatheringState.HELD, GatheringState.CALLED_OFF)


def test_every_source_of_an_event_has_a_name() -> None:
    assert len({source.label for source in EventSource}) == len(EventSource)
