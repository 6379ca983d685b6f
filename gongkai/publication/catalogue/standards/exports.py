"""标准目录导出: written in the national form, so that it reads back the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from gongkai.law.standards import Standard, TierOfDisclosure, written_ticks
from gongkai.papers.grid import Cell, Grid
from gongkai.papers.xlsx import write_xlsx

TITLE = "领域政务公开标准目录"

_TOP = ("序号", "公开事项", "", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "",
        "公开方式", "", "公开层级", "", "", "公开形式")  # fmt: skip
_UNDER = {1: "一级事项", 2: "二级事项", 8: "全社会", 9: "特定群众", 10: "主动", 11: "依申请公开", 12: "市级", 13: "县级",
          14: "乡、村级"}  # fmt: skip


def write_catalogue(standards: Sequence[Standard], title: str) -> bytes:
    """写标准目录: a worksheet for each area, in the national form with its merged heads; what is read back is the same."""
    ordered = _by_area(standards)
    return write_xlsx([_sheet(area, inside) for area, inside in ordered.items()], title=title)


def _by_area(standards: Iterable[Standard]) -> dict[str, list[Standard]]:
    found: dict[str, list[Standard]] = {}
    for standard in standards:
        found.setdefault(standard.area, []).append(standard)
    return found


def _sheet(area: str, standards: Sequence[Standard]) -> Grid:
    cells = [Cell(0, 0, f"{area}{TITLE}", colspan=len(_TOP), head=True), *_head_cells()]
    cells += [
        Cell(line, column, text)
        for line, standard in enumerate(standards, start=3)
        for column, text in enumerate(_cells(standard))
        if column != 1
    ]
    return Grid((*cells, *_matter_cells(standards)), caption=area)


def _head_cells() -> Iterator[Cell]:
    for column, text in enumerate(_TOP):
        beneath = _UNDER.get(column)
        if text:
            spans = next((n for n in range(1, len(_TOP)) if column + n >= len(_TOP) or _TOP[column + n]), 1)
            yield Cell(1, column, text, rowspan=1 if beneath else 2, colspan=spans, head=True)
        if beneath:
            yield Cell(2, column, beneath, head=True)


def _matter_cells(standards: Sequence[Standard]) -> Iterator[Cell]:
    """The first matter, merged over the rows it holds."""
    line = 3
    for matter, inside in groupby(standards, key=lambda standard: standard.matter):
        many = len(list(inside))
        yield Cell(line, 1, matter, rowspan=many)
        line += many


def _cells(standard: Standard) -> list[str]:
    def mark(ticked: object) -> str:
        return "√" if ticked else ""

    return [
        *(standard.number, standard.matter, standard.name, standard.content, standard.basis, standard.limit),
        *(standard.bodies, written_ticks(standard), mark(standard.everyone), standard.group),
        *(mark(standard.proactive), mark(standard.on_application)),
        *(mark(tier in standard.tiers) for tier in TierOfDisclosure),
        standard.form.label,
    ]


def as_rows(standards: Iterable[Standard]) -> list[list[Any]]:
    """平铺: one line for each standard with its area, for csv."""
    return [[standard.area, *_cells(standard)] for standard in standards]


FLAT = ("领域", "序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
        "全社会", "特定群众", "主动", "依申请公开", "市级", "县级", "乡、村级", "公开形式")  # fmt: skip
"""平铺列名: of ``as_rows``."""
