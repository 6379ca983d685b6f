"""舆情事件处置: where an event stands and what may be done with it, from its dated steps.

The clock runs from the moment the event began. When it was registered changes nothing of it, and what was answered before
anybody registered it counts when it was answered. Only an answer to everybody stops it; the earliest one counts, in whatever
order they were entered. No answer goes out that one person alone has seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Objection, Step, Unlawful
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.response_effects import EFFECTS, REFUSALS, hours_of
from gongkai.law.response_file import EventFile
from gongkai.law.response_flow import FLOW, OPEN, Act, State
from gongkai.law.response_kinds import EventKind, EventSource, Severity
from gongkai.law.response_terms import NOTICE

__all__ = ["EVENT", "FLOW", "KIND", "OPEN", "Act", "Standing", "State", "open_event"]
KIND = "event"


@dataclass(frozen=True)
class Standing(MadeHere):
    """事件处置情况: the file of the event and the state it is in."""

    file: EventFile
    state: State
    last_on: date
    closed_on: date | None = None

    @property
    def outcome(self) -> str | None:
        """办理结果: whether it was answered to everybody, or set aside; None until then."""
        if self.state is State.SET_ASIDE:
            return State.SET_ASIDE.value
        return "answered" if self.file.first_at else None

    @property
    def due_label(self) -> str:
        """到期事项."""
        return "新闻发布会" if self.file.first_at else "首次回应"

    @property
    def due_at(self) -> datetime | None:
        """截止时刻: of the first answer while there is none, then of the press conference that is owed."""
        if self.state not in OPEN:
            return None
        if self.file.first_at is None:
            return self.file.clock.due_at
        waiting = self.file.conference_clock if self.file.conferred_at is None else None
        return waiting.due_at if waiting else None

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the day of that moment; hours know no working days, so it is never provisional."""
        return Reckoned(self.due_at.date()) if self.due_at else None

    def objections(self, act: Act, on: date) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, as far as it can be told without its details."""
        if found := FLOW.objections(self.state, act, on, self.last_on):
            return found
        refused = REFUSALS.get(act)
        reason = refused(self.file, self.state) if refused else ""
        return (Objection(reason, NOTICE),) if reason else ()

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, NOTICE)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        effect = EFFECTS.get(act)
        return replace(
            self,
            file=effect(self.file, step) if effect else self.file,
            state=State(FLOW.after(self.state, act)),
            last_on=step.on,
            closed_on=_closed_on(act, step.on, self.closed_on),
        )


_ENDING = (Act.CLOSE, Act.SET_ASIDE)


def _closed_on(act: Act, on: date, before: date | None) -> date | None:
    if act in _ENDING:
        return on
    return None if act is Act.REOPEN else before


def open_event(step: Step, calendar: Calendar) -> Standing:
    """登记舆情事件: the first step.

    Details: ``kind``, ``severity``, ``source``; ``started`` and ``registered``, two moments; the hours that follow from what
    the authority has set (``hours``, ``conference_hours``, ``report_hours``, and ``term``, their source); ``recurs``, the
    number of an earlier event this one repeats.
    """
    if FLOW.act(Act, step.act, NOTICE) is not Act.REGISTER:
        raise Unlawful("案卷应从登记事件开始", NOTICE)
    started, registered = step.moment("started", "事件发生时刻"), step.moment("registered", "登记时刻")
    if started > registered:
        raise Unlawful("事件发生时刻不能晚于登记时刻", NOTICE, field="started")
    if registered.date() > step.on:
        raise Unlawful("登记时刻不能晚于登记日期", NOTICE, field="on")
    file = EventFile(
        kind=step.word(EventKind, "kind", "事件种类", NOTICE),
        severity=step.word(Severity, "severity", "事件等级", NOTICE),
        source=step.word(EventSource, "source", "事件来源", NOTICE),
        started_at=started,
        registered_at=registered,
        recurs=str(step.details.get("recurs") or ""),
        playbook=str(step.details.get("playbook") or ""),
        **hours_of(step),
    )
    return Standing(file, State.REGISTERED, step.on)


PRIVATE = frozenset(
    {"facts", "opinion", "reason", "report", "text", "rumour", "truth", "evidence", "lesson", "judgement"}
)
"""敏感明细: what is told in free words may name people; what the public may read stands in the row beside the file."""
EVENT: Procedure[Standing] = Procedure(KIND, "舆情事件", open_event, lambda _: FLOW, PRIVATE)
"""程序: how the journal opens and reads an event."""
