"""公报发放的工作台: sending copies, signing for them, taking them back, and what nobody has signed for too long."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.carriers import SIGNING
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.disclosure.carriers import delivering, forms, queries
from gongkai.publication.disclosure.carriers.desk import STAFF
from gongkai.publication.disclosure.carriers.models import GazetteDelivery, GazetteIssue, ReadingPoint, Transfer
from gongkai.web import clock
from gongkai.web.forms import Form

MOST = 200


@require_safe
@role(*STAFF)
def unsigned(request: DeskRequest) -> HttpResponse:
    """久未签收: gazettes and transfers that nobody has signed for in time."""
    today, here = clock.today(), request.authority
    context = {
        "gazettes": queries.unsigned_gazettes(GazetteDelivery.objects.of(here), today)[:MOST],
        "transfers": queries.unsigned_transfers(Transfer.objects.of(here), today)[:MOST],
        "days": SIGNING.length,
        "may_act": Role.HANDLER in request.roles,
    }
    return render(request, "disclosure/desk/carriers/unsigned.html", context)


@role("handler")
def send(request: DeskRequest, pk: int) -> HttpResponse:
    """发放公报."""
    issue, today = get_object_or_404(GazetteIssue.objects.of(request.authority), pk=pk), clock.today()
    points = ReadingPoint.objects.of(request.authority).filter(Q(closed_on=None) | Q(closed_on__gt=today))
    form = forms.SendGazetteForm(request.POST or None, points=points, initial={"on": today})
    if form.is_valid():
        copies, on = form.cleaned_data["copies"], form.cleaned_data["on"]
        delivering.send(issue, form.to_whom(), copies, on=on, today=today, by=request.official)
        return redirect("disclosure:gazette", issue.pk)
    return _page(request, form, f"发放{issue}", issue.pk)


@role("handler")
def receive(request: DeskRequest, delivery: int) -> HttpResponse:
    """登记签收."""
    row, today = _row(request, delivery), clock.today()
    form = forms.ReceiptForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        receipt, on = form.cleaned_data["receipt"], form.cleaned_data["on"]
        delivering.receive(row, receipt, on=on, today=today, by=request.official)
        return redirect("disclosure:gazette", row.issue_id)
    return _page(request, form, f"{row.to}签收{row.issue}", row.issue_id)


@role("handler")
def take_back(request: DeskRequest, delivery: int) -> HttpResponse:
    """收回."""
    row, today = _row(request, delivery), clock.today()
    form = forms.TakeBackForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        reason, on = form.cleaned_data["reason"], form.cleaned_data["on"]
        delivering.take_back(row, reason, on=on, today=today, by=request.official)
        return redirect("disclosure:gazette", row.issue_id)
    return _page(request, form, f"收回发给{row.to}的{row.issue}", row.issue_id)


def _row(request: DeskRequest, key: int) -> GazetteDelivery:
    return get_object_or_404(GazetteDelivery.objects.of(request.authority).select_related("issue", "point"), pk=key)


def _page(request: DeskRequest, form: Form, heading: str, issue: int) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": reverse("disclosure:gazette", args=[issue]), "note": ""}
    return render(request, "disclosure/desk/carriers/act.html", context)
