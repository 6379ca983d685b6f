"""混用格式: tables of another year's form within a report, told table by table by the names only that form has.

Reports mostly change over to a new form as a whole. Some keep a table of the old one (第九项的政府集中采购), a few print the
old tables under the new headings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.law.grammar.tables import Table
from gongkai.reading.script import core, plain, unbracketed
from gongkai.reading.tables.books import book_of
from gongkai.reading.tables.rows import Row

_REACH = 14
"""How many rows above a row of the table its head may begin, where every cell stands on a line of its own."""


@dataclass(frozen=True)
class Used:
    """所用的表: a table, and the form it is of where that is not the form of the report."""

    table: Table
    form: str = ""


def forms_in(rows: Sequence[Row], edition: Edition, keys: Sequence[str]) -> tuple[Used, ...]:
    """所用各表: the tables of these keys as the report prints them, those only another form has included if they are there."""
    found = []
    seen = {core(unbracketed(text)) for text in {piece.text for row in rows for piece in row.words}}
    for key in dict.fromkeys(
        (*keys, *(key for key in _foreign(edition) if key.startswith("article_20") in _kinds(keys)))
    ):
        official = edition.tables.get(key)
        others = [
            (form, table)
            for form, table in _elsewhere(key).items()
            if form != edition.key and not _own_names(table).isdisjoint(seen)
        ]
        best = max(
            ((_closeness(rows, table), form, table) for form, table in others), key=lambda each: each[0], default=None
        )
        if best and best[0] > (_closeness(rows, official) if official else 0):
            found.append(Used(best[2], best[1]))
        elif official:
            found.append(Used(official))
    return tuple(found)


def _kinds(keys: Sequence[str]) -> set[bool]:
    return {key.startswith("article_20") for key in keys}


@cache
def _foreign(edition: Edition) -> tuple[str, ...]:
    """Tables other forms with the same sections have and this one has not."""
    alike = [each for each in EDITIONS if "applications" in each.tables and "applications" in edition.tables]
    return tuple(dict.fromkeys(key for each in alike for key in each.tables if key not in edition.tables))


@cache
def _elsewhere(key: str) -> Mapping[str, Table]:
    return {edition.key: edition.tables[key] for edition in EDITIONS if key in edition.tables}


def other_form(table: Table) -> Used | None:
    """另一版的同一张表: the same table of another form, if its rows differ."""
    for edition in EDITIONS:
        other = edition.tables.get(table.key)
        if other is not None and set(other.row_lines) != set(table.row_lines):
            return Used(other, edition.key)
    return None


def _closeness(rows: Sequence[Row], table: Table) -> float:
    """How near above one of its rows the names of columns stand that only this form has: 0 where none does."""
    book, own = book_of(table), _own_names(table)
    best = 0.0
    for at, row in enumerate(rows):
        if any(book.named(piece.text) for piece in row.words):
            near = (
                back
                for back, above in enumerate(reversed(rows[max(0, at - _REACH) : at]), 1)
                if any(core(unbracketed(piece.text)) in own for piece in above.words)
            )
            best = max(best, 1 / next(near, 1000))
    return best


@cache
def _own_names(table: Table) -> frozenset[str]:
    """The names of columns no other form's table of the same key has."""
    others = frozenset().union(*(_names(each) for each in _elsewhere(table.key).values() if each is not table))
    return _names(table) - others


def _names(table: Table) -> frozenset[str]:
    return frozenset(core(unbracketed(plain(line.label))) for line in table.column_lines.values())
