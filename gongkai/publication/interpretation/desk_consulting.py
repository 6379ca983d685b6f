"""专家审核的工作台: what is assigned to an expert, for him alone; and who asks him, takes it back, links his account."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import DeskRequest, own, role
from gongkai.publication.interpretation import consulting
from gongkai.publication.interpretation.act_forms import (
    AccountForm,
    AskExpertForm,
    OpinionForm,
    ReasonForm,
)
from gongkai.publication.interpretation.desk import package_of, page_of_package, shown
from gongkai.publication.interpretation.models import Expert, ExpertRequest
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 20


@require_safe
@role("expert")
def assigned(request: DeskRequest) -> HttpResponse:
    """送我审核的: the newest first."""
    rows = consulting.asked_of(request.authority, request.official)
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "interpretation/desk/assigned.html", {"page": page})


@role("expert")
def opinion(request: DeskRequest, asked_of_me: int) -> HttpResponse:
    """写意见: the material as it was submitted, and the expert's own words."""
    rows = consulting.asked_of(request.authority, request.official)
    row, today = get_object_or_404(rows, pk=asked_of_me), clock.today()
    form = OpinionForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        said = form.cleaned_data
        passed, by = said["passed"] == OpinionForm.PASSED, request.official
        consulting.answer(row, said["opinion"], passed=passed, on=form.day, today=today, by=by, found=form.found)
        return redirect("interpretation:assigned")
    # 专家只看送审的这一版；历次报送和别人的意见不给他看
    context = {**shown(row.package), "row": row, "form": form, "reviews": [], "versions": []}
    return render(request, "interpretation/desk/opinion.html", context)


@role("reviewer")
def ask(request: DeskRequest, package: int) -> HttpResponse:
    """送专家审核."""
    row, today = own(request, package_of(request, package)), clock.today()
    form = AskExpertForm(
        request.POST or None, experts=consulting.with_account(request.authority), initial={"on": today}
    )
    if form.is_valid():
        consulting.ask(row, form.cleaned_data["expert"], on=form.day, today=today, by=request.official)
        return redirect(page_of_package(row))
    return _page(request, "送专家审核", row.title, form, page_of_package(row))


@role("reviewer")
def take_back(request: DeskRequest, asked_of_me: int) -> HttpResponse:
    """收回."""
    rows = ExpertRequest.objects.of(request.authority).select_related("expert", "package__document", "package__policy")
    row, today = get_object_or_404(rows, pk=asked_of_me), clock.today()
    form = ReasonForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        consulting.take_back(row, form.cleaned_data["reason"], on=form.day, today=today, by=request.official)
        return redirect(page_of_package(row.package))
    return _page(request, f"收回送{row.expert.name}审核的材料", row.package.title, form, page_of_package(row.package))


@role("reviewer")
def account(request: DeskRequest, expert: int) -> HttpResponse:
    """关联账号."""
    row, today = get_object_or_404(Expert.objects.of(request.authority), pk=expert), clock.today()
    form = AccountForm(
        request.POST or None, officials=consulting.possible(request.authority, today), initial={"on": today}
    )
    if form.is_valid():
        consulting.give_account(row, form.cleaned_data["official"], on=form.day, by=request.official)
        return redirect("interpretation:experts")
    return _page(request, "关联专家的账号", str(row), form, reverse("interpretation:experts"))


def _page(request: DeskRequest, title: str, subject: str, form: object, back: str) -> HttpResponse:
    context = {"title": title, "subject": subject, "form": form, "back": back}
    return render(request, "interpretation/desk/act.html", context)
