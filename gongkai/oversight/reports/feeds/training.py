"""会议和培训: meetings and classes held in a year, and person-times in classes. Of a year with none the rows are typed."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from gongkai.law.grammar.sheets import Number
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.oversight.reports.feeds.feed import Behind, Feed
from gongkai.oversight.training.classes import queries as classes
from gongkai.oversight.training.classes.models import TrainingClass

ROOM = "会议和培训"


def _rows(authority: Authority, beneath: bool) -> OwnedQuerySet[TrainingClass]:
    return TrainingClass.objects.under(authority) if beneath else TrainingClass.objects.of(authority)


def _assemblies(authority: Authority, beneath: bool, year: int) -> Number | None:
    return classes.assemblies(_rows(authority, beneath), year).count() or None


def _each_assembly(authority: Authority, beneath: bool, year: int) -> Iterable[Behind]:
    return _told(classes.assemblies(_rows(authority, beneath), year))


def _classes(authority: Authority, beneath: bool, year: int) -> Number | None:
    return classes.figures(authority, year, beneath=beneath).classes or None


def _person_times(authority: Authority, beneath: bool, year: int) -> Number | None:
    return classes.figures(authority, year, beneath=beneath).person_times or None


def _each_class(authority: Authority, beneath: bool, year: int) -> Iterable[Behind]:
    return _told(classes.held(_rows(authority, beneath), year))


def _told(rows: OwnedQuerySet[TrainingClass]) -> Iterable[Behind]:
    for row in rows.select_related("dossier", "authority").order_by("day", "pk"):
        yield Behind(row.dossier.title, row.held_on, row.authority.name, reverse("training:class", args=[row.pk]))


ASSEMBLIES = Feed(ROOM, "本年召开的公开工作会议，以登记举办为准", "一次会议计一次", _assemblies, _each_assembly)
"""工作会议数."""
CLASSES = Feed(
    ROOM, "本年举办的培训班，以办结举办登记为准", "一班计一个，联合举办的由举办机关计", _classes, _each_class
)
"""培训班数."""
PERSON_TIMES = Feed(ROOM, "签到的人次，加上有签名册的外来人员数", "一人在一班计一次", _person_times, _each_class)
"""培训人次."""
