"""月计查询: how tickets are told apart, the slow count of them, and where the lines of a tally do not sum up to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from django.db.models import Case, DateField, F, Q, Sum, Value, When
from django.db.models.expressions import Combinable

from gongkai.casework.engagement.tally.models import TABLES, Monthly
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.law.application_figures import REPLIED, Period, month_code
from gongkai.law.ticket_kinds import ConcernKind
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, OwnedQuerySet

Tickets: TypeAlias = OwnedQuerySet[Ticket]
AT_ONCE = 2000


class Alike(NamedTuple):
    """一类留言: a table, whose tickets, and what they are told apart by there."""

    table: type[Monthly]
    authority: int
    told: tuple[Any, ...]


def _whether(wanted: Q) -> Case:
    return Case(When(wanted, then=Value(True)), default=Value(False))


_TOLD: Mapping[str, Combinable] = {
    "month": F("received_month"),
    "term_on": Case(When(timeliness="", then=F("term_on")), default=None, output_field=DateField()),
    "asking": _whether(Q(kind=ConcernKind.CONSULT.value, merged_into=None)),
    "replied": _whether(Q(timeliness__in=[each.value for each in REPLIED])),
}
"""留言的区分: where a tally tells tickets apart by other than a column of theirs."""
_NAMES = tuple(dict.fromkeys(name for table in TABLES for name in table.TOLD))
_PLACES = {table: tuple(_NAMES.index(name) for name in table.TOLD) for table in TABLES}


def counted(tickets: Tickets) -> Counter[Alike]:
    """逐件统计: how many of these tickets stand alike, in every table; reads each, so it is for a few and for checking."""
    found: Counter[Alike] = Counter()
    rows = tickets.values_list("authority", *(_TOLD.get(name, F(name)) for name in _NAMES))
    for authority, *said in rows.iterator(AT_ONCE):
        for table, places in _PLACES.items():
            found[Alike(table, authority, tuple(said[place] for place in places))] += 1
    return found


def alike(line: Monthly) -> Alike:
    """一行所计: of which tickets a line tells."""
    return Alike(type(line), line.authority_id, tuple(getattr(line, column) for column in line.columns()))


def summed(authority: Authority) -> Counter[Alike]:
    """月计所计: what the lines of an authority come to, in every table."""
    found: Counter[Alike] = Counter()
    for table in TABLES:
        for *told, many in table.objects.of(authority).order_by().values_list(*table.TOLD).annotate(Sum("many")):
            found[Alike(table, authority.pk, tuple(told))] = many
    return found


def differences(authority: Authority) -> list[Alike]:
    """不符之处: the kinds of tickets whose lines do not sum up to how many there are."""
    found = summed(authority)
    found.subtract(counted(Ticket.objects.of(authority)))
    return [each for each, many in found.items() if many]


def received_in(lines: OwnedQuerySet[Any], period: Period) -> OwnedQuerySet[Any]:
    """期间的月计: the lines of a period of whole months."""
    return lines.order_by().filter(month__range=(month_code(period.first), month_code(period.last)))


def authorities() -> AuthorityQuerySet:
    """有月计的机关: whoever took in a ticket, or has a line."""
    mine = Q(pk__in=Ticket.objects.everywhere().order_by().values("authority"))
    for table in TABLES:
        mine |= Q(pk__in=table.objects.everywhere().values("authority"))
    return Authority.objects.filter(mine).order_by("path")
