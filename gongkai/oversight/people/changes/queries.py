"""机构变动查询: where a change stands, what is still to move, what would be left behind, and the names authorities had before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.flow import Step
from gongkai.law.people.institutional_changes import (
    WAYS,
    ChangeKind,
    ChangeStanding,
    Destination,
    Matter,
    Way,
)
from gongkai.office.authorities.models import Authority, OwnedQuerySet, Period
from gongkai.office.authorities.queries import heir_of
from gongkai.office.journal import queries as journal
from gongkai.oversight.people.changes.inventory import Thing, inventory
from gongkai.oversight.people.changes.models import InstitutionalChange


def as_standing(found: object) -> ChangeStanding:
    """变动情况: what the journal hands over, in its type."""
    if not isinstance(found, ChangeStanding):
        raise TypeError("not the file of an institutional change")
    return found


def standing(change: InstitutionalChange) -> ChangeStanding:
    """变动情况: replayed from the journal."""
    return as_standing(journal.standing(change.dossier))


def told(change: InstitutionalChange) -> Step:
    """登记的变动: the first step of its file."""
    return journal.timeline(change.dossier)[0].step or Step("", change.effective_on)


def changes(authority: Authority) -> OwnedQuerySet[InstitutionalChange]:
    """机构变动: the open ones first, then the latest."""
    rows = InstitutionalChange.objects.of(authority).select_related("dossier__authority", "unit", "heir", "authority")
    return rows.order_by("dossier__closed_on", "-pk")


def under_way(unit: Authority) -> InstitutionalChange | None:
    """办理中的变动: of a unit, whoever prepares it."""
    return InstitutionalChange.objects.everywhere().filter(unit=unit, dossier__closed_on=None).first()


def to_move(change: InstitutionalChange, now: ChangeStanding, on: date) -> dict[Matter, list[Thing]]:
    """待划转: what is there now, of each line what was named, or all of it."""
    there = inventory(change.unit, ChangeKind(change.kind), on)
    return {matter: _named(things, now.given.get(matter)) for matter, things in there.items()}


def _named(things: list[Thing], destination: Destination | None) -> list[Thing]:
    if destination is None or not destination.keys:
        return things
    return [thing for thing in things if thing.key in destination.keys]


def remaining(change: InstitutionalChange, on: date) -> dict[Matter, list[Thing]]:
    """尚在的: what would have no owner if the change took effect; of a unit that goes on only what it was to give away."""
    now = standing(change)
    if change.kind != ChangeKind.FUNCTIONS:
        return inventory(change.unit, ChangeKind(change.kind), on)
    return {matter: things for matter, things in to_move(change, now, on).items() if matter in now.given}


@dataclass(frozen=True, slots=True)
class Line:
    """清单行: one sort of thing, how much of it is there, where it goes, and whether it is late."""

    matter: Matter
    things: tuple[Thing, ...]
    destination: Destination | None
    handed: bool
    left_behind: bool
    late: bool

    @property
    def way(self) -> Way:
        """去向方式."""
        return WAYS[self.matter]

    @property
    def may_hand(self) -> bool:
        """可办理划转: given to somebody and still there."""
        return self.way is Way.MOVED and self.destination is not None and bool(self.things)


def checklist(change: InstitutionalChange, on: date) -> list[Line]:
    """变动清单: every line as it stands on a day; none for a change that moves nothing."""
    now, kind = standing(change), ChangeKind(change.kind)
    if not (kind.ends or kind.has_heir) or now.closed_on is not None:
        return []
    there = to_move(change, now, on)
    missing = now.missing({matter: len(things) for matter, things in remaining(change, on).items()})
    return [
        Line(
            matter,
            tuple(things),
            (given := now.given.get(matter)),
            matter in now.handed,
            matter in missing,
            given is not None and given.due < on and matter in missing,
        )
        for matter, things in there.items()
    ]


# -- names of before ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FormerName:
    """曾用名: what an authority was called until a day, and who answers now; None where nobody took over."""

    name: str
    until: date
    now: Authority | None


def former_names(top: Authority, on: date) -> list[FormerName]:
    """曾用名和已撤销的机关: of the tree beneath an authority, the latest first; how an old name is found again."""
    rows = Period.objects.filter(authority__path__startswith=top.path, until__lte=on).select_related(
        "authority__succeeded_by"
    )
    told = [(row, heir_of(row.authority, on)) for row in rows]
    gone = [FormerName(row.name, row.until or on, now) for row, now in told if now is None or now.name != row.name]
    return sorted(gone, key=lambda each: (-each.until.toordinal(), each.name))
