"""要点任务: one task of the year's work points, handed to a unit, done, proved, and checked by another person.

standing.due(calendar)           the day the plan says; while the evidence is being checked no clock runs
rate(facts, on)                  how many were done of those that stand, in per cent
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import JSON, Flow, Objection, Role, Step, Transition, Unlawful, from_each
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

KIND = "plan_task"
PLANNED = regulation(3, gist="各级政府应当加强对政府信息公开工作的组织领导；年度要点由公开工作主管部门分解、推进")


class State(Word):
    """任务状态: where a task is. Overdue is no state: it follows from the day."""

    ASSIGNED = "assigned", "待签收"
    DOING = "doing", "办理中"
    HANDED_IN = "handed_in", "待核验"
    DONE = "done", "已完成"
    DROPPED = "dropped", "已撤销"


class Act(Word):
    """任务事项: the acts of a task."""

    ASSIGN = "assign", "分解任务"
    ACCEPT = "accept", "签收任务"
    URGE = "urge_task", "催办任务"
    POSTPONE = "postpone", "调整完成期限"
    DROP = "drop", "撤销任务"
    HAND_IN = "hand_in", "报送凭证"
    PASS = "pass_task", "核验完成"
    RETURN = "return_task", "退回补充"


_OFFICE, _UNIT = Role.INSPECTOR, Role.HANDLER
_OPEN = (State.ASSIGNED, State.DOING)
FLOW = Flow(
    "要点任务",
    State.ASSIGNED,
    (
        Transition(State.ASSIGNED, Act.ACCEPT, State.DOING, _UNIT, PLANNED),
        *from_each(_OPEN, Act.URGE, _OFFICE, PLANNED),
        *from_each(_OPEN, Act.POSTPONE, _OFFICE, PLANNED),
        *(Transition(state, Act.DROP, State.DROPPED, _OFFICE, PLANNED) for state in _OPEN),
        Transition(State.DOING, Act.HAND_IN, State.HANDED_IN, _UNIT, PLANNED),
        Transition(State.HANDED_IN, Act.PASS, State.DONE, _OFFICE, PLANNED),
        Transition(State.HANDED_IN, Act.RETURN, State.DOING, _OFFICE, PLANNED),
    ),
)
"""任务程序: who did it does not check it."""


class EvidenceKind(Word):
    """凭证种类: what proves a task, the first three by what the platform keeps."""

    CONTENT = "content", "已公开的内容"
    RECORD = "record", "登记簿的记录"
    DOSSIER = "dossier", "平台上的案卷"
    FILE = "file", "上传的文件"


@dataclass(frozen=True, slots=True)
class Evidence:
    """任务凭证: what kind of thing, the key it is kept by, and its title on the day it was handed in."""

    kind: EvidenceKind
    key: str
    title: str

    def data(self) -> dict[str, JSON]:
        """入册的样子: as the step holds it."""
        return {"kind": self.kind.value, "key": self.key, "title": self.title}


@dataclass(frozen=True)
class Standing(MadeHere):
    """任务情况: everything that follows from the steps so far; ``handed_in_on`` is the day of the evidence that stands."""

    unit: str
    assigned_on: date
    due_on: date
    state: State
    last_on: date
    accepted_on: date | None = None
    urged: tuple[date, ...] = ()
    postponed: int = 0
    done: str = ""
    evidence: tuple[Evidence, ...] = ()
    handed_in_by: str = ""
    handed_in_on: date | None = None
    returns: int = 0
    closed_on: date | None = None
    outcome: str | None = None

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the day of the plan, while the unit has it."""
        return Reckoned(self.due_on) if self.state in _OPEN else None

    def overdue(self, on: date) -> bool:
        """逾期: whether the day of the plan had passed without evidence that stands."""
        if self.state is State.DROPPED:
            return False
        return (self.handed_in_on or on) > self.due_on

    def objections(self, act: Act, on: date, calendar: Calendar) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, as far as it can be told without its details."""
        return FLOW.objections(self.state, act, on, self.last_on, PLANNED)

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, PLANNED)
        for objection in self.objections(act, step.on, calendar):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)


def open_task(step: Step, calendar: Calendar) -> Standing:
    """分解任务: the first step. Details: ``unit`` (the lead unit's code), ``text`` (what is asked), ``due``."""
    if FLOW.act(Act, step.act, PLANNED) is not Act.ASSIGN:
        raise Unlawful("要点任务应从分解任务开始", PLANNED)
    step.text("text", "任务内容")
    due = step.day("due", "完成期限")
    if due < step.on:
        raise Unlawful("完成期限不能早于分解之日", PLANNED, field="due")
    return Standing(step.text("unit", "牵头单位"), step.on, due, State.ASSIGNED, step.on)


_Effect: TypeAlias = Callable[[Standing, Step], Standing]


def _accept(standing: Standing, step: Step) -> Standing:
    return replace(standing, accepted_on=step.on)


def _urge(standing: Standing, step: Step) -> Standing:
    return replace(standing, urged=(*standing.urged, step.on))


def _postpone(standing: Standing, step: Step) -> Standing:
    step.text("reason", "调整的理由")
    due = step.day("due", "新的完成期限")
    if due < step.on:
        raise Unlawful("新的完成期限不能早于调整之日", PLANNED, field="due")
    return replace(standing, due_on=due, postponed=standing.postponed + 1)


def _drop(standing: Standing, step: Step) -> Standing:
    step.text("reason", "撤销的理由")
    return replace(standing, closed_on=step.on, outcome="dropped")


def _hand_in(standing: Standing, step: Step) -> Standing:
    return replace(
        standing,
        done=step.text("done", "落实情况"),
        evidence=evidence_of(step),
        handed_in_by=step.text("by", "报送人"),
        handed_in_on=step.on,
    )


def evidence_of(step: Step) -> tuple[Evidence, ...]:
    """读凭证: at least one; a sentence alone proves nothing."""
    told = step.details.get("evidence")
    if not isinstance(told, list) or not told:
        raise Unlawful("至少附一项凭证", PLANNED, field="evidence")
    return tuple(_evidence(each) for each in told)


def _evidence(told: JSON) -> Evidence:
    if not isinstance(told, dict) or not told.get("key") or not told.get("title"):
        raise Unlawful("凭证应当写明种类、编号和名称", PLANNED, field="evidence")
    kind = next((each for each in EvidenceKind if each.value == told.get("kind")), None)
    if kind is None:
        raise Unlawful("凭证的种类不在可选范围内", PLANNED, field="evidence")
    return Evidence(kind, str(told["key"]), str(told["title"]))


def _pass(standing: Standing, step: Step) -> Standing:
    if step.text("by", "核验人") == standing.handed_in_by:
        raise Unlawful("报送凭证的人不能核验自己的任务", PLANNED, field="by")
    late = (standing.handed_in_on or step.on) > standing.due_on
    return replace(standing, closed_on=step.on, outcome="late" if late else "done")


def _return(standing: Standing, step: Step) -> Standing:
    step.text("reason", "退回的理由")
    return replace(standing, returns=standing.returns + 1, handed_in_by="", handed_in_on=None, evidence=(), done="")


_EFFECTS: Mapping[Act, _Effect] = {
    Act.ACCEPT: _accept,
    Act.URGE: _urge,
    Act.POSTPONE: _postpone,
    Act.DROP: _drop,
    Act.HAND_IN: _hand_in,
    Act.PASS: _pass,
    Act.RETURN: _return,
}

PLAN_TASK = Procedure(KIND, "要点任务", open_task, lambda standing: FLOW)


# -- how far the plan is ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """要点进度: of a plan, an area or a unit on a day; what was dropped is not asked for any more."""

    done: int = 0
    late: int = 0
    checking: int = 0
    open: int = 0
    overdue: int = 0
    dropped: int = 0
    urged: int = 0
    units: frozenset[str] = field(default_factory=frozenset)

    @property
    def asked(self) -> int:
        """应完成: all that stand."""
        return self.done + self.late + self.checking + self.open + self.overdue

    @property
    def rate(self) -> str:
        """完成率: done, late or not, of those that stand, in per cent with one decimal; 无 where nothing is asked."""
        return f"{100 * (self.done + self.late) / self.asked:.1f}%" if self.asked else "无"


def progress(standings: Iterable[Standing], on: date) -> Progress:
    """算进度: each task counted once, by where it stands on a day."""
    counted = dict.fromkeys(("done", "late", "checking", "open", "overdue", "dropped"), 0)
    urged = 0
    units: set[str] = set()
    for each in standings:
        counted[_place(each, on)] += 1
        urged += len(each.urged)
        if each.urged:
            units.add(each.unit)
    return Progress(
        done=counted["done"],
        late=counted["late"],
        checking=counted["checking"],
        open=counted["open"],
        overdue=counted["overdue"],
        dropped=counted["dropped"],
        urged=urged,
        units=frozenset(units),
    )


def _place(standing: Standing, on: date) -> str:
    match standing.state:
        case State.DONE:
            return "late" if standing.outcome == "late" else "done"
        case State.DROPPED:
            return "dropped"
        case State.HANDED_IN:
            return "checking"
        case _:
            return "overdue" if standing.due_on < on else "open"


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """任务落实: a task as the annual report tells it: its area, what was asked, of whom, how it stands."""

    area: str
    text: str
    unit: str
    standing: Standing


_ORDER = "一二三四五六七八九十"


def chapter(title: str, tasks: Iterable[Fulfilled], on: date) -> str:
    """要点落实情况: the chapter of the annual report, one paragraph to each area; what is not done is said as well."""
    told = list(tasks)
    whole = progress((each.standing for each in told), on)
    lines = [
        f"《{title}》分解任务{whole.asked}项，已完成{whole.done + whole.late}项，完成率{whole.rate}"
        f"{f'，其中逾期完成{whole.late}项' if whole.late else ''}。"
    ]
    areas = dict.fromkeys(each.area for each in told)
    for number, area in enumerate(areas):
        mine = [each for each in told if each.area == area and each.standing.state is not State.DROPPED]
        if mine:
            order = _ORDER[number] if number < len(_ORDER) else str(number + 1)
            lines.append(f"（{order}）{area or '其他工作'}。{''.join(map(_sentence, mine))}")
    return "\n".join(lines)


def _sentence(each: Fulfilled) -> str:
    asked = each.text.rstrip("。；;")
    if each.standing.state is State.DONE:
        return f"{each.standing.done.rstrip('。；;')}（{each.unit}）。"
    return f"“{asked}”由{each.unit}承办，尚未完成。"
