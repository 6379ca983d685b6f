"""导入用的工作簿: the template of a kind, and the rows that were kept out with every fault marked where it stands."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.law.grammar.kinds import Kind, Shown
from gongkai.law.registers.rows import RowVerdict
from gongkai.papers.text import clean
from gongkai.papers.xlsx import LONGEST_CELL
from gongkai.publication.registers.forms import said_of
from gongkai.publication.registers.importing import queries
from gongkai.publication.registers.importing.judging import JudgedRow
from gongkai.publication.registers.importing.models import RecordImport

NOTED = ("所在", "问题")
"""前两列: where the row stood and what was wrong; no kind has columns of these names."""
ROWS = 5000
"""模板的行数: how far down the choices of a column reach."""
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@contextmanager
def _book(content: io.BytesIO) -> Iterator[xlsxwriter.Workbook]:
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        yield book


def template(kind: Kind) -> bytes:
    """模板: the headings of a kind with its choices, and a sheet that says how each column is written."""
    content = io.BytesIO()
    with _book(content) as book:
        head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#EEF1F4"})
        text = book.add_format({"num_format": "@"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(kind.label[:31])
        sheet.freeze_panes(1, 0)
        for place, each in enumerate(kind.fields):
            sheet.set_column(place, place, 18, text)
            sheet.write_string(0, place, f"{each.heading}{'*' if each.required else ''}", head)
            if each.choices and len(",".join(each.choices)) <= 255:
                sheet.data_validation(1, place, ROWS, place, {"validate": "list", "source": list(each.choices)})
        _explain(book.add_worksheet("填写说明"), kind, head, wrap)
    return content.getvalue()


def _explain(sheet: Worksheet, kind: Kind, head: Format, wrap: Format) -> None:
    for place, (title, width) in enumerate((("列", 26), ("必填", 8), ("写法", 50), ("可选项", 50), ("公众看到", 14))):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, head)
    for line, each in enumerate(kind.fields, 1):
        seen = {Shown.WHOLE: "原文", Shown.COVERED: "脱敏后", Shown.INSIDE: "不公开"}[each.shown]
        cells = (each.heading, "是" if each.required else "", said_of(each), "、".join(each.choices), seen)
        for place, cell in enumerate(cells):
            sheet.write_string(line, place, cell, wrap)
    last = len(kind.fields) + 2
    sheet.write_string(last, 0, "依据", head)
    sheet.write_string(last, 1, f"{kind.basis}；{kind.limit}")
    if kind.alike:
        sheet.write_string(last + 1, 0, "同一条记录", head)
        names = "、".join(kind.field(key).label for key in kind.alike)
        sheet.write_string(last + 1, 1, f"{names}都相同的，是同一条记录，不重复登记")


def faulty(batch: RecordImport) -> bytes:
    """问题行: as they were read, the cells that are wrong marked; mended, the same workbook is imported again."""
    content = io.BytesIO()
    with _book(content) as book:
        head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#EEF1F4"})
        plain, bad = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bg_color": "#F8D7DA"})
        sheet = book.add_worksheet("不收的行")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(batch.mapping) + 1, 18, plain)
        sheet.set_column(1, 1, 50)
        for place, title in enumerate((*NOTED, *(label for label, _ in batch.mapping))):
            sheet.write_string(0, place, title, head)
        refused = queries.opened(queries.rows(batch, RowVerdict.REFUSED).iterator(500))
        for line, row in enumerate(refused, 1):
            _write(sheet, line, row, batch, plain, bad)
    return content.getvalue()


def _write(sheet: Worksheet, line: int, row: JudgedRow, batch: RecordImport, plain: Format, bad: Format) -> None:
    wrong = {each.field for each in row.faults if each.refuses}
    sheet.write_string(line, 0, row.where, plain)
    sheet.write_string(line, 1, "；".join(map(str, row.faults)), bad)
    for place, (_, key) in enumerate(batch.mapping):
        cell = row.cells[place] if place < len(row.cells) else ""
        sheet.write_string(line, place + 2, clean(cell)[: LONGEST_CELL // 2], bad if key and key in wrong else plain)
