"""载体: a report in whatever file it comes reads back cell for cell; what cannot be read is refused and says why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.annual_report import EDITIONS
from gongkai.law.grammar.tables import Level
from gongkai.reading.checking import check
from gongkai.reading.report import read
from tests.law.balanced import sheets
from tests.published.carried import CARRIERS
from tests.published.test_round_trip import misread

FORMS = {edition.key: edition for edition in EDITIONS}


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_a_report_reads_back_the_same_from_every_carrier(form: str, carrier: str, data: st.DataObject) -> None:
    edition = FORMS[form]
    printed = data.draw(sheets(edition))
    reading = read(CARRIERS[carrier](edition, edition.first, printed), "年报.dat")
    assert reading.edition is edition
    assert (reading.year, reading.authority) == (edition.first, "示例县")
    assert misread(reading, printed) == []
    assert not [finding for finding in check(reading) if finding.level is Level.RED]
