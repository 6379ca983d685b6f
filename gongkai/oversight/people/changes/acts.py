"""机构变动办理: begun, each line given to somebody, handed over, put into effect. What is left behind stops the last step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.people.institutional_changes import (
    KIND,
    SUCCEEDED,
    WAYS,
    ChangeAct,
    ChangeKind,
    ChangeStanding,
    Matter,
    Way,
)
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import postings_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal import establishment
from gongkai.office.notices.acts import notify
from gongkai.oversight.people.changes import moving, queries
from gongkai.oversight.people.changes.inventory import predecessors
from gongkai.oversight.people.changes.models import InstitutionalChange


@dataclass(frozen=True, slots=True)
class Proposed:
    """变动内容: what happens to the unit, by which paper, from which day; the rest as the kind asks."""

    kind: ChangeKind
    basis: str
    effective_on: date
    heir: Authority | None = None
    name: str = ""
    above: Authority | None = None
    type: str = ""


@transaction.atomic
def begin(
    authority: Authority, unit: Authority, given: Proposed, *, on: date, today: date, by: Official
) -> InstitutionalChange:
    """登记机构变动: of a unit beneath the authority; one at a time for each unit."""
    not_in_the_future(on, today, SUCCEEDED)
    if unit.pk == authority.pk or not unit.is_under(authority):
        raise Unlawful(f"{unit.name}不是本机关的下级机关", SUCCEEDED, field="unit")
    for each in (unit, given.heir, given.above):
        if each is not None and each.dissolved_on is not None:
            raise Unlawful(f"{each.name}已经撤销", SUCCEEDED, field="unit")
    if given.heir is not None and given.heir.is_under(unit):
        raise Unlawful(f"{given.heir.name}在{unit.name}之下，不能承接它", SUCCEEDED, field="heir")
    if queries.under_way(unit) is not None:
        raise Unlawful(f"{unit.name}还有办理中的机构变动", SUCCEEDED, field="unit")
    details: dict[str, JSON] = {
        "kind": given.kind.value,
        "unit": unit.code,
        "heir": given.heir.code if given.heir else "",
        "name": given.name.strip(),
        "above": given.above.code if given.above else "",
        "type": given.type,
        "basis": given.basis.strip(),
        "effective_on": given.effective_on.isoformat(),
        "by": by.username,
    }
    title = f"{unit.name}{given.kind.label}" + (f"（{given.heir.name}承接）" if given.heir else "")
    dossier = journal.open_dossier(authority, KIND, Step(ChangeAct.BEGIN.value, on, details), by=by, title=title)
    change = InstitutionalChange(
        authority=authority,
        dossier=dossier,
        unit=unit,
        heir=given.heir,
        kind=given.kind,
        effective_on=given.effective_on,
    )
    change.save(force_insert=True)
    return change


@transaction.atomic
def assign(
    change: InstitutionalChange, step: Step, *, today: date, by: Official, seen: int | None = None
) -> ChangeStanding:
    """确定去向: of one line: who sees to it by which day, and into which section; they are told."""
    not_in_the_future(step.on, today, SUCCEEDED)
    matter = step.word(Matter, "matter", "清单项", SUCCEEDED)
    at = change.heir or change.unit
    for field in ("person", "signer"):
        if name := str(step.details.get(field) or ""):
            _must_serve(name, at, step.on, field)
    standing = queries.as_standing(journal.take(change.dossier, step, by=by, seen=seen))
    given = standing.given[matter]
    person = Official.objects.get(username=given.person)
    subject = f"{change.unit.name}{ChangeKind(change.kind).label}：请在{given.due:%Y-%m-%d}前办好{matter.label}"
    key = f"change {change.pk} {matter.value} {given.person} {given.due}"
    notify(change.authority, key, person, subject=subject, dossier=change.dossier)
    return standing


def _must_serve(username: str, at: Authority, on: date, field: str) -> None:
    person = Official.objects.filter(username=username, is_active=True).first()
    if person is None or not postings_of(person, on).filter(authority=at).exists():
        raise Unlawful(f"“{username}”没有{at.name}的在任岗位", SUCCEEDED, field=field)


@transaction.atomic
def hand_over(
    change: InstitutionalChange, matter: Matter, *, on: date, today: date, by: Official, seen: int | None = None
) -> ChangeStanding:
    """办理划转: everything of one line that was named, or all of it, goes to the heir in one transaction with its entry."""
    not_in_the_future(on, today, SUCCEEDED)
    standing = queries.standing(change)
    things = queries.to_move(change, standing, on)[matter]
    details: dict[str, JSON] = {
        "matter": matter.value,
        "count": len(things),
        "keys": [thing.key for thing in things],
    }
    after = queries.as_standing(
        journal.take(change.dossier, Step(ChangeAct.HAND_OVER.value, on, details), by=by, seen=seen)
    )
    if change.heir is not None and WAYS[matter] is Way.MOVED:
        keys = [thing.key for thing in things]
        moving.MOVERS[matter](change.unit, change.heir, keys, standing.given[matter], on, by)
    return after


@transaction.atomic
def take_effect(
    change: InstitutionalChange, *, on: date, today: date, by: Official, seen: int | None = None
) -> ChangeStanding:
    """变动生效: everything is counted again; while anything has no owner it is refused, and nothing has changed."""
    not_in_the_future(on, today, SUCCEEDED)
    told: dict[str, JSON] = {
        matter.value: len(things) for matter, things in queries.remaining(change, on).items() if things
    }
    step = Step(ChangeAct.TAKE_EFFECT.value, on, {"left": told, "by": by.username})
    before = queries.standing(change)
    after = queries.as_standing(journal.take(change.dossier, step, by=by, seen=seen))
    _put_into_effect(change, before, on, by)
    return after


def _put_into_effect(change: InstitutionalChange, standing: ChangeStanding, on: date, by: Official) -> None:
    unit, first = Authority.objects.get(pk=change.unit_id), queries.told(change).details
    basis = standing.basis
    match ChangeKind(change.kind):
        case ChangeKind.RENAME:
            establishment.rename(unit, str(first["name"]), on=on, by=by, basis=basis)
        case ChangeKind.MOVE:
            establishment.move(unit, Authority.objects.get(code=str(first["above"])), on=on, by=by, basis=basis)
        case ChangeKind.RECLASSIFY:
            establishment.reclassify(unit, AuthorityKind(str(first["type"])), on=on, by=by, basis=basis)
        case ChangeKind.MERGE:
            _merge(unit, change, standing, on, by)
        case ChangeKind.DISSOLVE:
            moving.end_posts(unit, None, on, by)
            establishment.dissolve(unit, on=on, by=by)
        case ChangeKind.FUNCTIONS:
            pass  # what was named has been handed over; the unit goes on


def _merge(unit: Authority, change: InstitutionalChange, standing: ChangeStanding, on: date, by: Official) -> None:
    """People go over, the unit ends, and whoever was named carries on its files and those it carried on for others."""
    heir = change.heir
    if heir is None:
        raise Unlawful("没有承接的机关", SUCCEEDED, field="heir")
    before = predecessors(unit, on)
    moving.end_posts(unit, heir, on, by)
    establishment.dissolve(unit, on=on, by=by, successor=heir)
    unit.refresh_from_db()
    carried = standing.given.get(Matter.DOSSIERS) or standing.given.get(Matter.ASSIGNED)
    if carried is not None:
        moving.carry_on([unit, *before], heir, (carried.person, carried.signer), on, by)


@transaction.atomic
def abandon(
    change: InstitutionalChange, reason: str, *, on: date, today: date, by: Official, seen: int | None = None
) -> ChangeStanding:
    """撤回变动: what was handed over stays where it is, and is told by its own entries."""
    not_in_the_future(on, today, SUCCEEDED)
    step = Step(ChangeAct.ABANDON.value, on, {"reason": reason.strip()})
    return queries.as_standing(journal.take(change.dossier, step, by=by, seen=seen))
