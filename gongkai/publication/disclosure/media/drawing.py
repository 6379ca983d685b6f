"""画图表: the rows of a chart as the house draws them, and as they are read out beneath it."""

from __future__ import annotations

from markupsafe import Markup

from gongkai.law.media import ChartShape, ChartTable, chart_of
from gongkai.papers import charts
from gongkai.papers.charts import Course, Series
from gongkai.publication.disclosure.media.models import Media


def table_of(row: Media) -> ChartTable:
    """图表数据: as it was kept."""
    return chart_of(row.table)


def drawn(row: Media) -> Markup:
    """图: with the caption for its title and the text in its place for its description."""
    table, shape, key = table_of(row), ChartShape(row.shape), f"media-{row.pk}"
    if shape is ChartShape.LINES:
        courses = [
            Course(name, {label: figures[place] for label, figures in table.rows})
            for place, name in enumerate(table.series)
        ]
        return charts.lines(key, row.caption, table.labels, courses, row.unit, told=row.words)
    if shape is ChartShape.BARS:
        bars = [(label, int(figures[0])) for label, figures in table.rows]
        return charts.bars(key, row.caption, bars, row.unit, told=row.words)
    series = [
        Series(name, [int(figures[place]) for _, figures in table.rows]) for place, name in enumerate(table.series)
    ]
    return charts.columns(key, row.caption, table.labels, series, row.unit, told=row.words)
