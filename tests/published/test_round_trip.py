"""往返: a report printed in any of the shapes of real ones, with any of their troubles, reads back cell for cell; one wrong
cell is found; and where something has been lost, what is left is not misread.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.grammar.checking import examine
from gongkai.reading.checks.checking import check
from gongkai.reading.report import NotReport, read
from tests.published.broken import FORMS, broken
from tests.published.damaged import DAMAGES, damaged
from tests.published.figures import SCALES, Scale, filled
from tests.published.scoring import cells, is_found, outcome, red
from tests.published.shapes import SHAPES

seeds = st.integers(0, 2**32)
whole_reports = settings(max_examples=max(4, settings().max_examples // 5))
"""A whole report is drawn for each example: a fifth of the examples is plenty."""
every_edition = pytest.mark.parametrize("form", FORMS)
_SOME = 15
every_shape = pytest.mark.parametrize("shape", SHAPES)


@every_edition
@given(seed=seeds, scale=st.sampled_from(list(SCALES.values())))
def test_what_is_printed_balances_before_it_is_broken(form: str, seed: int, scale: Scale) -> None:
    sheets = filled(FORMS[form], Random(seed), scale)
    assert not [finding for sheet in sheets.values() for finding in examine(sheet).findings]


@every_shape
@every_edition
@whole_reports
@given(seed=seeds)
def test_a_report_in_any_shape_is_never_misread_and_raises_no_red_finding(form: str, shape: str, seed: int) -> None:
    report = broken(seed, form=form, shape=shape)
    reading = read(report.text)
    assert [place for place in report.truth if outcome(report, reading, place) in ("wrong", "false")] == []
    assert red(check(reading)) == []
    assert (reading.year, reading.authority) == (report.year, report.authority)


@every_shape
def test_nearly_every_cell_comes_back(shape: str) -> None:
    reports = [broken(seed, shape=shape) for seed in range(_SOME)]
    came = sum((cells(report, read(report.text)) for report in reports), Counter[str]())
    assert came["right"] >= 0.98 * came.total(), came


@every_shape
@every_edition
@whole_reports
@given(seed=seeds)
def test_one_wrong_cell_is_found_and_named(form: str, shape: str, seed: int) -> None:
    report = broken(seed, form=form, shape=shape, plant="cell")
    reading = read(report.text)
    planted = report.planted
    assert planted and planted.place
    table = planted.place[0]
    whole = all(outcome(report, reading, place) == "right" for place in report.truth if place[0] == table)
    assert is_found(report, check(reading)) or not whole


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_left_of_a_damaged_report_is_not_misread(damage: str) -> None:
    """Of fixed reports: by chance a lost line may leave figures that add up in the wrong cells."""
    for seed in range(_SOME):
        report = damaged(seed, damage)
        with suppress(NotReport):
            reading = read(report.text)
            assert [place for place in report.truth if outcome(report, reading, place) in ("wrong", "false")] == []
            # 缺的部分、缺的内容确已不在文中，指出它不算误报。
            assert [finding for finding in red(check(reading)) if finding.code not in ("A01", "A19")] == []
