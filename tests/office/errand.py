"""差事: a procedure for the tests of the journal alone. Opened, done in steps, ended; five working days from every step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word


class State(Word):
    OPEN = "open", "办理中"
    HELD = "held", "搁置"
    ENDED = "ended", "办结"


class Act(Word):
    BEGIN = "begin", "受理"
    ADD = "add", "办理"
    HOLD = "hold", "搁置"
    RESUME = "resume", "恢复"
    END = "end", "办结"


BASIS = regulation(45)
FLOW = Flow(
    "差事",
    State.OPEN,
    (
        Transition(State.OPEN, Act.ADD, State.OPEN, Role.HANDLER, BASIS),
        Transition(State.OPEN, Act.HOLD, State.HELD, Role.HANDLER, BASIS),
        Transition(State.HELD, Act.RESUME, State.OPEN, Role.HANDLER, BASIS),
        Transition(State.OPEN, Act.END, State.ENDED, Role.SIGNER, BASIS),
    ),
)


@dataclass(frozen=True)
class Standing:
    state: State
    received_on: date
    last_on: date
    total: int = 0
    closed_on: date | None = None
    outcome: str | None = None
    extended: bool = False

    def take(self, step: Step, calendar: Calendar) -> Standing:
        if step.on < self.last_on:
            raise Unlawful("办理日期不能早于上一环节", BASIS, field="on")
        act = Act(step.act)
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        if act is Act.ADD:
            return replace(moved, total=self.total + step.number("amount", "数量"))
        return replace(moved, closed_on=step.on, outcome="done") if act is Act.END else moved

    def due(self, calendar: Calendar) -> Reckoned | None:
        return calendar.after(self.last_on, 5) if self.state is State.OPEN else None


def begin(step: Step, calendar: Calendar) -> Standing:
    if step.act != Act.BEGIN:
        raise Unlawful("差事应从受理开始", BASIS)
    return Standing(State.OPEN, step.on, step.on)


ERRAND = Procedure("errand", "差事", begin, lambda _: FLOW, frozenset({"remark"}))
