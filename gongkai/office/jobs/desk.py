"""办理中的工作: how far each is, what came of it, and who asked may cancel it or have it gone on with."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.jobs import acts, queries
from gongkai.office.jobs.kinds import label_of
from gongkai.office.jobs.models import Job
from gongkai.office.journal import access
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 30


@require_safe
@role()
def jobs(request: DeskRequest) -> HttpResponse:
    """办理中的工作: one's own, the newest first; those of all for who administers."""
    page = Pages(queries.visible(request), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(job, label_of(job)) for job in page.object_list],
        "running": any(job.is_open for job in page.object_list),
        "administers": queries.administers(request),
        "offered": queries.offered(request),
    }
    return render(request, "jobs/desk/jobs.html", context)


@require_safe
@role()
def show(request: DeskRequest, job: int) -> HttpResponse:
    """一项工作: how far it is, and what was wrong row by row."""
    mine = _job(request, job)
    context = {
        "job": mine,
        "label": label_of(mine),
        "errors": mine.errors.of(request.authority)[: acts.MOST_ERRORS],
        "most": acts.MOST_ERRORS,
        "size": queries.size(mine) if mine.file_name else 0,
        "kept": queries.KEPT.days,
    }
    return render(request, "jobs/desk/job.html", context)


@require_POST
@role()
def begin(request: DeskRequest, kind: str) -> HttpResponse:
    """交办: one of the kinds that are begun here."""
    asked = next((each for each in queries.offered(request) if each.key == kind), None)
    if asked is None:
        raise Http404
    job = acts.ask(request.authority, asked.key, asked.label, by=request.official)
    return redirect("jobs:job", job.pk) if queries.visible(request).filter(pk=job.pk) else redirect("jobs:jobs")


@require_POST
@role()
def cancel(request: DeskRequest, job: int) -> HttpResponse:
    """撤销."""
    return _done(request, job, lambda row: acts.cancel(row, on=clock.today(), by=request.official))


@require_POST
@role()
def go_on(request: DeskRequest, job: int) -> HttpResponse:
    """接着办."""
    return _done(request, job, lambda row: acts.go_on(row, on=clock.today(), by=request.official))


@require_safe
@role()
def fetch(request: DeskRequest, job: int) -> HttpResponse | StreamingHttpResponse:
    """取结果文件: the log of looks keeps who took it."""
    mine = _job(request, job)
    if not mine.file_name or not queries.size(mine):
        raise Http404
    access.download(request.official, request.authority, mine.title)
    response = StreamingHttpResponse(queries.content(mine), content_type=mine.file_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(mine.file_name)}"
    return response


def _done(request: DeskRequest, job: int, act: Callable[[Job], Job]) -> HttpResponse:
    told = act(_job(request, job))
    messages.success(request, f"“{told}”{told.standing}")
    return redirect("jobs:job", told.pk)


def _job(request: DeskRequest, pk: int) -> Job:
    return get_object_or_404(queries.visible(request), pk=pk)
