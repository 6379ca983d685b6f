"""空白表: the official form of an edition as lines of text, and its balances in words, all out of the law's definition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypedDict

from gongkai.law.annual_report import EDITIONS, Edition, edition
from gongkai.law.grammar.layout import Printed, PrintedCell, grid, height_of, width_of
from gongkai.law.grammar.tables import Balance, Operand, Table
from gongkai.papers.text import width

_WIDEST = 28
"""Widest column, in half-width characters; longer texts go on in the next line of the cell."""

_NARROWEST = 4


class BalanceJson(TypedDict):
    """勾稽关系: name, where it holds, relation, level, basis; operands with their sign, ``last_year`` if of last year."""

    name: str
    place: str
    relation: str
    level: str
    basis: str
    operands: list[OperandJson]


class OperandJson(TypedDict):
    """项: a cell and its sign; ``table`` is empty for the table itself."""

    table: str
    row: str
    column: str
    sign: int
    last_year: bool


class LineJson(TypedDict):
    """行或列: key, path of labels, unit."""

    key: str
    path: list[str]
    unit: str


class TableJson(TypedDict):
    """统计表: ``table --json`` prints a list of these."""

    key: str
    title: str
    edition: str
    basis: str
    rows: list[LineJson]
    columns: list[LineJson]
    balances: list[BalanceJson]


def find_edition(text: str) -> Edition:
    """版本: by its key (2014, 2019, 2021) or by a year it covers. Raises ValueError, said in Chinese."""
    if not text.isdecimal():
        raise ValueError(f"年报格式应为{'、'.join(each.key for each in EDITIONS)}之一，或报告年度，收到“{text}”")
    return edition(int(text))


def find_tables(form: Edition, text: str) -> tuple[Table, ...]:
    """表: the one with this key, or whose title has these words; all of them for an empty text. Raises ValueError."""
    found = tuple(table for table in form.tables.values() if not text or text == table.key)
    found = found or tuple(table for table in form.tables.values() if text in table.title)
    if not found:
        known = "、".join(f"{table.key}（{table.title}）" for table in form.tables.values())
        raise ValueError(f"{form.key}年格式中没有“{text}”，有：{known}")
    return found


def blank_form(table: Table) -> Iterator[str]:
    """空白表: title, the form, and every balance once, with the rows or columns it holds in."""
    yield f"{table.title}（{table.basis}，{table.key}）"
    yield from drawn(grid(table))
    if not table.balances:
        yield "勾稽关系：无"
        return
    yield "勾稽关系："
    for (name, level), balances in groupby(table.balances, key=lambda balance: (balance.name, balance.level)):
        every = list(balances)
        against = "（与上年报告对照）" if every[0].across_years else ""
        yield f"  {level.label}　{name}{against}{_where(table, every)}"


def _where(table: Table, balances: Sequence[Balance]) -> str:
    """In which rows or columns a rule holds, in a word where it is all of them."""
    places = [balance.place for balance in balances if balance.place]
    if not places:
        return ""
    if len(places) in (len(table.column_lines), len(table.row_lines)):
        return "：各列" if len(places) == len(table.column_lines) else "：各行"
    return f"：{'；'.join(places)}"


def table_json(form: Edition, table: Table) -> TableJson:
    """JSON: rows, columns and balances of a table."""
    return {
        "key": table.key,
        "title": table.title,
        "edition": form.key,
        "basis": table.basis.short,
        "rows": [
            {"key": key, "path": list(table.path(key)), "unit": line.unit} for key, line in table.row_lines.items()
        ],
        "columns": [
            {"key": key, "path": list(table.column_path(key)), "unit": line.unit}
            for key, line in table.column_lines.items()
        ],
        "balances": [_balance_json(balance) for balance in table.balances],
    }


def _balance_json(balance: Balance) -> BalanceJson:
    return {
        "name": balance.name,
        "place": balance.place,
        "relation": balance.relation.value,
        "level": balance.level.value,
        "basis": balance.basis.short,
        "operands": [_operand_json(operand) for operand in balance.operands],
    }


def _operand_json(operand: Operand) -> OperandJson:
    return {
        "table": operand.table,
        "row": operand.row,
        "column": operand.column,
        "sign": operand.sign,
        "last_year": operand.last_year,
    }


def drawn(printed: Printed) -> Iterator[str]:
    """画表: printed cells as lines of text: a merged cell once, a long text over several lines."""
    widths = _column_widths(printed)
    waiting = {each: _wrapped(each.text, _room(each, widths)) for each in printed}
    owner = {slot: each for each in printed for slot in _slots(each)}
    for row in range(height_of(printed)):
        cells = list(dict.fromkeys(owner[row, column] for column in range(width_of(printed))))
        ending = [each for each in cells if each.row + each.rowspan - 1 == row]
        for _ in range(max(1, *(len(waiting[each]) for each in ending))):
            texts = (_padded(waiting[each].pop(0) if waiting[each] else "", _room(each, widths)) for each in cells)
            yield "│".join(texts).rstrip()


def _column_widths(printed: Printed) -> list[int]:
    """For each column, the half-width characters its own cells need, within reason."""
    needed = dict.fromkeys(range(width_of(printed)), _NARROWEST)
    for each in printed:
        if each.colspan == 1:
            needed[each.column] = max(needed[each.column], min(_measure(each.text), _WIDEST))
    return [needed[column] for column in sorted(needed)]


def _room(cell: PrintedCell, widths: Sequence[int]) -> int:
    """How many half-width characters fit into a cell, with the bars it covers."""
    return sum(widths[cell.column : cell.column + cell.colspan]) + cell.colspan - 1


def _slots(cell: PrintedCell) -> Iterator[tuple[int, int]]:
    for row in range(cell.row, cell.row + cell.rowspan):
        yield from ((row, column) for column in range(cell.column, cell.column + cell.colspan))


def _wrapped(text: str, room: int) -> list[str]:
    lines = [""]
    for character in text:
        if _measure(lines[-1] + character) > room:
            lines.append("")
        lines[-1] += character
    return lines


def _padded(text: str, room: int) -> str:
    return text + " " * (room - _measure(text))


def _measure(text: str) -> int:
    return round(2 * width(text))
