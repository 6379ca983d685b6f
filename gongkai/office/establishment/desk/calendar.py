"""工作日历页面: the year by which terms are reckoned, the days of a place, the notice of a year.

What would move is shown before anything is entered, and what is entered is what was shown: if files have moved meanwhile, the
page asks again. Everybody in office reads the calendar. Who signs for an authority, who dispatches its files and its system
administrator enter days for it and everything beneath it; the notice of the State Council concerns everybody and is entered
at the top of the tree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.almanac import told
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import Authority, LocalDay
from gongkai.office.authorities.queries import calendar_if, calendar_of
from gongkai.office.establishment import queries
from gongkai.office.establishment.forms.calendar import LocalDaysForm, NoticeForm
from gongkai.office.journal import holidays
from gongkai.office.journal.holidays import Move
from gongkai.web import clock

KEEPERS = ("signer", "dispatcher", "system_administrator")
FIRST, LAST = 2007, 2100
SHOWN = 100
"""Files named one by one; of more, the number is told."""


@dataclass(frozen=True, slots=True)
class Effect:
    """影响: what would move, as far as this authority may see it, and a print of the whole to be handed back."""

    moved: Sequence[Move]
    made_certain: int
    refused: Sequence[Move]
    elsewhere: int
    print: str

    @property
    def shown(self) -> Sequence[Move]:
        """列出: the first of them."""
        return self.moved[:SHOWN]


@require_safe
@role()
def this_year(request: DeskRequest) -> HttpResponse:
    """工作日历: the present year."""
    return _year(request, clock.today().year)


@require_safe
@role()
def year(request: DeskRequest, year: int) -> HttpResponse:
    """工作日历: one year."""
    if not FIRST <= year <= LAST:
        raise Http404
    return _year(request, year)


def _year(request: DeskRequest, year: int) -> HttpResponse:
    calendar = calendar_of(request.authority)
    may_keep = _keeps(request)
    context = {
        **_page(calendar, year),
        "authority": request.authority,
        "before": year - 1 if year > FIRST else None,
        "after": year + 1 if year < LAST else None,
        "local": queries.local_days(request.authority, year),
        "may_keep": may_keep,
        "may_announce": may_keep and request.authority.parent_id is None,
    }
    return render(request, "establishment/desk/calendar.html", context)


def _page(calendar: Calendar, year: int) -> dict[str, object]:
    months = queries.months(calendar, year)
    return {
        "year": year,
        "months": months,
        "worked": sum(month.worked for month in months),
        "provisional": year not in calendar.announced(),
        "notices": calendar.notices_of(year),
        "lines": list(told(queries.special_days(calendar, year), year)),
    }


@role(*KEEPERS)
def notice(request: DeskRequest, year: int) -> HttpResponse:
    """录入放假通知: write it down, see what it does, confirm."""
    if request.authority.parent_id is not None:
        raise PermissionDenied("国务院的放假通知对全部机关有效，由最上级机关录入。")
    if not FIRST <= year <= LAST:
        raise Http404
    form = NoticeForm(request.POST or None, initial={"text": queries.notice_text(year)})
    if "revise" in request.POST or not form.is_valid():
        return render(request, "establishment/desk/notice.html", {"form": form, "year": year})
    text = form.cleaned_data["text"]
    effect = _effect(request.authority, holidays.year_would_move(form.year), text)
    if request.POST.get("seen") != effect.print:
        calendar = calendar_of(request.authority).with_years([form.year])
        context = {
            **_page(calendar, form.year.year),
            "form": form,
            "effect": effect,
            "asked_again": "seen" in request.POST,
        }
        return render(request, "establishment/desk/notice_effect.html", context)
    changed = holidays.announce(request.authority, text, on=clock.today(), by=request.official)
    messages.success(request, f"{form.year.year}年放假安排已录入，{changed}件在办案卷的期限已重新推算。")
    return redirect("establishment:calendar_of", form.year.year)


@role(*KEEPERS)
def local(request: DeskRequest) -> HttpResponse:
    """登记地方放假: which days, see what they move, confirm."""
    form = LocalDaysForm(request.POST or None, at=request.authority)
    if "revise" in request.POST or not form.is_valid():
        return render(request, "establishment/desk/local.html", {"form": form, "authority": request.authority})
    days = form.days()
    effect = _effect(request.authority, holidays.days_would_move(request.authority, days), repr(days))
    if request.POST.get("seen") != effect.print:
        calendar = calendar_if(request.authority, request.authority, entered=days)
        lines = list(told((calendar.day(day.date) for day in days), days[0].date.year))
        context = {"form": form, "lines": lines, "effect": effect, "asked_again": "seen" in request.POST}
        return render(request, "establishment/desk/local_effect.html", context)
    changed = holidays.announce_days(request.authority, days, on=clock.today(), by=request.official)
    messages.success(request, f"地方放假已登记，{changed}件在办案卷的期限已重新推算。")
    return redirect("establishment:calendar_of", days[0].date.year)


@role(*KEEPERS)
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """撤销地方放假: see what moves back, confirm."""
    day = get_object_or_404(LocalDay.objects.of(request.authority).select_related("authority"), pk=pk)
    effect = _effect(request.authority, holidays.withdrawal_would_move(day), str(pk))
    if request.method != "POST" or request.POST.get("seen") != effect.print:
        context = {"day": day, "effect": effect, "asked_again": request.method == "POST"}
        return render(request, "establishment/desk/withdraw.html", context)
    year = day.date.year
    changed = holidays.withdraw_day(day, on=clock.today(), by=request.official)
    messages.success(request, f"地方放假已撤销，{changed}件在办案卷的期限已重新推算。")
    return redirect("establishment:calendar_of", year)


def _keeps(request: DeskRequest) -> bool:
    return bool({Role[name.upper()] for name in KEEPERS} & request.roles)


def _effect(top: Authority, moves: Sequence[Move], what: str) -> Effect:
    mine = [move for move in moves if move.dossier.authority.is_under(top)]
    whole = [what, *(f"{move.dossier.pk} {move.was} {move.becomes} {move.refusal}" for move in moves)]
    return Effect(
        moved=[move for move in mine if move.is_another_day and not move.refusal],
        made_certain=sum(not move.is_another_day and not move.refusal for move in mine),
        refused=[move for move in mine if move.refusal],
        elsewhere=len(moves) - len(mine),
        print=hashlib.sha256("\n".join(whole).encode()).hexdigest(),
    )
