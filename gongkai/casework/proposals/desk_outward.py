"""对外（工作台）: a code for the proposers, shown once, and a published reply listed among what is disclosed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from gongkai.casework.applications.codes import spaced
from gongkai.casework.proposals import disclosing, following, queries
from gongkai.casework.proposals.forms import CodeForm, DiscloseForm
from gongkai.casework.proposals.models import Proposal
from gongkai.office.authorities.guards import DeskRequest, own, role
from gongkai.web import clock


@role("handler")
def issue_code(request: DeskRequest, proposal: int) -> HttpResponse:
    """发放查询码: by the office; the code stands on this page once and nowhere else."""
    row = own(request, _row(request, proposal))
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        context = {"proposal": row, "dossier": row.dossier, "form": form, "heading": "发放提出人查询码"}
        return render(request, "proposals/desk/righting.html", context)
    code = following.issue_code(row, on=clock.today(), by=request.official)
    context = {"proposal": row, "dossier": row.dossier, "code": spaced(code)}
    return render(request, "proposals/desk/code.html", context)


@role("publisher")
def disclose(request: DeskRequest, proposal: int) -> HttpResponse:
    """列入主动公开内容: by who published it, in a column of its own."""
    row, today = _row(request, proposal), clock.today()
    form = DiscloseForm(
        request.POST or None, columns=disclosing.columns(request.authority, today), initial={"on": today}
    )
    if not form.is_valid():
        context = {"proposal": row, "dossier": row.dossier, "form": form, "heading": "列入主动公开内容"}
        return render(request, "proposals/desk/righting.html", context)
    said = form.cleaned_data
    content = disclosing.disclose(row, said["column"], on=said["on"], today=today, by=request.official)
    messages.success(request, f"已列入“{content.column.name}”，索引号{content.index_number}。")
    return redirect("proposals:file", proposal)


def _row(request: DeskRequest, dossier: int) -> Proposal:
    return get_object_or_404(queries.concerning(request.authority), dossier=dossier)
