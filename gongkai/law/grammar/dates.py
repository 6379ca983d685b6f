"""日期的写法: how people write a day, and how we write it back."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

EARLIEST = date(1949, 10, 1)
"""最早日期: an earlier day is a slip, most often an empty cell that a spreadsheet turned into 1900."""
TOO_EARLY = "日期早于1949年10月1日，可能是表格软件把空格写成了1900年"
BEIJING = timezone(timedelta(hours=8), "北京时间")
"""北京时间: the one time of day an official writes down."""
_TIMED = re.compile(
    r"\s*(.+?)(?:\s+|T|日\s*)(\d{1,2})(?:[:：时点])(\d{1,2})?\s*分?(?::\d{2}(?:\.\d+)?)?(?:\+08:00)?\s*"
)
_WEEKDAYS = "一二三四五六日"
_WRITTEN = re.compile(r"\s*(\d{4})(?:\s*年\s*|[-/.．])(\d{1,2})(?:\s*月\s*|[-/.．])(\d{1,2})\s*日?\s*")
_RUN_TOGETHER = re.compile(r"\s*(\d{4})(\d{2})(\d{2})\s*")


def read_date(text: str) -> date:
    """读日期: 2025-09-18, 2025/9/18, 2025年9月18日 or 20250918; a ``ValueError`` says in Chinese what is wrong with it."""
    written = _WRITTEN.fullmatch(text) or _RUN_TOGETHER.fullmatch(text)
    if not written:
        raise ValueError(f"“{text}”不是日期，应写作2025-09-18或2025年9月18日")
    year, month, day = (int(part) for part in written.groups())
    if not 1 <= month <= 12:
        raise ValueError(f"“{text}”不是有效日期：没有{month}月")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"“{text}”不是有效日期：{year}年{month}月没有{day}日") from None


def read_likely_date(text: str) -> date:
    """读日期（排除误写）: as ``read_date``, in a table somebody exported; a day before ``EARLIEST`` is a slip."""
    day = read_date(text)
    if day < EARLIEST:
        raise ValueError(f"“{text}”{TOO_EARLY.removeprefix('日期')}")
    return day


def read_moment(text: str) -> datetime:
    """读时刻: 2025-09-18 14:30 or 2025年9月18日14时30分; a ``ValueError`` says in Chinese what is wrong with it."""
    written = _TIMED.fullmatch(text)
    if not written:
        raise ValueError(f"“{text}”不是时刻，应写作2025-09-18 14:30")
    day, hour, minute = read_date(written[1]), int(written[2]), int(written[3] or 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"“{text}”不是有效时刻：没有{hour}时{minute}分")
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BEIJING)


def chinese_moment(moment: datetime) -> str:
    """写时刻: 2025年9月18日14时30分, in Beijing time."""
    local = moment.astimezone(BEIJING)
    return f"{chinese_date(local.date())}{local.hour}时{local.minute:02d}分"


def to_the_minute(moment: datetime) -> str:
    """记时刻: 2025-09-18T14:30, as a step keeps it."""
    return moment.astimezone(BEIJING).strftime("%Y-%m-%dT%H:%M")


def chinese_date(day: date, *, year: bool = True, month: bool = True) -> str:
    """写日期: 2025年9月18日; without the year or the month where the text has just said it."""
    return (f"{day.year}年" if year else "") + (f"{day.month}月" if month else "") + f"{day.day}日"


def chinese_weekday(day: date) -> str:
    """星期: 周四."""
    return f"周{_WEEKDAYS[day.weekday()]}"


def chinese_span(first: date, last: date, *, year: bool = True) -> str:
    """写起止: 2025年10月1日至8日; one day where both are the same."""
    start = chinese_date(first, year=year)
    same_month = (first.year, first.month) == (last.year, last.month)
    return (
        start if first == last else f"{start}至{chinese_date(last, year=first.year != last.year, month=not same_month)}"
    )
