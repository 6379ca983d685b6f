"""问卷的工作台: the surveys, one with its acts and its numbers, its words, the paper ones, and the table to take away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.casework.engagement.offering import events, may, offered, own_reviewer
from gongkai.casework.engagement.surveys import acts, queries
from gongkai.casework.engagement.surveys.acts import Paper
from gongkai.casework.engagement.surveys.drawing import drawn, sheet
from gongkai.casework.engagement.surveys.forms import (
    FORMS,
    PaperAnswerForm,
    PaperForm,
    RevisePaperForm,
    ShowForm,
    ShredForm,
)
from gongkai.casework.engagement.surveys.models import Survey, SurveyRemark
from gongkai.engines import privacy
from gongkai.law.grammar.flow import Role
from gongkai.law.surveys import FLOW, Act, State
from gongkai.office.authorities.guards import STAFF, DeskRequest, asks_again, own, readable_rows, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access
from gongkai.office.journal import queries as journal
from gongkai.papers.xlsx import MEDIA_TYPE as XLSX
from gongkai.papers.xlsx import write_xlsx
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages
from gongkai.web.traps import new_once_token

PAGE = 20
_SAID = ("until", "reason", "statement")


@require_safe
@role(*STAFF)
def surveys(request: DeskRequest) -> HttpResponse:
    """问卷调查."""
    page = Pages(queries.surveys(request.authority), PAGE).get_page(request.GET.get("page"))
    states = {state.value: state.label for state in State}
    context = {"page": page, "states": states, "may_write": Role.HANDLER in request.roles}
    return render(request, "engagement/desk/surveys.html", context)


@role("handler")
def write(request: DeskRequest) -> HttpResponse:
    """编制问卷."""
    form = PaperForm(request.POST or None)
    if form.is_valid():
        today = clock.today()
        made = acts.write(request.authority, form.paper(), on=today, today=today, by=request.official)
        return redirect("engagement:survey", made.pk)
    return render(request, "engagement/desk/survey_form.html", {"form": form, "survey": None, "heading": "编制问卷"})


@require_safe
@role(*STAFF)
def survey(request: DeskRequest, survey: int) -> HttpResponse:
    """一份问卷: where it stands, what may be done, every number as it is."""
    row = _survey(request, survey)
    standing, today = queries.standing(row), clock.today()
    due = standing.due(calendar_of(row.authority))
    context = {
        "survey": row,
        "dossier": row.dossier,
        "standing": standing,
        "due": due,
        "offered": offered(
            request, row, FLOW, standing.state, lambda act, on: standing.objections(Act(act), on), today
        ),
        "questions": queries.questions(row),
        "received": queries.answers(row).count(),
        "drawn": drawn(row, queries.results(row)) if row.opened_on else [],
        "may_shred": own_reviewer(request, row) and row.dossier.closed_on is not None,
        "events": events(journal.timeline(row.dossier), Act, _SAID),
        "may_enter": _may_enter(request, row),
    }
    return render(request, "engagement/desk/survey.html", context)


def _may_enter(request: DeskRequest, row: Survey) -> bool:
    taking = row.dossier.state in (State.OPEN, State.ENDED)
    return taking and row.authority_id == request.authority.pk and Role.HANDLER in request.roles


@role("handler")
def revise(request: DeskRequest, survey: int) -> HttpResponse:
    """修改问卷."""
    row = own(request, _survey(request, survey))
    for objection in queries.standing(row).objections(Act.REVISE, clock.today()):
        raise objection.raised()
    seen = row.dossier.version
    first = {name: getattr(row, name) for name in Paper.__slots__}
    form = RevisePaperForm(posted(request, seen=seen), initial={**first, "seen": seen})
    if form.is_valid():
        today = clock.today()
        acts.revise(row, form.paper(), on=today, today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("engagement:survey", row.pk)
    return render(request, "engagement/desk/survey_form.html", {"form": form, "survey": row, "heading": "修改问卷"})


@role("handler", "reviewer", "publisher")
def take_act(request: DeskRequest, survey: int, name: str) -> HttpResponse:
    """办理一步."""
    row = own(request, _survey(request, survey))
    act = next((act for act in FORMS if act.value == name), None)
    if act is None:
        raise Http404
    may(request, FLOW, act)
    standing, today, seen = queries.standing(row), clock.today(), row.dossier.version
    form = FORMS[act](posted(request, seen=seen), initial={"on": today, "seen": seen})
    if form.is_valid():
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("engagement:survey", row.pk)
    for objection in standing.objections(act, today):
        raise objection.raised()
    context = {
        "form": form,
        "survey": row,
        "heading": act.label,
        "questions": queries.questions(row) if act in (Act.CHECK, Act.OPEN) else (),
    }
    return render(request, "engagement/desk/survey_form.html", context)


@role("handler")
def enter(request: DeskRequest, survey: int) -> HttpResponse:
    """登记纸质答卷."""
    row = own(request, _survey(request, survey))
    form = PaperAnswerForm(
        request.POST or None, questions=queries.questions(row), initial={"on": row.until or clock.today()}
    )
    form.order_fields(["on"])
    if form.is_valid():
        said = form.cleaned_data
        once = said["once"] or new_once_token()
        acts.answer(row, form.filled(), on=said["on"], today=clock.today(), once=once, by=request.official)
        return redirect("engagement:survey", row.pk)
    context = {"form": form, "survey": row, "heading": "登记纸质答卷"}
    return render(request, "engagement/desk/survey_form.html", context)


@require_safe
@role("handler", "reviewer", "publisher")
def words(request: DeskRequest, survey: int) -> HttpResponse:
    """答卷文字: what was written in free words; every look is logged."""
    row = _survey(request, survey)
    rows = queries.answers(row).filter(words__isnull=False)
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    access.look(request.official, row.dossier, "查看答卷文字")
    mine = row.authority_id == request.authority.pk and Role.PUBLISHER in request.roles
    context = {
        "survey": row,
        "page": page,
        "items": [(each, bool(privacy.find(each.text))) for each in queries.words(row, list(page.object_list))],
        "may_show": mine,
    }
    return render(request, "engagement/desk/survey_words.html", context)


@role("publisher")
def show(request: DeskRequest, survey: int, answer: int, question: int) -> HttpResponse:
    """选登文字: read through, covered, and only then public."""
    row = own(request, _survey(request, survey))
    found = get_object_or_404(queries.answers(row).select_related("survey__dossier__authority"), pk=answer)
    told = next((each for each in queries.words(row, [found]) if each.question.number == question), None)
    if told is None:
        raise Http404
    proposed = told.remark.text if told.remark else privacy.covered(told.text, likely=True)
    form = ShowForm(request.POST or None, initial={"text": proposed})
    if form.is_valid():
        acts.show(told, form.cleaned_data["text"], on=clock.today(), by=request.official)
        return redirect("engagement:survey_words", row.pk)
    access.look(request.official, row.dossier, "选登前查看答卷文字")
    context = {"form": form, "survey": row, "heading": "选登文字", "shown": told.text}
    return render(request, "engagement/desk/survey_form.html", context)


@require_POST
@role("publisher")
def hide(request: DeskRequest, survey: int, remark: int) -> HttpResponse:
    """撤下文字."""
    row = own(request, _survey(request, survey))
    rows = SurveyRemark.objects.of(row.authority).select_related("survey__dossier", "authority")
    found = get_object_or_404(rows, pk=remark, survey=row, withdrawn_on=None)
    acts.hide(found, on=clock.today(), by=request.official)
    return redirect("engagement:survey_words", row.pk)


@require_safe
@role(*STAFF)
def workbook(request: DeskRequest, survey: int) -> HttpResponse:
    """结果表: as Excel, every number as it is."""
    row = _survey(request, survey)
    access.download(request.official, row.authority, f"问卷结果：{row.title}")
    response = HttpResponse(write_xlsx([sheet(row, queries.results(row))]), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="survey-{row.pk}.xlsx"'
    return response


@asks_again()
@role("reviewer")
def shred(request: DeskRequest, survey: int) -> HttpResponse:
    """销毁个人信息: once the file is closed."""
    row = own(request, _survey(request, survey))
    form = ShredForm(request.POST or None)
    if form.is_valid():
        acts.shred(row, on=clock.today(), by=request.official, reason=form.cleaned_data["reason"])
        return redirect("engagement:survey", row.pk)
    context = {"form": form, "survey": row, "heading": "销毁个人信息"}
    return render(request, "engagement/desk/survey_form.html", context)


def _survey(request: DeskRequest, pk: int) -> Survey:
    rows = readable_rows(request, Survey.objects.all())
    return get_object_or_404(rows.select_related("dossier__authority", "authority"), pk=pk)
