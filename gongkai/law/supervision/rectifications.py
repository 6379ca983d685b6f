"""整改: what an inspection found, handed to who can mend it, mended, checked by another person, closed; or objected to.

standing.due(calendar)              the last day of the mending, by how grave the finding is
repeats(history, "links", "教育局")   how often the same was found there before: a repeated fault is looked for more often
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful, from_each
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.grammar.statute import Certainty, Term, Unit, regulation
from gongkai.law.grammar.words import Word

KIND = "rectification"
MENDED = regulation(46, gist="对公开工作监督检查，发现问题的督促整改")
OBJECTING_DAYS = 5


class Gravity(Word):
    """严重程度: sets the term of mending."""

    VETO = "veto", "触及红线"
    SERIOUS = "serious", "严重"
    ORDINARY = "ordinary", "一般"


def _term(name: str, days: int) -> Term:
    return Term(
        name,
        days,
        Unit.WORKING_DAYS,
        "自交办之日起",
        MENDED,
        certainty=Certainty.INFERRED,
        note="没有统一规定，按机关设置",
    )


TERMS: Mapping[Gravity, Term] = {
    Gravity.VETO: _term("触及红线问题的整改", 1),
    Gravity.SERIOUS: _term("严重问题的整改", 3),
    Gravity.ORDINARY: _term("一般问题的整改", 10),
}
"""整改期限表."""


class State(Word):
    """整改状态: where a finding is."""

    FOUND = "found", "待交办"
    MENDING = "mending", "整改中"
    OBJECTED = "objected", "申辩待核"
    TO_RECHECK = "to_recheck", "待复查"
    CLOSED = "closed", "已整改"
    LIFTED = "lifted", "已撤销"


class Act(Word):
    """整改事项: the acts of a finding."""

    FIND = "find", "登记发现"
    ASSIGN = "assign", "交办整改"
    OBJECT = "object", "提出申辩"
    UPHOLD = "uphold", "维持发现"
    LIFT = "lift", "撤销发现"
    URGE = "urge", "催办整改"
    ESCALATE = "escalate", "升级督办"
    MEND = "mend", "报告整改完成"
    PASS = "pass", "复查合格"
    RETURN = "return", "复查退回"
    CLEAR = "clear", "自动复查消除"


_INSPECTING, _INSPECTED = Role.INSPECTOR, Role.HANDLER
FLOW = Flow(
    "问题整改",
    State.FOUND,
    (
        Transition(State.FOUND, Act.ASSIGN, State.MENDING, _INSPECTING, MENDED),
        Transition(State.FOUND, Act.LIFT, State.LIFTED, _INSPECTING, MENDED),
        Transition(State.MENDING, Act.OBJECT, State.OBJECTED, _INSPECTED, MENDED),
        Transition(State.OBJECTED, Act.UPHOLD, State.MENDING, _INSPECTING, MENDED),
        Transition(State.OBJECTED, Act.LIFT, State.LIFTED, _INSPECTING, MENDED),
        *from_each([State.MENDING], Act.URGE, _INSPECTING, MENDED),
        *from_each([State.MENDING], Act.ESCALATE, _INSPECTING, MENDED),
        Transition(State.MENDING, Act.MEND, State.TO_RECHECK, _INSPECTED, MENDED),
        Transition(State.TO_RECHECK, Act.PASS, State.CLOSED, _INSPECTING, MENDED),
        Transition(State.TO_RECHECK, Act.RETURN, State.MENDING, _INSPECTING, MENDED),
        *(
            Transition(state, Act.CLEAR, State.CLOSED, _INSPECTING, MENDED)
            for state in (State.FOUND, State.MENDING, State.OBJECTED, State.TO_RECHECK)
        ),
    ),
)
"""整改程序: who mends does not check; while an objection is looked at no clock runs. Only the check that found it may clear."""
BY_MACHINE = frozenset({Act.CLEAR})
"""机办事项: what the nightly inspection alone does, when it looks again and the fault is gone."""
ESCALATING_DAYS = 3
"""再升级（工作日）: so long the first leader has, before the county office is told."""


class Ladder(Word):
    """督办层级: to whom what is late is carried, one after the other."""

    HEAD = "head", "单位主要负责人"
    COUNTY = "county", "本级政府政务公开办公室"


def may_rise_again(escalated_on: date, on: date, calendar: Calendar) -> bool:
    """可以再升级: not before so many working days after the last time."""
    return on > calendar.after(escalated_on, ESCALATING_DAYS).on


@dataclass(frozen=True)
class Standing:
    """整改情况: everything that follows from the steps so far. ``paused`` are the days an objection was looked at."""

    indicator: str
    gravity: Gravity
    found_on: date
    state: State
    last_on: date
    assigned_on: date | None = None
    unit: str = ""
    objected_on: date | None = None
    objections_made: int = 0
    paused: int = 0
    urged: int = 0
    escalated_on: date | None = None
    escalations: int = 0
    mended_by: str = ""
    mended_on: date | None = None
    returns: int = 0
    closed_on: date | None = None
    outcome: str | None = None

    @property
    def received_on(self) -> date | None:
        """收到日: the day it was handed over."""
        return self.assigned_on

    @property
    def extended(self) -> bool:
        """延期: never; what takes longer is late, and is escalated."""
        return False

    @property
    def term(self) -> Term:
        """整改期限."""
        return TERMS[self.gravity]

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: while it is being mended; a finding sent back keeps the day it had."""
        if self.state is not State.MENDING or self.assigned_on is None:
            return None
        return calendar.after(self.assigned_on + timedelta(days=self.paused), self.term.length)

    def objections(self, act: Act, on: date, calendar: Calendar) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, as far as it can be told without its details."""
        if found := FLOW.objections(self.state, act, on, self.last_on, MENDED):
            return found
        if act is Act.OBJECT:
            return self._may_object(on, calendar)
        if act is Act.ESCALATE:
            return self._may_escalate(on, calendar)
        return ()

    def _may_object(self, on: date, calendar: Calendar) -> tuple[Objection, ...]:
        if self.objections_made:
            return (Objection("已经申辩过一次，不能再次申辩", MENDED),)
        if self.assigned_on and on > calendar.after(self.assigned_on, OBJECTING_DAYS).on:
            return (Objection(f"申辩应在交办之日起{OBJECTING_DAYS}个工作日内提出", MENDED),)
        return ()

    @property
    def next_rung(self) -> Ladder | None:
        """下一督办层级: whom an escalation goes to now; None when it has gone as far as it goes."""
        rungs = list(Ladder)
        return rungs[self.escalations] if self.escalations < len(rungs) else None

    def _may_escalate(self, on: date, calendar: Calendar) -> tuple[Objection, ...]:
        due = self.due(calendar)
        if self.escalated_on is not None:
            told = f"已于{self.escalated_on:%Y-%m-%d}升级督办"
            if self.next_rung is None:
                return (Objection(f"{told}，不能再升级", MENDED),)
            if not may_rise_again(self.escalated_on, on, calendar):
                return (Objection(f"{told}，满{ESCALATING_DAYS}个工作日仍未整改的才能再升级", MENDED),)
        if due is not None and on <= due.on and not self.returns:
            return (Objection("没有逾期也没有被退回，不能升级督办", MENDED),)
        return ()

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, MENDED)
        for objection in self.objections(act, step.on, calendar):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)


def open_finding(step: Step, calendar: Calendar) -> Standing:
    """登记发现: the first step. Details: ``indicator``, ``gravity``, ``text`` (what is wrong), ``where``, ``proof``."""
    if FLOW.act(Act, step.act, MENDED) is not Act.FIND:
        raise Unlawful("问题整改应从登记发现开始", MENDED)
    step.text("text", "问题说明")
    step.text("where", "问题所在")
    step.text("proof", "凭证")
    gravity = step.word(Gravity, "gravity", "严重程度", MENDED)
    return Standing(step.text("indicator", "指标"), gravity, step.on, State.FOUND, step.on)


_Effect: TypeAlias = Callable[[Standing, Step], Standing]


def _assign(standing: Standing, step: Step) -> Standing:
    return replace(standing, assigned_on=step.on, unit=step.text("unit", "整改单位"))


def _object(standing: Standing, step: Step) -> Standing:
    step.text("reason", "申辩理由")
    return replace(standing, objected_on=step.on, objections_made=standing.objections_made + 1)


def _uphold(standing: Standing, step: Step) -> Standing:
    step.text("reason", "维持的理由")
    waited = (step.on - standing.objected_on).days if standing.objected_on else 0
    return replace(standing, paused=standing.paused + waited)


def _lift(standing: Standing, step: Step) -> Standing:
    step.text("reason", "撤销的理由")
    return replace(standing, closed_on=step.on, outcome="lifted")


def _urge(standing: Standing, step: Step) -> Standing:
    return replace(standing, urged=standing.urged + 1)


def _escalate(standing: Standing, step: Step) -> Standing:
    step.text("to", "督办的领导或者机构")
    return replace(standing, escalated_on=step.on, escalations=standing.escalations + 1)


def _mend(standing: Standing, step: Step) -> Standing:
    step.text("done", "整改情况")
    step.text("proof", "整改凭证")
    return replace(standing, mended_by=step.text("by", "整改人"), mended_on=step.on)


def _pass(standing: Standing, step: Step) -> Standing:
    step.text("proof", "复查凭证")
    if step.text("by", "复查人") == standing.mended_by:
        raise Unlawful("整改的人不能复查自己的整改", MENDED, field="by")
    return replace(standing, closed_on=step.on, outcome="mended")


def _clear(standing: Standing, step: Step) -> Standing:
    if str(step.details.get("by") or ""):
        raise Unlawful("“自动复查消除”只由自动检查办理，人工复查办“复查合格”", MENDED, field="by")
    step.text("proof", "复查读数")
    return replace(standing, closed_on=step.on, outcome="mended")


def _return(standing: Standing, step: Step) -> Standing:
    step.text("reason", "退回的理由")
    return replace(standing, returns=standing.returns + 1, mended_by="", mended_on=None)


_EFFECTS: Mapping[Act, _Effect] = {
    Act.ASSIGN: _assign,
    Act.OBJECT: _object,
    Act.UPHOLD: _uphold,
    Act.LIFT: _lift,
    Act.URGE: _urge,
    Act.ESCALATE: _escalate,
    Act.MEND: _mend,
    Act.PASS: _pass,
    Act.RETURN: _return,
    Act.CLEAR: _clear,
}

RECTIFICATION = Procedure(KIND, "问题整改", open_finding, lambda standing: FLOW)


# -- what comes again ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PastFinding:
    """往次发现: what was found where, and when; those that were lifted are not among them."""

    indicator: str
    unit: str
    on: date


REMEMBERED = 366
"""病历期（日）: a year."""


def repeats(history: Iterable[PastFinding], indicator: str, unit: str, on: date) -> int:
    """重复次数: how often the same was found at a unit in the year before a day."""
    since = on - timedelta(days=REMEMBERED)
    return sum(each.indicator == indicator and each.unit == unit and since < each.on < on for each in history)


def sampling_rate(base: float, repeated: int, most: float = 1.0) -> float:
    """抽查比例: a fault that came again is looked for twice as often with every time, for that kind and unit only (病历本)."""
    return min(base * 2.0**repeated, most)
