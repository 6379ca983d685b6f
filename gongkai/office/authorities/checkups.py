"""工作日历的体检项: terms are reckoned by announced holidays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from gongkai.law.grammar.calendar import national
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of, roots
from gongkai.web.examining import Checkup, Condition, danger, fine, note

ANNOUNCED_BY = (11, 15)
"""By the middle of November the State Council has usually announced the next year."""


def holidays(now: datetime) -> Iterator[Condition]:
    """放假安排: of this year, and towards its end of the next."""
    known = _announced(now)
    remedy = "在工作台“工作日历”录入国务院办公厅的通知，或者运行manage.py holidays 文件 --authority 代码"
    if now.year not in known:
        yield danger(f"没有{now.year}年的放假安排，期限都是暂计", remedy)
    if now.year + 1 not in known and (now.month, now.day) >= ANNOUNCED_BY:
        yield note(f"还没有{now.year + 1}年的放假安排，跨年的期限是暂计", remedy)
    if known:
        yield fine(f"放假安排有到{max(known)}年")


def _announced(now: datetime) -> tuple[int, ...]:
    top: list[Authority] = roots(now.date())
    return calendar_of(top[0]).announced() if top else national().announced()


CHECKUPS = [Checkup("holidays", "业务", "放假安排", holidays)]
