"""公告链的页面: what is missing anywhere, one matter, objections received and answered, notices without proof."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.registers.protests import term_of
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, readable_rows, role
from gongkai.publication.registers.chains import acts, queries
from gongkai.publication.registers.chains.forms import AnswerForm, ReceiveForm
from gongkai.publication.registers.models import Protest, Record
from gongkai.web import clock
from gongkai.web.forms import Form
from gongkai.web.paging import Pages

PAGE = 30
AHEAD = 30
"""提前提醒: how many days ahead a stage that has not come is listed."""


@require_safe
@role(*STAFF)
def matters(request: DeskRequest) -> HttpResponse:
    """公告链: open findings first: objections, missing stages, notices without proof; then the rates of the year."""
    today = clock.today()
    authority = request.authority
    gaps = Paginator(queries.gaps(authority, today + timedelta(AHEAD)), PAGE)
    proofless = queries.without_proof(authority)
    context = {
        "today": today,
        "protests": queries.open_protests(authority)[:PAGE],
        "gaps": gaps.get_page(request.GET.get("page")),
        "late": sum(each.late(today) for each in gaps.object_list),
        "proofless": proofless[:PAGE],
        "proofless_count": proofless.count(),
        "rates": queries.trade_rates(authority, today.year),
        "year": today.year,
    }
    return render(request, "registers/desk/matters.html", context)


@require_safe
@role(*STAFF)
def matter(request: DeskRequest) -> HttpResponse:
    """一件事: every stage with its records, what is missing, objections, corrections."""
    found = queries.matter(request.authority, request.GET.get("number", "")[:200])
    if found is None:
        raise Http404
    context = {"matter": found, "today": clock.today()}
    return render(request, "registers/desk/matter.html", context)


@require_safe
@role(*STAFF)
def protests(request: DeskRequest) -> HttpResponse:
    """异议: all of them, the open ones first."""
    page = Pages(queries.protests(request.authority), PAGE).get_page(request.GET.get("page"))
    return render(request, "registers/desk/protests.html", {"page": page, "today": clock.today()})


@role("handler")
def receive(request: DeskRequest, record: int) -> HttpResponse:
    """登记异议: against one record."""
    rows = readable_rows(request, Record.objects.all()).select_related("authority")
    against = own(request, get_object_or_404(rows, pk=record))
    today = clock.today()
    form = ReceiveForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        made = acts.receive(against, form.given(), on=form.cleaned_data["on"], today=today, by=request.official)
        return redirect("registers:protest", made.pk)
    context = {"record": against, "term": term_of(against.kind, against.data)}
    return _page(request, form, "登记异议", **context)


@role("handler", "reviewer")
def protest(request: DeskRequest, protest: int) -> HttpResponse:
    """一件异议: what was said, sealed for everybody else; its answer."""
    rows = readable_rows(request, Protest.objects.all()).select_related("record__authority", "authority", "answered_by")
    row = own(request, get_object_or_404(rows, pk=protest))
    today = clock.today()
    form = AnswerForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        acts.answer(row, form.answer(), on=form.cleaned_data["on"], today=today, by=request.official)
        return redirect("registers:protest", row.pk)
    context = {"protest": row, "said": queries.said(row), "form": form if row.is_open else None, "today": today}
    return render(request, "registers/desk/protest.html", context)


def _page(request: DeskRequest, form: Form, label: str, **more: object) -> HttpResponse:
    return render(request, "registers/desk/protest_form.html", {"form": form, "label": label, **more})
