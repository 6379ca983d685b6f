"""站群巡检的工作: its process is looked after every few seconds until all was seen or it was stopped."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from gongkai.law.supervision.patrols import PatrolState
from gongkai.office.authorities.models import Official
from gongkai.office.jobs.kinds import Going, Kind, NotDone, Outcome, Step
from gongkai.office.jobs.models import Job, State
from gongkai.oversight.crawling import acts, minding, queries
from gongkai.oversight.crawling.models import Patrol
from gongkai.web import clock

LOOK = timedelta(seconds=5)
WAIT = timedelta(seconds=30)


def go_on(job: Job, today: date) -> Going:
    """巡检: the record in its folder is the cursor; between two looks nothing is held."""
    patrol = _patrol(job)
    while True:
        if patrol.state == PatrolState.QUEUED and minding.is_full():
            yield Step(0, says=f"同时最多巡检{minding.MOST_AT_ONCE}个网站，等待其他巡检办完", rest=WAIT)
        else:
            minding.mind(patrol, clock.now())
        patrol = _patrol(job)
        page = reverse("crawling:site", args=[patrol.site_id])
        told = queries.progress(patrol)
        match PatrolState(patrol.state):
            case PatrolState.DONE:
                found = f"问题{patrol.faults}处，其中新发现{patrol.new}处，改正{patrol.mended}处"
                return Outcome(f"看了{told.pages}个网页，{found}", page=page)
            case PatrolState.STOPPED:
                return Outcome("已停下，看过的保留，可以接着办", State.CANCELLED, page=page)
            case PatrolState.FAILED:
                raise NotDone("巡检的进程接连中断，没有完成；可以接着办")
            case state:
                says = f"{state.label}：网页{told.pages}个，附件{told.attachments}个，站外链接{told.outside}个"
                yield Step(told.asked, told.asked + told.waiting or None, says, rest=LOOK)


def stop(job: Job, by: Official, on: date) -> None:
    """停下巡检."""
    acts.stop(_patrol(job), on=on, by=by)


def resume(job: Job, by: Official, on: date) -> None:
    """继续巡检."""
    acts.resume(_patrol(job), on=on, by=by)


def _patrol(job: Job) -> Patrol:
    return (
        Patrol.objects.of(job.authority)
        .select_related("site__authority", "site__unit", "authority")
        .get(pk=int(job.subject))
    )


JOBS = [Kind(acts.JOB, "站群巡检", go_on, shared=True, keeps=True, stop=stop, resume=resume)]
