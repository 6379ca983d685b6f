"""正文与表格: what sentences state against what the tables print, and against what they say did not happen.

Tables and sentences of a report are of one authority and one year. Where a sentence says otherwise (本级, 各部门, 备案) it is a
question; 未发生 beside cases in the table is a contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.grammar.sheets import Number
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Seen, Sureness, gap, seen, show
from gongkai.reading.checks.rule import Check
from gongkai.reading.checks.stated import EVERYWHERE, around, as_seen, called
from gongkai.reading.tables.cells import ReadTable
from gongkai.reading.texts.claims import Claim
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.terms import FORMER, SCOPE

TABLE = Check("A10", "正文与表格数字一致", Level.YELLOW, "核对台账，正文与表格改为一致；口径不同的，在正文写明口径")
NONE = Check("A10.1", "正文称没有的，表中为0", Level.RED, "核对台账：确无的，表中填0；有的，改正正文的说法")
CHECKS = (TABLE, NONE)

_QUALIFIED = re.compile(r"备案|指导|审理|代理|应诉|出庭|涉及|其中|通过|门户|网站|平台|系统|线上|信箱|邮箱")
_NO_CASES = re.compile(
    r"(?:未(?:发生|收到|产生|出现|有|因|涉及|接到|引发|提起|被提起|被申请)|没有|不存在|(?<!从)无(?!理|需|效|法|关|条件))"
    r"(?:(?!申请公开|收取|收费)[^;。]){0,40}?(?P<what>(?:行政)?复议|(?:行政)?诉讼)"
    r"(?:[^;。]{0,14}?(?P<too>(?:行政)?复议|(?:行政)?诉讼|起诉))?"
)
_OF_A_KIND = re.compile(r"纠|败诉|撤销|责令|变更|超期|逾期|重大|新的|专门|无关|规定|投诉")
_ROWS = {"复议": ("review",), "诉讼": ("direct", "after_review"), "起诉": ("direct", "after_review")}
_OLD_ROWS = {"复议": ("review",), "诉讼": ("suit",), "起诉": ("suit",)}
_INFLOW = ("new", "received")
_REACH = 16


def of_tables(
    claims: Sequence[Claim], sentences: Sequence[Sentence], tables: Mapping[str, ReadTable]
) -> Iterator[Finding]:
    """正文与表格的问题: every figure that a sentence states otherwise than its table, and what is said not to have been."""
    told: set[tuple[str, str, Number]] = set()
    for claim in claims:
        key = (claim.table, claim.row, claim.number)
        if key not in told and (found := _against_table(claim, sentences, tables)):
            told.add(key)
            yield found
    for sentence in sentences:
        yield from _no_cases(sentence, tables)


def _against_table(claim: Claim, sentences: Sequence[Sentence], tables: Mapping[str, ReadTable]) -> Finding | None:
    """A stated figure and the cell (or the sum of the cells) it speaks of."""
    table = tables.get(claim.table)
    printed = _printed(claim.row, table) if table and claim.exact else None
    if table is None or printed is None or printed.number == claim.number:
        return None
    words = around(claim, sentences)
    if FORMER.search(words) or (claim.row in _INFLOW and claim.number == _with_carried_in(printed.number, table)):
        return None
    number, cells = printed.number, (as_seen(claim), *printed.cells)
    if claim.number == 0:
        return _said_none(claim, number, cells, _level(words, Level.RED))
    level = _level(words, Level.YELLOW)
    text = f"正文“{claim.place.excerpt}”，表中{called(claim)}为{show(number)}，相差{gap(claim.number, number)}；或因口径不同"
    return TABLE.found(
        text,
        claim.place,
        level=level,
        left=claim.number,
        right=number,
        cells=cells,
        table=claim.table,
        sureness=Sureness.ASSUMED,
    )


def _said_none(claim: Claim, number: Number, cells: tuple[Seen, ...], level: Level) -> Finding:
    text = f"正文“{claim.place.excerpt}”，表中{called(claim)}却为{show(number)}"
    return NONE.found(text, claim.place, level=level, left=0, right=number, cells=cells, table=claim.table)


def _level(words: str, level: Level) -> Level:
    """The level of a contradiction, or a question where the words are of another scope than the table."""
    narrower = frozenset(SCOPE.findall(words)) - EVERYWHERE
    return Level.QUESTION if narrower or _QUALIFIED.search(words) else level


@dataclass(frozen=True)
class _Printed:
    """What a table prints for a row or a heading, and the cells it prints it in."""

    number: Number
    cells: tuple[Seen, ...]


def _printed(row: str, table: ReadTable) -> _Printed | None:
    """In the total column of a table, or in its only one; None where a cell is not read."""
    column = list(table.table.column_lines)[-1]
    line = next(line for line in table.table.rows.walk() if line.key == row)
    lines = [line] if line.numbered else list(line.addends())
    cells = tuple(seen(table, (each.key, column)) for each in lines)
    numbers = [cell.number for cell in cells if cell.number is not None]
    return _Printed(sum(numbers), cells) if len(numbers) == len(cells) else None


def _with_carried_in(new: Number, table: ReadTable) -> Number | None:
    """What was to be dealt with in the year: 收办 counts what was carried in as well."""
    if "carried_in" not in table.table.row_lines:
        return None
    carried_in = _printed("carried_in", table)
    return new + carried_in.number if carried_in else None


def _no_cases(sentence: Sentence, tables: Mapping[str, ReadTable]) -> Iterator[Finding]:
    """未发生行政复议、行政诉讼, and a table with cases."""
    match = _NO_CASES.search(sentence.text)
    if match is None or _OF_A_KIND.search(sentence.text[match.start() : match.end() + _REACH]):
        return
    words = sentence.text[max(0, match.start() - 24) : match.end()]
    if FORMER.search(words):
        return
    for what in {match[name][-2:] for name in ("what", "too") if match[name]}:
        cells = tuple(_cases(what, tables))
        total = sum(cell.number or 0 for cell in cells)
        if total and all(cell.number is not None for cell in cells):
            place = sentence.place(match.start(), match.end())
            text = f"正文“{place.excerpt}”，表中{'行政复议' if what == '复议' else '行政诉讼'}却有{show(total)}件"
            level = _level(words, Level.RED)
            yield NONE.found(text, place, level=level, left=0, right=total, cells=cells, table=cells[0].table)


def _cases(what: str, tables: Mapping[str, ReadTable]) -> Iterator[Seen]:
    """The cells in which a report counts its reconsiderations, or its suits."""
    if remedies := tables.get("remedies"):
        yield from (seen(remedies, (row, "total")) for row in _ROWS[what])
    elif statistics := tables.get("statistics"):
        yield from (seen(statistics, (row, "value")) for row in _OLD_ROWS[what])
