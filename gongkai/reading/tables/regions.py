"""分区: where in a report its statutory tables stand, told by the words only tables have.

A region only narrows the search; which cell is which is told by labels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from gongkai.law.annual_report import Edition
from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Layout, Table
from gongkai.reading.script import core, plain, solid
from gongkai.reading.tables.halves import unfolded
from gongkai.reading.tables.labels import Book
from gongkai.reading.tables.rows import Row, Shape

_ARTICLE_20 = re.compile(r"第?二十条第?([一二三四五六七八九])项")
_CAPTION = ("勾稽关系", "申请人情况")
_SIGNED = re.compile(r"填报单位|单位负责人|填报人|联系电话|分析说明")
_NEXT_PART = re.compile(r"存在的?主要?问题|其他需要报告")
_LABEL_LENGTH = 60
_LONG_LABEL = 6
_MANY_FIGURES = 7
_OWN_LABEL = 4
_MANY_LINES = 15


@dataclass(frozen=True)
class Region:
    """区: some neighbouring rows of a report and the tables that may stand in them."""

    tables: tuple[Table, ...]
    rows: Sequence[Row]

    def stretches(self, table: Table) -> Iterator[Sequence[Row]]:
        """可能所在: where a table may stand, the narrowest first: the rows under its caption, then all of them."""
        own = self._captioned.get(_item(table.title))
        if own is not None:
            yield own
        yield self.rows

    @cached_property
    def _captioned(self) -> Mapping[str, Sequence[Row]]:
        """The rows from each caption (第二十条第（五）项) to the next, by the item it names; none that is printed twice."""
        begins = [(item, at) for at, row in enumerate(self.rows) if (item := _item_of(row))] if self.tables[1:] else []
        times = Counter(item for item, _ in begins)
        stretches = pairwise([*begins, ("", len(self.rows))])
        return {item: self.rows[at:end] for (item, at), (_, end) in stretches if times[item] == 1}

    @cached_property
    def thinned(self) -> bool:
        """是否去重: whether a text of one cell a line has lost every line it had before (crawlers do that): no two are alike."""
        if any(row.shape is not Shape.LOOSE or len(row.pieces) > 1 for row in self.rows):
            return False
        lines = [solid(row.text) for row in self.rows if row.pieces]
        return len(lines) >= _MANY_LINES and len(set(lines)) == len(lines)


def regions(rows: Sequence[Row], edition: Edition, books: Mapping[str, Book]) -> list[Region]:
    """分区: the stretches of a report in which the tables of this edition stand."""
    tables = edition.tables
    if "statistics" in tables:
        return _statistics(rows, tables["statistics"], books["statistics"])
    article_20 = tuple(table for key, table in tables.items() if key.startswith("article_20"))
    begin_remedies = _begin_remedies(rows, tables["remedies"])
    begin_applications = _first(rows, lambda row: _begins_applications(row, books["applications"]), 0, begin_remedies)
    if begin_remedies == len(rows):
        begin_remedies = _misread_remedies(rows, tables["remedies"], begin_applications)
    corner = core(article_20[0].corner)
    begin_article_20 = _first(rows, lambda row: _begins_article_20(row, corner), 0, begin_applications)
    return [
        Region(article_20, rows[begin_article_20:begin_applications]),
        Region((tables["applications"],), rows[begin_applications:begin_remedies]),
        Region((tables["remedies"],), rows[begin_remedies : _end_remedies(rows, begin_remedies)]),
    ]


def _item(text: str) -> str:
    """The item of article 20 a text names, as a caption does that says nothing else; empty for any other text."""
    caption = _ARTICLE_20.fullmatch(solid(text))
    return caption[1] if caption else ""


def _item_of(row: Row) -> str:
    return next((item for piece in row.words if (item := _item(piece.text))), "")


def _first(rows: Sequence[Row], begins: Callable[[Row], bool], start: int, stop: int) -> int:
    return next((at for at in range(start, stop) if begins(rows[at])), stop)


def _begins_article_20(row: Row, corner: str) -> bool:
    return any(_item(piece.text) or core(piece.text) == corner for piece in row.words)


def _begins_applications(row: Row, book: Book) -> bool:
    if any(
        len(piece.text) <= _LABEL_LENGTH and any(mark in solid(piece.text) for mark in _CAPTION) for piece in row.words
    ):
        return True
    if len(row.pieces) - len(row.words) >= _MANY_FIGURES and row.words:
        return bool(book.begun(row.words[-1].text))
    return any(len(core(piece.text)) >= _LONG_LABEL and book.named(piece.text) for piece in row.words[:3])


def _begin_remedies(rows: Sequence[Row], table: Table) -> int:
    """The head of the table of remedies: a row of nothing but its headings, or one that names all its groups."""
    return _first(rows, _heads_of_remedies(table).begin_at, 0, len(rows))


@dataclass(frozen=True)
class _RemediesHeads:
    """What the head of the table of remedies says: any of its words, those it begins with, its groups; how many cells it has."""

    words: re.Pattern[str]
    first: tuple[str, ...]
    groups: tuple[str, ...]
    cells: int

    def begin_at(self, row: Row) -> bool:
        whole = len(row.figures) >= self.cells
        if not whole and (row.numbers_at or not row.words):
            return False
        text = solid(row.text)
        if whole and all(group in text for group in self.groups):
            return True
        bare = all(found is None or found.state is State.BLANK for found in row.figures)
        named = text.startswith(self.first) and len(text) <= _LABEL_LENGTH * 2 and not self.words.sub("", text)
        return bare and named


@cache
def _heads_of_remedies(table: Table) -> _RemediesHeads:
    words = sorted({core(plain(line.label)) for axis in (table.rows, table.columns) for line in axis.walk()} - {""})
    return _RemediesHeads(
        re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))),
        tuple(core(plain(line.label)) for line in table.rows.children),
        tuple(core(plain(line.label)) for line in table.row_lines.values()),
        len(table.cells),
    )


def _misread_remedies(rows: Sequence[Row], table: Table, start: int) -> int:
    """Where the head could not be read whole: the first row after the applications that has headings only remedies have."""
    labels = {core(plain(line.label)) for axis in (table.rows, table.columns) for line in axis.walk()}
    own = {label for label in labels if len(label) >= _OWN_LABEL}
    return _first(rows, lambda row: any(core(piece.text) in own for piece in row.words), start, len(rows))


def _end_remedies(rows: Sequence[Row], begin: int) -> int:
    return _first(rows, lambda row: len(row.text) < 40 and bool(_NEXT_PART.search(row.text)), begin, len(rows))


def _statistics(rows: Sequence[Row], table: Table, book: Book) -> list[Region]:
    at_table = [
        at
        for at, row in enumerate(rows)
        if len(row.text) <= _LABEL_LENGTH * 2 and any(book.named(piece.text) for piece in row.words[:2])
    ]
    begin = _first(rows, lambda row: any(core(piece.text) == table.corner for piece in row.words), 0, len(rows))
    begin = min([begin, *at_table[:1]]) if begin == len(rows) else begin
    last = at_table[-1] if at_table else begin
    end = _first(rows, lambda row: bool(_SIGNED.search(row.text)), last, len(rows))
    return [Region((table,), unfolded(rows[begin:end], table.corner))]


def width(table: Table) -> int:
    """宽: how many figures one printed row of the table has."""
    return len(table.cells) if table.layout is Layout.STRIP else len(table.column_lines)
