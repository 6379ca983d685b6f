"""筛查工作台: what waits, one screening with its covered preview and its decisions, a file at the gate, word lists, runs."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.papers.said.asking import COPIED
from gongkai.publication.gate import acts, queries
from gongkai.publication.gate.forms import DecideForm, DropForm, WordsForm
from gongkai.publication.gate.lists import read_list
from gongkai.publication.gate.models import Screening, WordList
from gongkai.publication.gate.parts import Part
from gongkai.publication.gate.sweeping import subjects
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 20
STAFF = ("handler", "reviewer", "secrecy_reviewer", "signer", "publisher", "inspector")
"""可查看者."""
DECIDING = ("reviewer", "secrecy_reviewer", "signer")
"""可决定者: who reviews and answers for what goes out."""
_DECIDING = frozenset({Role.REVIEWER, Role.SECRECY_REVIEWER, Role.SIGNER})
_BRINGING = frozenset({Role.HANDLER, Role.PUBLISHER, Role.REVIEWER, Role.SECRECY_REVIEWER})


@require_safe
@role(*STAFF)
def waiting(request: DeskRequest) -> HttpResponse:
    """公开前筛查: what waits for a decision, what is public already first; how far the runs have come."""
    rows = queries.waiting(request.authority).select_related("by").defer("preview", "content")
    labels = {each.key: each.label for each in subjects()}
    context = {
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "asking": queries.asking(request.authority).defer("preview", "content")[:PAGE],
        "runs": [
            (labels.get(run.subject, run.subject), run) for run in queries.runs(request.authority).filter(looked__gt=0)
        ],
        "may_drop": bool(_BRINGING & request.roles),
    }
    return render(request, "gate/desk/waiting.html", context)


@role("handler", "publisher", "reviewer", "secrecy_reviewer")
def drop(request: DeskRequest) -> HttpResponse:
    """放入文件: it is looked through before it belongs to anything."""
    form = DropForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload, kind = form.cleaned_data["file"], form.fields["file"].kind  # type: ignore[attr-defined]
        upload.seek(0)
        data = upload.read()
        digest = hashlib.sha256(data).hexdigest()
        part = Part("drop", upload.name or "文件", kind.extension, digest, lambda: data, len(data))
        row = acts.drop(request.authority, part, on=clock.today(), by=request.official)
        return redirect("gate:screening", row.pk)
    return render(request, "gate/desk/drop.html", {"form": form})


@role(*STAFF)
def screening(request: DeskRequest, screening: int) -> HttpResponse:
    """一件筛查: the marked preview, each finding with its place, what was decided, and the decision that waits."""
    row = _row(request, screening)
    found, decided = queries.findings(row), queries.decisions(row)
    undecided, unanswered = queries.undecided(row), queries.unanswered(row)
    may = bool(_DECIDING & request.roles) and row.authority_id == request.authority.pk
    form = None
    if may and (undecided or unanswered):
        form = DecideForm(request.POST or None, found=undecided or unanswered)
        if form.is_valid():
            keys, today = form.cleaned_data["findings"], clock.today()
            acts.decide(own(request, row), keys, form.ruling(), on=today, today=today, by=request.official)
            return redirect("gate:screening", row.pk)
    context = {
        "row": row,
        "held": [(each, decided.get(each.key)) for each in found if each.holds],
        "asked": [(each, decided.get(each.key)) for each in found if each.asks],
        "told": [each for each in found if not each.holds and not each.asks],
        "preview": queries.preview_of(row),
        "form": form,
        "may": may,
        "undecided": len(undecided),
        "unanswered": len(unanswered),
        "has_copy": bool(row.content) and row.kind in COPIED and row.authority_id == request.authority.pk,
    }
    return render(request, "gate/desk/screening.html", context)


@require_POST
@role("handler", "publisher", "reviewer", "secrecy_reviewer")
def copy(request: DeskRequest, screening: int) -> HttpResponse:
    """取清洁件."""
    made = acts.copy_of(own(request, _row(request, screening)))
    response = HttpResponse(made.data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"clean\"; filename*=UTF-8''{quote('清洁件-' + made.name, safe='')}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@role("handler", "publisher", "reviewer", "secrecy_reviewer")
def throw_away(request: DeskRequest, screening: int) -> HttpResponse:
    """删除原件."""
    acts.throw_away(own(request, _row(request, screening)))
    return redirect("gate:screening", screening)


@role("reviewer", "secrecy_reviewer", "inspector")
def words(request: DeskRequest) -> HttpResponse:
    """词表: those in force here, imported by the county itself."""
    form = WordsForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said = form.cleaned_data
        said["file"].seek(0)
        listed = read_list(said["file"].read())
        acts.import_words(
            request.authority, said["name"], said["source"], listed, on=clock.today(), by=request.official
        )
        return redirect("gate:words")
    rows = [(row, row.authority_id == request.authority.pk) for row in queries.lists_of(request.authority)]
    return render(request, "gate/desk/words.html", {"rows": rows, "form": form})


@require_POST
@role("reviewer", "secrecy_reviewer")
def end_words(request: DeskRequest, words: int) -> HttpResponse:
    """停用词表."""
    row = get_object_or_404(WordList.objects.of(request.authority), pk=words)
    acts.end_words(row, on=clock.today(), by=request.official)
    return redirect("gate:words")


def _row(request: DeskRequest, pk: int) -> Screening:
    return get_object_or_404(readable_rows(request, Screening.objects.all()).select_related("authority", "by"), pk=pk)
