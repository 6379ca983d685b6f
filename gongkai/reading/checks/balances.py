"""表内的问题: the balances of a table that are broken, reckoned out, and the cells that hold no proper number.

Red is only what holds whatever the unread and blank cells may be, and whatever rows were placed by their order alone;
what rests on an assumption is yellow and says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.law.grammar.checking import Defect, Fault, Range, defects, examine
from gongkai.law.grammar.checking import Finding as Broken
from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Balance, Level, Relation
from gongkai.reading.checks.culprit import Culprit, culprits
from gongkai.reading.checks.findings import Finding, Seen, Sureness, gap, seen, show
from gongkai.reading.checks.rule import Check
from gongkai.reading.tables.alignment import Certainty
from gongkai.reading.tables.cells import ReadTable

BLANK = Check(
    "A11.1",
    "数据格不得空白，没有的填0",
    Level.YELLOW,
    "逐格核对台账，没有的填0",
    official=Level.RED,
    reason="空白多为0而未填，不致误认；文件转换也会丢失数字",
)
MARK = Check(
    "A11.2",
    "数据格应填数，不得以符号代替",
    Level.YELLOW,
    "“/”“—”“无”等改填数，没有的填0",
    official=Level.RED,
    reason="符号多指0，不致误认",
)
NEGATIVE = Check("A11.3", "数量不得为负数", Level.RED, "核对台账，改为实有数量")
FRACTION = Check("A11.4", "件数应为整数", Level.RED, "件数改为整数；金额填入金额的格")

BALANCE_CODES: Mapping[str, str] = {
    "本年新收加上年结转等于办理结果总计加结转下年度": "A05",
    "各项办理结果之和等于总计": "A06",
    "各类申请人之和等于总计": "A07",
    "上年结转等于上年度报告的结转下年度继续办理": "A08",
    "各种结果之和等于总计": "A09",
    "现行有效等于上年现行有效加本年制发减本年废止": "A16",
}
"""勾稽关系的编号: which balances of the forms the office's own list names; the others are called by their names."""

_SHOWN = 12
_MANY_ROWS = 4


def of_table(table: ReadTable) -> Iterator[Finding]:
    """一表的问题: its broken balances, then the cells that hold no proper number."""
    bounds = {key: Range(0, cell.at_most) for key, cell in table.cells.items() if cell.at_most is not None}
    result = examine(table.sheet, blank_is_zero=table.blank_is_zero, bounds=bounds)
    charged = culprits(table.sheet, result.findings, blank_is_zero=table.blank_is_zero, bounds=bounds)
    found = [_broken(table, each, charged.get(each.balance)) for each in result.findings]
    yield from _out_of_line(table, found) if _is_out_of_line(table, found) else found
    yield from _improper(table, defects(table.sheet))


def _is_out_of_line(table: ReadTable, found: Sequence[Finding]) -> bool:
    """Whether most rows that hold anything break their sum: then the columns are out of line, in the report or in the file."""
    broken = sum(finding.code == "A07" for finding in found)
    if broken < _MANY_ROWS:
        return False
    rows = sum(
        any(table.cells[row, column].value.number for column in table.table.column_lines)
        for row in table.table.row_lines
    )
    return 2 * broken > rows


def _out_of_line(table: ReadTable, found: Sequence[Finding]) -> Iterator[Finding]:
    """One finding for all: which row is wrong cannot be told where nearly all are."""
    rows = [finding for finding in found if finding.code == "A07"]
    first = rows[0]
    text = f"{table.table.title}：有{len(rows)}行的合计不成立，疑各列错位；如第一处{first.explanation}"
    cells = tuple(cell for finding in rows for cell in finding.cells)
    mend = "先核各列是否对齐、总计列是否填全，再逐行重算合计"
    yield replace(
        first,
        level=Level.YELLOW,
        rule="各类申请人之和等于总计",
        explanation=text,
        cells=cells,
        culprit="",
        mend=mend,
        sureness=Sureness.ASSUMED,
    )


