"""村民提问: a villager asks, the clerk answers within the term or hands the matter on as a ticket; both ways it ends.

What was handed on runs by the ticket's own clock, at the authority that took it in; the question ends when that replied.
Whoever is not helped by an answer may have it handed on all the same.
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
from gongkai.law.villages import LONGEST_TERM, WATCHED

KIND = "village_question"


class State(Word):
    """提问状态: where a question of a villager is."""

    ASKED = "asked", "待答复"
    ANSWERED = "answered", "已答复"
    HANDED_ON = "handed_on", "已转工单"
    SETTLED = "settled", "已办结"


class Act(Word):
    """提问事项: the acts of a question of a villager."""

    ASK = "ask", "村民提问"
    ANSWER = "answer", "信息员答复"
    HAND_ON = "hand_on", "转工单"
    SETTLE = "settle", "办结提问"


FLOW = Flow(
    "村民提问",
    State.ASKED,
    (
        Transition(State.ASKED, Act.ANSWER, State.ANSWERED, Role.HANDLER, WATCHED),
        Transition(State.ASKED, Act.HAND_ON, State.HANDED_ON, Role.HANDLER, WATCHED),
        Transition(State.ANSWERED, Act.HAND_ON, State.HANDED_ON, Role.HANDLER, WATCHED),
        Transition(State.ANSWERED, Act.SETTLE, State.SETTLED, Role.HANDLER, WATCHED),
        Transition(State.HANDED_ON, Act.SETTLE, State.SETTLED, Role.HANDLER, WATCHED),
    ),
)
"""提问程序: nothing is settled but what was answered here or by a ticket."""


@dataclass(frozen=True)
class Standing:
    """提问情况: everything that follows from the steps so far. ``ticket`` and ``to`` name the ticket it became and who has it."""

    state: State
    received_on: date | None
    last_on: date
    days: int
    answered_on: date | None = None
    handed_on: date | None = None
    ticket: str = ""
    to: str = ""
    late: bool = False
    closed_on: date | None = None
    outcome: str | None = None

    @property
    def extended(self) -> bool:
        """延期: never; what takes longer is handed on."""
        return False

    @property
    def due_label(self) -> str:
        """到期事项."""
        return "答复或者转工单"

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: until it was answered or handed on."""
        return self._last_day(calendar) if self.state is State.ASKED else None

    def objections(self, act: Act, on: date) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day; empty when it is."""
        return FLOW.objections(self.state, act, on, self.last_on, WATCHED)

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, WATCHED)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step, calendar)

    def first_told(self, on: date, calendar: Calendar) -> bool:
        """首次告知逾期: whether what was first told on this day came late; what was in time stays so whatever follows."""
        return self.late or (self.answered_on is None and on > self._last_day(calendar).on)

    def _last_day(self, calendar: Calendar) -> Reckoned:
        assert self.received_on is not None  # noqa: S101 (a question is always asked on a day)
        return calendar.after(self.received_on, self.days)


def open_village_question(step: Step, calendar: Calendar) -> Standing:
    """村民提问: the first step. Details: ``days`` and ``term``, the rule they follow from."""
    if FLOW.act(Act, step.act, WATCHED) is not Act.ASK:
        raise Unlawful("案卷应从村民提问开始", WATCHED)
    step.text("term", "期限的依据")
    return Standing(State.ASKED, step.on, step.on, step.number("days", "答复期限（工作日）", most=LONGEST_TERM))


_Effect: TypeAlias = Callable[[Standing, Step, Calendar], Standing]


def _answer(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("answer", "答复内容")
    return replace(standing, answered_on=step.on, late=standing.first_told(step.on, calendar))


def _hand_on(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    ticket, to = step.text("ticket", "工单编号"), step.text("to", "受理机关")
    late = standing.first_told(step.on, calendar)
    return replace(standing, handed_on=step.on, ticket=ticket, to=to, late=late)


def _settle(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    if standing.handed_on is None:
        return replace(standing, closed_on=step.on, outcome="answered")
    replied = step.optional_day("replied_on", "工单答复日期")
    if replied is None:
        raise Unlawful(f"工单{standing.ticket}还没有答复，不能办结", WATCHED)
    if not standing.handed_on <= replied <= step.on:
        raise Unlawful("工单的答复日期应在转工单之后、办结之前", WATCHED, field="replied_on")
    return replace(standing, closed_on=step.on, outcome="by_ticket")


_EFFECTS: Mapping[Act, _Effect] = {Act.ANSWER: _answer, Act.HAND_ON: _hand_on, Act.SETTLE: _settle}
VILLAGE_QUESTION = Procedure(KIND, "村民提问", open_village_question, lambda _: FLOW, private=frozenset({"answer"}))
"""村民提问案类: how the journal opens and reads a question of a villager."""
