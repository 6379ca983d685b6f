"""月报表: filled in from the ledgers, put right only with a reason, signed by three persons, handed in by its day, locked.

standing.due(calendar)          the day it is to be handed in: the tenth of the next month, or the day the rule of the place says
standing.corrections            what stands instead of the ledger's figure, with what it was and why

What the law cannot see the room tells with the step: the digest of what is signed, what does not add up, which figures have
moved in the ledger since they were corrected, and what the unit still waits for. Whether these allow it is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from gongkai.law.application_figures import Period
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import JSON, Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.sheets import Number
from gongkai.law.grammar.statute import Certainty, regulation
from gongkai.law.grammar.words import Word
from gongkai.law.monthly.indicators import INDICATORS, Gathering, MonthlyIndicator

KIND = "monthly_return"
RETURNING = regulation(47, gist="主管部门对政府信息公开工作经常指导、监督检查，各单位按月报送数据")
FIRST_YEAR = 2008
LAST_DUE_DAY = 28
_LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class DueDay:
    """报送日: by which day of the next month a return is handed in, where that is laid down, and how sure it is."""

    day: int = 10
    source: str = "通行做法：每月10日前报送上月数据（各地规定不一，待本机关设定）"
    certainty: Certainty = Certainty.INFERRED

    def __post_init__(self) -> None:
        if not 1 <= self.day <= LAST_DUE_DAY:
            raise Unlawful(f"报送日应在每月1日至{LAST_DUE_DAY}日之间", RETURNING, field="day")
        if not self.source.strip():
            raise Unlawful("应当写明报送日的出处", RETURNING, field="source")

    def after(self, year: int, month: int) -> date:
        """报送期限: of the return on a month."""
        return (Period.month(year, month).last + timedelta(days=1)).replace(day=self.day)


USUAL_DUE_DAY = DueDay()
"""通行报送日: until a place sets its own."""


class State(Word):
    """报表状态: where a return is."""

    FILLING = "filling", "填报中"
    TO_REVIEW = "to_review", "待审核"
    TO_SIGN = "to_sign", "待负责人签字"
    HANDED_IN = "handed_in", "已报送"


class Act(Word):
    """报表事项: the acts of a return."""

    OPEN = "open", "开始填报"
    CORRECT = "correct", "更正数字"
    RESTORE = "restore", "撤销更正"
    NOTE = "note", "编写分析说明"
    SUBMIT = "submit", "填报人签字"
    APPROVE = "approve", "审核人签字"
    RETURN = "return", "退回填报"
    HAND_IN = "hand_in", "单位负责人签字报送"


FLOW = Flow(
    "月报表",
    State.FILLING,
    (
        Transition(State.FILLING, Act.CORRECT, State.FILLING, Role.HANDLER, RETURNING),
        Transition(State.FILLING, Act.RESTORE, State.FILLING, Role.HANDLER, RETURNING),
        Transition(State.FILLING, Act.NOTE, State.FILLING, Role.HANDLER, RETURNING),
        Transition(State.FILLING, Act.SUBMIT, State.TO_REVIEW, Role.HANDLER, RETURNING),
        Transition(State.TO_REVIEW, Act.APPROVE, State.TO_SIGN, Role.REVIEWER, RETURNING),
        Transition(State.TO_REVIEW, Act.RETURN, State.FILLING, Role.REVIEWER, RETURNING),
        Transition(State.TO_SIGN, Act.HAND_IN, State.HANDED_IN, Role.SIGNER, RETURNING),
        Transition(State.TO_SIGN, Act.RETURN, State.FILLING, Role.SIGNER, RETURNING),
    ),
)
"""报送程序: what the first signature freezes the other two sign; what was handed in never changes."""


@dataclass(frozen=True, slots=True)
class Adjusted:
    """有理由的更正: the figure that stands, what the ledger said when it was put right, and why."""

    was: Number
    now: Number
    reason: str
    on: date


@dataclass(frozen=True)
class Standing(MadeHere):
    """报送情况: everything that follows from the steps so far. Immutable; ``take`` hands over the next one."""

    year: int
    month: int
    deadline: date
    state: State
    last_on: date
    corrections: Mapping[str, Adjusted] = field(default_factory=dict)
    corrected: int = 0
    note: str = ""
    digest: str = ""
    waits: tuple[str, ...] = ()
    waits_reason: str = ""
    filled_by: str = ""
    filled_on: date | None = None
    reviewed_by: str = ""
    reviewed_on: date | None = None
    signed_by: str = ""
    returns: int = 0
    closed_on: date | None = None

    @property
    def period(self) -> Period:
        """统计月份."""
        return Period.month(self.year, self.month)

    @property
    def outcome(self) -> str | None:
        """报送结果: whether it was handed in by its day; None before."""
        if self.closed_on is None:
            return None
        return "late" if self.closed_on > self.deadline else "on_time"

    @property
    def locked(self) -> bool:
        """已锁定: whether the figures are those that were signed."""
        return self.state is not State.FILLING

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the day of the month as it is laid down, a day off or not; None once it is handed in."""
        return None if self.closed_on else Reckoned(self.deadline, provisional=False)

    def objections(self, act: Act, on: date) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, as far as it can be told without its details."""
        if found := FLOW.objections(self.state, act, on, self.last_on, RETURNING):
            return found
        if act is Act.SUBMIT and on <= self.period.last:
            return (Objection(f"{self.period.label}尚未结束，月末以后才能签字", RETURNING),)
        if act is Act.RESTORE and not self.corrections:
            return (Objection("没有更正过的数字", RETURNING),)
        return ()

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, RETURNING)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = _EFFECTS[act](self, step)
        return replace(moved, state=State(FLOW.after(self.state, act)), last_on=step.on)


def open_return(step: Step, calendar: Calendar) -> Standing:
    """开始填报: the first step. Details: ``year``, ``month``, ``due_day`` (the rule of the place when it was opened)."""
    if FLOW.act(Act, step.act, RETURNING) is not Act.OPEN:
        raise Unlawful("月报表应从开始填报立卷", RETURNING)
    year = step.number("year", "年份", least=FIRST_YEAR, most=2100)
    month = step.number("month", "月份", most=12)
    due_day = step.number("due_day", "报送日", most=LAST_DUE_DAY)
    if step.on < Period.month(year, month).first:
        raise Unlawful(f"{year}年{month}月尚未开始，不能填报", RETURNING, field="month")
    deadline = replace(USUAL_DUE_DAY, day=due_day).after(year, month)
    return Standing(year, month, deadline, State.FILLING, step.on)


def correctable(key: str) -> MonthlyIndicator:
    """可更正的指标: a rate follows from its figures, and how far files have come is no figure of the month; else Unlawful."""
    found = INDICATORS.get(key)
    if found is None:
        raise Unlawful(f"月报表没有“{key}”这一指标", RETURNING, field="key")
    if found.gathering is Gathering.PROGRESS:
        raise Unlawful(f"“{found.label}”随办理变化，由台账统计，不能更正", RETURNING, field="key")
    return found


def lawful_figure(indicator: MonthlyIndicator, written: JSON, name: str = "now") -> Number:
    """读月报数: a whole number of things, not negative; Unlawful names the indicator and the rule."""
    try:
        number = Decimal(str(written).replace(",", "").strip())
    except InvalidOperation:
        raise Unlawful(f"{indicator.label}应填数字", RETURNING, field=name) from None
    if not number.is_finite() or number != number.to_integral_value() or not 0 <= number <= _LARGEST:
        raise Unlawful(f"{indicator.label}应为不小于0的整数", RETURNING, field=name)
    return int(number)


# -- what each act changes -------------------------------------------------------------------------------------------------

_Effect: TypeAlias = Callable[[Standing, Step], Standing]


def _correct(standing: Standing, step: Step) -> Standing:
    indicator = correctable(step.text("key", "指标"))
    was, now = (lawful_figure(indicator, step.details.get(name), name) for name in ("was", "now"))
    if was == now:
        raise Unlawful(f"{indicator.label}与台账相同，无需更正", RETURNING, field="now")
    adjusted = Adjusted(was, now, step.text("reason", "更正理由"), step.on)
    corrections = {**standing.corrections, indicator.key: adjusted}
    return replace(standing, corrections=corrections, corrected=standing.corrected + 1)


def _restore(standing: Standing, step: Step) -> Standing:
    key = step.text("key", "指标")
    if key not in standing.corrections:
        raise Unlawful("这一指标没有更正过", RETURNING, field="key")
    return replace(standing, corrections={each: told for each, told in standing.corrections.items() if each != key})


def _note(standing: Standing, step: Step) -> Standing:
    return replace(standing, note=step.text("text", "分析说明"))


def _submit(standing: Standing, step: Step) -> Standing:
    for name in ("faults", "moved"):
        for told in _texts(step, name):
            raise Unlawful(told, RETURNING, field="on")
    waits = _texts(step, "waits")
    reason = str(step.details.get("waits_reason") or "").strip()
    if waits and not reason:
        raise Unlawful(f"{'；'.join(waits)}。应先落实，或者写明原因", RETURNING, field="waits_reason")
    return replace(
        standing,
        digest=step.text("digest", "内容摘要"),
        filled_by=step.text("by", "填报人"),
        filled_on=step.on,
        waits=waits,
        waits_reason=reason if waits else "",
    )


def _texts(step: Step, name: str) -> tuple[str, ...]:
    given = step.details.get(name) or []
    return tuple(str(each) for each in given) if isinstance(given, list) else ()


def _approve(standing: Standing, step: Step) -> Standing:
    by = step.text("by", "审核人")
    _require_another(by, standing.filled_by)
    return replace(standing, reviewed_by=by, reviewed_on=step.on)


def _hand_in(standing: Standing, step: Step) -> Standing:
    by = step.text("by", "单位负责人")
    _require_another(by, standing.filled_by, standing.reviewed_by)
    return replace(standing, signed_by=by, closed_on=step.on)


def _require_another(by: str, *before: str) -> None:
    if by in before:
        raise Unlawful("填报人、审核人、单位负责人应为三个人，签过字的不能再签", RETURNING)


def _return(standing: Standing, step: Step) -> Standing:
    step.text("reason", "退回的理由")
    return replace(
        standing,
        digest="",
        waits=(),
        waits_reason="",
        filled_by="",
        filled_on=None,
        reviewed_by="",
        reviewed_on=None,
        returns=standing.returns + 1,
    )


_EFFECTS: Mapping[Act, _Effect] = {
    Act.CORRECT: _correct,
    Act.RESTORE: _restore,
    Act.NOTE: _note,
    Act.SUBMIT: _submit,
    Act.APPROVE: _approve,
    Act.RETURN: _return,
    Act.HAND_IN: _hand_in,
}

MONTHLY_RETURN = Procedure(KIND, "月报表", open_return, lambda standing: FLOW)
