"""人大、政协机构的工作台: the files of their deputies or members, one of them with its reply, signing, asking after one.

They see how a file goes and what was answered, not how the proposer is reached nor what the units say among themselves.
"""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.casework.proposals import acts, delegates, queries
from gongkai.casework.proposals.forms import AskAfterForm, DelegatesForm
from gongkai.casework.proposals.models import Proposal
from gongkai.law.grammar.flow import Step
from gongkai.law.proposal_delegates import ANSWERED
from gongkai.law.proposal_figures import ProposalFigure, ProposalRate, figures
from gongkai.law.proposals import Act, Standing
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access
from gongkai.office.journal import queries as journal
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 30
_COUNTED = (ProposalFigure.RECEIVED, ProposalFigure.REPLIED, ProposalFigure.CLOSED)
_SHOWN = {
    *(Act.RECEIVE, Act.ROUTE, Act.HAND_OVER, Act.REASSIGN, Act.TALK, Act.EXTEND, Act.URGE, Act.REPLY, Act.COPY),
    *(Act.RECEIPT, Act.ACKNOWLEDGE, Act.ASK_AFTER, Act.PUBLISH, Act.FEEDBACK, Act.REHANDLE, Act.CLOSE, Act.RECORD),
}
"""人大、政协可见的环节: the rest is between the office and its units."""


@require_safe
@role("liaison")
def index(request: DeskRequest) -> HttpResponse:
    """代表委员联络: each session with its counts, and the files by session and words."""
    today = clock.today()
    held = delegates.seats(request.official, request.authority, today)
    sources = [seat.source for seat in held]
    sessions = list(queries.sessions(request.authority).filter(source__in=sources))
    form = DelegatesForm(request.GET, sessions=sessions)
    rows = delegates.files(request.authority, held)
    if form.is_valid():
        if form.cleaned_data["session"]:
            rows = rows.filter(session=form.cleaned_data["session"])
        rows = rows.filter(title__contains=form.cleaned_data["words"])
    counted = [(each, figures(queries.facts(queries.of_session(each)), today)) for each in sessions]
    context = {
        "form": form,
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "query": form.query,
        "sessions": [
            (each, [found.count(figure) for figure in _COUNTED], found.rate(ProposalRate.CLOSING))
            for each, found in counted
        ],
    }
    return render(request, "proposals/desk/delegates.html", context)


@require_safe
@role("liaison")
def file(request: DeskRequest, proposal: int) -> HttpResponse:
    """一件: its units and term, its reply once the proposer has it, promises, receipts, and what may be done here."""
    row = _file(request, proposal)
    access.look(request.official, row.dossier, "人大、政协机构查看办理情况")
    standing, today = queries.standing(row), clock.today()
    return render(request, "proposals/desk/delegates_file.html", _shown(request, row, standing, today))


def _shown(request: DeskRequest, row: Proposal, standing: Standing, today: date) -> dict[str, object]:
    is_out = standing.state in ANSWERED
    text = queries.text_of(row, standing.round) if is_out else None
    seat = delegates.seat_for(delegates.seats(request.official, request.authority, today), row)
    term = standing.term(calendar_of(row.authority))
    return {
        "proposal": row,
        "dossier": row.dossier,
        "standing": standing,
        "term": term,
        "units": queries.units(row),
        "reply": standing.reply if is_out else None,
        "text": text,
        "promises": [(each, each.state(today)) for each in standing.promises[: standing.promised]],
        "waits": delegates.waits(standing, seat.copied),
        "may_ask": not standing.objections(Act.ASK_AFTER, today),
        "events": [_event(line) for line in journal.timeline(row.dossier) if line.act in _SHOWN],
    }


def _event(line: journal.Line) -> dict[str, object]:
    asked = line.step.details.get("asked", "") if line.step and line.act == Act.ASK_AFTER else ""
    return {"on": line.on, "title": Act(line.act).label, "text": str(asked)}


@require_POST
@role("liaison")
def acknowledge(request: DeskRequest, proposal: int) -> HttpResponse:
    """签收抄送件: that the copy of the reply has come, today, by who signs for it."""
    row, today = _file(request, proposal), clock.today()
    seat = delegates.seat_for(delegates.seats(request.official, request.authority, today), row)
    step = Step(Act.ACKNOWLEDGE.value, today, {"of": seat.copied.value})
    acts.act(row, step, of=request.authority, today=today, by=request.official)
    return redirect("proposals:delegates_file", proposal)


@role("liaison")
def ask(request: DeskRequest, proposal: int) -> HttpResponse:
    """询问办理情况: the government's office is told, and what was asked stands in the file."""
    row, today = _file(request, proposal), clock.today()
    seen = row.dossier.version
    form = AskAfterForm(posted(request, seen=seen), initial={"seen": seen})
    if form.is_valid():
        step = Step(Act.ASK_AFTER.value, today, {"asked": form.cleaned_data["asked"].strip()})
        seen = form.cleaned_data["seen"]
        acts.act(row, step, of=request.authority, today=today, by=request.official, seen=seen)
        return redirect("proposals:delegates_file", proposal)
    context = {"proposal": row, "dossier": row.dossier, "form": form, "heading": "询问办理情况"}
    return render(request, "proposals/desk/delegates_ask.html", context)


def _file(request: DeskRequest, dossier: int) -> Proposal:
    held = delegates.seats(request.official, request.authority, clock.today())
    return get_object_or_404(delegates.files(request.authority, held), dossier=dossier)
