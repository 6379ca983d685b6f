"""网上申请（公众）: fill in, send the materials, get number and code; later send what was asked for by these."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from gongkai.casework.services.cases import queries as cases
from gongkai.casework.services.cases.forms import ProgressForm
from gongkai.casework.services.cases.models import ServiceCase
from gongkai.casework.services.items.models import ServiceItemVersion
from gongkai.casework.services.online import acts, queries
from gongkai.casework.services.online.forms import ApplyForm, SupplementForm
from gongkai.law.case_online import objection_to_applying, to_send
from gongkai.law.case_parts import merged_materials
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.queries import calendar_of
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited

MOST_MATTERS = 20
"""一次申请最多的事项."""


@public
@never_cache
@limited("case application", limit=20, per_seconds=3600)
def apply(request: PortalRequest, code: str) -> HttpResponse:
    """网上申请: for the matters of the address, each of which this platform takes; sent twice it is one case."""
    today, versions = clock.today(), _versions(request)
    contents = [version.value for version in versions]
    parts = [cases.part_of(version) for version in versions]
    materials = to_send(contents)
    needed = frozenset(each.name for each in merged_materials(parts) if each.needed)
    form = ApplyForm(request.POST or None, request.FILES or None, parts=parts, materials=materials, needed=needed)
    context: dict[str, object] = {"authority": request.authority, "versions": versions, "form": form}
    if not form.is_valid():
        sendable = {each.name for each in materials}
        context["on_paper"] = [each for each in merged_materials(parts) if each.name not in sendable]
        return render(request, "services/online/apply.html", context)
    package = request.GET.get("package", "").replace("\x00", "")[:60]
    made = acts.apply(
        queries.takes_in(versions, today), form.given(package), form.sent(), on=today, once=form.cleaned_data["once"]
    )
    standing = cases.standing(made.case)
    due = standing.due(calendar_of(made.case.authority))
    context |= {"receipted": made, "dossier": made.case.dossier, "standing": standing, "due": due}
    return render(request, "services/online/applied.html", context)


def _versions(request: PortalRequest) -> list[ServiceItemVersion]:
    given = request.GET.getlist("item")[:MOST_MATTERS]
    chosen = list(dict.fromkeys(int(key[:18]) for key in given if key.isdecimal()))
    versions = cases.versions(request.authority, chosen, clock.today())
    if not versions or len(versions) != len(chosen):
        raise Http404("没有这个事项，或者它现在没有生效的指南")
    for version in versions:
        if objection := objection_to_applying(version.value):
            raise objection.raised()
    return versions


@public
@never_cache
@limited("case progress", limit=30, per_seconds=3600)
def supplement(request: PortalRequest, code: str) -> HttpResponse:
    """网上补交材料: number and code first, then a field for each material that was asked for."""
    known = ProgressForm(request.POST or None)
    found = _found(request, known) if known.is_valid() else None
    if found is None:
        asking = {"authority": request.authority, "form": known, "found": None}
        return render(request, "services/online/supplement.html", asking)
    asked = queries.still_sendable(found, cases.standing(found))
    first = {name: known.cleaned_data[name] for name in ("number", "code")}
    sending = request.POST if "send" in request.POST else None
    form = SupplementForm(sending, request.FILES if sending else None, asked=asked, initial=first)
    context = {"authority": request.authority, "form": form, "found": found, "asked": asked, "done": False}
    if sending and form.is_valid():
        try:
            acts.supplement(found, form.sent(), on=clock.today())
        except Unlawful as refusal:
            form.add_error(None, str(refusal))
        else:
            found.refresh_from_db()
            context["done"] = True
    return render(request, "services/online/supplement.html", context | {"standing": cases.standing(found)})


def _found(request: PortalRequest, form: ProgressForm) -> ServiceCase | None:
    found = cases.by_code(request.authority, form.cleaned_data["number"], form.cleaned_data["code"])
    if found is None:
        form.add_error(None, "办件编号或者查询码不正确，请核对收件回执")
    return found
