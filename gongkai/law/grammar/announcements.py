"""放假通知: a year's holiday arrangement as the notices give it, read from a file made to be written by hand.

One file is one year. Each ``[[notices]]`` is one notice, in the order of issue; a later notice prevails over an earlier one
for the days it names. Each row of ``holidays`` is one sentence of the notice: the days off, and the weekend days worked for
them. A year's arrangement may begin in the December before. Local arrangements are written the same way, without a year.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from gongkai.law.grammar.statute import Certainty

LONGEST = 15
"""Days; a longer span is a slip of the pen (the longest so far had ten days, in 2020)."""

FESTIVALS = {"元旦": 0, "春节": 0, "清明节": 2008, "劳动节": 0, "端午节": 2008, "中秋节": 2008, "国庆节": 0}
"""法定节日: each with the year since which an arrangement has to mention it (《全国年节及纪念日放假办法》)."""

T = TypeVar("T")
_NUMBER = re.compile(r".+〔\d{4}〕\d+号")
_LABELS = {"name": "节日名称", "from": "放假第一天", "to": "放假最后一天", "work": "调休上班日"} | {
    "number": "发文字号",
    "title": "通知标题",
    "issued": "成文日期",
    "certainty": "出处把握",
    "note": "说明",
    "holidays": "放假安排",
    "year": "年份",
    "notices": "放假通知",
}
_KINDS = {str: "加引号的文字", int: "整数", date: "日期，如2027-01-01，不加引号", list: "方括号括起的一组"}


class AnnouncementError(ValueError):
    """放假安排有误: the file cannot be used; ``problems`` says in Chinese where and why, all at once."""

    def __init__(self, *problems: str) -> None:
        super().__init__("；".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Holiday:
    """节日安排: the days off from ``first`` through ``last``, and the weekend days worked for them."""

    name: str
    first: date
    last: date
    worked: tuple[date, ...] = ()

    @property
    def off(self) -> tuple[date, ...]:
        """放假日: every day off, weekends included."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Notice:
    """放假通知: its number and title in our words, how sure we are of them, and what it arranges."""

    number: str
    holidays: tuple[Holiday, ...]
    title: str = ""
    issued: date | None = None
    certainty: Certainty = Certainty.SEEN
    note: str = ""

    def days(self) -> Iterator[tuple[date, bool, str]]:
        """逐日: each day named by the notice, whether it is worked, and for which festival."""
        for holiday in self.holidays:
            yield from ((day, False, holiday.name) for day in holiday.off)
            yield from ((day, True, holiday.name) for day in holiday.worked)


@dataclass(frozen=True, slots=True)
class Year:
    """年度安排: the notices of one year in the order of issue."""

    year: int
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Statutory:
    """法定节假日: the days off that the law itself names, for years whose arrangement is not announced yet.

    ``fixed`` is by month and day, ``moving`` by date; a day may carry two names (国庆节、中秋节).
    """

    source: str = ""
    fixed: Mapping[tuple[int, int], str] = field(default_factory=dict)
    moving: Mapping[date, str] = field(default_factory=dict)

    def name(self, day: date) -> str:
        """节日名称: empty if the day is no statutory holiday."""
        fixed, moving = self.fixed.get((day.month, day.day), ""), self.moving.get(day, "")
        return f"{fixed}、{moving}" if fixed and moving else fixed or moving


NO_DAYS = Statutory()
"""无法定节假日: what a calendar knows of a year not announced when it is told nothing: its weekends."""


def read_year(text: str) -> Year:
    """读年度安排: the text of a year's file as a ``Year``, or ``AnnouncementError`` with everything that is wrong with it."""
    table = _toml(text)
    _known(table, ("year", "notices"), "文件")
    year = Year(_value(table, "year", int, "文件"), _notices(table))
    _refuse((*_wrong_in(year.notices), *_misplaced(year)))
    return year


def read_local(text: str) -> tuple[Notice, ...]:
    """读地方安排: the notices of a place, written as a year's file without ``year``; any weekday may be worked or off."""
    table = _toml(text)
    _known(table, ("notices",), "文件")
    notices = _notices(table)
    _refuse(_wrong_in(notices))
    return notices


def read_statutory(text: str) -> Statutory:
    """读法定节假日: our own table of the days the law names; it is proved by the tests, not checked here."""
    table = tomllib.loads(text)
    fixed = {(int(day[:2]), int(day[3:])): row["name"] for row in table["fixed"] for day in row["on"]}
    moving = {
        day + timedelta(days=around): row["name"]
        for row in table["moving"]
        for day in row["on"]
        for around in row["around"]
    }
    return Statutory(table["source"], fixed, moving)


