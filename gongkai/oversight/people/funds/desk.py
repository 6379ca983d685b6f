"""专项经费和人员数的工作台: the ledger, and the figures reports ask for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import STAFF, DeskRequest, reads_beneath, role
from gongkai.oversight.people.funds import acts, figures
from gongkai.oversight.people.funds.forms import FundForm, StrikeForm
from gongkai.oversight.people.funds.models import FundLine
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 50


@require_safe
@role(*STAFF)
def funds(request: DeskRequest) -> HttpResponse:
    """经费和人员: of one's own authority, and of all beneath it where an office reads so far."""
    today, beneath = clock.today(), reads_beneath(request)
    years = range(today.year, today.year - 5, -1)
    context = {
        "page": Pages(figures.lines(request.authority), PAGE).get_page(request.GET.get("page")),
        "years": [(year, figures.funds_of(request.authority, year, beneath=beneath)) for year in years],
        "staffing": figures.staffing_of(request.authority, today, beneath=beneath),
        "offices": figures.offices(request.authority, today, beneath=beneath),
        "beneath": beneath,
        "today": today,
        "may_enter": Role.REVIEWER in request.roles,
    }
    return render(request, "people/desk/funds.html", context)


@role("reviewer")
def enter(request: DeskRequest) -> HttpResponse:
    """登记经费."""
    today = clock.today()
    form = FundForm(request.POST or None, initial={"year": today.year})
    if form.is_valid():
        made = acts.enter(request.authority, form.line(), form.cleaned_data["note"], on=today, by=request.official)
        messages.success(request, f"已登记：{made}。")
        return redirect("people:funds")
    return render(request, "people/desk/form.html", {"form": form, "heading": "登记经费", "back": "people:funds"})


@role("reviewer")
def strike(request: DeskRequest, line: int) -> HttpResponse:
    """划去经费."""
    row = get_object_or_404(FundLine.objects.of(request.authority).select_related("authority"), pk=line)
    form = StrikeForm(request.POST or None)
    if form.is_valid():
        acts.strike(row, form.cleaned_data["reason"], on=clock.today(), by=request.official)
        messages.success(request, "已划去。")
        return redirect("people:funds")
    return render(request, "people/desk/form.html", {"form": form, "heading": f"划去“{row}”", "back": "people:funds"})
