"""核对报告: everything ``check`` finds in a report that has been read, the red first."""

from __future__ import annotations

from gongkai.law.grammar.tables import Level
from gongkai.reading.doubts import doubts
from gongkai.reading.findings import Finding, of_table
from gongkai.reading.report import Reading
from gongkai.reading.stated import of_claims, of_sentences


def check(reading: Reading) -> tuple[Finding, ...]:
    """核对: the findings on a report: its tables, its sentences, and both against each other."""
    found = [finding for table in reading.tables.values() if table.read for finding in of_table(table)]
    found += doubts(reading.tables, reading.authority)
    found += of_sentences(reading.sentences, reading.year)
    found += of_claims(reading.claims, reading.tables)
    return tuple(sorted(found, key=lambda finding: finding.level is not Level.RED))
