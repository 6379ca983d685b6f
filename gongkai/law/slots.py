"""应公开时点（条例第二十六条）: which releases a limit lets us expect, when each falls due, and how each stands on a day.

Every due day is a working day: a term in working days ends on one, any other that ends on a day of rest ends on the next
working day (民法典第二百零三条). A periodic limit fills a year by the calendar; every other waits for an event that somebody
enters with its day.
"""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from gongkai.law.documents import PUBLICATION
from gongkai.law.grammar.calendar import Calendar, Reckoned, calendar_days_after, roll_forward
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Certainty, Term, Unit, regulation
from gongkai.law.grammar.words import Word
from gongkai.law.limits import Limit, LimitKind

IN_TIME = regulation(26, gist="自形成或者变更之日起二十个工作日内公开，另有规定的从其规定")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Expected:
    """应有发布: the period it is for, from which day a release may be the one expected, and the last day it is on time."""

    key: str
    begins: date
    ends: date
    opens: date
    due: date
    provisional: bool = False


def expected(limit: Limit, first: date, last: date, calendar: Calendar) -> Iterator[Expected]:
    """逐期: one for every period that begins within the span, in order; none for a limit that waits for events or was not read.

    Of a daily limit every working day is a period; it takes in the days of rest before it.
    """
    match limit.kind:
        case LimitKind.DAILY:
            yield from _daily(first, last, calendar)
        case LimitKind.MONTHLY:
            yield from (_due(limit, f"{day:%Y-%m}", day, 1, calendar) for day in _months(first, last, 1))
        case LimitKind.QUARTERLY:
            yield from (
                _due(limit, f"{day:%Y}-Q{(day.month + 2) // 3}", day, 3, calendar) for day in _months(first, last, 3)
            )
        case LimitKind.YEARLY:
            yield from (_due(limit, f"{day:%Y}", day, 12, calendar) for day in _months(first, last, 12))


def opened(limit: Limit, event_on: date, calendar: Calendar, ordinal: int = 1) -> Expected:
    """事件时点: what an event of this day lets us expect; ``ordinal`` tells several events of one day apart."""
    if limit.kind is None:
        raise Unlawful(f"时限没有读懂，不能推算到期日：{limit.unread}", IN_TIME, field="limit")
    if limit.is_periodic:
        raise Unlawful(f"{limit.kind.label}公开的时点由系统按期生成，不按事件登记", IN_TIME, field="event_on")
    due = _after_event(limit, event_on, calendar)
    return Expected(f"E{event_on:%Y-%m-%d}/{ordinal}", event_on, event_on, event_on, due.on, due.provisional)


def _after_event(limit: Limit, event_on: date, calendar: Calendar) -> Reckoned:
    match limit.kind:
        case LimitKind.TERM if limit.unit is Unit.WORKING_DAYS:
            return calendar.after(event_on, limit.days)
        case LimitKind.TERM:
            return roll_forward(calendar, calendar_days_after(event_on, limit.days))
        case LimitKind.EVENT:
            return calendar.after(event_on, PUBLICATION.length)
        case _:
            return roll_forward(calendar, event_on)


def _daily(first: date, last: date, calendar: Calendar) -> Iterator[Expected]:
    begins = _after_the_last_working_day(first, calendar)
    for info in calendar.days(first - _DAY, last):
        if info.works:
            day = info.date
            yield Expected(f"{day:%Y-%m-%d}", begins, day, begins, day, info.provisional)
            begins = day + _DAY


def _after_the_last_working_day(first: date, calendar: Calendar) -> date:
    day = first
    while not calendar.day(day - _DAY).works:
        day -= _DAY
    return day


def _months(first: date, last: date, step: int) -> Iterator[date]:
    """The first days of the periods of so many months that begin within the span."""
    number = first.year * 12 + first.month - 1
    while (day := date(number // 12, number % 12 + 1, 1)) <= last:
        if day >= first and number % step == 0:
            yield day
        number += 1


def _due(limit: Limit, key: str, begins: date, months: int, calendar: Calendar) -> Expected:
    ends = _month_end(begins, months)
    named = _named_day(limit, begins, ends)
    due = roll_forward(calendar, named)
    return Expected(key, begins, ends, ends + _DAY if limit.after else begins, due.on, due.provisional)


def _named_day(limit: Limit, begins: date, ends: date) -> date:
    if not limit.day:
        return ends
    if limit.month:
        year = ends.year + 1 if limit.after else begins.year
        return _clamped(year, limit.month, limit.day)
    if not limit.after:
        return _clamped(begins.year, begins.month, limit.day)
    if limit.kind is LimitKind.MONTHLY:
        following = ends + _DAY
        return _clamped(following.year, following.month, limit.day)
    return calendar_days_after(ends, limit.day)


def _clamped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, gregorian.monthrange(year, month)[1]))


def _month_end(begins: date, months: int) -> date:
    year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    return date(year, month + 1, 1) - _DAY


# -- 关闭和状态 --------------------------------------------------------------------------------------------------------


