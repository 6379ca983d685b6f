"""热线导出表的编写: the letters of a plan as the rows of an export, the same every time; a part of them or the rest."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from random import Random

from gongkai.demo.lettered.matters import CONCERNS
from gongkai.demo.lettered.plan import PastLetters
from gongkai.demo.people import person_name
from gongkai.demo.publications.writing import Part
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.ticket_kinds import ConcernKind, TicketGrade
from gongkai.law.ticket_terms import usual_term

HEADS = (
    *("工单编号", "受理时间", "诉求类型", "标题", "诉求内容", "来电人", "联系电话", "承办单位"),
    *("状态", "回复时间", "办理结果", "办结时间", "是否满意"),
)
SAMPLED = 30
"""样本: of a long plan one letter of so many comes in at once."""
_NUMBERS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Around:
    """当地: whose calendar reckons the days, which villages are named, which units handle, and when today is."""

    calendar: Calendar
    places: Sequence[str]
    units: Sequence[str]
    today: date


def size(past: PastLetters, part: Part) -> int:
    """件数: of a part of a plan; what is not long is a sample as a whole."""
    sample = -(-past.total // SAMPLED) if past.long else past.total
    return sample if part is Part.SAMPLE else past.total - sample


def export(past: PastLetters, part: Part, around: Around) -> bytes:
    """导出表: a part of a plan as CSV, as another system would have written it."""
    text = StringIO()
    sheet = csv.writer(text)
    sheet.writerow(HEADS)
    for number, row in enumerate(_rows(past, around)):
        sampled = not past.long or number % SAMPLED == 0
        if sampled is (part is Part.SAMPLE):
            sheet.writerow(row)
    return text.getvalue().encode()


def _rows(past: PastLetters, around: Around) -> Iterator[tuple[str, ...]]:
    dice = Random(past.name)  # noqa: S311 (an example that must come out the same each time)
    kinds = [kind for kind, count in past.kinds.items() for _ in range(count)]
    dice.shuffle(kinds)
    first, span = _window(past, around.today)
    days = sorted(first + timedelta(days=dice.randrange(span)) for _ in kinds)
    for number, (kind, day) in enumerate(zip(kinds, days, strict=True)):
        yield _row(past, number, kind, day, around, dice)


def _window(past: PastLetters, today: date) -> tuple[date, int]:
    """From when, and for how many days: so that everything that is answered late is answered within the year."""
    return (date(past.year, 1, 4), 300) if past.year else (today - timedelta(days=365), 330)


def _row(past: PastLetters, number: int, kind: ConcernKind, day: date, around: Around, dice: Random) -> tuple[str, ...]:
    concern = CONCERNS[kind][dice.randrange(len(CONCERNS[kind]))]
    place = f"{around.places[dice.randrange(len(around.places))]}第{_NUMBERS[number % 10]}村"
    term = usual_term(kind, TicketGrade.ORDINARY).days
    late = bool(past.late) and number % past.late == past.late - 1
    undated = bool(past.undated) and number % past.undated == past.undated - 1
    took = term + 4 if late else dice.randint(min(1, term), term)
    replied = around.calendar.after(day, took).on
    closed = around.calendar.after(replied, 1).on
    phone = f"0900-{2_000_000 + number}"
    mark = f"例{past.year or around.today.year}-{past.source.value}-{number + 1:05d}"
    head = (mark, f"{day}", kind.label, f"{place}{concern.title}")
    said = (f"{concern.text.format(place=place)}（示例，第{number + 1}件）", person_name(number), phone)
    unit = around.units[dice.randrange(len(around.units))]
    if undated:
        return (*head, *said, unit, "已办结", "", "", "", "")
    happy = "满意" if number % 5 else "基本满意" if number % 3 else "未评价"
    return (*head, *said, unit, "已办结", f"{replied}", f"{concern.answer}（示例）", f"{closed}", happy)
