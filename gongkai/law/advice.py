"""依法行政建议: what handling an application brought to light is told to the unit that can mend it.

Nothing in the Regulation sets its form or term; annual reports tell of it as 依申请公开促进依法行政. The term for the answer is
therefore a value with its source noted. Who draws the advice does not sign it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned, calendar_days_after, roll_forward
from gongkai.law.grammar.flow import Flow, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.grammar.statute import Certainty, Term, Unit, regulation
from gongkai.law.grammar.words import Word

KIND = "advice"
BASIS = regulation(45)
ANSWERING = Term(
    "建议的反馈期限",
    30,
    Unit.CALENDAR_DAYS,
    "自建议发出之日起",
    BASIS,
    certainty=Certainty.INFERRED,
    note="没有明文，按通行做法，发出时可以另定",
)
TERMS = (ANSWERING,)
"""期限表."""
LONGEST = 180


class State(Word):
    """建议状态: where an advice is."""

    DRAWN = "drawn", "待签发"
    SENT = "sent", "待反馈"
    ANSWERED = "answered", "已反馈，待核实"
    CLOSED = "closed", "已办结"


class Act(Word):
    """建议事项: the acts of an advice."""

    DRAW = "draw", "提出建议"
    SEND = "send", "签发送达"
    DROP = "drop", "不予发出"
    ANSWER = "answer", "收到反馈"
    RETURN = "send_back", "退回再办"
    CLOSE = "close", "核实办结"


class Taken(Word):
    """采纳情况: what the unit says it does with the advice."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT = "not", "不采纳"


FLOW = Flow(
    "依法行政建议",
    State.DRAWN,
    (
        Transition(State.DRAWN, Act.SEND, State.SENT, Role.SIGNER, BASIS),
        Transition(State.DRAWN, Act.DROP, State.CLOSED, Role.SIGNER, BASIS),
        Transition(State.SENT, Act.ANSWER, State.ANSWERED, Role.HANDLER, BASIS),
        Transition(State.ANSWERED, Act.RETURN, State.SENT, Role.HANDLER, BASIS),
        Transition(State.ANSWERED, Act.CLOSE, State.CLOSED, Role.HANDLER, BASIS),
    ),
)
"""建议程序: drawn and closed by who advises, answered by who was advised."""


@dataclass(frozen=True)
class Standing:
    """建议情况: everything that follows from the steps so far."""

    state: State
    drawn_on: date
    last_on: date
    days: int = ANSWERING.length
    sent_on: date | None = None
    taken: Taken | None = None
    returns: int = 0
    closed_on: date | None = None
    outcome: str | None = None

    @property
    def received_on(self) -> date | None:
        """收到日: the day it was drawn."""
        return self.drawn_on

    @property
    def extended(self) -> bool:
        """延期: its term is not extended; it is sent anew."""
        return False

    @property
    def due_label(self) -> str:
        """到期事项."""
        return ANSWERING.name

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: of the answer; a last day of rest moves to the next working day."""
        if self.state is not State.SENT or self.sent_on is None:
            return None
        return roll_forward(calendar, calendar_days_after(self.sent_on, self.days))

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, BASIS)
        target = State(FLOW.after(self.state, act))
        if step.on < self.last_on:
            raise Unlawful(f"办理日期不能早于上一环节的日期（{self.last_on:%Y-%m-%d}）", BASIS, field="on")
        return replace(_EFFECTS[act](self, step), state=target, last_on=step.on)


def open_advice(step: Step, calendar: Calendar) -> Standing:
    """立建议卷: the first step. Details: ``text``, ``to`` (the unit's name), ``application`` where it came of one."""
    if FLOW.act(Act, step.act, BASIS) is not Act.DRAW:
        raise Unlawful("案卷应从提出建议开始", BASIS)
    step.text("text", "建议的内容")
    step.text("to", "建议的对象")
    return Standing(State.DRAWN, step.on, step.on)


_Effect: TypeAlias = Callable[[Standing, Step], Standing]


def _send(standing: Standing, step: Step) -> Standing:
    days = step.number("days", "反馈期限（日）", most=LONGEST)
    return replace(standing, days=days, sent_on=step.on)


def _drop(standing: Standing, step: Step) -> Standing:
    step.text("reason", "不予发出的理由")
    return replace(standing, closed_on=step.on, outcome="dropped")


def _answer(standing: Standing, step: Step) -> Standing:
    step.text("answer", "反馈的内容")
    try:
        taken = Taken(step.text("taken", "采纳情况"))
    except ValueError:
        options = "、".join(each.label for each in Taken)
        raise Unlawful(f"采纳情况应从以下各项中选择：{options}", BASIS, field="taken") from None
    return replace(standing, taken=taken)


def _return(standing: Standing, step: Step) -> Standing:
    step.text("reason", "退回的理由")
    return replace(standing, sent_on=step.on, taken=None, returns=standing.returns + 1)


def _close(standing: Standing, step: Step) -> Standing:
    assert standing.taken is not None  # noqa: S101 (nothing is closed that was not answered)
    step.text("verified", "核实情况")
    return replace(standing, closed_on=step.on, outcome=standing.taken.value)


_EFFECTS: Mapping[Act, _Effect] = {
    Act.SEND: _send,
    Act.DROP: _drop,
    Act.ANSWER: _answer,
    Act.RETURN: _return,
    Act.CLOSE: _close,
}
PRIVATE = frozenset({"text", "answer", "reason", "verified"})
"""隐私明细: what is written in one's own words may name people."""
ADVICE = Procedure(KIND, "依法行政建议", open_advice, lambda _: FLOW, PRIVATE)
"""程序: how the journal opens and reads an advice."""
