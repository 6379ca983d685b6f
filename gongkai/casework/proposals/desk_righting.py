"""登记有误和保管期满（工作台）: the last step is voided, and personal data are shredded; by the office, each with its reason."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from gongkai.casework.proposals import acts, queries
from gongkai.casework.proposals.forms import RightingForm
from gongkai.casework.proposals.models import Proposal
from gongkai.office.authorities.guards import DeskRequest, asks_again, own, role
from gongkai.web import clock
from gongkai.web.forms import posted


@role("reviewer")
def void_last(request: DeskRequest, proposal: int) -> HttpResponse:
    """作废最后一步."""
    row = _own(request, proposal)
    form = _form(request, row)
    if form.is_valid():
        said, today = form.cleaned_data, clock.today()
        acts.void_last(row, on=today, today=today, by=request.official, reason=said["reason"], seen=said["seen"])
        return redirect("proposals:file", proposal)
    return _page(request, row, form, "作废最后一步")


@asks_again()
@role("reviewer")
def shred(request: DeskRequest, proposal: int) -> HttpResponse:
    """销毁个人信息: once the file is closed."""
    row = _own(request, proposal)
    form = _form(request, row)
    if form.is_valid():
        acts.shred(row, on=clock.today(), by=request.official, reason=form.cleaned_data["reason"])
        return redirect("proposals:file", proposal)
    return _page(request, row, form, "销毁个人信息")


def _own(request: DeskRequest, dossier: int) -> Proposal:
    return own(request, get_object_or_404(queries.concerning(request.authority), dossier=dossier))


def _form(request: DeskRequest, row: Proposal) -> RightingForm:
    seen = row.dossier.version
    return RightingForm(posted(request, seen=seen), initial={"seen": seen})


def _page(request: DeskRequest, row: Proposal, form: RightingForm, heading: str) -> HttpResponse:
    context = {"proposal": row, "dossier": row.dossier, "form": form, "heading": heading}
    return render(request, "proposals/desk/righting.html", context)
