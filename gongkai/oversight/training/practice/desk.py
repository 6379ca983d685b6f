"""练习的工作台: an exercise and its results, one question beside a form, and how everybody gets on."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.training.bank import Topic, questions
from gongkai.office.authorities.guards import STAFF, DeskRequest, reads_beneath, role
from gongkai.office.authorities.models import Authority
from gongkai.oversight.training.practice import acts, queries
from gongkai.web import clock


@role(*STAFF)
def exercise(request: DeskRequest) -> HttpResponse:
    """练习: a handful of questions; what was missed before and is due comes first."""
    bank, today = questions(), clock.today()
    chosen = _chosen(request)
    if request.method == "POST" and chosen:
        acts.answer(request.authority, chosen, on=today, by=request.official)
        done = [(bank[key], option, bank[key].is_right(option)) for key, option in chosen.items()]
        context = {"done": done, "right": sum(right for *_, right in done)}
        return render(request, "training/exercise_done.html", context)
    topic = request.GET.get("topic", "")
    keys = queries.to_practise(request.official, today, topic if topic in {each.value for each in Topic} else "")
    due = set(queries.reviews_due(request.official, today))
    context = {
        "asked": [(bank[key], key in due) for key in keys],
        "topics": Topic.choices(),
        "topic": topic,
        "bare": request.method == "POST",
    }
    return render(request, "training/exercise.html", context)


@require_POST
@role(*STAFF)
def answer(request: DeskRequest) -> HttpResponse:
    """小题: the one question of a card, answered in a window of its own; the form beside it is untouched."""
    bank, chosen = questions(), _chosen(request)
    acts.answer(request.authority, chosen, on=clock.today(), by=request.official)
    done = [(bank[key], option, bank[key].is_right(option)) for key, option in chosen.items()]
    context = {"done": done, "right": sum(right for *_, right in done)}
    return render(request, "training/exercise_done.html", context)


@require_safe
@role(*STAFF)
def results(request: DeskRequest) -> HttpResponse:
    """学习情况: one's own; of the whole office for whoever reviews, and by unit for whoever reads beneath."""
    today, unit = clock.today(), request.authority
    if reads_beneath(request) and (code := request.GET.get("unit")):
        unit = Authority.objects.under(request.authority).filter(code=code).first() or unit
    lead = bool({Role.REVIEWER, Role.SIGNER, Role.AUDITOR, Role.INSPECTOR} & request.roles)
    rows = queries.results_of(unit, today) if lead else queries.results([request.official], today)
    bank = questions()
    context = {
        "rows": rows,
        "unit": unit,
        "units": Authority.objects.under(request.authority).filter(dissolved_on=None).order_by("path")
        if reads_beneath(request)
        else [],
        "due": [bank[key] for key in queries.reviews_due(request.official, today)],
        "slips": queries.slip_rate(request.authority, today.year) if lead else None,
        "year": today.year,
        "lead": lead,
    }
    return render(request, "training/results.html", context)


def _chosen(request: DeskRequest) -> dict[str, int]:
    """The options chosen, by the keys of their questions; what is no number of an option is left out."""
    found = {}
    for key in questions():
        given = request.POST.get(f"question_{key}", "")
        if given.isascii() and given.isdigit() and int(given) < len(questions()[key].options):
            found[key] = int(given)
    return found
