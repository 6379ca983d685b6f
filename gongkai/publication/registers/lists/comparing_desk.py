"""清单比对的页面: past comparisons, a new one, and the differences of one with how each was settled."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import STAFF, DeskRequest, own, readable_rows, role
from gongkai.publication.registers.lists import comparing, queries
from gongkai.publication.registers.lists.forms import CompareForm, SettleForm
from gongkai.publication.registers.models import ListComparison
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE, TO_SETTLE = 50, 200


@require_safe
@role(*STAFF)
def comparisons(request: DeskRequest) -> HttpResponse:
    """清单比对: those made, each with its date."""
    page = Pages(comparing.comparisons(request.authority), PAGE).get_page(request.GET.get("page"))
    return render(request, "registers/desk/comparisons.html", {"page": page, "kinds": queries.ADJUSTED})


@role("handler")
def compare(request: DeskRequest, kind: str) -> HttpResponse:
    """新的比对."""
    declared = next((each for each in queries.ADJUSTED if each.key == kind), None)
    if declared is None:
        raise Http404
    today = clock.today()
    form = CompareForm(request.POST or None, request.FILES or None, initial={"on": today})
    if form.is_valid():
        given = form.cleaned_data
        kept = comparing.compare(
            request.authority,
            declared,
            given["source"],
            form.rows(declared),
            data=form.data_given,
            on=given["on"],
            today=today,
            by=request.official,
        )
        return redirect("registers:comparison", kept.pk)
    return render(request, "registers/desk/compare.html", {"form": form, "kind": declared})


@role(*STAFF)
def comparison(request: DeskRequest, comparison: int) -> HttpResponse:
    """一次比对: its differences; those not settled are settled here."""
    rows = readable_rows(request, ListComparison.objects.all()).select_related("authority")
    kept = get_object_or_404(rows, pk=comparison)
    found = comparing.differences(kept)
    unsettled = list(found.filter(settled="")[:TO_SETTLE])
    choices = [(str(each.pk), f"{each.code}　{each.get_what_display()}{each.label}") for each in unsettled]
    form = SettleForm(request.POST or None, choices=choices)
    if form.is_valid():
        own(request, kept)
        given, today = form.cleaned_data, clock.today()
        batch = comparing.settle(
            kept,
            [int(key) for key in given["differences"]],
            given["how"],
            given["reason"],
            basis_on=given["basis_on"] or today,
            on=today,
            today=today,
            by=request.official,
        )
        if batch is not None:
            return redirect("registers:adjustment", batch.dossier_id)
        messages.success(request, "已处理")
        return redirect("registers:comparison", kept.pk)
    context = {
        "comparison": kept,
        "page": Pages(found, PAGE).get_page(request.GET.get("page")),
        "form": form if unsettled and kept.authority_id == request.authority.pk else None,
        "unsettled": found.filter(settled="").count(),
    }
    return render(request, "registers/desk/comparison.html", context)