def _broken(table: ReadTable, found: Broken, culprit: Culprit | None) -> Finding:
    cells = tuple(seen(table, (reading.operand.row, reading.operand.column)) for reading in found.readings)
    right = [cell for cell, reading in zip(cells, found.readings, strict=True) if reading.operand.sign < 0]
    sureness, doubt = _sureness(table, found)
    mild = doubt or all(cell.state is State.UNREAD for cell in cells)
    anywhere = (cell.place for cell in table.cells.values())
    return Finding(
        level=Level.YELLOW if mild and found.level is Level.RED else found.level,
        rule=str(found.balance),
        table=table.table.key,
        left=found.left,
        right=found.right,
        cells=cells,
        explanation=_arithmetic(table, found, cells) + doubt,
        place=next((place for place in (*(cell.place for cell in (*right, *cells)), *anywhere) if place), None),
        basis=found.balance.basis.short,
        culprit=str(culprit or ""),
        mend=mend_of(found.balance, [cell.label for cell in right], culprit),
        code=BALANCE_CODES.get(found.balance.name, ""),
        sureness=sureness,
    )


def _sureness(table: ReadTable, found: Broken) -> tuple[Sureness, str]:
    """What a broken balance rests on; and a doubt where a row nothing but its place names is not proven by its sum."""
    cells = [table.cells[reading.operand.row, reading.operand.column] for reading in found.readings]
    unproven = {cell.row for cell in cells if cell.certainty is Certainty.ORDER and not _proven(table, cell.row)}
    if unproven:
        names = "、".join(table.table.path(row)[-1] for row in table.table.row_lines if row in unproven)
        return Sureness.PLACED, f"。{names}失去行名，按次序归位，未经合计证明"
    if any(cell.value.number is None and table.blank_is_zero for cell in cells):
        return Sureness.ASSUMED, ""
    placed = any(cell.certainty in (Certainty.LIKENESS, Certainty.ORDER) for cell in cells)
    return (Sureness.PLACED if placed else Sureness.PROVEN), ""


def _proven(table: ReadTable, row: str) -> bool:
    """Whether a row adds up along its columns, and not to nothing."""
    sums = list(table.table.columns.sums())
    number = {column: table.cells[row, column].value.number for column in table.table.column_lines}
    return bool(sums) and all(
        number[total.key] and sum(number[part.key] or 0 for part in parts) == number[total.key] for total, parts in sums
    )


def mend_of(balance: Balance, totals: Sequence[str], culprit: Culprit | None) -> str:
    """如何改: which cell to look at first, and how to reckon the rest again."""
    if culprit:
        return f"先依台账核对“{culprit.label}”，属实错填的改为{show(culprit.expected)}，再重算同行、同列的合计"
    if balance.name == "本年新收加上年结转等于办理结果总计加结转下年度":
        return "先核上年结转与上年报告的结转下年度是否一致，再依台账核新收件数，最后重算办理结果总计和结转下年度"
    if balance.relation is Relation.AT_MOST:
        return f"依台账核对两边的数，属实超出的，核对“{'”“'.join(totals[:3])}”是否漏填或口径有误"
    return f"依台账逐项核对所列各格，再重算“{'”“'.join(totals[:3])}”"


def _arithmetic(table: ReadTable, found: Broken, cells: tuple[Seen, ...]) -> str:
    """The balance reckoned out: 甲 79＋乙 1＝80，应等于总计 81，相差1."""
    names = _Names(table, cells)
    left, right = (
        names.side([cell for cell, reading in zip(cells, found.readings, strict=True) if reading.operand.sign == sign])
        for sign in (1, -1)
    )
    least = "" if found.exact else "至少"
    wanted = "应等于" if found.balance.relation is Relation.EQUAL else "不应超过"
    text = f"{left.said(found.left)}，{wanted}{right.said(found.right)}"
    return f"{text}，{least}相差{gap(found.left, found.right)}" + "".join(_assumptions(table, found))


