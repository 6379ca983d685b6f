"""登记簿: every list that must be kept and published is a declared kind (条例第二十、二十一条); one room reads them all.

KINDS["permit"]                                 the kind of that key
due(PERMIT, date(2026, 3, 2), calendar)         the last day on which a record of it is public in time
"""

from __future__ import annotations

from datetime import date
from functools import cache

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.kinds import Kind, Sort, by_key
from gongkai.law.limits import Limit, read_limit
from gongkai.law.registers.communal import COMMUNAL
from gongkai.law.registers.decisions import DECISIONS
from gongkai.law.registers.governing import GOVERNING
from gongkai.law.registers.livelihood import LIVELIHOOD
from gongkai.law.registers.markets import MARKETS
from gongkai.law.registers.money import MONEY
from gongkai.law.registers.powers import LISTS
from gongkai.law.registers.projects import PROJECTS
from gongkai.law.registers.trades import TRADES
from gongkai.law.registers.watching import WATCHED
from gongkai.law.slots import Expected, expected, opened

GROUPS = {
    "清单": LISTS,
    "行政行为": DECISIONS,
    "公共资源交易": TRADES,
    "项目和资产": PROJECTS,
    "财政审计": MONEY,
    "民生保障": LIVELIHOOD,
    "公共事业": COMMUNAL,
    "监管监测": WATCHED,
    "市场企业": MARKETS,
    "机关运行": GOVERNING,
}
"""分组: the kinds as a menu shows them."""
KINDS = by_key(kind for group in GROUPS.values() for kind in group)


@cache
def limit_of(kind: Kind) -> Limit:
    """公开时限: the limit of a kind as it was read."""
    return read_limit(kind.limit)


def expected_for(kind: Kind, dated: str, calendar: Calendar) -> Expected:
    """登记的时点: within what window a record of that day or month is public in time; ``Unlawful`` for an unread limit."""
    limit = limit_of(kind)
    day = day_of(kind, dated)
    if not limit.is_periodic:
        return opened(limit, day, calendar)
    return next(
        each
        for each in expected(limit, date(day.year, 1, 1), date(day.year, 12, 31), calendar)
        if each.begins <= day <= each.ends
    )


def day_of(kind: Kind, dated: str) -> date:
    """所属日: the day a record is dated; of a month, its first."""
    is_month = kind.field(kind.dated).sort is Sort.MONTH
    return date.fromisoformat(f"{dated}-01" if is_month else dated)
