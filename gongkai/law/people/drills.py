"""备岗演练: once a quarter the deputy of each single point does the work once, and another person says whether it went well.

owed(points, drilled)       who still has to show it this quarter
success_rate(results)       in hundredths; None while none has been judged
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word
from gongkai.law.people.single_points import Point, PointKind

KIND = "deputy_drill"
DRILLED = regulation(4, gist="工作机构应当保证公开工作不因人员变动中断")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """季度: a quarter of a year; a drill belongs to one."""

    year: int
    number: int

    @classmethod
    def of(cls, on: date) -> Quarter:
        """所在季度."""
        return cls(on.year, (on.month + 2) // 3)

    @property
    def first(self) -> date:
        """季初."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        """季末: a drill is due by it."""
        following = date(self.year + 1, 1, 1) if self.number == 4 else date(self.year, self.number * 3 + 1, 1)
        return following - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}年第{self.number}季度"


class DrillWay(Word):
    """演练方式: what the deputy does to show it."""

    RELEASE = "release", "在栏目发布一条信息"
    SAMPLE = "sample", "办理一件样件"


class DrillState(Word):
    """演练状态: where a drill is."""

    ASKED = "asked", "待演练"
    DONE = "done", "待评定"
    PASSED = "passed", "演练成功"
    FAILED = "failed", "演练未成功"


class DrillAct(Word):
    """演练事项: the acts of a drill."""

    ASK = "ask", "布置演练"
    DO = "do", "报告演练"
    PASS = "pass", "评定成功"
    FAIL = "fail", "评定未成功"


FLOW = Flow(
    "备岗演练",
    DrillState.ASKED,
    (
        Transition(DrillState.ASKED, DrillAct.DO, DrillState.DONE, Role.HANDLER, DRILLED),
        Transition(DrillState.ASKED, DrillAct.FAIL, DrillState.FAILED, Role.REVIEWER, DRILLED),
        Transition(DrillState.DONE, DrillAct.PASS, DrillState.PASSED, Role.REVIEWER, DRILLED),
        Transition(DrillState.DONE, DrillAct.FAIL, DrillState.FAILED, Role.REVIEWER, DRILLED),
    ),
)
"""演练程序: the deputy does it, another person judges it; one that nobody did may be judged a failure once it is due."""


@dataclass(frozen=True)
class DrillStanding(MadeHere):
    """演练情况: everything that follows from the steps so far."""

    deputy: str
    quarter: Quarter
    state: DrillState
    last_on: date
    proof: str = ""
    closed_on: date | None = None
    outcome: str | None = None

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the last day of the quarter."""
        return Reckoned(self.quarter.last) if self.state is DrillState.ASKED else None

    def objections(self, act: DrillAct, on: date) -> tuple[Objection, ...]:
        """不能办的理由."""
        if found := FLOW.objections(self.state, act, on, self.last_on, DRILLED):
            return found
        if act is DrillAct.FAIL and self.state is DrillState.ASKED and on <= self.quarter.last:
            return (Objection(f"{self.quarter}还没有结束，备岗人员尚可演练", DRILLED),)
        return ()

    def take(self, step: Step, calendar: Calendar) -> DrillStanding:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(DrillAct, step.act, DRILLED)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=DrillState(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)


def open_drill(step: Step, calendar: Calendar) -> DrillStanding:
    """布置演练: the first step. Details: ``deputy``, ``kind`` and ``key`` of the point, ``point`` its name."""
    if FLOW.act(DrillAct, step.act, DRILLED) is not DrillAct.ASK:
        raise Unlawful("备岗演练应从布置演练开始", DRILLED)
    step.word(PointKind, "kind", "岗点类别", DRILLED)
    step.number("key", "岗点")
    step.text("point", "岗点名称")
    return DrillStanding(step.text("deputy", "备岗人员"), Quarter.of(step.on), DrillState.ASKED, step.on)


def _do(standing: DrillStanding, step: Step) -> DrillStanding:
    if step.text("by", "演练人") != standing.deputy:
        raise Unlawful("演练应由备岗人员本人完成", DRILLED, field="by")
    step.word(DrillWay, "way", "演练方式", DRILLED)
    step.text("did", "演练内容")
    return replace(standing, proof=step.text("proof", "演练凭证"))


def _pass(standing: DrillStanding, step: Step) -> DrillStanding:
    _by_another(standing, step)
    return replace(standing, closed_on=step.on, outcome=DrillState.PASSED.value)


def _fail(standing: DrillStanding, step: Step) -> DrillStanding:
    _by_another(standing, step)
    step.text("reason", "未成功的原因")
    return replace(standing, closed_on=step.on, outcome=DrillState.FAILED.value)


def _by_another(standing: DrillStanding, step: Step) -> None:
    if step.text("by", "评定人") == standing.deputy:
        raise Unlawful("演练的人不能评定自己的演练", DRILLED, field="by")


_EFFECTS: dict[DrillAct, Callable[[DrillStanding, Step], DrillStanding]] = {
    DrillAct.DO: _do,
    DrillAct.PASS: _pass,
    DrillAct.FAIL: _fail,
}

DRILL = Procedure(KIND, "备岗演练", open_drill, lambda standing: FLOW)


# -- what is owed and how it went ------------------------------------------------------------------------------------------


def owed(points: Iterable[Point], drilled: Collection[tuple[PointKind, int, str]]) -> list[tuple[Point, str]]:
    """应演练名单: each single point with the deputy who has not been asked this quarter."""
    wanted = ((point, deputy) for point in points if point.wants_drill for deputy in point.deputies)
    return [(point, deputy) for point, deputy in wanted if (point.kind, point.key, deputy) not in drilled]


def success_rate(outcomes: Iterable[str]) -> int | None:
    """演练成功率: the hundredths of the judged drills that succeeded; None where none was judged."""
    judged = [each for each in outcomes if each]
    return sum(each == DrillState.PASSED.value for each in judged) * 100 // len(judged) if judged else None
