"""话题查询: how often what was asked, now and in the period before, by topic, theme, place, unit and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum

from gongkai.casework.engagement.tally.models import Monthly, ThemeMonth, TicketMonth, TopicMonth
from gongkai.casework.engagement.tally.queries import received_in
from gongkai.casework.engagement.tickets.models import Ticket, TicketSelection
from gongkai.casework.engagement.topics.models import DemandReport, TicketTopic
from gongkai.law.application_figures import REPLIED, Period, PeriodKind
from gongkai.law.authorities import AuthorityKind
from gongkai.law.themes import THEMES
from gongkai.law.ticket_topics import OTHERS, Asked, DemandCount, folded, to_publish
from gongkai.office.authorities.models import Authority, OwnedQuerySet

M = TypeVar("M", bound=Monthly)
MOST = 20
EVERY = 10_000_000
NOBODY = "-"
"""没有: how an address says that a ticket names no place, is of no theme, or is with no unit."""


def places(authority: Authority) -> Mapping[str, int]:
    """乡镇街道: by the names a letter would use, the longest first."""
    rows = Authority.objects.under(authority).filter(kind=AuthorityKind.TOWNSHIP).order_by("path")
    named: dict[str, int] = {}
    for key, name, above in rows.values_list("pk", "name", "parent__short_name"):
        short = name.removesuffix("人民政府").removesuffix("办事处")
        for each in (short, short.removeprefix(above or "")):
            named.setdefault(each, key)
        bare = next((short[len(other) :] for other in _regions(authority) if short.startswith(other)), "")
        if len(bare) > 1:
            named.setdefault(bare, key)
    return dict(sorted(named.items(), key=lambda row: -len(row[0])))


def _regions(authority: Authority) -> list[str]:
    return [name for name in (authority.name.removesuffix("人民政府"), authority.short_name) if name]


# -- counting --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """一行: what it is of, how the address says so, and its counts."""

    label: str
    query: str
    counted: DemandCount


@dataclass(frozen=True, slots=True)
class Topic(Line):
    """一个话题: with the class it belongs to, and what of it was answered and is public."""

    theme: str = ""
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """诉求分析: of one authority and period, beside the period before."""

    period: Period
    before: Period
    whole: DemandCount
    topics: list[Topic]
    themes: list[Line]
    places: list[Line]
    units: list[Line]
    months: list[tuple[str, int]]
    waiting: int

    @property
    def total(self) -> Line:
        """合计."""
        return Line("受理", "", self.whole)


def before(period: Period) -> Period:
    """上期: the period of the same length that ended the day before."""
    last = period.first - timedelta(days=1)
    match period.kind:
        case PeriodKind.YEAR:
            return Period.year(last.year)
        case PeriodKind.MONTH:
            return Period.month(last.year, last.month)
        case _:
            return Period(last - (period.last - period.first), last)


def demand(authority: Authority, period: Period) -> Demand:
    """诉求分析: a few groupings of the tally for each of the two periods; everything on the page follows from them."""
    earlier = before(period)
    tickets, old_tickets = (_lines_of(TicketMonth, authority, each) for each in (period, earlier))
    themes, old_themes = (_lines_of(ThemeMonth, authority, each) for each in (period, earlier))
    topics = _lines_of(TopicMonth, authority, period)
    return Demand(
        period=period,
        before=earlier,
        whole=DemandCount(_sum(tickets), _sum(old_tickets)),
        topics=_topics(authority, topics, _lines_of(TopicMonth, authority, earlier)),
        themes=_lines(_by(themes, "theme"), _by(old_themes, "theme"), "theme", _theme_names),
        places=_lines(_by(themes, "place"), _by(old_themes, "place"), "at", _names),
        units=_units(tickets, old_tickets),
        months=_months(tickets),
        waiting=_sum(topics.filter(topic=None)),
    )


def _lines_of(table: type[M], authority: Authority, period: Period) -> OwnedQuerySet[M]:
    lines: OwnedQuerySet[M] = received_in(table.objects.of(authority), period)
    return lines


def _sum(lines: OwnedQuerySet[M]) -> int:
    return lines.aggregate(count=Sum("many"))["count"] or 0


def _by(lines: OwnedQuerySet[M], *names: str) -> dict[Any, int]:
    """What stands alike by one column is keyed by its value, by two by the pair."""
    counted = lines.values_list(*names).annotate(count=Sum("many")).filter(count__gt=0)
    return {told[0] if len(told) == 1 else tuple(told): count for *told, count in counted}


def _lines(now: Mapping[Any, int], old: Mapping[Any, int], query: str, names: Any) -> list[Line]:
    """The most frequent first; what has neither theme nor place stands last."""
    told = names([key for key in now if key])
    lines = [
        Line(
            told[key] if key else "未能识别",
            f"{urlencode({query: key or NOBODY})}&",
            DemandCount(many, old.get(key, 0)),
        )
        for key, many in now.items()
    ]
    return sorted(lines, key=lambda line: (line.label == "未能识别", -line.counted.now, line.label))


def _theme_names(keys: list[str]) -> dict[str, str]:
    return {key: THEMES.full_name(key) for key in keys}


def _names(keys: list[int]) -> dict[int, str]:
    return dict(Authority.objects.filter(pk__in=keys).values_list("pk", "name"))


def _units(now_lines: OwnedQuerySet[TicketMonth], old_lines: OwnedQuerySet[TicketMonth]) -> list[Line]:
    now, then = (_by(each, "unit", "unit_name") for each in (now_lines, old_lines))
    named = _names([unit for unit, _ in now if unit])
    lines = []
    for (unit, name), many in now.items():
        label = named[unit] if unit else name or "尚未分派"
        address = urlencode({"unit": unit or name or NOBODY})
        lines.append(Line(label, f"{address}&", DemandCount(many, then.get((unit, name), 0))))
    return sorted(lines, key=lambda line: (-line.counted.now, line.label))


def _months(lines: OwnedQuerySet[TicketMonth]) -> list[tuple[str, int]]:
    counted = sorted(_by(lines, "month").items())
    return [(f"{code // 100}-{code % 100:02d}", many) for code, many in counted]


# -- topics ----------------------------------------------------------------------------------------------------------------


def _topics(authority: Authority, now: OwnedQuerySet[TopicMonth], old: OwnedQuerySet[TopicMonth]) -> list[Topic]:
    """热点: the most wanted, with what was answered of them and what is public."""
    counts = _most(now, MOST)
    then = _by(old.filter(topic__in=counts), "topic")
    named = TicketTopic.objects.of(authority).in_bulk(counts)
    asked = _asked(authority, now, counts, named)
    return [
        Topic(
            each.name,
            f"topic={each.topic}&",
            DemandCount(each.count, then.get(each.topic, 0)),
            THEMES.full_name(theme) if (theme := named[each.topic].theme) else "",
            each,
        )
        for each in asked
    ]


def _most(lines: OwnedQuerySet[TopicMonth], many: int) -> dict[int, int]:
    """The topics asked for most, with how often; the older first among those asked for alike."""
    counted = lines.exclude(topic=None).values_list("topic").annotate(count=Sum("many")).filter(count__gt=0)
    return dict(counted.order_by("-count", "topic")[:many])


def _asked(
    authority: Authority,
    lines: OwnedQuerySet[TopicMonth],
    counts: Mapping[int, int],
    named: Mapping[int, TicketTopic],
) -> list[Asked]:
    answered = _by(lines.filter(topic__in=counts, replied=True), "topic")
    public = _published(authority, counts)
    return [Asked(key, named[key].name, many, answered.get(key, 0), public.get(key, 0)) for key, many in counts.items()]


def _published(authority: Authority, keys: Collection[int]) -> dict[int, int]:
    rows = TicketSelection.objects.of(authority).filter(withdrawn_on=None, ticket__topic__in=keys)
    return dict(rows.order_by().values_list("ticket__topic").annotate(many=Count("pk")))


def unanswered(authority: Authority, period: Period, most: int = MOST) -> list[Asked]:
    """建议公开: what was asked about so often in a period and is answered nowhere in public; merged copies count once."""
    lines = _lines_of(TopicMonth, authority, period).filter(asking=True)
    counts = _most(lines, most * 2)
    return to_publish(_asked(authority, lines, counts, TicketTopic.objects.of(authority).in_bulk(counts)))[:most]


def published_of(authority: Authority, topic: int) -> list[TicketSelection]:
    """已选登的: of one topic."""
    return list(TicketSelection.objects.of(authority).filter(withdrawn_on=None, ticket__topic=topic))


def answered_tickets(authority: Authority, topic: int, most: int = 3) -> list[Ticket]:
    """可以选登的: the latest answered tickets of a topic whose writers agreed to nothing yet or did; a person decides."""
    rows = Ticket.objects.of(authority).filter(
        topic=topic, timeliness__in=[each.value for each in REPLIED], sealed=False
    )
    return list(rows.select_related("dossier").defer("personal").order_by("-pk")[:most])


# -- what the public is told -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ToTell:
    """可以公布的: how many were received, and how many of which class, small numbers folded."""

    received: int
    rows: list[tuple[str, int | None]]


def to_tell(authority: Authority, period: Period) -> ToTell:
    """可以公布的分析: by the class at the top; what was recognised as nothing stands with the others."""
    counted: Counter[str] = Counter()
    for theme, many in _by(_lines_of(ThemeMonth, authority, period), "theme").items():
        counted[THEMES.by_code[theme[:2]].name if theme[:2] in THEMES.by_code else OTHERS] += many
    rest = counted.pop(OTHERS, 0)
    told = folded([*counted.items(), *([(OTHERS, rest)] if rest else [])])
    return ToTell(sum(counted.values()) + rest, _together(told))


def _together(rows: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """One row of others, the last: what was folded and what was never recognised."""
    others = [count for label, count in rows if label == OTHERS]
    shown = [(label, count) for label, count in rows if label != OTHERS]
    known = [count for count in others if count is not None]
    return [*shown, (OTHERS, sum(known) if len(known) == len(others) else None)] if others else shown


def reports(authority: Authority) -> OwnedQuerySet[DemandReport]:
    """已公布的诉求分析: the latest first."""
    return DemandReport.objects.of(authority).filter(withdrawn_on=None)


def often(authority: Authority, most: int = 8) -> list[tuple[TicketSelection, int]]:
    """大家常问: published replies whose topic was asked for most; only a person's wording is shown, and no small number."""
    rows = TicketSelection.objects.of(authority).filter(withdrawn_on=None, ticket__topic__isnull=False)
    chosen = list(rows.select_related("ticket").defer("ticket__personal")[: most * 10])
    keys = {row.ticket.topic_id for row in chosen}
    counts = _by(TopicMonth.objects.of(authority).filter(topic__in=keys).order_by(), "topic")
    best: dict[int, TicketSelection] = {}
    for row in chosen:
        best.setdefault(row.ticket.topic_id or 0, row)
    ranked = sorted(best.items(), key=lambda each: -counts.get(each[0], 0))
    return [(row, counts.get(key, 0)) for key, row in ranked[:most]]


def narrowed(rows: OwnedQuerySet[Ticket], asked: Mapping[str, str]) -> OwnedQuerySet[Ticket]:
    """数字背后的留言: by the topic, theme or place an address names."""
    wanted = Q()
    for name, field in (("topic", "topic"), ("at", "place")):
        if (given := asked.get(name, "")) and (given.isdecimal() or given == NOBODY):
            wanted &= Q(**{field: None if given == NOBODY else int(given[:18])})
    if theme := asked.get("theme", ""):
        wanted &= Q(theme="" if theme == NOBODY else theme)
    return rows.filter(wanted)
