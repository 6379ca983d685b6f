"""任务的工作台: one task with its evidence and its acts."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.supervision.plan_tasks import FLOW, Act, Evidence, EvidenceKind
from gongkai.office.authorities.guards import STAFF, DeskRequest, reads_beneath, role
from gongkai.office.journal import access
from gongkai.office.journal import queries as journal
from gongkai.oversight.plans import acts, queries, whose
from gongkai.oversight.plans.desk import TONES
from gongkai.oversight.plans.forms import FORMS, HandInForm
from gongkai.oversight.plans.models import PlanTask, TaskFile
from gongkai.publication.catalogue.files import as_file
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.jinja import url_or_none
from gongkai.web.uploads import UploadField

_LABELS = {each.value: each.label for each in Act}
_SAID = ("note", "reason", "done", "due")


@require_safe
@role(*STAFF)
def task(request: DeskRequest, task: int) -> HttpResponse:
    """一项任务: what is asked, where it stands, what proves it, and what may be done."""
    row, today = _task(request, task), clock.today()
    standing = queries.standing(row)
    offered = whose.offered(request, row, standing, today)
    context = {
        "task": row,
        "plan": row.plan,
        "dossier": row.dossier,
        "standing": standing,
        "overdue": standing.overdue(today),
        "tone": TONES[standing.state],
        "acts": [(act.label, act.value) for act in offered.acts],
        "refused": offered.refused,
        "evidence": [(each, _address(row, each)) for each in standing.evidence],
        "events": [_event(line) for line in journal.timeline(row.dossier)],
    }
    return render(request, "plans/desk/task.html", context)


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    text = "；".join(str(details[name]) for name in _SAID if details.get(name) and line.act != Act.ASSIGN)
    return {
        "on": line.on,
        "title": _LABELS.get(line.act, line.label),
        "by": line.by.name if line.by else "系统",
        "text": text,
    }


def _address(row: PlanTask, each: Evidence) -> str:
    if each.kind is EvidenceKind.FILE:
        return url_or_none("plans:evidence", row.pk, int(each.key)) or ""
    if each.kind is EvidenceKind.CONTENT:
        content = Content.objects.of(row.authority).filter(index_number=each.key).first()
        return (url_or_none("disclosure:file", content.pk) or "") if content else ""
    return ""


@role("inspector", "handler")
def take_act(request: DeskRequest, task: int, name: str) -> HttpResponse:
    """办理一步."""
    row, today = _task(request, task), clock.today()
    standing = queries.standing(row)
    act = next((each for each in FORMS if each.value == name), None)
    if act is None:
        raise Http404
    offered = whose.offered(request, row, standing, today)
    for refused, objection in offered.refused:
        if refused is act:
            raise objection.raised()
    if act not in offered.acts:
        FLOW.row(standing.state, act)
        raise Http404
    seen = row.dossier.version
    form = FORMS[act](posted(request, seen=seen), request.FILES or None, initial={"on": today, "seen": seen})
    if form.is_valid():
        if isinstance(form, HandInForm):
            return _hand_in(request, row, form)
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("plans:task", row.pk)
    return _form(request, row, form, act)


def _hand_in(request: DeskRequest, row: PlanTask, form: HandInForm) -> HttpResponse:
    """What is named must be there; a file is kept only where everything else is right."""
    said, proofs = form.cleaned_data, []
    for number, kind, key in form.named():
        found = queries.proof(row.authority, kind, key)
        if found is None:
            form.add_error(f"key_{number}", ValidationError(f"本单位没有编号为“{key}”的{kind.label}"))
        else:
            proofs.append(found)
    if not form.errors and not proofs and not said["file"]:
        form.add_error("file", ValidationError("至少附一项凭证：写明平台上的编号，或者上传文件"))
    if form.errors:
        return _form(request, row, form, Act.HAND_IN)
    today = clock.today()
    field = form.fields["file"]
    if said["file"] and isinstance(field, UploadField) and field.kind:
        proofs.append(acts.keep_file(row, said["file"], field.kind, on=today, by=request.official))
    acts.hand_in(row, said["done"], proofs, on=said["on"], today=today, by=request.official, seen=said["seen"])
    return redirect("plans:task", row.pk)


def _form(request: DeskRequest, row: PlanTask, form: object, act: Act) -> HttpResponse:
    context = {"form": form, "heading": act.label, "plan": row.plan, "task": row}
    return render(request, "plans/desk/form.html", context)


@require_safe
@role(*STAFF)
def evidence(request: DeskRequest, task: int, file: int) -> HttpResponse:
    """下载凭证文件: entered as a download."""
    row = _task(request, task)
    found = get_object_or_404(TaskFile.objects.of(row.authority).select_related("task__dossier"), pk=file, task=row)
    access.download(request.official, request.authority, f"要点任务凭证{found.pk}", row.dossier)
    name = found.name.rsplit(".", 1)[0]
    return as_file(queries.content_of(found), "application/octet-stream", name, found.kind)


def _task(request: DeskRequest, pk: int) -> PlanTask:
    return get_object_or_404(queries.concerning(request.authority, beneath=reads_beneath(request)), pk=pk)
