"""舆情事件的工作台: the inbox by the clock, one event with what may be done, its acts, and its brief on paper."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.response_flow import FLOW, Act
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, reads_beneath, role
from gongkai.office.journal import access
from gongkai.office.journal import queries as journal
from gongkai.papers.document import Document
from gongkai.papers.docx import write_docx
from gongkai.publication.response.duty import queries as duty
from gongkai.publication.response.events import acts, briefs, queries, righting, showing, whose
from gongkai.publication.response.events.act_forms import FORMS
from gongkai.publication.response.events.forms import BeginningForm, RegisterForm
from gongkai.publication.response.events.models import OpinionEvent
from gongkai.publication.response.figures import queries as counting
from gongkai.publication.response.speaking import spokespersons
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.traps import new_once_token

PAGE = 20
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WORDY = (Act.APPROVE, Act.SEND_BACK, Act.RELEASE, Act.JUDGE)
"""先读再办: where the text is shown above the form."""


@require_safe
@role(*STAFF)
def inbox(request: DeskRequest) -> HttpResponse:
    """舆情事件: those under way by the time left, or all; a number of the figures opens it narrowed."""
    now, place = clock.now(), request.GET.get("place", "")
    chosen, beneath = counting.chosen(request.GET), reads_beneath(request) and "own" not in request.GET
    counted = queries.registered(request.authority, beneath=beneath)
    rows = counted if chosen else queries.concerning(request.authority, beneath=beneath and place == "all")
    listed = counting.narrowed(rows, chosen, now) if chosen else None
    found = listed if listed is not None else list(rows) if place == "all" else queries.waiting_first(rows)
    kept = {name: value for name, value in request.GET.items() if name != "page"}
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "items": queries.with_lights(page.object_list, now),
        "place": place,
        "query": f"{urlencode(kept)}&" if kept else "",
        "counted": counting.said(chosen),
        "may_register": bool({Role.DISPATCHER, Role.HANDLER} & request.roles),
        "on_duty": duty.on_duty(request.authority, now),
        "gaps": duty.uncovered(request.authority, now) if duty.keeps_roster(request.authority, now) else (),
        "now": now,
    }
    return render(request, "response/desk/inbox.html", context)


@role("dispatcher", "handler")
def register(request: DeskRequest) -> HttpResponse:
    """登记事件: the moment it began is asked for; the moment of registering is the clock's own."""
    form = RegisterForm(request.POST or None, authority=request.authority)
    if form.is_valid():
        once = form.cleaned_data["once"] or new_once_token()
        event = acts.register(request.authority, form.given(), now=clock.now(), once=once, by=request.official)
        return redirect("response:event", event.dossier_id)
    return render(
        request, "response/desk/form.html", {"form": form, "heading": "登记舆情事件", "back": "response:events"}
    )


@require_safe
@role(*STAFF)
def event(request: DeskRequest, event: int) -> HttpResponse:
    """一件事件."""
    row = _event(request, event)
    access.look(request.official, row.dossier, "查看舆情事件")
    standing, now = queries.standing(row), clock.now()
    offered = whose.offered(request, row, standing, clock.today())
    ours = row.authority_id == request.authority.pk
    gathered = [number for number, _ in standing.file.gathered]
    context = {
        "event": row,
        "dossier": row.dossier,
        "standing": standing,
        "file": standing.file,
        "light": row.light(now),
        "clocks": showing.clocks(standing, now),
        "acts": [(act.label, act.value) for act in offered.acts],
        "refused": offered.refused,
        "facts": showing.facts(row, standing),
        "words": queries.words(row.responses.of(row.authority).order_by("released_at", "number")),
        "letters": showing.letters(row, standing) if ours else [],
        "near": queries.letters_like(row, row.question, gathered) if ours else [],
        "curve": showing.curve(standing),
        "briefs": range(1, standing.file.briefs + 1),
        "events": [showing.line(each) for each in journal.timeline(row.dossier)],
        "recurrences": row.recurrences.of(row.authority).select_related("dossier"),
        "conferences": row.conferences.of(row.authority),
        "of_ours": ours,
        "may_right": ours and Role.REVIEWER in request.roles,
        "speakers": spokespersons(row.authority, clock.today()),
    }
    return render(request, "response/desk/event.html", context)


@role(*STAFF)
def take_act(request: DeskRequest, event: int, name: str) -> HttpResponse:
    """处置一步."""
    row = _event(request, event)
    act = next((act for act in FORMS if act.value == name), None)
    if act is None:
        raise Http404
    standing = queries.standing(row)
    _may(request, row, act)
    seen, now = row.dossier.version, clock.now()
    first = {"on": clock.today(), "seen": seen, "at": now, "ticket": request.GET.get("ticket", "")}
    form = FORMS[act](posted(request, seen=seen), event=row, standing=standing, initial=first)
    if form.is_valid():
        acts.act(row, form.step(), now=clock.now(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect("response:event", event)
    drafted = queries.draft_of(row) if act in _WORDY else None
    context = {
        "form": form,
        "heading": act.label,
        "event": row,
        "shown": drafted.details if drafted else None,
        "playbook": row.playbook if act is Act.DRAFT else None,
    }
    return render(request, "response/desk/form.html", context)


@role("reviewer")
def beginning(request: DeskRequest, event: int) -> HttpResponse:
    """更正发生时刻."""
    row = own(request, _event(request, event))
    seen = row.dossier.version
    form = BeginningForm(posted(request, seen=seen), initial={"started_at": row.started_at, "seen": seen})
    if form.is_valid():
        said = form.cleaned_data
        righting.right_beginning(
            row, said["started_at"], said["reason"], now=clock.now(), by=request.official, seen=said["seen"]
        )
        return redirect("response:event", event)
    return render(request, "response/desk/form.html", {"form": form, "heading": "更正发生时刻", "event": row})


def _may(request: DeskRequest, row: OpinionEvent, act: Act) -> None:
    """The law's reason where the act is not open; whose it is where it is somebody else's."""
    standing, on = queries.standing(row), clock.today()
    if act in whose.offered(request, row, standing, on).acts:
        return
    rule = next(each for each in FLOW.rows if each.act == act)
    if rule.role not in request.roles:
        raise Unlawful(f"“{act.label}”应由{rule.role}办理", rule.basis)
    for objection in standing.objections(act, max(on, standing.last_on)):
        raise objection.raised()
    raise PermissionDenied(f"“{act.label}”由登记事件的机关办理。")


@require_safe
@role(*STAFF)
def brief(request: DeskRequest, event: int, number: int) -> HttpResponse:
    """舆情简报: as a Word file, from the entries up to the step that issued it."""
    row = _event(request, event)
    document = briefs.brief(row, number)
    if document is None:
        raise Http404
    access.download(request.official, row.authority, f"舆情简报第{number}期", row.dossier)
    return _as_word(document, f"brief-{row.dossier_id}-{number}")


@require_safe
@role(*STAFF)
def report(request: DeskRequest, event: int, number: int) -> HttpResponse:
    """上报件: as a Word file."""
    row = _event(request, event)
    document = briefs.report(row, number)
    if document is None:
        raise Http404
    access.download(request.official, row.authority, f"上报件第{number}件", row.dossier)
    return _as_word(document, f"report-{row.dossier_id}-{number}")


def _as_word(document: Document, name: str) -> HttpResponse:
    response = HttpResponse(write_docx(document), content_type=WORD)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


def _event(request: DeskRequest, dossier: int) -> OpinionEvent:
    rows = queries.concerning(request.authority, beneath=reads_beneath(request))
    return get_object_or_404(rows, dossier=dossier)
