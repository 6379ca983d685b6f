"""汇总: the sum of what was handed in is the slow count of whatever happened; a locked month never changes; what is missing and
what came late is named."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.annual_report import edition
from gongkai.law.annual_report.procedure import Scope
from gongkai.law.application_figures import Period
from gongkai.law.monthly.indicators import INDICATORS
from gongkai.law.monthly.returns import Act
from gongkai.oversight.reports.monthly import figures
from gongkai.oversight.reports.queries import Ledger
from gongkai.oversight.reports.returns import comparing, queries, rolling
from gongkai.oversight.reports.returns.models import ReturnSnapshot
from gongkai.oversight.reports.snapshots import Altered
from tests.oversight.returns.conftest import (
    COMPARED,
    TODAY,
    Application,
    History,
    Letter,
    Publication,
    Units,
    begun,
    handed_in,
    moment,
    settled,
    step,
)

pytestmark = pytest.mark.django_db
MONTHS = st.integers(1, 6)
UNITS = st.sampled_from(["county", "bureau"])


@st.composite
def applications(draw: st.DrawFn) -> Application:
    came = draw(MONTHS)
    return Application(draw(UNITS), came, draw(st.none() | st.integers(came, 6)))


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    out = draw(MONTHS)
    again = draw(
        st.lists(st.tuples(st.sampled_from(["weibo", "wechat"]), st.integers(out, 6)), max_size=3, unique=True)
    )
    return Publication(out, tuple(again))


HISTORIES = st.builds(
    History,
    st.lists(applications(), max_size=4),
    st.lists(publications(), max_size=3),
    st.lists(st.builds(Letter, UNITS, MONTHS), max_size=3),
)


class RolledBack(Exception):
    """The example is over."""


@given(HISTORIES, HISTORIES)
@settings(
    deadline=None,
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_the_roll_up_is_the_slow_count_and_what_comes_later_changes_no_locked_month(
    db: None, history: History, later: History
) -> None:
    with suppress(RolledBack), transaction.atomic():
        units = settled()
        history.enter(units)
        for unit in (units.county, units.bureau):
            for month in range(1, 7):
                handed_in(units, unit, month)
        for period, first, last in (
            (Period.month(2025, 4), 4, 4),
            (Period.quarter(2025, 1), 1, 3),
            (Period.quarter(2025, 2), 4, 6),
        ):
            rolled = rolling.roll_up(units.county, period)
            slow = history.slow(first, last)
            assert {key: rolled.numbers[key] for key in COMPARED} == {key: slow[key] for key in COMPARED}
            bureau = history.slow(first, last, "bureau")
            assert {key: rolled.of_unit(units.bureau, key) for key in COMPARED} == {
                key: bureau[key] for key in COMPARED
            }
        whole = rolling.roll_up(units.county, Period.year(2025))
        assert len(whole.missing) == 12 and len(whole.handed) == 12
        yearly = Ledger(units.county, Scope.BENEATH).counted(edition(2018), 2025).sheets["statistics"]
        for row in ("disclosed_total", "by_website", "by_weibo", "by_wechat"):
            assert whole.numbers[f"disclosure.{row}"] == (yearly[row, "value"] or 0), "as the year counts it"

        before = dict(ReturnSnapshot.objects.everywhere().values_list("pk", "content"))
        summed = rolling.roll_up(units.county, Period.quarter(2025, 1)).numbers
        later.entered = 1
        later.enter(units)
        assert dict(ReturnSnapshot.objects.everywhere().values_list("pk", "content")) == before
        assert rolling.roll_up(units.county, Period.quarter(2025, 1)).numbers == summed
        february = queries.return_of(units.bureau, Period.month(2025, 2))
        assert february is not None
        told = queries.standing(february)
        signed = queries.signed_content(february, told)
        found = queries.differences(signed, queries.counted_now(units.bureau, told, moment(TODAY)))
        slow = later.slow(2, 2, "bureau")
        gained = {each.indicator.key: each.change for each in found if each.indicator.key in COMPARED}
        assert gained == {key: slow[key] for key in COMPARED if slow[key]}
        raise RolledBack


def test_a_quarter_is_what_the_ledgers_count_over_it_in_every_figure_that_adds_up(units: Units) -> None:
    history = History(
        [Application("bureau", 1, 2), Application("bureau", 2, None), Application("bureau", 3, 3)],
        [Publication(1, (("weibo", 2), ("weibo", 3))), Publication(3)],
        [Letter("bureau", 2), Letter("bureau", 2)],
    )
    history.enter(units)
    for month in (1, 2, 3):
        handed_in(units, units.bureau, month)
    rolled = rolling.roll_up(units.bureau, Period.quarter(2025, 1))
    slow = figures.numbers(units.bureau, Period.quarter(2025, 1), moment(TODAY))
    assert rolled.complete and set(rolled.numbers) == {key for key, each in INDICATORS.items() if each.gathered}
    assert rolled.numbers == {key: slow[key] for key in rolled.numbers}
    assert rolled.numbers["applications.carried_out"] == 1 and rolled.numbers["disclosure.by_weibo"] == 1


def test_whoever_has_not_handed_in_is_named_and_not_in_the_sum(units: Units) -> None:
    History(letters=[Letter("bureau", 9), Letter("county", 9)]).enter(units)
    handed_in(units, units.county, 9)
    begun(units, units.bureau, 9)
    rolled = rolling.roll_up(units.county, Period.month(2025, 9))
    assert rolled.numbers["tickets.received"] == 1 and not rolled.complete
    [(unit, month, row)] = rolled.missing
    assert (unit, month.label, row is not None) == (units.bureau, "2025年9月", True)
    assert [each.name for each in rolled.units] == ["示例县人民政府", "示例县民政局"]


def test_a_correction_is_summed_as_it_was_signed_and_counted_beside_the_ledger(units: Units) -> None:
    History(letters=[Letter("bureau", 9)]).enter(units)
    row = begun(units, units.bureau, 9)
    wang, sun, li = units.signers[units.bureau.pk]
    for key in ("tickets.received", "tickets.kind_complain", "tickets.source_site"):
        step(row, Act.CORRECT, wang, key=key, now="3", reason="电话登记簿上另有两件，尚未补登")
    for act, by in ((Act.SUBMIT, wang), (Act.APPROVE, sun), (Act.HAND_IN, li)):
        step(row, act, by)
    rolled = rolling.roll_up(units.county, Period.month(2025, 9))
    line = next(each for each in rolled.lines if each.indicator.key == "tickets.received")
    assert (line.number, line.counted, len(rolled.corrections)) == (3, 1, 3)
    [counted] = queries.by_unit(units.county, 2025)
    assert (counted.unit, counted.corrections, counted.late) == (units.bureau, 3, 1)


def test_what_came_late_is_listed_with_its_entries(units: Units) -> None:
    row = handed_in(units, units.bureau, 9)
    assert rolling.late(rolling.roll_up(units.county, Period.month(2025, 9))) == []
    History(letters=[Letter("bureau", 9), Letter("bureau", 8)]).enter(units)
    [late] = rolling.late(rolling.roll_up(units.county, Period.month(2025, 9)))
    signed = queries.signed_content(row, queries.standing(row))
    entries = queries.late_entries(units.bureau, signed)
    assert late.row == row and late.entries == len(entries) and {each.on.month for each in entries} == {9}


def test_a_snapshot_that_was_changed_is_not_added_up(units: Units) -> None:
    row = handed_in(units, units.bureau, 9)
    ReturnSnapshot.objects.everywhere().update(content="{}")
    with pytest.raises(Altered):
        rolling.roll_up(units.county, Period.month(2025, 9))
    with pytest.raises(Altered):
        queries.signed_content(row, queries.standing(row))


def test_a_period_is_compared_with_the_one_before_and_with_a_year_ago(units: Units) -> None:
    History(letters=[Letter("bureau", 8), *[Letter("bureau", 9)] * 7]).enter(units)
    for month in (8, 9):
        handed_in(units, units.bureau, month)
    found = {
        each.indicator.key: each for each in comparing.of_roll_up(rolling.roll_up(units.county, Period.month(2025, 9)))
    }
    each = found["tickets.received"]
    assert (each.now, each.before, each.year_ago, each.stands_out) == (7, 1, None, True)
    assert comparing.before(Period.month(2025, 1)) == Period.month(2024, 12)
    assert comparing.before(Period.quarter(2025, 1)) == Period.quarter(2024, 4)
    assert comparing.year_ago(Period.quarter(2025, 2)) == Period.quarter(2024, 2)
    assert comparing.before(Period.year(2025)) == comparing.year_ago(Period.year(2025)) == Period.year(2024)


@pytest.mark.parametrize(
    ("named", "first"), [("year", date(2025, 1, 1)), ("q4", date(2025, 10, 1)), ("9", date(2025, 9, 1))]
)
def test_a_period_has_a_name(named: str, first: date) -> None:
    period = rolling.period_named(2025, named)
    assert period is not None and period.first == first and rolling.name_of(period) == named
    assert rolling.period_named(2025, "q5") is None and rolling.period_named(2025, "13") is None
