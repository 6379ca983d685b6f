"""村民认证: somebody asks to be certified, the clerk makes sure and certifies or returns; what was certified may be cancelled.

The file is done when somebody is certified or returned. A certification ends by being cancelled, with its cause; whoever
comes back asks anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.grammar.words import Word
from gongkai.law.villages import COMMITTEE, LONGEST_TERM

KIND = "villager"


class State(Word):
    """认证状态: where the file of a villager is."""

    APPLIED = "applied", "待核实"
    VERIFIED = "verified", "已核实，待认证"
    CERTIFIED = "certified", "已认证"
    RETURNED = "returned", "已退回"
    CANCELLED = "cancelled", "已注销"


class Act(Word):
    """认证事项: the acts of a certification."""

    APPLY = "apply", "申请认证"
    VERIFY = "verify", "核实村民"
    CERTIFY = "certify", "认证村民"
    RETURN = "return", "退回认证申请"
    CANCEL = "cancel", "注销认证"


class VerifiedBy(Word):
    """核实方式: how the clerk made sure that somebody belongs to the village."""

    REGISTER = "register", "核对户籍登记"
    IN_PERSON = "in_person", "当面核对证件"
    GROUP_HEAD = "group_head", "村民小组长证明"
    VISITED = "visited", "入户核实"


class CancelCause(Word):
    """注销原因."""

    MOVED = "moved", "户口迁出"
    DIED = "died", "去世"
    WISHED = "wished", "本人要求"
    WRONG = "wrong", "认证有误"


FLOW = Flow(
    "村民认证",
    State.APPLIED,
    (
        Transition(State.APPLIED, Act.VERIFY, State.VERIFIED, Role.HANDLER, COMMITTEE),
        Transition(State.APPLIED, Act.RETURN, State.RETURNED, Role.HANDLER, COMMITTEE),
        Transition(State.VERIFIED, Act.CERTIFY, State.CERTIFIED, Role.HANDLER, COMMITTEE),
        Transition(State.VERIFIED, Act.RETURN, State.RETURNED, Role.HANDLER, COMMITTEE),
        Transition(State.CERTIFIED, Act.CANCEL, State.CANCELLED, Role.HANDLER, COMMITTEE),
    ),
)
"""认证程序: nobody is certified who was not made sure of."""


@dataclass(frozen=True)
class Standing:
    """认证情况: everything that follows from the steps so far."""

    state: State
    received_on: date | None
    last_on: date
    days: int
    verified: VerifiedBy | None = None
    certified_on: date | None = None
    cause: CancelCause | None = None
    late: bool = False
    closed_on: date | None = None
    outcome: str | None = None

    @property
    def extended(self) -> bool:
        """延期: never; what takes longer is late."""
        return False

    @property
    def due_label(self) -> str:
        """到期事项."""
        return "认证或者退回"

    @property
    def is_certified(self) -> bool:
        """现已认证."""
        return self.state is State.CERTIFIED

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: until the file is done."""
        return None if self.closed_on else self._last_day(calendar)

    def objections(self, act: Act, on: date) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day; empty when it is."""
        return FLOW.objections(self.state, act, on, self.last_on, COMMITTEE)

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, COMMITTEE)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step, calendar)

    def done(self, on: date, outcome: str, calendar: Calendar) -> Standing:
        """办结: on a day, late where the last day is over."""
        return replace(self, closed_on=on, outcome=outcome, late=on > self._last_day(calendar).on)

    def _last_day(self, calendar: Calendar) -> Reckoned:
        assert self.received_on is not None  # noqa: S101 (a file of this kind is always handed in)
        return calendar.after(self.received_on, self.days)


def open_villager(step: Step, calendar: Calendar) -> Standing:
    """申请认证: the first step. Details: ``days`` and ``term``, the rule they follow from."""
    if FLOW.act(Act, step.act, COMMITTEE) is not Act.APPLY:
        raise Unlawful("村民认证应从申请认证开始", COMMITTEE)
    step.text("term", "期限的依据")
    days = step.number("days", "办理期限（工作日）", most=LONGEST_TERM)
    return Standing(State.APPLIED, step.on, step.on, days)


_Effect: TypeAlias = Callable[[Standing, Step, Calendar], Standing]


def _verify(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return replace(standing, verified=step.word(VerifiedBy, "verified", "核实方式", COMMITTEE))


def _certify(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return replace(standing.done(step.on, "certified", calendar), certified_on=step.on)


def _return(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("reason", "退回的理由")
    return standing.done(step.on, "returned", calendar)


def _cancel(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    cause = step.word(CancelCause, "cause", "注销原因", COMMITTEE)
    return replace(standing, cause=cause, closed_on=step.on, outcome="cancelled")


_EFFECTS: Mapping[Act, _Effect] = {
    Act.VERIFY: _verify,
    Act.CERTIFY: _certify,
    Act.RETURN: _return,
    Act.CANCEL: _cancel,
}
VILLAGER = Procedure(KIND, "村民认证", open_villager, lambda _: FLOW, private=frozenset({"reason"}))
"""村民认证案类: how the journal opens and reads the file of a villager."""
