"""建议页面: given and received, one advice with what may be done by whom, and its acts."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.applications.admitted import own_file
from gongkai.casework.applications.advice import acts, queries
from gongkai.casework.applications.advice.forms import FORMS, DrawForm
from gongkai.casework.applications.advice.models import Advice
from gongkai.casework.applications.models import Application
from gongkai.law.advice import FLOW, Act
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector")
PAGE = 30


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """依法行政建议: given and received, with the figures of the year."""
    year = clock.today().year
    context = {
        "given": Pages(queries.given(request.authority), PAGE).get_page(request.GET.get("page")),
        "received": queries.received(request.authority)[:PAGE],
        "figures": queries.figures(request.authority, year),
        "year": year,
    }
    return render(request, "applications/desk/advice_all.html", context)


@role("handler")
def draw(request: DeskRequest) -> HttpResponse:
    """提出建议: of an application, or of what was seen otherwise."""
    application = _application(request)
    form = DrawForm(request.POST or None, initial={"on": clock.today()})
    tree = Authority.objects.filter(path__startswith=f"/{request.authority.line[0]}/", dissolved_on=None)
    form.offer(list(tree.values_list("pk", flat=True)))
    if form.is_valid():
        given = form.cleaned_data
        made = acts.draw(
            request.authority,
            given["addressee"],
            given["text"],
            on=given["on"],
            today=clock.today(),
            by=request.official,
            application=application,
        )
        return redirect("applications:advice", made.dossier_id)
    return render(request, "applications/desk/advice_form.html", {"form": form, "application": application})


def _application(request: DeskRequest) -> Application | None:
    key = request.GET.get("application", "")
    if not key.isdecimal():
        return None
    return own_file(request, int(key[:18]))


@require_safe
@role(*STAFF)
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """一件建议."""
    row = _advice(request, pk)
    standing = queries.standing(row)
    context = {
        "advice": row,
        "dossier": row.dossier,
        "standing": standing,
        "due": standing.due(calendar_of(row.authority)),
        "acts": _open(request, row),
        "said": queries.said(row),
        "of_ours": row.authority_id == request.authority.pk,
    }
    return render(request, "applications/desk/advice.html", context)


@role("handler", "signer")
def take(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """办理一步: by whose turn it is."""
    row = _advice(request, pk)
    act = next((act for act in FORMS if act.value == name), None)
    if act is None or act not in _open(request, row):
        raise Http404
    seen = row.dossier.version
    form = FORMS[act](posted(request, seen=seen), initial={"on": clock.today(), "seen": seen})
    if form.is_valid():
        acts.act(row, form.step(), today=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect("applications:advice", pk)
    context = {"advice": row, "dossier": row.dossier, "act": act, "form": form}
    return render(request, "applications/desk/advice_act.html", context)


def _open(request: DeskRequest, row: Advice) -> list[Act]:
    """The acts open now to this official: an answer is given by whom the advice is for, all else by who gave it."""
    found = []
    for each in FLOW.open_acts(queries.standing(row).state):
        whose = row.addressee_id if each.act == Act.ANSWER else row.authority_id
        if whose == request.authority.pk and each.role in request.roles:
            found.append(Act(each.act))
    return found


def _advice(request: DeskRequest, pk: int) -> Advice:
    return get_object_or_404(queries.concerning(request.authority), dossier=pk)
