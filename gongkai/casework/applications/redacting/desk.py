"""区分处理页面: the papers of a file that are given in part: bring, hide, look page by page, confirm, take away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.admitted import own_file, readable_file
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.redacting import acts, queries
from gongkai.casework.applications.redacting.forms import BringForm, ConfirmForm, DropForm, HideForm
from gongkai.casework.applications.redacting.models import Redaction
from gongkai.law.applications import State
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.journal import access
from gongkai.papers.redacting import picture
from gongkai.web import clock
from gongkai.web.forms import Form, posted

STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector")
CONFIRMING = ("handler", "reviewer", "signer")
"""可复核者: anybody who handles or answers for the file, but not who hid."""
_CONFIRMING = frozenset({Role.HANDLER, Role.REVIEWER, Role.SIGNER})


@require_safe
@role(*STAFF)
def redactions(request: DeskRequest, pk: int) -> HttpResponse:
    """区分处理: every paper of the file and how far it is."""
    application = readable_file(request, pk)
    access.look(request.official, application.dossier, "查看区分处理清单")
    context = {
        "application": application,
        "dossier": application.dossier,
        "papers": queries.shown(application),
        "going": queries.going_with(application),
        "may_act": _may_act(request, application),
    }
    return render(request, "applications/redacting/list.html", context)


@role("handler")
def bring(request: DeskRequest, pk: int) -> HttpResponse:
    """上传原件."""
    application = own_file(request, pk)
    form = BringForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        row = acts.bring(application, given["file"], given["name"], on=clock.today(), by=request.official)
        return redirect("applications:hide", pk, row.pk)
    return _form(request, application, form, "上传区分处理原件")


@role("handler")
def hide(request: DeskRequest, pk: int, redaction: int) -> HttpResponse:
    """隐去: what was found in the text is offered; names and the rest are typed."""
    application = own_file(request, pk)
    row = _row(application, redaction)
    access.look(request.official, application.dossier, f"查看区分处理原件（{row}）")
    pages = queries.pages(row)
    version = applications.standing(application).version
    form = HideForm(posted(request, seen=0), version=version, found=queries.found(pages))
    if form.is_valid():
        acts.hide(row, form.hidings(), form.patterns(), on=clock.today(), by=request.official)
        return redirect("applications:redaction", pk, redaction)
    notes = {
        "wordless": [number for number, page in enumerate(pages, 1) if page.wordless],
        "doubtful": queries.doubtful(pages),
    }
    return _form(request, application, form, "隐去不予公开的内容", row=row, **notes)


@require_safe
@role(*STAFF)
def redaction(request: DeskRequest, pk: int, redaction: int) -> HttpResponse:
    """区分处理件: what was hidden, every page as it will be given, and who may confirm it."""
    application = readable_file(request, pk)
    row = _row(application, redaction)
    access.look(request.official, application.dossier, f"查看区分处理件（{row}）")
    may_act = _may_act(request, application) and row.dropped_entry is None
    waiting = row.made_entry is not None and row.confirmed_entry is None
    context = {
        "application": application,
        "dossier": application.dossier,
        "paper": next(each for each in queries.shown(application) if each.row.pk == row.pk),
        "numbers": range(1, row.pages + 1) if row.made_entry is not None else (),
        "doubtful": queries.doubtful(queries.pages(row)) if waiting else [],
        "may_hide": may_act and Role.HANDLER in request.roles and row.confirmed_entry is None,
        "may_drop": may_act and Role.HANDLER in request.roles,
        "confirm": ConfirmForm(initial={"seen": row.made_entry}) if may_act and waiting else None,
        "own_work": row.made_by_id == request.official.pk,
        "may_take_original": bool(_CONFIRMING & request.roles),
    }
    return render(request, "applications/redacting/one.html", context)


@role(*CONFIRMING)
def confirm(request: DeskRequest, pk: int, redaction: int) -> HttpResponse:
    """复核: by a second person."""
    application = own_file(request, pk)
    row = _row(application, redaction)
    form = ConfirmForm(posted(request, seen=row.made_entry or 0), initial={"seen": row.made_entry})
    if form.is_valid():
        acts.confirm(row, on=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect("applications:redaction", pk, redaction)
    return _form(request, application, form, "复核隐去结果", row=row)


@role("handler")
def drop(request: DeskRequest, pk: int, redaction: int) -> HttpResponse:
    """停用."""
    application = own_file(request, pk)
    row = _row(application, redaction)
    form = DropForm(posted(request, seen=0))
    if form.is_valid():
        acts.drop(row, on=clock.today(), by=request.official, reason=form.cleaned_data["reason"])
        return redirect("applications:redactions", pk)
    return _form(request, application, form, "停用区分处理件", row=row)


@require_safe
@role(*STAFF)
def page(request: DeskRequest, pk: int, redaction: int, number: int) -> HttpResponse:
    """页面图: one page of the result as it will be given; looking at it is what a confirmation rests on."""
    row = _row(readable_file(request, pk), redaction)
    if row.result is None or not 1 <= number <= row.pages:
        raise Http404
    image = picture(queries.result(row), number - 1)
    access.look(request.official, row.application.dossier, queries.look_of(row, number))
    response = HttpResponse(image, content_type="image/png")
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
@role(*CONFIRMING)
def original(request: DeskRequest, pk: int, redaction: int) -> HttpResponse:
    """下载原件."""
    application = own_file(request, pk)
    row = _row(application, redaction)
    content = queries.original(row)
    access.download(request.official, row.authority, f"区分处理原件（{row}）", application.dossier)
    return _file(content, f"original-{row.pk}.pdf")


@require_safe
@role(*STAFF)
def result(request: DeskRequest, pk: int, redaction: int) -> HttpResponse:
    """下载隐去后的文件."""
    application = readable_file(request, pk)
    row = _row(application, redaction)
    content = queries.result(row)
    access.download(request.official, row.authority, f"隐去后的文件（{row}）", application.dossier)
    return _file(content, f"redacted-{row.pk}.pdf")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _form(
    request: DeskRequest,
    application: Application,
    form: Form,
    title: str,
    row: Redaction | None = None,
    **notes: object,
) -> HttpResponse:
    context = {"application": application, "dossier": application.dossier, "form": form, "heading": title, "row": row}
    return render(request, "applications/redacting/form.html", {"wordless": [], "doubtful": [], **context, **notes})


def _may_act(request: DeskRequest, application: Application) -> bool:
    ours = application.authority_id == request.authority.pk and application.dossier.state == State.HANDLING
    return ours and bool(_CONFIRMING & request.roles)


def _row(application: Application, redaction: int) -> Redaction:
    rows = Redaction.objects.of(application.dossier.authority).select_related("application__dossier__authority")
    return get_object_or_404(rows, pk=redaction, application=application)
