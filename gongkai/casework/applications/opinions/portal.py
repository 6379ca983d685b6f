"""意见页面: whoever was asked reads what is asked, by when and what silence means, and answers; by code alone."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from gongkai.casework.applications.opinions import acts, queries
from gongkai.casework.applications.opinions.forms import OpinionCode, PublicOpinion
from gongkai.casework.applications.opinions.models import OpinionInvitation
from gongkai.office.authorities.guards import PortalRequest
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.forms import AGAIN
from gongkai.web.limits import limited


@public
@never_cache
@limited("opinion", limit=30, per_seconds=3600)
def opinion(request: PortalRequest, code: str) -> HttpResponse:
    """提交意见: the code first, then the question with the form to answer it, then the receipt."""
    asking = OpinionCode(request.POST or None)
    if not asking.is_valid():
        return _ask(request, asking)
    given = asking.cleaned_data["code"]
    invitation = queries.by_code(request.authority, given)
    if invitation is None:
        asking.add_error("code", "意见码不正确，或者已经另发新码，请核对征求意见书")
        return _ask(request, asking)
    return _answer(request, invitation, given)


def _ask(request: PortalRequest, form: OpinionCode) -> HttpResponse:
    context = {"authority": request.authority, "profile": request.authority.profile, "form": form}
    return render(request, "applications/opinions/code.html", context)


def _answer(request: PortalRequest, invitation: OpinionInvitation, code: str) -> HttpResponse:
    sent = "sent" in request.POST or AGAIN in request.POST
    form = PublicOpinion(request.POST, request.FILES) if sent else PublicOpinion(initial={"code": code})
    today = clock.today()
    if sent and form.is_valid():
        given = form.cleaned_data
        acts.answer(invitation, given["opinion"], given["reasons"], form.attached(), on=today)
        answered = queries.asked(invitation, today)
        context = {"authority": request.authority, "asked": answered, "opinion": given["opinion"]}
        return render(request, "applications/opinions/received.html", context)
    context = {
        "authority": request.authority,
        "profile": request.authority.profile,
        "asked": queries.asked(invitation, today),
        "form": form,
    }
    return render(request, "applications/opinions/answer.html", context)
