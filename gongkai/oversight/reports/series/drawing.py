"""历年图: the charts of the series: only years for which both figures are known are drawn, the others are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from gongkai.oversight.reports.series.figures import CHARTS, Line, Series
from gongkai.papers import charts

_LEAST = 2
"""One year alone is no course of things."""


@dataclass(frozen=True)
class Chart:
    """一张图: with its title, the years left out, and whether the forms drawn count differently."""

    title: str
    drawn: Markup
    left_out: tuple[int, ...]
    broken: bool


def drawn(found: Series) -> list[Chart]:
    """历年图: those that have something to show."""
    return [chart for key, title, measures in CHARTS if (chart := _chart(found, key, title, measures))]


def _chart(found: Series, key: str, title: str, measures: tuple[str, ...]) -> Chart | None:
    lines = [line for each in measures if (line := found.line(each))]
    years = list(_known(lines)) if len(lines) == len(measures) else []
    if len(years) < _LEAST:
        return None
    numbers = [
        charts.Series(line.measure.label, [int(one.number or 0) for one in line.figures if one.year in years])
        for line in lines
    ]
    picture = charts.columns(f"series-{key}", title, [f"{year}年" for year in years], numbers, lines[0].measure.unit)
    left_out = tuple(each.year for each in found.years if each.year not in years)
    return Chart(title, picture, left_out, any(line.broken for line in lines)) if picture else None


def _known(lines: list[Line]) -> Iterator[int]:
    for figures in zip(*(line.figures for line in lines), strict=True):
        if all(each.known for each in figures):
            yield figures[0].year
