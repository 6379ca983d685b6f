"""培训查询: the classes a unit may go to, who attended, hours of a person, and classes and person-times of a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from gongkai.law.annual_report.facts import TrainingFact
from gongkai.law.training.classes import TrainingStanding
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.authorities.queries import serving
from gongkai.office.journal import queries as journal
from gongkai.oversight.training.classes.models import Attendance, CoachingVisit, TrainingClass


def as_training(found: object) -> TrainingStanding:
    """培训情况: what the journal hands over, in its type."""
    if not isinstance(found, TrainingStanding):
        raise TypeError("not the file of a training class")
    return found


def standing(training: TrainingClass) -> TrainingStanding:
    """培训情况: replayed from the journal."""
    return as_training(journal.standing(training.dossier))


def open_to(unit: Authority, *, beneath: bool = False) -> OwnedQuerySet[TrainingClass]:
    """可参加的培训: of the unit itself and those above it; with ``beneath`` also those of the units beneath."""
    about = Q(authority__in=unit.line)
    if beneath:
        about |= Q(authority__path__startswith=unit.path)
    rows = TrainingClass.objects.everywhere().filter(about)
    return rows.select_related("dossier__authority", "authority").order_by("-day", "-pk")


def attendees(training: TrainingClass) -> OwnedQuerySet[Attendance]:
    """签到名单."""
    rows = Attendance.objects.of(training.authority).filter(training=training)
    return rows.select_related("official", "unit").order_by("unit__path", "pk")


def to_enlist(training: TrainingClass, on: date) -> list[tuple[Official, Authority]]:
    """可补登的人员: whoever serves in a unit the class is for and has not signed in, with the unit."""
    there = set(Attendance.objects.of(training.authority).filter(training=training).values_list("official", flat=True))
    units = Authority.objects.under(training.authority).filter(dissolved_on=None).order_by("path")
    found: dict[int, tuple[Official, Authority]] = {}
    for unit in units:
        for person in serving(unit, on):
            if person.pk not in there:
                found.setdefault(person.pk, (person, unit))
    return list(found.values())


# -- figures ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TrainingFigures:
    """培训统计: classes held in a year, person-times, hours given, visits to coach."""

    classes: int
    person_times: int
    minutes: int
    visits: int

    @property
    def hours(self) -> float:
        """学时."""
        return self.minutes / 60


def held(rows: OwnedQuerySet[TrainingClass], year: int) -> OwnedQuerySet[TrainingClass]:
    """某年举办的."""
    return rows.filter(held_on__gte=date(year, 1, 1), held_on__lte=date(year, 12, 31))


def facts(rows: OwnedQuerySet[TrainingClass], year: int) -> list[TrainingFact]:
    """培训分组: of a year, for the annual report; none where no class was held, no person-times where nobody was registered."""
    there = held(rows, year)
    told = [(False, there.order_by().count()), (True, _person_times(there))]
    return [TrainingFact(year, people, many) for people, many in told if many]


def _person_times(rows: OwnedQuerySet[TrainingClass]) -> int:
    told = rows.order_by().aggregate(outside=Sum("outsiders"))
    inside = rows.order_by().aggregate(inside=Count("attendances"))
    return int(told["outside"] or 0) + int(inside["inside"] or 0)


def figures(authority: Authority, year: int, *, beneath: bool) -> TrainingFigures:
    """培训统计: of an authority, or of it and everything beneath it."""
    whole = TrainingClass.objects.under(authority) if beneath else TrainingClass.objects.of(authority)
    there = held(whole, year)
    coached = CoachingVisit.objects.under(authority) if beneath else CoachingVisit.objects.of(authority)
    visits = coached.filter(on__gte=date(year, 1, 1), on__lte=date(year, 12, 31)).count()
    minutes = there.order_by().aggregate(all=Sum("minutes"))["all"] or 0
    return TrainingFigures(there.order_by().count(), _person_times(there), int(minutes), visits)


def minutes_of(people: Iterable[Official], year: int) -> dict[int, int]:
    """培训学时（分钟）: of each person in a year, whoever held the class, by the key of the person."""
    rows = Attendance.objects.everywhere().filter(
        official__in=list(people), training__held_on__gte=date(year, 1, 1), training__held_on__lte=date(year, 12, 31)
    )
    return dict(rows.order_by().values_list("official").annotate(all=Sum("training__minutes")))
