"""办件计时: every clock of a case is a run of working days that may stand still; cards follow from it and from nothing else.

A day counts where it is worked and no special procedure covers it. The day a run begins is not counted, nor is the day a
special procedure ends; the day one begins is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.law.case_kinds import CardColour, SpecialProcedure, Stage
from gongkai.law.case_terms import LONGEST
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Unlawful

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClockPause:
    """停止计时: the days after ``since`` up to ``until`` are not counted; ``until`` is None while it lasts."""

    ground: SpecialProcedure
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ClockRun:
    """计时段: so many working days for a stage, of one part where it has one; ended by an act, or still running.

    ``statutory`` is the longer term of the statute where ``days`` are a promise.
    """

    stage: Stage
    began_on: date
    days: int
    part: str = ""
    statutory: int = 0
    pauses: tuple[ClockPause, ...] = ()
    ended_on: date | None = None

    @property
    def running(self) -> bool:
        """在计时: neither ended nor standing still."""
        return self.ended_on is None and not self.paused

    @property
    def paused(self) -> bool:
        """停止中."""
        return bool(self.pauses) and self.pauses[-1].until is None

    def last_day(self, calendar: Calendar) -> Reckoned | None:
        """期限最后一日: None while the clock stands still."""
        return self._after(self.days, calendar)

    def statutory_day(self, calendar: Calendar) -> Reckoned | None:
        """法定期限最后一日: of the statute's own days."""
        return self._after(max(self.statutory, self.days), calendar)

    def late(self, calendar: Calendar, today: date) -> bool:
        """迟于期限: ended after its last day, or not ended by then."""
        last = self.last_day(calendar)
        return last is not None and (self.ended_on or today) > last.on

    def used(self, calendar: Calendar, today: date) -> int:
        """已用工作日: what was counted until it ended, or until today."""
        end = self.ended_on or today
        still = sum(calendar.count(p.since, min(p.until or end, end)) for p in self.pauses)
        return calendar.count(self.began_on, end) - still

    def ended(self, on: date) -> ClockRun:
        """停表: by the act of a day; what has ended stays ended."""
        return self if self.ended_on else replace(self, ended_on=on)

    def _after(self, days: int, calendar: Calendar) -> Reckoned | None:
        left, on = days, self.began_on
        for pause in self.pauses:
            counted = calendar.count(on, pause.since)
            if counted >= left:
                break
            if pause.until is None:
                return None
            left, on = left - counted, max(on, pause.until)
        return calendar.after(on, left)


@dataclass(frozen=True, slots=True)
class CardRule:
    """发牌规则: yellow when so many working days are left, red when none is. A run no longer than that gets no yellow card."""

    yellow_before: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.yellow_before <= LONGEST:
            raise Unlawful(f"黄牌提前的天数应为0至{LONGEST}个工作日", field="yellow_before")

    def yellow_on(self, run: ClockRun, calendar: Calendar) -> date | None:
        """黄牌之日: the first day on which no more days are left than the rule says; None where there is no yellow card."""
        last = run.last_day(calendar)
        if last is None or not 0 < self.yellow_before < run.days:
            return None
        on = last.on
        while calendar.count(on - _DAY, last.on) <= self.yellow_before:
            on -= _DAY
        return on


@dataclass(frozen=True, slots=True)
class Card:
    """黄红牌: given to one run of a case on a day; ``key`` names it within the case for ever."""

    key: str
    run: int
    colour: CardColour
    on: date
    stage: Stage
    part: str
    due_on: date


def card_key(run: int, colour: CardColour) -> str:
    """牌号: of the n-th run of a case."""
    return f"{run}-{colour.value}"


def cards(runs: Iterable[ClockRun], rule: CardRule, calendar: Calendar, today: date) -> Iterator[Card]:
    """发牌: what the dates give by the end of a day, run by run, yellow before red.

    Who has not finished when the day of the warning begins is warned; one that ended on its last day is in time.
    """
    for n, run in enumerate(runs):
        last = run.last_day(calendar)
        if last is None:
            continue
        end = min(run.ended_on or today, today)
        yellow = rule.yellow_on(run, calendar)
        if yellow and yellow <= end:
            yield Card(card_key(n, CardColour.YELLOW), n, CardColour.YELLOW, yellow, run.stage, run.part, last.on)
        if last.on < end:
            yield Card(card_key(n, CardColour.RED), n, CardColour.RED, last.on + _DAY, run.stage, run.part, last.on)