class Window(Protocol):
    """期间: whatever has the days of an expected release; a row of the room as well as a value of ours."""

    @property
    def opens(self) -> date:
        """起: from this day."""

    @property
    def due(self) -> date:
        """止: up to this day."""


W = TypeVar("W", bound=Window)


def matching(open_slots: Iterable[W], released_on: date) -> W | None:
    """相符的时点: the earliest due whose days hold the day of the release; otherwise the oldest one overdue; otherwise none."""
    ordered = sorted(open_slots, key=lambda slot: slot.due)
    within = (slot for slot in ordered if slot.opens <= released_on <= slot.due)
    overdue = (slot for slot in ordered if slot.due < released_on)
    return next(within, None) or next(overdue, None)


class SlotState(Word):
    """时点状态: how an expected release stands."""

    PENDING = "pending", "待发"
    PUBLISHED = "published", "已发"
    LATE = "late", "迟发"
    MISSED = "missed", "漏发"
    NOT_APPLICABLE = "not_applicable", "不适用"


def state_on(
    on: date, due: date, *, published_on: date | None = None, backfilled: bool = False, waived_on: date | None = None
) -> SlotState:
    """某日状态: from what had happened by that day. What was back-filled is never on time."""
    if published_on is not None and published_on <= on:
        in_time = published_on <= due and not backfilled
        return SlotState.PUBLISHED if in_time else SlotState.LATE
    if waived_on is not None and waived_on <= on:
        return SlotState.NOT_APPLICABLE
    return SlotState.MISSED if due < on else SlotState.PENDING


@dataclass(frozen=True, slots=True)
class Punctuality:
    """按时情况: of the releases that had fallen due or gone out, how many were on time; what does not apply is left out."""

    on_time: int
    judged: int

    @property
    def rate(self) -> float | None:
        """按时率: in per cent; None where nothing was to be judged, which is not 0."""
        return round(100 * self.on_time / self.judged, 1) if self.judged else None


def punctuality(states: Iterable[SlotState]) -> Punctuality:
    """按时情况: counted from states; what is pending is not judged yet."""
    judged = [state for state in states if state in {SlotState.PUBLISHED, SlotState.LATE, SlotState.MISSED}]
    return Punctuality(judged.count(SlotState.PUBLISHED), len(judged))


# -- 预测和提醒 --------------------------------------------------------------------------------------------------------


class Prospect(Word):
    """预测: whether an open slot will be late, as far as working days left and past lateness tell."""

    OVERDUE = "overdue", "已逾期"
    LIKELY_LATE = "likely_late", "可能迟发"
    NEAR = "near", "临近到期"
    CALM = "calm", "尚早"


class Rung(Word):
    """提醒层级: who is told, one after the other."""

    OWNER = "owner", "责任人"
    DEPUTY = "deputy", "替补责任人"
    SECTION_HEAD = "section_head", "科室或分管负责人"
    UNIT_HEAD = "unit_head", "单位负责人"


LADDER = ((5, Rung.OWNER), (3, Rung.DEPUTY), (1, Rung.SECTION_HEAD), (-1, Rung.UNIT_HEAD))
"""提醒阶梯: at so many working days left somebody more is told; below zero is overdue. The figures are ours, no statute's."""
NEAR = 5
"""临近: working days; ours."""
WITNESSES, LATE_SHARE = 3, 0.5
"""凭往例: so many past releases before they say anything, and the share of late ones that makes lateness likely; ours."""


def prospect(left: int, past: Sequence[bool]) -> Prospect:
    """预测: ``left`` working days (negative when overdue); ``past`` says of each earlier release whether it was late."""
    if left < 0:
        return Prospect.OVERDUE
    if left > 2 * NEAR:
        return Prospect.CALM
    if len(past) >= WITNESSES and sum(past) / len(past) >= LATE_SHARE:
        return Prospect.LIKELY_LATE
    return Prospect.NEAR if left <= NEAR else Prospect.CALM


def rungs(left: int, likely: Prospect) -> tuple[Rung, ...]:
    """提醒谁: everybody up to the rung reached; where lateness is likely, one rung further."""
    reached = sum(left <= days for days, _ in LADDER) + (likely is Prospect.LIKELY_LATE)
    return tuple(rung for _, rung in LADDER[:reached])


CYCLE = {LimitKind.DAILY: 7, LimitKind.MONTHLY: 31, LimitKind.QUARTERLY: 92, LimitKind.YEARLY: 366}
"""更新周期: days within which a periodic item is renewed; a week for a daily one, so that a holiday does not make it stale."""
STALE = Term(
    "单位目录项的更新",
    90,
    Unit.CALENDAR_DAYS,
    "自最近一次发布之日起",
    IN_TIME,
    certainty=Certainty.INFERRED,
    note="非周期时限的目录项超过此数列为长期不更新，为地方自查口径，非国家标准",
)
TERMS = (STALE,)


def is_stale(kind: LimitKind | None, last_release: date, on: date) -> bool:
    """长期不更新: whether the last release is older than a cycle of its kind."""
    limit = STALE.length if kind is None else CYCLE.get(kind, STALE.length)
    return (on - last_release).days > limit
