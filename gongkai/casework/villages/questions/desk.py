"""村民提问的工作台: what was asked, with its clock; answered, handed on, settled."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.engagement.offering import events, may, offered
from gongkai.casework.villages.questions import acts, queries
from gongkai.casework.villages.questions.forms import AnswerForm, HandOnForm, SettleForm, day_of
from gongkai.casework.villages.questions.models import VillageQuestion
from gongkai.casework.villages.villagers import people
from gongkai.engines import privacy
from gongkai.law.village_questions import FLOW, Act, State
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, readable_rows, role
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access, vault
from gongkai.office.journal import queries as journal
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 20


@require_safe
@role(*STAFF)
def questions(request: DeskRequest) -> HttpResponse:
    """村民提问: those that wait first, by their last day."""
    state = next((each for each in State if each.value == request.GET.get("state")), State.ASKED)
    rows = _readable(request).filter(dossier__state=state.value).order_by("dossier__due_on", "-pk")
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "items": [(row, privacy.covered(title, likely=True)) for row, title, _ in queries.told(page.object_list)],
        "state": state,
        "states": [(each.value, each.label, each is state) for each in State],
        "today": clock.today(),
    }
    return render(request, "villages/desk/questions.html", context)


@require_safe
@role(*STAFF)
def question(request: DeskRequest, question: int) -> HttpResponse:
    """一件提问: who asks is masked to everybody but the own clerk."""
    row = _question(request, question)
    standing, today = queries.standing(row), clock.today()
    access.look(request.official, row.dossier, "查看村民提问")
    due = standing.due(calendar_of(row.authority))
    context = {
        "question": row,
        "dossier": row.dossier,
        "standing": standing,
        "due": due,
        "offered": offered(
            request, row, FLOW, standing.state, lambda act, on: standing.objections(Act(act), on), today
        ),
        "asked": _asked(row),
        "by": _by(row, whole=row.authority_id == request.authority.pk),
        "ticket": queries.ticket_of(row),
        "events": events(journal.timeline(row.dossier), Act, ("term", "answer", "ticket", "replied_on")),
    }
    return render(request, "villages/desk/question.html", context)


def _asked(row: VillageQuestion) -> dict[str, str]:
    try:
        return queries.asked_of(row)
    except vault.Shredded as gone:
        return {"title": "", "text": str(gone)}


def _by(row: VillageQuestion, *, whole: bool) -> str:
    try:
        person = people.person_of(row.villager)
    except vault.Shredded as gone:
        return str(gone)
    return f"{person.name}，{person.phone}" if whole else person.masked_name


@role("handler")
def take_act(request: DeskRequest, question: int, name: str) -> HttpResponse:
    """办理一步: answer, hand on, settle."""
    row = own(request, _question(request, question))
    act = next((act for act in (Act.ANSWER, Act.HAND_ON, Act.SETTLE) if act.value == name), None)
    if act is None:
        raise Http404
    may(request, FLOW, act)
    standing, today, seen = queries.standing(row), clock.today(), row.dossier.version
    sent, first = posted(request, seen=seen), {"on": today, "seen": seen}
    form: AnswerForm | HandOnForm | SettleForm
    if act is Act.HAND_ON:
        form = HandOnForm(sent, initial=first, receivers=queries.receivers(row.authority))
    else:
        form = AnswerForm(sent, initial=first) if act is Act.ANSWER else SettleForm(sent, initial=first)
    if form.is_valid():
        _done(request, row, form)
        return redirect("villages:question", question)
    for objection in standing.objections(act, today):
        raise objection.raised()
    context = {"form": form, "heading": act.label, "back": "villages:questions", "shown": _asked(row)["text"]}
    return render(request, "villages/desk/form.html", context)


def _done(request: DeskRequest, row: VillageQuestion, form: AnswerForm | HandOnForm | SettleForm) -> None:
    on, today, by, seen = day_of(form), clock.today(), request.official, form.cleaned_data["seen"]
    if isinstance(form, HandOnForm):
        acts.hand_on(row, form.to_whom(), form.cleaned_data["kind"], on=on, today=today, by=by, seen=seen)
    elif isinstance(form, AnswerForm):
        acts.answer(row, form.cleaned_data["answer"], on=on, today=today, by=by, seen=seen)
    else:
        acts.settle(row, on=on, today=today, by=by, seen=seen)


def _readable(request: DeskRequest) -> OwnedQuerySet[VillageQuestion]:
    return readable_rows(request, VillageQuestion.objects.all()).select_related(*queries.WHOLE)


def _question(request: DeskRequest, dossier: int) -> VillageQuestion:
    return get_object_or_404(_readable(request), dossier=dossier)
