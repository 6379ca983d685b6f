"""更正申请（公众）: the form, and after it the number of the file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from gongkai.casework.applications.corrections import acts
from gongkai.casework.applications.corrections.forms import PublicCorrection
from gongkai.office.authorities.guards import PortalRequest
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited


@public
@never_cache
@limited("correction", limit=20, per_seconds=3600)
def ask(request: PortalRequest, code: str) -> HttpResponse:
    """申请更正: of a record about oneself."""
    authority = request.authority
    if not authority.duties.answers:
        raise Http404("本单位不办理更正申请")
    form = PublicCorrection(request.POST or None)
    if not form.is_valid():
        return render(request, "applications/portal/correction.html", {"authority": authority, "form": form})
    today = clock.today()
    made = acts.receive(authority, form.values(), on=today, today=today, once=form.cleaned_data["once"])
    context = {"authority": authority, "profile": authority.profile, "correction": made}
    return render(request, "applications/portal/correction_received.html", context)
