"""历书: the working calendar told in plain Chinese text: why days did or did not count, and the page of a year.

The text needs no colours and no terminal; a letter or a log can carry it. A wide character takes two columns.
"""

from __future__ import annotations

from calendar import Calendar as Month
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest
from unicodedata import east_asian_width

from gongkai.law.grammar.announcements import Holiday, Notice
from gongkai.law.grammar.calendar import Calendar, DayInfo, DayKind, runs
from gongkai.law.grammar.dates import chinese_date, chinese_span, chinese_weekday

MARKS = {DayKind.HOLIDAY: "休", DayKind.MAKE_UP: "班"}
"""标记: put behind a day of the year's page."""

_CELL = 5
"""Columns of a day: three for the number, two for the mark."""
_MONTH = 7 * _CELL


def told(days: Iterable[DayInfo], year: int) -> Iterator[str]:
    """逐段说明: runs of days with why they are special, 10月1日至8日国庆节放假（…号）; the year is said where it is another."""
    for run in runs(days):
        when = chinese_span(run.first, run.last, year=run.first.year != year)
        weekday = f"（{chinese_weekday(run.first)}）" if run.first == run.last else ""
        yield f"{when}{weekday}　{_why(run.info)}"


def year_page(calendar: Calendar, year: int) -> Iterator[str]:
    """年历: twelve months two by two, then the notices they come from, sentence by sentence."""
    notices = calendar.notices_of(year)
    total = calendar.count(date(year - 1, 12, 31), date(year, 12, 31))
    yield f"{year}年工作日历　全年{'' if notices else '暂计'}{total}个工作日　休＝放假，班＝调休上班"
    for month in range(1, 12, 2):
        yield ""
        pair = (_month(calendar, year, month), _month(calendar, year, month + 1))
        yield from (f"{_wide(left, _MONTH)}    {right}".rstrip() for left, right in zip_longest(*pair, fillvalue=""))
    yield ""
    for notice in notices:
        yield from _sentences(notice, year)
    if not notices:
        yield f"{year}年放假安排尚未公布，以上按周末和{calendar.day(date(year, 1, 1)).source}暂列，公布后以通知为准。"


def _why(info: DayInfo) -> str:
    if not info.name:
        return info.kind.label
    source = f"（{info.source}）" if info.source else ""
    return f"{info.name}{'调休上班' if info.works else '放假'}{source}"


def _month(calendar: Calendar, year: int, month: int) -> Iterator[str]:
    weeks = [
        [date(year, month, day) if day else None for day in week] for week in Month().monthdayscalendar(year, month)
    ]
    worked = sum(calendar.day(day).works for week in weeks for day in week if day)
    yield f"{month}月　{worked}个工作日"
    yield "".join(f" {day}  " for day in "一二三四五六日")
    yield from ("".join(_cell(calendar, day) for day in week) for week in weeks)


def _cell(calendar: Calendar, day: date | None) -> str:
    return f"{day.day:3}{MARKS.get(calendar.day(day).kind, '  ')}" if day else " " * _CELL


def _wide(text: str, columns: int) -> str:
    return text + " " * (columns - sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text))


def _sentences(notice: Notice, year: int) -> Iterator[str]:
    issued = f"　{chinese_date(notice.issued)}" if notice.issued else ""
    yield f"{notice.number}　{notice.title}{issued}　出处：{notice.certainty}"
    for holiday in notice.holidays:
        yield f"  {_sentence(holiday, year)}"
    if notice.note:
        yield f"  说明：{notice.note}"


def _sentence(holiday: Holiday, year: int) -> str:
    off = chinese_span(holiday.first, holiday.last, year=holiday.first.year != year)
    worked = "、".join(chinese_date(day, year=day.year != year) for day in holiday.worked)
    return f"{holiday.name}：{off}放假" + (f"；{worked}上班" if worked else "")
