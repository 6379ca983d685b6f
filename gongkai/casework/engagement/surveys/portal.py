"""问卷调查（公众）: what one may answer now, one survey, its result with charts; answered without logging in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.casework.engagement.surveys import acts, queries
from gongkai.casework.engagement.surveys.drawing import drawn
from gongkai.casework.engagement.surveys.forms import AnswerForm
from gongkai.casework.engagement.surveys.models import Survey
from gongkai.law.questionnaires import FEWEST_ANSWERS
from gongkai.law.surveys import State
from gongkai.office.authorities.guards import PortalRequest
from gongkai.web import clock, cookies
from gongkai.web.doors import public
from gongkai.web.limits import limited
from gongkai.web.paging import Pages

PAGE = 20
A_YEAR = 366 * 24 * 3600


@public
@require_safe
def surveys(request: PortalRequest, code: str) -> HttpResponse:
    """问卷调查: what one may answer now, and what is over with its result."""
    today = clock.today()
    rows = queries.public(request.authority)
    running = rows.filter(dossier__state=State.OPEN, until__gte=today).order_by("until")
    over = rows.exclude(pk__in=running.values("pk"))
    page = Pages(over, PAGE).get_page(request.GET.get("page"))
    context = {"authority": request.authority, "running": running, "page": page}
    return render(request, "engagement/portal/surveys.html", context)


@public
@never_cache
@limited("survey", limit=40, per_seconds=3600)
def survey(request: PortalRequest, code: str, survey: int) -> HttpResponse:
    """一份问卷: its questions while it is open, its result once there is one.

    Nobody logs in. A signed note in the browser says that it was answered there; who clears it can answer again, and the page
    says so. No address and no name is kept with an answer.
    """
    row = get_object_or_404(queries.public(request.authority), pk=survey)
    today = clock.today()
    if not queries.standing(row).takes_answers(today):
        return _page(request, row, None)
    if cookies.signed(request, _note(row)):
        return _page(request, row, None, answered=True)
    form = AnswerForm(request.POST or None, questions=queries.questions(row))
    if not form.is_valid():
        return _page(request, row, form)
    acts.answer(row, form.filled(), on=today, today=today, once=form.cleaned_data["once"])
    response = render(
        request, "engagement/portal/survey_answered.html", {"authority": request.authority, "survey": row}
    )
    cookies.keep_signed(response, _note(row), "answered", seconds=A_YEAR)
    return response


def _note(row: Survey) -> str:
    return f"survey-{row.pk}"


def _page(request: PortalRequest, row: Survey, form: AnswerForm | None, *, answered: bool = False) -> HttpResponse:
    result = row.announced_on is not None
    context = {
        "authority": request.authority,
        "survey": row,
        "form": form,
        "answered": answered,
        "open": State(row.dossier.state) is State.OPEN,
        "received": queries.answers(row).count() if result else None,
        "drawn": drawn(row, queries.published(row)) if result else [],
        "fewest": FEWEST_ANSWERS,
    }
    return render(request, "engagement/portal/survey.html", context)
