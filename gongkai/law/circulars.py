"""内部通知（条例第三条）: a notice of an office to units and people beneath it: read by persons, answered by units, or chased.

standing.parts["shili-minzheng"].is_owing      whether the unit still owes its return
standing.read_rate                             read receipts over those told
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.circular_forms import ReturnField, fields_of, filled_in
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import JSON, Flow, Objection, Role, Step, Transition, Unlawful, from_each
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

KIND = "circular"
GUIDED = regulation(3, 3, gist="县级以上地方政府办公厅（室）推进、指导、协调、监督本行政区域的政府信息公开工作")


class CircularKind(Word):
    """通知种类: an ordinary notice, one on a special matter, or one that urges what was ordered before."""

    ORDINARY = "ordinary", "工作通知"
    SPECIAL = "special", "专项通知"
    URGING = "urging", "催办通知"


class CircularState(Word):
    """通知状态: where a notice is."""

    DRAFT = "draft", "拟稿"
    OUT = "out", "已发出"
    DONE = "done", "已办结"
    TAKEN_BACK = "taken_back", "已收回"
    DROPPED = "dropped", "已放弃"


class CircularAct(Word):
    """通知事项: the acts of a notice."""

    DRAFT = "draft", "拟写通知"
    REWRITE = "rewrite", "改写通知"
    DROP = "drop", "放弃通知"
    ISSUE = "issue", "发出通知"
    READ = "read", "阅知"
    RETURN = "return", "报送回复"
    SEND_BACK = "send_back", "退回回复"
    CHASE = "chase", "催办单位"
    FINISH = "finish", "办结通知"
    TAKE_BACK = "take_back", "收回通知"


_S, _A = CircularState, CircularAct
FLOW = Flow(
    "内部通知",
    _S.DRAFT,
    (
        Transition(_S.DRAFT, _A.REWRITE, _S.DRAFT, Role.HANDLER, GUIDED),
        Transition(_S.DRAFT, _A.DROP, _S.DROPPED, Role.HANDLER, GUIDED),
        Transition(_S.DRAFT, _A.ISSUE, _S.OUT, Role.REVIEWER, GUIDED),
        *from_each([_S.OUT], _A.READ, Role.HANDLER, GUIDED),
        *from_each([_S.OUT], _A.RETURN, Role.HANDLER, GUIDED),
        *from_each([_S.OUT], _A.SEND_BACK, Role.HANDLER, GUIDED),
        *from_each([_S.OUT], _A.CHASE, Role.HANDLER, GUIDED),
        Transition(_S.OUT, _A.FINISH, _S.DONE, Role.HANDLER, GUIDED),
        Transition(_S.OUT, _A.TAKE_BACK, _S.TAKEN_BACK, Role.REVIEWER, GUIDED),
    ),
)
"""通知程序: what is out is no longer rewritten; whoever reads it says so himself; a return may come again until the end."""


@dataclass(frozen=True)
class CircularPart:
    """收件单位: who of a unit was told, who has read, and what became of its return."""

    unit: str
    told: frozenset[str] = frozenset()
    read: Mapping[str, date] = field(default_factory=dict)
    owes: bool = False
    returned_on: date | None = None
    returned_by: str = ""
    returned_late: bool = False
    returns: int = 0
    sent_back: int = 0
    chased: int = 0
    chased_on: date | None = None

    @property
    def is_owing(self) -> bool:
        """未回复: whether a return is wanted of the unit and is not there."""
        return self.owes and self.returned_on is None

    @property
    def unread(self) -> frozenset[str]:
        """未阅知: those told who have not said they read it."""
        return self.told - self.read.keys()


@dataclass(frozen=True)
class CircularStanding(MadeHere):
    """通知情况: everything that follows from the steps so far; ``owing_since`` is the day from which nobody may return late."""

    kind: CircularKind
    state: CircularState
    last_on: date
    units: tuple[str, ...]
    due_on: date | None = None
    wanted: tuple[ReturnField, ...] = ()
    wants_file: bool = False
    issued_on: date | None = None
    parts: Mapping[str, CircularPart] = field(default_factory=dict)
    closed_on: date | None = None
    outcome: str | None = None

    @property
    def wants_return(self) -> bool:
        """须回复: whether the units must answer."""
        return bool(self.wanted) or self.wants_file

    @property
    def told(self) -> int:
        """应阅人数: how many people were told."""
        return sum(len(part.told) for part in self.parts.values())

    @property
    def read(self) -> int:
        """已阅人数: of those told; who reads it besides counts nowhere."""
        return sum(len(part.told & part.read.keys()) for part in self.parts.values())

    @property
    def read_rate(self) -> float | None:
        """通知已读率: from 0 to 1; None where nobody was told."""
        return self.read / self.told if self.told else None

    def late(self, on: date) -> tuple[str, ...]:
        """逾期单位: those that owe their return after its last day, and those that gave it after it."""
        if self.due_on is None:
            return ()
        over = on > self.due_on
        return tuple(unit for unit, part in self.parts.items() if part.returned_late or (over and part.is_owing))

    def due(self, calendar: Calendar) -> Reckoned | None:
        """回复期限: while the notice is out and some unit still owes its return."""
        if self.state is not _S.OUT or self.due_on is None or not any(part.is_owing for part in self.parts.values()):
            return None
        return Reckoned(self.due_on, provisional=False)

    def objections(self, act: CircularAct, on: date) -> tuple[Objection, ...]:
        """不能办的理由: as far as it can be told without the details of the act."""
        if found := FLOW.objections(self.state, act, on, self.last_on, GUIDED):
            return found
        if act in (_A.RETURN, _A.SEND_BACK) and not self.wants_return:
            return (Objection("这份通知不要求回复", GUIDED),)
        if act is _A.CHASE and not any(_to_be_chased(self, part) for part in self.parts.values()):
            return (Objection("各单位都已阅知、已回复，没有可催办的", GUIDED),)
        return ()

    def take(self, step: Step, calendar: Calendar) -> CircularStanding:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(CircularAct, step.act, GUIDED)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=CircularState(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)

    def part(self, step: Step) -> CircularPart:
        """所涉单位: the part of the unit a step speaks of; Unlawful where the notice did not go to it."""
        unit = step.text("unit", "单位")
        if unit not in self.parts:
            raise Unlawful("这份通知没有发给该单位", GUIDED, field="unit")
        return self.parts[unit]

    def with_part(self, part: CircularPart) -> CircularStanding:
        """换上: the same notice with one unit further on."""
        return replace(self, parts={**self.parts, part.unit: part})


def _to_be_chased(standing: CircularStanding, part: CircularPart) -> bool:
    return part.is_owing if standing.wants_return else bool(part.unread)


def open_circular(step: Step, calendar: Calendar) -> CircularStanding:
    """拟写通知: the first step. Details: ``kind``, ``text``, ``units``, ``due_on``, ``fields`` (lines), ``wants_file``."""
    if FLOW.act(CircularAct, step.act, GUIDED) is not _A.DRAFT:
        raise Unlawful("内部通知应从拟写开始", GUIDED)
    return _written(step)


def _written(step: Step) -> CircularStanding:
    step.text("text", "通知正文")
    kind = step.word(CircularKind, "kind", "通知种类", GUIDED)
    units = _units(step)
    wanted, wants_file = fields_of(str(step.details.get("fields") or "")), step.details.get("wants_file") is True
    due_on = step.optional_day("due_on", "回复期限")
    if (wanted or wants_file) and due_on is None:
        raise Unlawful("要求回复的通知应写明回复期限", GUIDED, field="due_on")
    if due_on is not None and not (wanted or wants_file):
        raise Unlawful("写了回复期限的，应写明要回复什么", GUIDED, field="fields")
    if due_on is not None and due_on < step.on:
        raise Unlawful("回复期限不能早于拟写日期", GUIDED, field="due_on")
    return CircularStanding(kind, _S.DRAFT, step.on, units, due_on, wanted, wants_file)


def _units(step: Step) -> tuple[str, ...]:
    given = step.details.get("units")
    units = tuple(dict.fromkeys(str(each) for each in given)) if isinstance(given, list) else ()
    if not units:
        raise Unlawful("应选定收件单位", GUIDED, field="units")
    return units


# -- effects ---------------------------------------------------------------------------------------------------------------

_Effect: TypeAlias = Callable[[CircularStanding, Step], CircularStanding]


def _rewrite(standing: CircularStanding, step: Step) -> CircularStanding:
    return _written(step)


def _drop(standing: CircularStanding, step: Step) -> CircularStanding:
    return replace(standing, closed_on=step.on, outcome="dropped")


def _issue(standing: CircularStanding, step: Step) -> CircularStanding:
    """Who is told stands in the step, by unit; a unit in which nobody is in office is told all the same."""
    if standing.due_on is not None and step.on > standing.due_on:
        raise Unlawful("回复期限已过，请先改写通知", GUIDED, field="on")
    given = step.details.get("readers")
    readers: Mapping[str, JSON] = given if isinstance(given, dict) else {}
    told = {unit: _names(readers.get(unit)) for unit in standing.units}
    parts = {unit: CircularPart(unit, who, owes=standing.wants_return) for unit, who in told.items()}
    return replace(standing, issued_on=step.on, parts=parts)


def _names(given: JSON) -> frozenset[str]:
    return frozenset(str(each) for each in given) if isinstance(given, list) else frozenset()


def _read(standing: CircularStanding, step: Step) -> CircularStanding:
    part, who = standing.part(step), step.text("by", "阅知人")
    if who in part.read:
        raise Unlawful(f"已于{part.read[who]:%Y-%m-%d}阅知", GUIDED)
    return standing.with_part(replace(part, read={**part.read, who: step.on}))


def _return(standing: CircularStanding, step: Step) -> CircularStanding:
    part, who = standing.part(step), step.text("by", "报送人")
    filled_in(standing.wanted, step.details.get("values"))
    if standing.wants_file and not step.details.get("file"):
        raise Unlawful("请上传要求报送的文件", GUIDED, field="file")
    late = standing.due_on is not None and step.on > standing.due_on
    read = part.read if who in part.read else {**part.read, who: step.on}
    back = replace(part, returned_on=step.on, returned_by=who, returned_late=late, returns=part.returns + 1, read=read)
    return standing.with_part(back)


def _send_back(standing: CircularStanding, step: Step) -> CircularStanding:
    part = standing.part(step)
    step.text("reason", "退回的理由")
    if part.returned_on is None:
        raise Unlawful("该单位没有待看的回复", GUIDED, field="unit")
    again = replace(part, returned_on=None, returned_by="", returned_late=False, sent_back=part.sent_back + 1)
    return standing.with_part(again)


def _chase(standing: CircularStanding, step: Step) -> CircularStanding:
    for unit in _units(step):
        part = standing.part(Step(step.act, step.on, {"unit": unit}))
        if not _to_be_chased(standing, part):
            raise Unlawful("已经办了的单位不用催办", GUIDED, field="units")
        standing = standing.with_part(replace(part, chased=part.chased + 1, chased_on=step.on))
    return standing


def _finish(standing: CircularStanding, step: Step) -> CircularStanding:
    owing = sum(part.is_owing for part in standing.parts.values())
    if owing:
        step.text("reason", f"还有{owing}个单位没有回复，办结的理由")
    return replace(standing, closed_on=step.on, outcome="done")


def _take_back(standing: CircularStanding, step: Step) -> CircularStanding:
    step.text("reason", "收回的理由")
    return replace(standing, closed_on=step.on, outcome="taken_back")


_EFFECTS: Mapping[CircularAct, _Effect] = {
    _A.REWRITE: _rewrite,
    _A.DROP: _drop,
    _A.ISSUE: _issue,
    _A.READ: _read,
    _A.RETURN: _return,
    _A.SEND_BACK: _send_back,
    _A.CHASE: _chase,
    _A.FINISH: _finish,
    _A.TAKE_BACK: _take_back,
}

CIRCULAR = Procedure(
    KIND, "内部通知", open_circular, lambda standing: FLOW, frozenset({"title", "text", "values", "reason", "note"})
)
