"""访问统计页面: a year with its months drawn and told, what is read most, columns, earlier claims, and the switch."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.visits import DEFINITIONS
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.visits import acts, queries
from gongkai.office.visits.drawing import chart
from gongkai.office.visits.forms import ClaimForm, VoidForm
from gongkai.web import clock

EDITORS = ("signer", "dispatcher", "system_administrator")
MOST = 30


@require_safe
@role()
def visits(request: DeskRequest) -> HttpResponse:
    """访问统计."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and 2000 <= int(asked) <= 2100 else clock.today().year
    months = queries.by_month(request.authority, year)
    read = queries.most_read(request.authority, year, MOST)
    names = queries.named([path for path, _ in read])
    context = {
        "year": year,
        "months": list(enumerate(months, 1)),
        "chart": chart(months, year),
        "years": queries.by_year(request.authority),
        "total": queries.of_site(request.authority, year),
        "ever": queries.of_site(request.authority),
        "between": queries.counted_between(request.authority),
        "pages": [(path, names.get(path), figure) for path, figure in read],
        "columns": queries.by_column(request.authority, year)[:MOST],
        "past": queries.past(request.authority),
        "definitions": list(DEFINITIONS.items()),
        "shown": queries.is_shown(request.authority),
        "may_edit": _may_edit(request),
        "authority": request.authority,
    }
    return render(request, "visits/desk.html", context)


@role(*EDITORS)
def enter_past(request: DeskRequest) -> HttpResponse:
    """录入往年访问量."""
    form = ClaimForm(request.POST or None)
    if form.is_valid():
        acts.enter_past(request.authority, form.claim(), on=clock.today(), by=request.official)
        return redirect("visits:visits")
    return render(request, "visits/form.html", {"form": form, "title": "录入往年访问量"})


@role(*EDITORS)
def void_past(request: DeskRequest, claim: int) -> HttpResponse:
    """作废往年访问量."""
    row = get_object_or_404(queries.past(request.authority).select_related("authority"), pk=claim)
    form = VoidForm(request.POST or None)
    if form.is_valid():
        acts.void_past(row, reason=form.cleaned_data["reason"], on=clock.today(), by=request.official)
        return redirect("visits:visits")
    return render(request, "visits/form.html", {"form": form, "title": f"作废“{row.label}”"})


@require_POST
@role(*EDITORS)
def show(request: DeskRequest) -> HttpResponse:
    """公布或者不公布."""
    shown = request.POST.get("shown") == "1"
    acts.show(request.authority, shown, on=clock.today(), by=request.official)
    messages.success(request, "公众可以看到访问量了。" if shown else "公众看不到访问量了。")
    return redirect("visits:visits")


def _may_edit(request: DeskRequest) -> bool:
    return bool(request.roles & {"签发人", "分办人", "系统管理员"})
