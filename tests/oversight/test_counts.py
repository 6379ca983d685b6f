"""统计: the sheets of the three editions against an independent count, and the records behind every number.

The second ledger goes through the same histories one by one, in plain Python, with its own list of which outcome counts
in which row; it knows nothing of ``law.annual_report``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.casework.applications.models import Application
from gongkai.casework.applications.queries import behind
from gongkai.law.annual_report import ApplicationFact, edition
from gongkai.law.annual_report.facts import RoomFact
from gongkai.law.annual_report.procedure import Scope
from gongkai.law.applications import ApplicantKind
from gongkai.law.grammar.sheets import Sheet
from gongkai.law.outcomes import OUTCOMES
from gongkai.law.receipt import Channel
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports.queries import Ledger
from tests.cast import Cast
from tests.oversight.ledger import Challenged, Happened, challenge, receive

APPLICANTS = ("person", "business", "research", "charity", "legal_service", "other_organization")
ROWS_2019 = {
    "granted": "disclosed",
    "partial": "partly_disclosed",
    "deny_1": "state_secret",
    "deny_2": "prohibited_by_law",
    "deny_3": "endangers_safety",
    "deny_4": "privacy",
    "deny_5": "internal_affairs",
    "deny_6": "deliberation",
    "deny_7": "enforcement_file",
    "deny_8": "inquiry_matter",
    "unable_1": "not_held",
    "unable_2": "needs_processing",
    "unable_3": "still_unclear",
    "refuse_1": "petition",
    "refuse_2": "repeated",
    "refuse_3": "published_work",
    "refuse_4": "excessive",
    "refuse_5": "confirmation_sought",
    "other": "withdrawn",
}
ROWS_2021 = {row: key for row, key in ROWS_2019.items() if row != "other"} | {
    "other_1": "not_clarified",
    "other_2": "fee_unpaid",
    "other_3": "ended_otherwise",
}
ROWS_2014 = {
    "replied_already_public": "already_public",
    "replied_disclosed": "disclosed",
    "replied_partly": "partly_disclosed",
    "refused_secret": "state_secret",
    "refused_business_secret": "business_secret",
    "refused_privacy": "privacy",
    "refused_safety": "endangers_safety",
    "refused_not_information": "not_information",
    "refused_other_law": "other_law",
    "replied_other_authority": "other_authority",
    "replied_not_held": "not_held",
    "replied_amend": "amend_told",
    "replied_other_channel": "other_channel",
}


def spread(row: int, column: int) -> int:
    """A different number for each row of a column and each column of a row, so that no two of them can change places."""
    return 1 + (row * 5 + column * 7) % 29


def different(row: int, column: int) -> int:
    """A different number for each cell of the table."""
    return 1 + row * len(APPLICANTS) + column


def year_of_applications(rows: dict[str, str], year: int, many: Callable[[int, int], int] = spread) -> list[Happened]:
    """Every cell of the table of applications filled; a third of what was closed had come in the year before."""
    past: list[Happened] = []
    for at, key in enumerate((*rows.values(), "")):
        for column, applicant in enumerate(APPLICANTS):
            for each in range(many(at, column)):
                earlier = each % (3 + column % 2) == 0
                received = date(year - 1, 6, 3 + each % 20) if earlier else date(year, 2 + each % 7, 4)
                past.append(Happened(applicant, received, year if key else None, key))
    aside = [
        Happened("person", date(year - 1, 7, 1), year - 1, "disclosed"),
        Happened("person", date(year - 1, 8, 1), year + 1, "disclosed"),
        Happened("business", date(year, 8, 1), year + 1, "disclosed"),
        Happened("person", date(year + 1, 3, 1), year + 1, "disclosed"),
        Happened("person", date(year + 1, 3, 1)),
    ]
    return past + aside


def counted_by_hand(past: Sequence[Happened], year: int, rows: dict[str, str]) -> Counter[tuple[str, str]]:
    """One application after another."""
    row_of = {key: row for row, key in rows.items()}
    found: Counter[tuple[str, str]] = Counter()
    for one in past:
        if one.received.year > year or (one.closed or 9999) < year:
            continue
        hit = ["new" if one.received.year == year else "carried_in"]
        hit += ["total", row_of[one.outcome]] if one.closed == year else ["carried_out"]
        found.update((row, column) for row in hit for column in (one.applicant, "total"))
    return found


CASES = tuple(
    (kind, result, 1 + path * 4 + at)
    for path, kind in enumerate(("review", "direct", "after_review"))
    for at, result in enumerate(("upheld", "corrected", "other", ""))
)
"""Path, result, how many: a different number of each, 1 to 12."""


def cases_of(year: int) -> Iterator[Challenged]:
    for kind, result, many in CASES:
        for _ in range(many):
            yield Challenged(kind, year, year if result else None, result)
    yield Challenged("review", year - 1, year, "corrected")
    yield Challenged("direct", year, year + 1, "upheld")


def sheets_of(authority: Authority, year: int, scope: Scope = Scope.OWN) -> dict[str, Sheet]:
    return dict(Ledger(authority, scope).counted(edition(year), year).sheets)


def numbers(sheet: Sheet) -> dict[tuple[str, str], int]:
    return {key: int(number) for key, number in sheet.items() if number}


@pytest.mark.parametrize(
    ("year", "rows", "many"), [(2024, ROWS_2021, different), (2020, ROWS_2019, spread)], ids=["2021", "2019"]
)
def test_the_table_of_applications_agrees_with_going_through_the_files(
    people: Cast, year: int, rows: dict[str, str], many: Callable[[int, int], int]
) -> None:
    past = year_of_applications(rows, year, many)
    receive(people.bureau, past)
    sheet = sheets_of(people.bureau, year)["applications"]
    assert numbers(sheet) == counted_by_hand(past, year, rows)
    if many is different:
        results = [sheet[row, column] for row in rows for column in APPLICANTS]
        assert len(set(results)) == len(results)
    lines = [tuple(sheet[row, column] for column in APPLICANTS) for row in (*rows, "new", "carried_in", "carried_out")]
    assert all(None not in line and 0 not in line for line in lines)
    assert len(set(lines)) == len(lines) == len(sheet.table.row_lines) - 1
    every_number_opens_its_records(people.bureau, year, "applications")


CHANNELS = ("in_person", "oral", "fax", "online", "email", "registered_post", "plain_post")
ROW_OF_CHANNEL = {
    "in_person": "received_in_person",
    "oral": "received_in_person",
    "fax": "received_fax",
    "online": "received_online",
    "email": "received_online",
    "registered_post": "received_post",
    "plain_post": "received_post",
}


def statistics_by_hand(past: Sequence[Happened], year: int) -> Counter[str]:
    found: Counter[str] = Counter()
    row_of = {key: row for row, key in ROWS_2014.items()}
    for one in past:
        if one.received.year == year:
            found.update(["received", ROW_OF_CHANNEL[one.channel]])
        if one.closed == year:
            found.update(["closed", "closed_extended" if one.extended else "closed_on_time"])
            if one.outcome in row_of:
                found.update(["replied", row_of[one.outcome]])
                found.update(["refused"] if row_of[one.outcome].startswith("refused") else [])
    return found


def test_the_table_of_2014_agrees_with_going_through_the_files(people: Cast) -> None:
    year = 2017
    past = [
        Happened(
            applicant=APPLICANTS[(at + each) % 6],
            received=date(year - 1 if each % 4 == 3 else year, 6, 1 + each % 27),
            closed=year,
            outcome=key,
            channel=CHANNELS[(each * each + at) % 7],
            extended=each % 5 == 0,
        )
        for at, key in enumerate((*ROWS_2014.values(), "withdrawn"))
        for each in range(3 + 2 * at)
    ]
    past += [Happened("person", date(year, 7, 3), None, channel=channel) for channel in ("fax", "oral", "fax")]
    past.append(Happened("person", date(year - 1, 7, 3), year - 1, "disclosed", channel="fax"))
    receive(people.bureau, past)
    application = Application.objects.of(people.bureau).order_by("dossier__opened_on").first()
    assert application is not None
    cases = [(kind, result, many) for at, (kind, result, many) in enumerate(CASES) if result and at != 4]
    told = [Challenged(kind, year, year, result) for kind, result, many in cases for _ in range(many)]
    challenge(application, [*told, Challenged("review", year)], people.wang)
    sheet = sheets_of(people.bureau, year)["statistics"]
    by_hand = statistics_by_hand(past, year)
    for kind, result, many in cases:
        group = "review" if kind == "review" else "suit"
        by_hand.update({f"{group}_{result}": many, group: many})
    by_hand.update(staff_part_time=1, staff=1)  # 王 has been in office, part-time, since the Regulation came into force
    assert {row: number for (row, _), number in numbers(sheet).items()} == by_hand
    leaves = [row for row, _ in sheet.table.counted if sheet[row, "value"] is not None]
    assert {"received_fax", "closed_extended", "replied_amend", "suit_other"} <= set(leaves)
    nobody = {"offices", "staff_full_time"}  # 王 serves in no body of its own, and not all of the time
    assert {row for row in leaves if not sheet[row, "value"]} == nobody | {"complaints"}, "nobody complained"
    assert len({sheet[row, "value"] for row in ROWS_2014}) == len(ROWS_2014)
    every_number_opens_its_records(people.bureau, year, "statistics")


@pytest.mark.parametrize("year", [2024, 2020], ids=["2021", "2019"])
def test_cases_are_counted_in_the_year_they_were_filed_with_their_state_at_its_end(people: Cast, year: int) -> None:
    receive(people.bureau, [Happened("person", date(year - 1, 1, 5), year - 1, "disclosed")])
    application = Application.objects.of(people.bureau).get()
    challenge(application, cases_of(year), people.wang)
    sheet = sheets_of(people.bureau, year)["remedies"]
    by_hand: Counter[tuple[str, str]] = Counter()
    for kind, result, many in CASES:
        by_hand.update({(kind, result or "pending"): many, (kind, "total"): many})
    by_hand.update([("direct", "pending"), ("direct", "total")])
    assert numbers(sheet) == by_hand
    every_number_opens_its_records(people.bureau, year, "remedies")


def every_number_opens_its_records(authority: Authority, year: int, table: str) -> None:
    """The files behind each cell are as many as the cell prints, and none of them twice."""
    ledger = Ledger(authority, Scope.OWN)
    counted = ledger.counted(edition(year), year)
    for (row, column), number in counted.sheets[table].items():
        facts = counted.sources(table, row, column)
        if any(isinstance(fact, RoomFact) for fact in facts):
            continue  # people and money open books of their own
        files, cases = ledger.behind(facts)
        keys = [*files.values_list("dossier", flat=True), *cases.values_list("dossier", flat=True)]
        assert len(keys) == len(set(keys)) == (number or 0), (row, column)


def test_a_government_counts_everything_beneath_it_and_nothing_beside_it(people: Cast) -> None:
    one = [Happened("person", date(2024, 3, 1), 2024, "disclosed")]
    receive(people.county, one)
    receive(people.bureau, one * 2)
    receive(people.elsewhere, one * 4)
    new = {
        (authority.code, scope): sheets_of(authority, 2024, scope)["applications"]["new", "total"]
        for authority in (people.prefecture, people.county, people.bureau)
        for scope in Scope
    }
    assert new == {
        ("yangben", Scope.OWN): 0,
        ("yangben", Scope.BENEATH): 7,
        ("shili", Scope.OWN): 1,
        ("shili", Scope.BENEATH): 3,
        ("shili-minzheng", Scope.OWN): 2,
        ("shili-minzheng", Scope.BENEATH): 2,
    }


def test_a_sheet_takes_one_query_for_each_room_however_many_files(
    people: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    receive(people.bureau, year_of_applications({"granted": "disclosed"}, 2024))
    with django_assert_num_queries(3):
        Ledger(people.bureau, Scope.OWN).counted(edition(2024), 2024)
    with django_assert_num_queries(3):
        Ledger(people.county, Scope.BENEATH).counted(edition(2024), 2024)


def test_a_total_of_thousands_of_groups_can_still_be_opened(people: Cast) -> None:
    facts = [
        ApplicationFact(applicant, channel, received, 2024, outcome.key, extended, 1)
        for applicant in ApplicantKind
        for channel in Channel
        for received in (2023, 2024)
        for outcome in OUTCOMES
        for extended in (True, False)
    ]
    assert len(facts) > 4000
    receive(people.bureau, [Happened("person", date(2024, 3, 1), 2024, "disclosed", extended=True)])
    assert behind(Application.objects.of(people.bureau), facts).count() == 1
    closed_later = [fact for fact in facts if not fact.extended]
    assert behind(Application.objects.of(people.bureau), closed_later).count() == 0
