"""村民提问（村民）: ask, and follow what one has asked, here and as a ticket."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.villages.questions import acts, queries
from gongkai.casework.villages.questions.forms import AskForm
from gongkai.casework.villages.villagers.sessions import VillagerRequest, for_villagers
from gongkai.office.authorities.queries import calendar_of
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited


@public
@limited("village question", limit=10, per_seconds=3600)
@for_villagers
def ask(request: VillagerRequest, code: str) -> HttpResponse:
    """村民提问."""
    form = AskForm(request.POST or None)
    if form.is_valid():
        today = clock.today()
        made = acts.ask(request.villager, form.asked(), on=today, today=today, once=form.cleaned_data["once"])
        return redirect("villages:my_question", code, made.dossier_id)
    return render(request, "villages/portal/ask.html", {"authority": request.authority, "form": form})


@public
@require_safe
@for_villagers
def question(request: VillagerRequest, code: str, question: int) -> HttpResponse:
    """我的提问: nobody else's."""
    row = get_object_or_404(queries.by(request.villager), dossier=question)
    standing = queries.standing(row)
    context = {
        "authority": request.authority,
        "question": row,
        "asked": queries.asked_of(row),
        "standing": standing,
        "due": standing.due(calendar_of(row.authority)),
        "answer": queries.answer_of(row),
        "ticket": queries.ticket_of(row),
    }
    return render(request, "villages/portal/question.html", context)
