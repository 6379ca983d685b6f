"""访谈的工作台: the interviews, one with its acts, the questions read through, and the lines entered while they are said."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.casework.engagement.interviews import acts, queries
from gongkai.casework.engagement.interviews.forms import (
    FORMS,
    AdoptForm,
    DeclineForm,
    LineForm,
    PlanForm,
    RevisePlanForm,
    ShredForm,
)
from gongkai.casework.engagement.interviews.models import (
    Interview,
    InterviewLine,
    InterviewQuestion,
    QuestionStanding,
)
from gongkai.casework.engagement.offering import events, may, offered, own_reviewer
from gongkai.engines import privacy
from gongkai.law.grammar.flow import Role
from gongkai.law.interviews import FLOW, Act, State
from gongkai.office.authorities.guards import STAFF, DeskRequest, asks_again, own, readable_rows, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access
from gongkai.office.journal import queries as journal
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages
from gongkai.web.traps import new_once_token

PAGE = 20
_SAID = ("planned_on", "hour", "reason", "replay")


@require_safe
@role(*STAFF)
def interviews(request: DeskRequest) -> HttpResponse:
    """在线访谈."""
    page = Pages(queries.interviews(request.authority), PAGE).get_page(request.GET.get("page"))
    states = {state.value: state.label for state in State}
    context = {"page": page, "states": states, "may_plan": Role.HANDLER in request.roles}
    return render(request, "engagement/desk/interviews.html", context)


@role("handler")
def plan(request: DeskRequest) -> HttpResponse:
    """登记访谈."""
    form = PlanForm(request.POST or None)
    if form.is_valid():
        today = clock.today()
        made = acts.plan(request.authority, form.planned(), on=today, today=today, by=request.official)
        return redirect("engagement:interview", made.pk)
    context = {"form": form, "interview": None, "heading": "登记访谈"}
    return render(request, "engagement/desk/interview_form.html", context)


@require_safe
@role(*STAFF)
def interview(request: DeskRequest, interview: int) -> HttpResponse:
    """一次访谈: where it stands and what may be done."""
    row = _interview(request, interview)
    standing, today = queries.standing(row), clock.today()
    due = standing.due(calendar_of(row.authority))
    asked = queries.questions(row)
    mine = row.authority_id == request.authority.pk and Role.PUBLISHER in request.roles
    context = {
        "interview": row,
        "dossier": row.dossier,
        "standing": standing,
        "due": due,
        "offered": offered(
            request, row, FLOW, standing.state, lambda act, on: standing.objections(Act(act), on), today
        ),
        "asked": asked.count(),
        "waiting": asked.filter(standing=QuestionStanding.WAITING).count(),
        "lines": queries.lines(row),
        "may_enter": mine and standing.state in (State.LIVE, State.ENDED),
        "may_shred": own_reviewer(request, row) and row.dossier.closed_on is not None,
        "events": events(journal.timeline(row.dossier), Act, _SAID),
    }
    return render(request, "engagement/desk/interview.html", context)


@role("handler")
def revise(request: DeskRequest, interview: int) -> HttpResponse:
    """修改安排."""
    row = own(request, _interview(request, interview))
    standing, seen = queries.standing(row), row.dossier.version
    for objection in standing.objections(Act.REVISE, clock.today()):
        raise objection.raised()
    first = {name: getattr(row, name) for name in ("topic", "introduction", "planned_on", "hour")}
    guests = "\n".join(f"{guest.name}，{guest.post}，{guest.rank.label}" for guest in standing.guests)
    form = RevisePlanForm(posted(request, seen=seen), initial={**first, "guests": guests, "seen": seen})
    if form.is_valid():
        today = clock.today()
        acts.revise(row, form.planned(), on=today, today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("engagement:interview", row.pk)
    context = {"form": form, "interview": row, "heading": "修改安排"}
    return render(request, "engagement/desk/interview_form.html", context)


@role("reviewer", "publisher")
def take_act(request: DeskRequest, interview: int, name: str) -> HttpResponse:
    """办理一步."""
    row = own(request, _interview(request, interview))
    act = next((act for act in FORMS if act.value == name), None)
    if act is None:
        raise Http404
    may(request, FLOW, act)
    standing, today, seen = queries.standing(row), clock.today(), row.dossier.version
    first = {"on": today, "seen": seen, "hour": row.hour}
    form = FORMS[act](posted(request, seen=seen), standing=standing, initial=first)
    if form.is_valid():
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("engagement:live" if act is Act.BEGIN else "engagement:interview", row.pk)
    for objection in standing.objections(act, today):
        raise objection.raised()
    context = {"form": form, "interview": row, "heading": act.label}
    return render(request, "engagement/desk/interview_form.html", context)


# -- questions -------------------------------------------------------------------------------------------------------------


@require_safe
@role("handler", "reviewer", "publisher")
def questions(request: DeskRequest, interview: int) -> HttpResponse:
    """网友提问: names masked; every look is logged."""
    row = _interview(request, interview)
    page = Pages(queries.questions(row), PAGE).get_page(request.GET.get("page"))
    access.look(request.official, row.dossier, "查看网友提问")
    states = {each.value: each.label for each in QuestionStanding}
    mine = row.authority_id == request.authority.pk and bool({Role.PUBLISHER, Role.HANDLER} & request.roles)
    context = {
        "interview": row,
        "page": page,
        "items": queries.asked(row, list(page.object_list)),
        "states": states,
        "may_decide": mine and row.dossier.state not in (State.PUBLISHED, State.CANCELLED),
    }
    return render(request, "engagement/desk/interview_questions.html", context)


@role("handler", "publisher")
def adopt(request: DeskRequest, interview: int, question: int) -> HttpResponse:
    """采用提问: read through, covered, and only then public."""
    row = own(request, _interview(request, interview))
    found = _question(row, question)
    [sent] = queries.asked(row, [found])
    form = AdoptForm(request.POST or None, initial={"text": found.shown or privacy.covered(sent.text, likely=True)})
    if form.is_valid():
        acts.adopt(found, form.cleaned_data["text"], on=clock.today(), by=request.official)
        return redirect("engagement:interview_questions", row.pk)
    access.look(request.official, row.dossier, "采用前查看网友提问")
    context = {"form": form, "interview": row, "heading": "采用提问", "shown": sent.text}
    return render(request, "engagement/desk/interview_form.html", context)


@role("handler", "publisher")
def decline(request: DeskRequest, interview: int, question: int) -> HttpResponse:
    """不采用提问."""
    row = own(request, _interview(request, interview))
    found = _question(row, question)
    form = DeclineForm(request.POST or None, initial={"reason": found.reason})
    if form.is_valid():
        acts.decline(found, form.cleaned_data["reason"], on=clock.today(), by=request.official)
        return redirect("engagement:interview_questions", row.pk)
    context = {"form": form, "interview": row, "heading": "不采用提问"}
    return render(request, "engagement/desk/interview_form.html", context)


# -- lines -----------------------------------------------------------------------------------------------------------------


@role("publisher")
def live(request: DeskRequest, interview: int) -> HttpResponse:
    """录入: one line after the other while it is said; the latest stands first, so that a phone need not be scrolled."""
    row = own(request, _interview(request, interview))
    standing = queries.standing(row)
    form = LineForm(request.POST or None, guests=standing.guests, waiting=queries.unanswered(row))
    if form.is_valid():
        once = form.cleaned_data["once"] or new_once_token()
        acts.say(row, form.said(), at=clock.now(), once=once, by=request.official)
        return redirect("engagement:live", row.pk)
    context = {
        "interview": row,
        "form": form if standing.state in (State.LIVE, State.ENDED) else None,
        "lines": queries.lines(row).reverse(),
        "standing": standing,
        "may_take_back": standing.state in (State.LIVE, State.ENDED),
    }
    return render(request, "engagement/desk/interview_live.html", context)


@require_POST
@role("publisher")
def take_back(request: DeskRequest, interview: int, line: int) -> HttpResponse:
    """撤下一段."""
    row = own(request, _interview(request, interview))
    rows = InterviewLine.objects.of(row.authority).select_related("interview__dossier__authority", "authority")
    acts.take_back(
        get_object_or_404(rows, pk=line, interview=row, withdrawn_on=None), on=clock.today(), by=request.official
    )
    return redirect("engagement:live", row.pk)


@asks_again()
@role("reviewer")
def shred(request: DeskRequest, interview: int) -> HttpResponse:
    """销毁个人信息: once the file is closed."""
    row = own(request, _interview(request, interview))
    form = ShredForm(request.POST or None)
    if form.is_valid():
        acts.shred(row, on=clock.today(), by=request.official, reason=form.cleaned_data["reason"])
        return redirect("engagement:interview", row.pk)
    context = {"form": form, "interview": row, "heading": "销毁个人信息"}
    return render(request, "engagement/desk/interview_form.html", context)


def _question(row: Interview, pk: int) -> InterviewQuestion:
    rows = queries.questions(row).select_related("interview__dossier__authority", "authority")
    return get_object_or_404(rows, pk=pk)


def _interview(request: DeskRequest, pk: int) -> Interview:
    rows = readable_rows(request, Interview.objects.all())
    return get_object_or_404(rows.select_related("dossier__authority", "authority"), pk=pk)
