"""得分表: what a scheme says of one unit for a period: shown to the unit, appealed against point by point, and settled.

A point is an occurrence of a rule with its records. Who scored decides no appeal; what an appeal changes is an entry, and the
score is reckoned from the points as they stand: nothing else is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import JSON, Flow, Objection, Role, Step, Transition, Unlawful, from_each
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.words import Word
from gongkai.law.supervision.assessment import ASSESSED, Occurrence, Scheme, Score

KIND = "score_sheet"


class State(Word):
    """得分表状态: shown to the unit, or settled."""

    SHOWN = "shown", "待核定"
    FINAL = "final", "已核定"


class Act(Word):
    """得分表事项: the acts of a score sheet."""

    SHOW = "show", "送达得分"
    APPEAL = "appeal_point", "提出申诉"
    GRANT = "grant", "采纳申诉"
    REFUSE = "refuse", "驳回申诉"
    EXEMPT = "exempt", "登记不适用"
    AGREE = "agree", "认可得分"
    FINALISE = "finalise", "核定得分"


_OFFICE, _UNIT = Role.INSPECTOR, Role.HANDLER
FLOW = Flow(
    "考核得分表",
    State.SHOWN,
    (
        *from_each([State.SHOWN], Act.APPEAL, _UNIT, ASSESSED),
        *from_each([State.SHOWN], Act.AGREE, _UNIT, ASSESSED),
        *from_each([State.SHOWN], Act.GRANT, _OFFICE, ASSESSED),
        *from_each([State.SHOWN], Act.REFUSE, _OFFICE, ASSESSED),
        *from_each([State.SHOWN], Act.EXEMPT, _OFFICE, ASSESSED),
        Transition(State.SHOWN, Act.FINALISE, State.FINAL, _OFFICE, ASSESSED),
    ),
)
"""得分表程序: several points may be appealed against at once; none may be open when it is settled."""


@dataclass(frozen=True, slots=True)
class Point:
    """计分点: a rule applied to a unit for some records, on the day that put it into the period, and how often it counts."""

    rule: str
    records: tuple[str, ...]
    on: date
    times: Decimal
    note: str

    @property
    def key(self) -> str:
        """点号: its rule and the record it stands on."""
        return f"{self.rule}@{self.records[0] if self.records else self.on.isoformat()}"

    def occurrence(self) -> Occurrence:
        """成情形: as a scheme scores it."""
        return Occurrence(self.rule, self.times, self.records, self.note)

    def data(self) -> dict[str, JSON]:
        """存储的样子."""
        records: list[JSON] = [*self.records]
        return {
            "rule": self.rule,
            "records": records,
            "on": self.on.isoformat(),
            "times": f"{self.times:f}",
            "note": self.note,
        }


def read_points(data: Iterable[JSON]) -> tuple[Point, ...]:
    """读计分点: the inverse of ``data``."""
    return tuple(_point(each) for each in data if isinstance(each, dict))


def _point(told: Mapping[str, JSON]) -> Point:
    records = told.get("records")
    return Point(
        str(told["rule"]),
        tuple(str(each) for each in records) if isinstance(records, list) else (),
        date.fromisoformat(str(told["on"])),
        Decimal(str(told["times"])),
        str(told["note"]),
    )


def in_order(points: Iterable[Point]) -> tuple[Point, ...]:
    """排好的计分点: always in the same order, whatever order they were found in."""
    return tuple(sorted(points, key=lambda each: (each.rule, each.on, each.records, each.times)))


@dataclass(frozen=True, slots=True)
class PointAppeal:
    """对一点的申诉: which point, why, by whom, and what was decided by whom."""

    point: str
    reason: str
    by: str
    on: date
    granted: bool | None = None
    answer: str = ""
    decided_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True)
class Standing(MadeHere):
    """得分表情况: everything that follows from the steps so far; ``changed`` are the points an appeal set to another count."""

    unit: str
    shown_on: date
    shown_by: str
    days: int
    points: frozenset[str]
    digest: str
    state: State
    last_on: date
    appeals: tuple[PointAppeal, ...] = ()
    changed: Mapping[str, Decimal] | None = None
    exempt: tuple[tuple[str, str], ...] = ()
    agreed_on: date | None = None
    closed_on: date | None = None
    outcome: str | None = None
    total: str = ""

    @property
    def pending(self) -> tuple[PointAppeal, ...]:
        """待裁申诉: not decided yet."""
        return tuple(each for each in self.appeals if each.granted is None)

    def last_day(self, calendar: Calendar) -> date:
        """申诉截止日."""
        return calendar.after(self.shown_on, self.days).on

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the last day of appeals, until it is settled."""
        return calendar.after(self.shown_on, self.days) if self.state is State.SHOWN else None

    def objections(self, act: Act, on: date, calendar: Calendar) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, as far as it can be told without its details."""
        if found := FLOW.objections(self.state, act, on, self.last_on, ASSESSED):
            return found
        match act:
            case Act.APPEAL if on > self.last_day(calendar):
                return (Objection(f"申诉应在送达之日起{self.days}个工作日内提出", ASSESSED),)
            case Act.APPEAL | Act.AGREE if self.agreed_on:
                return (Objection(f"本单位已于{self.agreed_on:%Y-%m-%d}认可得分", ASSESSED),)
            case Act.AGREE if self.pending:
                return (Objection("还有申诉没有裁定", ASSESSED),)
            case Act.GRANT | Act.REFUSE if not self.pending:
                return (Objection("没有待裁定的申诉", ASSESSED),)
            case Act.FINALISE:
                return self._may_finalise(on, calendar)
            case _:
                return ()

    def _may_finalise(self, on: date, calendar: Calendar) -> tuple[Objection, ...]:
        if self.pending:
            return (Objection(f"还有{len(self.pending)}项申诉没有裁定", ASSESSED),)
        if self.agreed_on is None and on <= self.last_day(calendar):
            return (Objection(f"申诉期到{self.last_day(calendar):%Y-%m-%d}为止，单位也没有认可得分", ASSESSED),)
        return ()

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, ASSESSED)
        for objection in self.objections(act, step.on, calendar):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)

    def settled(self, points: Iterable[Point]) -> tuple[Point, ...]:
        """裁定后的计分点: those shown, with what appeals changed; a point set to nothing is gone."""
        changed = self.changed or {}
        stand = (replace(each, times=changed.get(each.key, each.times)) for each in points)
        return tuple(each for each in stand if each.times)

    def score(self, scheme: Scheme, points: Iterable[Point]) -> Score:
        """本表得分: by the scheme, from the points as they stand now."""
        exempt = frozenset(key for key, _ in self.exempt)
        return scheme.score((each.occurrence() for each in self.settled(points)), exempt)


def open_sheet(step: Step, calendar: Calendar) -> Standing:
    """送达得分: the first step. Details: ``unit``, ``by``, ``days`` of appeal, the keys of the ``points``, their ``digest``."""
    if FLOW.act(Act, step.act, ASSESSED) is not Act.SHOW:
        raise Unlawful("考核得分表应从送达得分开始", ASSESSED)
    points = step.details.get("points")
    return Standing(
        step.text("unit", "单位"),
        step.on,
        step.text("by", "送达人"),
        step.number("days", "申诉期", most=60),
        frozenset(str(each) for each in points) if isinstance(points, list) else frozenset(),
        step.text("digest", "计分点摘要"),
        State.SHOWN,
        step.on,
    )


_Effect: TypeAlias = Callable[[Standing, Step], Standing]


def _appeal(standing: Standing, step: Step) -> Standing:
    point = step.text("point", "申诉的计分点")
    if point not in standing.points:
        raise Unlawful("得分表没有这个计分点", ASSESSED, field="point")
    if any(each.point == point for each in standing.appeals):
        raise Unlawful("该计分点已经申诉过一次", ASSESSED, field="point")
    appeal = PointAppeal(point, step.text("reason", "申诉理由"), step.text("by", "申诉人"), step.on)
    return replace(standing, appeals=(*standing.appeals, appeal))


def _grant(standing: Standing, step: Step) -> Standing:
    appeal = _decided(standing, step, granted=True)
    times = _times(step)
    changed = {**(standing.changed or {}), appeal.point: times}
    return replace(standing, appeals=_with(standing.appeals, appeal), changed=changed)


def _refuse(standing: Standing, step: Step) -> Standing:
    return replace(standing, appeals=_with(standing.appeals, _decided(standing, step, granted=False)))


def _decided(standing: Standing, step: Step, *, granted: bool) -> PointAppeal:
    point = step.text("point", "裁定的计分点")
    appeal = next((each for each in standing.pending if each.point == point), None)
    if appeal is None:
        raise Unlawful("该计分点没有待裁定的申诉", ASSESSED, field="point")
    by = step.text("by", "裁定人")
    if by in (standing.shown_by, appeal.by):
        raise Unlawful("申诉由评分人和申诉人以外的人裁定", ASSESSED, field="by")
    answer = step.text("answer", "裁定理由")
    return replace(appeal, granted=granted, answer=answer, decided_by=by, decided_on=step.on)


def _times(step: Step) -> Decimal:
    try:
        times = Decimal(str(step.details.get("times", "0") or "0"))
    except InvalidOperation:
        raise Unlawful("改计次数应为数字", ASSESSED, field="times") from None
    if not times.is_finite() or times < 0:
        raise Unlawful("改计次数不能为负数", ASSESSED, field="times")
    return times


def _with(appeals: Sequence[PointAppeal], decided: PointAppeal) -> tuple[PointAppeal, ...]:
    return tuple(decided if each.point == decided.point else each for each in appeals)


def _exempt(standing: Standing, step: Step) -> Standing:
    told = (step.text("indicator", "不适用的指标"), step.text("reason", "不适用的理由"))
    if any(key == told[0] for key, _ in standing.exempt):
        raise Unlawful("该指标已经登记不适用", ASSESSED, field="indicator")
    return replace(standing, exempt=(*standing.exempt, told))


def _agree(standing: Standing, step: Step) -> Standing:
    return replace(standing, agreed_on=step.on)


def _finalise(standing: Standing, step: Step) -> Standing:
    step.text("digest", "得分表摘要")
    verdict = step.text("verdict", "结论")
    return replace(standing, closed_on=step.on, outcome=verdict, total=step.text("total", "总分"))


_EFFECTS: Mapping[Act, _Effect] = {
    Act.APPEAL: _appeal,
    Act.GRANT: _grant,
    Act.REFUSE: _refuse,
    Act.EXEMPT: _exempt,
    Act.AGREE: _agree,
    Act.FINALISE: _finalise,
}

SCORE_SHEET = Procedure(KIND, "考核得分表", open_sheet, lambda standing: FLOW)


# -- two runs held against each other ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PointChange:
    """一点之变: a point as it was and as it is now, either of them missing; what it moves is told by the score."""

    before: Point | None
    after: Point | None

    @property
    def point(self) -> Point:
        """所说的点."""
        found = self.after or self.before
        if found is None:
            raise ValueError("nothing changed")
        return found

    @property
    def how(self) -> str:
        """怎样变."""
        if self.before is None:
            return "新增"
        return "不再计" if self.after is None else "改计"


def changes(before: Iterable[Point], after: Iterable[Point]) -> tuple[PointChange, ...]:
    """两次计分之差: point by point; what is the same is not in it. The wording of a note is no difference."""
    old, new = ({each.key: each for each in points} for points in (before, after))
    keys = sorted(old.keys() | new.keys())
    pairs = [PointChange(old.get(key), new.get(key)) for key in keys]
    return tuple(each for each in pairs if _weighs(each.before) != _weighs(each.after))


def _weighs(point: Point | None) -> tuple[Decimal, tuple[str, ...]] | None:
    return None if point is None else (point.times, point.records)
