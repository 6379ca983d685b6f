"""培训的工作台: the classes and the figures of the year, one class with its sign-in, its steps, and visits to coach."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.training.classes import FLOW, TrainingAct, TrainingState
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, readable_rows, reads_beneath, role
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import queries as journal
from gongkai.office.journal.offering import Offered, offering
from gongkai.oversight.training.classes import acts, queries
from gongkai.oversight.training.classes.forms import FORMS, CoachForm, EnlistForm, SignForm, TrainingForm
from gongkai.oversight.training.classes.models import CoachingVisit, TrainingClass
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages
from gongkai.web.step_forms import StepForm

PAGE = 20
_LABELS = {act.value: act.label for act in TrainingAct}


@require_safe
@role(*STAFF)
def classes(request: DeskRequest) -> HttpResponse:
    """培训班: those one may go to, and the figures of the last years."""
    beneath, today = reads_beneath(request), clock.today()
    rows = queries.open_to(request.authority, beneath=beneath)
    years = range(today.year, today.year - 3, -1)
    context = {
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "states": {state.value: state.label for state in TrainingState},
        "figures": [(year, queries.figures(request.authority, year, beneath=beneath)) for year in years],
        "minutes": queries.minutes_of([request.official], today.year).get(request.official.pk, 0),
        "may_plan": Role.HANDLER in request.roles,
        "year": today.year,
    }
    return render(request, "training/classes.html", context)


@role("handler")
def plan(request: DeskRequest) -> HttpResponse:
    """安排培训."""
    form = TrainingForm(request.POST or None)
    if form.is_valid():
        today = clock.today()
        row = acts.plan(request.authority, form.given(), on=today, today=today, by=request.official)
        return redirect("training:class", row.pk)
    return _form(request, form, "安排培训", None)


@require_safe
@role(*STAFF)
def training_class(request: DeskRequest, training: int) -> HttpResponse:
    """一次培训: to whoever holds it the code and the list; to the others where to sign in."""
    row = _class(request, training)
    standing, mine = queries.standing(row), row.authority_id == request.authority.pk
    offered = _offered(request, row)
    signing = standing.objections(TrainingAct.SIGN_IN, max(clock.today(), standing.last_on))
    context = {
        "training": row,
        "dossier": row.dossier,
        "standing": standing,
        "acts": offered.acts,
        "refused": offered.refused,
        "mine": mine,
        "may_sign": not signing and request.official.username not in standing.attended,
        "signed": request.official.username in standing.attended,
        "attendees": queries.attendees(row) if mine or reads_beneath(request) else [],
        "events": [_event(line) for line in journal.timeline(row.dossier)] if mine else [],
    }
    return render(request, "training/class.html", context)


@role(*STAFF)
def sign_in(request: DeskRequest, training: int) -> HttpResponse:
    """签到."""
    row = _class(request, training)
    form = SignForm(request.POST or None)
    if form.is_valid():
        today = clock.today()
        try:
            acts.sign_in(row, request.authority, form.cleaned_data["code"], on=today, today=today, by=request.official)
        except Unlawful as refusal:
            form.add_error("code" if refusal.field == "code" else None, str(refusal))
        else:
            messages.success(request, "已签到。")
            return redirect("training:class", row.pk)
    return _form(request, form, "签到", row)


@role("handler")
def take_act(request: DeskRequest, training: int, name: str) -> HttpResponse:
    """办理一步."""
    row = own(request, _class(request, training))
    act = next((each for each in FORMS if each.value == name), None)
    if act is None:
        raise Http404
    offered = _offered(request, row)
    for refused, objection in offered.refused:
        if refused is act:
            raise objection.raised()
    if act not in offered.acts:
        FLOW.row(queries.standing(row).state, act)
        raise Http404
    today, seen = clock.today(), row.dossier.version
    data, first = posted(request, seen=seen), {"on": today, "seen": seen, "number": row.outsiders}
    if act is TrainingAct.ENLIST:
        form: StepForm = EnlistForm(data, initial=first, people=queries.to_enlist(row, today))
    else:
        form = FORMS[act](data, initial=first)
    if form.is_valid():
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("training:class", row.pk)
    return _form(request, form, act.label, row)


@require_safe
@role(*STAFF)
def visits(request: DeskRequest) -> HttpResponse:
    """上门辅导: what units were helped with."""
    rows = readable_rows(request, CoachingVisit.objects.all()).select_related("unit", "coach")
    context = {
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "may_enter": Role.HANDLER in request.roles,
    }
    return render(request, "training/visits.html", context)


@role("handler")
def coach(request: DeskRequest) -> HttpResponse:
    """登记辅导."""
    units = list(Authority.objects.under(request.authority).filter(dissolved_on=None).order_by("path"))
    form = CoachForm(request.POST or None, units=units, initial={"on": clock.today()})
    if form.is_valid():
        said = form.cleaned_data
        unit = next(each for each in units if each.code == said["unit"])
        told = (said["way"], said["question"], said["advice"])
        acts.coach(request.authority, unit, *told, on=said["on"], today=clock.today(), by=request.official)
        return redirect("training:visits")
    return _form(request, form, "登记辅导", None)


def _form(request: DeskRequest, form: object, heading: str, training: TrainingClass | None) -> HttpResponse:
    return render(request, "training/class_form.html", {"form": form, "heading": heading, "training": training})


def _class(request: DeskRequest, pk: int) -> TrainingClass:
    return get_object_or_404(queries.open_to(request.authority, beneath=reads_beneath(request)), pk=pk)


def _offered(request: DeskRequest, row: TrainingClass) -> Offered[TrainingAct]:
    standing = queries.standing(row)
    if row.authority_id != request.authority.pk:
        return offering((), lambda act: ())
    rows = (TrainingAct(each.act) for each in FLOW.open_acts(standing.state) if each.role in request.roles)
    day = max(clock.today(), standing.last_on)
    return offering([act for act in rows if act in FORMS], lambda act: standing.objections(act, day))


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    text = "；".join(str(details[name]) for name in ("number", "proof", "reason") if details.get(name))
    title = _LABELS.get(line.act, line.label)
    return {"on": line.on, "title": title, "by": line.by.name if line.by else "", "text": text}
