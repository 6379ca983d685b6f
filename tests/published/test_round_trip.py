"""往返: a report printed in any of the broken shapes reads back cell for cell, and one wrong cell is found."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.law.grammar.sheets import Sheet, Value
from gongkai.law.grammar.tables import Key, Level, Relation
from gongkai.reading.checking import check
from gongkai.reading.report import Reading, read
from tests.law.balanced import sheets
from tests.published.broken import PRINTERS, report

seeds = st.integers(0, 2**32)
whole_reports = settings(max_examples=max(4, settings().max_examples // 5))
"""A whole report is drawn for each example: a fifth of the examples is plenty."""
FORMS = {edition.key: edition for edition in EDITIONS}
every_edition = pytest.mark.parametrize("form", FORMS)
every_shape = pytest.mark.parametrize("shape", PRINTERS)


def misread(reading: Reading, printed: Mapping[str, Sheet]) -> list[tuple[str, Key, object, object]]:
    """Every cell that does not come back; a 0 may come back as a declared blank."""
    wrong: list[tuple[str, Key, object, object]] = []
    for name, sheet in printed.items():
        for key in sheet:
            cell = reading.tables[name].cells[key].value if name in reading.tables else None
            back = None if cell is None else (0 if cell.state == "blank" and sheet[key] == 0 else cell.number)
            if back != sheet[key]:
                wrong.append((name, key, sheet[key], cell))
    return wrong


@every_shape
@every_edition
@whole_reports
@given(data=st.data(), seed=seeds)
def test_what_is_printed_in_a_broken_shape_reads_back_the_same(
    form: str, shape: str, data: st.DataObject, seed: int
) -> None:
    edition = FORMS[form]
    printed = data.draw(sheets(edition))
    text = report(edition, edition.first, printed, PRINTERS[shape], seed)
    reading = read(text)
    assert reading.edition is edition
    assert (reading.year, reading.authority) == (edition.first, "示例县")
    assert misread(reading, printed) == []
    assert not [finding for finding in check(reading) if finding.level is Level.RED]


@every_shape
@every_edition
@whole_reports
@given(data=st.data(), seed=seeds)
def test_one_wrong_cell_is_found_and_named(form: str, shape: str, data: st.DataObject, seed: int) -> None:
    edition = FORMS[form]
    printed = dict(data.draw(sheets(edition)))
    name, key = data.draw(st.sampled_from(_balanced_cells(edition)))
    printed[name] = printed[name].put(*key, Value.of((printed[name][key] or 0) + data.draw(st.integers(1, 9))))
    text = report(edition, edition.first, printed, PRINTERS[shape], seed)
    red = [finding for finding in check(read(text)) if finding.level is Level.RED]
    assert any((name, *key) == (cell.table, cell.row, cell.column) for finding in red for cell in finding.cells)


def _balanced_cells(edition: Edition) -> list[tuple[str, Key]]:
    """Every cell that stands in an equation of this year."""
    return [
        (name, key)
        for name, table in edition.tables.items()
        for key in table.cells
        if any(
            key == (operand.row, operand.column)
            for balance in table.balances
            if balance.relation is Relation.EQUAL and balance.level is Level.RED and not balance.across_years
            for operand in balance.operands
        )
    ]


@every_shape
@every_edition
@whole_reports
@given(data=st.data(), seed=seeds, kept=st.floats(0.2, 1.0))
def test_a_report_cut_off_anywhere_never_yields_a_wrong_number(
    form: str, shape: str, data: st.DataObject, seed: int, kept: float
) -> None:
    edition = FORMS[form]
    printed = data.draw(sheets(edition))
    lines = report(edition, edition.first, printed, PRINTERS[shape], seed).split("\n")
    reading = read("\n".join(lines[: max(8, int(kept * len(lines)))]))
    wrong = [found for found in misread(reading, printed) if _is_number(found[3])]
    assert wrong == []


def _is_number(cell: object) -> bool:
    return isinstance(cell, Value) and cell.number is not None
