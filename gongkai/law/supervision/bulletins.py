"""政务公开通报: what a quarter's records say of every unit, drafted, signed by another person, issued inside or in public."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.words import Word
from gongkai.law.supervision.assessment import ASSESSED

KIND = "bulletin"


class BulletinKind(Word):
    """通报种类."""

    QUARTERLY = "quarterly", "季度通报"
    SPECIAL = "special", "专项通报"
    YEARLY = "yearly", "年度通报"


class State(Word):
    """通报状态: where a bulletin is."""

    DRAFTED = "drafted", "起草中"
    TO_SIGN = "to_sign", "待签发"
    SIGNED = "signed", "待印发"
    ISSUED = "issued", "已印发"


class Act(Word):
    """通报事项: the acts of a bulletin."""

    DRAFT = "draft_bulletin", "起草通报"
    GATHER = "gather", "重新取数"
    SUBMIT = "submit_bulletin", "送签通报"
    RETURN = "return_bulletin", "退回通报"
    SIGN = "sign_bulletin", "签发通报"
    ISSUE = "issue_bulletin", "印发通报"


_OFFICE, _HEAD = Role.INSPECTOR, Role.SIGNER
FLOW = Flow(
    "政务公开通报",
    State.DRAFTED,
    (
        Transition(State.DRAFTED, Act.GATHER, State.DRAFTED, _OFFICE, ASSESSED),
        Transition(State.DRAFTED, Act.SUBMIT, State.TO_SIGN, _OFFICE, ASSESSED),
        Transition(State.TO_SIGN, Act.RETURN, State.DRAFTED, _HEAD, ASSESSED),
        Transition(State.TO_SIGN, Act.SIGN, State.SIGNED, _HEAD, ASSESSED),
        Transition(State.SIGNED, Act.ISSUE, State.ISSUED, _OFFICE, ASSESSED),
    ),
)
"""通报程序: who drafted it does not sign it."""


class Audience(Word):
    """印发范围: the units only, or everybody."""

    UNITS = "units", "印发各单位"
    PUBLIC = "public", "印发各单位并向社会公开"


@dataclass(frozen=True)
class Standing(MadeHere):
    """通报情况: everything that follows from the steps so far."""

    drafted_by: str
    digest: str
    state: State
    last_on: date
    opening: str = ""
    demands: str = ""
    signed_by: str = ""
    signed_on: date | None = None
    returned: str = ""
    audience: Audience | None = None
    number: str = ""
    closed_on: date | None = None
    outcome: str | None = None

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: none; the quarter has none of its own."""
        return None

    def objections(self, act: Act, on: date, calendar: Calendar) -> tuple[Objection, ...]:
        """不能办的理由."""
        return FLOW.objections(self.state, act, on, self.last_on, ASSESSED)

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, ASSESSED)
        for objection in self.objections(act, step.on, calendar):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)


def open_bulletin(step: Step, calendar: Calendar) -> Standing:
    """起草通报: the first step. Details: ``by`` and the ``digest`` of the tables it stands on."""
    if FLOW.act(Act, step.act, ASSESSED) is not Act.DRAFT:
        raise Unlawful("政务公开通报应从起草通报开始", ASSESSED)
    return Standing(step.text("by", "起草人"), step.text("digest", "通报摘要"), State.DRAFTED, step.on)


_Effect: TypeAlias = Callable[[Standing, Step], Standing]


def _gather(standing: Standing, step: Step) -> Standing:
    return replace(standing, digest=step.text("digest", "通报摘要"), drafted_by=step.text("by", "起草人"))


def _submit(standing: Standing, step: Step) -> Standing:
    return replace(
        standing, opening=step.text("opening", "总体情况"), demands=step.text("demands", "工作要求"), returned=""
    )


def _return(standing: Standing, step: Step) -> Standing:
    return replace(standing, returned=step.text("reason", "退回的理由"))


def _sign(standing: Standing, step: Step) -> Standing:
    by = step.text("by", "签发人")
    if by == standing.drafted_by:
        raise Unlawful("起草通报的人不能签发", ASSESSED, field="by")
    return replace(standing, signed_by=by, signed_on=step.on)


def _issue(standing: Standing, step: Step) -> Standing:
    audience = step.word(Audience, "audience", "印发范围", ASSESSED)
    number = step.text("number", "文号")
    return replace(standing, audience=audience, number=number, closed_on=step.on, outcome=audience.value)


_EFFECTS: Mapping[Act, _Effect] = {
    Act.GATHER: _gather,
    Act.SUBMIT: _submit,
    Act.RETURN: _return,
    Act.SIGN: _sign,
    Act.ISSUE: _issue,
}

BULLETIN = Procedure(KIND, "政务公开通报", open_bulletin, lambda standing: FLOW)
