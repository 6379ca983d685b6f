"""核对报告: everything ``check`` finds in a report that has been read, the red first."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law.grammar.tables import Level
from gongkai.reading.doubts import doubts
from gongkai.reading.findings import Finding, of_table
from gongkai.reading.report import Reading
from gongkai.reading.told import told


def check(reading: Reading) -> tuple[Finding, ...]:
    """核对: the findings on a report: its tables, its sentences, and both against each other."""
    found = [finding for table in reading.tables.values() if table.read for finding in of_table(table)]
    found += _form(reading)
    found += doubts(reading.tables, reading.authority)
    found += told(reading)
    return tuple(sorted(found, key=lambda finding: list(Level).index(finding.level)))


def _form(reading: Reading) -> Iterator[Finding]:
    """A report filled in on the form of other years."""
    edition, year = reading.edition, reading.year
    if edition and year is not None and reading.tables and not edition.covers(year):
        table = next(iter(reading.tables.values()))
        text = f"报告年度为{year}年，统计表却是{edition.key}年格式（{edition.notice.short}）"
        place = next((cell.place for cell in table.cells.values() if cell.place), None)
        yield Finding(Level.YELLOW, "统计表用报告年度的格式", table.table.key, None, None, (), text, place)
