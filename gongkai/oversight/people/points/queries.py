"""单点风险查询: every column, mailbox and register with its people, and what each departure would break."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.db.models import Q

from gongkai.casework.engagement.tickets.models import Mailbox, MailboxKeeper
from gongkai.law.catalogue import NOTHING
from gongkai.law.grammar.flow import Role
from gongkai.law.people.responsibility import Duty
from gongkai.law.people.single_points import Deadline, Departure, Point, PointKind, departure
from gongkai.law.procedures import procedure
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, holders, serving
from gongkai.office.journal import queries as journal
from gongkai.oversight.people.points.models import PointDuty
from gongkai.publication.catalogue import queries as catalogue
from gongkai.publication.catalogue.slots import queries as slots
from gongkai.publication.registers import queries as registers

AHEAD = 90
"""推演天数: how far ahead a departure is thought through; a quarter, ours."""
MOST_FILES = 300
"""推演件数: the files due first; more of them would say the same."""


def points(authority: Authority, on: date) -> list[Point]:
    """岗点: of an authority on a day: its columns, its mailboxes, its registers. Who serves no more stands in for nobody."""
    there = {each.username for each in serving(authority, on)}
    duties = _duties(authority, on)
    everybody = tuple(each.username for each in holders(authority, Role.HANDLER, on))
    told = [*_columns(authority, on), *_mailboxes(authority, on, duties), *_registers(authority, on, duties)]
    return [_of_those_there(point, there, everybody) for point in told]


def _of_those_there(point: Point, there: set[str], everybody: tuple[str, ...]) -> Point:
    """What is kept by nobody in particular is kept by whoever has the role."""
    keepers = tuple(each for each in point.holders if each in there)
    deputies = tuple(each for each in point.deputies if each in there)
    if point.shared and not point.holders:
        return Point(point.kind, point.key, point.name, everybody, deputies, shared=True)
    return Point(point.kind, point.key, point.name, keepers, deputies)


Duties = Mapping[tuple[str, int, str], tuple[str, ...]]


def _duties(authority: Authority, on: date) -> Duties:
    found: dict[tuple[str, int, str], tuple[str, ...]] = defaultdict(tuple)
    rows = PointDuty.objects.of(authority).filter(since__lte=on).filter(Q(until=None) | Q(until__gt=on))
    for row in rows.select_related("official"):
        found[row.kind, row.key, row.duty] += (row.official.username,)
    return found


def _columns(authority: Authority, on: date) -> Iterator[Point]:
    for column in catalogue.columns_as_of(authority, on):
        if NOTHING not in column.accepts and column.opened_on <= on:
            owner, deputy = ((each.username,) if each is not None else () for each in (column.owner, column.deputy))
            yield Point(PointKind.COLUMN, column.pk, column.name, owner, deputy)


def _mailboxes(authority: Authority, on: date, duties: Duties) -> Iterator[Point]:
    keepers: dict[int, tuple[str, ...]] = defaultdict(tuple)
    rows = MailboxKeeper.objects.of(authority).filter(since__lte=on).filter(Q(until=None) | Q(until__gt=on))
    for row in rows.select_related("official"):
        keepers[row.mailbox_id] += (row.official.username,)
    for box in Mailbox.objects.of(authority).filter(Q(closed_on=None) | Q(closed_on__gt=on)):
        deputies = duties[PointKind.MAILBOX.value, box.pk, Duty.DEPUTY.value]
        yield Point(PointKind.MAILBOX, box.pk, box.name, keepers[box.pk], deputies, shared=True)


def _registers(authority: Authority, on: date, duties: Duties) -> Iterator[Point]:
    for keeping in registers.keepings(authority).filter(since__lte=on).select_related("owner"):
        owner = (keeping.owner.username,) if keeping.owner else ()
        named = duties[PointKind.REGISTER.value, keeping.pk, Duty.INFORMANT.value]
        deputies = duties[PointKind.REGISTER.value, keeping.pk, Duty.DEPUTY.value]
        yield Point(PointKind.REGISTER, keeping.pk, str(keeping), named or owner, deputies, shared=True)


def point(authority: Authority, kind: PointKind, key: int, on: date) -> Point | None:
    """一个岗点."""
    return next((each for each in points(authority, on) if (each.kind, each.key) == (kind, key)), None)


# -- what a departure breaks -------------------------------------------------------------------------------------------


def departures(authority: Authority, on: date) -> list[tuple[Official, Departure]]:
    """推演离岗: for everybody who serves at an authority, what breaks when they go; the worst first."""
    known, dues = points(authority, on), [*_of_files(authority, on), *_of_slots(authority, on)]
    told = [(each, departure(each.username, known, dues)) for each in serving(authority, on)]
    return sorted(told, key=lambda pair: (-pair[1].breaks, pair[0].name))


def _of_files(authority: Authority, on: date) -> Iterator[Deadline]:
    """The open files with a day, with everybody who holds a role their procedure still needs; each role counts by itself."""
    able = {role: frozenset(each.username for each in holders(authority, role, on)) for role in Role}
    rows = journal.due_by(authority, on + timedelta(days=AHEAD)).filter(due_on__gte=on)
    files = list(rows.select_related("authority")[:MOST_FILES])
    standings = journal.standings(files, calendar_of(authority))
    for file in files:
        declared = procedure(file.kind)
        roles = {row.role for row in declared.flow(standings[file.pk]).rows}
        for alone in {able[role] for role in roles if len(able[role]) == 1}:
            if file.due_on is not None:
                yield Deadline(f"{declared.label}{file.number}", file.due_on, alone)


def _of_slots(authority: Authority, on: date) -> Iterator[Deadline]:
    for each in slots.on_day(slots.due_in(authority, on, on + timedelta(days=AHEAD)), on):
        column = each.slot.item.column
        if each.is_open and column is not None:
            people = (person.username for person in (column.owner, column.deputy) if person is not None)
            yield Deadline(f"{each.slot.item.name}（{column.name}）", each.slot.due, frozenset(people))
