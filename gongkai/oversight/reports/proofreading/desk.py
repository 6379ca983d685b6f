"""办公页面: officials check reports, one or a whole batch; what was checked may be imported.

Nothing is kept until then, but of a batch too large to wait for, which lies sealed until its official deletes it (``batches``).
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.grammar.tables import Level
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import readable
from gongkai.oversight.reports.files import STAFF
from gongkai.oversight.reports.proofreading.batch import Row, overview, rows
from gongkai.oversight.reports.proofreading.batches import acts, queries
from gongkai.oversight.reports.proofreading.forms import SENT_MEGABYTES, AnnotateForm, BatchForm, ProofreadForm
from gongkai.oversight.reports.proofreading.opening import opened
from gongkai.oversight.reports.proofreading.outputs import OUTPUTS, as_annotated, as_file
from gongkai.oversight.reports.proofreading.overview import Overview
from gongkai.oversight.reports.proofreading.packing import KEPT_FOR, packed, unpacked
from gongkai.oversight.reports.proofreading.proofs import TONES, Proof, tried
from gongkai.oversight.reports.proofreading.trying import annotated, attempt, proofread
from gongkai.oversight.reports.proofreading.whose import importable
from gongkai.oversight.reports.reading_in import ReadIn, of_reading
from gongkai.reading.carriers import Page
from gongkai.web import clock
from gongkai.web.unstored import unstored


@role(*STAFF)
@unstored(SENT_MEGABYTES + 2)
def proofread_batch(request: DeskRequest) -> HttpResponse:
    """年报校对: the form, and after it the table of what was sent; where that is much it is kept, and checked by a job."""
    form = BatchForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {
        "form": form,
        "rows": [],
        "batches": queries.listed(request.authority, request.official),
    }
    if form.is_valid():
        try:
            if not form.is_few:
                at, by = clock.now(), request.official
                batch = acts.open_batch(request.authority, form.reports(), at=at, by=by)
                return redirect("reports:proof_batch", batch.pk)
            files = tried(opened(list(form.reports())))
        except Unlawful as refusal:
            form.add_error("batch", str(refusal))
        else:
            among = list(readable(request.authority, request.offices))
            found = overview(files, request.authority, among, clock.today())
            context |= checked(rows(files, to_import(request), among), found)
    return render(request, "reports/desk/proofread.html", context)


def to_import(request: DeskRequest) -> list[Authority]:
    """可导入的机关: of whoever handles reports."""
    return list(importable(request, clock.today())) if Role.HANDLER in request.roles else []


def checked(found: Sequence[Row], across: Overview) -> dict[str, object]:
    """校对结果: what the table of a batch is drawn from."""
    return {"rows": found, "across": across, "levels": list(Level), "tones": TONES, "level_of": Level}


@role(*STAFF)
@unstored(SENT_MEGABYTES + 2)
def proofread_one(request: DeskRequest) -> HttpResponse:
    """校对一份: a file or a pasted text, with last year's report beside it."""
    form = ProofreadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (made := attempt(form, proofread)):
        return result(request, *made)
    return render(request, "reports/desk/proofread_one.html", {"form": form})


@role(*STAFF)
@unstored(SENT_MEGABYTES + 2)
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
    return result(request, kept.proof(), kept.reports)


@require_POST
@role(*STAFF)
def take_away(request: DeskRequest, carrier: str) -> HttpResponse:
    """下载: made anew from the lines that the page carried."""
    if carrier not in OUTPUTS:
        raise Http404
    return as_file(unpacked(request.POST.get("packed", "")).proof(), carrier)


def result(request: DeskRequest, found: Proof, pages: Sequence[tuple[str, Page]]) -> HttpResponse:
    """一份的结果."""
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
