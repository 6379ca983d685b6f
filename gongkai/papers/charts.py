"""统计图: charts drawn on the server as SVG, each with a title and a description; the table beside it says the same.

No colour carries a meaning of its own: every bar bears its figure, the series of a chart are told by their pattern too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

_WIDE, _HIGH, _LEFT, _TOP, _FOOT = 760, 200, 56, 30, 24
_COLOURS = ("#0b5cad", "#c8d8ea")
_OUTLINE = "#0b5cad"
_INK = "#333333"
_ROW, _NUMBER = 26, 60


@dataclass(frozen=True, slots=True)
class Shape:
    """图形尺寸: how wide a chart of bars is, and how much of it the labels take."""

    width: int
    label: int
    letters: int


WIDE, NARROW = Shape(_WIDE, 220, 16), Shape(340, 124, 9)
"""宽图、窄图: for a desk, and for a telephone, whose letters stay as large as they are."""


@dataclass(frozen=True, slots=True)
class Series:
    """数列: what it is called and a figure for each place."""

    name: str
    figures: Sequence[int]


def columns(
    key: str, title: str, labels: Sequence[str], series: Sequence[Series], unit: str = "件", *, told: str = ""
) -> Markup:
    """柱形图: a group of bars for each label, at most two series; empty where there is nothing to draw.

    ``told`` is its description in somebody's own words; where there are none, it is described by its figures.
    """
    most = max((figure for each in series for figure in each.figures), default=0)
    if not most:
        return Markup("")
    room = (_WIDE - _LEFT - 8) / len(labels)
    bar = min(room * 0.8 / len(series), 34)
    parts = [_axis(most), *_legend(series)]
    for place, label in enumerate(labels):
        left = _LEFT + 8 + place * room
        for number, each in enumerate(series):
            parts.append(_bar(left + number * bar, bar, each.figures[place], most, number))
        parts.append(_text(left + bar * len(series) / 2, _TOP + _HIGH + 18, label, "middle"))
    sums = "；".join(f"{each.name}{sum(each.figures)}{unit}" for each in series)
    said = told or f"{labels[0]}至{labels[-1]}：{sums}。各数见下表。"
    return _drawn(key, title, said, _TOP + _HIGH + _FOOT, parts)


def bars(
    key: str,
    title: str,
    rows: Sequence[tuple[str, int]],
    unit: str = "件",
    *,
    shape: Shape | None = None,
    told: str = "",
) -> Markup:
    """条形图: one bar to a row, the longest first as they are given; empty where there is nothing to draw."""
    shape = shape or WIDE
    most = max((figure for _, figure in rows), default=0)
    if not most:
        return Markup("")
    span = shape.width - shape.label - _NUMBER
    parts = []
    for place, (label, figure) in enumerate(rows):
        top = place * _ROW
        parts.append(_text(shape.label - 8, top + 17, _short(label, shape.letters), "end"))
        wide = max(figure / most * span, 1 if figure else 0)
        parts.append(_rect(shape.label, top + 4, wide, _ROW - 8, 0))
        parts.append(_text(shape.label + wide + 6, top + 17, f"{figure:,}", "start"))
    said = told or f"{'；'.join(f'{label}{figure}{unit}' for label, figure in rows[:5])}。各数见下表。"
    return _drawn(key, title, said, len(rows) * _ROW + 4, parts, shape.width)


@dataclass(frozen=True, slots=True)
class Course:
    """走势: what it is called and its values by the place on the axis; a place without a value is left out."""

    name: str
    values: Mapping[str, Decimal]


def lines(
    key: str, title: str, labels: Sequence[str], courses: Sequence[Course], unit: str = "", *, told: str = ""
) -> Markup:
    """折线图: at most two courses over the same places, told apart by their dashes; empty where no line can be drawn."""
    values = [value for each in courses for value in each.values.values()]
    if len(labels) < 2 or not values:
        return Markup("")
    low, high = min(*values, Decimal(0)), max(*values, Decimal(0))
    if low == high:
        return Markup("")
    step = (_WIDE - _LEFT - 24) / (len(labels) - 1)
    parts = [_scale(low, high), *(_named(place, each.name) for place, each in enumerate(courses))]
    for number, each in enumerate(courses):
        points = [
            (_LEFT + 12 + place * step, _TOP + float((high - each.values[label]) / (high - low)) * _HIGH)
            for place, label in enumerate(labels)
            if label in each.values
        ]
        parts += [_path(points, number), *(_dot(x, y) for x, y in points)]
    every = -(-len(labels) // 9)
    parts += [
        _text(_LEFT + 12 + place * step, _TOP + _HIGH + 18, label, "middle")
        for place, label in enumerate(labels)
        if place % every == 0
    ]
    latest = "；".join(f"{each.name}最近{_last(each, labels)}{unit}" for each in courses if each.values)
    said = told or f"{labels[0]}至{labels[-1]}：{latest}。各数见下表。"
    return _drawn(key, title, said, _TOP + _HIGH + _FOOT, parts)


_DASHES = ("", "6 4")


def _last(course: Course, labels: Sequence[str]) -> Decimal:
    """Of the last place on the axis that has a value; in the alphabet September stands behind October."""
    return next(course.values[label] for label in reversed(labels) if label in course.values)


def _path(points: Sequence[tuple[float, float]], number: int) -> Markup:
    way = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    drawn = Markup('<path d="{way}" fill="none" stroke="{line}" stroke-width="2" stroke-dasharray="{dashes}"/>')
    return drawn.format(way=way, line=_OUTLINE, dashes=_DASHES[number] or "none")


def _dot(x: float, y: float) -> Markup:
    return Markup('<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{ink}"/>').format(x=x, y=y, ink=_OUTLINE)


def _scale(low: Decimal, high: Decimal) -> Markup:
    nought = _TOP + float(high / (high - low)) * _HIGH
    line = Markup('<path d="M{left} {top}V{base}M{left} {nought:.1f}H{right}" fill="none" stroke="#999999"/>')
    drawn = line.format(left=_LEFT, top=_TOP, base=_TOP + _HIGH, nought=nought, right=_WIDE)
    marks = {high: _TOP + 10, low: _TOP + _HIGH, Decimal(0): round(nought)}
    for value, place in marks.items():
        drawn += _text(_LEFT - 8, place, f"{value:,f}", "end")
    return drawn


def _named(place: int, name: str) -> Markup:
    left = _LEFT + 8 + place * 330
    return _path([(left, 13), (left + 28, 13)], place) + _text(left + 34, 18, _short(name, 18), "start")


def _drawn(key: str, title: str, told: str, high: int, parts: Sequence[Markup], wide: int = _WIDE) -> Markup:
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img" class="chart"'
        ' aria-labelledby="{key}-title {key}-desc"><title id="{key}-title">{title}</title>'
        '<desc id="{key}-desc">{told}</desc>{parts}</svg>'
    ).format(wide=wide, high=high, key=key, title=title, told=told, parts=Markup("").join(parts))


def _axis(most: int) -> Markup:
    base = _TOP + _HIGH
    line = Markup('<path d="M{left} {top}V{base}H{right}" fill="none" stroke="#999999"/>')
    return (
        line.format(left=_LEFT, top=_TOP, base=base, right=_WIDE)
        + _text(_LEFT - 8, _TOP + 10, f"{most:,}", "end")
        + _text(_LEFT - 8, base, "0", "end")
    )


def _legend(series: Sequence[Series]) -> list[Markup]:
    if len(series) < 2:
        return []
    drawn = []
    for number, each in enumerate(series):
        left = _LEFT + 8 + number * 150
        drawn += [_rect(left, 6, 14, 14, number), _text(left + 20, 18, each.name, "start")]
    return drawn


def _bar(left: float, wide: float, figure: int, most: int, number: int) -> Markup:
    high = figure / most * _HIGH
    return _rect(left, _TOP + _HIGH - high, wide - 1, high, number)


def _rect(left: float, top: float, wide: float, high: float, number: int) -> Markup:
    return Markup(
        '<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{fill}" stroke="{line}"/>'
    ).format(left=left, top=top, wide=wide, high=high, fill=_COLOURS[number % len(_COLOURS)], line=_OUTLINE)


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    return Markup('<text x="{x:.1f}" y="{y}" font-size="13" fill="{ink}" text-anchor="{anchor}">{text}</text>').format(
        x=x, y=y, ink=_INK, anchor=anchor, text=text
    )


def _short(label: str, most: int) -> str:
    """So many characters fit before the bar."""
    return label if len(label) <= most else f"{label[: most - 1]}…"
