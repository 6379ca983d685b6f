"""家底: which of several authorities keep what a dial reads, asked once for all of them; who keeps nothing is not asked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.casework.engagement.tickets.models import Mailbox
from gongkai.casework.services.items.models import ServiceItem
from gongkai.law.catalogue import NOTHING
from gongkai.law.supervision.indicators import vetoes_in_force
from gongkai.law.supervision.vetoes import Veto
from gongkai.office.authorities.models import Authority
from gongkai.oversight.supervision.indicators import queries as indicators
from gongkai.oversight.supervision.probing.models import Probe
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.queries import in_order
from gongkai.publication.disclosure.models import NewMediaAccount

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Present:
    """家底: by the keys of the authorities: their columns in the order of the tree, who has letters, guides or accounts."""

    columns: Mapping[int, Sequence[Column]]
    mailboxes: frozenset[int]
    guides: frozenset[int]
    accounts: frozenset[int]
    probed: Mapping[int, Sequence[float | None]]
    lines: Mapping[int, Sequence[Veto]]


def present(authorities: Sequence[Authority], on: date) -> Present:
    """家底: of these authorities on a day."""
    keys = [each.pk for each in authorities]
    probed: dict[int, list[float | None]] = defaultdict(list)
    asked = Probe.objects.everywhere().filter(authority__in=keys, asked_on__gt=on - WEEK, asked_on__lte=on)
    for key, seconds in asked.order_by("pk").values_list("authority", "seconds"):
        probed[key].append(seconds)
    kept = (Mailbox, ServiceItem, NewMediaAccount)
    having = [
        frozenset(model.objects.everywhere().filter(authority__in=keys).order_by().values_list("authority", flat=True))
        for model in kept
    ]
    values = indicators.values_of(authorities, on)
    lines = {key: vetoes_in_force(told) for key, told in values.items()}
    return Present(columns_of(keys, on), having[0], having[1], having[2], probed, lines)


def columns_of(keys: Sequence[int], on: date) -> dict[int, list[Column]]:
    """栏目: the open ones something is published into, by authority, in the order of the tree."""
    rows = Column.objects.everywhere().filter(authority__in=keys, closed_on=None, opened_on__lte=on)
    found: dict[int, list[Column]] = defaultdict(list)
    for column in rows.select_related("owner", "deputy"):
        found[column.authority_id].append(column)
    return {
        key: [column for _, column in in_order(columns) if NOTHING not in column.accepts]
        for key, columns in found.items()
    }
