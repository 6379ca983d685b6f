"""在线访谈（公众）: what is coming, what is going on, what can be read again; a question is sent without logging in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.casework.engagement.interviews import acts, queries
from gongkai.casework.engagement.interviews.forms import QuestionForm
from gongkai.law.interviews import State
from gongkai.office.authorities.guards import PortalRequest
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited
from gongkai.web.paging import Pages

PAGE = 20
EVERY = 20
"""自动更新: so many seconds between two readings, for who asks for it."""


@public
@require_safe
def interviews(request: PortalRequest, code: str) -> HttpResponse:
    """在线访谈: coming and going on, and those that can be read again."""
    rows = queries.public(request.authority)
    coming = rows.filter(dossier__state__in=[State.NOTICED, State.LIVE]).order_by("planned_on")
    over = rows.exclude(pk__in=coming.values("pk"))
    page = Pages(over, PAGE).get_page(request.GET.get("page"))
    states = {state.value: state.label for state in State}
    context = {"authority": request.authority, "coming": coming, "page": page, "states": states}
    return render(request, "engagement/portal/interviews.html", context)


@public
@never_cache
@limited("interview question", limit=20, per_seconds=3600)
def interview(request: PortalRequest, code: str, interview: int) -> HttpResponse:
    """一次访谈: the notice, the form for questions, the words as they are said, and at last the transcript.

    While it goes on the page is read anew by a link; who wants it by itself says so, and may stop it again (WCAG 2.2.2).
    """
    row = get_object_or_404(queries.public(request.authority), pk=interview)
    standing = queries.standing(row)
    form = QuestionForm(request.POST or None) if standing.takes_questions else None
    if form is not None and form.is_valid():
        said, today = form.cleaned_data, clock.today()
        acts.ask(row, said["text"], said["name"], on=today, today=today, once=said["once"])
        return render(
            request, "engagement/portal/interview_asked.html", {"authority": request.authority, "interview": row}
        )
    by_itself = standing.state is State.LIVE and request.method == "GET" and "auto" in request.GET
    context = {
        "authority": request.authority,
        "interview": row,
        "standing": standing,
        "live": standing.state is State.LIVE,
        "by_itself": by_itself,
        "every": EVERY,
        "lines": queries.lines(row),
        "adopted": queries.adopted(row),
        "form": form,
    }
    response = render(request, "engagement/portal/interview.html", context)
    if by_itself:
        response.headers["Refresh"] = f"{EVERY}"
    return response
