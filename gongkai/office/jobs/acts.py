"""工作办理: ask for one, cancel it, take it up again; and what who works on it notes: begun, a step, the end.

Everything is done under the lock of the job's row. Who works notes a step only while nobody else has taken the job since.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.jobs.kinds import Kind, Outcome, Step, kinds
from gongkai.office.jobs.models import OPEN, Job, JobError, JobPiece, State
from gongkai.web import clock

MOST_ERRORS = 500
"""逐行问题最多: the page of the room has them all."""


def ask(
    authority: Authority, kind: str, title: str, *, subject: str = "", by: Official | None, cancellable: bool = True
) -> Job:
    """交办: it waits until whoever works is free; where the same is waiting or at work already, that one."""
    key = _key(kinds()[kind], subject, by)
    if running := _open(authority, kind, key):
        return running
    job = Job(authority=authority, kind=kind, subject=subject, key=key, title=title[:300], official=by)
    job.cancellable, job.asked_at = cancellable, clock.now()
    job.next_at = job.asked_at
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        if running := _open(authority, kind, key):
            return running
        raise
    return job


def ask_again(authority: Authority, kind: str, title: str, *, subject: str, by: Official | None) -> Job:
    """再交办: the one that was stopped goes on; where there is none, a new one."""
    former = Job.objects.of(authority).filter(kind=kind, key=_key(kinds()[kind], subject, by)).order_by("-pk").first()
    if former is not None and not former.is_open and former.goes_on:
        return _queue(former)
    if former is not None and former.is_open and former.cancel_asked:
        Job.objects.of(authority).filter(pk=former.pk).update(cancel_asked=False, cancelled_by=None)
    return ask(authority, kind, title, subject=subject, by=by)


def _key(kind: Kind, subject: str, by: Official | None) -> str:
    return subject if kind.shared or by is None else f"{by.pk} {subject}"


def _open(authority: Authority, kind: str, key: str) -> Job | None:
    return Job.objects.of(authority).filter(kind=kind, key=key, state__in=OPEN).first()


@transaction.atomic
def cancel(job: Job, *, on: date, by: Official) -> Job:
    """撤销: what waits ends at once, what is at work before its next step."""
    held = _locked(job)
    if not held.is_open:
        raise Unlawful(f"该项工作{State(held.state).label}，不用撤销")
    if not held.cancellable:
        raise Unlawful("该项工作已经接受办理，只能办完，不能撤销")
    kind = kinds().get(held.kind)
    held.cancel_asked, held.cancelled_by = True, by
    if kind is not None and kind.stop is not None:
        kind.stop(held, by, on)
        held.next_at = clock.now()
    elif held.state == State.QUEUED:
        _wind_up(held)
    held.save()
    return held


@transaction.atomic
def go_on(job: Job, *, on: date, by: Official) -> Job:
    """接着办: from where it stands."""
    held = _locked(job)
    if held.is_open or not held.goes_on:
        raise Unlawful(f"该项工作{held.standing}，不能接着办")
    kind = kinds().get(held.kind)
    if kind is not None and kind.resume is not None:
        kind.resume(held, by, on)
        return _locked(held)
    return _queue(held)


@transaction.atomic
def _queue(job: Job) -> Job:
    held = _locked(job)
    other = _open(held.authority, held.kind, held.key)
    if other is not None:
        raise Unlawful("同样的工作正在办理，不用再办")
    held.state, held.ended_at, held.says = State.QUEUED, None, ""
    held.cancel_asked, held.cancelled_by, held.goes_on = False, None, False
    held.troubles, held.next_at = 0, clock.now()
    held.save()
    return held


# -- who works on it -------------------------------------------------------------------------------------------------------


@transaction.atomic
def begin(job: Job) -> Job | None:
    """接手: a number that nobody else has; None where it has ended meanwhile."""
    held = _locked(job)
    if not held.is_open:
        return None
    now = clock.now()
    held.state, held.turn, held.touched_at = State.RUNNING, held.turn + 1, now
    held.begun_at = held.begun_at or now
    held.save()
    return held


@transaction.atomic
def note(job: Job, step: Step) -> Job | None:
    """记一步: None where the job is not ours any more; what is wrong with rows is told up to a bound."""
    held = _ours(job)
    if held is None:
        return None
    if (held.cursor, held.done) != (dict(step.cursor), step.done):
        held.troubles = 0  # whoever stumbles over the same step again and again gets no further
    held.cursor, held.done, held.total, held.says = dict(step.cursor), step.done, step.total, step.says[:300]
    held.next_at = clock.now() + step.rest
    held.save()
    room = MOST_ERRORS - JobError.objects.of(held.authority).filter(job=held).count() if step.errors else 0
    JobError.objects.of(held.authority).bulk_create(
        JobError(authority=held.authority, job=held, where=each.where[:200], text=each.text[:300])
        for each in step.errors[: max(room, 0)]
    )
    return held


@transaction.atomic
def end(job: Job, outcome: Outcome) -> None:
    """办结: as its room told; whoever asked for its end before that is heard."""
    held = _ours(job)
    if held is None:
        return
    if cancelled_meanwhile(held):
        _wind_up(held)
    else:
        held.state, held.says, held.ended_at = outcome.state, outcome.says[:300], clock.now()
        held.page, held.file_name, held.file_type = outcome.page, outcome.file_name, outcome.file_type
        held.goes_on = outcome.state is State.CANCELLED and _keeps(held)
        if outcome.state is State.DONE and held.total is not None:
            held.done = held.total = max(held.done, held.total)
    held.save()


@transaction.atomic
def fail(job: Job, reason: str, *, goes_on: bool) -> None:
    """未办成: with the reason."""
    held = _ours(job)
    if held is not None:
        held.state, held.says, held.ended_at, held.goes_on = State.FAILED, reason[:300], clock.now(), goes_on
        held.save()


@transaction.atomic
def stumble(job: Job, trouble: str, again: datetime, most: int) -> None:
    """出错: tried again a little later, from where it stands; after ``most`` times in a row it has failed."""
    held = _ours(job)
    if held is None:
        return
    held.troubles += 1
    if held.troubles >= most:
        fail(held, f"办理中接连出错（{trouble}），请联系系统管理员；排除以后可以接着办", goes_on=True)
        return
    held.says, held.next_at = "办理中出错，稍后再办", again
    held.save()


@transaction.atomic
def stop(job: Job) -> None:
    """撤下: between two steps, because somebody asked."""
    held = _ours(job)
    if held is not None:
        _wind_up(held)
        held.save()


def cancelled_meanwhile(job: Job) -> bool:
    """要停: asked to end, and not by a room that winds it up itself."""
    kind = kinds().get(job.kind)
    return job.cancel_asked and (kind is None or kind.stop is None)


def _wind_up(held: Job) -> None:
    """Nothing half stays: either what was done stands and can be gone on from, or it is gone."""
    held.state, held.ended_at, held.goes_on = State.CANCELLED, clock.now(), _keeps(held)
    held.says = "已办的保留，可以接着办" if held.goes_on else "已撤销，没有留下任何内容"
    if not held.goes_on:
        JobPiece.objects.of(held.authority).filter(job=held).delete()


def _keeps(job: Job) -> bool:
    kind = kinds().get(job.kind)
    return kind is not None and kind.keeps


def _ours(job: Job) -> Job | None:
    held = _locked(job)
    return held if held.turn == job.turn and held.state == State.RUNNING else None


def _locked(job: Job) -> Job:
    rows = Job.objects.of(job.authority).select_for_update(of=("self",))
    return rows.select_related("authority", "official").get(pk=job.pk)
