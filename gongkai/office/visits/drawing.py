"""访问量图: the months of a year as bars, drawn on the server; the table beside it says the same."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from gongkai.office.visits.queries import Figure

_WIDE, _HIGH, _BAR, _LEFT, _TOP = 720, 220, 34, 70, 16
_COLOUR = "#0b5cad"


def chart(months: Sequence[Figure], year: int) -> Markup:
    """各月页次图: no colour carries a meaning of its own; empty where nothing was counted."""
    most = max((month.views for month in months), default=0)
    if not most:
        return Markup("")
    base = _TOP + _HIGH
    bars = Markup("").join(_bar(place, month.views, most, base) for place, month in enumerate(months))
    axis = Markup(
        '<g stroke="#999999"><path d="M{left} {top}V{base}H{right}" fill="none"/></g>'
        '<g font-size="13" fill="#333333" text-anchor="end"><text x="{label}" y="{high}">{most}</text>'
        '<text x="{label}" y="{base}">0</text></g>'
    ).format(left=_LEFT, top=_TOP, base=base, right=_WIDE, label=_LEFT - 8, high=_TOP + 10, most=f"{most:,}")
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img" class="visits-chart">'
        "<title>{year}年各月访问量（页次）</title>{axis}{bars}</svg>"
    ).format(wide=_WIDE, high=base + 28, year=year, axis=axis, bars=bars)


def _bar(place: int, views: int, most: int, base: int) -> Markup:
    high = round(views / most * _HIGH)
    left = _LEFT + 12 + place * (_WIDE - _LEFT - 12) / 12
    middle = left + _BAR / 2
    return Markup(
        '<rect x="{left:.1f}" y="{top}" width="{bar}" height="{high}" fill="{colour}"/>'
        '<text x="{middle:.1f}" y="{foot}" font-size="13" fill="#333333" text-anchor="middle">{month}月</text>'
    ).format(
        left=left, top=base - high, bar=_BAR, high=high, colour=_COLOUR, middle=middle, foot=base + 18, month=place + 1
    )
