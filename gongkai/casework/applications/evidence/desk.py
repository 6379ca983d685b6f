"""证据页面: the searches and the papers of an application, the forms that register them, and the list of what proves what."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.applications.admitted import own_file, readable_file
from gongkai.casework.applications.evidence import acts, queries
from gongkai.casework.applications.evidence.forms import PaperForm, SearchForm, VoidSearchForm
from gongkai.casework.applications.evidence.listing import exhibits
from gongkai.casework.applications.evidence.models import EvidencePaper, SearchRecord
from gongkai.casework.applications.models import Application
from gongkai.law.evidence import objection_to_not_held
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.journal import access
from gongkai.web import clock
from gongkai.web.forms import posted

STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector")


@require_safe
@role(*STAFF)
def evidence(request: DeskRequest, pk: int) -> HttpResponse:
    """证据: every search, every paper, and the list of evidence as it stands now."""
    application = readable_file(request, pk)
    access.look(request.official, application.dossier, "查看检索记录和证据清单")
    searches = queries.searches(application)
    context = {
        "application": application,
        "dossier": application.dossier,
        "searches": searches,
        "papers": queries.papers(application),
        "exhibits": exhibits(application),
        "objection": objection_to_not_held([each.search for each in searches]),
        "may_act": Role.HANDLER in request.roles and application.authority_id == request.authority.pk,
    }
    return render(request, "applications/desk/evidence.html", context)


@role("handler")
def register_search(request: DeskRequest, pk: int) -> HttpResponse:
    """登记检索记录."""
    application = own_file(request, pk)
    version = application.dossier.version
    form = SearchForm(posted(request, seen=version), initial={"on": clock.today(), "seen": version})
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        search = form.search(request.official)
        acts.register_search(application, search, today=clock.today(), by=request.official, seen=seen)
        return redirect("applications:evidence", pk)
    return _form(request, application, form, "登记检索记录")


@role("handler")
def void_search(request: DeskRequest, pk: int, search: int) -> HttpResponse:
    """作废检索记录."""
    application = own_file(request, pk)
    rows = SearchRecord.objects.of(application.dossier.authority).select_related("application__dossier__authority")
    record = get_object_or_404(rows, pk=search, application=application)
    form = VoidSearchForm(request.POST or None)
    if form.is_valid():
        acts.void_search(record, on=clock.today(), by=request.official, reason=form.cleaned_data["reason"])
        return redirect("applications:evidence", pk)
    return _form(request, application, form, "作废检索记录")


@role("handler")
def join(request: DeskRequest, pk: int) -> HttpResponse:
    """证据材料入卷."""
    application = own_file(request, pk)
    form = PaperForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        acts.join(application, upload, form.upload_kind, form.joined(), on=clock.today(), by=request.official)
        return redirect("applications:evidence", pk)
    return _form(request, application, form, "证据材料入卷")


def _form(
    request: DeskRequest, application: Application, form: SearchForm | VoidSearchForm | PaperForm, title: str
) -> HttpResponse:
    context = {"application": application, "dossier": application.dossier, "form": form, "heading": title}
    return render(request, "applications/desk/evidence_form.html", context)


@require_safe
@role(*STAFF)
def paper(request: DeskRequest, pk: int, paper: int) -> HttpResponse:
    """下载证据材料: the original, decrypted for this one download."""
    application = readable_file(request, pk)
    rows = EvidencePaper.objects.of(application.dossier.authority).select_related("application__dossier__authority")
    kept = get_object_or_404(rows, pk=paper, application=application)
    content = queries.content(kept)
    access.download(request.official, kept.authority, f"证据材料（{kept}）", application.dossier)
    response = HttpResponse(content, content_type="application/octet-stream")
    name = quote(f"{kept.get_kind_display()}-{kept.pk}.{kept.extension}", safe="")
    plain = f"paper-{kept.pk}.{kept.extension}"
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{name}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
