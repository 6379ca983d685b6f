"""运维工单（国办发〔2017〕47号）: something wrong with a site, reported, taken up, mended, checked by another person, closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit
from gongkai.law.grammar.words import Word

KIND = "maintenance"
UPKEEP = Article("国办发〔2017〕47号", gist="常态化监管，发现打不开、断链、错别字、更新不及时的及时处理")


class TicketKind(Word):
    """工单种类: what is wrong; sets the term."""

    OUTAGE = "outage", "网站打不开"
    BROKEN_LINK = "broken_link", "断链"
    WRONG = "wrong", "内容差错"
    STALE = "stale", "更新不及时"
    OTHER = "other", "其他问题"


MENDING_OUTAGE = Term(
    "网站打不开的处理",
    1,
    Unit.WORKING_DAYS,
    "自报告之日起",
    UPKEEP,
    certainty=Certainty.INFERRED,
    note="没有明文，按机关设置",
)
MENDING = Term(
    "网站问题的处理",
    3,
    Unit.WORKING_DAYS,
    "自报告之日起",
    UPKEEP,
    certainty=Certainty.RECALLED,
    note="比照“我为政府网站找错”三个工作日",
)
TERMS = (MENDING_OUTAGE, MENDING)
"""工单期限表."""


class State(Word):
    """工单状态: where a ticket is."""

    REPORTED = "reported", "待受理"
    MENDING = "mending", "处理中"
    MENDED = "mended", "待验收"
    PASSED = "passed", "验收合格"
    CLOSED = "closed", "已关闭"
    DECLINED = "declined", "不予受理"


class Act(Word):
    """工单事项: the acts of a ticket."""

    REPORT = "report", "报告问题"
    TAKE_UP = "take_up", "受理工单"
    DECLINE = "decline", "不予受理"
    MEND = "mend", "处理完毕"
    PASS = "pass", "验收合格"
    RETURN = "return", "验收退回"
    CLOSE = "close", "关闭工单"


FLOW = Flow(
    "运维工单",
    State.REPORTED,
    (
        Transition(State.REPORTED, Act.TAKE_UP, State.MENDING, Role.SYSTEM_ADMINISTRATOR, UPKEEP),
        Transition(State.REPORTED, Act.DECLINE, State.DECLINED, Role.SYSTEM_ADMINISTRATOR, UPKEEP),
        Transition(State.MENDING, Act.MEND, State.MENDED, Role.SYSTEM_ADMINISTRATOR, UPKEEP),
        Transition(State.MENDED, Act.PASS, State.PASSED, Role.HANDLER, UPKEEP),
        Transition(State.MENDED, Act.RETURN, State.MENDING, Role.HANDLER, UPKEEP),
        Transition(State.PASSED, Act.CLOSE, State.CLOSED, Role.HANDLER, UPKEEP),
    ),
)
"""工单程序: who mends does not pass; what is returned is mended anew within the term it began with."""


@dataclass(frozen=True)
class Standing:
    """工单情况: everything that follows from the steps so far."""

    kind: TicketKind
    reported_on: date
    state: State
    last_on: date
    mended_by: str = ""
    returns: int = 0
    closed_on: date | None = None
    outcome: str | None = None

    @property
    def received_on(self) -> date | None:
        """收到日: the day it was reported."""
        return self.reported_on

    @property
    def extended(self) -> bool:
        """延期: never; what takes longer is late."""
        return False

    @property
    def term(self) -> Term:
        """处理期限: by what is wrong."""
        return MENDING_OUTAGE if self.kind is TicketKind.OUTAGE else MENDING

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: while it is not mended; who checks is under no clock."""
        if self.state not in (State.REPORTED, State.MENDING):
            return None
        return calendar.after(self.reported_on, self.term.length)

    def objections(self, act: Act, on: date) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day; empty when it is."""
        return FLOW.objections(self.state, act, on, self.last_on, UPKEEP)

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, UPKEEP)
        for objection in self.objections(act, step.on):
            raise objection.raised("on")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        effect = _EFFECTS.get(act)
        return effect(moved, step) if effect else moved


def open_ticket(step: Step, calendar: Calendar) -> Standing:
    """报告问题: the first step. Details: ``kind``, ``text`` (what is wrong), ``address``, ``source``."""
    if FLOW.act(Act, step.act, UPKEEP) is not Act.REPORT:
        raise Unlawful("运维工单应从报告问题开始", UPKEEP)
    try:
        kind = TicketKind(step.text("kind", "问题种类"))
    except ValueError:
        raise Unlawful("应选明问题种类", UPKEEP, field="kind") from None
    step.text("text", "问题说明")
    return Standing(kind, step.on, State.REPORTED, step.on)


_Effect: TypeAlias = Callable[[Standing, Step], Standing]


def _decline(standing: Standing, step: Step) -> Standing:
    step.text("reason", "不予受理的理由")
    return replace(standing, closed_on=step.on, outcome="declined")


def _mend(standing: Standing, step: Step) -> Standing:
    step.text("done", "处理情况")
    return replace(standing, mended_by=step.text("by", "处理人"))


def _pass(standing: Standing, step: Step) -> Standing:
    if step.text("by", "验收人") == standing.mended_by:
        raise Unlawful("处理的人不能验收自己处理的工单", UPKEEP, field="on")
    return standing


def _return(standing: Standing, step: Step) -> Standing:
    step.text("reason", "退回的理由")
    return replace(standing, returns=standing.returns + 1)


def _close(standing: Standing, step: Step) -> Standing:
    return replace(standing, closed_on=step.on, outcome="mended")


_EFFECTS: Mapping[Act, _Effect] = {
    Act.DECLINE: _decline,
    Act.MEND: _mend,
    Act.PASS: _pass,
    Act.RETURN: _return,
    Act.CLOSE: _close,
}

MAINTENANCE = Procedure(KIND, "运维工单", open_ticket, lambda _: FLOW)
"""工单案类: how the journal opens and reads a ticket."""
