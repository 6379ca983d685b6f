"""办公页面: the cases, one case, and the registering of a notice against an application."""

from __future__ import annotations

from enum import StrEnum

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.applications.models import Application
from gongkai.casework.remedies import acts, queries
from gongkai.casework.remedies.forms import FORMS, NoticeForm
from gongkai.casework.remedies.models import Remedy
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.remedies import FLOW, Act, RemedyKind, Standing
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 20
_TITLES = {act.value: act.label for act in Act}
STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector")


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """案件: every reconsideration and suit of this authority."""
    page = Pages(queries.cases(request.authority), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "application": None, "may_register": False}
    return render(request, "remedies/desk/index.html", context)


@require_safe
@role(*STAFF)
def of(request: DeskRequest, application: int) -> HttpResponse:
    """所涉案件: the cases that challenge one application."""
    challenged = _application(request, application)
    context = {
        "page": Pages(queries.against(challenged), PAGE).get_page(request.GET.get("page")),
        "application": challenged,
        "may_register": Role.HANDLER in request.roles and challenged.authority_id == request.authority.pk,
    }
    return render(request, "remedies/desk/index.html", context)


@role("handler")
def register(request: DeskRequest, application: int) -> HttpResponse:
    """登记案件: the notice of the reviewing body or the court."""
    challenged = own(request, _application(request, application))
    reviews = queries.against(challenged).filter(kind=RemedyKind.REVIEW)
    form = NoticeForm(request.POST or None, reviews=reviews, initial={"on": clock.today()})
    if form.is_valid():
        remedy = acts.receive(
            challenged,
            form.notice(),
            on=form.cleaned_data["on"],
            today=clock.today(),
            by=request.official,
            earlier=form.cleaned_data["earlier"],
        )
        return redirect("remedies:file", remedy.dossier_id)
    return render(request, "remedies/desk/register.html", {"form": form, "application": challenged})


@require_safe
@role(*STAFF)
def file(request: DeskRequest, pk: int) -> HttpResponse:
    """案件案卷."""
    remedy = _remedy(request, pk)
    standing = queries.standing(remedy)
    context = {
        "remedy": remedy,
        "dossier": remedy.dossier,
        "kind": RemedyKind(remedy.kind),
        "standing": standing,
        "result": remedy.result,
        "due_told": _due_told(remedy, standing),
        "acts": _acts(request, remedy, standing.state),
        "events": _events(remedy),
    }
    return render(request, "remedies/desk/file.html", context)


def _due_told(remedy: Remedy, standing: Standing) -> str:
    """When the answer is due and by which article; once it has been given, on which day."""
    if standing.answered_on:
        return f"已于{chinese_date(standing.answered_on)}提交"
    due = standing.due(calendar_of(remedy.dossier.authority))
    if due is None:
        return ""
    provisional = "（暂计）" if due.provisional else ""
    return f"{chinese_date(due.on)}{provisional}（{standing.answer_term.basis.short}）"


def _acts(request: DeskRequest, remedy: Remedy, state: Word) -> list[StrEnum]:
    if remedy.authority_id != request.authority.pk:
        return []
    return [row.act for row in FLOW.open_acts(state) if row.role in request.roles]


def _events(remedy: Remedy) -> list[dict[str, object]]:
    lines = journal.timeline(remedy.dossier)
    return [{"on": line.on, "title": _TITLES.get(line.act, line.label), "by": line.by} for line in lines]


@role("handler")
def take_act(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """办理一步."""
    remedy = own(request, _remedy(request, pk))
    act = next((act for act in FORMS if act.value == name), None)
    if act is None:
        raise Http404
    form = FORMS[act](
        posted(request, seen=remedy.dossier.version), initial={"on": clock.today(), "seen": remedy.dossier.version}
    )
    if form.is_valid():
        acts.act(remedy, form.step(), today=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect("remedies:file", pk)
    _lawful(remedy, act)
    return render(request, "remedies/desk/act.html", {"remedy": remedy, "act": act, "form": form})


def _lawful(remedy: Remedy, act: Act) -> None:
    state = queries.standing(remedy).state
    if not any(row.act == act for row in FLOW.open_acts(state)):
        raise Unlawful(f"案件处于“{state.label}”时不能办理“{act.label}”")


def _application(request: DeskRequest, dossier: int) -> Application:
    rows = readable_rows(request, Application.objects.all()).select_related("dossier__authority")
    return get_object_or_404(rows, dossier=dossier)


def _remedy(request: DeskRequest, pk: int) -> Remedy:
    related = ("dossier__authority", "application__dossier", "earlier__dossier")
    return get_object_or_404(readable_rows(request, Remedy.objects.all()).select_related(*related), dossier=pk)
