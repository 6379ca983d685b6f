"""举报投诉（公众）: the form anybody may send, and after it the number of the file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from gongkai.casework.remedies.complaints import acts
from gongkai.casework.remedies.complaints.forms import PublicComplaint
from gongkai.law.complaints import ComplaintChannel
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited


@public
@never_cache
@limited("complaint", limit=20, per_seconds=3600)
def complain(request: PortalRequest, code: str) -> HttpResponse:
    """举报投诉: about this authority or one beneath it; it goes to the one above."""
    authority = request.authority
    if not authority.duties.answers:
        raise Http404("本单位不受理举报投诉")
    authorities = Authority.objects.under(authority)
    form = PublicComplaint(request.POST or None, authorities=authorities, initial={"against": authority})
    if not form.is_valid():
        return render(request, "remedies/portal/complain.html", {"authority": authority, "form": form})
    today, once = clock.today(), form.cleaned_data["once"]
    made = acts.receive(form.given(), ComplaintChannel.ONLINE, on=today, today=today, once=once)
    context = {"authority": authority, "complaint": made, "number": made.dossier.number, "to": made.authority.name}
    return render(request, "remedies/portal/complained.html", context)
