"""内部通知的工作台: what came in and what was sent, one notice with its board, a return, and the steps of whoever sent it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.circulars import FLOW, CircularAct, CircularStanding, CircularState
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, role
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import access
from gongkai.office.journal import queries as journal
from gongkai.office.notices.circulars import acts, queries
from gongkai.office.notices.circulars.forms import ChaseForm, CircularForm, CircularStepForm, ReturnForm
from gongkai.office.notices.circulars.models import Circular, CircularFile
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 20
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain",
}
ASKED = {
    CircularAct.DROP: "",
    CircularAct.ISSUE: "",
    CircularAct.FINISH: "办结说明（还有单位没有回复的，写明办结的理由）",
    CircularAct.TAKE_BACK: "收回的理由",
}
"""发件机关的其他环节: each with what it asks for."""
_LABELS = {act.value: act.label for act in CircularAct}


@require_safe
@role(*STAFF)
def circulars(request: DeskRequest) -> HttpResponse:
    """内部通知: what waits for the official and the unit, what came in, what was sent, and the figures of the year."""
    unit, today = request.authority, clock.today()
    context = {
        "owed": queries.owed_by(unit),
        "unread": queries.unread_by(unit, request.official),
        "page": Pages(queries.received(unit), PAGE).get_page(request.GET.get("page")),
        "sent": queries.sent(unit)[:PAGE],
        "states": {state.value: state.label for state in CircularState},
        "figures": queries.year_figures(unit, today.year, today),
        "today": today,
        "may_write": Role.HANDLER in request.roles,
    }
    return render(request, "notices/desk/circulars.html", context)


@role("handler")
def write(request: DeskRequest) -> HttpResponse:
    """拟写通知."""
    form = CircularForm(request.POST or None, request.FILES or None, units=_within(request))
    if form.is_valid():
        today = clock.today()
        row = acts.draft(request.authority, form.given(), form.uploads(), on=today, today=today, by=request.official)
        return redirect("notices:circular", row.dossier_id)
    return render(request, "notices/desk/circular_form.html", {"form": form, "heading": "拟写通知", "circular": None})


@role("handler")
def rewrite(request: DeskRequest, circular: int) -> HttpResponse:
    """改写通知: while it is a draft."""
    row = own(request, _circular(request, circular))
    standing, told = queries.standing(row), queries.told(row).details
    _refuse(standing, CircularAct.REWRITE)
    first = {
        **{name: told.get(name) for name in ("kind", "title", "text", "units", "roles", "wants_file", "due_on")},
        "fields_wanted": told.get("fields"),
    }
    form = CircularForm(request.POST or None, units=_within(request), with_files=False, initial=first)
    if form.is_valid():
        today = clock.today()
        acts.rewrite(row, form.given(), on=today, today=today, by=request.official)
        return redirect("notices:circular", row.dossier_id)
    return render(request, "notices/desk/circular_form.html", {"form": form, "heading": "改写通知", "circular": row})


@require_safe
@role(*STAFF)
def circular(request: DeskRequest, circular: int) -> HttpResponse:
    """一份通知: to a unit what it has to read and to answer; to whoever sent it the board as well."""
    row = _circular(request, circular)
    standing, today = queries.standing(row), clock.today()
    mine, part = row.authority_id == request.authority.pk, standing.parts.get(request.authority.code)
    told = queries.told(row)
    context = {
        "circular": row,
        "dossier": row.dossier,
        "standing": standing,
        "text": str(told.details.get("text", "")),
        "part": part,
        "may_read": _may_read(request, standing),
        "may_return": part is not None and standing.wants_return and _open(standing) and Role.HANDLER in request.roles,
        "files": [(file, queries.name_of(file)) for file in queries.files(row)],
        "mine": mine,
        "acts": _offered(request, standing) if mine else [],
        "board": queries.board(row, standing, today) if mine else [],
        "returned": queries.returned(row) if mine else {},
        "return_files": queries.return_files(row) if mine else [],
        "events": _events(row) if mine else [],
        "today": today,
        "to": [row.unit.name for row in row.units.of(row.authority).select_related("unit")],
    }
    return render(request, "notices/desk/circular.html", context)


@require_POST
@role(*STAFF)
def read(request: DeskRequest, circular: int) -> HttpResponse:
    """阅知."""
    row, today = _circular(request, circular), clock.today()
    acts.mark_read(row, request.authority, on=today, today=today, by=request.official)
    return redirect("notices:circular", row.dossier_id)


@role("handler")
def give_return(request: DeskRequest, circular: int) -> HttpResponse:
    """报送回复."""
    row = _circular(request, circular)
    standing, today = queries.standing(row), clock.today()
    if request.authority.code not in standing.parts:
        raise Http404
    _refuse(standing, CircularAct.RETURN)
    files = request.FILES or None
    form = ReturnForm(request.POST or None, files, wanted=standing.wanted, wants_file=standing.wants_file)
    if form.is_valid():
        try:
            acts.give_return(
                row, request.authority, form.values(), form.upload(), on=today, today=today, by=request.official
            )
        except Unlawful as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "回复已报送。")
            return redirect("notices:circular", row.dossier_id)
    context = {"form": form, "heading": "报送回复", "circular": row, "due_on": standing.due_on}
    return render(request, "notices/desk/circular_step.html", context)


@role("handler")
def send_back(request: DeskRequest, circular: int, unit: str) -> HttpResponse:
    """退回回复: of one unit."""
    row = own(request, _circular(request, circular))
    whose, today = get_object_or_404(Authority, code=unit), clock.today()
    form = CircularStepForm(posted(request, seen=row.dossier.version), ask="退回的理由", initial=_seen(row))
    if form.is_valid():
        step = form.step(CircularAct.SEND_BACK.value, today)
        whole = type(step)(step.act, step.on, {**step.details, "unit": whose.code})
        acts.act(row, whole, today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("notices:circular", row.dossier_id)
    heading = f"退回{whose.name}的回复"
    return render(request, "notices/desk/circular_step.html", {"form": form, "heading": heading, "circular": row})


@role("handler")
def chase(request: DeskRequest, circular: int) -> HttpResponse:
    """催办单位."""
    row = own(request, _circular(request, circular))
    standing, today = queries.standing(row), clock.today()
    _refuse(standing, CircularAct.CHASE)
    wanted = standing.wants_return
    lines = [
        line for line in queries.board(row, standing, today) if (line.part.is_owing if wanted else line.part.unread)
    ]
    form = ChaseForm(request.POST or None, units=[(line.unit.code, line.unit.name) for line in lines])
    if form.is_valid():
        said = form.cleaned_data
        acts.chase(row, said["units"], on=today, today=today, by=request.official, note=said["note"])
        return redirect("notices:circular", row.dossier_id)
    return render(request, "notices/desk/circular_step.html", {"form": form, "heading": "催办单位", "circular": row})


@role("handler", "reviewer")
def take_act(request: DeskRequest, circular: int, name: str) -> HttpResponse:
    """其他环节: drop, issue, finish, take back."""
    row = own(request, _circular(request, circular))
    act = next((each for each in ASKED if each.value == name), None)
    if act is None or not any(each.role in request.roles for each in FLOW.rows if each.act == act):
        raise Http404
    _refuse(queries.standing(row), act)
    required = act is not CircularAct.FINISH
    data = posted(request, seen=row.dossier.version)
    form = CircularStepForm(data, ask=ASKED[act], required=required, initial=_seen(row))
    if form.is_valid():
        today = clock.today()
        acts.act(row, form.step(act.value, today), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("notices:circular", row.dossier_id)
    return render(request, "notices/desk/circular_step.html", {"form": form, "heading": act.label, "circular": row})


@require_safe
@role(*STAFF)
def file(request: DeskRequest, circular: int, file: int) -> HttpResponse:
    """附件下载: those of the notice for everybody it went to; those of a return for its unit and whoever asked for it."""
    row = _circular(request, circular)
    found = get_object_or_404(CircularFile.objects.of(row.authority).filter(circular=row), pk=file)
    if found.unit_id not in (None, request.authority.pk) and row.authority_id != request.authority.pk:
        raise Http404
    found.circular = row
    access.download(request.official, request.authority, f"通知附件（第{found.entry}号条目）", row.dossier)
    response = HttpResponse(queries.content_of(found), content_type=MEDIA[found.kind])
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(queries.name_of(found))}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


# -- who may what ----------------------------------------------------------------------------------------------------------


def _circular(request: DeskRequest, pk: int) -> Circular:
    """One's own, or one that came in; nothing else is found."""
    for rows in (queries.sent(request.authority), queries.received(request.authority)):
        if (row := rows.filter(dossier=pk).first()) is not None:
            return row
    raise Http404


