"""机构变动: a unit is renamed, moved, reclassified, loses functions, is merged or dissolved; nothing of it loses its owner.

Everything that must move is a line (``Matter``); each line is given to somebody with a day and a destination, is moved by a
deed, and is counted again when the change takes effect: while anything is left the change does not.

standing.missing(counts)        what still has no destination
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import JSON, Flow, Objection, Role, Step, Transition, Unlawful, from_each
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

KIND = "institutional_change"
SUCCEEDED = Article("行政诉讼法", 26, 6, gist="行政机关被撤销或者职权变更的，由继续行使其职权的行政机关负责")


class ChangeKind(Word):
    """变动种类: what happens to the unit."""

    RENAME = "rename", "更名"
    MOVE = "move", "改隶"
    RECLASSIFY = "reclassify", "改变类型"
    FUNCTIONS = "functions", "职能划转"
    MERGE = "merge", "合并"
    DISSOLVE = "dissolve", "撤销"

    @property
    def ends(self) -> bool:
        """终止机关: the unit exists no more afterwards."""
        return self in {ChangeKind.MERGE, ChangeKind.DISSOLVE}

    @property
    def has_heir(self) -> bool:
        """有承接机关: somebody takes over what it had."""
        return self in {ChangeKind.FUNCTIONS, ChangeKind.MERGE}


class Matter(Word):
    """变动清单的项: one sort of thing a unit has, which belongs to somebody afterwards."""

    COLUMNS = "columns", "栏目"
    CATALOGUE = "catalogue", "公开目录条目"
    SLOTS = "slots", "未关闭的应公开时点"
    REGISTERS = "registers", "登记簿（含权责清单）"
    MAILBOXES = "mailboxes", "信箱"
    DOSSIERS = "dossiers", "未办结的案卷"
    ASSIGNED = "assigned", "承办的其他机关案件"
    POSTS = "posts", "在任岗位"
    BENEATH = "beneath", "下级机关"


class Way(Word):
    """去向方式: how a sort of thing finds its owner."""

    MOVED = "moved", "划转"
    CARRIED = "carried", "原卷承继办理"
    ELSEWHERE = "elsewhere", "先行办理"


WAYS: Mapping[Matter, Way] = {
    Matter.COLUMNS: Way.MOVED,
    Matter.CATALOGUE: Way.MOVED,
    Matter.SLOTS: Way.MOVED,
    Matter.REGISTERS: Way.MOVED,
    Matter.MAILBOXES: Way.MOVED,
    Matter.DOSSIERS: Way.CARRIED,
    Matter.ASSIGNED: Way.CARRIED,
    Matter.POSTS: Way.CARRIED,
    Matter.BENEATH: Way.ELSEWHERE,
}
"""各项的去向: a file keeps its number and its clock: it is not moved, people of the heir carry it on in its own books."""
TRANSFERABLE = (Matter.COLUMNS, Matter.CATALOGUE, Matter.SLOTS, Matter.REGISTERS)
"""职能划转的各项: what a unit may give away while it goes on; only what is named moves."""


class ChangeState(Word):
    """变动状态: where a change is."""

    PREPARING = "preparing", "办理中"
    EFFECTIVE = "effective", "已生效"
    ABANDONED = "abandoned", "已撤回"


class ChangeAct(Word):
    """变动事项: the acts of a change."""

    BEGIN = "begin", "登记机构变动"
    ASSIGN = "assign", "确定去向"
    HAND_OVER = "hand_over", "办理划转"
    TAKE_EFFECT = "take_effect", "变动生效"
    ABANDON = "abandon", "撤回变动"


FLOW = Flow(
    "机构变动",
    ChangeState.PREPARING,
    (
        *from_each([ChangeState.PREPARING], ChangeAct.ASSIGN, Role.DISPATCHER, SUCCEEDED),
        *from_each([ChangeState.PREPARING], ChangeAct.HAND_OVER, Role.DISPATCHER, SUCCEEDED),
        Transition(ChangeState.PREPARING, ChangeAct.TAKE_EFFECT, ChangeState.EFFECTIVE, Role.SIGNER, SUCCEEDED),
        Transition(ChangeState.PREPARING, ChangeAct.ABANDON, ChangeState.ABANDONED, Role.DISPATCHER, SUCCEEDED),
    ),
)
"""变动程序: who prepares it does not put it into effect."""


@dataclass(frozen=True, slots=True)
class Destination:
    """去向: who sees to a line by which day, into which section; ``signer`` signs what is carried on in the unit's own books.

    ``keys`` are the things named where not all of them go.
    """

    person: str
    due: date
    section: str = ""
    signer: str = ""
    keys: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ChangeStanding(MadeHere):
    """变动情况: everything that follows from the steps so far."""

    kind: ChangeKind
    unit: str
    heir: str
    effective_on: date
    basis: str
    state: ChangeState
    last_on: date
    by: str
    given: Mapping[Matter, Destination] = field(default_factory=dict)
    handed: frozenset[Matter] = frozenset()
    closed_on: date | None = None
    outcome: str | None = None

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the day the paper says it takes effect."""
        return Reckoned(self.effective_on) if self.state is ChangeState.PREPARING else None

    def objections(self, act: ChangeAct, on: date) -> tuple[Objection, ...]:
        """不能办的理由: as far as it can be told without counting."""
        if found := FLOW.objections(self.state, act, on, self.last_on, SUCCEEDED):
            return found
        if act is ChangeAct.TAKE_EFFECT and on < self.effective_on:
            return (Objection(f"文件规定{self.effective_on:%Y-%m-%d}起生效，尚未到期", SUCCEEDED),)
        if act in {ChangeAct.ASSIGN, ChangeAct.HAND_OVER} and not (self.kind.has_heir or self.kind.ends):
            return (Objection(f"{self.kind.label}不变动职责，没有需要划转的", SUCCEEDED),)
        return ()

    def missing(self, counts: Mapping[Matter, int]) -> tuple[Matter, ...]:
        """没有着落的: of what is there now, the lines that are left behind if it took effect as things stand.

        What is moved must be gone; what is carried on must have its people; what is seen to elsewhere must be gone.
        """
        if not (self.kind.ends or self.kind.has_heir):
            return ()
        return tuple(matter for matter in Matter if counts.get(matter, 0) and not self._carried(matter))

    def _carried(self, matter: Matter) -> bool:
        if matter is Matter.POSTS:
            return True  # they end with the unit, and go on at its heir where there is one
        if WAYS[matter] is not Way.CARRIED or not self.heir:
            return False
        destination = self.given.get(matter)
        return destination is not None and bool(destination.person and destination.signer)

    def take(self, step: Step, calendar: Calendar) -> ChangeStanding:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(ChangeAct, step.act, SUCCEEDED)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=ChangeState(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)


