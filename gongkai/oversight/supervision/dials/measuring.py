"""量取: the measures of an authority from its columns, letters, guides and accounts. Nothing is typed and nothing is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.casework.engagement.tickets.models import Mailbox, Ticket
from gongkai.casework.services.items import queries as items
from gongkai.law.service_items import standardization
from gongkai.law.supervision.vetoes import (
    DYNAMIC_DAYS,
    VETOES,
    ColumnSeen,
    Dial,
    Nearness,
    SiteMeasure,
    days_still,
    dials,
    longest_unanswered,
    measure_columns,
    pace_of,
)
from gongkai.office.authorities.models import Authority
from gongkai.publication.catalogue import lists
from gongkai.publication.catalogue.lists import Node
from gongkai.publication.disclosure.accounts import queries as accounts

MISSING_ELEMENTS = 4
"""缺四类: from so many missing elements on a guide is of no use (19号文，凭记忆)."""


@dataclass(frozen=True)
class Reading:
    """读数: the dials of one authority, the worst first, with the things behind each measure and who keeps them."""

    authority: Authority
    dials: tuple[Dial, ...]
    behind: Mapping[SiteMeasure, tuple[str, ...]]

    @property
    def worst(self) -> Nearness:
        """最近的一条."""
        return max((each.nearness for each in self.dials), default=Nearness.CLEAR)


def readings(authorities: Iterable[Authority], on: date) -> list[Reading]:
    """读数: of several authorities, the nearest to a line first; those that keep no column are left out."""
    found = [each for each in (reading(authority, on) for authority in authorities) if each.dials]
    return sorted(found, key=lambda each: (-each.worst, each.authority.path))


def reading(authority: Authority, on: date) -> Reading:
    """一个机关的读数."""
    nodes = [node for node in lists.tree(authority, on) if node.column.is_open and not node.gathers]
    measured: dict[SiteMeasure, Decimal | int] = {}
    behind: dict[SiteMeasure, list[str]] = defaultdict(list)
    if nodes:
        seen = [column_seen(node) for node in nodes]
        measured |= measure_columns(seen, on)
        last = max((node.own.last for node in nodes if node.own.last), default=None)
        measured[SiteMeasure.HOME_STILL] = days_still(last, min(node.column.opened_on for node in nodes), on)
        for node, column in zip(nodes, seen, strict=True):
            for measure in column.counted_in(on):
                behind[measure].append(_kept_by(node))
    if Mailbox.objects.of(authority).exists():
        waiting = [(row.dossier.number, row.dossier.opened_on) for row in _unanswered(authority)]
        measured[SiteMeasure.UNANSWERED] = longest_unanswered((day for _, day in waiting), on)
        behind[SiteMeasure.UNANSWERED] = [f"{number}（{day:%Y-%m-%d}收到）" for number, day in waiting]
    guides = list(items.versions_on(authority, on).filter(authority=authority))
    if guides:
        bad = [row.name for row in guides if len(standardization(row.value)) >= MISSING_ELEMENTS]
        measured[SiteMeasure.BAD_GUIDES] = len(bad)
        behind[SiteMeasure.BAD_GUIDES] = bad
    if kept := accounts.matrix(accounts.open_on(authority, on), on):
        still = [(days_still(each.last_on, each.account.opened_on, on), each.account) for each in kept]
        measured[SiteMeasure.ACCOUNT_STILL] = max(days for days, _ in still)
        behind[SiteMeasure.ACCOUNT_STILL] = [
            f"{account}，{account.section}，{days}天" for days, account in still if days >= DYNAMIC_DAYS // 2
        ]
    return Reading(
        authority, tuple(dials(VETOES, measured)), {measure: tuple(names) for measure, names in behind.items()}
    )


def column_seen(node: Node) -> ColumnSeen:
    """所见栏目: what a column owes by its name and its cycle."""
    column = node.column
    return ColumnSeen(column.name, pace_of(column.name), node.depth == 0, node.own.last, column.cycle)


def _kept_by(node: Node) -> str:
    """The column with who can mend it."""
    column = node.column
    who = column.owner or column.deputy
    return f"{column.name}（{column.section}{f'，{who.name}' if who else '，没有责任人'}）"


def _unanswered(authority: Authority) -> list[Ticket]:
    """Letters that wait, the oldest first."""
    rows = Ticket.objects.of(authority).filter(shut=False, outcome="").select_related("dossier")
    return list(rows.order_by("dossier__opened_on")[:20])
