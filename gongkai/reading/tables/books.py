"""标签册目录: the book of labels of every table of every form, made once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.law.grammar.tables import Layout, Table
from gongkai.reading.script import plain
from gongkai.reading.tables.heads import Columns
from gongkai.reading.tables.labels import Book
from gongkai.reading.tables.lexicon import wordings
from gongkai.reading.tables.variants import Variant


@cache
def books(edition: Edition) -> Mapping[str, Book]:
    """标签册: the labels of every table of an edition, rows and, for a table printed as one row, nothing."""
    return {key: book_of(table) for key, table in edition.tables.items()}


@cache
def book_of(table: Table) -> Book:
    """一表的标签册: its rows, with the headings and the neighbouring tables of its form as what is meant by other words."""
    if table.layout is Layout.STRIP:
        return Book({}, {})
    edition = next(each for each in EDITIONS if table in each.tables.values())
    headings = [line for line in table.rows.walk() if line.label and not line.numbered]
    neighbours = [line for other in edition.tables.values() if other is not table for line in other.row_lines.values()]
    return Book(table.row_lines, wordings(table.key), [*headings, *neighbours], table.columns.walk())


@cache
def book_as_printed(variant: Variant) -> Book:
    """别种版式的标签册: the labels of a table printed in another way: rows where they have become rows."""
    table = variant.table
    said = wordings(table.key)
    names = {key: (*said.get(key, ()), plain("".join(table.path(key)))) for key in table.row_lines}
    headings = [line for line in table.rows.walk() if line.label and not line.numbered]
    return Book(table.row_lines, names, headings, table.columns.walk())


@cache
def columns_of(table: Table) -> Columns:
    """列名册: the names of the columns of a table, official or printed in another way."""
    return Columns(table, wordings(table.key))
