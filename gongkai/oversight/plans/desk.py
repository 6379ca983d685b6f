"""要点的工作台: the plans, one plan with its progress, its tasks entered one by one or as a table, what goes into the report."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.supervision.plan_tasks import State, progress
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, reads_beneath, role
from gongkai.office.authorities.models import Authority
from gongkai.oversight.plans import acts, importing, papers, queries, whose
from gongkai.oversight.plans.forms import PlanForm, TaskForm, TasksForm
from gongkai.oversight.plans.models import WorkPlan
from gongkai.publication.catalogue.files import as_file
from gongkai.web import clock

TONES = {
    State.ASSIGNED: "plain",
    State.DOING: "main",
    State.HANDED_IN: "warn",
    State.DONE: "good",
    State.DROPPED: "plain",
}


@require_safe
@role(*STAFF)
def plans(request: DeskRequest) -> HttpResponse:
    """工作要点: the plans one sees, and what one's own unit has to do."""
    today = clock.today()
    mine = queries.on_day(queries.open_tasks(request.authority), today)
    rows = [
        (plan, progress((each.standing for each in queries.on_day(queries.tasks(plan), today)), today))
        for plan in queries.plans(request.authority, beneath=reads_beneath(request))[:50]
    ]
    context = {"rows": rows, "mine": mine, "tones": TONES, "may_plan": whose.may_plan(request)}
    return render(request, "plans/desk/plans.html", context)


@role("inspector")
def new_plan(request: DeskRequest) -> HttpResponse:
    """登记工作要点."""
    today = clock.today()
    form = PlanForm(request.POST or None, initial={"year": today.year})
    if form.is_valid():
        said = form.cleaned_data
        plan = acts.open_plan(
            request.authority, said["year"], said["title"], said["source"], on=today, by=request.official
        )
        return redirect("plans:plan", plan.pk)
    return render(request, "plans/desk/form.html", {"form": form, "heading": "登记工作要点", "plan": None})


@require_safe
@role(*STAFF)
def plan(request: DeskRequest, plan: int) -> HttpResponse:
    """一份要点: its progress, by unit, and its tasks; ``area``, ``unit`` and ``state`` choose among them."""
    row, today = _plan(request, plan), clock.today()
    found = queries.on_day(queries.tasks(row), today)
    chosen = [each for each in found if _chosen(request, each)]
    context = {
        "plan": row,
        "progress": progress((each.standing for each in found), today),
        "units": queries.by_unit(found, today),
        "tasks": chosen,
        "all": len(found),
        "areas": [area for area in dict.fromkeys(each.task.area for each in found) if area],
        "area": request.GET.get("area", ""),
        "tones": TONES,
        "today": today,
        "ours": row.authority_id == request.authority.pk and whose.may_plan(request),
    }
    return render(request, "plans/desk/plan.html", context)


def _chosen(request: DeskRequest, each: queries.TaskOn) -> bool:
    area, unit, state = (request.GET.get(name, "") for name in ("area", "unit", "state"))
    fits = not state or (each.overdue if state == "overdue" else each.standing.state.value == state)
    return fits and (not area or each.task.area == area) and (not unit or each.task.authority.name == unit)


@role("inspector")
def add_task(request: DeskRequest, plan: int) -> HttpResponse:
    """分解一项任务."""
    row, today = own(request, _plan(request, plan)), clock.today()
    form = TaskForm(request.POST or None, units=units(row.authority))
    if form.is_valid():
        task = acts.assign(row, form.given(), on=today, today=today, by=request.official)
        return redirect("plans:task", task.pk)
    return render(request, "plans/desk/form.html", {"form": form, "heading": "分解任务", "plan": row})


@role("inspector")
def import_tasks(request: DeskRequest, plan: int) -> HttpResponse:
    """导入任务分解表: row by row it is told what is wrong, and nothing is entered half."""
    row, today = own(request, _plan(request, plan)), clock.today()
    form = TasksForm(request.POST or None, request.FILES or None, initial={"due": today.replace(month=12, day=20)})
    faults: tuple[importing.TaskFault, ...] = ()
    if form.is_valid():
        read = importing.read_tasks(form.data_given(), units(row.authority), form.cleaned_data["due"])
        faults = read.faults
        if read.tasks and (not faults or form.cleaned_data["only_good"]):
            made = acts.assign_many(row, read.tasks, on=today, today=today, by=request.official)
            left = f"，{len(faults)}行没有登记" if faults else ""
            messages.success(request, f"已分解{len(made)}项任务{left}")
            if not faults:
                return redirect("plans:plan", row.pk)
    context = {"form": form, "plan": row, "faults": faults, "aliases": importing.ALIASES, "needed": importing.NEEDED}
    return render(request, "plans/desk/import.html", context)


@require_safe
@role(*STAFF)
def printed(request: DeskRequest, plan: int, carrier: str) -> HttpResponse:
    """任务分解表: as Word or Excel."""
    if carrier not in ("docx", "xlsx"):
        raise Http404
    row, today = _plan(request, plan), clock.today()
    data, kind = papers.made(row, queries.on_day(queries.tasks(row), today), carrier, today)
    return as_file(data, kind, f"{row.title}任务分解表", carrier)


@require_safe
@role(*STAFF)
def chapter(request: DeskRequest, plan: int) -> HttpResponse:
    """要点落实章节: the draft for the annual report, to be copied and finished there."""
    row = _plan(request, plan)
    context = {"plan": row, "text": queries.told_in_report(row, clock.today())}
    return render(request, "plans/desk/chapter.html", context)


def units(authority: Authority) -> list[Authority]:
    """可分解的单位: the authority itself and those beneath it."""
    return list(Authority.objects.under(authority).filter(dissolved_on=None).order_by("path"))


def _plan(request: DeskRequest, pk: int) -> WorkPlan:
    return get_object_or_404(queries.plans(request.authority, beneath=reads_beneath(request)), pk=pk)
