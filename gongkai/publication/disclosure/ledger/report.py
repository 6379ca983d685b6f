"""逐行核对报告: a workbook of what was found, written row by row; the refused rows beside it.

Personal numbers are masked here too: who puts a row right has the ledger itself.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from gongkai.publication.disclosure.ledger import queries
from gongkai.publication.disclosure.ledger.models import Ledger
from gongkai.publication.disclosure.ledger.privacy import masked

_FOUND = ("所在", "结论", "字段", "规则", "样本", "标题")
_KEPT = {
    "title": "标题",
    "index_number": "索引号",
    "number": "文号",
    "issuer": "发文机关",
    "made_on": "成文日期",
    "published_on": "发布日期",
    "column": "公开栏目",
    "address": "网址",
}


def workbook(ledger: Ledger) -> bytes:
    """核对报告: three worksheets: the summary, every finding, and the refused rows as they were read."""
    content = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        head = book.add_format({"bold": True, "border": 1})
        for name, titles, rows in (
            ("汇总", ("项目", "数"), _summary(ledger)),
            ("逐行问题", _FOUND, _findings(ledger)),
            ("不收的行", ("所在", *_KEPT.values(), "原文"), _refused(ledger)),
        ):
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 8, 18)
            sheet.freeze_panes(1, 0)
            for place, title in enumerate(titles):
                sheet.write_string(0, place, title, head)
            for line, row in enumerate(rows, 1):
                for place, cell in enumerate(row):
                    sheet.write(line, place, cell)
    return content.getvalue()


def _summary(ledger: Ledger) -> Iterable[Sequence[str | int]]:
    found = queries.found(ledger)
    yield "台账", ledger.title
    yield "文件", ledger.name
    yield "年度", ledger.year_told
    yield from (("说明", note) for note in ledger.notes)
    yield from (("合格行", found.good), ("有提示行", found.flagged), ("不收行", found.refused))
    yield from ((f"规则：{rule.label}", number) for rule, number in found.by_rule)
    yield from ((f"渠道：{channel.label}", number) for channel, number in found.by_channel)
    for each in queries.compared(ledger):
        yield f"年报所报：{each.label}", each.stated
        yield f"台账所计：{each.label}", each.counted


def _findings(ledger: Ledger) -> Iterable[Sequence[str]]:
    for row in queries.report_rows(ledger):
        for fault in row.faults:
            severity = "不收" if fault.refuses else "提示"
            yield row.where, severity, fault.field, fault.rule.label, fault.sample, row.title


def _refused(ledger: Ledger) -> Iterable[Sequence[str]]:
    for row in queries.report_rows(ledger):
        if any(fault.refuses for fault in row.faults):
            cells = (*(str(row.row.get(name, "")) for name in _KEPT), str(row.row.get("text", ""))[:1000])
            yield row.where, *map(masked, cells)
