"""预警的工作台: those that stand, one with its channels, its acts."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.dates import chinese_moment
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.response_warnings import FLOW, Act, Standing, WarningChannel, WarningLevel
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.office.journal import queries as journal
from gongkai.office.journal.offering import Offered, offering
from gongkai.publication.response.duty import queries as duty
from gongkai.publication.response.duty.models import ContactKind
from gongkai.publication.response.warnings import acts, queries
from gongkai.publication.response.warnings.forms import FORMS, PrepareForm
from gongkai.publication.response.warnings.models import PublicWarning
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages
from gongkai.web.traps import new_once_token

PAGE = 20
STAFF = ("handler", "publisher", "dispatcher", "reviewer", "signer")


@require_safe
@role(*STAFF)
def warnings(request: DeskRequest) -> HttpResponse:
    """预警: the open ones first by their end, then the rest."""
    rows = readable_rows(request, PublicWarning.objects.all()).select_related("dossier", "authority")
    page = Pages(rows.order_by("dossier__closed_on", "-begins_at", "-pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "response/desk/warnings.html", {"page": page, "now": clock.now()})


@role("handler", "publisher")
def prepare(request: DeskRequest) -> HttpResponse:
    """拟预警."""
    form = PrepareForm(request.POST or None, initial={"begins_at": clock.now()})
    if form.is_valid():
        once = form.cleaned_data["once"] or new_once_token()
        row = acts.prepare(request.authority, form.given(), now=clock.now(), once=once, by=request.official)
        return redirect("response:warning", row.dossier_id)
    context = {"form": form, "heading": "拟预警", "back": "response:warnings", "above": "预警"}
    return render(request, "response/desk/form.html", context)


@require_safe
@role(*STAFF)
def warning(request: DeskRequest, warning: int) -> HttpResponse:
    """一件预警."""
    row = _row(request, warning)
    standing = queries.standing(row)
    offered = _offered(request, row, standing, clock.today())
    context = {
        "warning": row,
        "dossier": row.dossier,
        "standing": standing,
        "acts": [(act.label, act.value) for act in offered.acts],
        "refused": offered.refused,
        "posts": queries.posts(row),
        "batches": queries.batches(row),
        "facts": _facts(row),
        "overrun": row.holds(clock.now()) and row.ends_at < clock.now(),
        "events": [_line(each) for each in journal.timeline(row.dossier)],
        "people": duty.contacts(row.authority, ContactKind.AREA).count(),
    }
    return render(request, "response/desk/warning.html", context)


def _offered(request: DeskRequest, row: PublicWarning, standing: Standing, on: date) -> Offered[Act]:
    is_ours = row.authority_id == request.authority.pk
    mine = [Act(each.act) for each in FLOW.open_acts(standing.state) if is_ours and each.role in request.roles]
    return offering(mine, lambda act: standing.objections(act, max(on, standing.last_on)))


@role(*STAFF)
def take_act(request: DeskRequest, warning: int, name: str) -> HttpResponse:
    """预警一步."""
    row = own(request, _row(request, warning))
    act = next((act for act in FORMS if act.value == name), None)
    if act is None:
        raise Http404
    standing, now = queries.standing(row), clock.now()
    rule = next(each for each in FLOW.rows if each.act == act)
    if rule.role not in request.roles:
        raise Unlawful(f"“{act.label}”应由{rule.role}办理", rule.basis)
    for objection in standing.objections(act, max(clock.today(), standing.last_on)):
        raise objection.raised()
    seen = row.dossier.version
    first = {"on": clock.today(), "seen": seen, "at": now}
    form = FORMS[act](posted(request, seen=seen), standing=standing, initial=first)
    if form.is_valid():
        acts.act(row, form.step(), now=clock.now(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect("response:warning", warning)
    context = {"form": form, "heading": act.label, "warning": row}
    return render(request, "response/desk/form.html", context)


def _facts(row: PublicWarning) -> list[tuple[str, object]]:
    return [
        ("种类", row.kind_label),
        ("级别", row.level_label),
        ("区域", row.area),
        ("生效", chinese_moment(row.begins_at)),
        ("预计结束", chinese_moment(row.ends_at)),
        ("解除", chinese_moment(row.lifted_at) if row.lifted_at else ""),
    ]


_TITLES = {act.value: act.label for act in Act}


def _line(entry: journal.Line) -> dict[str, object]:
    details = entry.step.details if entry.step else {}
    shown = [WarningChannel(str(details["channel"])).label] if details.get("channel") else []
    shown += [WarningLevel(str(details["level"])).label] if details.get("level") else []
    shown += [chinese_moment(entry.step.moment("at", "时刻"))] if entry.step and details.get("at") else []
    shown += [str(details[name]) for name in ("proof", "reason") if details.get(name)]
    by = entry.by.name if entry.by else ""
    return {"on": entry.on, "title": _TITLES.get(entry.act, entry.label), "by": by, "text": "；".join(shown)}


def _row(request: DeskRequest, dossier: int) -> PublicWarning:
    rows = readable_rows(request, PublicWarning.objects.all()).select_related("dossier__authority", "authority")
    return get_object_or_404(rows, dossier=dossier)
