"""定期公开查询: for every kind kept whose limit comes round, each period of a year with how it stands.

What is due is never stored: it follows from the limit of the kind, the calendar and the records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.kinds import Kind
from gongkai.law.limits import LimitKind
from gongkai.law.registers import KINDS, limit_of
from gongkai.law.registers.money import BUDGET, FINAL_ACCOUNT
from gongkai.law.registers.standing import Standing
from gongkai.law.slots import Expected, Punctuality, SlotState, expected, punctuality, state_on
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.publication.registers.models import Keeping, Record

PERIODIC = tuple(kind for kind in KINDS.values() if limit_of(kind).is_periodic)
"""定期公开的种类: those whose limit the calendar alone fills."""
APPROVED = (BUDGET, FINAL_ACCOUNT)
"""批准后限时公开的种类."""


@dataclass(frozen=True, slots=True)
class Period:
    """一期: of a kind somebody keeps, what was expected and how it stands; ``records`` is how many are public for it."""

    keeping: Keeping
    expected: Expected
    state: SlotState
    records: int
    published_on: date | None

    @property
    def is_owed(self) -> bool:
        """欠着: nothing is public for it yet."""
        return self.state in (SlotState.MISSED, SlotState.PENDING)


def keepings_in(authority: Authority, year: int) -> list[Keeping]:
    """当年保管的: kinds with a periodic limit, as far as they were kept in the year."""
    rows = Keeping.objects.of(authority).filter(kind__in=[kind.key for kind in PERIODIC], since__year__lte=year)
    rows = rows.exclude(until__lt=date(year, 1, 1)).select_related("owner", "authority")
    return list(rows.order_by("kind", "since"))


def periods(authority: Authority, year: int, on: date) -> list[Period]:
    """各期: of a year, as they stand on a day; those due first come first. One query for each kind."""
    calendar = calendar_of(authority)
    found = [each for keeping in keepings_in(authority, year) for each in _of_keeping(keeping, year, on, calendar)]
    return sorted(found, key=lambda each: (each.expected.due, each.keeping.kind))


def _of_keeping(keeping: Keeping, year: int, on: date, calendar: Calendar) -> Iterator[Period]:
    kind = keeping.declared
    wanted = [each for each in _expected(kind, year, calendar) if _is_kept(keeping, each)]
    told = _public_in(keeping.authority, kind, wanted)
    for each in wanted:
        days = told[each.key]
        first = min(days, default=None)
        yield Period(keeping, each, state_on(on, each.due, published_on=first), len(days), first)


def _expected(kind: Kind, year: int, calendar: Calendar) -> Iterator[Expected]:
    return expected(limit_of(kind), date(year, 1, 1), date(year, 12, 31), calendar)


def _is_kept(keeping: Keeping, each: Expected) -> bool:
    """A period is owed where the kind was kept on its last day to publish; what fell due earlier is nobody's."""
    return keeping.since <= each.due and (keeping.until is None or each.ends <= keeping.until)


def _public_in(authority: Authority, kind: Kind, wanted: Sequence[Expected]) -> dict[str, list[date]]:
    """For each period the days on which its records were made public; what was withdrawn since fulfils nothing."""
    found: dict[str, list[date]] = defaultdict(list)
    if not wanted:
        return found
    rows = Record.objects.of(authority).filter(
        kind=kind.key,
        dated_on__gte=wanted[0].begins,
        dated_on__lte=wanted[-1].ends,
        published_on__isnull=False,
    )
    rows = rows.exclude(standing=Standing.WITHDRAWN)
    for dated_on, published_on in rows.order_by().values_list("dated_on", "published_on"):
        each = next((each for each in wanted if each.begins <= dated_on <= each.ends), None)
        if each is not None and published_on is not None:
            found[each.key].append(published_on)
    return found


def next_due(authority: Authority, kind: Kind, on: date) -> Expected | None:
    """下一期: the first period from this day on that nothing is public for; None where the kind is not kept or not periodic."""
    keeping = Keeping.objects.of(authority).filter(kind=kind.key, until=None).select_related("authority").first()
    if keeping is None or kind not in PERIODIC:
        return None
    calendar = calendar_of(authority)
    for year in (on.year - 1, on.year, on.year + 1):
        for each in _of_keeping(keeping, year, on, calendar):
            if each.is_owed and each.expected.due >= on:
                return each.expected
    return None


def owed(authority: Authority, until: date, on: date) -> list[Period]:
    """应公开而未公开: what falls due by a day and is not public, of this year and of the one before."""
    told = [*periods(authority, on.year - 1, on), *periods(authority, on.year, on)]
    return [each for each in told if each.is_owed and each.expected.due <= until]


# -- figures ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Completeness:
    """完整率: of the periods of one sort of limit that have fallen due, how many are public at all, how many in time."""

    sort: LimitKind
    due: int
    there: int
    punctuality: Punctuality

    @property
    def rate(self) -> float | None:
        """完整率: in per cent; None where nothing has fallen due."""
        return round(100 * self.there / self.due, 1) if self.due else None


def completeness(told: Iterable[Period], on: date) -> list[Completeness]:
    """完整率: by the sort of limit, 按季 beside 按月."""
    by_sort: dict[LimitKind, list[Period]] = defaultdict(list)
    for each in told:
        sort = limit_of(each.keeping.declared).kind
        if sort is not None and each.expected.due <= on:
            by_sort[sort].append(each)
    return [
        Completeness(sort, len(rows), sum(not each.is_owed for each in rows), punctuality(each.state for each in rows))
        for sort, rows in sorted(by_sort.items())
    ]


@dataclass(frozen=True, slots=True)
class Approved:
    """预决算按时公开: of those approved in a year, in time, late, and not public though due."""

    kind: Kind
    records: int
    punctuality: Punctuality
    owed: int


def approved_in_time(authority: Authority, year: int, on: date) -> list[Approved]:
    """预决算按时公开: judged by the day of approval."""
    found = []
    for kind in APPROVED:
        rows = (
            Record.objects.of(authority).filter(kind=kind.key, dated_on__year=year).exclude(standing=Standing.WITHDRAWN)
        )
        days = list(rows.order_by().values_list("due_on", "published_on"))
        states = [state_on(on, due, published_on=published) for due, published in days if due is not None]
        found.append(Approved(kind, len(days), punctuality(states), states.count(SlotState.MISSED)))
    return found
