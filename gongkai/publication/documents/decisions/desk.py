"""预公开页面: what is owed, one draft with its acts, and the opinions on it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.decision_drafts import FLOW, LEAST, Act, DecisionKind, State
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.grammar.statute import Unit
from gongkai.office.authorities.guards import DeskRequest, asks_again, own, readable_rows, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access
from gongkai.office.journal import queries as journal
from gongkai.publication.documents.attachments import as_download
from gongkai.publication.documents.decisions import acts, queries
from gongkai.publication.documents.decisions import files as draft_files
from gongkai.publication.documents.decisions.forms import (
    FORMS,
    DecideForm,
    DraftFileForm,
    OpinionAnswerForm,
    PaperOpinionForm,
    PlanForm,
    ReviseForm,
    ShredForm,
)
from gongkai.publication.documents.models import DecisionDraft, Document, PublicOpinion
from gongkai.publication.documents.practice.queries import comment_length
from gongkai.publication.documents.validity.desk import STAFF
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 20
_TITLES = {act.value: act.label for act in Act}


@require_safe
@role(*STAFF)
def decisions(request: DeskRequest) -> HttpResponse:
    """决策预公开: the drafts, and what should have been opened beforehand and was not."""
    today = clock.today()
    page = Pages(queries.drafts(request.authority), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "states": {state.value: state.label for state in State},
        "overdue": queries.overdue(request.authority, today),
        "unopened": queries.unopened(request.authority)[:PAGE],
        "figures": queries.figures(request.authority, today.year),
        "year": today.year,
        "may_plan": Role.HANDLER in request.roles,
    }
    return render(request, "documents/desk/decisions.html", context)


@role("handler")
def plan(request: DeskRequest) -> HttpResponse:
    """列入预公开."""
    today = clock.today()
    waiting = queries.unopened(request.authority)
    chosen = request.GET.get("document", "")
    first = {"planned_on": today, "document": chosen if chosen.isdigit() else None}
    form = PlanForm(request.POST or None, documents=waiting, initial=first)
    if form.is_valid():
        made = acts.plan(
            request.authority,
            form.draft(),
            planned_on=form.cleaned_data["planned_on"],
            on=today,
            today=today,
            by=request.official,
            document=form.cleaned_data["document"],
        )
        return redirect("documents:decision", made.pk)
    return render(request, "documents/desk/decision_form.html", {"form": form, "draft": None, "heading": "列入预公开"})


@require_safe
@role(*STAFF)
def decision(request: DeskRequest, draft: int) -> HttpResponse:
    """一件预公开: where it stands, what may be done, what came and what became of it."""
    row = _draft(request, draft)
    standing = queries.standing(row)
    mine = row.authority_id == request.authority.pk
    today = clock.today()
    calendar = calendar_of(row.authority)
    rows = [each for each in FLOW.open_acts(standing.state) if mine and each.role in request.roles]
    refused = [(each.act, standing.objections(Act(each.act), today, calendar)) for each in rows]
    context = {
        "draft": row,
        "dossier": row.dossier,
        "standing": standing,
        "acts": [act for act, objections in refused if not objections],
        "refused": [(act, objections[0]) for act, objections in refused if objections],
        "due": standing.due(calendar),
        "least": _least(row),
        "received": queries.opinions(row).count(),
        "unanswered": queries.unanswered(row),
        "answers": queries.answers(row),
        "gists": queries.gists(row),
        "events": [
            {"on": line.on, "title": _TITLES.get(line.act, line.label), "by": line.by}
            for line in journal.timeline(row.dossier)
        ],
        "may_write_up": mine
        and row.document_id is None
        and Role.HANDLER in request.roles
        and standing.state is not State.ABANDONED,
        "files": draft_files.files(row),
        "may_attach": mine and Role.HANDLER in request.roles and standing.state is State.PLANNED,
        "may_shred": mine and standing.closed_on is not None and Role.REVIEWER in request.roles,
    }
    return render(request, "documents/desk/decision.html", context)


def _least(row: DecisionDraft) -> str:
    kind = DecisionKind(row.kind)
    term = LEAST[kind]
    measure = "个工作日" if term.unit is Unit.WORKING_DAYS else str(term.unit)
    return f"{comment_length(row.authority, kind)}{measure}（{term.basis.short}）"


@role("handler")
def revise(request: DeskRequest, draft: int) -> HttpResponse:
    """修改草案."""
    row = own(request, _draft(request, draft))
    _lawful(row, Act.REVISE)
    first = {name: getattr(row, name) for name in ("kind", "title", "section", "body", "explanation")}
    form = ReviseForm(posted(request, seen=row.dossier.version), initial={**first, "seen": row.dossier.version})
    if form.is_valid():
        today = clock.today()
        acts.revise(row, form.draft(), on=today, today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("documents:decision", row.pk)
    return render(request, "documents/desk/decision_form.html", {"form": form, "draft": row, "heading": "修改草案"})


@role("handler", "reviewer", "secrecy_reviewer", "publisher")
def take_act(request: DeskRequest, draft: int, name: str) -> HttpResponse:
    """办理一步."""
    row = own(request, _draft(request, draft))
    act = next((act for act in FORMS if act.value == name), None)
    if act is None:
        raise Http404
    _may(request, row, act)
    first = {"on": clock.today(), "seen": row.dossier.version}
    more: dict[str, Any] = {}
    if FORMS[act] is DecideForm:
        more = {"documents": Document.objects.of(request.authority).exclude(number="").order_by("-made_on")}
        first |= {"document": row.document_id}
    form = FORMS[act](posted(request, seen=row.dossier.version), initial=first, **more)
    if form.is_valid():
        acts.act(
            row,
            form.step(),
            today=clock.today(),
            by=request.official,
            seen=form.cleaned_data["seen"],
            document=form.cleaned_data.get("document"),
        )
        return redirect("documents:decision", row.pk)
    _lawful(row, act)
    context = {"draft": row, "act": act, "form": form, "least": _least(row) if act is Act.OPEN else ""}
    return render(request, "documents/desk/decision_act.html", context)


def _may(request: DeskRequest, row: DecisionDraft, act: Act) -> None:
    of_act = next(each for each in FLOW.rows if each.act == act)
    if of_act.role not in request.roles:
        raise Unlawful(f"“{act.label}”应由{of_act.role}办理", of_act.basis)


def _lawful(row: DecisionDraft, act: Act) -> None:
    for objection in queries.standing(row).objections(act, clock.today(), calendar_of(row.authority)):
        raise objection.raised()


@role("handler")
def attach(request: DeskRequest, draft: int) -> HttpResponse:
    """上传草案附件: before it is opened; the draft is then checked again."""
    row = own(request, _draft(request, draft))
    _lawful(row, Act.REVISE)
    seen = row.dossier.version
    form = DraftFileForm(posted(request, seen=seen), request.FILES or None, initial={"seen": seen})
    if form.is_valid():
        given, today = form.cleaned_data, clock.today()
        draft_files.attach(
            row, given["file"], form.kind, on=today, today=today, by=request.official, seen=given["seen"]
        )
        return redirect("documents:decision", row.pk)
    context = {"form": form, "draft": row, "heading": "上传草案附件"}
    return render(request, "documents/desk/decision_form.html", context)


@require_POST
@role("handler")
def detach(request: DeskRequest, draft: int, file: int) -> HttpResponse:
    """撤下草案附件."""
    row = own(request, _draft(request, draft))
    _lawful(row, Act.REVISE)
    rows = draft_files.files(row).select_related("draft__dossier__authority", "authority")
    draft_files.detach(get_object_or_404(rows, stored=file), on=clock.today(), by=request.official)
    return redirect("documents:decision", row.pk)


@require_safe
@role(*STAFF)
def file(request: DeskRequest, draft: int, file: int) -> HttpResponseBase:
    """下载草案附件: entered in the access log."""
    row = _draft(request, draft)
    found = get_object_or_404(draft_files.files(row), stored=file)
    access.download(request.official, row.authority, f"草案附件“{found.stored.name}”", row.dossier)
    return as_download(found.stored)


# -- opinions --------------------------------------------------------------------------------------------------------------


@require_safe
@role("handler", "reviewer")
def opinions(request: DeskRequest, draft: int) -> HttpResponse:
    """公众意见: names and contacts masked; every look is logged."""
    row = _draft(request, draft)
    page = Pages(queries.folded(row), PAGE).get_page(request.GET.get("page"))
    access.look(request.official, row.dossier, "查看公众意见")
    context = {
        "draft": row,
        "page": page,
        "items": queries.with_copies(row, list(page.object_list)),
        "received": queries.opinions(row).count(),
        "may_answer": row.authority_id == request.authority.pk
        and Role.HANDLER in request.roles
        and row.dossier.state in (State.OPEN, State.ENDED),
    }
    return render(request, "documents/desk/opinions.html", context)


@role("handler")
def register_opinion(request: DeskRequest, draft: int) -> HttpResponse:
    """登记意见: one that did not come online."""
    row = own(request, _draft(request, draft))
    form = PaperOpinionForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        acts.receive(row, form.opinion(), on=form.cleaned_data["on"], today=clock.today(), by=request.official)
        return redirect("documents:opinions", row.pk)
    context = {"draft": row, "form": form, "heading": "登记意见", "submit": "登记", "opinion": None}
    return render(request, "documents/desk/opinion_form.html", context)


@role("handler")
def answer_opinion(request: DeskRequest, draft: int, opinion: int) -> HttpResponse:
    """答复意见: read it, sum it up, say what became of it."""
    row = own(request, _draft(request, draft))
    rows = PublicOpinion.objects.of(request.authority).select_related("authority")
    found = get_object_or_404(rows, pk=opinion, draft=row)
    found.draft = row
    first = {"answer": found.answer or None, "gist": found.gist, "reason": found.reason}
    form = OpinionAnswerForm(request.POST or None, initial=first)
    if form.is_valid():
        today = clock.today()
        given = form.cleaned_data
        acts.answer(
            found,
            given["answer"],
            gist=given["gist"],
            reason=given["reason"],
            on=today,
            today=today,
            by=request.official,
        )
        return redirect("documents:opinions", row.pk)
    access.look(request.official, row.dossier, "查看公众意见")
    [read] = queries.with_copies(row, [found])
    context = {"draft": row, "form": form, "heading": "答复意见", "submit": "保存", "opinion": read}
    return render(request, "documents/desk/opinion_form.html", context)


@asks_again()
@role("reviewer")
def shred(request: DeskRequest, draft: int) -> HttpResponse:
    """销毁个人信息: once the file is closed."""
    row = own(request, _draft(request, draft))
    form = ShredForm(request.POST or None)
    if form.is_valid():
        acts.shred(row, on=clock.today(), by=request.official, reason=form.cleaned_data["reason"])
        return redirect("documents:decision", row.pk)
    context = {"draft": row, "form": form, "heading": "销毁个人信息", "submit": "销毁", "opinion": None}
    return render(request, "documents/desk/opinion_form.html", context)


def _draft(request: DeskRequest, pk: int) -> DecisionDraft:
    rows = readable_rows(request, DecisionDraft.objects.all())
    return get_object_or_404(rows.select_related("dossier__authority", "document", "authority"), pk=pk)