def _toml(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as slip:  # a number of thousands of digits, brackets nested without end
        place = re.search(r"line (\d+), column (\d+)", str(slip))
        where = f"第{place[1]}行第{place[2]}个字附近" if place else "文件末尾附近"
        raise AnnouncementError(f"{where}写法有误：日期应真实存在并写作2027-01-01，文字应加引号，括号应成对") from None


def _notices(table: Mapping[str, object]) -> tuple[Notice, ...]:
    rows = _value(table, "notices", list, "文件")
    return tuple(_notice(row, f"第{place}个通知") for place, row in enumerate(rows, start=1))


def _notice(row: object, where: str) -> Notice:
    table = _known(row, ("number", "title", "issued", "certainty", "note", "holidays"), where)
    number = _value(table, "number", str, where)
    rows = _value(table, "holidays", list, where)
    return Notice(
        number=number,
        holidays=tuple(_holiday(row, f"{number}第{place}行") for place, row in enumerate(rows, start=1)),
        title=_optional(table, "title", str, where) or "",
        issued=_optional(table, "issued", date, where),
        certainty=_certainty(table, where),
        note=_optional(table, "note", str, where) or "",
    )


def _holiday(row: object, where: str) -> Holiday:
    table = _known(row, ("name", "from", "to", "work"), where)
    first = _value(table, "from", date, where)
    worked = _optional(table, "work", list, where) or []
    if any(type(day) is not date for day in worked):
        raise AnnouncementError(f"{where}的调休上班日（work）应为一组日期，如[2027-02-20, 2027-02-27]")
    return Holiday(
        name=_value(table, "name", str, where),
        first=first,
        last=_optional(table, "to", date, where) or first,
        worked=tuple(worked),
    )


def _certainty(table: Mapping[str, object], where: str) -> Certainty:
    text = _optional(table, "certainty", str, where) or Certainty.SEEN.value
    if text not in set(Certainty):
        raise AnnouncementError(f"{where}的出处把握（certainty）应为{'、'.join(f'“{each}”' for each in Certainty)}之一")
    return Certainty(text)


def _known(row: object, keys: tuple[str, ...], where: str) -> Mapping[str, object]:
    if not isinstance(row, dict):
        raise AnnouncementError(f"{where}应写成“项目 = 内容”的形式")
    if strange := [key for key in row if key not in keys]:
        raise AnnouncementError(f"{where}中“{strange[0]}”不是认得的项目，可用的有{'、'.join(keys)}")
    return row


def _value(table: Mapping[str, object], key: str, kind: type[T], where: str) -> T:
    value = _optional(table, key, kind, where)
    if value is None or value in ("", []):
        raise AnnouncementError(f"{where}缺少{_LABELS[key]}（{key}）")
    return value


def _optional(table: Mapping[str, object], key: str, kind: type[T], where: str) -> T | None:
    value = table.get(key)
    if value is None:
        return None
    if type(value) is not kind:  # a moment is a date and a truth value is an integer to isinstance, but not to us
        raise AnnouncementError(f"{where}的{_LABELS[key]}（{key}）应为{_KINDS[kind]}")
    return value


def _refuse(problems: Iterable[str]) -> None:
    if found := tuple(problems):
        raise AnnouncementError(*found)


def _wrong_in(notices: Iterable[Notice]) -> Iterator[str]:
    """The days of a notice are looked at one by one only when its spans are sound: a slip may span a thousand years."""
    for notice in notices:
        yield from tuple(_miscounted(notice)) or _repeated(notice)


def _miscounted(notice: Notice) -> Iterator[str]:
    for holiday in notice.holidays:
        length = (holiday.last - holiday.first).days + 1
        if length < 1:
            yield f"{notice.number}：{holiday.name}放假最后一天{holiday.last}早于第一天{holiday.first}"
        if length > LONGEST:
            yield f"{notice.number}：{holiday.name}连放{length}天，超过{LONGEST}天，请核对起止日期"


def _repeated(notice: Notice) -> Iterator[str]:
    times = Counter(day for day, _, _ in notice.days())
    yield from (f"{notice.number}：{day}在同一通知中安排了不止一次" for day, count in times.items() if count > 1)


def _misplaced(year: Year) -> Iterator[str]:
    if not 2000 <= year.year <= 2100:
        yield f"年份应在2000至2100之间，收到{year.year}"
    for notice in year.notices:
        if not _NUMBER.fullmatch(notice.number):
            yield f"发文字号“{notice.number}”应含六角括号括起的年份，如国办发明电〔2025〕7号"
        for day, works, name in () if any(_miscounted(notice)) else notice.days():
            if not _belongs(day, year.year):
                yield f"{notice.number}：{day}不在{year.year}年内（只有年初的安排可以始于上年12月）"
            if works and day.weekday() < 5:
                yield f"{notice.number}：{name}的调休上班日{day}不是周六或周日"
    arranged = "".join(holiday.name for notice in year.notices for holiday in notice.holidays)
    yield from (f"没有安排{name}" for name, since in FESTIVALS.items() if since <= year.year and name not in arranged)


def _belongs(day: date, year: int) -> bool:
    return day.year == year or (day.year == year - 1 and day.month == 12)
