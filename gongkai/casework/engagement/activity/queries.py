"""互动统计查询: the activities of a year or a month, each with what it counts as; a figure is their sum and opens them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, Q
from django.urls import reverse

from gongkai.casework.engagement.interviews.models import Interview
from gongkai.casework.engagement.surveys.models import Survey
from gongkai.law import decision_drafts
from gongkai.law.annual_report.facts import InterviewFact
from gongkai.law.application_figures import Period
from gongkai.law.decision_drafts import ANSWERING, OpinionAnswer
from gongkai.law.engagement_figures import Activity, ActivityFigure, share
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.interviews import TRANSCRIPT
from gongkai.law.surveys import RESULT
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.publication.documents.models import DecisionDraft

Row = TypeVar("Row", Survey, Interview, DecisionDraft)
TAKEN = (OpinionAnswer.ADOPTED.value, OpinionAnswer.PARTLY.value)


@dataclass(frozen=True, slots=True)
class Held:
    """一项: what it is called, whose it is, its day and its page, and what it counts as."""

    title: str
    authority: str
    on: date
    href: str
    counted: Activity


def held(authority: Authority, period: Period, today: date, *, beneath: bool = False) -> list[Held]:
    """期间的活动: surveys, interviews and consultations, of one authority or of everything beneath it too."""
    return [
        *_surveys(_rows(Survey.objects.all(), authority, beneath=beneath), period, today),
        *_interviews(_rows(Interview.objects.all(), authority, beneath=beneath), period, today),
        *_drafts(_rows(DecisionDraft.objects.all(), authority, beneath=beneath), period, today),
    ]


def _rows(rows: OwnedQuerySet[Row], authority: Authority, *, beneath: bool) -> OwnedQuerySet[Row]:
    mine = rows.under(authority) if beneath else rows.of(authority)
    return mine.select_related("authority", "dossier__authority")


def figures(found: list[Held]) -> Mapping[ActivityFigure, int]:
    """互动统计: every figure of these activities."""
    return {figure: sum(each.counted.counts(figure) for each in found) for figure in ActivityFigure}


def behind(found: list[Held], figure: ActivityFigure) -> list[Held]:
    """数字背后: the activities a figure was counted from."""
    return [each for each in found if each.counted.counts(figure)]


def rates(counts: Mapping[ActivityFigure, int]) -> list[tuple[str, str]]:
    """比率: each from two figures above it."""
    told = (
        ("调查结果按期公布率", ActivityFigure.SURVEYS_IN_TIME, ActivityFigure.SURVEYS_LATE),
        ("访谈实录按期公布率", ActivityFigure.INTERVIEWS_IN_TIME, ActivityFigure.INTERVIEWS_LATE),
        ("征求结果按期公布率", ActivityFigure.DRAFTS_IN_TIME, ActivityFigure.DRAFTS_LATE),
    )
    in_time = [(label, share(counts[good], counts[good] + counts[late])) for label, good, late in told]
    return [*in_time, ("意见采纳率", share(counts[ActivityFigure.ADOPTED], counts[ActivityFigure.ANSWERED]))]


def _surveys(rows: OwnedQuerySet[Survey], period: Period, today: date) -> Iterator[Held]:
    for row in rows.filter(opened_on__range=_days(period)).annotate(many=Count("answers")).order_by("opened_on", "pk"):
        assert row.opened_on is not None  # noqa: S101 (filtered)
        over = _last_day(row.ended_on, RESULT.length, calendar_of(row.authority))
        figures_ = {
            ActivityFigure.SURVEYS,
            *_timely(row.announced_on, over, today, ActivityFigure.SURVEYS_IN_TIME, ActivityFigure.SURVEYS_LATE),
        }
        counted = Activity(figures_, {ActivityFigure.ANSWERS: row.many})
        yield Held(row.title, row.authority.name, row.opened_on, reverse("engagement:survey", args=[row.pk]), counted)


def _interviews(rows: OwnedQuerySet[Interview], period: Period, today: date) -> Iterator[Held]:
    finished = rows.filter(held_on__range=_days(period), ended_on__isnull=False)
    for row in finished.annotate(many=Count("questions")).order_by("held_on", "pk"):
        assert row.held_on is not None  # noqa: S101 (filtered)
        over = _last_day(row.ended_on, TRANSCRIPT.length, calendar_of(row.authority))
        figures_ = {
            ActivityFigure.INTERVIEWS,
            *([ActivityFigure.INTERVIEWS_LED] if row.led else []),
            *_timely(row.published_on, over, today, ActivityFigure.INTERVIEWS_IN_TIME, ActivityFigure.INTERVIEWS_LATE),
        }
        counted = Activity(figures_, {ActivityFigure.ASKED: row.many})
        yield Held(row.topic, row.authority.name, row.held_on, reverse("engagement:interview", args=[row.pk]), counted)


def _drafts(rows: OwnedQuerySet[DecisionDraft], period: Period, today: date) -> Iterator[Held]:
    many = Count("opinions")
    taken = Count("opinions", filter=Q(opinions__answer__in=TAKEN))
    said = Count("opinions", filter=~Q(opinions__answer=""))
    found = (
        rows.filter(opened_on__range=_days(period))
        .annotate(many=many, taken=taken, said=said)
        .order_by("opened_on", "pk")
    )
    for row in found:
        assert row.opened_on is not None  # noqa: S101 (filtered)
        calendar = calendar_of(row.authority)
        standing = journal.standing(row.dossier, calendar)
        assert isinstance(standing, decision_drafts.Standing)  # noqa: S101 (a draft's dossier is of that kind)
        over = _last_day(standing.ended_on, ANSWERING.length, calendar)
        figures_ = {
            ActivityFigure.DRAFTS,
            *_timely(row.answered_on, over, today, ActivityFigure.DRAFTS_IN_TIME, ActivityFigure.DRAFTS_LATE),
        }
        sent = {ActivityFigure.OPINIONS: row.many, ActivityFigure.ADOPTED: row.taken, ActivityFigure.ANSWERED: row.said}
        href = reverse("documents:decision", args=[row.pk])
        yield Held(row.title, row.authority.name, row.opened_on, href, Activity(figures_, sent))


def _days(period: Period) -> tuple[date, date]:
    return period.first, period.last


def _last_day(ended: date | None, length: int, calendar: Calendar) -> date | None:
    return calendar.after(ended, length).on if ended else None


def _timely(
    published: date | None, over: date | None, today: date, good: ActivityFigure, late: ActivityFigure
) -> list[ActivityFigure]:
    if over is None or (published is None and today <= over):
        return []
    return [good if published is not None and published <= over else late]


# -- what a report counts --------------------------------------------------------------------------------------------------


def facts(rows: OwnedQuerySet[Interview]) -> list[InterviewFact]:
    """访谈分组: by the year they were held in, and whether the principal took part; what was not held to its end is none."""
    over = rows.filter(ended_on__isnull=False).order_by()
    grouped = over.values_list("held_on__year", "led").annotate(many=Count("pk"))
    return [InterviewFact(year, led, many) for year, led, many in grouped]


def interviews_behind(rows: OwnedQuerySet[Interview], found: list[InterviewFact]) -> OwnedQuerySet[Interview]:
    """数字背后的访谈: the interviews these facts were counted from."""
    wanted = Q(pk__in=[])
    for fact in found:
        wanted |= Q(held_on__year=fact.held, led=fact.led)
    return rows.filter(wanted, ended_on__isnull=False).select_related("authority").order_by("held_on", "pk")
