"""问卷调查（国办发〔2017〕47号）: a survey is written, checked by another, open for its days, ended, and closed by its result.

The questions do not change once they were checked; nobody closes a survey that was answered without saying what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit
from gongkai.law.grammar.words import Word

KIND = "survey"
ASKING = Article("国办发〔2017〕47号", gist="政府网站开展征集调查，公布采纳情况和结果")
OPEN_DAYS = Term(
    "问卷调查最短开放",
    7,
    Unit.CALENDAR_DAYS,
    "自开始之日起",
    ASKING,
    certainty=Certainty.INFERRED,
    note="没有明文，让人来得及填",
)
RESULT = Term(
    "公布调查结果",
    20,
    Unit.WORKING_DAYS,
    "自调查结束之日起",
    ASKING,
    certainty=Certainty.INFERRED,
    note="没有明文，与公布征求意见结果相同",
)
TERMS = (OPEN_DAYS, RESULT)
"""问卷期限表."""


class State(Word):
    """问卷状态: where a survey is."""

    WRITTEN = "written", "编制中"
    OPEN = "open", "调查中"
    ENDED = "ended", "已结束，待公布结果"
    ANNOUNCED = "announced", "结果已公布"
    STOPPED = "stopped", "已停止"


class Act(Word):
    """问卷事项: the acts of a survey."""

    WRITE = "write", "编制问卷"
    REVISE = "revise", "修改问卷"
    CHECK = "check", "审核问卷"
    OPEN = "open", "开始调查"
    PROLONG = "prolong", "延长调查"
    END = "end", "结束调查"
    ANNOUNCE = "announce", "公布结果"
    STOP = "stop", "停止调查"


FLOW = Flow(
    "问卷调查",
    State.WRITTEN,
    (
        Transition(State.WRITTEN, Act.REVISE, State.WRITTEN, Role.HANDLER, ASKING),
        Transition(State.WRITTEN, Act.CHECK, State.WRITTEN, Role.REVIEWER, ASKING),
        Transition(State.WRITTEN, Act.OPEN, State.OPEN, Role.PUBLISHER, ASKING),
        Transition(State.WRITTEN, Act.STOP, State.STOPPED, Role.REVIEWER, ASKING),
        Transition(State.OPEN, Act.PROLONG, State.OPEN, Role.PUBLISHER, ASKING),
        Transition(State.OPEN, Act.END, State.ENDED, Role.HANDLER, ASKING),
        Transition(State.OPEN, Act.STOP, State.STOPPED, Role.REVIEWER, ASKING),
        Transition(State.ENDED, Act.ANNOUNCE, State.ANNOUNCED, Role.PUBLISHER, ASKING),
    ),
)
"""问卷程序: once it has run its days, the only way out leads by the result; stopped before, it says why."""


@dataclass(frozen=True)
class Standing(MadeHere):
    """问卷情况: everything that follows from the steps so far."""

    written_by: str
    state: State
    last_on: date
    digest: str
    checked_by: str = ""
    checked_on: date | None = None
    opened_on: date | None = None
    until: date | None = None
    ended_on: date | None = None
    received: int | None = None
    statement: str = ""
    stopped: str = ""
    announced_on: date | None = None
    late: bool = False
    closed_on: date | None = None
    outcome: str | None = None

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the last day of the survey, then the last day to publish its result."""
        if self.state is State.OPEN and self.until is not None:
            return Reckoned(self.until)
        if self.state is State.ENDED and self.ended_on is not None:
            return calendar.after(self.ended_on, RESULT.length)
        return None

    @property
    def due_label(self) -> str:
        """到期事项."""
        return "公布结果" if self.state is State.ENDED else "截止"

    def takes_answers(self, on: date) -> bool:
        """可以填写: whether the public may answer on this day."""
        return self.state is State.OPEN and self.until is not None and on <= self.until

    def objections(self, act: Act, on: date) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, whatever its details."""
        try:
            FLOW.row(self.state, act)
        except Unlawful as refusal:
            reason = _NO_RESULT if act is Act.STOP and self.state is State.ENDED else refusal.reason
            return (Objection(reason, refusal.basis),)
        if on < self.last_on:
            return (Objection(f"办理日期不能早于上一环节的日期（{self.last_on:%Y-%m-%d}）", ASKING),)
        if act is Act.OPEN and self.checked_on is None:
            return (Objection("问卷编制或者修改后尚未审核，不能开始调查", ASKING),)
        if act is Act.END and self.until is not None and on <= self.until:
            return (Objection(f"调查至{self.until:%Y-%m-%d}，到期之前不能结束", ASKING),)
        return ()

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, ASKING)
        for objection in self.objections(act, step.on):
            raise objection.raised("on")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step, calendar)


_NO_RESULT = "调查结束后应当公布结果，不能不了了之"


def open_survey(step: Step, calendar: Calendar) -> Standing:
    """编制问卷: the first step. Details: ``by`` (user name), ``digest`` of the questions and what is said about them."""
    if FLOW.act(Act, step.act, ASKING) is not Act.WRITE:
        raise Unlawful("问卷调查应从编制问卷开始", ASKING)
    return Standing(step.text("by", "编制人"), State.WRITTEN, step.on, step.text("digest", "问卷摘要"))


_Effect: TypeAlias = Callable[[Standing, Step, Calendar], Standing]


def _revise(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return replace(standing, digest=step.text("digest", "问卷摘要"), checked_by="", checked_on=None)


def _check(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    by = step.text("by", "审核人")
    if by == standing.written_by:
        raise Unlawful("编制人不能审核自己编制的问卷", ASKING, field="by")
    return replace(standing, checked_by=by, checked_on=step.on)


def _open(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    if step.text("digest", "问卷摘要") != standing.digest:
        raise Unlawful("问卷与审核的不一致，应当重新审核", ASKING)
    until = step.day("until", "截止日期")
    if (days := (until - step.on).days) < OPEN_DAYS.length:
        raise Unlawful(f"调查至少开放{OPEN_DAYS.length}日，现为{max(days, 0)}日", ASKING, field="until")
    return replace(standing, opened_on=step.on, until=until)


def _prolong(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    until = step.day("until", "延长后的截止日期")
    if standing.until is not None and until <= standing.until:
        raise Unlawful(f"延长后的截止日期应晚于原截止日期（{standing.until:%Y-%m-%d}）", ASKING, field="until")
    return replace(standing, until=until)


def _end(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return replace(standing, ended_on=step.on)


def _announce(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("results", "结果摘要")
    last = calendar.after(standing.ended_on or step.on, RESULT.length).on
    return replace(
        standing,
        received=step.number("received", "答卷份数", least=0),
        statement=step.text("statement", "结果说明"),
        announced_on=step.on,
        late=step.on > last,
        closed_on=step.on,
        outcome="announced",
    )


def _stop(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return replace(standing, stopped=step.text("reason", "停止的理由"), closed_on=step.on, outcome="stopped")


_EFFECTS: Mapping[Act, _Effect] = {
    Act.REVISE: _revise,
    Act.CHECK: _check,
    Act.OPEN: _open,
    Act.PROLONG: _prolong,
    Act.END: _end,
    Act.ANNOUNCE: _announce,
    Act.STOP: _stop,
}

SURVEY = Procedure(KIND, "问卷调查", open_survey, lambda _: FLOW)
"""问卷案类: how the journal opens and reads a survey."""
