"""举报投诉（公众）: the form anybody may send, after it the number and the code, and by these where it stands.

Who complained is shown to nobody here, and an answer only to who gave a name: nobody else was answered.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from gongkai.casework.applications.codes import spaced
from gongkai.casework.remedies.complaints import acts, queries
from gongkai.casework.remedies.complaints.forms import ComplaintQuery, PublicComplaint
from gongkai.casework.remedies.complaints.models import Complaint
from gongkai.law.complaints import Act, ComplaintChannel, ComplaintKind
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
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
    context = {
        "authority": authority,
        "complaint": made,
        "number": made.dossier.number,
        "code": spaced(queries.code_of(made)),
        "to": made.authority.name,
    }
    return render(request, "remedies/portal/complained.html", context)


@public
@never_cache
@limited("complaint status", limit=30, per_seconds=3600)
def status(request: PortalRequest, code: str) -> HttpResponse:
    """举报投诉进度: by number and code, at the door it was sent at or that of the office that looks into it."""
    form = ComplaintQuery(request.POST or None)
    context: dict[str, object] = {"authority": request.authority, "form": form, "found": None}
    if form.is_valid():
        found = queries.by_code(request.authority, form.cleaned_data["number"], form.cleaned_data["code"])
        if found is None:
            form.add_error(None, "编号或者查询码不正确，请核对回执")
        else:
            context |= _shown(found)
    return render(request, "remedies/portal/complaint_status.html", context)


_SHOWN = {act.value: act.label for act in Act} | {Act.RECEIVE.value: "收到举报投诉", Act.HANDLE.value: "开始核查"}
"""公众可见的环节: as somebody outside would say it."""


def _shown(found: Complaint) -> dict[str, object]:
    standing, lines = queries.standing(found), journal.timeline(found.dossier)
    answered = next((line.step for line in lines if line.step and line.act == Act.ANSWER), None)
    return {
        "found": found,
        "standing": standing,
        "due": standing.due(calendar_of(found.authority)),
        "kind": ComplaintKind(found.kind).label,
        "finding": found.finding.label if found.finding else "",
        "answer": str(answered.details.get("answer", "")) if answered else "",
        "events": [{"on": line.on, "title": _SHOWN[line.act], "text": ""} for line in lines if line.act in _SHOWN],
    }
