"""答复时钟（条例第三十三条）: from the day it starts to the day it falls due, every day in between explained.

The day of the start is not counted (次日起算). A day counts when it is a working day and no opinion is awaited on it; several
opinions awaited at once take a day out only once, because a day is simply in or out. ``Clock.lines`` says it in Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from gongkai.law.grammar.calendar import Calendar, DayInfo, DayKind, Reckoned
from gongkai.law.grammar.dates import chinese_date, chinese_span
from gongkai.law.grammar.statute import Article, Term

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """不计入期间: the days after ``after`` through ``through`` do not count; ``through`` None means still open."""

    after: date
    through: date | None
    why: str
    basis: Article

    def covers(self, day: date) -> bool:
        """涵盖: whether this day falls inside the span."""
        return self.after < day and (self.through is None or day <= self.through)


@dataclass(frozen=True, slots=True)
class ClockDay:
    """时钟日: one day of the clock; ``number`` is its place among the counted days, None when it does not count."""

    date: date
    number: int | None
    why: str
    basis: str
    provisional: bool


@dataclass(frozen=True)
class Clock:
    """答复时钟: when it began, what it counted, when it falls due.

    ``due`` is None while an opinion is awaited for which the law sets no end; ``provisional`` means that a year without an
    announced holiday arrangement was reckoned by weekends and statutory days alone.
    """

    term: Term
    starts_on: date
    begun_by: str
    extension: int
    days: tuple[ClockDay, ...]
    due: Reckoned | None
    deferral: Article | None = None
    extension_basis: Article | None = None

    @property
    def provisional(self) -> bool:
        """暂计: whether the due day may move when a year's holidays are announced."""
        return self.due is not None and self.due.provisional

    @property
    def length(self) -> int:
        """总日数: the counted days of the term and its extension."""
        return self.term.length + self.extension

    def used(self, on: date) -> int:
        """已用日数: how many counted days lie up to and including this day."""
        return sum(1 for day in self.days if day.number is not None and day.date <= on)

    def remaining(self, on: date, calendar: Calendar) -> int | None:
        """剩余工作日: counted days after ``on`` through the due day; negative by the working days overdue."""
        if self.due is None:
            return None
        if on > self.due.on:
            return -calendar.count(self.due.on, on)
        if self.deferral is not None:
            return calendar.count(on, self.due.on)
        return sum(1 for day in self.days if day.number is not None and on < day.date)

    @property
    def lines(self) -> tuple[str, ...]:
        """逐日说明: the clock told run by run, with the article or the notice of every run that did not count."""
        return tuple(self._tell())

    def _tell(self) -> Iterator[str]:
        start = f"{chinese_date(self.starts_on)}{self.begun_by}，当日不计入，自次日起算"
        yield f"{start}{self.term.length}个工作日（{self.term.basis.short}）"
        if self.extension:
            basis = f"（{self.extension_basis.short}）" if self.extension_basis else ""
            yield f"经批准延长{self.extension}个工作日，接原期限续算{basis}"
        for _, run_of_days in groupby(self.days, key=lambda day: (day.number is not None, day.why, day.basis)):
            yield _run(tuple(run_of_days))
        yield self._ending()

    def _ending(self) -> str:
        if self.due is None:
            return "正在征求意见，所需时间不计入期限；收到意见后继续计算，到期日届时确定"
        if self.deferral is not None:
            why = "已确定延迟答复" if self.deferral.statute == "条例" else "复议决定或者裁判确定了期限"
            return f"{why}，最迟{chinese_date(self.due.on)}答复（{self.deferral.short}）"
        suffix = "（涉及尚未公布放假安排的年度，暂按周末和法定节日计算，公布后重算）" if self.provisional else ""
        return f"第{self.length}个工作日为{chinese_date(self.due.on)}，即最迟答复之日{suffix}"


def run(
    calendar: Calendar,
    *,
    term: Term,
    starts_on: date,
    begun_by: str,
    extension: int = 0,
    extension_basis: Article | None = None,
    spans: tuple[Span, ...] = (),
    deferred_to: date | None = None,
    deferral_basis: Article | None = None,
) -> Clock:
    """计算: run the clock over the calendar. A deferral (条例第三十五条) replaces the counted end by the day it names."""
    if deferred_to is not None:
        due = Reckoned(deferred_to, provisional=False)
        return Clock(term, starts_on, begun_by, extension, (), due, deferral_basis, extension_basis)
    days: list[ClockDay] = []
    due_day: Reckoned | None = None
    number, day, wanted = 0, starts_on, term.length + extension
    while number < wanted:
        day += _DAY
        open_ended = next((span for span in spans if span.through is None and span.covers(day)), None)
        if open_ended is not None:
            days.append(ClockDay(day, None, f"{open_ended.why}期间，不计入", open_ended.basis.short, provisional=False))
            break
        told = _judge(calendar.day(day), spans, number)
        number = told.number or number
        days.append(told)
    else:
        due_day = Reckoned(day, provisional=any(each.provisional for each in days))
    return Clock(term, starts_on, begun_by, extension, tuple(days), due_day, None, extension_basis)


def _judge(info: DayInfo, spans: tuple[Span, ...], so_far: int) -> ClockDay:
    span = next((span for span in spans if span.covers(info.date)), None)
    if span is not None:
        return ClockDay(info.date, None, f"{span.why}期间，不计入", span.basis.short, info.provisional)
    if not info.works:
        return ClockDay(info.date, None, f"{_rest(info)}，不计入", info.source, info.provisional)
    why = f"{info.name}调休上班，计入" if info.kind in {DayKind.MAKE_UP, DayKind.LOCAL_WORKING} else "工作日，计入"
    source = info.source if info.kind in {DayKind.MAKE_UP, DayKind.LOCAL_WORKING} else ""
    return ClockDay(info.date, so_far + 1, why, source, info.provisional)


def _rest(info: DayInfo) -> str:
    return f"{info.name}放假" if info.name else info.kind.label


def _run(days: tuple[ClockDay, ...]) -> str:
    first, last = days[0], days[-1]
    when = chinese_span(first.date, last.date)
    basis = f"（{first.basis}）" if first.basis else ""
    if first.number is None or last.number is None:
        return f"{when}：{first.why}{basis}"
    count = f"第{first.number}个" if first is last else f"第{first.number}至{last.number}个"
    return f"{when}：{first.why}，{count}工作日{basis}"
