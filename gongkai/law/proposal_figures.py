"""建议提案统计: every figure names its files, every rate follows from counts, and a rate of time follows from dates alone.

A file without the dates that would prove it is counted as 无日期, never as on time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.law import rates
from gongkai.law.grammar.words import Word
from gongkai.law.promises import PromiseState
from gongkai.law.proposal_facts import ProposalFact, ReplyTime
from gongkai.law.proposal_replies import Feedback, Openness, ReplyClass


class ProposalFigure(Word):
    """建议提案指标: what is counted."""

    RECEIVED = "received", "收到"
    AS_SUGGESTION = "as_suggestion", "议案转作建议办理"
    HANDED_OVER = "handed_over", "已交办"
    REPLIED = "replied", "已答复"
    CLOSED = "closed", "已办结"
    ON_TIME = "on_time", "按期答复"
    EXTENDED = "extended", "延期后按期答复"
    LATE = "late", "逾期答复"
    RUNNING = "running", "在办未到期"
    OVERDUE = "overdue", "在办已逾期"
    UNDATED = "undated", "无日期可核"
    CLASS_A = "class_a", "A类"
    CLASS_B = "class_b", "B类"
    CLASS_C = "class_c", "C类"
    PUBLISHED = "published", "已公开答复"
    PUBLISHED_LATE = "published_late", "其中逾期公开"
    UNPUBLISHED = "unpublished", "应公开未公开"
    WITHHELD = "withheld", "不予公开"
    SATISFIED = "satisfied", "满意"
    MOSTLY = "mostly", "基本满意"
    UNSATISFIED = "unsatisfied", "不满意"
    AGAIN = "again", "重新办理"
    RETURNED = "returned", "退回转来机关"


_Measure = Callable[[ProposalFact, ReplyTime, date], bool]
"""口径: whether a file counts, by its facts, how it stands to its term, and the day."""


def _at(time: ReplyTime) -> _Measure:
    return lambda fact, now, on: now is time and not fact.returned


def _of_class(reply_class: ReplyClass) -> _Measure:
    return lambda fact, now, on: fact.reply_class is reply_class


def _said(satisfaction: Feedback) -> _Measure:
    return lambda fact, now, on: fact.satisfaction is satisfaction


def _published_late(fact: ProposalFact, now: ReplyTime, on: date) -> bool:
    return fact.published_on is not None and fact.published_by is not None and fact.published_on > fact.published_by


def _unpublished(fact: ProposalFact, now: ReplyTime, on: date) -> bool:
    """A reply to be opened that is not out; before its last day it is only waiting."""
    return fact.published_on is None and fact.published_by is not None and on > fact.published_by


MEASURES: Mapping[ProposalFigure, _Measure] = {
    ProposalFigure.RECEIVED: lambda fact, now, on: not fact.returned,
    ProposalFigure.AS_SUGGESTION: lambda fact, now, on: fact.as_suggestion and not fact.returned,
    ProposalFigure.HANDED_OVER: lambda fact, now, on: fact.handed_over_on is not None,
    ProposalFigure.REPLIED: lambda fact, now, on: fact.done or fact.replied_on is not None,
    ProposalFigure.CLOSED: lambda fact, now, on: fact.closed and not fact.returned,
    ProposalFigure.ON_TIME: _at(ReplyTime.ON_TIME),
    ProposalFigure.EXTENDED: _at(ReplyTime.EXTENDED),
    ProposalFigure.LATE: _at(ReplyTime.LATE),
    ProposalFigure.RUNNING: _at(ReplyTime.RUNNING),
    ProposalFigure.OVERDUE: _at(ReplyTime.OVERDUE),
    ProposalFigure.UNDATED: _at(ReplyTime.UNDATED),
    ProposalFigure.CLASS_A: _of_class(ReplyClass.SOLVED),
    ProposalFigure.CLASS_B: _of_class(ReplyClass.PLANNED),
    ProposalFigure.CLASS_C: _of_class(ReplyClass.NOTED),
    ProposalFigure.PUBLISHED: lambda fact, now, on: fact.published_on is not None,
    ProposalFigure.PUBLISHED_LATE: _published_late,
    ProposalFigure.UNPUBLISHED: _unpublished,
    ProposalFigure.WITHHELD: lambda fact, now, on: fact.openness is Openness.WITHHELD,
    ProposalFigure.SATISFIED: _said(Feedback.SATISFIED),
    ProposalFigure.MOSTLY: _said(Feedback.MOSTLY),
    ProposalFigure.UNSATISFIED: _said(Feedback.UNSATISFIED),
    ProposalFigure.AGAIN: lambda fact, now, on: fact.rounds > 1,
    ProposalFigure.RETURNED: lambda fact, now, on: fact.returned,
}
"""指标口径: which files a figure counts; a returned file counts nowhere else."""


def counted_in(fact: ProposalFact, on: date) -> tuple[ProposalFigure, ...]:
    """所入指标: the figures a file counts in on a day."""
    now = fact.time(on)
    return tuple(figure for figure, counts in MEASURES.items() if counts(fact, now, on))


class ProposalRate(Word):
    """建议提案比率: what is divided by what."""

    REPLYING = "replying", "办复率"
    CLOSING = "closing", "办结率"
    IN_TIME = "in_time", "按期办复率"
    PUBLISHING = "publishing", "答复公开率"
    PLEASING = "pleasing", "满意率"


_F = ProposalFigure
RATES: Mapping[ProposalRate, tuple[tuple[ProposalFigure, ...], tuple[ProposalFigure, ...]]] = {
    ProposalRate.REPLYING: ((_F.REPLIED,), (_F.RECEIVED,)),
    ProposalRate.CLOSING: ((_F.CLOSED,), (_F.RECEIVED,)),
    ProposalRate.IN_TIME: ((_F.ON_TIME, _F.EXTENDED), (_F.ON_TIME, _F.EXTENDED, _F.LATE, _F.OVERDUE)),
    ProposalRate.PUBLISHING: ((_F.PUBLISHED,), (_F.REPLIED,)),
    ProposalRate.PLEASING: ((_F.SATISFIED, _F.MOSTLY), (_F.SATISFIED, _F.MOSTLY, _F.UNSATISFIED)),
}
"""比率口径: the figures above and beneath the line. What is not due yet is in no rate of time."""


def percent(top: int, bottom: int) -> Decimal | None:
    """两位百分比: to two places, halves up; None where there is nothing to divide by."""
    return rates.percent(top, bottom, rates.OF_PROPOSALS)


@dataclass(frozen=True)
class ProposalFigures:
    """建议提案统计表: each figure with the keys of its files; counts and rates follow."""

    keys: Mapping[ProposalFigure, tuple[int, ...]]

    def count(self, *figures: ProposalFigure) -> int:
        """件数: of one figure, or of several that exclude each other."""
        return sum(len(self.keys[figure]) for figure in figures)

    def rate(self, rate: ProposalRate) -> Decimal | None:
        """比率: None where nothing can be divided, or where dates are missing; ``refusal`` says which."""
        if self.refusal(rate):
            return None
        top, bottom = RATES[rate]
        return percent(self.count(*top), self.count(*bottom))

    def exact(self, rate: ProposalRate) -> Decimal | None:
        """比率原值: in percent and not rounded; None where ``rate`` is None."""
        top, bottom = RATES[rate]
        return None if self.refusal(rate) else Decimal(self.count(*top) * 100) / self.count(*bottom)

    def refusal(self, rate: ProposalRate) -> str:
        """不能计算的理由: empty where the rate can be had."""
        undated = self.count(ProposalFigure.UNDATED)
        if rate is ProposalRate.IN_TIME and undated:
            return f"{undated}件没有交办或者答复日期，按期办复率不能计算"
        return "" if self.count(*RATES[rate][1]) else "没有可以计算的件数"


def figures(facts: Iterable[ProposalFact], on: date) -> ProposalFigures:
    """统计建议提案: every figure, also those of nothing."""
    return _gathered((fact.key, counted_in(fact, on)) for fact in facts)


def _gathered(placed: Iterable[tuple[int, tuple[ProposalFigure, ...]]]) -> ProposalFigures:
    keys: dict[ProposalFigure, list[int]] = {figure: [] for figure in MEASURES}
    for key, mine in placed:
        for figure in mine:
            keys[figure].append(key)
    return ProposalFigures({figure: tuple(found) for figure, found in keys.items()})


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """单位承办量: the files a unit leads and joins, and how its own replies went."""

    unit: str
    lead: tuple[int, ...]
    joint: tuple[int, ...]
    figures: ProposalFigures

    @property
    def whole(self) -> int:
        """承办件数: led and joined."""
        return len(self.lead) + len(self.joint)


def loads(facts: Sequence[ProposalFact], on: date) -> tuple[UnitLoad, ...]:
    """各单位承办量: the heaviest first; how replies went counts for who leads."""
    led: dict[str, list[ProposalFact]] = {}
    joined: dict[str, list[int]] = {}
    for fact in facts:
        if fact.returned:
            continue
        if fact.lead:
            led.setdefault(fact.lead, []).append(fact)
        for code in fact.joint:
            joined.setdefault(code, []).append(fact.key)
    found = [
        UnitLoad(
            unit,
            tuple(fact.key for fact in led.get(unit, ())),
            tuple(joined.get(unit, ())),
            figures(led.get(unit, ()), on),
        )
        for unit in {*led, *joined}
    ]
    return tuple(sorted(found, key=lambda load: (-load.whole, load.unit)))


def progress(facts: Iterable[ProposalFact]) -> tuple[tuple[str, int], ...]:
    """办理进度: by month, how many had been answered by its end; only dated replies are in it."""
    months = sorted(f"{fact.replied_on:%Y-%m}" for fact in facts if fact.replied_on is not None and not fact.returned)
    return tuple((month, bisect_right(months, month)) for month in dict.fromkeys(months))


PROMISE_DUE = (PromiseState.KEPT, PromiseState.KEPT_LATE, PromiseState.OVERDUE, PromiseState.GIVEN_UP)
"""到期承诺: what a rate of promises kept divides by; one still open, or not looked at yet, is not in it."""


def promise_rate(states: Sequence[PromiseState]) -> Decimal | None:
    """承诺兑现率: kept, in time or late, of those that are over."""
    kept = sum(1 for state in states if state in (PromiseState.KEPT, PromiseState.KEPT_LATE))
    return percent(kept, sum(1 for state in states if state in PROMISE_DUE))
