"""培训: classes held in a year and person-times in them. Of a year with none nothing is told: the rows are typed."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from gongkai.law.grammar.sheets import Number
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports.feeds.feed import Behind, Feed
from gongkai.oversight.training.classes import queries as classes
from gongkai.oversight.training.classes.models import TrainingClass

ROOM = "培训"


def _classes(authority: Authority, beneath: bool, year: int) -> Number | None:
    return classes.figures(authority, year, beneath=beneath).classes or None


def _person_times(authority: Authority, beneath: bool, year: int) -> Number | None:
    return classes.figures(authority, year, beneath=beneath).person_times or None


def _each_class(authority: Authority, beneath: bool, year: int) -> Iterable[Behind]:
    rows = TrainingClass.objects.under(authority) if beneath else TrainingClass.objects.of(authority)
    for row in classes.held(rows, year).select_related("dossier", "authority").order_by("day", "pk"):
        yield Behind(row.dossier.title, row.held_on, row.authority.name, reverse("training:class", args=[row.pk]))


CLASSES = Feed(
    ROOM, "本年举办的培训班，以办结举办登记为准", "一班计一个，联合举办的由举办机关计", _classes, _each_class
)
"""培训班数."""
PERSON_TIMES = Feed(ROOM, "签到的人次，加上有签名册的外来人员数", "一人在一班计一次", _person_times, _each_class)
"""培训人次."""
