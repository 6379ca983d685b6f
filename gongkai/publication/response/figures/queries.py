"""回应统计查询: one fact of each event; the law says what it counts as, and a number names its events by the same rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from gongkai.law.application_figures import Period
from gongkai.law.response_figures import (
    EVENT_COLUMNS,
    EventFact,
    EventTally,
    event_columns,
    event_tally,
    fewer_than_a_channel,
)
from gongkai.law.response_flow import State
from gongkai.law.response_kinds import ResponseChannel
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.response.conferences import queries as conferring
from gongkai.publication.response.conferences.models import PressConference
from gongkai.publication.response.events.models import EventResponse, OpinionEvent

COLUMNS = EVENT_COLUMNS
"""各列."""


def of_period(rows: OwnedQuerySet[OpinionEvent], period: Period) -> OwnedQuerySet[OpinionEvent]:
    """期间发生的事件: by the moment they began; what was set aside asked for no answer."""
    first, after = period.moments
    found = rows.filter(started_at__gte=first, started_at__lt=after)
    return found.exclude(dossier__state=State.SET_ASIDE.value)


def with_facts(rows: OwnedQuerySet[OpinionEvent], now: datetime) -> list[tuple[OpinionEvent, EventFact]]:
    """事件和事实: two queries, however many events."""
    found = list(rows)
    channels: dict[int, list[ResponseChannel]] = {}
    told = EventResponse.objects.everywhere().filter(event__in=[event.pk for event in found])
    for event, channel in told.order_by("number").values_list("event", "channel"):
        channels.setdefault(event, []).append(ResponseChannel(channel))
    return [(event, _fact(event, channels.get(event.pk, []), now)) for event in found]


def _fact(event: OpinionEvent, channels: list[ResponseChannel], now: datetime) -> EventFact:
    minutes = None if event.first_at is None else int((event.first_at - event.started_at).total_seconds() // 60)
    kept = None if event.first_at is None else event.first_at <= event.due_at
    return EventFact(
        grave=event.is_grave,
        first_minutes=minutes,
        in_time=False if kept is None and now > event.due_at else kept,
        channels=tuple(channels),
        repeats=event.recurs_id is not None,
        asked_again=event.asked_again,
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """回应统计表: the tally, the conferences, and what the checks find."""

    tally: EventTally
    by_channel: list[tuple[str, str, int, int]]
    conferences: int
    led: int
    faults: tuple[str, ...]
    above: tuple[str, ...]


def figures(authority: Authority, year: int, now: datetime, *, beneath: bool) -> Figures:
    """回应统计: of a year, for an authority or also those beneath it."""
    rows = OpinionEvent.objects.under(authority) if beneath else OpinionEvent.objects.of(authority)
    period = Period.year(year)
    counted = event_tally(fact for _, fact in with_facts(of_period(rows, period), now))
    told = {channel.label: number for channel, number in counted.events_by.items()}
    times = {channel.label: number for channel, number in counted.responses_by.items()}
    held = PressConference.objects.under(authority) if beneath else PressConference.objects.of(authority)
    of_year = conferring.held(held, period)
    return Figures(
        tally=counted,
        by_channel=[
            (channel.value, channel.label, counted.events_by.get(channel, 0), counted.responses_by.get(channel, 0))
            for channel in ResponseChannel
            if counted.responses_by.get(channel)
        ],
        conferences=of_year.count(),
        led=of_year.filter(principal=True).count(),
        faults=fewer_than_a_channel(counted.events, told),
        above=fewer_than_a_channel(counted.answered, times),
    )


# -- the events behind a number ------------------------------------------------------------------------------------------


def chosen(asked: Mapping[str, str]) -> dict[str, str]:
    """所选: what of the address names a number of the figures; nonsense names none."""
    told = {name: asked.get(name, "") for name in ("year", "month", "column", "channel")}
    if Period.told(told["year"], told["month"]) is None:
        return {}
    if told["channel"] and told["channel"] not in set(ResponseChannel):
        return {}
    return told if told["column"] in COLUMNS or told["channel"] else {}


def _period(told: Mapping[str, str]) -> Period:
    return Period.told(told["year"], told["month"]) or Period.year(int(told["year"]))


def month_facts(authority: Authority, period: Period, now: datetime) -> list[EventFact]:
    """一月的事件事实: of one authority, for whoever draws up a return."""
    return [fact for _, fact in with_facts(of_period(OpinionEvent.objects.of(authority), period), now)]


def narrowed(rows: OwnedQuerySet[OpinionEvent], told: Mapping[str, str], now: datetime) -> list[OpinionEvent]:
    """数字背后的事件: by the same rule that counted them."""
    found = of_period(rows, _period(told))
    if told["channel"]:
        out = EventResponse.objects.everywhere().filter(event=OuterRef("pk"), channel=told["channel"])
        found = found.filter(Exists(out))
    facts = with_facts(found, now)
    return [event for event, fact in facts if not told["column"] or told["column"] in event_columns(fact)]


def responses(authority: Authority, year: int, channel: str, *, beneath: bool) -> OwnedQuerySet[EventResponse]:
    """渠道的各次回应: of the events of a year."""
    rows = EventResponse.objects.under(authority) if beneath else EventResponse.objects.of(authority)
    known = OpinionEvent.objects.under(authority) if beneath else OpinionEvent.objects.of(authority)
    found = rows.filter(channel=channel, event__in=of_period(known, Period.year(year)))
    return found.select_related("event__dossier").order_by("released_at", "pk")


def said(told: Mapping[str, str]) -> str:
    """所选的说法: as the list says what it shows."""
    if not told:
        return ""
    parts = [_period(told).label, COLUMNS.get(told["column"], "")]
    parts += [f"在{ResponseChannel(told['channel']).label}回应过的"] if told["channel"] else []
    return "".join(filter(None, parts)) + "事件"
