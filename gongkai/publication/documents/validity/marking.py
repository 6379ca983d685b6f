"""标注被废止文件的页面: what the text of a signed document says of others, confirmed by a person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.documents.models import Document
from gongkai.publication.documents.validity import acts, queries
from gongkai.publication.documents.validity.desk import STAFF
from gongkai.publication.documents.validity.forms import ProposalsForm
from gongkai.web import clock


@require_safe
@role(*STAFF)
def abolitions(request: DeskRequest) -> HttpResponse:
    """待标注的文件: signed documents whose text changes others."""
    context = {"documents": queries.abolishing(request.authority)}
    return render(request, "documents/desk/abolitions.html", context)


@role("handler", "reviewer")
def abolition(request: DeskRequest, document: int) -> HttpResponse:
    """标注: each document the text names, with the sentence and what the register knows of it."""
    rows = Document.objects.of(request.authority).select_related("authority", "dossier").exclude(number="")
    found = get_object_or_404(rows, dossier=document)
    proposals = queries.proposals(found)
    form = ProposalsForm(request.POST or None, proposals=proposals)
    if form.is_valid():
        today = clock.today()
        marks = form.marks()
        acts.mark(acts.source_of(found), marks, entered_on=today, today=today, by=request.official)
        messages.success(request, f"已标注{len(marks)}件")
        return redirect("documents:abolition", found.dossier_id)
    context = {
        "document": found,
        "form": form,
        "reported": [each for each in proposals if not each.may_confirm],
        "effects": queries.effects_of(found),
    }
    return render(request, "documents/desk/abolition.html", context)
