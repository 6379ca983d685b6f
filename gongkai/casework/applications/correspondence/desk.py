"""文书办公页面: a notice as a page, Word and PDF; the forms of the file; the wordings of an authority."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.admitted import readable_file
from gongkai.casework.applications.correspondence import forms, papers, queries, wordings
from gongkai.casework.applications.correspondence.models import Notice, WordingVersion
from gongkai.casework.applications.models import Application
from gongkai.law.letters import SAMPLES, WORDED, LetterType, letter_type
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.journal import access
from gongkai.papers.document import Document, Letter
from gongkai.papers.docx import write_docx
from gongkai.papers.pdf import write_pdf
from gongkai.web import clock
from gongkai.web.forms import posted

STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector")
WORDERS = ("reviewer", "signer")
"""可修改用语者: the disclosure office, the legal reviewers and the heads."""
Paper = Letter | Document
_CARRIERS: Mapping[str, tuple[Callable[[Paper], bytes], str]] = {
    "docx": (write_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (lambda paper: write_pdf(paper).data, "application/pdf"),
}


# -- notices -----------------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def notice_page(request: DeskRequest, pk: int, notice: int) -> HttpResponse:
    """告知书: as a page, with its print style, as it was signed."""
    kept = _notice(request, pk, notice)
    access.look(request.official, kept.application.dossier, f"查看{kept}")
    letter = queries.letter(kept)
    rows = {row.notice.pk: row.amended for row in queries.listed(kept.application)}
    context = {
        "dossier": kept.application.dossier,
        "notice": kept,
        "letter": letter,
        "amended": rows[kept.pk],
        "unnumbered": kept.kind.numbered and not kept.number,
        "missing": write_pdf(letter).missing,
    }
    return render(request, "applications/desk/correspondence/notice.html", context)


@require_safe
@role(*STAFF)
def notice_file(request: DeskRequest, pk: int, notice: int, carrier: str) -> HttpResponse:
    """告知书: as Word or PDF."""
    kept = _notice(request, pk, notice)
    return _file(request, kept.application, carrier, f"notice-{kept.pk}", lambda: queries.letter(kept), str(kept))


@require_safe
@role(*STAFF)
def notice_return(request: DeskRequest, pk: int, notice: int, carrier: str) -> HttpResponse:
    """送达回证: of a notice, to be signed by whom it is handed to."""
    kept = _notice(request, pk, notice)

    def paper() -> Document:
        return papers.service_return(kept.application, queries.letter(kept))

    return _file(request, kept.application, carrier, f"return-{kept.pk}", paper, f"{kept}的送达回证")


@require_safe
@role(*STAFF)
def reply_return(request: DeskRequest, pk: int, reply: int, carrier: str) -> HttpResponse:
    """送达回证: of a letter of reply."""
    application = readable_file(request, pk)
    kept = get_object_or_404(applications.replies(application), pk=reply)

    def paper() -> Document:
        return papers.service_return(application, queries.reply_letter(kept))

    return _file(request, application, carrier, f"return-reply-{kept.pk}", paper, f"答复书{kept.number}的送达回证")


@require_safe
@role(*STAFF)
def registration_form(request: DeskRequest, pk: int, carrier: str) -> HttpResponse:
    """登记表: of the file as it stands."""
    application = readable_file(request, pk)
    name = f"registration-{application.dossier_id}"
    return _file(request, application, carrier, name, lambda: papers.registration_form(application), "登记表")


def _file(
    request: DeskRequest, application: Application, carrier: str, name: str, paper: Callable[[], Paper], what: str
) -> HttpResponse:
    if carrier not in _CARRIERS:
        raise Http404
    access.download(request.official, application.dossier.authority, f"{what}（{carrier}）", application.dossier)
    write, kind = _CARRIERS[carrier]
    response = HttpResponse(write(paper()), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{carrier}"'
    return response


def _notice(request: DeskRequest, pk: int, notice: int) -> Notice:
    return get_object_or_404(queries.notices(readable_file(request, pk)), pk=notice)


# -- wordings ----------------------------------------------------------------------------------------------------------------


@require_safe
@role(*WORDERS)
def wording_list(request: DeskRequest) -> HttpResponse:
    """文书用语: every kind of letter, and whose wording it takes."""
    taken = wordings.in_force_by_type(request.authority)
    rows = [(kind, taken[kind.key]) for kind in WORDED]
    return render(request, "applications/desk/correspondence/wordings.html", {"rows": rows})


@role(*WORDERS)
def wording(request: DeskRequest, letter: str) -> HttpResponse:
    """修改用语: the wording in force, what may stand in it, a preview, and the versions so far."""
    kind = _kind(letter)
    taken = wordings.in_force(request.authority, kind.key)
    first = {"title": taken.wording.title, "body": "\n".join(taken.wording.paragraphs)}
    form = forms.WordingForm(posted(request, seen=0), initial=first)
    preview = wordings.preview(request.authority, kind, taken.wording, on=clock.today())
    if form.is_valid():
        given = wordings.read(form.cleaned_data["title"], form.cleaned_data["body"])
        preview = wordings.preview(request.authority, kind, given, on=clock.today())
        if "preview" not in request.POST:
            wordings.set_wording(request.authority, kind, given, on=clock.today(), by=request.official)
            messages.success(request, f"“{kind.title}”的用语已经修改，此后签发的文书照此成文")
            return redirect("applications:wording", kind.key)
    versions = list(wordings.versions(request.authority, kind))
    context = {
        "kind": kind,
        "taken": taken,
        "form": form,
        "letter": preview,
        "names": [(name, name in kind.required, SAMPLES[name]) for name in kind.placeholders],
        "versions": versions,
        "own": bool(versions) and not versions[0].withdrawn,
    }
    return render(request, "applications/desk/correspondence/wording.html", context)


@require_POST
@role(*WORDERS)
def withdraw_wording(request: DeskRequest, letter: str) -> HttpResponse:
    """恢复上级或者标准用语."""
    kind = _kind(letter)
    wordings.withdraw_wording(request.authority, kind, on=clock.today(), by=request.official)
    messages.success(request, f"“{kind.title}”已恢复上级或者标准用语")
    return redirect("applications:wording", kind.key)


@require_safe
@role(*WORDERS)
def wording_version(request: DeskRequest, letter: str, version: int) -> HttpResponse:
    """用语的一版: what it said."""
    rows = wordings.versions(request.authority, _kind(letter))
    kept: WordingVersion = get_object_or_404(rows, number=version)
    context = {"kind": _kind(letter), "version": kept}
    return render(request, "applications/desk/correspondence/version.html", context)


def _kind(key: str) -> LetterType:
    if key not in {each.key for each in WORDED}:
        raise Http404
    return letter_type(key)
