"""保管与销毁的办公页面: what is over its term, the lists, the terms, and holding a file back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.casework.applications.models import Application
from gongkai.casework.remedies.retention import acts, queries
from gongkai.casework.remedies.retention.forms import DisposalForm, HoldForm, TermForm
from gongkai.casework.remedies.retention.models import Disposal
from gongkai.casework.remedies.retention.queries import Kept
from gongkai.law.grammar.flow import Role
from gongkai.law.retention import FileClass
from gongkai.office.authorities.guards import DeskRequest, asks_again, own, role
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 20


@dataclass(frozen=True)
class Offer:
    """可销毁: a file whose term is over, and whether it was ticked."""

    kept: Kept
    chosen: bool


@role("handler", "reviewer", "signer")
def retention(request: DeskRequest) -> HttpResponse:
    """保管与销毁: the files whose term is over, to be proposed; and the lists there are."""
    over = queries.over(request.authority, clock.today())
    ready = [each.application.dossier_id for each in over if not each.obstacle]
    form = DisposalForm(request.POST or None, offered=ready)
    if form.is_valid():
        given = form.cleaned_data
        disposal = acts.propose(
            request.authority, given["chosen"], given["reason"], on=clock.today(), by=request.official
        )
        return redirect("remedies:disposal", disposal.pk)
    ticked = set(request.POST.getlist("chosen")) if form.is_bound else set(map(str, ready))
    context = {
        "form": form,
        "offers": [Offer(each, str(each.application.dossier_id) in ticked) for each in over],
        "may_propose": bool(ready) and bool({Role.HANDLER, Role.REVIEWER, Role.SIGNER} & request.roles),
        "terms": queries.terms(request.authority).values(),
        "may_set": Role.SIGNER in request.roles,
        "may_hold": bool({Role.REVIEWER, Role.SIGNER} & request.roles),
        "page": Pages(queries.disposals(request.authority), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "remedies/retention/index.html", context)


@require_safe
@role("handler", "reviewer", "signer")
def disposal(request: DeskRequest, disposal: int) -> HttpResponse:
    """销毁清单: its files, and for another than who proposed it the two buttons."""
    found = _disposal(request, disposal)
    may_decide = found.approved is None and Role.SIGNER in request.roles and found.proposed_by != request.official
    context = {"disposal": found, "items": queries.items(found), "may_decide": may_decide}
    return render(request, "remedies/retention/disposal.html", context)


@require_POST
@asks_again()
@role("signer")
def approve(request: DeskRequest, disposal: int) -> HttpResponse:
    """批准销毁."""
    acts.decide(_disposal(request, disposal), approve=True, on=clock.today(), by=request.official)
    return redirect("remedies:disposal", disposal)


@require_POST
@role("signer")
def decline(request: DeskRequest, disposal: int) -> HttpResponse:
    """不批准销毁."""
    acts.decide(_disposal(request, disposal), approve=False, on=clock.today(), by=request.official)
    return redirect("remedies:disposal", disposal)


@role("signer")
def set_term(request: DeskRequest) -> HttpResponse:
    """设定保管期限."""
    form = TermForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        kind: FileClass = given["kind"]
        acts.set_term(request.authority, kind, given["years"], given["source"], on=clock.today(), by=request.official)
        return redirect("remedies:retention")
    context = {"form": form, "terms": queries.terms(request.authority).values()}
    return render(request, "remedies/retention/terms.html", context)


@role("reviewer", "signer")
def hold(request: DeskRequest, application: int) -> HttpResponse:
    """保全或者解除保全: of one file."""
    rows = Application.objects.of(request.authority).select_related("dossier__authority")
    found = own(request, get_object_or_404(rows, dossier=application))
    standing = queries.hold_of(found)
    form = HoldForm(request.POST or None)
    if form.is_valid():
        act = acts.lift if standing else acts.hold
        act(found, form.cleaned_data["reason"], on=clock.today(), by=request.official)
        return redirect("remedies:retention")
    return render(request, "remedies/retention/hold.html", {"form": form, "application": found, "hold": standing})


def _disposal(request: DeskRequest, pk: int) -> Disposal:
    rows = Disposal.objects.of(request.authority).select_related("authority", "proposed_by", "decided_by")
    return get_object_or_404(rows, pk=pk)
