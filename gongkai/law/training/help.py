"""内部问答: a colleague asks, others answer, whoever asked accepts one; in place of the chat group nobody can search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import Certainty, Term, Unit
from gongkai.law.grammar.words import Word
from gongkai.law.training.classes import TRAINED

KIND = "help_thread"
ANSWERING = Term(
    "内部问答的回答",
    3,
    Unit.WORKING_DAYS,
    "自提问之日起",
    TRAINED,
    certainty=Certainty.INFERRED,
    note="没有规定，按机关设置",
)


class HelpState(Word):
    """问答状态."""

    ASKED = "asked", "待回答"
    ANSWERED = "answered", "待采纳"
    ACCEPTED = "accepted", "已采纳"
    WITHDRAWN = "withdrawn", "已撤回"


class HelpAct(Word):
    """问答事项."""

    ASK = "ask", "提问"
    ANSWER = "answer", "回答"
    ACCEPT = "accept", "采纳回答"
    WITHDRAW = "withdraw", "撤回提问"


_S, _A = HelpState, HelpAct
FLOW = Flow(
    "内部问答",
    _S.ASKED,
    (
        Transition(_S.ASKED, _A.ANSWER, _S.ANSWERED, Role.HANDLER, TRAINED),
        Transition(_S.ANSWERED, _A.ANSWER, _S.ANSWERED, Role.HANDLER, TRAINED),
        Transition(_S.ANSWERED, _A.ACCEPT, _S.ACCEPTED, Role.HANDLER, TRAINED),
        Transition(_S.ASKED, _A.WITHDRAW, _S.WITHDRAWN, Role.HANDLER, TRAINED),
        Transition(_S.ANSWERED, _A.WITHDRAW, _S.WITHDRAWN, Role.HANDLER, TRAINED),
    ),
)
"""问答程序: whoever asked accepts or withdraws; anybody of the place answers."""


@dataclass(frozen=True)
class HelpStanding(MadeHere):
    """问答情况: ``answers`` counts from 1; ``accepted`` is the number of the answer that helped."""

    asked_by: str
    asked_on: date
    state: HelpState
    last_on: date
    answers: tuple[str, ...] = ()
    accepted: int | None = None
    closed_on: date | None = None
    outcome: str | None = None

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: until somebody has answered."""
        return calendar.after(self.asked_on, ANSWERING.length) if self.state is _S.ASKED else None

    def objections(self, act: HelpAct, on: date) -> tuple[Objection, ...]:
        """不能办的理由."""
        return FLOW.objections(self.state, act, on, self.last_on, TRAINED)

    def take(self, step: Step, calendar: Calendar) -> HelpStanding:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(HelpAct, step.act, TRAINED)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=HelpState(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)


def open_help(step: Step, calendar: Calendar) -> HelpStanding:
    """开启问答: the first step. Details: ``text``, ``by``."""
    if FLOW.act(HelpAct, step.act, TRAINED) is not _A.ASK:
        raise Unlawful("内部问答应从提问开始", TRAINED)
    step.text("text", "问题")
    return HelpStanding(step.text("by", "提问人"), step.on, _S.ASKED, step.on)


_Effect: TypeAlias = Callable[[HelpStanding, Step], HelpStanding]


def _answer(standing: HelpStanding, step: Step) -> HelpStanding:
    step.text("text", "回答")
    return replace(standing, answers=(*standing.answers, step.text("by", "回答人")))


def _accept(standing: HelpStanding, step: Step) -> HelpStanding:
    _asker(standing, step)
    which = step.number("answer", "采纳的回答", most=len(standing.answers))
    return replace(standing, accepted=which, closed_on=step.on, outcome="accepted")


def _withdraw(standing: HelpStanding, step: Step) -> HelpStanding:
    _asker(standing, step)
    return replace(standing, closed_on=step.on, outcome="withdrawn")


def _asker(standing: HelpStanding, step: Step) -> None:
    if step.text("by", "提问人") != standing.asked_by:
        raise Unlawful("由提问的人办理", TRAINED)


_EFFECTS: Mapping[HelpAct, _Effect] = {_A.ANSWER: _answer, _A.ACCEPT: _accept, _A.WITHDRAW: _withdraw}

HELP_THREAD = Procedure(KIND, "内部问答", open_help, lambda standing: FLOW, frozenset({"text"}))
