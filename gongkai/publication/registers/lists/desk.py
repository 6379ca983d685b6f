"""清单调整的页面: the batches, one batch with what it touches, its steps, and a list as it stood on any day."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.grammar.dates import read_date
from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers import KINDS
from gongkai.law.registers.adjusting import FLOW, REVIEWED_BY, Act, State
from gongkai.law.registers.adjusting import Standing as BatchStanding
from gongkai.law.registers.lists import LEAVES, Adjustment
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, readable_rows, role
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.publication.registers.lists import acts, queries
from gongkai.publication.registers.lists.forms import STEPS, ProposeForm, pasted
from gongkai.publication.registers.lists.impact import impacts
from gongkai.publication.registers.models import AdjustmentBatch
from gongkai.publication.registers.queries import public_records
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 30
SHOWN = 300
"""一页显示的变动: a batch of hundreds is read from its file."""
HANDS = ("handler", "reviewer", "publisher")
_TITLES = {act.value: act.label for act in Act}
_REVIEWERS = frozenset(REVIEWED_BY.values())


@require_safe
@role(*STAFF)
def adjustments(request: DeskRequest) -> HttpResponse:
    """清单调整: every batch one may see, and the lists with their accounts of the year."""
    year = clock.today().year
    page = Pages(_readable(request).order_by("dossier__closed_on", "dossier__due_on", "-pk"), PAGE)
    lists = [
        (kind, queries.account(queries.listed(request.authority, kind), year))
        for kind in queries.ADJUSTED
        if queries.listed(request.authority, kind).exists()
    ]
    context = {
        "page": page.get_page(request.GET.get("page")),
        "lists": lists,
        "year": year,
        "kinds": queries.ADJUSTED,
        "states": {each.value: each.label for each in State},
    }
    return render(request, "registers/desk/adjustments.html", context)


@role("handler")
def propose(request: DeskRequest, kind: str) -> HttpResponse:
    """提出调整."""
    declared, today = _kind(kind), clock.today()
    form = ProposeForm(request.POST or None, request.FILES or None, initial={"on": today})
    if form.is_valid():
        given = form.cleaned_data
        made = acts.propose(
            request.authority,
            declared,
            form.proposed(declared),
            given["basis"],
            given["basis_on"],
            on=given["on"],
            today=today,
            by=request.official,
        )
        return redirect("registers:adjustment", made.dossier_id)
    return render(request, "registers/desk/propose.html", {"form": form, "kind": declared, "batch": None})


@role("handler")
def revise(request: DeskRequest, batch: int) -> HttpResponse:
    """修改后重报."""
    row = own(request, _batch(request, batch))
    changes = list(queries.changes_of(row))
    first = {
        "basis": row.basis,
        "basis_on": row.basis_on,
        "on": clock.today(),
        "seen": row.dossier.version,
        "pasted": pasted(row.declared, changes),
    }
    form = ProposeForm(posted(request, seen=row.dossier.version), request.FILES or None, initial=first)
    if form.is_valid():
        given = form.cleaned_data
        acts.revise(
            row,
            form.proposed(row.declared),
            given["basis"],
            given["basis_on"],
            on=given["on"],
            today=clock.today(),
            by=request.official,
            seen=given["seen"],
        )
        return redirect("registers:adjustment", row.dossier_id)
    for objection in queries.standing(row).objections(Act.REVISE, clock.today()):
        raise objection.raised()
    return render(request, "registers/desk/propose.html", {"form": form, "kind": row.declared, "batch": row})


@require_safe
@role(*STAFF)
def adjustment(request: DeskRequest, batch: int) -> HttpResponse:
    """一个批次: what it changes, what else names these items, where it stands."""
    row = _batch(request, batch)
    standing = queries.standing(row)
    changes = queries.changes_of(row)
    context = {
        "batch": row,
        "dossier": row.dossier,
        "standing": standing,
        "due": standing.due(calendar_of(row.authority)),
        "acts": _open(request, row, standing),
        "changes": changes[:SHOWN],
        "more": max(0, changes.count() - SHOWN),
        "impacts": [] if standing.closed_on else _impacts(row),
        "events": [
            {
                "on": line.on,
                "title": _TITLES.get(line.act, line.label),
                "by": line.by,
                "text": _said(line.step.details) if line.step else "",
            }
            for line in journal.timeline(row.dossier)
        ],
    }
    return render(request, "registers/desk/adjustment.html", context)


def _said(details: object) -> str:
    told = details if isinstance(details, dict) else {}
    return str(told.get("reason") or told.get("opinion") or told.get("approved_by") or "")


def _impacts(row: AdjustmentBatch) -> list[object]:
    touched = [*LEAVES, Adjustment.CHANGED]
    codes = list(queries.changes_of(row).filter(adjustment__in=touched).values_list("code", flat=True))
    there = queries.stood(row.authority, row.declared, clock.today()).filter(data__code__in=codes)
    return [*impacts(row.authority, row.kind, codes, list(there.values_list("title", flat=True)))]


@role(*HANDS)
def take_act(request: DeskRequest, batch: int, name: str) -> HttpResponse:
    """办理一步."""
    row = _batch(request, batch)
    standing = queries.standing(row)
    act = next((act for act in STEPS if act.value == name), None)
    if act is None:
        raise Http404
    if act not in _open(request, row, standing):
        for objection in standing.objections(act, clock.today()):
            raise objection.raised()
        raise PermissionDenied(f"“{act.label}”由其他岗位办理。")
    seen = row.dossier.version
    first = {"on": clock.today(), "seen": seen, "effective_on": clock.today(), "approved_on": clock.today()}
    form = STEPS[act](posted(request, seen=seen), initial=first)
    if form.is_valid():
        offices: list[str] = [office.key for office in request.offices]
        acts.act(
            row,
            form.step(),
            today=clock.today(),
            by=request.official,
            offices=offices,
            seen=form.cleaned_data["seen"],
        )
        return redirect("registers:adjustment", row.dossier_id)
    return render(request, "registers/desk/adjustment_act.html", {"batch": row, "act": act, "form": form})


def _open(request: DeskRequest, row: AdjustmentBatch, standing: BatchStanding) -> list[Act]:
    """The steps this official may take now: reviewers those of their office, also of authorities beneath; others their own."""
    held = {office.key for office in request.offices}
    ours = row.authority_id == request.authority.pk
    found = []
    for each in FLOW.open_acts(standing.state):
        act = Act(each.act)
        office = REVIEWED_BY.get((standing.state, act), "")
        may = office in held if office else ours and each.role in request.roles
        if may:
            found.append(act)
    return found


# -- a list on a day -------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def list_on(request: DeskRequest, kind: str) -> HttpResponse:
    """清单版本: as it stood on a day, what changed since another, and the account of the year; made to be printed."""
    declared = KINDS.get(kind)
    if declared is None or declared not in queries.STOCKS:
        raise Http404
    today = clock.today()
    on = _day(request.GET.get("on", ""), today)
    since = _day(request.GET.get("since", ""), None) if request.GET.get("since") else None
    authority = request.authority
    rows = queries.stood(authority, declared, on).order_by("title", "pk")
    context = {
        "kind": declared,
        "on": on,
        "since": since,
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "account": queries.account(queries.listed(authority, declared), on.year),
        "moved": queries.moved(authority, declared, on.year),
        "versions": queries.days_of_change(authority, declared)[:50],
        "between": queries.between(authority, declared, since, on) if since else None,
        "adjusted": declared in queries.ADJUSTED,
        "book": _book(authority, declared, today),
    }
    return render(request, "registers/desk/list_on.html", context)


def _book(authority: Authority, kind: Kind, today: date) -> str:
    """Where the public has the list of a day as a workbook; nowhere while nothing of it is public."""
    there = public_records(authority, kind, today).exists()
    return reverse("registers:list_version", args=[authority.code, kind.key]) if there else ""


def _day(text: str, otherwise: date | None) -> date:
    try:
        return read_date(text) if text else otherwise or clock.today()
    except ValueError:
        return otherwise or clock.today()


def _kind(key: str) -> Kind:
    found = next((kind for kind in queries.ADJUSTED if kind.key == key), None)
    if found is None:
        raise Http404
    return found


def _readable(request: DeskRequest) -> OwnedQuerySet[AdjustmentBatch]:
    rows = AdjustmentBatch.objects.all()
    reviews = any(office.key in _REVIEWERS for office in request.offices)
    found = rows.under(request.authority) if reviews else readable_rows(request, rows)
    return found.select_related("dossier__authority", "authority")


def _batch(request: DeskRequest, pk: int) -> AdjustmentBatch:
    return get_object_or_404(_readable(request), dossier=pk)
