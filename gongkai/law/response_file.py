"""事件案情: everything that follows from the steps of an event but its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai.law.grammar.statute import Certainty, Term, Unit
from gongkai.law.grammar.words import Word
from gongkai.law.response_kinds import (
    AUTHORITATIVE,
    EMERGENCIES,
    EventKind,
    EventSource,
    ReportStage,
    ResponseChannel,
    ResponseKind,
    Severity,
)
from gongkai.law.response_terms import NOTICE, HourClock, owes_conference

ASKED_AGAIN = Term(
    "回应后又被问起",
    30,
    Unit.CALENDAR_DAYS,
    "自首次回应之日起",
    NOTICE,
    certainty=Certainty.INFERRED,
    note="没有明文，用来看回应是否答到了关切",
)


class Verdict(Word):
    """是否答到: what a reviewer says of the answer to the most asked question."""

    ANSWERED = "answered", "已经答到"
    MISSED = "missed", "没有答到"


@dataclass(frozen=True, slots=True)
class Released:
    """一次回应: the text of a draft, out on one channel at a moment."""

    number: int
    draft: int
    kind: ResponseKind
    channel: ResponseChannel
    at: datetime
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Observed:
    """舆情走势点: how much was said of it by a moment."""

    at: datetime
    volume: int


@dataclass(frozen=True)
class EventFile:
    """舆情事件案情: how grave it is, who has it, what was said and when, what was asked and asked again.

    ``draft`` counts the texts; ``approved_by`` is who signed the latest, empty while it may not go out.
    """

    kind: EventKind
    severity: Severity
    source: EventSource
    started_at: datetime
    registered_at: datetime
    hours: int
    conference_hours: int
    report_hours: int
    recurs: str = ""
    playbook: str = ""
    unit: str = ""
    person: str = ""
    verified: bool = False
    draft: int = 0
    draft_kind: ResponseKind = ResponseKind.FIRST
    drafted_by: str = ""
    approved_by: str = ""
    released: tuple[Released, ...] = ()
    conferred_at: datetime | None = None
    reports: tuple[ReportStage, ...] = ()
    reported_at: datetime | None = None
    observed: tuple[Observed, ...] = ()
    gathered: tuple[tuple[str, date], ...] = ()
    question: str = ""
    verdict: Verdict | None = None
    judged_by: str = ""
    briefs: int = 0
    learned: bool = False

    @property
    def clock(self) -> HourClock:
        """首次回应时钟: from the moment it began."""
        return HourClock(self.started_at, self.hours)

    @property
    def conference_clock(self) -> HourClock | None:
        """发布会时钟: None where none is owed."""
        owed = owes_conference(self.severity, self.kind)
        return HourClock(self.started_at, self.conference_hours) if owed else None

    @property
    def report_clock(self) -> HourClock | None:
        """上报时钟: of emergencies only."""
        return HourClock(self.started_at, self.report_hours) if self.kind in EMERGENCIES else None

    @property
    def first_at(self) -> datetime | None:
        """首次权威回应时刻: the earliest answer to everybody, withdrawn later or not; None while there is none."""
        return min((each.at for each in self.released if each.channel in AUTHORITATIVE), default=None)

    @property
    def first_minutes(self) -> int | None:
        """首次回应用时: in minutes from the beginning of the event."""
        return None if self.first_at is None else int((self.first_at - self.started_at).total_seconds() // 60)

    @property
    def in_time(self) -> bool | None:
        """按时首次回应: None while there is no answer."""
        return None if self.first_at is None else self.clock.kept(self.first_at)

    @property
    def asked_again(self) -> tuple[str, ...]:
        """又被问起: the letters gathered that came within thirty days after the first answer."""
        if self.first_at is None:
            return ()
        first = self.first_at.date()
        last = first + timedelta(days=ASKED_AGAIN.length)
        return tuple(number for number, on in self.gathered if first < on <= last)
