"""核对报告: everything ``check`` finds in a report that has been read, the worst first, each fault told once.

check(reading)                          the report alone
check(reading, last_year=other)         and against the report of the year before
against_parts(reading, readings)        against the reports it was added up from (across.py)
alike(readings), outliers(readings)     many authorities against each other (across.py)
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.balances import of_table
from gongkai.reading.checks.days import of_days
from gongkai.reading.checks.departures import of_departures
from gongkai.reading.checks.doubts import doubts
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.last_year import of_years
from gongkai.reading.checks.money import of_money
from gongkai.reading.checks.naming import of_naming
from gongkai.reading.checks.once import in_order, told_once
from gongkai.reading.checks.parts import of_parts
from gongkai.reading.checks.personal import of_persons
from gongkai.reading.checks.rule import Check
from gongkai.reading.checks.structure import of_structure
from gongkai.reading.checks.told import told
from gongkai.reading.checks.wording import of_wording
from gongkai.reading.report import Reading

FORM = Check(
    "A13",
    "统计表用报告年度的格式",
    Level.YELLOW,
    "改用报告年度的格式重填统计表",
    basis="年度报告格式",
    official=Level.RED,
    reason="格式于年度终了前后印发的，各地有沿用旧格式的",
)


def check(reading: Reading, last_year: Reading | None = None) -> tuple[Finding, ...]:
    """核对: the findings on a report: its tables, its sentences, its structure, and all against each other."""
    found = _alone(reading)
    if last_year is not None:
        found += of_years(reading, last_year)
    return in_order(told_once(found))


def check_with_and_without(reading: Reading, last_year: Reading) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """对照前后: the findings on a report against that of the year before, and those on it alone, looked for once."""
    found = _alone(reading)
    return in_order(told_once([*found, *of_years(reading, last_year)])), in_order(told_once(found))


def _alone(reading: Reading) -> list[Finding]:
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
    return found


def _form(reading: Reading) -> Iterator[Finding]:
    """A report filled in on the form of other years."""
    edition, year = reading.edition, reading.year
    if edition and year is not None and reading.tables and not edition.covers(year):
        table = next(iter(reading.tables.values()))
        text = f"报告年度为{year}年，统计表却是{edition.key}年格式（{edition.notice.short}）"
        place = next((cell.place for cell in table.cells.values() if cell.place), None)
        yield FORM.found(text, place, table=table.table.key)
