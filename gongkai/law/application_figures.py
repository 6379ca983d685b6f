"""依申请统计口径: what each figure of the applications room means, said once for pages, lists and worksheets.

A file comes into a period once, received in it or carried in, and leaves it once, closed in it or carried out; of a whole year
this is what the annual report counts (``annual_report.facts.movements``). What a file was answered by and how many days it took
follows from its own clock; averages and rates follow from the counts, and nobody types any of them.
"""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from gongkai.law.annual_report.facts import Movement
from gongkai.law.applications import Standing
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.dates import BEIJING
from gongkai.law.grammar.words import Word
from gongkai.law.outcomes import OUTCOMES
from gongkai.law.rates import percent


class Timeliness(Word):
    """时效: how a file stands to its term; the first four are for closed files, the last two for open ones."""

    ON_TIME = "on_time", "按期答复"
    EXTENDED = "extended", "延期后按期答复"
    LATE = "late", "逾期答复"
    UNANSWERED = "unanswered", "未作答复办结"
    OPEN = "open", "在办未到期"
    OVERDUE = "overdue", "在办已逾期"


REPLIED = frozenset({Timeliness.ON_TIME, Timeliness.EXTENDED, Timeliness.LATE})
"""已答复: the reply was served; 视为放弃, 撤回 and 终止 close a file without one."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """计时: what figures go by and a list can search; it follows from the standing of a file."""

    party: str = ""
    channel: str = ""
    term_on: date | None = None
    timeliness: str = ""
    worked_days: int | None = None
    calendar_days: int | None = None


def reckoning(standing: Standing, calendar: Calendar, due: Reckoned | None) -> Reckoning:
    """计时: of one application; ``due`` is what ``Standing.due`` says, so that no clock is run twice.

    ``term_on`` is the last day for the reply, kept after it was served; while the applicant owes something there is none.
    """
    party, channel = standing.applicant.value, standing.channel.value
    if standing.closed_on is None:
        term = due.on if due and standing.pending is None else None
        return Reckoning(party, channel, term)
    if standing.service is None or standing.received_on is None:
        return Reckoning(party, channel, timeliness=Timeliness.UNANSWERED.value)
    clock = standing.clock(calendar)
    last, served = clock.due.on if clock and clock.due else None, standing.service.served_on
    late = last is not None and served > last
    how = Timeliness.LATE if late else Timeliness.EXTENDED if standing.extended else Timeliness.ON_TIME
    worked = calendar.count(standing.received_on, served)
    return Reckoning(party, channel, last, how.value, worked, (served - standing.received_on).days)


# -- periods ---------------------------------------------------------------------------------------------------------------


class PeriodKind(Word):
    """期间种类: how long a period one asks for."""

    YEAR = "year", "年"
    QUARTER = "quarter", "季"
    MONTH = "month", "月"
    SPAN = "span", "自定起止"


def month_code(day: date) -> int:
    """月份码: 202509 for September 2025; what files are grouped by."""
    return day.year * 100 + day.month


def _whole_number(text: str, least: int, most: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 4 and least <= int(text) <= most


@dataclass(frozen=True, slots=True)
class Period:
    """统计期间: the first and the last day of what is counted, both included."""

    first: date
    last: date
    kind: PeriodKind = PeriodKind.SPAN

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("期间的止日不能早于起日")

    @classmethod
    def year(cls, year: int) -> Period:
        """一年."""
        return cls(date(year, 1, 1), date(year, 12, 31), PeriodKind.YEAR)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """一季."""
        return cls(date(year, 3 * quarter - 2, 1), _end_of_month(year, 3 * quarter), PeriodKind.QUARTER)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """一月."""
        return cls(date(year, month, 1), _end_of_month(year, month), PeriodKind.MONTH)

    @classmethod
    def told(cls, year: str, month: str = "") -> Period | None:
        """所说的期间: a year, or a month of it, as an address says it; None for what is neither."""
        if not _whole_number(year, 2008, 2100) or (month and not _whole_number(month, 1, 12)):
            return None
        return cls.month(int(year), int(month)) if month else cls.year(int(year))

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """起止时刻: the first moment of it, and the first after it."""
        after = self.last + timedelta(days=1)
        return datetime.combine(self.first, time(), BEIJING), datetime.combine(after, time(), BEIJING)

    @property
    def label(self) -> str:
        """名称: as a page calls it."""
        match self.kind:
            case PeriodKind.YEAR:
                return f"{self.first.year}年"
            case PeriodKind.QUARTER:
                return f"{self.first.year}年第{(self.first.month + 2) // 3}季度"
            case PeriodKind.MONTH:
                return f"{self.first.year}年{self.first.month}月"
            case _:
                return f"{self.first:%Y-%m-%d}至{self.last:%Y-%m-%d}"

    @property
    def of_whole_months(self) -> bool:
        """整月: whether it begins and ends with a month."""
        return self.first.day == 1 and self.last == _end_of_month(self.last.year, self.last.month)

    def months(self) -> Iterator[int]:
        """各月: the codes of the months the period touches, in order."""
        year, month = self.first.year, self.first.month
        while (code := year * 100 + month) <= month_code(self.last):
            yield code
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)

    def holds(self, day: date) -> bool:
        """在期间内."""
        return self.first <= day <= self.last


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, gregorian.monthrange(year, month)[1])


def movements_in(period: Period, received_on: date, closed_on: date | None) -> Iterator[Movement]:
    """进出: what one file means for a period: in once, out once, or not of this period at all."""
    if received_on > period.last or (closed_on is not None and closed_on < period.first):
        return
    yield Movement.NEW if received_on >= period.first else Movement.CARRIED_IN
    yield Movement.CLOSED if closed_on is not None and closed_on <= period.last else Movement.CARRIED_OUT


# -- what follows from counts ----------------------------------------------------------------------------------------------

_TENTH = Decimal("0.1")


def percentage(part: int, whole: int) -> Decimal | None:
    """百分比: as rates are usually rounded; None where there is nothing to divide by."""
    return percent(part, whole)


def reply_rate(replied: int, received: int, carried_in: int) -> Decimal | None:
    """答复率: files whose reply was served, of all that were to be handled: received and carried in."""
    return percentage(replied, received + carried_in)


def closing_rate(closed: int, received: int, carried_in: int) -> Decimal | None:
    """办结率: files closed by whatever way, of the same whole; it is the reply rate and what closed without a reply."""
    return percentage(closed, received + carried_in)


def mean(days: Mapping[int, int]) -> Decimal | None:
    """平均: of days, each with how many files took so many; None where there are none."""
    files = sum(days.values())
    total = sum(each * count for each, count in days.items())
    return (Decimal(total) / files).quantize(_TENTH, ROUND_HALF_UP) if files else None


def median(days: Mapping[int, int]) -> Decimal | None:
    """中位数: of days, each with how many files took so many; between the two in the middle where their number is even."""
    files = sum(days.values())
    if not files:
        return None
    lower, upper = _ranked(days, (files - 1) // 2), _ranked(days, files // 2)
    return (Decimal(lower + upper) / 2).quantize(_TENTH, ROUND_HALF_UP)


def _ranked(days: Mapping[int, int], rank: int) -> int:
    """The days of the file that stands at ``rank``, counted from 0, when all are ordered by them."""
    for each in sorted(days):
        rank -= days[each]
        if rank < 0:
            return each
    raise ValueError("没有这么多件")


REPLIES = frozenset(leaf.key for leaf in OUTCOMES if leaf.is_reply)
"""答复类结果: the leaves that are told by a reply."""

DEFINITIONS: Mapping[str, str] = {
    "收到": "期间内收到的申请，以条例第三十一条规定的收到之日为准；网上提交尚未确认的，不计入。",
    "结转": "期间开始以前收到、期间开始时尚未办结的为上期结转；期间结束时尚未办结的为结转下期。",
    "办结": "期间内送达答复，或者因撤回、视为放弃、终止而办结。收到加上期结转，等于办结加结转下期。",
    "时效": "答复送达之日与答复期限最后一日比较；延长过期限、在延长后的期限内答复的，为延期后按期答复。",
    "逾期在办": "至期间末日（期间未满的，至今天）答复期限已过而未答复的；等待申请人补正、说明、缴费的不计。",
    "办理天数": "期间内送达的答复，自收到之日次日起至送达之日止，分别计工作日和自然日，不扣除征求意见等时间。",
    "答复率": "期间内送达答复的件数，除以收到与上期结转之和。",
    "办结率": "期间内办结的件数（含未作答复办结的），除以收到与上期结转之和。",
    "经手": "某人在期间内登记过某一环节的案卷数，一件一环节登记几次的计一件，更正登记也计入。",
    "收费": "按收费通知发出之日计入；金额由计费方式和数量推算。已缴的按缴费之日计入，金额为该件通知的金额。",
    "救济": "期间内收到通知的行政复议和行政诉讼案件，结果为至期间末日的情况。",
}
"""统计口径: printed under the figures, so that nobody has to guess."""