def open_change(step: Step, calendar: Calendar) -> ChangeStanding:
    """登记机构变动: the first step. Details: ``kind``, ``unit``, ``basis``, ``effective_on``, and what the kind needs."""
    if FLOW.act(ChangeAct, step.act, SUCCEEDED) is not ChangeAct.BEGIN:
        raise Unlawful("机构变动应从登记开始", SUCCEEDED)
    kind = step.word(ChangeKind, "kind", "变动种类", SUCCEEDED)
    unit, heir = step.text("unit", "变动的机关"), str(step.details.get("heir") or "")
    _require(kind, step, unit, heir)
    basis, effective = step.text("basis", "依据文件"), step.day("effective_on", "生效日期")
    by = step.text("by", "登记人")
    return ChangeStanding(kind, unit, heir, effective, basis, ChangeState.PREPARING, step.on, by)


_NEEDED = {
    ChangeKind.RENAME: ("name", "新名称"),
    ChangeKind.MOVE: ("above", "新的上级机关"),
    ChangeKind.RECLASSIFY: ("type", "新的类型"),
}


def _require(kind: ChangeKind, step: Step, unit: str, heir: str) -> None:
    if kind in _NEEDED:
        step.text(*_NEEDED[kind])
    if kind.has_heir and not heir:
        raise Unlawful(f"{kind.label}应写明承接的机关", SUCCEEDED, field="heir")
    if not kind.has_heir and heir:
        raise Unlawful(f"{kind.label}没有承接的机关；有承接机关的请登记为合并或者职能划转", SUCCEEDED, field="heir")
    if heir == unit:
        raise Unlawful("承接的机关不能是变动的机关本身", SUCCEEDED, field="heir")


