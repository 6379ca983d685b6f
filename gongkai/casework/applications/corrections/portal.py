"""更正申请（公众）: the form, after it the number and the code, and by these where it stands; nothing of who asked is shown."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from gongkai.casework.applications.codes import spaced
from gongkai.casework.applications.corrections import acts, queries
from gongkai.casework.applications.corrections.forms import CorrectionQuery, PublicCorrection, RecordCorrection
from gongkai.casework.applications.corrections.models import Correction
from gongkai.law.corrections import SETTLING, Act
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.publication.registers.models import Record
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited

LONGEST_NAME = 700
"""记录名称最长: a title of a record with its register and its address."""


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
        context = {"authority": authority, "form": form, "record": None}
        return render(request, "applications/portal/correction.html", context)
    today = clock.today()
    made = acts.receive(authority, form.values(), on=today, today=today, once=form.cleaned_data["once"])
    return _received(request, made)


@public
@never_cache
@limited("correction", limit=20, per_seconds=3600)
def ask_about(request: PortalRequest, code: str, record: int) -> HttpResponse:
    """申请更正登记记录: of a record of a register that is public, from its page."""
    authority, today = request.authority, clock.today()
    about = Record.objects.of(authority).select_related("authority").filter(pk=record).first()
    if about is None or not about.is_public(today) or not authority.duties.answers:
        raise Http404("没有这条可以申请更正的记录")
    form = RecordCorrection(request.POST or None)
    if not form.is_valid():
        context = {"authority": authority, "form": form, "record": about}
        return render(request, "applications/portal/correction.html", context)
    values = {**form.values(), "record": f"{about.declared.label}“{about.title}”（{about.address}）"[:LONGEST_NAME]}
    made = acts.receive(authority, values, on=today, today=today, once=form.cleaned_data["once"], of_record=about)
    return _received(request, made)


def _received(request: PortalRequest, made: Correction) -> HttpResponse:
    authority, code = request.authority, spaced(queries.code_of(made))
    context = {"authority": authority, "profile": authority.profile, "correction": made, "code": code}
    return render(request, "applications/portal/correction_received.html", context)


@public
@never_cache
@limited("correction status", limit=30, per_seconds=3600)
def status(request: PortalRequest, code: str) -> HttpResponse:
    """更正申请进度: by number and code; how it ended and the number of the letter, but not what the record says."""
    form = CorrectionQuery(request.POST or None)
    context: dict[str, object] = {"authority": request.authority, "form": form, "found": None}
    if form.is_valid():
        found = queries.by_code(request.authority, form.cleaned_data["number"], form.cleaned_data["code"])
        if found is None:
            form.add_error(None, "编号或者查询码不正确，请核对回执")
        else:
            context |= _shown(found)
    return render(request, "applications/portal/correction_status.html", context)


_SHOWN = {act.value: act.label for act in Act} | {Act.SUBMIT.value: "收到更正申请", Act.VERIFY.value: "已经审核"}
"""公众可见的环节: what was found is told with the result, not before."""


def _shown(found: Correction) -> dict[str, object]:
    standing, lines = queries.standing(found), journal.timeline(found.dossier)
    settled = next((line.step for line in lines if line.step and line.step.act in SETTLING), None)
    return {
        "found": found,
        "standing": standing,
        "due": standing.due(calendar_of(found.authority)),
        "result": Act(standing.outcome).label if standing.outcome else "",
        "letter": str(settled.details["number"]) if settled else "",
        "record": found.of_record if found.of_record and found.of_record.is_public(clock.today()) else None,
        "events": [{"on": line.on, "title": _SHOWN[line.act], "text": ""} for line in lines if line.act in _SHOWN],
    }
