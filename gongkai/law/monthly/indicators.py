"""月报指标: each figure of a monthly return by its key, its unit, what it means, and how the months and the units add up.

An act of a month stays in its month, so its figures add up over months and units, and no file is counted twice: it belongs
to one authority. What stands open is taken at the beginning or the end. How far the files of a month have come changes
every day; it is told as of the day and never added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.law.annual_report.edition_2014 import DISCLOSED, STATISTICS
from gongkai.law.engagement_figures import DEFINITIONS as ACTIVITIES
from gongkai.law.engagement_figures import ActivityFigure
from gongkai.law.grammar.words import Word
from gongkai.law.outcomes import OutcomeGroup
from gongkai.law.proposal_figures import ProposalFigure
from gongkai.law.response_figures import EVENT_COLUMNS, EVENT_DEFINITIONS
from gongkai.law.ticket_figures import TICKET_COLUMNS, TICKET_DEFINITIONS
from gongkai.law.ticket_kinds import ConcernKind, TicketSource


class Gathering(Word):
    """汇总方法: how the figures of several months and units become one."""

    SUM = "sum", "各月各单位相加"
    OPENING = "opening", "取期初月份，各单位相加"
    CLOSING = "closing", "取期末月份，各单位相加"
    PROGRESS = "progress", "随办理变化，不汇总"


class Part(Word):
    """月报部分: the parts of a return, in the order of the page."""

    DISCLOSURE = "disclosure", "主动公开"
    APPLICATIONS = "applications", "依申请公开"
    TICKETS = "tickets", "群众留言和热线"
    PROPOSALS = "proposals", "建议提案"
    EVENTS = "events", "回应关切"
    ACTIVITIES = "activities", "问卷、访谈和征求意见"
    REMEDIES = "remedies", "行政复议、行政诉讼"


@dataclass(frozen=True, slots=True)
class MonthlyIndicator:
    """月报指标: a figure of the return; ``once`` says what keeps one thing from being counted twice."""

    part: Part
    name: str
    label: str
    unit: str
    gathering: Gathering
    definition: str
    once: str

    @property
    def key(self) -> str:
        """指标代码: as snapshots and addresses name it."""
        return f"{self.part.value}.{self.name}"

    @property
    def gathered(self) -> bool:
        """可否汇总."""
        return self.gathering is not Gathering.PROGRESS


_ONE_FILE = "一件只属一个机关，只计一次"
_PROGRESS = "截至统计之日的办理情况"


def _disclosure() -> Iterable[MonthlyIndicator]:
    once = "同一内容当年多次、多渠道发布的，计入首次发布的月份，只计一次"
    by_channel = "同一内容当年在同一渠道多次发布的，计入首次发布的月份，只计一次"
    for row in DISCLOSED:
        line = STATISTICS.row_lines[row]
        channel = row.startswith("by_")
        definition = "有凭证的发布；只计划、没有登记凭证的不计"
        if row == "normative_made":
            definition, rule = "按成文日期计入月份，公开与否都计", "一个文件计一次"
        else:
            rule = by_channel if channel else once
        yield MonthlyIndicator(Part.DISCLOSURE, row, _bare(line.label), line.unit, Gathering.SUM, definition, rule)


def _bare(label: str) -> str:
    """The label of a row of the form without its numbering and its remark."""
    for mark in ("（一）", "其中：", *(f"{number}．" for number in range(1, 9))):
        label = label.removeprefix(mark)
    return label.partition("（")[0]


def _applications() -> Iterable[MonthlyIndicator]:
    told = (
        ("carried_in", "上月结转", Gathering.OPENING, "期初之前收到、期初尚未办结的申请"),
        ("received", "收到", Gathering.SUM, "按收到日计入月份；一份申请要求多项、分立多个案卷的，各计一件"),
        ("closed", "办结", Gathering.SUM, "按办结日计入月份，包括撤回和视为放弃的"),
        *(
            (f"closed_{group.value}", f"其中：{group.label}", Gathering.SUM, "按办理结果所属大类")
            for group in OutcomeGroup
        ),
        ("carried_out", "结转下月", Gathering.CLOSING, "期末尚未办结的申请"),
        ("overdue", "逾期在办", Gathering.PROGRESS, "截至统计之日已过答复期限而没有办结的申请"),
    )
    for name, label, gathering, definition in told:
        yield MonthlyIndicator(Part.APPLICATIONS, name, label, "件", gathering, definition, _ONE_FILE)


def _tickets() -> Iterable[MonthlyIndicator]:
    received = TICKET_DEFINITIONS["受理"]
    for name, label in TICKET_COLUMNS.items():
        gathering = Gathering.SUM if name == "received" else Gathering.PROGRESS
        definition = received if name == "received" else f"本月受理的件，{_PROGRESS}"
        yield MonthlyIndicator(Part.TICKETS, name, label, "件", gathering, definition, _ONE_FILE)
    for kind in ConcernKind:
        yield _of_tickets(f"kind_{kind.value}", f"其中：{kind.label}", received)
    for source in TicketSource:
        yield _of_tickets(f"source_{source.value}", f"来源：{source.label}", received)
    for name, label in (("closing_rate", "办结率"), ("on_time_rate", "限时答复率")):
        yield MonthlyIndicator(Part.TICKETS, name, label, "%", Gathering.PROGRESS, TICKET_DEFINITIONS[label], _ONE_FILE)


def _of_tickets(name: str, label: str, definition: str) -> MonthlyIndicator:
    return MonthlyIndicator(Part.TICKETS, name, label, "件", Gathering.SUM, definition, _ONE_FILE)


PROPOSALS_DATED = ("received", "handed_over", "replied", "closed", "published")
"""建议提案有日期的环节."""


def _proposals() -> Iterable[MonthlyIndicator]:
    definition = "以该环节的日期为准；没有日期的不计入任何一月"
    for name in PROPOSALS_DATED:
        label = ProposalFigure(name).label
        once = "由牵头办理的机关计，承办单位不重复计"
        yield MonthlyIndicator(Part.PROPOSALS, name, label, "件", Gathering.SUM, definition, once)


def _events() -> Iterable[MonthlyIndicator]:
    for name, label in EVENT_COLUMNS.items():
        gathering = Gathering.SUM if name == "events" else Gathering.PROGRESS
        definition = EVENT_DEFINITIONS["事件"] if name == "events" else f"本月发生的事件，{_PROGRESS}"
        once = "不同方式回应同一热点或舆情计一次"
        yield MonthlyIndicator(Part.EVENTS, name, label, "件", gathering, definition, once)
    yield MonthlyIndicator(
        Part.EVENTS, "conferences", "新闻发布会", "次", Gathering.SUM, "按举行日期计入月份", "一场计一次"
    )


_HELD = (ActivityFigure.SURVEYS, ActivityFigure.INTERVIEWS, ActivityFigure.INTERVIEWS_LED, ActivityFigure.DRAFTS)


def _activities() -> Iterable[MonthlyIndicator]:
    for figure in ActivityFigure:
        gathering = Gathering.SUM if figure in _HELD else Gathering.PROGRESS
        definition = dict(ACTIVITIES)["开展、举办"] if figure in _HELD else f"本月的活动，{_PROGRESS}"
        yield MonthlyIndicator(
            Part.ACTIVITIES, figure.value, figure.label, figure.unit, gathering, definition, "一项活动只计一次"
        )


def _remedies() -> Iterable[MonthlyIndicator]:
    told = (
        ("filed", "收到复议、应诉通知", "按收到通知的日期计入月份"),
        ("concluded", "审结", "按审结日期计入月份"),
    )
    for name, label, definition in told:
        yield MonthlyIndicator(
            Part.REMEDIES, name, label, "件", Gathering.SUM, definition, "一案计一次，复议后起诉的另计一案"
        )


INDICATORS: Mapping[str, MonthlyIndicator] = {
    each.key: each
    for part in (_disclosure, _applications, _tickets, _proposals, _events, _activities, _remedies)
    for each in part()
}
"""月报指标表: every figure of a return by its key, in the order of the page."""


def of_part(part: Part) -> list[MonthlyIndicator]:
    """一部分的指标."""
    return [each for each in INDICATORS.values() if each.part is part]
