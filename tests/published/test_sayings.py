"""文中之数: sentences made by rule raise a finding exactly when an error was planted in them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.told import told
from gongkai.reading.report import read
from tests.published import sayings
from tests.published.sayings import Saying

KINDS = (
    sayings.totals,
    sayings.closed_totals,
    sayings.applications_twice,
    sayings.one_too_great,
    sayings.shares,
    sayings.rates,
    sayings.growth,
    sayings.differences,
    sayings.directions,
    sayings.twice,
    sayings.cumulated,
    sayings.approximate,
)


def found(text: str) -> list[Finding]:
    """What the sentences of a report with this text raise, questions left aside."""
    reading = read(f"示例县2022年政府信息公开工作年度报告\n一、总体情况\n{text}")
    return [finding for finding in told(reading) if finding.level is not Level.QUESTION]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
@settings(max_examples=max(60, settings().max_examples), deadline=None)
@given(data=st.data())
def test_a_saying_is_found_wrong_exactly_when_an_error_was_planted(kind: object, data: st.DataObject) -> None:
    saying: Saying = data.draw(kind())  # type: ignore[operator]
    raised = [(finding.code, finding.explanation) for finding in found(saying.text)]
    assert ({code for code, _ in raised} == {saying.code}) if saying.planted else raised == []
