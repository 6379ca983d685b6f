"""责任的工作台: letters of responsibility, accountability, practices."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.supervision.responsibility import FLOW, Act, State
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, role
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal.offering import Offered, offering
from gongkai.oversight.assessment.duties import acts, papers, queries
from gongkai.oversight.assessment.duties.forms import (
    FORMS,
    PROMISES,
    AdoptForm,
    DecideForm,
    LetterForm,
    PracticeForm,
    ProposeForm,
)
from gongkai.oversight.assessment.duties.models import ResponsibilityLetter
from gongkai.oversight.assessment.schemes import queries as schemes
from gongkai.oversight.assessment.sheets.papers import DOCX
from gongkai.oversight.supervision.findings import queries as findings
from gongkai.publication.catalogue.files import as_file
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 20
_LABELS = {each.value: each.label for each in Act}
_OF_UNIT = frozenset({Act.SIGN, Act.DECLINE})


def _beneath(office: Authority) -> list[Authority]:
    return list(Authority.objects.filter(parent=office, dissolved_on=None).order_by("path"))


def _form(request: DeskRequest, form: object, heading: str, lead: str, back: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "lead": lead, "back": back}
    return render(request, "assessment/desk/form.html", context)


# -- 责任书 -------------------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def letters(request: DeskRequest) -> HttpResponse:
    """目标管理责任书."""
    context = {
        "page": Pages(queries.letters(request.authority), PAGE).get_page(request.GET.get("page")),
        "states": {state.value: state.label for state in State},
        "may_draft": Role.INSPECTOR in request.roles,
    }
    return render(request, "assessment/desk/letters.html", context)


@role("inspector")
def draft_letter(request: DeskRequest) -> HttpResponse:
    """拟定责任书."""
    today = clock.today()
    units, versions = _beneath(request.authority), list(schemes.approved(request.authority))
    shown = {"year": today.year, "text": PROMISES}
    form = LetterForm(request.POST or None, units=units, versions=versions, initial=shown)
    if form.is_valid():
        said = form.cleaned_data
        unit = next(each for each in units if each.code == said["unit"])
        version = next((each for each in versions if str(each.pk) == said["version"]), None)
        made = acts.draft_letter(
            request.authority, unit, said["year"], said["text"], version, on=today, by=request.official
        )
        return redirect("assessment:letter", made.pk)
    return _form(request, form, "拟定责任书", "先由主管部门签署，再由责任单位签署。", "assessment:letters")


@require_safe
@role(*STAFF)
def letter(request: DeskRequest, letter: int) -> HttpResponse:
    """一份责任书."""
    row = get_object_or_404(queries.letters(request.authority), pk=letter)
    offered = _offered(request, row)
    context = {
        "letter": row,
        "dossier": row.dossier,
        "standing": queries.standing(row),
        "acts": [(act.label, act.value) for act in offered.acts],
        "refused": offered.refused,
        "events": [_event(line) for line in journal.timeline(row.dossier)],
    }
    return render(request, "assessment/desk/letter.html", context)


def _offered(request: DeskRequest, row: ResponsibilityLetter) -> Offered[Act]:
    at = queries.standing(row)
    calendar, day = calendar_of(row.authority), max(clock.today(), at.last_on)
    mine = (Act(each.act) for each in FLOW.open_acts(at.state) if each.role in request.roles)
    ours = (act for act in mine if request.authority.pk == (row.unit_id if act in _OF_UNIT else row.authority_id))
    return offering(ours, lambda act: at.objections(act, day, calendar))


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    return {
        "on": line.on,
        "title": _LABELS.get(line.act, line.label),
        "by": line.by.name if line.by else "系统",
        "text": str(details.get("reason", "")),
    }


@role("signer")
def letter_act(request: DeskRequest, letter: int, name: str) -> HttpResponse:
    """办理一步."""
    row, today = get_object_or_404(queries.letters(request.authority), pk=letter), clock.today()
    act = next((each for each in FORMS if each.value == name), None)
    if act is None:
        raise Http404
    at, seen = queries.standing(row), row.dossier.version
    if act not in _offered(request, row).acts:
        FLOW.row(at.state, act)
        raise Http404
    form = FORMS[act](posted(request, seen=seen), initial={"on": today, "seen": seen, "text": at.text})
    if form.is_valid():
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("assessment:letter", row.pk)
    return _form(request, form, act.label, row.dossier.title, "assessment:letters")


@require_safe
@role(*STAFF)
def letter_file(request: DeskRequest, letter: int) -> HttpResponse:
    """责任书的文件."""
    row = get_object_or_404(queries.letters(request.authority), pk=letter)
    return as_file(papers.letter(row, queries.standing(row)), DOCX, row.dossier.title, "docx")


# -- 问责 ---------------------------------------------------------------------------------------------------------------------


@require_safe
@role("inspector", "signer")
def accountabilities(request: DeskRequest) -> HttpResponse:
    """问责."""
    rows = queries.accountabilities(request.authority)
    context = {
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "may_propose": Role.INSPECTOR in request.roles,
    }
    return render(request, "assessment/desk/accountabilities.html", context)


@role("inspector")
def propose(request: DeskRequest) -> HttpResponse:
    """提出问责."""
    units = list(Authority.objects.under(request.authority).filter(dissolved_on=None).order_by("path"))
    found = list(findings.concerning(request.authority).filter(authority=request.authority).order_by("-pk")[:50])
    form = ProposeForm(request.POST or None, units=units, findings=found)
    if form.is_valid():
        unit = next(each for each in units if each.code == form.cleaned_data["unit"])
        made = acts.propose(request.authority, unit, form.given(), on=clock.today(), by=request.official)
        return redirect("assessment:accountability", made.pk)
    lead = "只写岗位，不写姓名；由另一人决定。处分由任免机关、单位和监察机关依法作出，本平台只登记。"
    return _form(request, form, "提出问责", lead, "assessment:accountabilities")


@role("inspector", "signer")
def accountability(request: DeskRequest, held: int) -> HttpResponse:
    """一项问责, and its decision by another person."""
    row = get_object_or_404(queries.accountabilities(request.authority), pk=held)
    may = row.decided_on is None and row.authority_id == request.authority.pk
    form = DecideForm(request.POST or None) if may else None
    if form is not None and form.is_valid():
        said = form.cleaned_data
        acts.decide(row, upheld=said["upheld"], opinion=said["opinion"], on=clock.today(), by=request.official)
        return redirect("assessment:accountability", row.pk)
    own_entry = row.by_id == request.official.pk
    return render(request, "assessment/desk/accountability.html", {"row": row, "form": form, "own_entry": own_entry})


# -- 做法库 --------------------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def practices(request: DeskRequest) -> HttpResponse:
    """做法库."""
    rows = queries.practices(request.authority)
    context = {
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "today": clock.today(),
        "may_keep": Role.INSPECTOR in request.roles,
    }
    return render(request, "assessment/desk/practices.html", context)


@role("inspector")
def keep_practice(request: DeskRequest) -> HttpResponse:
    """登记做法."""
    units = list(Authority.objects.under(request.authority).filter(dissolved_on=None).order_by("path"))
    form = PracticeForm(request.POST or None, units=units, initial={"learned_on": clock.today()})
    if form.is_valid():
        made = acts.keep(request.authority, form.given(), on=clock.today(), by=request.official)
        return redirect("assessment:practice", made.pk)
    return _form(
        request, form, "登记做法", "写明出处；拟借鉴的，写明由哪个单位在什么时候以前做。", "assessment:practices"
    )


@role(*STAFF)
def practice(request: DeskRequest, practice: int) -> HttpResponse:
    """一项做法, and what came of taking it over."""
    row = get_object_or_404(queries.practices(request.authority), pk=practice)
    ours = row.authority_id == request.authority.pk and Role.INSPECTOR in request.roles
    form = AdoptForm(request.POST or None) if ours and row.adopt and not row.adopted_on else None
    if form is not None and form.is_valid():
        acts.adopt(own(request, row), form.cleaned_data["result"], on=clock.today(), by=request.official)
        return redirect("assessment:practice", row.pk)
    return render(request, "assessment/desk/practice.html", {"row": row, "form": form})
