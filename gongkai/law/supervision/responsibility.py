"""责任书和问责: what a unit promises for a year, signed by both; what follows where a duty was not kept, by post, not by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

KIND = "responsibility_letter"
PROMISED = regulation(46, gist="建立健全考核制度；责任书是各地把公开工作列入目标管理的通行做法")
HELD = regulation(
    53, gist="不履行公开义务等情形，由上一级行政机关责令改正，情节严重的对负责的领导人员和直接责任人员依法给予处分"
)


class State(Word):
    """责任书状态."""

    DRAFTED = "drafted", "待主管部门签署"
    OFFERED = "offered", "待责任单位签署"
    SIGNED = "signed", "双方已签署"


class Act(Word):
    """责任书事项."""

    DRAFT = "draft_letter", "拟定责任书"
    OFFER = "offer_letter", "主管部门签署"
    SIGN = "sign_letter", "责任单位签署"
    DECLINE = "decline_letter", "退回商改"


FLOW = Flow(
    "目标管理责任书",
    State.DRAFTED,
    (
        Transition(State.DRAFTED, Act.OFFER, State.OFFERED, Role.SIGNER, PROMISED),
        Transition(State.OFFERED, Act.SIGN, State.SIGNED, Role.SIGNER, PROMISED),
        Transition(State.OFFERED, Act.DECLINE, State.DRAFTED, Role.SIGNER, PROMISED),
    ),
)
"""责任书程序: signed above first, then by the unit, or sent back to be agreed again."""


@dataclass(frozen=True)
class Standing(MadeHere):
    """责任书情况: everything that follows from the steps so far."""

    unit: str
    text: str
    state: State
    last_on: date
    offered_by: str = ""
    offered_on: date | None = None
    signed_by: str = ""
    signed_on: date | None = None
    declined: str = ""
    closed_on: date | None = None
    outcome: str | None = None

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: none."""
        return None

    def objections(self, act: Act, on: date, calendar: Calendar) -> tuple[Objection, ...]:
        """不能办的理由."""
        return FLOW.objections(self.state, act, on, self.last_on, PROMISED)

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, PROMISED)
        for objection in self.objections(act, step.on, calendar):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)


def open_letter(step: Step, calendar: Calendar) -> Standing:
    """拟定责任书: the first step. Details: ``unit``, and the ``text`` of what is promised."""
    if FLOW.act(Act, step.act, PROMISED) is not Act.DRAFT:
        raise Unlawful("目标管理责任书应从拟定责任书开始", PROMISED)
    return Standing(step.text("unit", "责任单位"), step.text("text", "责任内容"), State.DRAFTED, step.on)


_Effect: TypeAlias = Callable[[Standing, Step], Standing]


def _offer(standing: Standing, step: Step) -> Standing:
    text = str(step.details.get("text") or standing.text)
    return replace(standing, text=text, offered_by=step.text("by", "签署人"), offered_on=step.on, declined="")


def _sign(standing: Standing, step: Step) -> Standing:
    by = step.text("by", "签署人")
    if by == standing.offered_by:
        raise Unlawful("双方应由不同的人签署", PROMISED, field="by")
    return replace(standing, signed_by=by, signed_on=step.on, closed_on=step.on, outcome="signed")


def _decline(standing: Standing, step: Step) -> Standing:
    return replace(standing, declined=step.text("reason", "退回的理由"), offered_by="", offered_on=None)


_EFFECTS: Mapping[Act, _Effect] = {Act.OFFER: _offer, Act.SIGN: _sign, Act.DECLINE: _decline}

RESPONSIBILITY_LETTER = Procedure(KIND, "目标管理责任书", open_letter, lambda standing: FLOW)


class AccountabilityMeasure(Word):
    """问责方式: from the lightest to a case handed to who alone may punish."""

    TALK = "talk", "约谈"
    REPORT = "report", "书面检查"
    CRITICISE = "criticise", "通报批评"
    CORRECT = "correct", "责令改正"
    REFER = "refer", "移送处理"


HELD_LEAST_BASIS = 4


def held(measure: AccountabilityMeasure, basis: str, post: str) -> None:
    """核对问责: a basis that is named, and a post, not a person."""
    if len(basis.strip()) < HELD_LEAST_BASIS:
        raise Unlawful("请写明问责依据的条款", HELD, field="basis")
    if not post.strip():
        raise Unlawful("请写明被问责的岗位", HELD, field="post")
