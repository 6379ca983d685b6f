"""对账: what the five places published is what the ledgers come to, cell by cell; where not, the reason is written down."""

from __future__ import annotations

from collections import Counter

import pytest
from django.core.management import call_command

from gongkai.oversight.reports.series.drawing import drawn
from gongkai.oversight.reports.series.queries import of_authority
from tests.demo import yielded
from tests.demo.conftest import Demo
from tests.demo.yielded import CONTRADICTIONS, PLACES, Verdict, cells, report, whole

pytestmark = pytest.mark.django_db
EQUAL = {"linxia": 22, "minhe": 171, "wudu": 27, "linze": 197, "pingchuan": 50}
"""全部补齐后相同的数."""


@pytest.mark.parametrize("code", PLACES)
def test_what_differs_has_a_reason_or_waits_for_the_rest_of_the_year(demo: Demo, code: str) -> None:
    found = Counter(cell.verdict for cell in cells(code))
    assert found[Verdict.UNEXPLAINED] == 0 and not whole(code)
    assert all(cell.reason for cell in cells(code) if cell.verdict in (Verdict.DIFFERENT, Verdict.NOT_KEPT))


def test_of_the_58_numbers_of_pingchuan_two_alone_are_typed_because_nobody_kept_them_then(demo: Demo) -> None:
    found = Counter(cell.verdict for cell in cells("pingchuan"))
    assert sum(found.values()) == 58
    assert found[Verdict.NOT_KEPT] == 2, "meetings and funds"
    assert found[Verdict.DIFFERENT] == 0


def test_the_tables_of_minhe_are_yielded_where_they_are_sound(demo: Demo) -> None:
    wrong = [cell for cell in cells("minhe") if cell.verdict is Verdict.DIFFERENT]
    assert all("（R" in cell.reason or "ADR" in cell.reason for cell in wrong)
    cases = [cell for cell in cells("minhe") if cell.where.startswith("政府信息公开行政复议")]
    assert len(cases) == 15 and {cell.verdict for cell in cases} == {Verdict.EQUAL}
    assert sum(int(cell.counted) for cell in cases if "总计" in cell.where) == 37


def test_no_contradiction_holds_and_each_stands_in_the_report(demo: Demo) -> None:
    assert not [each.number for each in CONTRADICTIONS if each.holds]
    assert len({each.number for each in CONTRADICTIONS}) == len(CONTRADICTIONS) == 28
    told = "\n".join(report())
    assert all(each.number in told for each in CONTRADICTIONS)


def test_the_cumulative_numbers_of_the_reports_are_the_sums_of_their_years(demo: Demo) -> None:
    for code, total, years in (("pingchuan", 36467, 5), ("linxia", 41935, 4)):
        found = of_authority(demo.government(code))
        line = found.line("disclosed")
        assert line is not None
        assert (line.sums[-1].number, len(line.sums[-1].years)) == (total, years)
        chart = next(each for each in drawn(found) if "主动公开" in each.title)
        assert all(f"{year}年" in chart.drawn for year in line.sums[-1].years), "drawn year by year"


@pytest.mark.soak
@pytest.mark.parametrize("code", PLACES)
def test_the_whole_years_yield_what_was_published(demo: Demo, code: str) -> None:
    for only in ("contents", "registers", "letters"):
        call_command("demo", replay=code, only=only)
    yielded.whole.cache_clear()
    found = Counter(cell.verdict for cell in cells(code))
    yielded.whole.cache_clear()
    assert found[Verdict.UNEXPLAINED] == found[Verdict.SAMPLE] == 0
    assert found[Verdict.EQUAL] == EQUAL[code]
