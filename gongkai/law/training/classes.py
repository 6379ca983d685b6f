"""培训班（条例第四十八条）: announced, held, signed in to person by person, those from outside counted by a signed list, closed.

standing.person_times       人次: whoever signed in and whoever was counted, each time anew
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful, from_each
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

KIND = "training_class"
TRAINED = regulation(48, gist="主管部门对行政机关的政府信息公开工作人员定期进行培训")
LATE_SIGNING = 7
"""补签期（日）: how long after the day an official may still sign in himself; later the handler enters who signed on paper."""


class TrainingKind(Word):
    """培训种类: how it is held."""

    CLASS = "class", "集中培训班"
    VIDEO = "video", "视频培训"
    SYSTEM = "system", "系统操作培训"
    MEETING = "meeting", "以会代训"
    ABOVE = "above", "参加上级培训"


class TrainingState(Word):
    """培训状态."""

    PLANNED = "planned", "已安排"
    HELD = "held", "已举办"
    CLOSED = "closed", "已归档"
    CANCELLED = "cancelled", "已取消"


class TrainingAct(Word):
    """培训事项: the acts of a class."""

    PLAN = "plan", "安排培训"
    SIGN_IN = "sign_in", "签到"
    HOLD = "hold", "登记举办"
    ENLIST = "enlist", "补登学员"
    COUNT_OUTSIDERS = "count_outsiders", "登记外来人员"
    CLOSE = "close", "归档培训"
    CANCEL = "cancel", "取消培训"


_S, _A = TrainingState, TrainingAct
FLOW = Flow(
    "培训班",
    _S.PLANNED,
    (
        *from_each([_S.PLANNED, _S.HELD], _A.SIGN_IN, Role.HANDLER, TRAINED),
        Transition(_S.PLANNED, _A.HOLD, _S.HELD, Role.HANDLER, TRAINED),
        Transition(_S.PLANNED, _A.CANCEL, _S.CANCELLED, Role.HANDLER, TRAINED),
        *from_each([_S.HELD], _A.ENLIST, Role.HANDLER, TRAINED),
        *from_each([_S.HELD], _A.COUNT_OUTSIDERS, Role.HANDLER, TRAINED),
        Transition(_S.HELD, _A.CLOSE, _S.CLOSED, Role.HANDLER, TRAINED),
    ),
)
"""培训程序: whoever attends signs in himself; nobody's attendance is entered before the day."""


@dataclass(frozen=True)
class TrainingStanding(MadeHere):
    """培训情况: everything that follows from the steps so far; ``attended`` is who signed in, with the unit he came from."""

    kind: TrainingKind
    day: date
    minutes: int
    state: TrainingState
    last_on: date
    attended: Mapping[str, str] = field(default_factory=dict)
    outsiders: int = 0
    held_on: date | None = None
    closed_on: date | None = None
    outcome: str | None = None

    @property
    def person_times(self) -> int:
        """培训人次."""
        return len(self.attended) + self.outsiders

    @property
    def counts(self) -> bool:
        """计入统计: a class counts when it was held."""
        return self.held_on is not None

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the day it is held, while it has not been."""
        return Reckoned(self.day) if self.state is _S.PLANNED else None

    def objections(self, act: TrainingAct, on: date) -> tuple[Objection, ...]:
        """不能办的理由."""
        if found := FLOW.objections(self.state, act, on, self.last_on, TRAINED):
            return found
        if act in (_A.SIGN_IN, _A.HOLD) and on < self.day:
            return (Objection(f"培训在{self.day:%Y-%m-%d}，当日起才能办理", TRAINED),)
        if act is _A.SIGN_IN and (on - self.day).days > LATE_SIGNING:
            return (Objection(f"签到应在培训之日起{LATE_SIGNING}日以内，请由举办单位补登", TRAINED),)
        if act is _A.CLOSE and not self.person_times:
            return (Objection("还没有登记任何参加人员", TRAINED),)
        return ()

    def take(self, step: Step, calendar: Calendar) -> TrainingStanding:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(TrainingAct, step.act, TRAINED)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=TrainingState(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)


def open_training(step: Step, calendar: Calendar) -> TrainingStanding:
    """安排培训: the first step. Details: ``kind``, ``day``, ``minutes``, ``place``, ``teacher``, ``material``, ``audience``."""
    if FLOW.act(TrainingAct, step.act, TRAINED) is not _A.PLAN:
        raise Unlawful("培训班应从安排培训开始", TRAINED)
    step.text("place", "地点")
    step.text("audience", "参加对象")
    kind, day = step.word(TrainingKind, "kind", "培训种类", TRAINED), step.day("day", "培训日期")
    minutes = step.number("minutes", "学时（分钟）", least=15, most=60 * 60)
    return TrainingStanding(kind, day, minutes, _S.PLANNED, step.on)


_Effect: TypeAlias = Callable[[TrainingStanding, Step], TrainingStanding]


def _sign_in(standing: TrainingStanding, step: Step) -> TrainingStanding:
    who, unit = step.text("by", "签到人"), step.text("unit", "单位")
    if who in standing.attended:
        raise Unlawful("已经签到，不用再签", TRAINED)
    return replace(standing, attended={**standing.attended, who: unit})


def _hold(standing: TrainingStanding, step: Step) -> TrainingStanding:
    return replace(standing, held_on=standing.day)


def _enlist(standing: TrainingStanding, step: Step) -> TrainingStanding:
    """Whoever signed on paper: ``people`` by account with the unit."""
    given = step.details.get("people")
    people = {str(who): str(unit) for who, unit in given.items()} if isinstance(given, dict) else {}
    if not people:
        raise Unlawful("应选定补登的学员", TRAINED, field="people")
    if twice := next((who for who in people if who in standing.attended), ""):
        raise Unlawful(f"{twice}已经签到，不能再登记一次", TRAINED, field="people")
    step.text("proof", "签到表")
    return replace(standing, attended={**standing.attended, **people})


def _count_outsiders(standing: TrainingStanding, step: Step) -> TrainingStanding:
    """Those without an account here; the number takes the place of the former, for it is that of one list."""
    number = step.number("number", "外来人员数", least=0, most=100_000)
    step.text("proof", "签到表")
    return replace(standing, outsiders=number)


def _close(standing: TrainingStanding, step: Step) -> TrainingStanding:
    return replace(standing, closed_on=step.on, outcome="held")


def _cancel(standing: TrainingStanding, step: Step) -> TrainingStanding:
    step.text("reason", "取消的理由")
    if standing.attended:
        raise Unlawful("已有人签到的培训不能取消", TRAINED)
    return replace(standing, closed_on=step.on, outcome="cancelled")


_EFFECTS: Mapping[TrainingAct, _Effect] = {
    _A.SIGN_IN: _sign_in,
    _A.HOLD: _hold,
    _A.ENLIST: _enlist,
    _A.COUNT_OUTSIDERS: _count_outsiders,
    _A.CLOSE: _close,
    _A.CANCEL: _cancel,
}

TRAINING = Procedure(KIND, "培训班", open_training, lambda standing: FLOW, frozenset({"proof", "reason"}))
