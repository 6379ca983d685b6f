"""公众页面: anybody checks a report without logging in. The file is read in memory, shown and gone; nothing of it is kept."""

from __future__ import annotations

from functools import cache

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.office.authorities.guards import PortalRequest
from gongkai.oversight.reports.proofreading import sample
from gongkai.oversight.reports.proofreading.forms import KINDS, MEGABYTES, AnnotateForm, ProofreadForm
from gongkai.oversight.reports.proofreading.opening import MOST_SECONDS, MOST_SECONDS_CONVERTED
from gongkai.oversight.reports.proofreading.outputs import DOCX, OUTPUTS, as_annotated, as_file
from gongkai.oversight.reports.proofreading.packing import KEPT_FOR, packed, unpacked
from gongkai.oversight.reports.proofreading.proofs import Proof, proof
from gongkai.oversight.reports.proofreading.trying import annotated, attempt, proofread
from gongkai.reading.carriers import page
from gongkai.web.doors import public
from gongkai.web.limits import Rule, limited
from gongkai.web.unstored import unstored

CHECKS = Rule("proofread", 30, 3600)
"""限速: so many checks an hour from one network."""
TAKEN = Rule("proofread_files", 120, 3600)
MEGABYTES_TOGETHER = 2 * MEGABYTES + 2
"""一次提交最大: two files and what is pasted."""


@public
@never_cache
@limited(CHECKS.scope, limit=CHECKS.limit, per_seconds=CHECKS.per_seconds)
@unstored(MEGABYTES_TOGETHER)
def proofread_page(request: PortalRequest, code: str) -> HttpResponse:
    """年报校对: the form, and after it what was found."""
    form = ProofreadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (made := attempt(form, proofread)):
        return _result(request, made[0], packed(made[1]))
    return _form(request, form)


@public
@never_cache
@limited(CHECKS.scope, limit=CHECKS.limit, per_seconds=CHECKS.per_seconds)
@unstored(MEGABYTES_TOGETHER)
def annotate_page(request: PortalRequest, code: str) -> HttpResponse:
    """加批注: the same form; a Word file comes back at once with what was found as comments in it."""
    form = ProofreadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (made := attempt(form, annotated)):
        return as_annotated(made, form.called)
    return _form(request, form)


def _form(request: PortalRequest, form: ProofreadForm) -> HttpResponse:
    context = {
        "authority": request.authority,
        "form": form,
        "rule": CHECKS,
        "kinds": KINDS,
        "megabytes": MEGABYTES,
        "seconds": MOST_SECONDS,
        "converted": MOST_SECONDS_CONVERTED,
    }
    return render(request, "reports/portal/proofread.html", context)


@public
@require_safe
def sample_page(request: PortalRequest, code: str) -> HttpResponse:
    """示例: what the check says of an invented report."""
    found = _of_sample()
    return _result(request, found, packed([(sample.NAME, found.reading.page)]), sample=True)


@cache
def _of_sample() -> Proof:
    """The sample is our own and always the same: read once."""
    return proof(page(sample.sample_docx(), sample.NAME), sample.NAME)


@public
@require_safe
def sample_file(request: PortalRequest, code: str) -> HttpResponse:
    """示例文件: the invented report as a Word file."""
    response = HttpResponse(sample.sample_docx(), content_type=DOCX)
    response.headers["Content-Disposition"] = 'attachment; filename="sample.docx"'
    return response


@public
@never_cache
@require_POST
@limited(TAKEN.scope, limit=TAKEN.limit, per_seconds=TAKEN.per_seconds)
def take_away(request: PortalRequest, code: str, carrier: str) -> HttpResponse:
    """下载: made anew from the lines that the page carried."""
    if carrier not in OUTPUTS:
        raise Http404
    return as_file(unpacked(request.POST.get("packed", "")).proof(), carrier)


def _result(request: PortalRequest, found: Proof, text: str, *, sample: bool = False) -> HttpResponse:
    context = {
        "authority": request.authority,
        "proof": found,
        "packed": text,
        "annotating": AnnotateForm() if found.reading.page.carrier == "docx" and not sample else None,
        "outputs": OUTPUTS,
        "hours": KEPT_FOR // 3600,
        "sample": sample,
    }
    return render(request, "reports/portal/proof.html", context)
