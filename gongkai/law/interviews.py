"""在线访谈（国办发〔2017〕47号）: announced with its guests, asked about beforehand, held, and kept to be read again.

Whether the principal took part is not ticked: it follows from the guests who came. The words said are sealed by their digest
when the transcript is published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import JSON, Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit
from gongkai.law.grammar.words import Word

KIND = "interview"
TALKING = Article("国办发〔2017〕47号", gist="政府网站开展在线访谈，预告、征集问题、公布实录")
TRANSCRIPT = Term(
    "公布访谈实录",
    5,
    Unit.WORKING_DAYS,
    "自访谈结束之日起",
    TALKING,
    certainty=Certainty.INFERRED,
    note="没有明文，及时公布",
)
TERMS = (TRANSCRIPT,)
"""访谈期限表."""
MOST_GUESTS = 12


class State(Word):
    """访谈状态: where an interview is."""

    PLANNED = "planned", "待预告"
    NOTICED = "noticed", "已预告，征集问题"
    LIVE = "live", "进行中"
    ENDED = "ended", "已结束，待公布实录"
    PUBLISHED = "published", "实录已公布"
    CANCELLED = "cancelled", "已取消"


class Act(Word):
    """访谈事项: the acts of an interview."""

    PLAN = "plan", "登记访谈"
    REVISE = "revise", "修改安排"
    NOTICE = "notice", "发布预告"
    POSTPONE = "postpone", "访谈改期"
    BEGIN = "begin", "开始访谈"
    END = "end", "结束访谈"
    PUBLISH = "publish", "公布实录"
    CANCEL = "cancel", "取消访谈"


FLOW = Flow(
    "在线访谈",
    State.PLANNED,
    (
        Transition(State.PLANNED, Act.REVISE, State.PLANNED, Role.HANDLER, TALKING),
        Transition(State.PLANNED, Act.NOTICE, State.NOTICED, Role.PUBLISHER, TALKING),
        Transition(State.PLANNED, Act.CANCEL, State.CANCELLED, Role.REVIEWER, TALKING),
        Transition(State.NOTICED, Act.POSTPONE, State.NOTICED, Role.PUBLISHER, TALKING),
        Transition(State.NOTICED, Act.BEGIN, State.LIVE, Role.PUBLISHER, TALKING),
        Transition(State.NOTICED, Act.CANCEL, State.CANCELLED, Role.REVIEWER, TALKING),
        Transition(State.LIVE, Act.END, State.ENDED, Role.PUBLISHER, TALKING),
        Transition(State.ENDED, Act.PUBLISH, State.PUBLISHED, Role.PUBLISHER, TALKING),
    ),
)
"""访谈程序: what was held ends with its transcript."""


class GuestRank(Word):
    """嘉宾身份: what figures tell apart."""

    PRINCIPAL = "principal", "主要负责同志"
    LEADER = "leader", "其他负责同志"
    STAFF = "staff", "工作人员"
    EXPERT = "expert", "专家和其他嘉宾"


@dataclass(frozen=True, slots=True)
class Guest:
    """嘉宾: with the post in which they speak."""

    name: str
    post: str
    rank: GuestRank

    @property
    def called(self) -> str:
        """嘉宾称呼: as the transcript names them."""
        return f"{self.name}（{self.post}）"

    def told(self) -> dict[str, JSON]:
        """明细的值: as a step holds it."""
        return {"name": self.name, "post": self.post, "rank": self.rank.value}


_PARTS = re.compile(r"[，,、\t]\s*|\s{2,}")


def read_guests(text: str) -> tuple[Guest, ...]:
    """读嘉宾: one to a line, 姓名，职务，身份; raises Unlawful with the number of the line."""
    found = []
    for place, line in enumerate(text.splitlines(), 1):
        parts = [part.strip() for part in _PARTS.split(line.strip()) if part.strip()]
        if not parts:
            continue
        rank = next((each for each in GuestRank if each.label == parts[-1]), None)
        if len(parts) != 3 or rank is None:
            ranks = "、".join(each.label for each in GuestRank)
            raise Unlawful(f"第{place}行：应为“姓名，职务，身份”，身份为{ranks}之一", TALKING, field="guests")
        found.append(Guest(parts[0], parts[1], rank))
    return _checked(found)


def _checked(found: Sequence[Guest]) -> tuple[Guest, ...]:
    if not 1 <= len(found) <= MOST_GUESTS:
        raise Unlawful(f"嘉宾应有1至{MOST_GUESTS}人，现有{len(found)}人", TALKING, field="guests")
    if sum(each.rank is GuestRank.PRINCIPAL for each in found) > 1:
        raise Unlawful("主要负责同志只有一人", TALKING, field="guests")
    return tuple(found)


@dataclass(frozen=True)
class Standing(MadeHere):
    """访谈情况: everything that follows from the steps so far."""

    topic: str
    guests: tuple[Guest, ...]
    planned_on: date
    hour: str
    state: State
    last_on: date
    noticed_on: date | None = None
    postponed: str = ""
    held_on: date | None = None
    came: frozenset[int] = frozenset()
    ended_on: date | None = None
    published_on: date | None = None
    late: bool = False
    replay: str = ""
    cancelled: str = ""
    closed_on: date | None = None
    outcome: str | None = None

    @property
    def present(self) -> tuple[Guest, ...]:
        """到场嘉宾: those who came; before it is over, those who are expected."""
        if not self.came:
            return self.guests
        return tuple(guest for place, guest in enumerate(self.guests, 1) if place in self.came)

    @property
    def led(self) -> bool:
        """主要负责同志参加: follows from the guests who came."""
        return self.ended_on is not None and any(guest.rank is GuestRank.PRINCIPAL for guest in self.present)

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the day it is planned for, then the last day to publish the transcript."""
        if self.state in (State.PLANNED, State.NOTICED):
            return Reckoned(self.planned_on)
        if self.state is State.ENDED and self.ended_on is not None:
            return calendar.after(self.ended_on, TRANSCRIPT.length)
        return None

    @property
    def due_label(self) -> str:
        """到期事项."""
        return "公布实录" if self.state is State.ENDED else "访谈"

    @property
    def takes_questions(self) -> bool:
        """可以提问: from the notice until it ends."""
        return self.state in (State.NOTICED, State.LIVE)

    def objections(self, act: Act, on: date) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, whatever its details."""
        if found := FLOW.objections(self.state, act, on, self.last_on, TALKING):
            return found
        if act is Act.BEGIN and on != self.planned_on:
            return (Objection(f"访谈定于{self.planned_on:%Y-%m-%d}，不在这一天的先办“访谈改期”", TALKING),)
        if act is Act.NOTICE and on > self.planned_on:
            return (Objection(f"访谈日期（{self.planned_on:%Y-%m-%d}）已过，不能再预告", TALKING),)
        return ()

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, TALKING)
        for objection in self.objections(act, step.on):
            raise objection.raised("on")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step, calendar)


def open_interview(step: Step, calendar: Calendar) -> Standing:
    """登记访谈: the first step. Details: ``topic``, ``planned_on``, ``hour``, ``guests`` (each name, post, rank)."""
    if FLOW.act(Act, step.act, TALKING) is not Act.PLAN:
        raise Unlawful("在线访谈应从登记访谈开始", TALKING)
    topic, planned, hour = _arranged(step)
    return Standing(topic, _guests(step), planned, hour, State.PLANNED, step.on)


def _arranged(step: Step) -> tuple[str, date, str]:
    planned = step.day("planned_on", "访谈日期")
    if planned < step.on:
        raise Unlawful("访谈日期不能早于登记的日期", TALKING, field="planned_on")
    return step.text("topic", "主题"), planned, step.text("hour", "时间")


def _guests(step: Step) -> tuple[Guest, ...]:
    given = step.details.get("guests")
    if not isinstance(given, list):
        raise Unlawful("嘉宾应逐个写明", TALKING, field="guests")
    found = []
    for each in given:
        one = Step(step.act, step.on, each if isinstance(each, dict) else {})
        rank = one.word(GuestRank, "rank", "嘉宾身份", TALKING)
        found.append(Guest(one.text("name", "嘉宾姓名"), one.text("post", "嘉宾职务"), rank))
    return _checked(found)


_Effect: TypeAlias = Callable[[Standing, Step, Calendar], Standing]


def _revise(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    topic, planned, hour = _arranged(step)
    return replace(standing, topic=topic, guests=_guests(step), planned_on=planned, hour=hour)


def _notice(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return replace(standing, noticed_on=step.on)


def _postpone(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    planned = step.day("planned_on", "改定的日期")
    if planned < step.on:
        raise Unlawful("改定的日期不能早于办理的日期", TALKING, field="planned_on")
    reason, hour = step.text("reason", "改期的理由"), step.text("hour", "时间")
    return replace(standing, planned_on=planned, hour=hour, postponed=reason)


def _begin(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return replace(standing, held_on=step.on)


def _end(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    given = step.details.get("came")
    places = {each for each in given if isinstance(each, int)} if isinstance(given, list) else set()
    if not places or not places <= set(range(1, len(standing.guests) + 1)):
        raise Unlawful("应当写明到场的嘉宾；没有嘉宾到场的不是访谈", TALKING, field="came")
    return replace(standing, came=frozenset(places), ended_on=step.on)


def _publish(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("digest", "实录摘要")
    if step.number("lines", "实录段数", least=0) < 1:
        raise Unlawful("还没有一段文字，不能公布实录", TALKING)
    last = calendar.after(standing.ended_on or step.on, TRANSCRIPT.length).on
    return replace(
        standing,
        replay=str(step.details.get("replay") or ""),
        published_on=step.on,
        late=step.on > last,
        closed_on=step.on,
        outcome="published",
    )


def _cancel(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return replace(standing, cancelled=step.text("reason", "取消的理由"), closed_on=step.on, outcome="cancelled")


_EFFECTS: Mapping[Act, _Effect] = {
    Act.REVISE: _revise,
    Act.NOTICE: _notice,
    Act.POSTPONE: _postpone,
    Act.BEGIN: _begin,
    Act.END: _end,
    Act.PUBLISH: _publish,
    Act.CANCEL: _cancel,
}

INTERVIEW = Procedure(KIND, "在线访谈", open_interview, lambda _: FLOW)
"""访谈案类: how the journal opens and reads an interview."""
