"""正文页面: a new draft, another version without overwriting anybody's, what two versions differ in, and the paper."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.decision_drafts import DecisionKind
from gongkai.law.documents import DocumentKind, Phase, State
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.queries import postings_of
from gongkai.office.journal import access
from gongkai.papers.document import Document as Paper
from gongkai.papers.docx import write_docx
from gongkai.papers.pdf import write_pdf
from gongkai.publication.documents import acts, pasting, queries, word_text
from gongkai.publication.documents.acts import FACTS
from gongkai.publication.documents.comparing import compare
from gongkai.publication.documents.decisions import acts as decisions
from gongkai.publication.documents.files import STAFF, File, file_of, own_file
from gongkai.publication.documents.forms import DraftForm, FactsForm, TextForm, WordFileForm
from gongkai.publication.documents.models import DecisionDraft, Version
from gongkai.publication.documents.papers import paper
from gongkai.web import clock
from gongkai.web.forms import posted

TOO_LATE = "送审以后不能再改，需要修改的先办“退文”；已经公开的先撤回"


@role("handler")
def new(request: DeskRequest) -> HttpResponse:
    """拟稿: a new document with its first version."""
    decision = _decision(request)
    first = {"section": _section(request), "kind": DocumentKind.OTHER} | (_of_decision(decision) if decision else {})
    form = DraftForm(request.POST or None, initial=first)
    if not form.is_valid():
        return render(request, "documents/desk/new.html", {"form": form, "decision": decision})
    today = clock.today()
    if decision is not None:
        record = decisions.write_up(decision, form.draft(), on=today, today=today, by=request.official)
    else:
        record = acts.draft(request.authority, form.draft(), on=today, today=today, by=request.official)
    return redirect("documents:file", record.dossier_id)


def _decision(request: DeskRequest) -> DecisionDraft | None:
    """The draft that was opened to comment and is now written up; nonsense in the address is none."""
    given = request.GET.get("decision", "")
    rows = DecisionDraft.objects.of(request.authority).select_related("dossier", "document", "authority")
    return rows.filter(pk=int(given)).first() if given.isdecimal() and len(given) < 10 else None


def _of_decision(draft: DecisionDraft) -> dict[str, object]:
    title = re.sub(r"[（(]\s*(?:公开)?征求意见稿\s*[)）]$", "", draft.title.strip())
    kinds = {DecisionKind.RULES: DocumentKind.RULES, DecisionKind.NORMATIVE: DocumentKind.NORMATIVE}
    kind = kinds.get(DecisionKind(draft.kind), DocumentKind.OTHER)
    first: dict[str, object] = {"title": title, "kind": kind, "phase": Phase.DECISION, "body": draft.body}
    return first | ({"section": draft.section} if draft.section else {})


def _section(request: DeskRequest) -> str:
    postings = postings_of(request.official, clock.today()).filter(authority=request.authority).exclude(section="")
    return postings.values_list("section", flat=True).first() or ""


@role("handler")
def facts(request: DeskRequest, document: int) -> HttpResponse:
    """修改登记内容: of a draft; every change is entered."""
    opened = own_file(request, document)
    version = opened.record.dossier.version
    first = {**{name: getattr(opened.record, name) for name in FACTS}, "seen": version}
    form = FactsForm(posted(request, seen=version), initial=first)
    if not form.is_valid():
        return render(request, "documents/desk/facts.html", {"file": opened, "record": opened.record, "form": form})
    acts.describe(opened.record, form.facts(), on=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
    return redirect("documents:file", document)


@role("handler")
def edit(request: DeskRequest, document: int) -> HttpResponse:
    """编辑正文: another version; if somebody saved one meanwhile, both texts are shown and nothing typed is lost."""
    opened = own_file(request, document)
    if opened.standing.state is not State.DRAFTING:
        raise Unlawful(TOO_LATE)
    edition = opened.record.edition
    first = {"body": pasting.editable(opened.latest), "edition": edition}
    form = TextForm(posted(request, seen=0), initial=first)
    if not form.is_valid():
        return _edit_page(request, opened, form, WordFileForm(auto_id="word_%s", initial=first))
    written = form.written()
    if form.cleaned_data["edition"] != edition:
        return _lost_the_race(request, opened, form)
    try:
        acts.write(opened.record, written.body, written.text, on=clock.today(), by=request.official, seen=edition)
    except Unlawful:
        later = own_file(request, document)
        if later.record.edition == edition:
            raise
        return _lost_the_race(request, later, form)
    messages.success(request, f"已保存为第{opened.record.edition}版。")
    return redirect("documents:file", document)


def _edit_page(request: DeskRequest, opened: File, form: TextForm, word_form: WordFileForm) -> HttpResponse:
    context = {"file": opened, "record": opened.record, "form": form, "word_form": word_form}
    return render(request, "documents/desk/edit.html", context)


@require_POST
@role("handler")
def from_word(request: DeskRequest, document: int) -> HttpResponse:
    """从Word文件取正文: the text becomes another version, the file is kept; what could not come along is told."""
    opened = own_file(request, document)
    if opened.standing.state is not State.DRAFTING:
        raise Unlawful(TOO_LATE)
    first = {"body": pasting.editable(opened.latest), "edition": opened.record.edition}
    word_form = WordFileForm(request.POST, request.FILES, auto_id="word_%s", initial=first)
    if not word_form.is_valid():
        return _edit_page(request, opened, TextForm(initial=first), word_form)
    today, given = clock.today(), word_form.cleaned_data
    version, found = word_text.take_text(
        opened.record, given["file"], on=today, today=today, by=request.official, edition=given["edition"]
    )
    messages.success(request, f"已从Word文件取为第{version.number}版，原文件已存")
    for told in found.warnings:
        messages.warning(request, told)
    return redirect("documents:file", document)


def _lost_the_race(request: DeskRequest, opened: File, form: TextForm) -> HttpResponse:
    """Somebody saved first: show what they wrote beside what was typed; saved again, it becomes a version of its own."""
    seen = form.cleaned_data["edition"]
    again = TextForm(initial={"body": form.cleaned_data["body"], "edition": opened.record.edition})
    context = {
        "file": opened,
        "record": opened.record,
        "form": again,
        "seen": seen,
        "theirs": opened.latest,
        "their_body": pasting.shown(opened.latest),
        "changes": compare(opened.latest.text if opened.latest else "", form.written().text),
    }
    return render(request, "documents/desk/conflict.html", context, status=409)


@require_safe
@role(*STAFF)
def versions(request: DeskRequest, document: int) -> HttpResponse:
    """各版本: who saved which, and the way to compare any two."""
    opened = file_of(request, document)
    asked = {name: request.GET.get(name, "") for name in ("first", "second")}
    if all(number.isdecimal() for number in asked.values()):
        return redirect("documents:compare", document, asked["first"], asked["second"])
    rows = list(queries.versions(opened.record))
    return render(request, "documents/desk/versions.html", {"file": opened, "record": opened.record, "rows": rows})


@require_safe
@role(*STAFF)
def compare_two(request: DeskRequest, document: int, first: int, second: int) -> HttpResponse:
    """比较两版: what was added and what was taken out from the one to the other."""
    opened = file_of(request, document)
    before, after = _version(opened, first), _version(opened, second)
    context = {
        "file": opened,
        "record": opened.record,
        "before": before,
        "after": after,
        "changes": compare(before.text, after.text),
        "rows": list(queries.versions(opened.record)),
    }
    return render(request, "documents/desk/compare.html", context)


@require_safe
@role(*STAFF)
def version(request: DeskRequest, document: int, number: int) -> HttpResponse:
    """一版: as it was saved."""
    opened = file_of(request, document)
    row = _version(opened, number)
    context = {"file": opened, "record": opened.record, "version": row, "body": pasting.shown(row)}
    return render(request, "documents/desk/version.html", context)


def _version(opened: File, number: int) -> Version:
    return get_object_or_404(queries.versions(opened.record), number=number)


def _pdf(printed: Paper) -> bytes:
    return write_pdf(printed).data


_CARRIERS: dict[str, tuple[Any, str]] = {
    "docx": (write_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (_pdf, "application/pdf"),
}


@require_safe
@role(*STAFF)
def printed(request: DeskRequest, document: int, carrier: str) -> HttpResponse:
    """印制: the document in its official layout, the mark of its attribute under the date."""
    if carrier not in _CARRIERS:
        raise Http404
    opened = file_of(request, document)
    write, kind = _CARRIERS[carrier]
    content = write(paper(opened.record, opened.standing, opened.latest, today=clock.today()))
    access.download(request.official, opened.record.authority, f"公文（{carrier}）", opened.record.dossier)
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="document-{opened.pk}.{carrier}"'
    return response
