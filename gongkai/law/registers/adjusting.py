"""清单调整程序: a decision above or a change of the law moves the items of a list; proposed, reviewed, approved, made public.

    standing = open_batch(Step("propose_adjustment", day, {…}), calendar)
    standing.take(Step("reform_review", day, {"by": …, "offices": ["establishment"]}), calendar)

Two offices look at it one after the other, neither by who proposed it; a meeting approves; publishing changes the list.
"""

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
from gongkai.law.registers.lists import LISTED
from gongkai.law.slots import IN_TIME

KIND = "list_adjustment"
ADJUSTING = Term(
    "清单随上级决定调整",
    30,
    Unit.WORKING_DAYS,
    "自上级决定、法律法规立改废或者机构调整之日起",
    LISTED,
    certainty=Certainty.INFERRED,
    note="全国没有统一规定，各地多为20至30个工作日",
)
ANNOUNCING = Term("公布调整后的清单", 20, Unit.WORKING_DAYS, "自批准之日起", IN_TIME)
TERMS = (ADJUSTING, ANNOUNCING)
"""清单调整期限表."""


class State(Word):
    """调整状态: where a batch is."""

    PROPOSED = "proposed", "待审改审核"
    REFORM_REVIEWED = "reform_reviewed", "待法制审核"
    LEGAL_REVIEWED = "legal_reviewed", "待批准"
    APPROVED = "approved", "待公布"
    RETURNED = "returned", "已退回"
    PUBLISHED = "published", "已公布"
    DROPPED = "dropped", "不再调整"


class Act(Word):
    """调整环节: the acts of a batch."""

    PROPOSE = "propose_adjustment", "提出调整"
    REFORM = "reform_review", "审改审核同意"
    LEGAL = "legal_review", "法制审核同意"
    APPROVE = "approve_adjustment", "登记批准"
    PUBLISH = "publish_adjustment", "公布调整"
    RETURN = "return_adjustment", "退回调整"
    REVISE = "revise_adjustment", "修改后重报"
    DROP = "drop_adjustment", "撤销调整"


_OPEN = (State.PROPOSED, State.REFORM_REVIEWED, State.LEGAL_REVIEWED)
FLOW = Flow(
    "清单调整",
    State.PROPOSED,
    (
        Transition(State.PROPOSED, Act.REFORM, State.REFORM_REVIEWED, Role.HANDLER, LISTED),
        Transition(State.REFORM_REVIEWED, Act.LEGAL, State.LEGAL_REVIEWED, Role.REVIEWER, LISTED),
        Transition(State.LEGAL_REVIEWED, Act.APPROVE, State.APPROVED, Role.HANDLER, LISTED),
        Transition(State.APPROVED, Act.PUBLISH, State.PUBLISHED, Role.PUBLISHER, IN_TIME),
        Transition(State.PROPOSED, Act.RETURN, State.RETURNED, Role.HANDLER, LISTED),
        Transition(State.REFORM_REVIEWED, Act.RETURN, State.RETURNED, Role.REVIEWER, LISTED),
        Transition(State.LEGAL_REVIEWED, Act.RETURN, State.RETURNED, Role.HANDLER, LISTED),
        Transition(State.RETURNED, Act.REVISE, State.PROPOSED, Role.HANDLER, LISTED),
        Transition(State.RETURNED, Act.DROP, State.DROPPED, Role.HANDLER, LISTED),
        Transition(State.APPROVED, Act.DROP, State.DROPPED, Role.HANDLER, LISTED),
    ),
)
"""清单调整程序: what is returned is written anew and reviewed anew from the beginning."""
REVIEWED_BY: Mapping[tuple[State, Act], str] = {
    (State.PROPOSED, Act.REFORM): "establishment",
    (State.PROPOSED, Act.RETURN): "establishment",
    (State.REFORM_REVIEWED, Act.LEGAL): "legal",
    (State.REFORM_REVIEWED, Act.RETURN): "legal",
}
"""由何岗位审核: the key of the office (``law.authorities.OFFICES``) that takes the step."""
OFFICE_NAMES = {"establishment": "机构编制与审改", "legal": "法制审核"}


