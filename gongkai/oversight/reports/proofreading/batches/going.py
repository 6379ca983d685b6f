"""大批的工作: every file is opened in the process that opens what people send, a file to a step; then all against each other."""

from __future__ import annotations

from contextlib import closing
from datetime import date

from django.urls import reverse

from gongkai.office.authorities.models import Authority, Official
from gongkai.office.jobs.kinds import Going, Outcome, Step
from gongkai.office.jobs.models import Job, State
from gongkai.oversight.reports.proofreading.batch import overview
from gongkai.oversight.reports.proofreading.batches import acts, queries
from gongkai.oversight.reports.proofreading.opening import one_by_one
from gongkai.oversight.reports.proofreading.proofs import tried
from gongkai.web import clock


def go_on(job: Job, today: date) -> Going:
    """成批校对: from the first file that has not been opened; dropped meanwhile, there is nothing to go on with."""
    if (batch := queries.of_job(job)) is not None:
        places = queries.waiting(batch)
        total = queries.files(batch).count()
        with closing(one_by_one(queries.given(batch, place) for place in places)) as answers:
            for done, (place, answer) in enumerate(zip(places, answers, strict=False), total - len(places) + 1):
                acts.settle(batch, place, answer)
                yield Step(done, total + 1, "正在逐份核对")
                if queries.of_job(job) is None:
                    break
    if (batch := queries.of_job(job)) is None:
        return Outcome("已撤销，没有留下任何内容", State.CANCELLED)
    if batch.done_at is None:
        yield Step(total, total + 1, "正在互相对照")
        among = list(Authority.objects.under(batch.authority))
        found = overview(tried(list(queries.read(batch))), batch.authority, among, today)
        acts.finish(batch, found, at=clock.now())
    return Outcome(f"核对了{total}份", page=reverse("reports:proof_batch", args=[batch.pk]))


def stop(job: Job, by: Official, on: date) -> None:
    """撤销: the files go with it."""
    if (batch := queries.of_job(job)) is not None:
        acts.drop(batch)
