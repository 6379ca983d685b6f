"""机构和领导的办公页面: listed, entered, changed, ended by who signs or runs the disclosure office."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.institution import acts, queries
from gongkai.publication.institution.forms import LeaderForm, SectionForm, UntilForm, first
from gongkai.publication.institution.models import Leader, Section
from gongkai.web import clock
from gongkai.web.forms import posted

EDITORS = ("publisher", "signer", "dispatcher", "system_administrator")
MAY_EDIT = frozenset(Role[name.upper()] for name in EDITORS)


@require_safe
@role()
def index(request: DeskRequest) -> HttpResponse:
    """机构和领导: as they stand today."""
    context = {
        "leaders": queries.leaders(request.authority, clock.today()),
        "sections": queries.sections(request.authority, clock.today()),
        "may_edit": bool(request.roles & MAY_EDIT),
    }
    return render(request, "institution/desk/index.html", context)


@role(*EDITORS)
def enlist(request: DeskRequest) -> HttpResponse:
    """登记领导."""
    form = LeaderForm(request.POST or None)
    if form.is_valid():
        acts.enlist_leader(request.authority, form.card(), on=clock.today(), by=request.official)
        return redirect("institution:desk")
    return _form(request, form, "登记领导")


@role(*EDITORS)
def leader(request: DeskRequest, leader: int) -> HttpResponse:
    """修改领导信息."""
    row = get_object_or_404(Leader.objects.of(request.authority), pk=leader, until=None)
    form = LeaderForm(posted(request, seen=row.edition), initial=first(row))
    if form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        acts.change_leader(row, form.card(), on=clock.today(), by=request.official, seen=seen)
        return redirect("institution:desk")
    return _form(request, form, f"修改{row}")


@role(*EDITORS)
def end_leader(request: DeskRequest, leader: int) -> HttpResponse:
    """离任."""
    row = get_object_or_404(Leader.objects.of(request.authority), pk=leader, until=None)
    form = UntilForm(request.POST or None, initial={"until": clock.today()})
    if form.is_valid():
        acts.end_leader(row, form.cleaned_data["until"], on=clock.today(), by=request.official)
        return redirect("institution:desk")
    return _form(request, form, f"{row}离任")


@role(*EDITORS)
def open_section(request: DeskRequest) -> HttpResponse:
    """登记内设机构."""
    form = SectionForm(request.POST or None)
    if form.is_valid():
        acts.open_section(request.authority, form.card(), on=clock.today(), by=request.official)
        return redirect("institution:desk")
    return _form(request, form, "登记内设机构")


@role(*EDITORS)
def section(request: DeskRequest, unit: int) -> HttpResponse:
    """修改内设机构."""
    row = get_object_or_404(Section.objects.of(request.authority), pk=unit, until=None)
    form = SectionForm(posted(request, seen=row.edition), initial=first(row))
    if form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        acts.change_section(row, form.card(), on=clock.today(), by=request.official, seen=seen)
        return redirect("institution:desk")
    return _form(request, form, f"修改{row}")


@role(*EDITORS)
def end_section(request: DeskRequest, unit: int) -> HttpResponse:
    """撤销内设机构."""
    row = get_object_or_404(Section.objects.of(request.authority), pk=unit, until=None)
    form = UntilForm(request.POST or None, initial={"until": clock.today()})
    if form.is_valid():
        acts.end_section(row, form.cleaned_data["until"], on=clock.today(), by=request.official)
        return redirect("institution:desk")
    return _form(request, form, f"撤销{row}")


def _form(request: DeskRequest, form: LeaderForm | SectionForm | UntilForm, title: str) -> HttpResponse:
    return render(request, "institution/desk/form.html", {"form": form, "title": title})
