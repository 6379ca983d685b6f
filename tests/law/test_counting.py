"""统计: facts counted into sheets, against a ledger that looks at every application by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.annual_report import (
    EDITIONS,
    ApplicationFact,
    Counted,
    Edition,
    RemedyFact,
    RemedyScope,
    count,
    edition,
)
from gongkai.law.annual_report.facts import Movement, movements, result_at_year_end
from gongkai.law.applications import ApplicantKind
from gongkai.law.grammar.checking import check, examine
from gongkai.law.grammar.sheets import Origin, Sheet
from gongkai.law.grammar.tables import Level
from gongkai.law.outcomes import OUTCOMES
from gongkai.law.receipt import Channel
from gongkai.law.remedies import RemedyKind, RemedyResult

YEARS = st.integers(2013, 2026)
KEYS = [outcome.key for outcome in OUTCOMES]
CONCLUDED = [result for result in RemedyResult if result is not RemedyResult.PENDING]


@st.composite
def application_facts(draw: st.DrawFn) -> ApplicationFact:
    received = draw(YEARS)
    closed = draw(st.none() | st.integers(received, 2027))
    outcome = None if closed is None else draw(st.sampled_from(KEYS))
    applicant, channel = draw(st.sampled_from(ApplicantKind)), draw(st.sampled_from(Channel))
    return ApplicationFact(applicant, channel, received, closed, outcome, draw(st.booleans()), draw(st.integers(1, 30)))


@st.composite
def remedy_facts(draw: st.DrawFn) -> RemedyFact:
    filed = draw(YEARS)
    closed = draw(st.none() | st.integers(filed, 2027))
    result = RemedyResult.PENDING if closed is None else draw(st.sampled_from(CONCLUDED))
    return RemedyFact(draw(st.sampled_from(RemedyKind)), result, filed, closed, draw(st.integers(1, 30)))


applications = st.lists(application_facts(), max_size=12)
remedies = st.lists(remedy_facts(), max_size=8)
reported = st.integers(2014, 2026)


def fact(**given: object) -> ApplicationFact:
    usual: dict[str, object] = {
        "applicant": ApplicantKind.PERSON,
        "channel": Channel.ONLINE,
        "received": 2024,
        "closed": 2024,
        "outcome": "disclosed",
        "extended": False,
        "count": 1,
    }
    return ApplicationFact(**{**usual, **given})  # type: ignore[arg-type]


def red(counted: Counted, previous: Counted | None = None) -> list[str]:
    sheets = counted.sheets.values()
    found = (check(sheet, previous.sheets if previous else None) for sheet in sheets)
    return [str(finding) for findings in found for finding in findings if finding.level is Level.RED]


# ---- what a group means for a year


@given(application_facts(), reported)
def test_an_application_of_a_year_comes_in_once_and_goes_out_once(application: ApplicationFact, year: int) -> None:
    found = list(movements(application, year))
    ways_in = [each for each in found if each in (Movement.NEW, Movement.CARRIED_IN)]
    ways_out = [each for each in found if each in (Movement.CLOSED, Movement.CARRIED_OUT)]
    assert len(ways_in) == len(ways_out) == len(found) / 2
    assert len(ways_in) in (0, 1)


@given(application_facts(), reported)
def test_what_is_carried_out_of_a_year_is_carried_into_the_next(application: ApplicationFact, year: int) -> None:
    out = Movement.CARRIED_OUT in movements(application, year)
    assert out is (Movement.CARRIED_IN in movements(application, year + 1))


def test_an_application_received_in_december_and_closed_in_january_counts_in_both_reports() -> None:
    late = fact(received=2024, closed=2025)
    assert list(movements(late, 2023)) == []
    assert list(movements(late, 2024)) == [Movement.NEW, Movement.CARRIED_OUT]
    assert list(movements(late, 2025)) == [Movement.CARRIED_IN, Movement.CLOSED]
    assert list(movements(late, 2026)) == []


def test_an_application_open_for_two_years_is_carried_in_and_out() -> None:
    assert list(movements(fact(received=2022, closed=None, outcome=None), 2024)) == [
        Movement.CARRIED_IN,
        Movement.CARRIED_OUT,
    ]


def test_facts_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(ValueError, match="应有办理结果"):
        fact(outcome=None)
    with pytest.raises(ValueError, match="早于收到年度"):
        fact(closed=2023)
    with pytest.raises(ValueError, match="尚未审结"):
        RemedyFact(RemedyKind.REVIEW, RemedyResult.UPHELD, 2024, None, 1)
    with pytest.raises(ValueError, match="早于发生年度"):
        RemedyFact(RemedyKind.REVIEW, RemedyResult.UPHELD, 2024, 2023, 1)


# ---- counted sheets balance


@given(reported, applications, remedies)
def test_a_counted_report_has_no_red_finding_and_nothing_unchecked_in_what_was_counted(
    year: int, received: list[ApplicationFact], filed: list[RemedyFact]
) -> None:
    counted = count(edition(year), year, received, filed)
    assert red(counted) == []
    for key in counted.sheets.keys() & {"applications", "remedies"}:
        assert examine(counted.sheets[key]).unchecked == ()


@given(reported, applications, remedies, st.sampled_from(RemedyScope))
def test_two_counted_reports_balance_across_the_years_and_across_editions(
    year: int, received: list[ApplicationFact], filed: list[RemedyFact], scope: RemedyScope
) -> None:
    before = count(edition(year), year, received, filed, scope=scope)
    after = count(edition(year + 1), year + 1, received, filed, scope=scope)
    assert red(after, before) == []
    if after.edition.key == "2019":
        assert check(after.sheets["applications"], before.sheets) == ()


@given(reported, st.lists(st.tuples(applications, remedies), min_size=1, max_size=3))
def test_the_roll_up_of_authorities_is_the_count_of_all_their_files(
    year: int, authorities: list[tuple[list[ApplicationFact], list[RemedyFact]]]
) -> None:
    form = edition(year)
    each = [count(form, year, received, filed) for received, filed in authorities]
    together = count(
        form, year, [a for received, _ in authorities for a in received], [r for _, filed in authorities for r in filed]
    )
    for key, table in form.tables.items():
        rolled_up = sum((counted.sheets[key] for counted in each), Sheet(table))
        assert dict(rolled_up) == dict(together.sheets[key])
    assert red(together) == []


@given(reported, applications, remedies)
def test_every_number_is_the_sum_of_the_facts_it_names(
    year: int, received: list[ApplicationFact], filed: list[RemedyFact]
) -> None:
    counted = count(edition(year), year, received, filed)
    for key, sheet in counted.sheets.items():
        for (row, column), number in sheet.items():
            sources = counted.sources(key, row, column)
            assert sum(each.count for each in sources) == (number or 0)
            assert set(sources) <= {*received, *filed}


# ---- the second ledger: one application at a time


def files(facts: Iterable[ApplicationFact]) -> list[ApplicationFact]:
    return [each for each in facts for _ in range(each.count)]


@given(st.integers(2019, 2026), applications)
def test_the_table_of_applications_agrees_with_going_through_the_files_one_by_one(
    year: int, received: list[ApplicationFact]
) -> None:
    form = edition(year)
    sheet = count(form, year, received, []).sheets["applications"]
    expected: Counter[tuple[str, str]] = Counter()
    rows = {outcome.key: outcome.rows[form.key] for outcome in OUTCOMES}
    for each in files(received):
        hit = []
        if each.received == year:
            hit.append("new")
        if each.received < year and (each.closed or 9999) >= year:
            hit.append("carried_in")
        if each.closed == year:
            hit += ["total", str(rows[str(each.outcome)])]
        if each.received <= year and (each.closed or 9999) > year:
            hit.append("carried_out")
        expected.update((row, column) for row in hit for column in (each.applicant.value, "total"))
    assert {key: number for key, number in sheet.items() if number} == dict(expected)
    assert None not in sheet.values()


@given(st.integers(2014, 2018), applications)
def test_the_table_of_2014_agrees_with_going_through_the_files_one_by_one(
    year: int, received: list[ApplicationFact]
) -> None:
    sheet = count(edition(year), year, received, []).sheets["statistics"]
    new = [each.channel for each in files(received) if each.received == year]
    closed = [each for each in files(received) if each.closed == year]
    replies = {outcome.key for outcome in OUTCOMES if outcome.is_reply}
    by_hand = {
        "received": len(new),
        "received_in_person": sum(each in (Channel.IN_PERSON, Channel.ORAL) for each in new),
        "received_fax": new.count(Channel.FAX),
        "received_online": sum(each in (Channel.ONLINE, Channel.EMAIL) for each in new),
        "received_post": sum(each in (Channel.REGISTERED_POST, Channel.PLAIN_POST) for each in new),
        "closed": len(closed),
        "closed_extended": sum(each.extended for each in closed),
        "closed_on_time": sum(not each.extended for each in closed),
        "replied": sum(each.outcome in replies for each in closed),
        "replied_partly": sum(each.outcome == "partly_disclosed" for each in closed),
    }
    assert {row: sheet[row, "value"] for row in by_hand} == by_hand


@pytest.mark.parametrize("form", EDITIONS[1:], ids=repr)
@given(remedies)
def test_cases_are_counted_when_filed_with_their_state_at_the_end_of_the_year(
    form: Edition, filed: Sequence[RemedyFact]
) -> None:
    sheet = count(form, form.first, [], filed).sheets["remedies"]
    for kind in RemedyKind:
        of_year = [each for each in filed if each.kind is kind and each.filed == form.first]
        assert sheet[kind, "total"] == sum(each.count for each in of_year)
        open_cases = sum(each.count for each in of_year if each.closed is None or each.closed > form.first)
        assert sheet[kind, "pending"] == open_cases


def test_an_authority_may_also_count_the_cases_still_open_from_last_year() -> None:
    old = RemedyFact(RemedyKind.REVIEW, RemedyResult.CORRECTED, 2023, 2024, 1)
    assert result_at_year_end(old, 2023, RemedyScope.FILED) is RemedyResult.PENDING
    assert result_at_year_end(old, 2024, RemedyScope.FILED) is None
    assert result_at_year_end(old, 2024, RemedyScope.HANDLED) is RemedyResult.CORRECTED
    assert result_at_year_end(old, 2025, RemedyScope.HANDLED) is None
    assert count(edition(2024), 2024, [], [old]).sheets["remedies"]["review", "total"] == 0
    handled = count(edition(2024), 2024, [], [old], scope=RemedyScope.HANDLED)
    assert handled.sheets["remedies"]["review", "corrected"] == 1


def test_the_form_of_2014_counts_each_case_once_in_the_year_it_is_concluded() -> None:
    cases = [
        RemedyFact(RemedyKind.REVIEW, RemedyResult.PENDING, 2017, None, 5),
        RemedyFact(RemedyKind.SUIT, RemedyResult.UPHELD, 2016, 2017, 2),
        RemedyFact(RemedyKind.SUIT_AFTER_REVIEW, RemedyResult.OTHER, 2017, 2017, 1),
        RemedyFact(RemedyKind.REVIEW, RemedyResult.CORRECTED, 2017, 2018, 4),
    ]
    sheet = count(edition(2017), 2017, [], cases).sheets["statistics"]
    rows = ("review", "suit", "suit_upheld", "suit_other", "suit_corrected")
    assert [sheet[row, "value"] for row in rows] == [0, 3, 2, 1, 0]
    assert count(edition(2018), 2018, [], cases).sheets["statistics"]["review_corrected", "value"] == 4


# ---- blank and zero


def test_where_nothing_happened_the_authoritys_own_cells_are_zero_and_those_of_others_blank() -> None:
    counted = count(edition(2024), 2024, [], [])
    assert set(counted.sheets["applications"].values()) == {0}
    assert set(counted.sheets["remedies"].values()) == {0}
    assert set(counted.sheets["article_20_1"].values()) == {None}
    statistics = count(edition(2018), 2018, [], []).sheets["statistics"]
    empty = {row for (row, _), number in statistics.items() if number is None}
    assert len(empty) == 27
    assert {"disclosed_total", "press_conferences", "complaints", "fees", "staff", "funds", "meetings"} <= empty
    assert {"received", "closed", "replied", "refused", "review", "suit"}.isdisjoint(empty)


def test_counted_cells_say_that_they_were_counted_and_sums_that_they_are_sums() -> None:
    sheet = count(edition(2024), 2024, [fact()], []).sheets["applications"]
    assert sheet.value("granted", "person").origin is Origin.COUNTED
    assert sheet.value("granted", "total").origin is Origin.TOTALLED


def test_an_outcome_without_a_row_in_the_edition_is_refused() -> None:
    with pytest.raises(ValueError, match="没有对应的行"):
        count(edition(2024), 2024, [fact()], [], row_of=lambda outcome, edition: None)
