"""回应时限: hours, counted by the clock from the moment the event began, whoever registered it when.

The notices of 2016 were not seen in their own words: what stands here is remembered, or told by published reports, and its
certainty is said. So the hours are data like the terms of letters: an authority sets its own with their source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit
from gongkai.law.grammar.words import Word
from gongkai.law.response_kinds import EMERGENCIES, GRAVE, EventKind, Severity

NOTICE = Article(
    "国办发〔2016〕61号", gist="政务舆情由涉事责任主体回应，快速反应，以事实为依据，讲明问题、责任、措施和进展"
)
RULES = Article("国办发〔2016〕80号", gist="特别重大、重大突发事件限时发布权威信息、举行新闻发布会")
LONGEST = 720
"""最长小时数: thirty days; a larger number is a slip."""
_RECALLED = "未见原文，凭记忆并据已公布的年报；机关可以按本地规定设置"


def _hours(name: str, hours: int, begins: str, basis: Article, certainty: Certainty, note: str = _RECALLED) -> Term:
    return Term(name, hours, Unit.HOURS, begins, basis, certainty=certainty, note=note)


FIRST_OF_GRAVE = _hours("特别重大、重大事件首次权威发布", 5, "自事件发生起", RULES, Certainty.RECALLED)
CONFERENCE = _hours("特别重大、重大事件举行新闻发布会", 24, "自事件发生起", RULES, Certainty.RECALLED)
FIRST_OF_OTHERS = _hours("其他舆情首次回应", 48, "自事件发生起", NOTICE, Certainty.RECALLED)
REPORTING_UP = _hours(
    "突发事件上报",
    2,
    "自事件发生起",
    Article("突发事件应对法"),
    Certainty.INFERRED,
    "各地通行的做法，把握低，应当按本地规定设置",
)
HOUR_TERMS = (FIRST_OF_GRAVE, CONFERENCE, FIRST_OF_OTHERS, REPORTING_UP)
"""小时时限表: the documentation prints it."""


class TermKind(Word):
    """时限种类: what may be set."""

    FIRST_GRAVE = "first_grave", "特别重大、重大事件首次权威发布"
    CONFERENCE = "conference", "特别重大、重大事件举行新闻发布会"
    FIRST = "first", "其他舆情首次回应"
    REPORT = "report", "突发事件上报"


_USUAL = dict(zip(TermKind, HOUR_TERMS, strict=True))


@dataclass(frozen=True, slots=True)
class HourTerm:
    """小时时限: so many hours, and the rule they come from; ``set_here`` tells what an authority set from what is usual."""

    kind: TermKind
    hours: int
    source: str
    set_here: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.hours <= LONGEST:
            raise Unlawful(f"时限应为1至{LONGEST}小时", field="hours")
        if not self.source.strip():
            raise Unlawful("应写明时限的依据（规定的名称和条款）", field="source")


def usual_hours(kind: TermKind) -> HourTerm:
    """通行时限: what is used where the authority has set nothing."""
    term = _USUAL[kind]
    return HourTerm(kind, term.length, f"{term.basis.short}（{term.certainty}）", set_here=False)


def hours_for(kind: TermKind, rules: Iterable[HourTerm]) -> HourTerm:
    """适用时限: what was set, else what is usual."""
    return next((rule for rule in rules if rule.kind is kind), usual_hours(kind))


def first_kind(severity: Severity) -> TermKind:
    """首次回应的时限种类: by how grave it is."""
    return TermKind.FIRST_GRAVE if severity in GRAVE else TermKind.FIRST


def owes_conference(severity: Severity, kind: EventKind) -> bool:
    """应开发布会: a grave emergency; other talk, however loud, owes none."""
    return severity in GRAVE and kind in EMERGENCIES


class HourLight(Word):
    """时限灯: what the inbox shows beside an event."""

    STOPPED = "stopped", "已停"
    GREEN = "green", "时限内"
    YELLOW = "yellow", "将到时限"
    RED = "red", "已超时限"


_LAST_PART = 5
"""最后五分之一: from there on the light is yellow; the figure is ours, no notice's."""


@dataclass(frozen=True, slots=True)
class HourClock:
    """小时时钟: from the moment something began, so many hours, on every day and through every night."""

    began_at: datetime
    hours: int

    @property
    def due_at(self) -> datetime:
        """截止时刻: what happens in this very minute is still in time."""
        return self.began_at + timedelta(hours=self.hours)

    def minutes_left(self, now: datetime) -> int:
        """剩余分钟: whole minutes; negative when it is over."""
        return int((self.due_at - now).total_seconds() // 60)

    def kept(self, at: datetime) -> bool:
        """按时: whether what happened at this moment was in time."""
        return at <= self.due_at

    def shows(self, now: datetime) -> HourLight:
        """时限亮灯: while nothing has happened yet."""
        if now > self.due_at:
            return HourLight.RED
        near = self.minutes_left(now) * _LAST_PART <= self.hours * 60
        return HourLight.YELLOW if near else HourLight.GREEN


def told(minutes: int) -> str:
    """几小时几分: as lists say it."""
    hours, rest = divmod(abs(minutes), 60)
    said = (f"{hours}小时" if hours else "") + (f"{rest}分钟" if rest or not hours else "")
    return f"超{said}" if minutes < 0 else said
