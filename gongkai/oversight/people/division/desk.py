"""流程分工的工作台: the table drawn from the procedures, and who leads, operates and cooperates."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.people.division import WorkPart
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import Authority
from gongkai.oversight.people.division import acts, queries
from gongkai.oversight.people.division.forms import PartForm
from gongkai.oversight.people.division.models import FlowPart
from gongkai.web import clock


@require_safe
@role()
def division(request: DeskRequest) -> HttpResponse:
    """流程分工."""
    context = {
        "divisions": queries.divisions(request.authority, clock.today()),
        "parts": list(WorkPart),
        "may_give": Role.DISPATCHER in request.roles,
        "outside": queries.OUTSIDE,
    }
    return render(request, "people/desk/division.html", context)


@role("dispatcher")
def give(request: DeskRequest) -> HttpResponse:
    """确定分工."""
    units = list(Authority.objects.under(request.authority).filter(dissolved_on=None).order_by("path"))
    form = PartForm(request.POST or None, units=units, initial={"kind": request.GET.get("kind", "")})
    if form.is_valid():
        said = form.cleaned_data
        made = acts.give(
            request.authority,
            said["kind"],
            form.chosen(),
            said["part"],
            on=clock.today(),
            by=request.official,
            basis=said["basis"],
        )
        messages.success(request, f"已登记：{made.get_kind_display()}由{made.unit.name}{made.get_part_display()}。")
        return redirect("people:division")
    return render(request, "people/desk/form.html", {"form": form, "heading": "确定分工", "back": "people:division"})


@require_POST
@role("dispatcher")
def end(request: DeskRequest, part: int) -> HttpResponse:
    """终止分工."""
    row = get_object_or_404(FlowPart.objects.of(request.authority).select_related("authority"), pk=part)
    acts.end(row, on=clock.today(), by=request.official)
    messages.success(request, "已终止。")
    return redirect("people:division")
