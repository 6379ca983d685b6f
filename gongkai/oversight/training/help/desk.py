"""内部问答的工作台: the threads of the place, one with its answers, asking and answering."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role, Step
from gongkai.law.training.help import HelpAct, HelpState
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.oversight.training.help import acts, queries
from gongkai.oversight.training.help.forms import AnswerForm, AskForm
from gongkai.oversight.training.help.models import HelpThread
from gongkai.oversight.training.knowledge import queries as knowledge
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 20


@require_safe
@role(*STAFF)
def threads(request: DeskRequest) -> HttpResponse:
    """内部问答: what is asked in the place; what is known already is shown before anybody asks again."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    context = {
        "page": Pages(queries.threads(request.authority, words), PAGE).get_page(request.GET.get("page")),
        "known": knowledge.search(request.authority, words)[:5] if words else [],
        "states": {state.value: state.label for state in HelpState},
        "wanted": words,
    }
    return render(request, "training/threads.html", context)


@role(*STAFF)
def ask(request: DeskRequest) -> HttpResponse:
    """提问."""
    form = AskForm(request.POST or None, initial={"title": request.GET.get("q", "")[:120]})
    if form.is_valid():
        said, today = form.cleaned_data, clock.today()
        told = (said["topic"], said["title"], said["text"])
        row = acts.ask(request.authority, *told, on=today, today=today, by=request.official)
        return redirect("training:thread", row.pk)
    return render(request, "training/ask.html", {"form": form})


@role(*STAFF)
def thread(request: DeskRequest, thread: int) -> HttpResponse:
    """一则问答: the question, the answers, and an answer of one's own."""
    row = _thread(request, thread)
    standing = queries.standing(row)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _act(request, row, HelpAct.ANSWER, text=form.cleaned_data["text"])
        return redirect("training:thread", row.pk)
    question, *answers = queries.said(row)
    context = {
        "thread": row,
        "standing": standing,
        "question": question,
        "answers": answers,
        "form": form if standing.closed_on is None else None,
        "mine": row.asked_by_id == request.official.pk,
        "may_keep": standing.state is HelpState.ACCEPTED and Role.HANDLER in request.roles,
        "kept": knowledge.of_thread(row),
    }
    return render(request, "training/thread.html", context)


@require_POST
@role(*STAFF)
def accept(request: DeskRequest, thread: int, answer: int) -> HttpResponse:
    """采纳回答: by whoever asked."""
    row = _mine(request, thread)
    _act(request, row, HelpAct.ACCEPT, answer=answer)
    return redirect("training:thread", row.pk)


@require_POST
@role(*STAFF)
def withdraw(request: DeskRequest, thread: int) -> HttpResponse:
    """撤回提问: by whoever asked."""
    row = _mine(request, thread)
    _act(request, row, HelpAct.WITHDRAW)
    return redirect("training:thread", row.pk)


def _act(request: DeskRequest, row: HelpThread, act: HelpAct, **details: str | int) -> None:
    today = clock.today()
    acts.act(row, Step(act.value, today, details), today=today, by=request.official)


def _mine(request: DeskRequest, pk: int) -> HelpThread:
    row = _thread(request, pk)
    if row.asked_by_id != request.official.pk:
        raise PermissionDenied("由提问的人办理。")
    return row


def _thread(request: DeskRequest, pk: int) -> HelpThread:
    return get_object_or_404(queries.threads(request.authority), pk=pk)
