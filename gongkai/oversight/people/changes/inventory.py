"""变动清单: what a unit has that must belong to somebody afterwards, counted anew each time; and what was left behind anywhere.

inventory(bureau, day)[Matter.COLUMNS]      the open columns
orphans(day)                                everything that belongs to an authority that has ended; there should be nothing
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.casework.engagement.tickets.models import Mailbox, Ticket
from gongkai.casework.proposals.models import Proposal
from gongkai.law.people.institutional_changes import ChangeKind, Matter
from gongkai.law.procedures import procedure
from gongkai.office.authorities.models import Authority, Posting
from gongkai.office.authorities.queries import heir_of, serving
from gongkai.office.journal.models import Dossier
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.slots.models import Fulfilment, Slot
from gongkai.publication.catalogue.standards.models import UnitItem
from gongkai.publication.registers.models import Keeping


@dataclass(frozen=True, slots=True)
class Thing:
    """清单所列之物: one thing that must go somewhere, by its key and as people call it."""

    key: int
    label: str


def columns(units: Iterable[Authority], on: date) -> list[Thing]:
    """未关闭的栏目."""
    rows = Column.objects.everywhere().filter(authority__in=list(units), closed_on=None).order_by("path")
    return [Thing(row.pk, row.name) for row in rows]


def catalogue(units: Iterable[Authority], on: date) -> list[Thing]:
    """未停用的目录项."""
    rows = UnitItem.objects.everywhere().filter(authority__in=list(units), ended_on=None)
    return [Thing(row.pk, row.name) for row in rows]


def slots(units: Iterable[Authority], on: date) -> list[Thing]:
    """未关闭的时点: still to come; what was missed before is a fact and stays one."""
    closed = Fulfilment.objects.everywhere().filter(withdrawn_on=None).exclude(slot=None)
    rows = Slot.objects.everywhere().filter(authority__in=list(units), waived_on=None, due__gte=on)
    return [
        Thing(row.pk, f"{row.item.name} {row.due:%Y-%m-%d}")
        for row in rows.exclude(pk__in=closed.values("slot")).select_related("item")
    ]


def registers(units: Iterable[Authority], on: date) -> list[Thing]:
    """启用中的登记簿."""
    rows = Keeping.objects.everywhere().filter(authority__in=list(units), until=None)
    return [Thing(row.pk, str(row)) for row in rows]


def mailboxes(units: Iterable[Authority], on: date) -> list[Thing]:
    """启用中的信箱."""
    rows = Mailbox.objects.everywhere().filter(authority__in=list(units), closed_on=None)
    return [Thing(row.pk, row.name) for row in rows]


def dossiers(units: Iterable[Authority], on: date) -> list[Thing]:
    """未办结的案卷: of every kind."""
    rows = Dossier.objects.everywhere().filter(authority__in=list(units), closed_on=None).order_by("kind", "pk")
    return [Thing(row.pk, f"{procedure(row.kind).label}{row.number}") for row in rows]


def assigned(units: Iterable[Authority], on: date) -> list[Thing]:
    """承办的其他机关案件: letters and proposals of another authority that these units handle."""
    own = list(units)
    letters = Ticket.objects.everywhere().filter(unit__in=own, dossier__closed_on=None).exclude(authority__in=own)
    proposed = Proposal.objects.everywhere().filter(lead__in=own, dossier__closed_on=None).exclude(authority__in=own)
    files = [row.dossier for row in letters.select_related("dossier")]
    files += [row.dossier for row in proposed.select_related("dossier")]
    return [Thing(each.pk, f"{procedure(each.kind).label}{each.number}") for each in files]


def posts(units: Iterable[Authority], on: date) -> list[Thing]:
    """在任岗位."""
    rows = Posting.objects.everywhere().filter(authority__in=list(units)).filter(Q(until=None) | Q(until__gt=on))
    return [Thing(row.pk, str(row)) for row in rows.select_related("official")]


def beneath(units: Iterable[Authority], on: date) -> list[Thing]:
    """下级机关: those that stand beneath and are not themselves among these."""
    own = list(units)
    rows = Authority.objects.filter(parent__in=own, dissolved_on=None).exclude(pk__in=[each.pk for each in own])
    return [Thing(row.pk, row.name) for row in rows]


COUNTERS: Mapping[Matter, Callable[[Iterable[Authority], date], list[Thing]]] = {
    Matter.COLUMNS: columns,
    Matter.CATALOGUE: catalogue,
    Matter.SLOTS: slots,
    Matter.REGISTERS: registers,
    Matter.MAILBOXES: mailboxes,
    Matter.DOSSIERS: dossiers,
    Matter.ASSIGNED: assigned,
    Matter.POSTS: posts,
    Matter.BENEATH: beneath,
}


def inventory(unit: Authority, kind: ChangeKind, on: date) -> dict[Matter, list[Thing]]:
    """清点: what the unit has on a day. A unit that ends also gives on what it carries on for units that ended before it."""
    before = predecessors(unit, on) if kind.ends else []
    files = (Matter.DOSSIERS, Matter.ASSIGNED)
    return {matter: counter([unit, *before] if matter in files else [unit], on) for matter, counter in COUNTERS.items()}


def predecessors(unit: Authority, on: date) -> list[Authority]:
    """所承继的机关: those that have ended and for which this unit answers on a day."""
    ended = Authority.objects.filter(dissolved_on__lte=on).exclude(succeeded_by=None).select_related("succeeded_by")
    return [each for each in ended if (heir := heir_of(each, on)) is not None and heir.pk == unit.pk]


# -- what nobody answers for ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Orphan:
    """无主之物: something that belongs to an authority that has ended."""

    authority: Authority
    matter: Matter
    thing: Thing

    def __str__(self) -> str:
        return f"{self.authority.name}（已撤销）的{self.matter.label}：{self.thing.label}"


def orphans(on: date) -> Iterator[Orphan]:
    """无主清单: what ended authorities still have, and their files that nobody of an heir carries on."""
    for ended in Authority.objects.filter(dissolved_on__lte=on).order_by("path"):
        carried = _is_carried_on(ended, on)
        for matter, counter in COUNTERS.items():
            if matter is not Matter.POSTS and not (carried and matter in (Matter.DOSSIERS, Matter.ASSIGNED)):
                yield from (Orphan(ended, matter, each) for each in counter([ended], on))


def _is_carried_on(ended: Authority, on: date) -> bool:
    """Whether somebody of the standing heir serves in the ended authority's books."""
    heir = heir_of(ended, on)
    if heir is None or heir.pk == ended.pk:
        return False
    there = {each.pk for each in serving(heir, on)}
    return any(each.pk in there for each in serving(ended, on))
