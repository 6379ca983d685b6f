"""统计事实: groups of applications and remedies as the database counts them, and what each means for a year.

Which group is 新收, 上年结转, 办结 or 结转下年 is said here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from gongkai.law.applications import ApplicantKind
from gongkai.law.disclosure import DisclosureFact
from gongkai.law.grammar.sheets import Number
from gongkai.law.grammar.words import Word
from gongkai.law.receipt import Channel
from gongkai.law.remedies import RemedyKind, RemedyResult
from gongkai.law.response_facts import AnswerFact
from gongkai.law.validity import InstrumentKind, StockMovement


@dataclass(frozen=True, slots=True)
class ApplicationFact:
    """申请分组: so many applications alike; ``received`` and ``closed`` are years, ``outcome`` the key of a leaf.

    A joint application counts once, under its first applicant; an application asking for several things once for each
    file the authority made of it.
    """

    applicant: ApplicantKind
    channel: Channel
    received: int
    closed: int | None
    outcome: str | None
    extended: bool
    count: int

    def __post_init__(self) -> None:
        if (self.closed is None) != (self.outcome is None):
            raise ValueError("办结的申请应有办理结果，未办结的不应有")
        if self.closed is not None and self.closed < self.received:
            raise ValueError(f"办结年度{self.closed}早于收到年度{self.received}")


@dataclass(frozen=True, slots=True)
class RemedyFact:
    """救济分组: so many cases alike; ``filed`` and ``closed`` are years; an open case is pending."""

    kind: RemedyKind
    result: RemedyResult
    filed: int
    closed: int | None
    count: int

    def __post_init__(self) -> None:
        if (self.closed is None) != (self.result is RemedyResult.PENDING):
            raise ValueError("审结的案件应有结果，未审结的结果为“尚未审结”")
        if self.closed is not None and self.closed < self.filed:
            raise ValueError(f"审结年度{self.closed}早于发生年度{self.filed}")


@dataclass(frozen=True, slots=True)
class InstrumentFact:
    """存量分组: so many rules or normative documents that were made, published or ended in a year, or in force at its end."""

    kind: InstrumentKind
    movement: StockMovement
    count: int


@dataclass(frozen=True, slots=True)
class ComplaintFact:
    """举报投诉分组: so many complaints that came in a year."""

    received: int
    count: int


@dataclass(frozen=True, slots=True)
class InterviewFact:
    """访谈分组: so many online interviews that were held in a year; ``led`` where the principal took part."""

    held: int
    led: bool
    count: int


@dataclass(frozen=True, slots=True)
class TrainingFact:
    """培训分组: so many training classes held in a year, or so many person-times in them (``people``)."""

    held: int
    people: bool
    count: int


class ReportedRegister(Word):
    """年报所计的登记簿: the rows of 第二十条 that follow from registers of records."""

    PERMITS = "permits", "行政许可"
    PENALTIES = "penalties", "行政处罚"
    COERCION = "coercion", "行政强制"
    FEES = "fees", "行政事业性收费"
    PROCUREMENT = "procurement", "政府集中采购"


class ReportedPart(Word):
    """年报所计的部分: items on a list are a stock with its change, decisions a flow; the one never stands for the other."""

    PREVIOUS = "previous", "上一年项目数量"
    CHANGE = "change", "本年增减"
    HANDLED = "handled", "处理决定数量"
    COUNT = "count", "项目数量"
    AMOUNT = "amount", "金额"


@dataclass(frozen=True, slots=True)
class RegisterFact:
    """登记簿分组: what a register comes to in a year; an amount is in 万元, exact. Only registers that are kept are told."""

    register: ReportedRegister
    part: ReportedPart
    count: Number


Fact: TypeAlias = (
    ApplicationFact
    | RemedyFact
    | InstrumentFact
    | ComplaintFact
    | InterviewFact
    | TrainingFact
    | RegisterFact
    | DisclosureFact
    | AnswerFact
)


class Movement(Word):
    """进出: what an application means for the year of a report."""

    NEW = "new", "本年新收"
    CARRIED_IN = "carried_in", "上年结转"
    CLOSED = "closed", "本年办结"
    CARRIED_OUT = "carried_out", "结转下年度"


def movements(fact: ApplicationFact, year: int) -> Iterator[Movement]:
    """进出: it comes in once, anew or from last year, and leaves once, closed or to next year; or is not of this year."""
    open_before = fact.closed is None or fact.closed >= year
    open_after = fact.closed is None or fact.closed > year
    if fact.received > year or not open_before:
        return
    yield Movement.NEW if fact.received == year else Movement.CARRIED_IN
    yield Movement.CARRIED_OUT if open_after else Movement.CLOSED


class RemedyScope(Word):
    """救济统计口径: which cases a year counts. The form does not say; the cases filed in the year is the usual reading."""

    FILED = "filed", "本年发生的案件，按年末状态"
    HANDLED = "handled", "本年在办的案件（含上年未审结），按年末状态"


def result_at_year_end(fact: RemedyFact, year: int, scope: RemedyScope) -> RemedyResult | None:
    """年末状态: the result a case shows in the report on a year, or None where the year does not count it."""
    still_open = fact.closed is None or fact.closed >= year
    counted = fact.filed == year or (scope is RemedyScope.HANDLED and fact.filed < year and still_open)
    if not counted:
        return None
    return RemedyResult.PENDING if fact.closed is None or fact.closed > year else fact.result