@dataclass(frozen=True)
class Standing(MadeHere):
    """调整情况: everything that follows from the steps so far. ``digest`` is of the changes that were proposed last."""

    list_kind: str
    basis: str
    basis_on: date
    digest: str
    proposed_by: str
    state: State
    last_on: date
    approved_by: str = ""
    approved_on: date | None = None
    returns: int = 0
    closed_on: date | None = None
    outcome: str | None = None

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: of the decision above until it is approved, then of making it public."""
        if self.closed_on is not None:
            return None
        if self.approved_on is not None:
            return calendar.after(self.approved_on, ANNOUNCING.length)
        return calendar.after(self.basis_on, ADJUSTING.length)

    def objections(self, act: Act, on: date) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day; empty when it is."""
        return FLOW.objections(self.state, act, on, self.last_on, LISTED)

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, LISTED)
        for objection in self.objections(act, step.on):
            raise objection.raised("on")
        self._by_the_right_office(act, step)
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        effect = _EFFECTS.get(act)
        return effect(moved, step) if effect else moved

    def _by_the_right_office(self, act: Act, step: Step) -> None:
        by, office = step.text("by", "办理人"), REVIEWED_BY.get((self.state, act), "")
        if not office:
            return
        offices = step.details.get("offices")
        if not isinstance(offices, list) or office not in offices:
            raise Unlawful(f"这一步由“{OFFICE_NAMES[office]}”岗位办理", LISTED)
        if by == self.proposed_by:
            raise Unlawful("提出调整的人不能审核自己的提案", LISTED)


def open_batch(step: Step, calendar: Calendar) -> Standing:
    """提出调整: details ``list``, ``basis`` (上级决定文号), ``basis_on``, ``digest`` of the changes, ``by``."""
    if FLOW.act(Act, step.act, LISTED) is not Act.PROPOSE:
        raise Unlawful("清单调整应从提出调整开始", LISTED)
    basis_on = _basis_on(step)
    return Standing(
        list_kind=step.text("list", "清单"),
        basis=step.text("basis", "调整依据"),
        basis_on=basis_on,
        digest=step.text("digest", "事项变动"),
        proposed_by=step.text("by", "提出人"),
        state=State.PROPOSED,
        last_on=step.on,
    )


def _basis_on(step: Step) -> date:
    day = step.day("basis_on", "依据的日期")
    if day > step.on:
        raise Unlawful("依据的日期不能晚于提出日期", LISTED, field="basis_on")
    return day


_Effect: TypeAlias = Callable[[Standing, Step], Standing]


def _revise(standing: Standing, step: Step) -> Standing:
    return replace(
        standing,
        basis=step.text("basis", "调整依据"),
        basis_on=_basis_on(step),
        digest=step.text("digest", "事项变动"),
        proposed_by=step.text("by", "提出人"),
    )


def _approve(standing: Standing, step: Step) -> Standing:
    held = step.day("approved_on", "批准日期")
    if held > step.on:
        raise Unlawful("批准日期不能晚于登记日期", LISTED, field="approved_on")
    return replace(standing, approved_by=step.text("approved_by", "批准的会议或者人"), approved_on=held)


def _return(standing: Standing, step: Step) -> Standing:
    step.text("reason", "退回的理由")
    return replace(standing, returns=standing.returns + 1)


def _publish(standing: Standing, step: Step) -> Standing:
    effective = step.day("effective_on", "调整生效日期")
    if effective > step.on:
        raise Unlawful("调整生效日期不能晚于公布日期", LISTED, field="effective_on")
    if step.text("digest", "事项变动") != standing.digest:
        raise Unlawful("事项变动与批准的不一致，不能公布", LISTED)
    return replace(standing, closed_on=step.on, outcome="published")


def _drop(standing: Standing, step: Step) -> Standing:
    step.text("reason", "不再调整的理由")
    return replace(standing, closed_on=step.on, outcome="dropped")


_EFFECTS: Mapping[Act, _Effect] = {
    Act.REVISE: _revise,
    Act.APPROVE: _approve,
    Act.RETURN: _return,
    Act.PUBLISH: _publish,
    Act.DROP: _drop,
}

LIST_ADJUSTMENT = Procedure(KIND, "清单调整", open_batch, lambda _: FLOW)
"""清单调整案类: how the journal opens and reads a batch."""
