"""规范性文件目录: the register and the catalogues of a clean-up as grids, for Word and Excel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.law.validity import Keep
from gongkai.papers.document import Document, Heading, Paragraph, Table
from gongkai.papers.grid import Grid
from gongkai.publication.documents.models import CleanUp, CleanUpItem, Instrument
from gongkai.publication.documents.validity import queries
from gongkai.web.jinja import iso_date


def register_grid(rows: Sequence[Instrument], on: date, caption: str) -> Grid:
    """登记簿: one row per document with what it is on a day."""
    heads = ("序号", "标题", "文号", "制定机关", "成文日期", "施行日期", "有效期至", "有效性", "终止之日")
    told = [
        (
            str(place),
            row.title,
            row.number,
            row.issuer,
            iso_date(row.made_on),
            iso_date(row.begins_on),
            iso_date(row.lasts_to),
            status.label if (status := row.course.status(on)) else "",
            iso_date(row.ends_on) if row.ends_on and row.ends_on <= on else "",
        )
        for place, row in enumerate(rows, 1)
    ]
    return Grid.from_rows([heads, *told], head_rows=1, caption=caption)


def catalogue_grids(clean_up: CleanUp) -> dict[str, Grid]:
    """清理目录: the three catalogues, also where one is empty."""
    return {title: _catalogue(title, items) for title, items in queries.catalogues(clean_up).items()}


def _catalogue(title: str, items: Sequence[CleanUpItem]) -> Grid:
    heads = ("序号", "标题", "文号", "制定机关", "成文日期", "说明")
    told = [
        (
            str(place),
            item.instrument.title,
            item.instrument.number,
            item.instrument.issuer,
            iso_date(item.instrument.made_on),
            "；".join(filter(None, (Keep(item.decision).label if item.decision == Keep.AMEND else "", item.reason))),
        )
        for place, item in enumerate(items, 1)
    ]
    return Grid.from_rows([heads, *(told or [("", "无", "", "", "", "")])], head_rows=1, caption=title)


def catalogues_paper(clean_up: CleanUp) -> Document:
    """清理结果: the three catalogues on paper."""
    blocks: list[Heading | Paragraph | Table] = []
    for title, grid in catalogue_grids(clean_up).items():
        blocks += [Heading(title), Table(Grid(grid.cells))]
    if clean_up.source_number:
        blocks.insert(0, Paragraph(f"由《{clean_up.source_title}》（{clean_up.source_number}）公布。"))
    return Document(
        title=clean_up.title, blocks=tuple(blocks), authority=clean_up.authority.name, made_on=clean_up.closed_on
    )
