"""统计图: what a register's figures look like: flows by month or year, series over time. Drawn here, on the server."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice

from markupsafe import Markup

from gongkai.law.grammar.kinds import Field, Kind, Measure
from gongkai.papers import charts
from gongkai.papers.charts import Course, Series
from gongkai.publication.registers.asking.answering import Rows, Stood, stood
from gongkai.publication.registers.asking.figures import Period

Drawn = tuple[str, Markup]
"""图: its title, as people read it above it, and itself."""
LOOKED_AT = 2000
"""So many of the newest values are looked at for a line."""
MOST_LINES, MOST_POINTS, MOST_FIELDS = 2, 36, 2


def of_flow(kind: Kind, periods: Sequence[Period]) -> list[Drawn]:
    """流量图: the number of records, and their amount where they have one."""
    if len(periods) < 2:
        return []
    labels = [each.label.removeprefix("20") if len(each.label) > 4 else each.label for each in periods]
    numbers = Series(kind.label, [each.number for each in periods])
    title = f"{kind.label}：各期条数"
    drawn = [(title, charts.columns("numbers", title, labels, [numbers], "条"))]
    if kind.amount is not None:
        amounts = Series(kind.amount.label, [int(each.amount or 0) for each in periods])
        title = f"{kind.amount.label}：各期合计（{kind.amount.unit}，不足1的舍去）"
        drawn.append((title, charts.columns("amounts", title, labels, [amounts], kind.amount.unit)))
    return [each for each in drawn if each[1]]


def of_series(kind: Kind, rows: Rows) -> list[Drawn]:
    """序列图: the courses of the one or two things that were measured last."""
    if kind.measure is not Measure.SERIES:
        return []
    found = list(islice(map(stood, rows.iterator(500)), LOOKED_AT))
    courses: dict[str, list[Stood]] = {}
    for each in found:
        courses.setdefault(line_of(kind, each), []).append(each)
    chosen = dict(islice(courses.items(), MOST_LINES))
    fields = sorted(kind.numbers, key=lambda field: not field.asked)[:MOST_FIELDS]
    drawn = ((f"{kind.label}：{field.heading}", _drawn(kind, field, chosen)) for field in fields)
    return [each for each in drawn if each[1]]


def line_of(kind: Kind, row: Stood) -> str:
    """所属序列: what is measured, by what tells records apart besides the time."""
    keys = [key for key in kind.alike if key != kind.dated] or [kind.titled]
    return " ".join(str(row.data.get(key, "")) for key in keys)


def _drawn(kind: Kind, field: Field, chosen: dict[str, list[Stood]]) -> Markup:
    courses = [Course(name, values) for name, rows in chosen.items() if (values := _values(field, rows))]
    labels = sorted({label for each in courses for label in each.values})[-MOST_POINTS:]
    kept = [
        Course(each.name, within)
        for each in courses
        if (within := {k: v for k, v in each.values.items() if k in labels})
    ]
    return charts.lines(f"course-{field.key}", f"{kind.label}：{field.heading}", labels, kept, field.unit)


def _values(field: Field, rows: Iterable[Stood]) -> dict[str, Decimal]:
    """By the day or month; where two are of one time, the one entered later."""
    said = [(each.dated, each.data.get(field.key)) for each in rows]
    return {dated: Decimal(str(value)) for dated, value in reversed(said) if value not in (None, "")}
