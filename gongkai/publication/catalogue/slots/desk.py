"""应公开时点的页面: the month, what is mine, and the whole list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Role
from gongkai.law.slots import SlotState
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.office.authorities.queries import calendar_of, postings_of
from gongkai.publication.catalogue.files import FORMATS, as_list
from gongkai.publication.catalogue.slots import queries
from gongkai.publication.catalogue.slots.forms import Filters
from gongkai.publication.catalogue.slots.queries import SlotOn
from gongkai.web import clock
from gongkai.web.paging import kept

PAGE = 30
TONES = {
    SlotState.PENDING: "plain",
    SlotState.PUBLISHED: "good",
    SlotState.LATE: "warn",
    SlotState.MISSED: "bad",
    SlotState.NOT_APPLICABLE: "plain",
}


# -- 月历 --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DayOfMonth:
    """月历的一天: what falls due on it."""

    date: date
    works: bool
    slots: tuple[SlotOn, ...]

    def counted(self) -> list[tuple[SlotState, int]]:
        """计数: how many in each state, those without left out."""
        states = [each.state for each in self.slots]
        return [(state, states.count(state)) for state in SlotState if state in states]


@require_safe
@role(*STAFF)
def month(request: DeskRequest) -> HttpResponse:
    """时点月历: the slots that fall due in a month, week by week and as a list."""
    on = clock.today()
    first = _month_asked(request.GET.get("month", "")) or on.replace(day=1)
    last = _next_month(first) - timedelta(days=1)
    standing = queries.on_day(queries.due_in(request.authority, first, last), on)
    day = next((each for each in _days(first, last) if f"{each:%d}" == request.GET.get("day", "")), None)
    listed = [each for each in standing if day is None or each.slot.due == day]
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    context = {
        "first": first,
        "month": f"{first:%Y-%m}",
        "before": f"{first - timedelta(days=1):%Y-%m}",
        "after": f"{_next_month(first):%Y-%m}",
        "weeks": _weeks(first, last, standing, calendar_of(request.authority)),
        "day": day,
        "page": page,
        "query": f"month={first:%Y-%m}&" + (f"day={day:%d}&" if day else ""),
        "tones": TONES,
        "total": len(standing),
    }
    return render(request, "catalogue/slots/month.html", context)


def _month_asked(text: str) -> date | None:
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _weeks(first: date, last: date, standing: Sequence[SlotOn], calendar: Calendar) -> list[list[DayOfMonth | None]]:
    """Monday to Sunday; None before the first and after the last of the month."""
    days: list[DayOfMonth | None] = [None] * first.weekday()
    days += [
        DayOfMonth(day, calendar.day(day).works, tuple(each for each in standing if each.slot.due == day))
        for day in _days(first, last)
    ]
    days += [None] * (-len(days) % 7)
    return [days[n : n + 7] for n in range(0, len(days), 7)]


# -- 我的时点 ----------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def mine(request: DeskRequest) -> HttpResponse:
    """我的时点: what columns and sections of mine owe by now; where none is mine, what the unit owes."""
    on = clock.today()
    foreseen = [each for each in queries.forecast(request.authority, on) if each.slot.opens <= on]
    sections = _sections(request, on)
    own = [each for each in foreseen if _is_mine(each, request.official.pk, sections)]
    everybody = request.GET.get("all") == "1" or not own
    shown = foreseen if everybody else own
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "items": list(page.object_list),
        "everybody": everybody,
        "own": len(own),
        "all": len(foreseen),
        "query": "all=1&" if everybody and own else "",
        "may_act": Role.HANDLER in request.roles,
    }
    return render(request, "catalogue/slots/mine.html", context)


def _sections(request: DeskRequest, on: date) -> set[str]:
    postings = postings_of(request.official, on).filter(authority=request.authority)
    return {posting.section for posting in postings if posting.section}


def _is_mine(each: SlotOn, official: int, sections: set[str]) -> bool:
    item = each.slot.item
    keepers = {item.column.owner_id, item.column.deputy_id} if item.column else set()
    return official in keepers or item.section in sections


# -- 清单 --------------------------------------------------------------------------------------------------------------


def _filtered(request: DeskRequest, form: Filters, year: int) -> list[SlotOn]:
    rows = queries.due_in(request.authority, date(year, 1, 1), date(year, 12, 31))
    for name, lookup in (("kind", "kind"), ("section", "item__section")):
        if chosen := form.chosen(name):
            rows = rows.filter(**{lookup: chosen})
    standing = queries.on_day(rows, clock.today())
    state = form.chosen("state")
    return [each for each in standing if not state or each.state == state]


@require_safe
@role(*STAFF)
def listing(request: DeskRequest) -> HttpResponse:
    """全部时点: of a year, by kind of limit, state and section."""
    form = Filters(request.GET)
    year = form.chosen("year") or clock.today().year
    page = Paginator(_filtered(request, form, year), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "year": year,
        "page": page,
        "items": list(page.object_list),
        "query": kept(request.GET)["query"],
        "tones": TONES,
        "formats": FORMATS,
    }
    return render(request, "catalogue/slots/list.html", context)


HEADS = (
    "时点",
    "领域",
    "一级事项",
    "二级事项",
    "责任科室",
    "时限类别",
    "期间起",
    "期间止",
    "到期日",
    "状态",
    "发布日期",
    "索引号",
    "事件",
    "不适用理由",
)


@require_safe
@role(*STAFF)
def export(request: DeskRequest, format: str) -> HttpResponse:
    """导出时点: the list as it was narrowed."""
    if format not in FORMATS:
        raise Http404
    form = Filters(request.GET)
    year = form.chosen("year") or clock.today().year
    rows = (_cells(each) for each in _filtered(request, form, year))
    return as_list(HEADS, rows, f"{request.authority.name}{year}年应公开时点", format)


def _cells(each: SlotOn) -> Sequence[object]:
    slot, item, release = each.slot, each.slot.item, each.fulfilment
    return (
        *(slot.key, *item.key, item.section, slot.get_kind_display(), slot.begins, slot.ends, slot.due),
        *(each.state.label, release.published_on if release else "", release.index_number if release else ""),
        *(slot.event, slot.waived_reason),
    )
