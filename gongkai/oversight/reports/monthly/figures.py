"""月度数据统计: the figures of a month by part; a room adds its part to ``PARTS``. Each figure opens what it was counted from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode

from gongkai.casework.applications.figures import queries as applications
from gongkai.casework.applications.figures.queries import What
from gongkai.casework.engagement.activity import queries as activities
from gongkai.casework.engagement.tally.models import TicketMonth
from gongkai.casework.engagement.tickets.figures import queries as tickets
from gongkai.casework.proposals import queries as proposals
from gongkai.law.application_figures import DEFINITIONS, Period
from gongkai.law.engagement_figures import DEFINITIONS as ACTIVITY_DEFINITIONS
from gongkai.law.grammar.dates import BEIJING
from gongkai.law.proposal_figures import ProposalFigure
from gongkai.law.response_figures import EVENT_DEFINITIONS, event_columns
from gongkai.law.ticket_figures import TICKET_DEFINITIONS, TicketFact, columns_of, tally
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.authorities.models import Authority
from gongkai.publication.response.conferences import queries as conferences
from gongkai.publication.response.figures import queries as responses


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """一项月度数据: its label, its number with its unit, that of the month before, and the page behind it."""

    label: str
    number: int | Decimal | None
    before: int | Decimal | None
    href: str = ""
    unit: str = "件"


@dataclass(frozen=True, slots=True)
class MonthPart:
    """一部分月度数据: of one room, with what its figures mean."""

    title: str
    figures: tuple[MonthFigure, ...]
    note: str


Part = Callable[[Authority, Period, Period, datetime], MonthPart]
"""月度数据的来源: the part of a room, of a month beside the one before, as it stands at a moment."""


def month(authority: Authority, period: Period, at: datetime) -> list[MonthPart]:
    """月度数据: every part, also those of nothing."""
    last = period.first - timedelta(days=1)
    before = Period.month(last.year, last.month)
    return [part(authority, period, before, at) for part in PARTS]


def _day(at: datetime) -> date:
    return at.astimezone(BEIJING).date()


# -- applications ----------------------------------------------------------------------------------------------------------


_OF_APPLICATIONS = (What.CARRIED_IN, What.RECEIVED, What.CLOSED, What.CARRIED_OUT, What.OVERDUE)


def of_applications(authority: Authority, period: Period, before: Period, at: datetime) -> MonthPart:
    """依申请公开: what came in, was closed and is carried on, as the figures of that room count it."""
    now, then = (applications.counts(applications.Scope(authority), each, _day(at)) for each in (period, before))
    span: dict[str, str | int] = {"period": "month", "year": period.first.year, "month": period.first.month}
    figures = []
    for what in _OF_APPLICATIONS:
        number, earlier = (int(getattr(each, what.value)) for each in (now, then))
        query = f"{urlencode(span)}&{applications.Figure(what).query}"
        href = f"{reverse('applications:figure_files')}?{query}" if number else ""
        figures.append(
            MonthFigure(what.label.replace("期", "月") if "结转" in what.label else what.label, number, earlier, href)
        )
    return MonthPart("依申请公开", tuple(figures), DEFINITIONS.get("收到", ""))


# -- letters ---------------------------------------------------------------------------------------------------------------


def of_tickets(authority: Authority, period: Period, before: Period, at: datetime) -> MonthPart:
    """留言: received in the month, by column, by kind and by source; what became of them as it stands on the day."""
    lines = TicketMonth.objects.of(authority)
    now, then = (tickets.facts(lines, each, _day(at)) for each in (period, before))
    figures = [
        *(_ticket(label, now, then, period, {"column": key}) for key, label in tickets.COLUMNS.items()),
        *(_ticket(f"其中：{kind.label}", now, then, period, {"kind": kind.value}) for kind in ConcernKind),
        *(_ticket(f"来源：{way.label}", now, then, period, {"source": way.value}) for way in TicketSource),
        _rate("办结率", tally(now).closing_rate, tally(then).closing_rate),
        _rate("限时答复率", tally(now).on_time_rate, tally(then).on_time_rate),
    ]
    told = tuple(each for each in figures if each.number or not each.label.startswith("来源"))
    return MonthPart("群众留言和热线", told, TICKET_DEFINITIONS["受理"])


def _ticket(
    label: str, now: list[TicketFact], then: list[TicketFact], period: Period, wanted: Mapping[str, str]
) -> MonthFigure:
    number = sum(fact.count for fact in now if _fits(fact, wanted))
    query = urlencode({"place": "all", "own": "1", "from": f"{period.first}", "to": f"{period.last}", **wanted})
    href = f"{reverse('engagement:tickets')}?{query}" if number else ""
    return MonthFigure(label, number, sum(fact.count for fact in then if _fits(fact, wanted)), href)


def _fits(fact: TicketFact, wanted: Mapping[str, str]) -> bool:
    if "column" in wanted:
        return wanted["column"] in columns_of(fact)
    return (
        wanted.get("kind", fact.kind.value) == fact.kind.value
        and wanted.get("source", fact.source.value) == fact.source.value
    )


def _rate(label: str, now: Decimal | None, then: Decimal | None) -> MonthFigure:
    return MonthFigure(label, now, then, unit="%")


# -- proposals -------------------------------------------------------------------------------------------------------------


def of_proposals(authority: Authority, period: Period, before: Period, at: datetime) -> MonthPart:
    """建议提案: what happened to files in the month; a file without the day of a step is in no month."""
    figures = []
    for column in proposals.DATED:
        number, earlier = (
            proposals.dated(authority, column, each.first, each.last).count() for each in (period, before)
        )
        query = urlencode({"from": f"{period.first}", "to": f"{period.last}"})
        href = f"{reverse('proposals:dated_files', args=[column])}?{query}" if number else ""
        figures.append(MonthFigure(ProposalFigure(column).label, number, earlier, href))
    return MonthPart(
        "建议提案",
        tuple(figures),
        "本月收到、交办、答复、办结、公开的件，各以该环节的日期为准；没有日期的不计入任何一月。",
    )


# -- events and activities -------------------------------------------------------------------------------------------------


def of_events(authority: Authority, period: Period, before: Period, at: datetime) -> MonthPart:
    """回应关切: events that began in the month, as they stand at the moment; conferences by when they were held."""
    counted, earlier = (responses.month_facts(authority, each, at) for each in (period, before))
    span = {"year": f"{period.first.year}", "month": f"{period.first.month}"}
    figures = []
    for column, label in responses.COLUMNS.items():
        number, then = (sum(column in event_columns(fact) for fact in facts) for facts in (counted, earlier))
        query = urlencode({"place": "all", "own": "1", **span, "column": column})
        figures.append(MonthFigure(label, number, then, f"{reverse('response:events')}?{query}" if number else ""))
    held, then = (conferences.held(conferences.conferences(authority), each).count() for each in (period, before))
    href = f"{reverse('response:conferences')}?{urlencode(span)}" if held else ""
    return MonthPart(
        "回应关切",
        (*figures, MonthFigure("新闻发布会", held, then, href, "次")),
        EVENT_DEFINITIONS["事件"],
    )


def of_activities(authority: Authority, period: Period, before: Period, at: datetime) -> MonthPart:
    """互动: surveys, interviews and consultations begun or held in the month, with what people sent."""
    now, then = (activities.figures(activities.held(authority, each, _day(at))) for each in (period, before))
    span = urlencode({"year": period.first.year, "month": period.first.month})
    figures = []
    for figure, number in now.items():
        href = f"{reverse('engagement:activity_behind', args=[figure.value])}?{span}" if number else ""
        figures.append(MonthFigure(figure.label, number, then[figure], href, figure.unit))
    return MonthPart("问卷、访谈和征求意见", tuple(figures), dict(ACTIVITY_DEFINITIONS)["开展、举办"])


PARTS: tuple[Part, ...] = (of_applications, of_tickets, of_proposals, of_events, of_activities)
"""各部分: in the order of the page."""