@dataclass(frozen=True)
class _Side:
    """One side of a balance in words: what is not 0, and how many cells that is out of how many."""

    words: str
    named: int
    cells: int
    single: bool = False

    def said(self, number: Number) -> str:
        """The side with what it comes to, unless a single figure says so already."""
        rest = "（其余各格为0）" if 0 < self.named < self.cells else ""
        return self.words if self.single else f"{self.words}{rest}＝{show(number)}"


class _Names:
    """How the cells of one balance are called: by their rows; by their columns where the rows do not differ."""

    def __init__(self, table: ReadTable, cells: tuple[Seen, ...]) -> None:
        self.table = table
        self.by_row = len({cell.row for cell in cells}) > 1
        self.by_column = len({cell.column for cell in cells}) > 1

    def side(self, cells: list[Seen]) -> _Side:
        telling = [cell for cell in cells if cell.number != 0]
        shown = "＋".join(map(self._named, telling[:_SHOWN])) + ("＋…" if len(telling) > _SHOWN else "")
        if not telling:
            return _Side(self._label(cells[0]) if len(cells) == 1 else f"各项（{len(cells)}格）", 0, len(cells))
        figure = len(telling) == 1 == len(cells) and telling[0].number is not None
        return _Side(shown, 0 if figure else len(telling), len(cells), figure)

    def _named(self, cell: Seen) -> str:
        if cell.number is not None:
            return f"{self._label(cell)} {show(cell.number)}"
        most = self.table.cells[cell.row, cell.column].at_most
        bound = "" if most is None else f"，至多{most}"
        return f"{self._label(cell)}（{cell.text or cell.state.label}{bound}）"

    def _label(self, cell: Seen) -> str:
        row = unbracketed_label(self.table.table.path(cell.row)[-1])
        column = unbracketed_label(self.table.table.column_path(cell.column)[-1])
        if self.by_row and self.by_column:
            return f"{row}·{column}"
        return column if self.by_column else row


def unbracketed_label(label: str) -> str:
    """短名: a label of the form without the note in brackets after it."""
    return re.sub(r"(?<=\w)（[^（）]*）?$", "", label)


def _assumptions(table: ReadTable, found: Broken) -> Iterator[str]:
    """What the reckoning rests on besides the figures read."""
    cells = [table.cells[reading.operand.row, reading.operand.column] for reading in found.readings]
    spilled = [cell for cell in cells if cell.at_most is not None]
    if spilled:
        yield f"。未读出的格以所在行可见的数字为限（{spilled[0].place}，最大为{spilled[0].at_most}）"
    if found.jointly:
        yield "。未读出的格无论为何数，本关系与各行的合计不能同时成立"
    if table.blank_is_zero and any(cell.value.number is None for cell in cells):
        yield "。本表从不写0，空格按0计"


_IMPROPER = {
    Fault.BLANK: (BLANK, "空白"),
    Fault.MARK: (MARK, "以符号代替数"),
    Fault.NEGATIVE: (NEGATIVE, "为负数"),
    Fault.FRACTION: (FRACTION, "不是整数"),
}


def _improper(table: ReadTable, found: Iterable[Defect]) -> Iterator[Finding]:
    """One finding for each fault, naming all its cells: a table left blank is one fault and not a hundred."""
    by_fault: dict[Fault, list[Seen]] = {}
    for defect in found:
        by_fault.setdefault(defect.fault, []).append(seen(table, (defect.row, defect.column)))
    for fault, cells in by_fault.items():
        rule, what = _IMPROPER[fault]
        names = "、".join(cell.label for cell in cells[:3]) + (f"等{len(cells)}格" if len(cells) > 3 else "")
        text = f"{table.table.title}：{names}{what}"
        found_in = rule.found(text, cells[0].place, cells=cells, table=table.table.key)
        yield replace(found_in, basis=table.table.basis.short)
