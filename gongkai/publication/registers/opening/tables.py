"""数据下载: the records of an answer as CSV, Excel and JSON, a few at a time in memory, whatever their number."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongkai.law.grammar.kinds import NUMERIC, Field, Kind, Sort
from gongkai.papers import safe_csv
from gongkai.papers.long_sheets import Column, Entry, LongSheets
from gongkai.publication.registers.asking.answering import Rows, Stood, stood
from gongkai.publication.registers.worded import plainly

AT_ONCE = 2000
HEADS = ("网址", "版次", "公开日期")
"""每行之前: where the record stands for good, which edition of it this is, since when it has been public."""
Address = Callable[[Stood], str]
_WIDE = {Sort.LONG: 40, Sort.TEXT: 24}
_MOST_DIGITS = 15
"""From here on Excel rounds: such a figure stays text."""


def told(rows: Rows) -> Iterator[Stood]:
    """逐条."""
    return map(stood, rows.iterator(AT_ONCE))


def headings(kind: Kind) -> list[str]:
    """表头: with units; what is covered says so."""
    return [*HEADS, *(each.heading for each in kind.shown)]


def csv_lines(kind: Kind, rows: Iterable[Stood], address: Address) -> Iterator[str]:
    """CSV: a figure is written bare and exact, a text is never a formula."""
    numbers = frozenset(len(HEADS) + place for place, each in enumerate(kind.shown) if each.sort in NUMERIC)
    yield safe_csv.MARK + safe_csv.line(headings(kind))
    for each in rows:
        cells = [plainly(field, each.data.get(field.key)) for field in kind.shown]
        yield safe_csv.line([*_first(each, address), *cells], numbers=numbers)


def _first(row: Stood, address: Address) -> list[str]:
    return [address(row), str(row.edition), f"{row.record.published_on:%Y-%m-%d}"]


def write_workbook(kind: Kind, rows: Iterable[Stood], address: Address, path: Path) -> None:
    """Excel: row by row into a file."""
    with LongSheets(path, {kind.label[:31]: columns(kind)}, title=kind.label) as book:
        for each in rows:
            book.add(kind.label[:31], cells(kind, each, address))


def columns(kind: Kind) -> list[Column]:
    """Excel的列."""
    return [*(Column(head, 16) for head in HEADS), *field_columns(kind)]


def field_columns(kind: Kind) -> list[Column]:
    """Excel的列, of the fields alone."""
    return [Column(each.heading, _WIDE.get(each.sort, 14), wrap=each.sort is Sort.LONG) for each in kind.shown]


def cells(kind: Kind, row: Stood, address: Address) -> list[Entry]:
    """Excel的一行."""
    return [*_first(row, address), *(written(field, row.data.get(field.key)) for field in kind.shown)]


def written(field: Field, value: Any) -> Entry:
    """一格: a figure as a number where Excel can hold all its digits."""
    told = plainly(field, value)
    if field.sort in NUMERIC and told and sum(sign.isdigit() for sign in told) <= _MOST_DIGITS:
        return Decimal(told)
    return told


def json_parts(head: dict[str, Any], rows: Iterable[Stood], address: Address) -> Iterator[str]:
    """JSON: what it is about first, then the records, then how many they were; exact figures are texts."""
    yield f'{_json(head)[:-1]}, "记录": ['
    number = 0
    for number, each in enumerate(rows, 1):
        yield f"{',' if number > 1 else ''}\n{_json(entry(each, address))}"
    yield f'\n], "条数": {number}}}\n'


def entry(row: Stood, address: Address) -> dict[str, Any]:
    """一条: with the keys of its kind, as its schema says."""
    return {
        "网址": address(row),
        "版次": row.edition,
        "公开日期": f"{row.record.published_on:%Y-%m-%d}",
        "内容": {each.key: row.data[each.key] for each in row.record.declared.shown if each.key in row.data},
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
