"""核对报告: everything ``check`` finds in a report that has been read, the worst first, each fault told once.

check(reading)                          the report alone
check(reading, last_year=other)         and against the report of the year before
against_parts(reading, readings)        against the reports it was added up from (across.py)
alike(readings), outliers(readings)     many authorities against each other (across.py)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gongkai.law.grammar.tables import Level
from gongkai.reading.balances import of_table
from gongkai.reading.days import of_days
from gongkai.reading.departures import of_departures
from gongkai.reading.doubts import doubts
from gongkai.reading.findings import Finding
from gongkai.reading.last_year import of_years
from gongkai.reading.money import of_money
from gongkai.reading.naming import of_naming
from gongkai.reading.parts import of_parts
from gongkai.reading.personal import of_persons
from gongkai.reading.report import Reading
from gongkai.reading.rule import Check
from gongkai.reading.structure import of_structure
from gongkai.reading.told import told
from gongkai.reading.wording import of_wording

FORM = Check(
    "A13",
    "统计表用报告年度的格式",
    Level.YELLOW,
    "改用报告年度的格式重填统计表",
    basis="年度报告格式",
    official=Level.RED,
    reason="格式于年度终了前后印发的，各地有沿用旧格式的",
)
_ORDER = {level: at for at, level in enumerate(Level)}


def check(reading: Reading, last_year: Reading | None = None) -> tuple[Finding, ...]:
    """核对: the findings on a report: its tables, its sentences, its structure, and all against each other."""
    found = [finding for table in reading.tables.values() if table.read for finding in of_table(table)]
    found += _form(reading)
    found += of_departures(reading)
    found += of_structure(reading)
    found += of_parts(reading)
    found += of_naming(reading)
    found += doubts(reading.tables, reading.authority, reading.sentences)
    found += of_money(reading)
    found += told(reading)
    found += of_days(reading)
    found += of_wording(reading)
    found += of_persons(reading)
    if last_year is not None:
        found += of_years(reading, last_year)
    return in_order(told_once(found))


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """排序: the worst first, then as they stand in the text."""
    return tuple(sorted(found, key=lambda each: (_ORDER[each.level], each.place.line if each.place else 0)))


def told_once(found: Iterable[Finding]) -> Iterator[Finding]:
    """一事一报: what is found in two places is one finding with both; the worse level stays.

    A sentence that differs from a table in the very number that would mend the table is told with the table.
    """
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in found:
        key = _fault(finding)
        earlier = kept.get(key)
        kept[key] = _joined(earlier, finding) if earlier else finding
    findings = list(kept.values())
    sentences = [finding for finding in findings if finding.code == "A10"]
    balances = [finding for finding in findings if finding.code != "A10" and finding.culprit]
    kept_apart = [finding for finding in findings if not _is_told(finding, balances)]
    yield from (_with_sentences(finding, sentences) for finding in kept_apart)


def _fault(finding: Finding) -> tuple[object, ...]:
    """What makes two findings the same fault: the rule, the place in the form, and the numbers on both sides."""
    if finding.left is None or finding.right is None:
        return (id(finding),)
    numbers = tuple(cell.number for cell in finding.cells)
    return (finding.rule, finding.table, finding.left, finding.right, numbers) if numbers else (id(finding),)


def _joined(one: Finding, other: Finding) -> Finding:
    first, second = sorted((one, other), key=lambda each: _ORDER[each.level])
    if second.place is None or second.place == first.place:
        return first
    return replace(first, explanation=f"{first.explanation}；{second.place}同", cells=(*first.cells, *second.cells))


def _is_told(finding: Finding, findings: Iterable[Finding]) -> bool:
    return finding.code == "A10" and any(_mends(other, finding) for other in findings)


def _mends(balance: Finding, sentence: Finding) -> bool:
    """Whether a sentence gives the very number that the culprit of a broken balance should have."""
    if sentence.code != "A10" or balance.code == "A10" or not balance.culprit or sentence.left is None:
        return False
    same_table = balance.table == sentence.table and sentence.cells
    return bool(same_table) and f"填{sentence.right}，若为{sentence.left}，" in balance.culprit


def _with_sentences(finding: Finding, findings: Iterable[Finding]) -> Finding:
    sentences = [each for each in findings if _mends(finding, each)] if finding.culprit else []
    said = "".join(f"；{each.place}正写{each.left}" for each in sentences)
    cells = tuple(cell for each in sentences for cell in each.cells)
    return replace(finding, culprit=finding.culprit + said, cells=(*finding.cells, *cells)) if said else finding


def _form(reading: Reading) -> Iterator[Finding]:
    """A report filled in on the form of other years."""
    edition, year = reading.edition, reading.year
    if edition and year is not None and reading.tables and not edition.covers(year):
        table = next(iter(reading.tables.values()))
        text = f"报告年度为{year}年，统计表却是{edition.key}年格式（{edition.notice.short}）"
        place = next((cell.place for cell in table.cells.values() if cell.place), None)
        yield FORM.found(text, place, table=table.table.key)
