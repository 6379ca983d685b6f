"""月计办理: what comes in is added; what changes is taken out as it stood and put in as it stands. Nobody types a count.

It is written in the transaction of the act that changed the ticket, from the ticket's own row, which is held meanwhile; so the
lines of a table always sum up to what the tickets are. Where one of a kind has many lines they are folded into one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Count

from gongkai.casework.engagement.tally import queries
from gongkai.casework.engagement.tally.models import TABLES, Monthly
from gongkai.casework.engagement.tally.queries import Alike
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.models import Head

AT_ONCE = 500


def added(tickets: Iterable[Ticket]) -> None:
    """新增: tickets that have just been written, in the same transaction."""
    _write(queries.counted(_these(ticket.pk for ticket in tickets)))


@contextmanager
def recounted(tickets: Iterable[int]) -> Iterator[None]:
    """重计: hold these tickets, and count them as what they are made inside instead of what they were."""
    keys = list(tickets)
    with transaction.atomic():
        before = queries.counted(_these(keys).select_for_update())
        yield
        after = queries.counted(_these(keys))
        after.subtract(before)
        _write(after)


def _these(keys: Iterable[int]) -> queries.Tickets:
    return Ticket.objects.everywhere().filter(pk__in=list(keys)).order_by("pk")


def _write(counts: Counter[Alike]) -> None:
    for table in TABLES:
        rows = [_line(each, many) for each, many in counts.items() if each.table is table and many]
        table.objects.everywhere().bulk_create(rows, batch_size=AT_ONCE)


def _line(alike: Alike, many: int) -> Monthly:
    told = dict(zip(alike.table.columns(), alike.told, strict=True))
    return alike.table(authority_id=alike.authority, many=many, **told)


# -- folding ---------------------------------------------------------------------------------------------------------------


def fold() -> int:
    """合并月计: several lines of one kind become one, and those that come to nothing go; returns how many went.

    It may be done twice and killed anywhere: no sum changes.
    """
    gone = 0
    for table in TABLES:
        crowded = table.objects.everywhere().order_by().values("authority", *table.TOLD).annotate(lines=Count("pk"))
        months = crowded.filter(lines__gt=1).values_list("authority", "month").distinct()
        gone += sum(_folded(table, authority, month) for authority, month in list(months))
    return gone


@transaction.atomic
def _folded(table: type[Monthly], authority: int, month: int) -> int:
    rows = table.objects.everywhere().filter(authority=authority, month=month)
    held = list(rows.select_for_update().order_by("pk"))
    sums: Counter[Alike] = Counter()
    for line in held:
        sums[queries.alike(line)] += line.many
    keys = [line.pk for line in held]
    for start in range(0, len(keys), AT_ONCE):
        table.objects.everywhere().filter(pk__in=keys[start : start + AT_ONCE]).delete()
    _write(sums)
    return len(held) - sum(1 for many in sums.values() if many)


# -- anew ------------------------------------------------------------------------------------------------------------------


@transaction.atomic
def recount(authority: Authority) -> None:
    """重新统计: all lines of an authority anew from its tickets; for upgrades, and where ``verify`` found them wrong."""
    hold(authority)
    for table in TABLES:
        table.objects.of(authority).delete()
    _write(queries.counted(Ticket.objects.of(authority)))


def hold(authority: Authority) -> None:
    """停笔: until the end of the transaction nobody takes a ticket of this authority in, nor changes one."""
    Head.objects.select_for_update().filter(authority=authority).first()
    rows = Ticket.objects.of(authority).select_for_update().order_by("pk").values_list("pk", flat=True)
    for _ in rows.iterator(AT_ONCE):
        pass
