"""登记簿查询: what is kept, what is public, what waits, what stood on a day, and the stages of a matter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Count, Max, Min, Q

from gongkai.law.grammar.kinds import Kind, Measure
from gongkai.law.registers.chains import Chain
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.vendor import Spelt
from gongkai.publication.registers.models import Keeping, Protest, Record, RecordVersion


def keepings(authority: Authority) -> OwnedQuerySet[Keeping]:
    """保管的登记簿: those in use."""
    return Keeping.objects.of(authority).filter(until=None)


def keeping(authority: Authority, kind: Kind) -> Keeping | None:
    """某类的保管."""
    return keepings(authority).filter(kind=kind.key).first()


@dataclass(frozen=True)
class KeptRegister:
    """登记簿概况: a kind that is kept, how many of its records stand where, and when the next is due."""

    keeping: Keeping
    standings: Mapping[str, int]
    overdue: int
    next_due: date | None

    def count(self, standing: str) -> int:
        """件数: in a standing."""
        return self.standings.get(standing, 0)


def overview(authority: Authority, on: date) -> list[KeptRegister]:
    """登记簿概况: of every kind in use; counted in two queries, whatever the number of kinds."""
    kept = keepings(authority).select_related("owner")
    counted: dict[str, dict[str, int]] = {}
    mine = Record.objects.of(authority).order_by()
    for kind, standing, many in mine.values_list("kind", "standing").annotate(Count("pk")):
        counted.setdefault(kind, {})[standing] = many
    waits = mine.filter(standing=Standing.WAITING).values_list("kind")
    late = Count("pk", filter=Q(due_on__lt=on))
    due = {kind: (overdue, first) for kind, overdue, first in waits.annotate(late=late, first=Min("due_on"))}
    return [KeptRegister(row, counted.get(row.kind, {}), *due.get(row.kind, (0, None))) for row in kept]


def records(authority: Authority, kind: Kind) -> OwnedQuerySet[Record]:
    """某类的记录: public or not."""
    return Record.objects.of(authority).filter(kind=Spelt(kind.key))


def public(rows: OwnedQuerySet[Record], kind: Kind, on: date) -> OwnedQuerySet[Record]:
    """公开中: of the records of a kind those the public may read; of a list, those that stand on it."""
    shown = rows.filter(standing=Spelt(Standing.PUBLIC.value))
    if kind.taken_down:
        shown = shown.filter(Q(ends_on=None) | Q(ends_on__gte=on))
    if kind.measure is Measure.STOCK:
        shown = shown.filter(Q(left_on=None) | Q(left_on__gt=on))
    return shown


def public_records(authority: Authority, kind: Kind, on: date) -> OwnedQuerySet[Record]:
    """公开中的记录: the newest first."""
    return public(records(authority, kind), kind, on).order_by("-dated_on", "-pk")


def number_public(authority: Authority, kind: Kind, on: date) -> int:
    """公开中的条数: exact. A million take a tenth of a second to count, so the number is kept until anything of the authority's
    registers changes, which only an entry can do.
    """
    last = Record.objects.of(authority).aggregate(Max("change"))["change__max"]
    key = f"registers:{authority.pk}:{kind.key}:{on}:{last}"
    number: int | None = cache.get(key)
    if number is None:
        number = public(records(authority, kind), kind, on).count()
        cache.set(key, number)
    return number


def waiting(authority: Authority, kind: Kind | None = None) -> OwnedQuerySet[Record]:
    """待公开的记录: those due first come first."""
    rows = Record.objects.of(authority).filter(standing=Standing.WAITING)
    return (rows.filter(kind=kind.key) if kind else rows).order_by("due_on", "pk")


def stages_of(authority: Authority, joined: str) -> Mapping[str, date]:
    """已有环节: of a matter, the kinds that are there and the last day of each; withdrawn records are not there."""
    if not joined:
        return {}
    rows = Record.objects.of(authority).filter(joined=joined).exclude(standing=Standing.WITHDRAWN)
    return dict(rows.order_by().values_list("kind").annotate(Max("dated_on")))


def open_objections(authority: Authority, joined: str) -> int:
    """未答复的异议: against the records of a matter."""
    return Protest.objects.of(authority).filter(joined=joined, answered_on=None).count() if joined else 0


@dataclass(frozen=True, slots=True)
class Joints:
    """各公告链的现状: of many matters of one chain at once, which stages are there and how many objections are open."""

    there: Mapping[str, frozenset[str]]
    objections: Mapping[str, int]


def joints(authority: Authority, chain: Chain, joined: Iterable[str]) -> Joints:
    """各公告链的现状: two queries, however many matters."""
    asked = {each for each in joined if each}
    rows = Record.objects.of(authority).filter(joined__in=asked, kind__in=chain.kinds)
    there: dict[str, set[str]] = defaultdict(set)
    for each, kind in (
        rows.exclude(standing=Standing.WITHDRAWN).order_by().values_list("joined", "kind").distinct() if asked else ()
    ):
        there[each].add(kind)
    against = Protest.objects.of(authority).filter(joined__in=asked, record__kind__in=chain.kinds, answered_on=None)
    counted = Counter(against.values_list("joined", flat=True)) if asked else {}
    return Joints({each: frozenset(kinds) for each, kinds in there.items()}, counted)


def versions(record: Record) -> OwnedQuerySet[RecordVersion]:
    """历次版本: the latest first."""
    return RecordVersion.objects.of(record.authority).filter(record=record).order_by("-edition")
