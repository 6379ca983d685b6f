"""回应统计口径: events answered, answers by channel, how long the first took, conferences, what came again. All from entries.

What the yearly report counts of the same ledger is said in ``response_facts``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from gongkai.law.application_figures import percentage
from gongkai.law.response_kinds import ResponseChannel
from gongkai.law.response_terms import FIRST_OF_GRAVE


@dataclass(frozen=True, slots=True)
class EventFact:
    """事件统计事实: one event as it is counted.

    ``first_minutes`` is the time to the first answer to everybody; ``in_time`` None while it may still come in time.
    ``channels`` are those it was answered on, once for each answer.
    """

    grave: bool
    first_minutes: int | None
    in_time: bool | None
    channels: tuple[ResponseChannel, ...] = ()
    repeats: bool = False
    asked_again: int = 0


@dataclass(frozen=True, slots=True)
class EventTally:
    """回应统计: of the events of a period."""

    events: int
    answered: int
    in_time: int
    late: int
    waiting: int
    within_five: int
    grave_due: int
    median_minutes: int | None
    worst_minutes: int | None
    repeated: int
    asked_again: int
    events_by: Mapping[ResponseChannel, int]
    responses_by: Mapping[ResponseChannel, int]

    @property
    def on_time_rate(self) -> Decimal | None:
        """时限内回应率: of all events whose term has come."""
        return percentage(self.in_time, self.in_time + self.late)

    @property
    def five_hour_rate(self) -> Decimal | None:
        """五小时内发布率: of the grave ones whose term has come."""
        return percentage(self.within_five, self.grave_due)


def event_tally(facts: Iterable[EventFact]) -> EventTally:
    """合计回应: nobody types any of it."""
    rows = list(facts)
    minutes = sorted(fact.first_minutes for fact in rows if fact.first_minutes is not None)
    due_grave = [fact for fact in rows if "grave_due" in event_columns(fact)]
    return EventTally(
        events=len(rows),
        answered=len(minutes),
        in_time=sum(fact.in_time is True for fact in rows),
        late=sum(fact.in_time is False for fact in rows),
        waiting=sum(fact.in_time is None for fact in rows),
        within_five=sum("within_five" in event_columns(fact) for fact in rows),
        grave_due=len(due_grave),
        median_minutes=int(median(minutes)) if minutes else None,
        worst_minutes=minutes[-1] if minutes else None,
        repeated=sum(fact.repeats for fact in rows),
        asked_again=sum(bool(fact.asked_again) for fact in rows),
        events_by=Counter(channel for fact in rows for channel in dict.fromkeys(fact.channels)),
        responses_by=Counter(channel for fact in rows for channel in fact.channels),
    )


def event_columns(fact: EventFact) -> tuple[str, ...]:
    """事件计入: the counts an event belongs to; a page names the events behind a number by the same rule."""
    found = ["events", {True: "in_time", False: "late", None: "waiting"}[fact.in_time]]
    found += ["answered"] if fact.first_minutes is not None else []
    if fact.grave and fact.in_time is not None:
        quick = fact.first_minutes is not None and fact.first_minutes <= FIRST_OF_GRAVE.length * 60
        found += ["grave_due", *(["within_five"] if quick else [])]
    found += ["repeated"] if fact.repeats else []
    found += ["asked_again"] if fact.asked_again else []
    return tuple(found)


EVENT_COLUMNS: Mapping[str, str] = {
    "events": "事件",
    "answered": "已回应",
    "in_time": "时限内首次回应",
    "late": "超过时限",
    "waiting": "时限未到",
    "grave_due": "特别重大、重大（已到时限）",
    "within_five": "其中五小时内发布",
    "repeated": "重复发生",
    "asked_again": "又被问起",
}
"""事件各列: the counts, each of which opens its events."""


def fewer_than_a_channel(events: int, by_channel: Mapping[str, int]) -> tuple[str, ...]:
    """事件数小于渠道数: each channel on which more events are said to be answered than there were, in Chinese."""
    return tuple(
        f"{name}回应事件{number}件，多于回应事件总数{events}件"
        for name, number in by_channel.items()
        if number > events
    )


EVENT_DEFINITIONS: Mapping[str, str] = {
    "事件": "期间内发生的事件，以发生时刻为准，不以登记时刻为准。",
    "已回应": "向公众作过权威回应的事件，同一事件用几种方式回应也只计一件。只向个别人答复的不算。",
    "首次回应用时": "自事件发生至第一次权威回应，按分钟计，不扣除夜间和节假日；先发布后登记的，以发布时刻为准。",
    "时限内": "首次回应不晚于时限；时限未到、尚未回应的不计入率。",
    "五小时内发布率": "特别重大、重大事件中五小时内发布权威信息的，除以其中已经回应或者已到时限的。",
    "渠道回应次数": "每一份回应稿在每一个渠道发布一次，计一次，按事件发生的年度。",
    "年度报告": "2014年格式的微博微信、其他方式两行也计回应次数，按回应发布的年度。",
    "重复发生": "登记时写明是此前事件再次发生的。",
    "又被问起": "首次回应以后30日内又收到、并已关联的留言。",
}
"""回应统计说明: printed under the figures."""
