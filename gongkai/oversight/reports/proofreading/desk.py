"""办公页面: officials check reports, one or a whole batch; what was checked may be imported. Nothing is kept until then."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.grammar.tables import Level
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.queries import readable
from gongkai.oversight.reports.files import STAFF
from gongkai.oversight.reports.proofreading.batch import likenesses, questions, rows, years
from gongkai.oversight.reports.proofreading.forms import BATCH_MEGABYTES, AnnotateForm, BatchForm, ProofreadForm
from gongkai.oversight.reports.proofreading.opening import opened
from gongkai.oversight.reports.proofreading.outputs import OUTPUTS, as_annotated, as_file
from gongkai.oversight.reports.proofreading.packing import KEPT_FOR, packed, unpacked
from gongkai.oversight.reports.proofreading.proofs import TONES, Proof, tried
from gongkai.oversight.reports.proofreading.trying import annotated, attempt, proofread
from gongkai.oversight.reports.proofreading.whose import importable
from gongkai.oversight.reports.reading_in import ReadIn, of_reading
from gongkai.reading.carriers import Page
from gongkai.web import clock
from gongkai.web.unstored import unstored


@role(*STAFF)
@unstored(BATCH_MEGABYTES + 2)
def proofread_batch(request: DeskRequest) -> HttpResponse:
    """年报校对: the form, and after it the table of what was sent."""
    form = BatchForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form, "levels": list(Level), "tones": TONES, "found": []}
    if form.is_valid():
        today = clock.today()
        may_import = list(importable(request, today)) if Role.HANDLER in request.roles else []
        try:
            files = tried(opened(form.reports()))
        except Unlawful as busy:
            form.add_error("batch", str(busy))
        else:
            found = rows(files, may_import, list(readable(request.authority, request.offices)))
            context |= {
                "found": found,
                "years": years(found, request.authority, today),
                "alike": likenesses(found),
                "asked": questions(found),
            }
    return render(request, "reports/desk/proofread.html", context)


@role(*STAFF)
@unstored(BATCH_MEGABYTES + 2)
def proofread_one(request: DeskRequest) -> HttpResponse:
    """校对一份: a file or a pasted text, with last year's report beside it."""
    form = ProofreadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (made := attempt(form, proofread)):
        return _result(request, *made)
    return render(request, "reports/desk/proofread_one.html", {"form": form})


@role(*STAFF)
@unstored(BATCH_MEGABYTES + 2)
def annotate_one(request: DeskRequest) -> HttpResponse:
    """加批注: the same form; a Word file comes back at once with what was found as comments in it."""
    form = ProofreadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (made := attempt(form, annotated)):
        return as_annotated(made, form.called)
    return render(request, "reports/desk/proofread_one.html", {"form": form})


@require_POST
@role(*STAFF)
def proofread_again(request: DeskRequest) -> HttpResponse:
    """打开一份: the result of one file of a batch, from the lines that the table carried."""
    kept = unpacked(request.POST.get("packed", ""))
    return _result(request, kept.proof(), kept.reports)


@require_POST
@role(*STAFF)
def take_away(request: DeskRequest, carrier: str) -> HttpResponse:
    """下载: made anew from the lines that the page carried."""
    if carrier not in OUTPUTS:
        raise Http404
    return as_file(unpacked(request.POST.get("packed", "")).proof(), carrier)


def _result(request: DeskRequest, found: Proof, pages: Sequence[tuple[str, Page]]) -> HttpResponse:
    reading = found.reading
    may_import = Role.HANDLER in request.roles and (reading.tables or reading.claims)
    context = {
        "proof": found,
        "packed": packed(pages),
        "annotating": AnnotateForm() if reading.page.carrier == "docx" else None,
        "outputs": OUTPUTS,
        "hours": KEPT_FOR // 3600,
        "read_in": ReadIn(of_reading(reading, found.findings), found.read_notes).packed() if may_import else "",
    }
    return render(request, "reports/desk/proof.html", context)