_Effect = Callable[[ChangeStanding, Step], ChangeStanding]


def _assign(standing: ChangeStanding, step: Step) -> ChangeStanding:
    matter = step.word(Matter, "matter", "清单项", SUCCEEDED)
    _is_of(standing.kind, matter)
    destination = _destination(step, matter)
    return replace(standing, given={**standing.given, matter: destination}, handed=standing.handed - {matter})


def _is_of(kind: ChangeKind, matter: Matter) -> None:
    if WAYS[matter] is Way.ELSEWHERE:
        raise Unlawful(f"{matter.label}应先另行办理变动，不在本次划转", SUCCEEDED, field="matter")
    if kind is ChangeKind.FUNCTIONS and matter not in TRANSFERABLE:
        raise Unlawful(f"机关还在，{matter.label}不随职能划转", SUCCEEDED, field="matter")


def _destination(step: Step, matter: Matter) -> Destination:
    section = str(step.details.get("section") or "").strip()
    signer = str(step.details.get("signer") or "").strip()
    if WAYS[matter] is Way.MOVED and not section:
        raise Unlawful("承接的科室不能为空，没有责任科室的栏目、目录和登记簿不得存在", SUCCEEDED, field="section")
    person = step.text("person", "负责人员")
    if WAYS[matter] is Way.CARRIED and matter is not Matter.POSTS and not signer:
        raise Unlawful("承继办理应写明签发人", SUCCEEDED, field="signer")
    if signer == person:
        raise Unlawful("经办和签发不能是同一人", SUCCEEDED, field="signer")
    named = step.details.get("keys")
    keys = frozenset(key for key in named if isinstance(key, int)) if isinstance(named, list) else frozenset()
    return Destination(person, step.day("due", "完成期限"), section, signer, keys)


def _hand_over(standing: ChangeStanding, step: Step) -> ChangeStanding:
    matter = step.word(Matter, "matter", "清单项", SUCCEEDED)
    if WAYS[matter] is not Way.MOVED:
        raise Unlawful(f"{matter.label}不划转，{WAYS[matter].label}", SUCCEEDED, field="matter")
    if matter not in standing.given:
        raise Unlawful(f"{matter.label}还没有确定去向", SUCCEEDED, field="matter")
    step.number("count", "划转数", least=0)
    return replace(standing, handed=standing.handed | {matter})


def _take_effect(standing: ChangeStanding, step: Step) -> ChangeStanding:
    if step.text("by", "办理人") == standing.by:
        raise Unlawful("登记变动的人不能使变动生效，应由签发人办理", SUCCEEDED, field="by")
    if standing.kind is ChangeKind.FUNCTIONS and not standing.handed:
        raise Unlawful("还没有划转任何职责，不能生效", SUCCEEDED, field="left")
    if left := standing.missing(read_counts(step.details.get("left"))):
        told = "、".join(matter.label for matter in left)
        raise Unlawful(f"还有{told}没有着落，不能生效", SUCCEEDED, field="left")
    return replace(standing, closed_on=step.on, outcome=ChangeState.EFFECTIVE.value)


def _abandon(standing: ChangeStanding, step: Step) -> ChangeStanding:
    step.text("reason", "撤回的理由")
    return replace(standing, closed_on=step.on, outcome=ChangeState.ABANDONED.value)


_EFFECTS: Mapping[ChangeAct, _Effect] = {
    ChangeAct.ASSIGN: _assign,
    ChangeAct.HAND_OVER: _hand_over,
    ChangeAct.TAKE_EFFECT: _take_effect,
    ChangeAct.ABANDON: _abandon,
}


def read_counts(written: JSON) -> dict[Matter, int]:
    """读清点数: as a step holds it; what is not there is 0."""
    told = written if isinstance(written, dict) else {}
    return {matter: count for matter in Matter if isinstance(count := told.get(matter.value), int)}


CHANGE = Procedure(KIND, "机构变动", open_change, lambda standing: FLOW)
