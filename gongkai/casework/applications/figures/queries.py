"""统计查询: the database groups, ``law.application_figures`` says what it means, and every figure finds its files again.

Grouping goes through indexes in the order of the groups (``Dossier.Meta``), so that a hundred thousand files are one short
pass. What a ``Figure`` counts and which files it opens are two ways of saying the same; a test holds one to the other over
arbitrary ledgers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet

from gongkai.law import application_figures as law
from gongkai.law.application_figures import REPLIED, Period, Timeliness, month_code
from gongkai.law.applications import KIND, ApplicantKind
from gongkai.law.grammar.words import Word
from gongkai.law.outcomes import OUTCOMES, OutcomeGroup
from gongkai.law.receipt import Channel
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.models import Dossier


class What(Word):
    """统计事项: what a figure counts; the other parts of a ``Figure`` narrow it."""

    RECEIVED = "received", "收到"
    CARRIED_IN = "carried_in", "上期结转"
    CLOSED = "closed", "办结"
    CARRIED_OUT = "carried_out", "结转下期"
    OVERDUE = "overdue", "逾期在办"
    NOT_DUE = "not_due", "在办未逾期"


@dataclass(frozen=True, slots=True)
class Figure:
    """数: what is counted, narrowed by any of channel, kind of applicant, outcome, group of outcomes, timeliness."""

    what: What
    party: str = ""
    channel: str = ""
    outcome: str = ""
    group: str = ""
    timeliness: str = ""
    replied: str = ""

    @property
    def query(self) -> str:
        """地址参数: what the address of its list says."""
        said = ((field.name, str(getattr(self, field.name))) for field in fields(self))
        return urlencode([(name, value) for name, value in said if value])

    @property
    def label(self) -> str:
        """名称: as the list of its files is called."""
        parts = [self.what.label]
        parts += [words(value).label for words, value in self._narrowed() if value]
        if self.outcome:
            parts.append(next(leaf.label for leaf in OUTCOMES if leaf.key == self.outcome))
        if self.replied:
            parts.append("已答复")
        return "，".join(parts)

    def _narrowed(self) -> Iterator[tuple[type[Word], str]]:
        yield Channel, self.channel
        yield ApplicantKind, self.party
        yield OutcomeGroup, self.group
        yield Timeliness, self.timeliness

    @classmethod
    def read(cls, said: Mapping[str, str]) -> Figure | None:
        """读地址: the figure an address names, or None where it names none there is."""
        given = {field.name: said.get(field.name, "") for field in fields(cls)}
        known = {
            "party": {"", *ApplicantKind},
            "channel": {"", *Channel},
            "outcome": {"", *(leaf.key for leaf in OUTCOMES)},
            "group": {"", *OutcomeGroup},
            "timeliness": {"", *Timeliness},
            "replied": {"", "1"},
        }
        what = given.pop("what")
        if what not in set(What) or any(value not in known[name] for name, value in given.items()):
            return None
        return cls(What(what), **given)


@dataclass(frozen=True)
class Scope:
    """统计范围: an authority, or it and everything beneath it."""

    authority: Authority
    beneath: bool = False

    @cached_property
    def keys(self) -> list[int]:
        """机关: the keys of the authorities counted."""
        if not self.beneath:
            return [self.authority.pk]
        return sorted(Authority.objects.under(self.authority).values_list("pk", flat=True))

    def dossiers(self, kind: str = KIND) -> OwnedQuerySet[Dossier]:
        """案卷: of one kind, unordered, so that grouping may follow an index."""
        rows = Dossier.objects.everywhere().order_by()
        own = rows.filter(authority=self.keys[0]) if len(self.keys) == 1 else rows.filter(authority__in=self.keys)
        return own.filter(kind=kind)


# -- the overview ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Counts:
    """统计数: everything the page of a period prints, from a handful of grouped queries."""

    period: Period
    received_by: Mapping[tuple[int, str, str], int]
    closed_by: Mapping[tuple[int, str, str, str], int]
    worked: Mapping[int, int]
    elapsed: Mapping[int, int]
    carried_in: int
    carried_out: int
    overdue: int

    @cached_property
    def received(self) -> int:
        """收到."""
        return sum(self.received_by.values())

    @cached_property
    def closed(self) -> int:
        """办结."""
        return sum(self.closed_by.values())

    @cached_property
    def by_timeliness(self) -> Mapping[str, int]:
        """时效: of what was closed."""
        return _summed((how, count) for (_, _, how, _), count in self.closed_by.items())

    @cached_property
    def replied(self) -> int:
        """已答复."""
        return sum(self.by_timeliness.get(how, 0) for how in REPLIED)

    @cached_property
    def by_channel(self) -> Mapping[str, int]:
        """各渠道收到."""
        return _summed((channel, count) for (channel, _), count in self.by_both.items())

    @cached_property
    def by_party(self) -> Mapping[str, int]:
        """各类申请人收到."""
        return _summed((party, count) for (_, party), count in self.by_both.items())

    @cached_property
    def by_both(self) -> Mapping[tuple[str, str], int]:
        """渠道和申请人类型."""
        return _summed(((channel, party), count) for (_, party, channel), count in self.received_by.items())

    @cached_property
    def by_outcome(self) -> Mapping[str, int]:
        """各结果办结."""
        return _summed((outcome, count) for (outcome, _), count in self.by_outcome_and_party.items())

    @cached_property
    def by_outcome_and_party(self) -> Mapping[tuple[str, str], int]:
        """结果和申请人类型: the columns of the statutory table."""
        return _summed(((outcome, party), count) for (_, outcome, _, party), count in self.closed_by.items())

    @cached_property
    def received_in(self) -> Mapping[int, int]:
        """各月收到."""
        return _summed((month, count) for (month, _, _), count in self.received_by.items())

    @cached_property
    def closed_in(self) -> Mapping[int, int]:
        """各月办结."""
        return _summed((month, count) for (month, _, _, _), count in self.closed_by.items())


def _summed(pairs: Iterable[tuple[Any, int]]) -> Mapping[Any, int]:
    counted: Counter[Any] = Counter()
    for key, count in pairs:
        counted[key] += count
    return counted


def counts(scope: Scope, period: Period, today: date) -> Counts:
    """统计: the figures of a period as they stand today."""
    rows = scope.dossiers()
    received = rows.filter(_received(period))
    received_by = received.values_list("received_month", "party", "channel").annotate(Count("pk"))
    closed = rows.filter(_closed(period))
    grouped = closed.values_list("closed_month", "outcome", "timeliness", "party")
    closed_by: dict[tuple[int, str, str, str], int] = {}
    from_before = 0
    for month, outcome, how, party, count, before in grouped.annotate(
        Count("pk"), before=Count("pk", filter=_before(period))
    ):
        closed_by[month, outcome, how, party] = count
        from_before += before
    worked: Counter[int] = Counter()
    elapsed: Counter[int] = Counter()
    served = closed.filter(worked_days__isnull=False)
    for _, days, natural, count in served.values_list("closed_month", "worked_days", "calendar_days").annotate(
        Count("pk")
    ):
        worked[days] += count
        elapsed[natural] += count
    still, later = _open_now(rows, period, today), _closed_later(rows, period, today)
    return Counts(
        period=period,
        received_by={(month, party, channel): count for month, party, channel, count in received_by},
        closed_by=closed_by,
        worked=worked,
        elapsed=elapsed,
        carried_in=from_before + still["before"] + later["before"],
        carried_out=still["all"] + later["all"],
        overdue=still["overdue"] + later["overdue"],
    )


def _open_now(rows: OwnedQuerySet[Dossier], period: Period, today: date) -> dict[str, int]:
    return _of_the_open(rows.filter(closed_on=None, received_on__lte=period.last), period, today)


def _closed_later(rows: OwnedQuerySet[Dossier], period: Period, today: date) -> dict[str, int]:
    """Of a period that is over: what was open at its end and has been closed since."""
    if today <= period.last:
        return {"all": 0, "before": 0, "overdue": 0}
    return _of_the_open(rows.filter(_closed_after(period), received_on__lte=period.last), period, today)


def _of_the_open(rows: OwnedQuerySet[Dossier], period: Period, today: date) -> dict[str, int]:
    found: dict[str, int] = rows.aggregate(
        all=Count("pk"),
        before=Count("pk", filter=_before(period)),
        overdue=Count("pk", filter=_overdue(period, today)),
    )
    return found


# -- the conditions, each said once ----------------------------------------------------------------------------------------


def _received(period: Period) -> Q:
    """The months first: they are what the index is ordered by; only the ends of a free span are cut by the day."""
    months = Q(received_month__gte=month_code(period.first), received_month__lte=month_code(period.last))
    return months if period.of_whole_months else months & Q(received_on__gte=period.first, received_on__lte=period.last)


def _closed(period: Period) -> Q:
    months = Q(closed_month__gte=month_code(period.first), closed_month__lte=month_code(period.last))
    return months if period.of_whole_months else months & Q(closed_on__gte=period.first, closed_on__lte=period.last)


def _closed_after(period: Period) -> Q:
    return Q(closed_month__gte=month_code(period.last), closed_on__gt=period.last)


def _before(period: Period) -> Q:
    return Q(received_on__lt=period.first)


def _open_at_the_end(period: Period) -> Q:
    return Q(received_on__lte=period.last) & (Q(closed_on=None) | _closed_after(period))


def _overdue(period: Period, today: date) -> Q:
    return Q(term_on__lt=min(period.last, today))


_WHAT = {
    What.RECEIVED: lambda period, today: _received(period),
    What.CARRIED_IN: lambda period, today: (
        _before(period)
        & (Q(closed_on=None) | Q(closed_month__gte=month_code(period.first), closed_on__gte=period.first))
    ),
    What.CLOSED: lambda period, today: _closed(period),
    What.CARRIED_OUT: lambda period, today: _open_at_the_end(period),
    What.OVERDUE: lambda period, today: _open_at_the_end(period) & _overdue(period, today),
    What.NOT_DUE: lambda period, today: (
        _open_at_the_end(period) & (Q(term_on=None) | Q(term_on__gte=min(period.last, today)))
    ),
}


def files(scope: Scope, period: Period, figure: Figure, today: date) -> OwnedQuerySet[Dossier]:
    """数字背后的案卷: exactly the files a figure counts, the newest first."""
    wanted = _WHAT[figure.what](period, today)
    if figure.party:
        wanted &= Q(party=figure.party)
    if figure.channel:
        wanted &= Q(channel=figure.channel)
    if figure.outcome:
        wanted &= Q(outcome=figure.outcome)
    if figure.group:
        wanted &= Q(outcome__in=leaves(OutcomeGroup(figure.group)))
    if figure.timeliness:
        wanted &= Q(timeliness=figure.timeliness)
    if figure.replied:
        wanted &= Q(timeliness__in=[how.value for how in REPLIED])
    return listed(scope.dossiers().filter(wanted))


def listed(rows: OwnedQuerySet[Dossier]) -> OwnedQuerySet[Dossier]:
    """列出: with what a list shows of each file."""
    return rows.select_related("application", "authority").order_by("-received_on", "-id")


def leaves(group: OutcomeGroup) -> list[str]:
    """一类结果: the keys of its leaves."""
    return [leaf.key for leaf in OUTCOMES if leaf.group is group]


# -- authority by authority ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OfOne:
    """各机关: the main figures of one authority."""

    authority: Authority
    received: int = 0
    carried_in: int = 0
    closed: int = 0
    replied: int = 0
    late: int = 0
    carried_out: int = 0
    overdue: int = 0

    @property
    def reply_rate(self) -> str:
        """答复率."""
        return told(law.reply_rate(self.replied, self.received, self.carried_in), "%")


def by_authority(scope: Scope, period: Period, today: date) -> list[OfOne]:
    """各机关统计: a row for each authority that has anything to tell, in the order of the tree."""
    rows = scope.dossiers()
    found: dict[int, Counter[str]] = {key: Counter() for key in scope.keys}
    late, replied = Q(timeliness=Timeliness.LATE.value), Q(timeliness__in=[how.value for how in REPLIED])
    asked: list[tuple[QuerySet[Dossier], dict[str, Count]]] = [
        (rows.filter(_received(period)), {"received": Count("pk")}),
        (
            rows.filter(_closed(period)),
            {
                "closed": Count("pk"),
                "replied": Count("pk", filter=replied),
                "late": Count("pk", filter=late),
                "carried_in": Count("pk", filter=_before(period)),
            },
        ),
    ]
    at_the_end = {
        "carried_out": Count("pk"),
        "carried_in": Count("pk", filter=_before(period)),
        "overdue": Count("pk", filter=_overdue(period, today)),
    }
    asked.append((rows.filter(closed_on=None, received_on__lte=period.last), at_the_end))
    if today > period.last:
        asked.append((rows.filter(_closed_after(period), received_on__lte=period.last), at_the_end))
    for some, wanted in asked:
        for key, *numbers in some.values_list("authority_id").annotate(**wanted):
            found[key].update(dict(zip(wanted, numbers, strict=True)))
    authorities = Authority.objects.filter(pk__in=[key for key, count in found.items() if +count]).order_by("path")
    return [OfOne(authority, **found[authority.pk]) for authority in authorities]


def told(number: object, unit: str = "") -> str:
    """印出: a rate or an average; a dash where there is nothing to divide by."""
    return "—" if number is None else f"{number}{unit}"


def named(keys: Collection[int]) -> Mapping[int, str]:
    """机关名称."""
    return dict(Authority.objects.filter(pk__in=keys).values_list("pk", "short_name"))
