"""逾期告知: what should have come and has not is told to who owes it at once, and to the disclosure office after some days.

is_told(date(2025, 9, 1), date(2025, 9, 15), calendar, 10)     whether it has been late so long
"""

from __future__ import annotations

from datetime import date

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.statute import Certainty, Term, Unit, regulation

ORGANIZING = regulation(4, gist="机关指定机构负责政府信息公开的日常工作，组织维护和更新公开的信息")
TO_OFFICE = Term(
    "逾期后告知公开机构",
    10,
    Unit.WORKING_DAYS,
    "自应当公开或者应有之日起",
    ORGANIZING,
    certainty=Certainty.INFERRED,
    note="没有统一规定，可以按本地情况设置（GONGKAI_REGISTER_LATE_DAYS）",
)
TERMS = (TO_OFFICE,)
"""告知期限表."""
AGAIN = 7
"""再次告知: what is still late is told again after so many days; what became late meanwhile, on its day. Ours, no statute's."""


def is_told(due: date, on: date, calendar: Calendar, days: int) -> bool:
    """该告知: whether more than so many working days have passed since it was due; 0 for who owes it."""
    return on > due and calendar.count(due, on) > days


def newly(due: date, on: date, calendar: Calendar, days: int) -> bool:
    """当日起该告知: whether yesterday it need not yet be told and today it must."""
    before = date.fromordinal(on.toordinal() - 1)
    return is_told(due, on, calendar, days) and not is_told(due, before, calendar, days)
