"""工作查询: whose jobs are seen by whom, what may be gone on with now, and the file that came of one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import F, Sum

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.jobs import pieces
from gongkai.office.jobs.kinds import Kind, kinds
from gongkai.office.jobs.models import OPEN, Job, JobPiece

KEPT = timedelta(days=7)
"""结果文件保留: who needs it longer has taken it away."""
REMEMBERED = timedelta(days=90)
"""工作记录保留."""


def administers(request: DeskRequest) -> bool:
    """管理本机关的工作: sees and cancels those of others too."""
    return Role.SYSTEM_ADMINISTRATOR in request.roles


def visible(request: DeskRequest) -> OwnedQuerySet[Job]:
    """看得到的工作: one's own; all of the authority for who administers it."""
    rows = Job.objects.of(request.authority).select_related("official", "authority", "cancelled_by")
    return rows if administers(request) else rows.filter(official=request.official)


def offered(request: DeskRequest) -> list[Kind]:
    """可以交办的: kinds that are begun on the page of jobs, for who may."""
    return [kind for kind in kinds().values() if kind.offered_to & request.roles]


def runnable(now: datetime) -> OwnedQuerySet[Job]:
    """可办的: of every authority, whatever had to wait longest first."""
    rows = Job.objects.everywhere().filter(state__in=OPEN, next_at__lte=now).select_related("authority", "official")
    return rows.order_by(F("touched_at").asc(nulls_first=True), "pk")


def last_of(authority: Authority, kind: str, subject: str) -> Job | None:
    """最近一项: of this kind about this subject, whatever came of it."""
    rows = Job.objects.of(authority).filter(kind=kind, subject=subject).select_related("official")
    return rows.order_by("-pk").first()


def content(job: Job) -> Iterator[bytes]:
    """结果文件: piece by piece."""
    yield from pieces.unsealed(pieces.of(job, made=True))


def size(job: Job) -> int:
    """结果文件大小: 0 where it is not kept any more."""
    return pieces.of(job, made=True).aggregate(size=Sum("length"))["size"] or 0


def outlived(now: datetime) -> OwnedQuerySet[Job]:
    """过了保留期的结果文件, of jobs that have one."""
    left = JobPiece.objects.everywhere().values("job")
    return Job.objects.everywhere().exclude(state__in=OPEN).filter(ended_at__lt=now - KEPT, pk__in=left)


def forgotten(now: datetime) -> OwnedQuerySet[Job]:
    """过了记录保留期的."""
    return Job.objects.everywhere().exclude(state__in=OPEN).filter(ended_at__lt=now - REMEMBERED)
