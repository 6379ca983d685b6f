"""建议提案卷: what follows from the steps of one motion, suggestion or proposal, and what stands in the way of the next one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Objection
from gongkai.law.promises import Promise
from gongkai.law.proposal_flow import FLOW, Act, State
from gongkai.law.proposal_recorded import Recorded
from gongkai.law.proposal_replies import Feedback, ProposalReply
from gongkai.law.proposal_terms import (
    COPIES,
    HANDLED,
    UNIT_ANSWER,
    USUAL_LENGTHS,
    HandlingClock,
    Lengths,
    ProposalKind,
    ProposalSource,
)
from gongkai.law.proposal_units import HandlingUnit, Point, UnitPart


@dataclass(frozen=True)
class ProposalFile:
    """建议提案卷: everything that follows from the steps so far.

    ``began`` is the clock of the first round, by which a reply is on time; ``clock`` that of the present one. ``replies``
    are those of all rounds, the last one drawn being last; ``promised`` is how many promises have been signed.
    """

    kind: ProposalKind
    as_suggestion: bool
    state: State
    received_on: date
    last_on: date
    points: tuple[Point, ...] = ()
    units: tuple[HandlingUnit, ...] = ()
    routed_on: date | None = None
    began: HandlingClock | None = None
    clock: HandlingClock | None = None
    lengths: Lengths = USUAL_LENGTHS
    talks: int = 0
    urged: int = 0
    replies: tuple[ProposalReply, ...] = ()
    promises: tuple[Promise, ...] = ()
    promised: int = 0
    round: int = 1
    recorded: Recorded | None = None
    closed_on: date | None = None
    outcome: str | None = None

    @property
    def source(self) -> ProposalSource:
        """建议提案来源."""
        return self.kind.source

    @property
    def extended(self) -> bool:
        """延期: whether more months were allowed."""
        return bool(self.began and self.began.added)

    @property
    def lead(self) -> HandlingUnit | None:
        """主办单位: None until it is routed."""
        return next((unit for unit in self.units if unit.part is UnitPart.LEAD), None)

    @property
    def joint(self) -> tuple[HandlingUnit, ...]:
        """协办单位."""
        return tuple(unit for unit in self.units if unit.part is UnitPart.JOINT)

    @property
    def reply(self) -> ProposalReply | None:
        """现答复: of this round, as it stands; None while there is none."""
        return self.replies[-1] if len(self.replies) == self.round else None

    @property
    def handed_over_on(self) -> date | None:
        """交办日期: the day the clock began."""
        if self.recorded is not None:
            return self.recorded.handed_over_on
        return self.began.began_on if self.began else None

    @property
    def replied_on(self) -> date | None:
        """答复日期: of the first reply; one that had to be done again was still sent that day."""
        if self.recorded is not None:
            return self.recorded.replied_on
        return self.replies[0].replied_on if self.replies else None

    def term(self, calendar: Calendar) -> Reckoned | None:
        """办理期限: the last day for the first reply, whatever came after it; None where no hand-over is known."""
        if self.recorded is not None:
            return self.recorded.term(calendar)
        return self.began.due(calendar) if self.began else None

    @property
    def due_label(self) -> str:
        """到期事项: what is due next."""
        if self.state is State.ROUTED:
            return UNIT_ANSWER.name
        return "公开答复" if self.state is State.REPLIED else "答复提出人"

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: of the units' answers, of the reply, or of its publication."""
        if self.state is State.ROUTED and self.routed_on is not None:
            waiting = any(not unit.stands for unit in self.units)
            return calendar.after(self.routed_on, UNIT_ANSWER.length) if waiting else None
        if self.state in _RUNNING and self.clock is not None:
            return self.clock.due(calendar)
        if self.state is State.REPLIED and self.reply is not None and self.reply.owes_publication:
            return self.reply.publication_due(calendar)
        return None

    def objections(self, act: Act, on: date) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, whatever its details; empty when it is."""
        if found := FLOW.objections(self.state, act, on, self.last_on, HANDLED):
            return found
        reasons = _AGAINST.get(act)
        return tuple(Objection(reason, HANDLED) for reason in reasons(self)) if reasons else ()


_RUNNING = (State.HANDLING, State.DRAFTED, State.SIGNED)


def _not_handed_over(file: ProposalFile) -> tuple[str, ...]:
    declined = [unit.code for unit in file.units if not unit.stands]
    return ("承办单位还没有全部接受，不能交办：重新分办，或者指定承办",) if declined else ()


def _not_drafted(file: ProposalFile) -> tuple[str, ...]:
    silent = any(unit.opinion_on is None for unit in file.joint)
    untold = () if file.talks else ("答复前应当与提出人沟通，本轮还没有沟通记录",)
    return (*untold, *(("协办单位还没有全部提出协办意见",) if silent else ()))


def _not_extended(file: ProposalFile) -> tuple[str, ...]:
    return ("重新办理不再延长期限",) if file.round > 1 else ()


def _not_again(file: ProposalFile) -> tuple[str, ...]:
    unhappy = file.reply is not None and file.reply.satisfaction is Feedback.UNSATISFIED
    return () if unhappy else ("提出人没有表示不满意，不用重新办理",)


def _not_closed(file: ProposalFile) -> tuple[str, ...]:
    reply = file.reply
    if reply is None:
        return ("还没有答复提出人",)
    found = [f"还没有抄送{each.label}" for each in COPIES[file.source] if each not in reply.copied]
    if reply.owes_publication:
        found.append("答复应当公开，还没有公开")
    if reply.satisfaction is Feedback.UNSATISFIED and file.round == 1:
        found.append("提出人不满意，应当重新办理")
    return tuple(found)


_AGAINST: Mapping[Act, Callable[[ProposalFile], tuple[str, ...]]] = {
    Act.HAND_OVER: _not_handed_over,
    Act.DRAFT: _not_drafted,
    Act.EXTEND: _not_extended,
    Act.REHANDLE: _not_again,
    Act.CLOSE: _not_closed,
}
"""情形上的障碍: what is missing in the file itself, whatever the step says."""
