"""月度数据统计: the figures of a month by part; a room adds its part to ``COUNTINGS``. Each opens what it was counted from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode

from gongkai.casework.applications.figures import queries as applications
from gongkai.casework.applications.figures.queries import Figure, What
from gongkai.casework.engagement.activity import queries as activities
from gongkai.casework.engagement.tally.models import TicketMonth
from gongkai.casework.engagement.tickets.figures import queries as tickets
from gongkai.casework.proposals import queries as proposals
from gongkai.casework.remedies import queries as remedies
from gongkai.law.annual_report.edition_2014 import place_disclosure
from gongkai.law.application_figures import DEFINITIONS, Period, PeriodKind
from gongkai.law.disclosure import DisclosureFact
from gongkai.law.engagement_figures import DEFINITIONS as ACTIVITY_DEFINITIONS
from gongkai.law.grammar.dates import BEIJING
from gongkai.law.monthly.adding_up import Figures
from gongkai.law.monthly.indicators import INDICATORS, PROPOSALS_DATED, MonthlyIndicator, Part, of_part
from gongkai.law.outcomes import OUTCOMES, OutcomeGroup
from gongkai.law.response_figures import EVENT_DEFINITIONS, event_columns
from gongkai.law.ticket_figures import TICKET_DEFINITIONS, TicketFact, columns_of, tally
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.authorities.models import Authority
from gongkai.publication.disclosure import monthly as contents
from gongkai.publication.response.conferences import queries as conferences
from gongkai.publication.response.figures import queries as responses


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """一项月度数据: its label, its number with its unit, that of the month before, and the page behind it."""

    indicator: MonthlyIndicator
    number: int | Decimal | None
    href: str = ""
    before: int | Decimal | None = None

    @property
    def label(self) -> str:
        """名称."""
        return self.indicator.label

    @property
    def unit(self) -> str:
        """单位."""
        return self.indicator.unit


@dataclass(frozen=True, slots=True)
class MonthPart:
    """一部分月度数据: of one room, with what its figures mean."""

    part: Part
    figures: tuple[MonthFigure, ...]
    note: str

    @property
    def title(self) -> str:
        """部分名称."""
        return self.part.label

    @property
    def told(self) -> list[MonthFigure]:
        """所列各数: a way letters come by that brought none is not told."""
        return [each for each in self.figures if each.number or not each.indicator.name.startswith("source_")]

    @property
    def rated(self) -> bool:
        """有无比率: whether the rounding of a rate is to be told."""
        return any(each.unit == "%" for each in self.figures)


Counting = Callable[[Authority, Period, datetime], MonthPart]
"""月度数据的来源: the part of a room over a period, as it stands at a moment."""


def month(authority: Authority, period: Period, at: datetime) -> list[MonthPart]:
    """月度数据: every part, also those of nothing, each figure beside that of the month before."""
    last = period.first - timedelta(days=1)
    before = numbers(authority, Period.month(last.year, last.month), at)
    return [_beside(count(authority, period, at), before) for count in COUNTINGS]


def _beside(part: MonthPart, before: Figures) -> MonthPart:
    return replace(part, figures=tuple(replace(each, before=before[each.indicator.key]) for each in part.figures))


def numbers(authority: Authority, period: Period, at: datetime) -> Figures:
    """月报数: every figure of a period by its key, as the ledgers have it now."""
    return {each.indicator.key: each.number for count in COUNTINGS for each in count(authority, period, at).figures}


def _of(part: Part, name: str) -> MonthlyIndicator:
    return INDICATORS[f"{part.value}.{name}"]


def _day(at: datetime) -> date:
    return at.astimezone(BEIJING).date()


# -- contents --------------------------------------------------------------------------------------------------------------


def of_contents(authority: Authority, period: Period, at: datetime) -> MonthPart:
    """主动公开: by the rows of the form of 2014, each content in the month it first went out."""
    now = _by_row(contents.month_facts(authority, period))
    figures = [
        MonthFigure(each, now[each.name], _behind(period, each, now[each.name])) for each in of_part(Part.DISCLOSURE)
    ]
    return MonthPart(Part.DISCLOSURE, tuple(figures), figures[0].indicator.once + "。")


def _by_row(facts: Iterable[DisclosureFact]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for fact in facts:
        for _, row, _ in place_disclosure(fact):
            counted[row] += fact.count
    return counted


def _behind(period: Period, indicator: MonthlyIndicator, number: int) -> str:
    """The page of what a figure of a month was counted from; longer periods have none."""
    if not number or period.kind is not PeriodKind.MONTH:
        return ""
    return reverse("reports:month_behind", args=[period.first.year, period.first.month, indicator.key])


# -- applications ----------------------------------------------------------------------------------------------------------


_OF_APPLICATIONS = {
    "carried_in": Figure(What.CARRIED_IN),
    "received": Figure(What.RECEIVED),
    "closed": Figure(What.CLOSED),
    **{f"closed_{group.value}": Figure(What.CLOSED, group=group.value) for group in OutcomeGroup},
    "carried_out": Figure(What.CARRIED_OUT),
    "overdue": Figure(What.OVERDUE),
}


def of_applications(authority: Authority, period: Period, at: datetime) -> MonthPart:
    """依申请公开: what came in, was closed and is carried on, as the figures of that room count it."""
    now = applications.counts(applications.Scope(authority), period, _day(at))
    span: dict[str, str | int] = {"period": "month", "year": period.first.year, "month": period.first.month}
    figures = []
    for name, figure in _OF_APPLICATIONS.items():
        number = _of_applications(now, figure)
        href = f"{reverse('applications:figure_files')}?{urlencode(span)}&{figure.query}" if number else ""
        figures.append(MonthFigure(_of(Part.APPLICATIONS, name), number, href))
    return MonthPart(Part.APPLICATIONS, tuple(figures), DEFINITIONS.get("收到", ""))


def _of_applications(counts: applications.Counts, figure: Figure) -> int:
    if figure.group:
        leaves = {leaf.key for leaf in OUTCOMES if leaf.group.value == figure.group}
        return sum(count for outcome, count in counts.by_outcome.items() if outcome in leaves)
    return int(getattr(counts, figure.what.value))


# -- letters ---------------------------------------------------------------------------------------------------------------


def of_tickets(authority: Authority, period: Period, at: datetime) -> MonthPart:
    """留言: received in the month, by column, by kind and by source; what became of them as it stands on the day."""
    lines = TicketMonth.objects.of(authority)
    now = tickets.facts(lines, period, _day(at))
    figures = [
        *(_ticket(key, now, period, {"column": key}) for key in tickets.COLUMNS),
        *(_ticket(f"kind_{kind.value}", now, period, {"kind": kind.value}) for kind in ConcernKind),
        *(_ticket(f"source_{way.value}", now, period, {"source": way.value}) for way in TicketSource),
        _rate("closing_rate", tally(now).closing_rate),
        _rate("on_time_rate", tally(now).on_time_rate),
    ]
    return MonthPart(Part.TICKETS, tuple(figures), TICKET_DEFINITIONS["受理"])


def _ticket(name: str, facts: list[TicketFact], period: Period, wanted: Mapping[str, str]) -> MonthFigure:
    number = sum(fact.count for fact in facts if _fits(fact, wanted))
    query = urlencode({"place": "all", "own": "1", "from": f"{period.first}", "to": f"{period.last}", **wanted})
    return MonthFigure(_of(Part.TICKETS, name), number, f"{reverse('engagement:tickets')}?{query}" if number else "")


def _fits(fact: TicketFact, wanted: Mapping[str, str]) -> bool:
    if "column" in wanted:
        return wanted["column"] in columns_of(fact)
    return (
        wanted.get("kind", fact.kind.value) == fact.kind.value
        and wanted.get("source", fact.source.value) == fact.source.value
    )


def _rate(name: str, rate: Decimal | None) -> MonthFigure:
    return MonthFigure(_of(Part.TICKETS, name), rate)


# -- proposals -------------------------------------------------------------------------------------------------------------


def of_proposals(authority: Authority, period: Period, at: datetime) -> MonthPart:
    """建议提案: what happened to files in the month; a file without the day of a step is in no month."""
    figures = []
    for column in PROPOSALS_DATED:
        number = proposals.dated(authority, column, period.first, period.last).count()
        query = urlencode({"from": f"{period.first}", "to": f"{period.last}"})
        href = f"{reverse('proposals:dated_files', args=[column])}?{query}" if number else ""
        figures.append(MonthFigure(_of(Part.PROPOSALS, column), number, href))
    return MonthPart(
        Part.PROPOSALS,
        tuple(figures),
        "本月收到、交办、答复、办结、公开的件，各以该环节的日期为准；没有日期的不计入任何一月。",
    )


# -- events and activities -------------------------------------------------------------------------------------------------


def of_events(authority: Authority, period: Period, at: datetime) -> MonthPart:
    """回应关切: events that began in the month, as they stand at the moment; conferences by when they were held."""
    counted = responses.month_facts(authority, period, at)
    span = {"year": f"{period.first.year}", "month": f"{period.first.month}"}
    figures = []
    for column in responses.COLUMNS:
        number = sum(column in event_columns(fact) for fact in counted)
        query = urlencode({"place": "all", "own": "1", **span, "column": column})
        href = f"{reverse('response:events')}?{query}" if number else ""
        figures.append(MonthFigure(_of(Part.EVENTS, column), number, href))
    held = conferences.held(conferences.conferences(authority), period).count()
    href = f"{reverse('response:conferences')}?{urlencode(span)}" if held else ""
    return MonthPart(
        Part.EVENTS,
        (*figures, MonthFigure(_of(Part.EVENTS, "conferences"), held, href)),
        EVENT_DEFINITIONS["事件"],
    )


def of_activities(authority: Authority, period: Period, at: datetime) -> MonthPart:
    """互动: surveys, interviews and consultations begun or held in the month, with what people sent."""
    now = activities.figures(activities.held(authority, period, _day(at)))
    span = urlencode({"year": period.first.year, "month": period.first.month})
    figures = []
    for figure, number in now.items():
        href = f"{reverse('engagement:activity_behind', args=[figure.value])}?{span}" if number else ""
        figures.append(MonthFigure(_of(Part.ACTIVITIES, figure.value), number, href))
    return MonthPart(Part.ACTIVITIES, tuple(figures), dict(ACTIVITY_DEFINITIONS)["开展、举办"])


# -- cases -----------------------------------------------------------------------------------------------------------------


def of_remedies(authority: Authority, period: Period, at: datetime) -> MonthPart:
    """行政复议、行政诉讼: the notices that came in the month and the cases that were concluded in it."""
    figures = []
    for each in of_part(Part.REMEDIES):
        number = remedies.dated(authority, each.name, period.first, period.last).count()
        figures.append(MonthFigure(each, number, _behind(period, each, number)))
    return MonthPart(Part.REMEDIES, tuple(figures), "收到复议、应诉通知和审结的案件，各以其日期为准。")


COUNTINGS: tuple[Counting, ...] = (
    *(of_contents, of_applications, of_tickets, of_proposals),
    *(of_events, of_activities, of_remedies),
)
"""各部分: in the order of the page."""
