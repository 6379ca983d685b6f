"""征求意见的工作台: codes for whoever is outside, and what other authorities of the platform ask of one's own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.admitted import own_file
from gongkai.casework.applications.codes import spaced
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.opinions import acts, queries
from gongkai.casework.applications.opinions.forms import OpinionForm
from gongkai.law.applications import Act
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access, vault
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 20
_KEPT = "opinion code"


@require_safe
@role("handler", "reviewer")
def index(request: DeskRequest) -> HttpResponse:
    """征求我机关意见: what is asked, by whom, until when; never who applied."""
    page = Pages(queries.put_to(request.authority), PAGE).get_page(request.GET.get("page"))
    today = clock.today()
    items = [queries.asked(row, today) for row in page.object_list]
    return render(request, "applications/opinions/index.html", {"page": page, "items": items})


@role("handler", "reviewer")
def answer(request: DeskRequest, invitation: int) -> HttpResponse:
    """答复征求意见: by an official of the authority that was asked."""
    row = get_object_or_404(queries.put_to(request.authority), pk=invitation)
    form = OpinionForm(request.POST or None, request.FILES or None)
    today = clock.today()
    if form.is_valid():
        given = form.cleaned_data
        acts.answer(row, given["opinion"], given["reasons"], form.attached(), on=today, by=request.official)
        return redirect("applications:opinions")
    access.look(request.official, row.application.dossier, "被征求意见机关查看征求意见的内容")
    context = {"asked": queries.asked(row, today), "form": form, "row": row}
    return render(request, "applications/opinions/desk_answer.html", context)


@role("handler")
def slip(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """意见码: made here, shown once, printed with the letter that asks for the opinion; a new one ends the old one."""
    application = own_file(request, pk)
    if request.method == "POST":
        _issue(request, application, key)
        return redirect("applications:opinion_slip", pk, key)
    standing = applications.standing(application)
    consultation = standing.consultation(key)
    invited = next(each for each in queries.invited(application, standing) if each.consultation.key == key)
    context = {
        "application": application,
        "dossier": application.dossier,
        "authority": application.dossier.authority,
        "consultation": consultation,
        "invited": invited,
        "term": consultation.term,
        "code": _code_once(request, application, key),
        "told": consultation.told(standing.version, clock.today(), calendar_of(request.authority)),
    }
    return render(request, "applications/opinions/slip.html", context)


def after(request: DeskRequest, application: Application, act: Act) -> HttpResponse | None:
    """征求之后: whoever asks somebody outside the platform is led to the code; None after any other act."""
    if act is not Act.CONSULT:
        return None
    standing = applications.standing(application)
    last = queries.invited(application, standing)[-1]
    if not last.takes_code or (last.invitation and last.invitation.code_digest):
        return None
    _issue(request, application, last.consultation.key)
    return redirect("applications:opinion_slip", application.dossier_id, last.consultation.key)


def _issue(request: DeskRequest, application: Application, key: str) -> None:
    code = acts.issue_code(application, key, on=clock.today(), by=request.official)
    sealed = vault.seal(application.dossier, _KEPT, spaced(code)).hex()
    request.session[_KEPT] = [application.dossier_id, key, sealed]


def _code_once(request: DeskRequest, application: Application, key: str) -> str:
    """The code just made, for the one page that shows it; sealed on the way, for sessions lie in the database."""
    pk, of, sealed = request.session.get(_KEPT, [None, "", ""])
    if (pk, of) != (application.dossier_id, key):
        return ""
    del request.session[_KEPT]
    return vault.unseal(application.dossier, _KEPT, bytes.fromhex(sealed))
