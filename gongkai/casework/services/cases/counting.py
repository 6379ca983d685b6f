"""办件统计查询: the database only groups; the law says what a group counts as. A number names its cases by the same rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, F, Q

from gongkai.casework.services.cases import scoring
from gongkai.casework.services.cases.models import CaseRun, ServiceCase
from gongkai.casework.services.halls.models import HallWindow
from gongkai.casework.services.halls.queries import one_window_items
from gongkai.law.application_figures import REPLIED, Period, Timeliness, percentage
from gongkai.law.case_figures import CASE_COLUMNS, CaseFact, CaseTally, case_tally
from gongkai.law.case_kinds import BAD, WELL, CaseChannel, CaseResult, Stage, Stars
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.dates import read_date
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of

LATE = Q(ended_on=None) | Q(ended_on__gt=F("last_on"))


def red_cards(today: date) -> Q:
    """红牌: the condition on a clock."""
    return Q(last_on__lt=today) & LATE


def yellow_cards(today: date) -> Q:
    """黄牌: the condition on a clock."""
    return Q(yellow_on__lte=today) & (Q(ended_on=None) | Q(ended_on__gte=F("yellow_on")))


# -- the figures of a period ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WindowLoad:
    """窗口负荷: what a window took in, and how much that is for each of its working days."""

    window: HallWindow
    received: int
    days: int

    @property
    def load(self) -> Decimal | None:
        """每日收件."""
        if not self.days:
            return None
        return (Decimal(self.received) / self.days).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class UnitClocks:
    """部门按时: the clocks of decisions of one unit that ended or ran out in the period."""

    unit: Authority
    ended: int
    in_time: int
    red: int

    @property
    def rate(self) -> Decimal | None:
        """按时率."""
        return percentage(self.in_time, self.ended)


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """办件统计: of one authority and period."""

    period: Period
    whole: CaseTally
    loads: list[WindowLoad]
    units: list[UnitClocks]
    general_items: int
    hall_items: int

    @property
    def one_window_items_rate(self) -> Decimal | None:
        """一窗受理比例（事项）."""
        return percentage(self.general_items, self.hall_items)


def figures(authority: Authority, period: Period, today: date) -> CaseFigures:
    """统计: a few groupings; everything on the page follows from them."""
    rows = ServiceCase.objects.of(authority).filter(received_on__range=(period.first, period.last))
    items = one_window_items(authority, min(period.last, today))
    return CaseFigures(
        period,
        case_tally(_facts(rows, today)),
        _loads(authority, rows, period, today),
        _units(authority, period, today),
        items.general,
        items.every,
    )


def _facts(rows: OwnedQuerySet[ServiceCase], today: date) -> Iterator[CaseFact]:
    names = ("channel", "general", "timeliness", "shut", "outcome", "stars", "visits")
    plain = rows.order_by()
    over = Q(timeliness="", term_on__lt=today)
    for overdue, some in ((True, plain.filter(over)), (False, plain.exclude(over))):
        for channel, general, how, shut, outcome, stars, visits, many in some.values_list(*names).annotate(
            many=Count("pk")
        ):
            timeliness = Timeliness.OVERDUE if overdue else Timeliness(how or Timeliness.OPEN.value)
            yield CaseFact(
                CaseChannel(channel),
                general,
                timeliness,
                shut,
                CaseResult(outcome) if outcome else None,
                Stars(stars) if stars else None,
                visits,
                many,
            )


def _loads(authority: Authority, rows: OwnedQuerySet[ServiceCase], period: Period, today: date) -> list[WindowLoad]:
    taken = dict(rows.order_by().exclude(window=None).values_list("window").annotate(many=Count("pk")))
    windows = HallWindow.objects.of(authority).filter(opened_on__lte=period.last).exclude(closed_on__lt=period.first)
    calendar = calendar_of(authority)
    found = [
        WindowLoad(each, taken.get(each.pk, 0), _open_days(each, period, today, calendar))
        for each in windows.select_related("zone").order_by("zone__order", "number")
    ]
    return sorted(found, key=lambda load: -load.received)


def _open_days(window: HallWindow, period: Period, today: date, calendar: Calendar) -> int:
    first = max(period.first, window.opened_on)
    last = min(period.last, today, window.closed_on or today)
    return calendar.count(first - timedelta(days=1), last)


def _handling(authority: Authority, first: date, last: date, today: date) -> OwnedQuerySet[CaseRun]:
    """Clocks of decisions whose last day falls into a span and has been kept or not."""
    rows = CaseRun.objects.of(authority).filter(stage=Stage.HANDLING.value, unit__isnull=False)
    over = Q(ended_on__isnull=False) | Q(last_on__lt=today)
    return rows.filter(over, last_on__range=(first, last))


def _clock(name: str, today: date) -> Q:
    return {"in_time": Q(ended_on__lte=F("last_on")), "red": red_cards(today)}.get(name, Q())


def _units(authority: Authority, period: Period, today: date) -> list[UnitClocks]:
    rows = _handling(authority, period.first, period.last, today).order_by()
    counted = rows.values_list("unit").annotate(
        ended=Count("pk"),
        kept=Count("pk", filter=_clock("in_time", today)),
        late=Count("pk", filter=_clock("red", today)),
    )
    told = {unit: (ended, kept, late) for unit, ended, kept, late in counted}
    units = Authority.objects.filter(pk__in=told).order_by("path")
    return [UnitClocks(unit, *told[unit.pk]) for unit in units]


# -- the cases behind a number ---------------------------------------------------------------------------------------------


def narrowed(
    rows: OwnedQuerySet[ServiceCase], authority: Authority, asked: Mapping[str, str], today: date
) -> OwnedQuerySet[ServiceCase]:
    """数字背后的办件: exactly those that a number counts; nonsense in the address narrows nothing."""
    first, last = day(asked.get("from", "")), day(asked.get("to", ""))
    if (column := asked.get("column", "")) in _COUNTED:
        rows = rows.filter(_COUNTED[column](today))
    if (window := asked.get("window", "")).isdecimal():
        rows = rows.filter(window=int(window[:18]))
    if (unit := asked.get("unit", "")).isdecimal() and first and last:
        clocks = _handling(authority, first, last, today).filter(_clock(asked.get("clock", ""), today))
        return rows.filter(pk__in=clocks.filter(unit=int(unit[:18])).order_by().values("case"))
    if first and last:
        rows = rows.filter(received_on__range=(first, last))
    if measure := scoring.asked(authority, asked):
        rows = rows.filter(pk__in=scoring.behind(*measure, today))
    return rows


_REPLIED = Q(timeliness__in=[each.value for each in REPLIED])
_COUNTED: Mapping[str, Callable[[date], Q]] = {
    "at_windows": lambda _: Q(channel=CaseChannel.WINDOW.value),
    "general": lambda _: Q(channel=CaseChannel.WINDOW.value, general=True),
    "decided": lambda _: _REPLIED,
    "on_time": lambda _: _REPLIED & ~Q(timeliness=Timeliness.LATE.value),
    "late": lambda _: Q(timeliness=Timeliness.LATE.value),
    "open": lambda _: Q(timeliness=""),
    "overdue": lambda today: Q(timeliness="", term_on__lt=today),
    "closed": lambda _: Q(shut=True),
    "not_accepted": lambda _: Q(outcome=CaseResult.NOT_ACCEPTED.value),
    "withdrawn": lambda _: Q(outcome=CaseResult.WITHDRAWN.value),
    "rated": lambda _: ~Q(stars=""),
    "well": lambda _: Q(stars__in=[each.value for each in WELL]),
    "bad": lambda _: Q(stars__in=[each.value for each in BAD]),
    "at_most_once": lambda _: Q(shut=True, visits__lte=1),
}


def said(asked: Mapping[str, str]) -> str:
    """所列: what a number was that opened the list; empty for an ordinary list."""
    first, last, column = day(asked.get("from", "")), day(asked.get("to", "")), asked.get("column", "")
    if not (first and last):
        return ""
    if asked.get("unit"):
        return f"审批期限在{first:%Y-%m-%d}至{last:%Y-%m-%d}到期的办件"
    return f"{first:%Y-%m-%d}至{last:%Y-%m-%d}收到的办件" + (
        f"：{CASE_COLUMNS[column]}" if column in CASE_COLUMNS else ""
    )


def day(text: str) -> date | None:
    """日期: as an address writes it; None for nonsense."""
    try:
        return read_date(text)
    except ValueError:
        return None
