"""办公页面: the path of questions to one outcome, and what several asked for turned into proactive disclosure."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.finding import acts, queries
from gongkai.casework.applications.finding.forms import ConvertForm, PublicationForm
from gongkai.casework.applications.models import Application
from gongkai.law.applications import Act
from gongkai.law.expansions import ASKED_OFTEN, OFTEN, plain_phrase
from gongkai.law.grammar.flow import Role
from gongkai.law.outcome_path import walk
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, reads_beneath, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 20
STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector")


@require_safe
@role("handler")
def path(request: DeskRequest, pk: int) -> HttpResponse:
    """答复路径: one question a page; the answers so far stand above it, and every one of them can be changed."""
    application = _own(request, pk)
    standing = applications.standing(application)
    found = walk(standing, request.GET.dict())
    today, calendar = clock.today(), calendar_of(request.authority)
    kept = list(found.answers.items())
    before = [(each, f"?{urlencode(kept[:place])}") for place, each in enumerate(found.answered)]
    context = {
        "application": application,
        "dossier": application.dossier,
        "standing": standing,
        "path": found,
        "before": before,
        "kept": kept,
        "draft": f"{reverse('applications:draft_as', args=[pk, found.leaf.key])}?{urlencode(kept)}"
        if found.leaf
        else "",
        "objections": standing.objections(Act.DRAFT, today, calendar),
        "hindrances": standing.objections(found.first, today, calendar) if found.first else (),
    }
    return render(request, "applications/finding/path.html", context)


@require_safe
@role(*STAFF)
def similar(request: DeskRequest, pk: int) -> HttpResponse:
    """相似的申请: a part of the file for htmx, a page of its own for everybody else; nothing personal of others is shown."""
    application = _readable(request, pk)
    beside = queries.beside(application, top=request.authority, beneath=reads_beneath(request), on=clock.today())
    context = {
        "application": application,
        "dossier": application.dossier,
        "alike": beside,
        "may_convert": Role.HANDLER in request.roles and application.authority_id == request.authority.pk,
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, f"applications/finding/{'_alike' if part else 'alike'}.html", context)


@require_safe
@role(*STAFF)
def conversions(request: DeskRequest) -> HttpResponse:
    """转为主动公开: what several applicants asked for, what was proposed, and what became of it."""
    page = Pages(queries.conversions(request.authority), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "often": OFTEN, "basis": ASKED_OFTEN, "may_record": Role.HANDLER in request.roles}
    return render(request, "applications/finding/conversions.html", context)


@role("handler")
def convert(request: DeskRequest, pk: int) -> HttpResponse:
    """提出转为主动公开: of one application that several have made alike."""
    application = _own(request, pk)
    form = ConvertForm(request.POST or None, initial={"phrase": plain_phrase(application.subject)})
    if not form.is_valid():
        asked = queries.asked_for_the_same(application)
        context = {"application": application, "dossier": application.dossier, "form": form, "asked": asked.applicants}
        return render(request, "applications/finding/convert.html", context | {"basis": ASKED_OFTEN})
    phrase = str(form.cleaned_data["phrase"])
    made = acts.propose_conversion(application, phrase, on=clock.today(), by=request.official)
    messages.success(request, f"已提出将“{made.expansion.phrase}”转为主动公开。")
    return redirect("applications:conversions")


@role("handler")
def conversion(request: DeskRequest, conversion: int) -> HttpResponse:
    """登记已主动公开: the content by which what was asked for is public now."""
    row = get_object_or_404(queries.conversions(request.authority), pk=conversion)
    form = PublicationForm(request.POST or None)
    if not form.is_valid():
        return render(request, "applications/finding/conversion.html", {"row": row, "form": form})
    acts.record_publication(row, str(form.cleaned_data["index_number"]), on=clock.today(), by=request.official)
    messages.success(request, "已登记公开的内容。")
    return redirect("applications:conversions")


def _readable(request: DeskRequest, pk: int) -> Application:
    rows = readable_rows(request, Application.objects.all()).select_related("dossier__authority__profile", "authority")
    return get_object_or_404(rows, dossier=pk)


def _own(request: DeskRequest, pk: int) -> Application:
    return own(request, _readable(request, pk))
