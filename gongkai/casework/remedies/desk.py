"""办公页面: the cases, one case, and the registering of a notice against an application."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.applications.models import Application
from gongkai.casework.remedies import acts, queries
from gongkai.casework.remedies.forms import FORMS, NoticeForm
from gongkai.casework.remedies.models import Remedy
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.flow import Role
from gongkai.law.grammar.words import Word
from gongkai.law.remedies import (
    FLOW,
    Act,
    Appellant,
    HearingKind,
    LessonKind,
    RemedyKind,
    RemedyResult,
    Standing,
    way_after_review,
)
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 20
FIRST_YEAR = 2008
_TITLES = {act.value: act.label for act in Act}
STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector")


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """案件: every reconsideration and suit of this authority."""
    page = Pages(queries.cases(request.authority), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "application": None, "may_register": False}
    return render(request, "remedies/desk/index.html", context)


@require_safe
@role(*STAFF)
def of(request: DeskRequest, application: int) -> HttpResponse:
    """所涉案件: the cases that challenge one application."""
    challenged = _application(request, application)
    context = {
        "page": Pages(queries.against(challenged), PAGE).get_page(request.GET.get("page")),
        "application": challenged,
        "may_register": Role.HANDLER in request.roles and challenged.authority_id == request.authority.pk,
    }
    return render(request, "remedies/desk/index.html", context)


@role("handler")
def register(request: DeskRequest, application: int) -> HttpResponse:
    """登记案件: the notice of the reviewing body or the court."""
    challenged = own(request, _application(request, application))
    reviews = queries.against(challenged).filter(kind=RemedyKind.REVIEW)
    form = NoticeForm(request.POST or None, reviews=reviews, initial={"on": clock.today()})
    if form.is_valid():
        remedy = acts.receive(
            challenged,
            form.notice(),
            on=form.cleaned_data["on"],
            today=clock.today(),
            by=request.official,
            earlier=form.cleaned_data["earlier"],
        )
        return redirect("remedies:file", remedy.dossier_id)
    return render(request, "remedies/desk/register.html", {"form": form, "application": challenged})


@require_safe
@role(*STAFF)
def file(request: DeskRequest, pk: int) -> HttpResponse:
    """案件案卷."""
    remedy = _remedy(request, pk)
    standing = queries.standing(remedy)
    context = {
        "remedy": remedy,
        "dossier": remedy.dossier,
        "kind": RemedyKind(remedy.kind),
        "standing": standing,
        "result": remedy.result,
        "due_told": _due_told(remedy, standing),
        "acts": _acts(request, remedy, standing),
        "booked": queries.Booked(remedy, standing),
        "way": _way(remedy, standing),
        "hands_over": remedy.authority_id == request.authority.pk and standing.closed_on is None,
        "events": _events(remedy),
    }
    return render(request, "remedies/desk/file.html", context)


def _due_told(remedy: Remedy, standing: Standing) -> str:
    """When the answer is due and by which article; once it has been given, on which day."""
    if standing.answered_on:
        return f"已于{chinese_date(standing.answered_on)}提交"
    due = standing.due(calendar_of(remedy.dossier.authority))
    if due is None:
        return ""
    provisional = "（暂计）" if due.provisional else ""
    return f"{chinese_date(due.on)}{provisional}（{standing.answer_term.basis.short}）"


def _way(remedy: Remedy, standing: Standing) -> tuple[str, str] | None:
    """What may still be sought against the decision, and until when."""
    calendar = calendar_of(remedy.dossier.authority)
    if standing.decided_on is None:
        return None
    way = standing.appeal_until(calendar) if standing.is_suit else way_after_review(standing.decided_on, calendar)
    return (way.name, f"{chinese_date(way.until.on)}（{way.term.basis.short}）") if way else None


def _acts(request: DeskRequest, remedy: Remedy, standing: Standing) -> list[Act]:
    if remedy.authority_id != request.authority.pk:
        return []
    today, calendar = clock.today(), calendar_of(remedy.dossier.authority)
    offered = [Act(row.act) for row in FLOW.open_acts(standing.state) if row.role in request.roles]
    return [act for act in offered if not standing.objections(act, max(today, standing.last_on), calendar)]


def _events(remedy: Remedy) -> list[dict[str, object]]:
    lines = journal.timeline(remedy.dossier)
    return [
        {"on": line.on, "title": _TITLES.get(line.act, line.label), "by": line.by, "text": _said(line)}
        for line in lines
    ]


def _said(line: journal.Line) -> str:
    """The details of a step in words."""
    details = line.step.details if line.step else {}
    said = [f"{title}：{_word(name, details[name])}" for name, title in _DETAILS.items() if details.get(name)]
    said += [text for name, text in _MARKS.items() if details.get(name)]
    return "；".join(said)


def _word(name: str, value: object) -> str:
    words = _WORDS.get(name, ())
    return next((each(str(value)).label for each in words if str(value) in {word.value for word in each}), str(value))


_DETAILS = {
    "result": "结果",
    "number": "文号",
    "redo_by": "责令重新答复，限于",
    "exhibits": "随附证据件数",
    "kind": "种类",
    "place": "地点",
    "attendee": "参加人员",
    "why_not": "负责人不能出庭的理由",
    "summary": "情况",
    "appellant": "上诉人",
    "what": "内容",
    "link": "链接",
}
_MARKS = {"simplified": "适用简易程序", "head": "行政机关负责人出庭", "agreed": "达成调解"}
_WORDS: dict[str, tuple[type[Word], ...]] = {
    "result": (RemedyResult,),
    "kind": (HearingKind, LessonKind),
    "appellant": (Appellant,),
}


@require_safe
@role(*STAFF)
def ledger(request: DeskRequest) -> HttpResponse:
    """复议诉讼登记簿: the reconsiderations and the suits of a year, beside one another."""
    this_year = clock.today().year
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and FIRST_YEAR <= int(asked) <= this_year else this_year
    reviews, suits = queries.ledger(request.authority, year)
    context = {"year": year, "years": range(this_year, FIRST_YEAR - 1, -1), "reviews": reviews, "suits": suits}
    return render(request, "remedies/desk/ledger.html", context)


@role("handler")
def take_act(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """办理一步."""
    remedy = own(request, _remedy(request, pk))
    act = next((act for act in FORMS if act.value == name), None)
    if act is None:
        raise Http404
    version, standing = remedy.dossier.version, queries.standing(remedy)
    first = {"on": clock.today(), "seen": version}
    form = FORMS[act](posted(request, seen=version), standing=standing, initial=first)
    if form.is_valid():
        acts.act(remedy, form.step(), today=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect("remedies:file", pk)
    for objection in standing.objections(act, max(clock.today(), standing.last_on), calendar_of(request.authority)):
        raise objection.raised()
    return render(request, "remedies/desk/act.html", {"remedy": remedy, "act": act, "form": form})


def _application(request: DeskRequest, dossier: int) -> Application:
    rows = readable_rows(request, Application.objects.all()).select_related("dossier__authority")
    return get_object_or_404(rows, dossier=dossier)


def _remedy(request: DeskRequest, pk: int) -> Remedy:
    related = ("dossier__authority", "application__dossier", "earlier__dossier")
    return get_object_or_404(readable_rows(request, Remedy.objects.all()).select_related(*related), dossier=pk)
