"""大批的页面: what was sent, more of it, the start; once it is checked the table, each file, and what is imported from it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.queries import readable
from gongkai.oversight.reports.files import STAFF
from gongkai.oversight.reports.proofreading import batch as checking
from gongkai.oversight.reports.proofreading import desk as proofreading
from gongkai.oversight.reports.proofreading.batches import acts, queries
from gongkai.oversight.reports.proofreading.batches.models import ProofBatch
from gongkai.oversight.reports.proofreading.forms import CONFIRMED, SENT_MEGABYTES, BatchForm
from gongkai.oversight.reports.proofreading.imports import confirming
from gongkai.web import clock
from gongkai.web.unstored import unstored


@require_safe
@role(*STAFF)
def batch(request: DeskRequest, batch: int) -> HttpResponse:
    """一批年报: while it is collected, its files; afterwards what was found."""
    return _page(request, _mine(request, batch), BatchForm())


@require_POST
@role(*STAFF)
@unstored(SENT_MEGABYTES + 2)
def add(request: DeskRequest, batch: int) -> HttpResponse:
    """添加文件."""
    mine = _mine(request, batch)
    form = BatchForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            acts.add(mine, form.reports())
            return redirect("reports:proof_batch", mine.pk)
        except Unlawful as refusal:
            form.add_error("batch", str(refusal))
    return _page(request, mine, form)


@require_POST
@role(*STAFF)
def begin(request: DeskRequest, batch: int) -> HttpResponse:
    """开始校对."""
    return redirect("jobs:job", acts.begin(_mine(request, batch), at=clock.now(), by=request.official).pk)


@require_POST
@role(*STAFF)
def drop(request: DeskRequest, batch: int) -> HttpResponse:
    """删除."""
    acts.drop(_mine(request, batch))
    return redirect("reports:proofread_batch")


@require_safe
@role(*STAFF)
def file(request: DeskRequest, batch: int, place: int) -> HttpResponse:
    """其中一份的结果: from the lines that were kept."""
    mine = _done(request, batch)
    kept = queries.kept(mine, queries.overview(mine), place)
    if kept is None:
        raise Http404
    return proofreading.result(request, kept.proof(), kept.reports)


@require_POST
@role("handler")
def import_chosen(request: DeskRequest, batch: int) -> HttpResponse:
    """导入勾选的: each is confirmed by itself, as after any check."""
    mine = _done(request, batch)
    places = [int(each) for each in request.POST.getlist("place") if each.isdecimal()]
    if len(places) > CONFIRMED:
        raise Unlawful(f"一次最多确认{CONFIRMED}份，勾选了{len(places)}份，请分几次导入")
    found = queries.overview(mine)
    kept = (queries.kept(mine, found, place) for place in places)
    return confirming(request, [checking.to_import(each.proof()) for each in kept if each is not None])


def _page(request: DeskRequest, mine: ProofBatch, form: BatchForm) -> HttpResponse:
    context: dict[str, object] = {"batch": mine, "form": form, "kept": acts.KEPT.days}
    sent = queries.sent(mine)
    if mine.done_at is None:
        context |= {"sent": sent, "size": sum(each.length for each in sent), "job": queries.job_of(mine)}
        return render(request, "reports/desk/proof_batch.html", context)
    found, among = queries.overview(mine), readable(request.authority, request.offices)
    names = {each.place: each.name for each in sent}
    named = [(names[each.place], each) for each in found.files]
    rows = checking.kept_rows(named, proofreading.to_import(request), among)
    return render(request, "reports/desk/proof_batch_done.html", context | proofreading.checked(rows, found))


def _mine(request: DeskRequest, pk: int) -> ProofBatch:
    return get_object_or_404(queries.mine(request.authority, request.official), pk=pk)


def _done(request: DeskRequest, pk: int) -> ProofBatch:
    return get_object_or_404(queries.mine(request.authority, request.official).exclude(done_at=None), pk=pk)
