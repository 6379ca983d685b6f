"""话题查询: how often what was asked, now and in the period before, by topic, theme, place, unit and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Count, Q

from gongkai.casework.engagement.tickets.models import Ticket, TicketSelection
from gongkai.casework.engagement.topics.models import DemandReport, TicketTopic
from gongkai.law.application_figures import REPLIED, Period, PeriodKind, month_code
from gongkai.law.authorities import AuthorityKind
from gongkai.law.themes import THEMES
from gongkai.law.ticket_kinds import ConcernKind
from gongkai.law.ticket_topics import OTHERS, Asked, DemandCount, folded, to_publish
from gongkai.office.authorities.models import Authority, OwnedQuerySet

K = TypeVar("K", bound=Hashable)
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
    """诉求分析: a few groupings of each of the two periods; everything on the page follows from them."""
    earlier = before(period)
    rows, old = _of(authority, period), _of(authority, earlier)
    return Demand(
        period=period,
        before=earlier,
        whole=DemandCount(rows.count(), old.count()),
        topics=_topics(authority, rows, old),
        themes=_lines(_by(rows, "theme"), _by(old, "theme"), "theme", _theme_names),
        places=_lines(_by(rows, "place"), _by(old, "place"), "at", _names),
        units=_units(rows, old),
        months=_months(rows),
        waiting=rows.filter(topic=None).count(),
    )


def _of(authority: Authority, period: Period) -> OwnedQuerySet[Ticket]:
    months = (month_code(period.first), month_code(period.last))
    return Ticket.objects.of(authority).filter(received_month__range=months).order_by()


def _by(rows: OwnedQuerySet[Ticket], name: str) -> dict[Any, int]:
    return dict(rows.values_list(name).annotate(many=Count("pk")))


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


def _units(rows: OwnedQuerySet[Ticket], old: OwnedQuerySet[Ticket]) -> list[Line]:
    now, then = (dict(_pairs(each)) for each in (rows, old))
    named = _names([unit for unit, _ in now if unit])
    lines = []
    for (unit, name), many in now.items():
        label = named[unit] if unit else name or "尚未分派"
        address = urlencode({"unit": unit or name or NOBODY})
        lines.append(Line(label, f"{address}&", DemandCount(many, then.get((unit, name), 0))))
    return sorted(lines, key=lambda line: (-line.counted.now, line.label))


def _pairs(rows: OwnedQuerySet[Ticket]) -> dict[tuple[int | None, str], int]:
    grouped = rows.values_list("unit", "unit_name").annotate(many=Count("pk"))
    return {(unit, name): many for unit, name, many in grouped}


def _months(rows: OwnedQuerySet[Ticket]) -> list[tuple[str, int]]:
    counted = sorted(_by(rows, "received_month").items())
    return [(f"{code // 100}-{code % 100:02d}", many) for code, many in counted]


# -- topics ----------------------------------------------------------------------------------------------------------------


def _topics(authority: Authority, rows: OwnedQuerySet[Ticket], old: OwnedQuerySet[Ticket]) -> list[Topic]:
    """热点: the most wanted, with what was answered of them and what is public."""
    now = Counter({key: many for key, many in _by(rows, "topic").items() if key})
    then = _by(old.filter(topic__in=[key for key, _ in now.most_common(MOST)]), "topic")
    asked = {each.topic: each for each in _asked(authority, rows, now, [key for key, _ in now.most_common(MOST)])}
    named = TicketTopic.objects.of(authority).in_bulk([key for key, _ in now.most_common(MOST)])
    return [
        Topic(
            named[key].name,
            f"topic={key}&",
            DemandCount(many, then.get(key, 0)),
            THEMES.full_name(named[key].theme) if named[key].theme else "",
            asked[key],
        )
        for key, many in now.most_common(MOST)
    ]


def _asked(
    authority: Authority, rows: OwnedQuerySet[Ticket], counts: Mapping[int, int], keys: list[int]
) -> list[Asked]:
    answered = _by(rows.filter(topic__in=keys, timeliness__in=[each.value for each in REPLIED]), "topic")
    public = _published(authority, keys)
    names = dict(TicketTopic.objects.of(authority).filter(pk__in=keys).values_list("pk", "name"))
    return [Asked(key, names[key], counts[key], answered.get(key, 0), public.get(key, 0)) for key in keys]


def _published(authority: Authority, keys: list[int]) -> dict[int, int]:
    rows = TicketSelection.objects.of(authority).filter(withdrawn_on=None, ticket__topic__in=keys)
    return dict(rows.order_by().values_list("ticket__topic").annotate(many=Count("pk")))


def unanswered(authority: Authority, period: Period, most: int = MOST) -> list[Asked]:
    """建议公开: what was asked about so often in a period and is answered nowhere in public; merged copies count once."""
    rows = _of(authority, period).filter(kind=ConcernKind.CONSULT, topic__isnull=False, merged_into=None)
    counts = Counter(_by(rows, "topic"))
    keys = [key for key, _ in counts.most_common(most * 2)]
    return to_publish(_asked(authority, rows, counts, keys))[:most]


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
    for theme, many in _by(_of(authority, period), "theme").items():
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
    counts = _by(Ticket.objects.of(authority).filter(topic__in=keys).order_by(), "topic")
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
