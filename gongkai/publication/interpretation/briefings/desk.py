"""吹风会、宣讲的工作台: those of a year by section, each with its steps; announcing, holding, putting right, calling off."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.briefings import STANDING, BriefingKind, by_section, together
from gongkai.law.gatherings import GatheringState
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.publication.interpretation.act_forms import YearForm
from gongkai.publication.interpretation.briefings import acts, queries
from gongkai.publication.interpretation.briefings.forms import (
    AnnounceBriefingForm,
    CallOffBriefingForm,
    CorrectBriefingForm,
    CorrectHeldForm,
    HoldBriefingForm,
    first_values,
)
from gongkai.publication.interpretation.briefings.models import PolicyBriefing
from gongkai.publication.interpretation.desk import STAFF
from gongkai.publication.interpretation.models import Interpretation
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages
from gongkai.web.traps import new_once_token

PAGE = 20


@require_safe
@role(*STAFF)
def briefings(request: DeskRequest) -> HttpResponse:
    """吹风会、宣讲: the sessions of a year and who came, by section; each number opens its events."""
    form = YearForm(request.GET or None)
    year = form.chosen(clock.today())
    rows = readable_rows(request, PolicyBriefing.objects.all())
    held = queries.held(rows, year)
    section, kind = request.GET.get("section", ""), request.GET.get("kind", "")
    counted = queries.facts(held)
    narrowed = bool(section or kind or request.GET.get("held"))
    behind = [each.pk for each in held if _among(each, section, kind)]
    found = rows.filter(pk__in=behind) if narrowed else rows.filter(day__year=year)
    page = Pages(queries.with_policy(found), PAGE).get_page(request.GET.get("page"))
    kept = {"year": year, "section": section, "kind": kind, "held": "1" if narrowed else ""}
    context = {
        "form": form,
        "year": year,
        "page": page,
        "query": f"{urlencode({name: value for name, value in kept.items() if value})}&",
        "lines": [(each, number, _list(year, *each)) for each, number in by_section(counted).items()],
        "all": together(counted),
        "all_href": f"{reverse('interpretation:briefings')}?{urlencode({'year': year, 'held': '1'})}",
        "narrowed": narrowed,
        "chosen": "、".join(filter(None, (section, _label(kind)))),
    }
    return render(request, "interpretation/desk/briefings.html", context)


def _among(row: PolicyBriefing, section: str, kind: str) -> bool:
    return section in ("", queries.section_of(row)) and kind in ("", row.kind)


def _label(kind: str) -> str:
    return next((each.label for each in BriefingKind if each.value == kind), kind)


def _list(year: int, section: str, kind: BriefingKind) -> str:
    told = {"year": year, "section": section, "kind": kind.value}
    return f"{reverse('interpretation:briefings')}?{urlencode(told)}"


@require_safe
@role(*STAFF)
def briefing(request: DeskRequest, briefing: int) -> HttpResponse:
    """一场吹风会、宣讲: as it stands, and every step it went."""
    row = _row(request, briefing)
    mine = row.authority_id == request.authority.pk and bool({Role.HANDLER, Role.PUBLISHER} & request.roles)
    state = GatheringState(row.state)
    context = {
        "row": row,
        "state": state,
        "steps": list(row.steps.of(row.authority).select_related("by")),
        "may_hold": mine and state is GatheringState.ANNOUNCED,
        "may_correct": mine and state in STANDING,
    }
    return render(request, "interpretation/desk/briefing.html", context)


@role("handler", "publisher")
def announce(request: DeskRequest, interpretation: int) -> HttpResponse:
    """预告吹风会、宣讲."""
    rows = readable_rows(request, Interpretation.objects.all()).select_related("authority", "content", "policy")
    told = own(request, get_object_or_404(rows, pk=interpretation))
    form = AnnounceBriefingForm(request.POST or None, initial={"on": clock.today(), "held_on": clock.today()})
    if form.is_valid():
        row = acts.announce(
            told,
            form.told(),
            on=form.day,
            today=clock.today(),
            once=form.cleaned_data["once"] or new_once_token(),
            by=request.official,
        )
        return redirect("interpretation:briefing", row.pk)
    back = reverse("interpretation:policy_desk", args=[told.policy_id])
    return _page(request, "预告吹风会、宣讲", told.content.title, form, back)


@role("handler", "publisher")
def hold(request: DeskRequest, briefing: int) -> HttpResponse:
    """登记举行."""
    row, today = own(request, _row(request, briefing)), clock.today()
    form = HoldBriefingForm(posted(request, seen=_seen(row)), initial={**first_values(row), **_first(row)})
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        acts.hold(row, form.told(), form.turnout(), on=form.day, today=today, by=request.official, seen=seen)
        return redirect("interpretation:briefing", row.pk)
    return _act_page(request, "登记举行", row, form)


@role("handler", "publisher")
def correct(request: DeskRequest, briefing: int) -> HttpResponse:
    """更正."""
    row, today = own(request, _row(request, briefing)), clock.today()
    kind = CorrectHeldForm if row.state == GatheringState.HELD else CorrectBriefingForm
    form = kind(posted(request, seen=_seen(row)), initial={**first_values(row), **_first(row)})
    if form.is_valid():
        turnout = form.turnout() if isinstance(form, CorrectHeldForm) else None
        reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
        acts.correct(row, form.told(), turnout, reason, on=form.day, today=today, by=request.official, seen=seen)
        return redirect("interpretation:briefing", row.pk)
    return _act_page(request, "更正吹风会、宣讲", row, form)


@role("handler", "publisher")
def call_off(request: DeskRequest, briefing: int) -> HttpResponse:
    """取消."""
    row = own(request, _row(request, briefing))
    form = CallOffBriefingForm(posted(request, seen=_seen(row)), initial=_first(row))
    if form.is_valid():
        reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
        acts.call_off(row, reason, on=form.day, today=clock.today(), by=request.official, seen=seen)
        return redirect("interpretation:briefing", row.pk)
    return _act_page(request, "取消吹风会、宣讲", row, form)


def _row(request: DeskRequest, key: int) -> PolicyBriefing:
    return get_object_or_404(queries.with_policy(readable_rows(request, PolicyBriefing.objects.all())), pk=key)


def _seen(row: PolicyBriefing) -> int:
    return row.steps.of(row.authority).count()


def _first(row: PolicyBriefing) -> dict[str, object]:
    return {"on": clock.today(), "seen": _seen(row)}


def _act_page(request: DeskRequest, title: str, row: PolicyBriefing, form: object) -> HttpResponse:
    return _page(request, title, str(row), form, reverse("interpretation:briefing", args=[row.pk]))


def _page(request: DeskRequest, title: str, subject: str, form: object, back: str) -> HttpResponse:
    context = {"title": title, "subject": subject, "form": form, "back": back}
    return render(request, "interpretation/desk/act.html", context)
