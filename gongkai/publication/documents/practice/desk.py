"""口径页面."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.law.decision_drafts import TERMS
from gongkai.law.validity import TERMS as PERIODS
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.documents.practice import acts, queries
from gongkai.publication.documents.practice.forms import PracticeForm
from gongkai.web import clock


@role("reviewer")
def practice(request: DeskRequest) -> HttpResponse:
    """口径设置: the figures now, with the certainty of each."""
    row = queries.practice(request.authority)
    form = PracticeForm(request.POST or None, initial={name: getattr(row, name) for name in PracticeForm.base_fields})
    if form.is_valid():
        acts.set_practice(request.authority, form.figures(), on=clock.today(), by=request.official)
        messages.success(request, "口径已经保存")
        return redirect("documents:practice")
    return render(request, "documents/desk/practice.html", {"form": form, "terms": (*PERIODS, *TERMS)})
