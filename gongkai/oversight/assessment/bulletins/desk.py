"""通报的工作台: the bulletins, one with its tables and acts, its files."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.supervision.bulletins import FLOW, Act, BulletinKind, State
from gongkai.office.authorities.guards import STAFF, DeskRequest, reads_beneath, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal.offering import Offered, offering
from gongkai.oversight.assessment.bulletins import acts, papers, queries
from gongkai.oversight.assessment.bulletins.forms import FORMS, DraftForm
from gongkai.oversight.assessment.bulletins.models import Bulletin
from gongkai.oversight.assessment.sheets import queries as sheets
from gongkai.publication.catalogue.files import as_file
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

_LABELS = {each.value: each.label for each in Act}
_SAID = ("reason", "number")
PAGE = 20


@require_safe
@role(*STAFF)
def bulletins(request: DeskRequest) -> HttpResponse:
    """政务公开通报."""
    rows = queries.bulletins(request.authority, beneath=reads_beneath(request))
    context = {
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "states": {state.value: state.label for state in State},
        "kinds": {kind.value: kind.label for kind in BulletinKind},
        "may_draft": Role.INSPECTOR in request.roles,
    }
    return render(request, "assessment/desk/bulletins.html", context)


@role("inspector")
def draft(request: DeskRequest) -> HttpResponse:
    """起草通报: the last quarter is offered."""
    today = clock.today()
    runs = list(sheets.runs(request.authority).filter(authority=request.authority)[:20])
    since, until, title = last_quarter(today)
    form = DraftForm(request.POST or None, runs=runs, initial={"since": since, "until": until, "title": title})
    if form.is_valid():
        said = form.cleaned_data
        run = next((each for each in runs if str(each.pk) == said["run"]), None)
        made = acts.draft(
            request.authority,
            said["kind"],
            said["title"],
            form.window(),
            run,
            on=today,
            today=today,
            by=request.official,
        )
        return redirect("assessment:bulletin", made.pk)
    lead = "按期间从检查发现、时点、答复、任务和得分取数成表，再写总体情况和工作要求。"
    context = {"form": form, "heading": "起草通报", "lead": lead, "back": "assessment:bulletins"}
    return render(request, "assessment/desk/form.html", context)


def last_quarter(today: date) -> tuple[date, date, str]:
    """上一季度: its first and last day, and how the bulletin is called."""
    quarter = (today.month - 1) // 3
    year, number = (today.year, quarter) if quarter else (today.year - 1, 4)
    first = date(year, 3 * number - 2, 1)
    after = date(year + number // 4, 3 * number % 12 + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1), f"{year}年第{'一二三四'[number - 1]}季度政务公开工作通报"


@require_safe
@role(*STAFF)
def bulletin(request: DeskRequest, bulletin: int) -> HttpResponse:
    """一份通报."""
    row, today = _bulletin(request, bulletin), clock.today()
    at = queries.standing(row)
    offered = _offered(request, row, today)
    context = {
        "bulletin": row,
        "dossier": row.dossier,
        "standing": at,
        "tables": queries.tables(row, at),
        "acts": [(act.label, act.value) for act in offered.acts],
        "refused": offered.refused,
        "events": [_event(line) for line in journal.timeline(row.dossier)],
    }
    return render(request, "assessment/desk/bulletin.html", context)


def _offered(request: DeskRequest, row: Bulletin, today: date) -> Offered[Act]:
    at = queries.standing(row)
    calendar, day = calendar_of(row.authority), max(today, at.last_on)
    ours = row.authority_id == request.authority.pk
    mine = (Act(each.act) for each in FLOW.open_acts(at.state) if ours and each.role in request.roles)
    return offering(mine, lambda act: at.objections(act, day, calendar))


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    text = "；".join(str(details[name]) for name in _SAID if details.get(name))
    return {
        "on": line.on,
        "title": _LABELS.get(line.act, line.label),
        "by": line.by.name if line.by else "系统",
        "text": text,
    }


@role("inspector", "signer")
def take_act(request: DeskRequest, bulletin: int, name: str) -> HttpResponse:
    """办理一步."""
    row, today = _bulletin(request, bulletin), clock.today()
    act = next((each for each in FORMS if each.value == name), None)
    if act is None:
        raise Http404
    if act not in _offered(request, row, today).acts:
        FLOW.row(queries.standing(row).state, act)
        raise Http404
    at, seen = queries.standing(row), row.dossier.version
    shown = {"on": today, "seen": seen, "opening": at.opening, "demands": at.demands}
    form = FORMS[act](posted(request, seen=seen), initial=shown)
    if form.is_valid():
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("assessment:bulletin", row.pk)
    context = {"form": form, "heading": act.label, "lead": row.dossier.title, "back": "assessment:bulletins"}
    return render(request, "assessment/desk/form.html", context)


@require_safe
@role(*STAFF)
def printed(request: DeskRequest, bulletin: int, carrier: str) -> HttpResponse:
    """通报的文件."""
    if carrier not in ("docx", "xlsx"):
        raise Http404
    row = _bulletin(request, bulletin)
    at = queries.standing(row)
    data, kind = papers.made(row, at, queries.tables(row, at), carrier)
    return as_file(data, kind, row.dossier.title, carrier)


def _bulletin(request: DeskRequest, pk: int) -> Bulletin:
    return get_object_or_404(queries.bulletins(request.authority, beneath=reads_beneath(request)), pk=pk)