def _within(request: DeskRequest) -> list[Authority]:
    rows = Authority.objects.under(request.authority).filter(dissolved_on=None)
    return list(rows.order_by("path"))


def _open(standing: CircularStanding) -> bool:
    return standing.state is CircularState.OUT


def _may_read(request: DeskRequest, standing: CircularStanding) -> bool:
    part = standing.parts.get(request.authority.code)
    return part is not None and _open(standing) and request.official.username not in part.read


def _refuse(standing: CircularStanding, act: CircularAct) -> None:
    for objection in standing.objections(act, max(clock.today(), standing.last_on)):
        raise objection.raised()


def _offered(request: DeskRequest, standing: CircularStanding) -> list[tuple[str, str, str]]:
    """What whoever sent the notice may do now: label, the page of the step, and its name where the page needs one."""
    pages = {
        CircularAct.REWRITE: "notices:rewrite",
        CircularAct.CHASE: "notices:chase",
        **dict.fromkeys(ASKED, "notices:circular_act"),
    }
    found = []
    for row in FLOW.open_acts(standing.state):
        act = CircularAct(row.act)
        day = max(clock.today(), standing.last_on)
        if act in pages and row.role in request.roles and not standing.objections(act, day):
            found.append((act.label, pages[act], act.value if act in ASKED else ""))
    return found


def _seen(row: Circular) -> dict[str, Any]:
    return {"seen": row.dossier.version}


def _events(row: Circular) -> list[dict[str, object]]:
    lines = journal.timeline(row.dossier)
    names = {unit.unit.code: unit.unit.name for unit in row.units.of(row.authority).select_related("unit")}
    found: list[dict[str, object]] = []
    for line in lines:
        details = line.step.details if line.step else {}
        told = [names.get(str(details.get("unit")), ""), *(str(details.get(name) or "") for name in ("reason", "note"))]
        title = _LABELS.get(line.act, line.label) if line.step else "随附文件"
        by = line.by.name if line.by else "系统"
        found.append({"on": line.on, "title": title, "by": by, "text": "；".join(each for each in told if each)})
    return found
