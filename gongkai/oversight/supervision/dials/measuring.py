"""量取: the measures of an authority from its columns, letters, guides and accounts. Nothing is typed and nothing is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.services.items import queries as items
from gongkai.law.service_items import standardization
from gongkai.law.supervision.vetoes import (
    DYNAMIC_DAYS,
    ColumnSeen,
    Dial,
    Nearness,
    SiteMeasure,
    days_still,
    dials,
    longest_unanswered,
    measure_columns,
    unreachable_share,
)
from gongkai.office.authorities.models import Authority, Official
from gongkai.oversight.supervision.dials.present import Present, columns_of, present
from gongkai.oversight.supervision.seeing import column_seen, last_by_column
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.shelves import shelf
from gongkai.publication.disclosure.accounts import queries as accounts

MISSING_ELEMENTS = 4
"""缺四类: from so many missing elements on a guide is of no use (19号文，凭记忆)."""


@dataclass(frozen=True)
class Reading:
    """读数: the dials of one authority, the worst first, with the things behind each measure and who keeps them."""

    authority: Authority
    dials: tuple[Dial, ...]
    behind: Mapping[SiteMeasure, tuple[str, ...]]
    keepers: Mapping[SiteMeasure, tuple[Official, ...]] = field(default_factory=dict)

    @property
    def worst(self) -> Nearness:
        """最近的一条."""
        return max((each.nearness for each in self.dials), default=Nearness.CLEAR)


def readings(authorities: Iterable[Authority], on: date) -> list[Reading]:
    """读数: of several authorities, the nearest to a line first; those that keep no column are left out."""
    listed = list(authorities)
    there = present(listed, on)
    found = [each for each in (reading(authority, on, there) for authority in listed) if each.dials]
    return sorted(found, key=lambda each: (-each.worst, each.authority.path))


def reading(authority: Authority, on: date, there: Present | None = None) -> Reading:
    """一个机关的读数: with what is known of it already, where several are read together."""
    there, key = there or present([authority], on), authority.pk
    measured: dict[SiteMeasure, Decimal | int] = {}
    behind: dict[SiteMeasure, list[str]] = defaultdict(list)
    keepers: dict[SiteMeasure, dict[Official, None]] = defaultdict(dict)
    if seen := columns_seen(authority, on, there.columns.get(key, ())):
        measured |= measure_columns(seen.values(), on)
        newest = max(filter(None, (told.changed_on for told in seen.values())), default=None)
        measured[SiteMeasure.HOME_STILL] = days_still(newest, min(column.opened_on for column in seen), on)
        for column, told in seen.items():
            for measure in told.counted_in(on):
                behind[measure].append(_kept_by(column))
                keepers[measure] |= dict.fromkeys(who for who in (column.owner, column.deputy) if who)
    if key in there.mailboxes:
        waiting = [(row.dossier.number, row.dossier.opened_on) for row in _unanswered(authority)]
        measured[SiteMeasure.UNANSWERED] = longest_unanswered((day for _, day in waiting), on)
        behind[SiteMeasure.UNANSWERED] = [f"{number}（{day:%Y-%m-%d}收到）" for number, day in waiting]
    if key in there.guides and (guides := list(items.versions_on(authority, on).filter(authority=authority))):
        bad = [row.name for row in guides if len(standardization(row.value)) >= MISSING_ELEMENTS]
        measured[SiteMeasure.BAD_GUIDES] = len(bad)
        behind[SiteMeasure.BAD_GUIDES] = bad
    if key in there.accounts and (kept := accounts.matrix(accounts.open_on(authority, on), on)):
        still = [(days_still(each.last_on, each.account.opened_on, on), each.account) for each in kept]
        measured[SiteMeasure.ACCOUNT_STILL] = max(days for days, _ in still)
        behind[SiteMeasure.ACCOUNT_STILL] = [
            f"{account}，{account.section}，{days}天" for days, account in still if days >= DYNAMIC_DAYS // 2
        ]
    if seconds := there.probed.get(key, ()):
        measured[SiteMeasure.UNREACHABLE] = unreachable_share(seconds)
    return Reading(
        authority,
        tuple(dials(there.lines[key], measured)),
        {measure: tuple(names) for measure, names in behind.items()},
        {measure: tuple(people) for measure, people in keepers.items()},
    )


def columns_seen(authority: Authority, on: date, columns: Sequence[Column] | None = None) -> dict[Column, ColumnSeen]:
    """全部所见栏目: each as the red lines see it, with the day something last came to it, in the order of the tree."""
    if columns is None:
        columns = columns_of([authority.pk], on).get(authority.pk, ())
    if not columns:
        return {}
    newest = {key: count.last for key, count in shelf().counts(authority, on).items() if count.last}
    paths = Column.objects.of(authority).filter(pk__in=newest).values_list("path", "pk")
    last = last_by_column((path, newest[key]) for path, key in paths)
    return {column: column_seen(column, last.get(column.pk)) for column in columns}


def _kept_by(column: Column) -> str:
    """The column with who can mend it."""
    who = column.owner or column.deputy
    return f"{column.name}（{column.section}{f'，{who.name}' if who else '，没有责任人'}）"


def _unanswered(authority: Authority) -> list[Ticket]:
    """Letters that wait, the oldest first."""
    rows = Ticket.objects.of(authority).filter(shut=False, outcome="").select_related("dossier")
    return list(rows.order_by("dossier__opened_on")[:20])
