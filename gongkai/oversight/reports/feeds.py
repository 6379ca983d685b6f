"""取数: the rows of the tables that one figure of a room fills, and who feeds every other cell of a form.

A room that keeps such a figure puts its ``Feed`` into ``FEEDS``; until it does, the row waits for it and is typed. A feed
that says None for a year keeps nothing of that year: the row is typed for it, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from gongkai.casework.applications.figures.queries import Scope as FigureScope
from gongkai.casework.applications.figures.queries import counts
from gongkai.casework.applications.figures.steps import Steps
from gongkai.law.annual_report.facts import RoomFact, RoomFigure
from gongkai.law.application_figures import Period
from gongkai.law.applications import Act
from gongkai.law.fees import FEES_SINCE
from gongkai.law.grammar.sheets import Number
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.disclosure.carriers.models import ReadingPoint

_YUAN_IN_WAN = 10000


@dataclass(frozen=True, slots=True)
class Behind:
    """数字背后的一条: what it is called, its day, whose it is, and its page where it has one."""

    title: str
    on: date | None
    authority: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """取数: how a room counts a row for an authority, or also for those beneath it, in a year; and what it counted.

    ``definition`` says what counts, ``once`` what keeps one thing from counting twice.
    """

    room: str
    definition: str
    once: str
    count: Callable[[Authority, bool, int], Number | None]
    behind: Callable[[Authority, bool, int], Iterable[Behind]]


# -- fees ------------------------------------------------------------------------------------------------------------------


def _fees(authority: Authority, beneath: bool, year: int) -> Number | None:
    """Before 2021 no fee can be told here; where nothing was applied for, none was taken."""
    scope, period = FigureScope(authority, beneath), Period.year(year)
    if year >= FEES_SINCE.year:
        amount = Decimal(Steps(scope, period).fees.received) / _YUAN_IN_WAN
        return int(amount) if amount == int(amount) else amount
    found = counts(scope, period, period.last)
    return 0 if not found.received and not found.carried_in else None


def _payers(authority: Authority, beneath: bool, year: int) -> Iterable[Behind]:
    for dossier in Steps(FigureScope(authority, beneath), Period.year(year)).files(Act.PAY).select_related("authority"):
        href = reverse("applications:file", args=[dossier.pk]) if dossier.authority_id == authority.pk else ""
        yield Behind(dossier.number, dossier.received_on, dossier.authority.name, href)


# -- reading points --------------------------------------------------------------------------------------------------------


def _open_points(authority: Authority, beneath: bool, year: int) -> OwnedQuerySet[ReadingPoint]:
    last = date(year, 12, 31)
    there = _points(authority, beneath).filter(opened_on__lte=last)
    return (there.filter(closed_on=None) | there.filter(closed_on__gt=last)).order_by("authority__path", "name")


def _points(authority: Authority, beneath: bool) -> OwnedQuerySet[ReadingPoint]:
    return ReadingPoint.objects.under(authority) if beneath else ReadingPoint.objects.of(authority)


def _reading_points(authority: Authority, beneath: bool, year: int) -> Number | None:
    """None where no point was kept here by the end of the year."""
    if not _points(authority, beneath).filter(opened_on__year__lte=year).exists():
        return None
    return _open_points(authority, beneath, year).count()


def _each_point(authority: Authority, beneath: bool, year: int) -> Iterable[Behind]:
    for point in _open_points(authority, beneath, year).select_related("authority"):
        href = reverse("disclosure:point", args=[point.pk]) if point.authority_id == authority.pk else ""
        yield Behind(point.name, point.opened_on, point.authority.name, href)


# -- who feeds what --------------------------------------------------------------------------------------------------------

FEEDS: dict[RoomFigure, Feed] = {
    RoomFigure.FEES: Feed(
        "依申请公开",
        "本年缴纳的信息处理费；2021年以前的收费不在本平台办理，有申请的年度填报",
        "一件申请只收一次费",
        _fees,
        _payers,
    ),
    RoomFigure.READING_POINTS: Feed(
        "查阅点", "年末存续的查阅点，已经撤销的不计", "一处计一个", _reading_points, _each_point
    ),
}
"""各行的取数."""

PEOPLE, TRAINING = "机构和人员", "会议和培训"
AWAITED: Mapping[RoomFigure, str] = {
    RoomFigure.OFFICES: PEOPLE,
    RoomFigure.STAFF_FULL_TIME: PEOPLE,
    RoomFigure.STAFF_PART_TIME: PEOPLE,
    RoomFigure.FUNDS: PEOPLE,
    RoomFigure.MEETINGS: TRAINING,
    RoomFigure.TRAININGS: TRAINING,
    RoomFigure.TRAINEES: TRAINING,
}
"""待接入的行: which room is to feed it."""


def facts(authority: Authority, year: int, *, beneath: bool) -> list[RoomFact]:
    """房间的数: of every feed that keeps the year."""
    told = ((figure, feed.count(authority, beneath, year)) for figure, feed in FEEDS.items())
    return [RoomFact(figure, number) for figure, number in told if number is not None]
