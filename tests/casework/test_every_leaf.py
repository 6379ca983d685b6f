"""每一种结果: under either text of the Regulation, from receipt to a served letter and to its own cell in every edition.

The row of each leaf in each edition is written here a second time, by hand, so that a slip in the tree of outcomes shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from gongkai.casework.applications import queries
from gongkai.casework.applications.models import Application, Reply
from gongkai.casework.applications.queries import facts
from gongkai.law.annual_report import EDITIONS, count
from gongkai.law.applications import Act, State
from gongkai.law.outcomes import OUTCOMES, OutcomeGroup, RemedyRule, Version, outcome
from gongkai.office.journal.verify import verify
from tests.casework import walks
from tests.casework.conftest import Receive
from tests.cast import Cast

ROWS = {
    "already_public": ("replied_already_public", "granted", "granted"),
    "disclosed": ("replied_disclosed", "granted", "granted"),
    "partly_disclosed": ("replied_partly", "partial", "partial"),
    "state_secret": ("refused_secret", "deny_1", "deny_1"),
    "prohibited_by_law": ("refused_other_law", "deny_2", "deny_2"),
    "endangers_safety": ("refused_safety", "deny_3", "deny_3"),
    "business_secret": ("refused_business_secret", "deny_4", "deny_4"),
    "privacy": ("refused_privacy", "deny_4", "deny_4"),
    "internal_affairs": ("refused_not_information", "deny_5", "deny_5"),
    "deliberation": ("refused_not_information", "deny_6", "deny_6"),
    "enforcement_file": ("refused_other_law", "deny_7", "deny_7"),
    "inquiry_matter": ("replied_other_channel", "deny_8", "deny_8"),
    "not_held": ("replied_not_held", "unable_1", "unable_1"),
    "other_authority": ("replied_other_authority", "unable_1", "unable_1"),
    "needs_processing": ("replied_not_held", "unable_2", "unable_2"),
    "still_unclear": ("replied_amend", "unable_3", "unable_3"),
    "petition": ("replied_other_channel", "refuse_1", "refuse_1"),
    "repeated": ("replied_other_channel", "refuse_2", "refuse_2"),
    "published_work": ("replied_other_channel", "refuse_3", "refuse_3"),
    "excessive": ("replied_other_channel", "refuse_4", "refuse_4"),
    "confirmation_sought": ("replied_other_channel", "refuse_5", "refuse_5"),
    "not_information": ("refused_not_information", "refuse_1", "refuse_1"),
    "other_law": ("refused_other_law", "deny_2", "deny_2"),
    "amend_told": ("replied_amend", "unable_3", "unable_3"),
    "other_channel": ("replied_other_channel", "refuse_1", "refuse_1"),
    "not_clarified": (None, "other", "other_1"),
    "fee_unpaid": (None, "other", "other_2"),
    "withdrawn": (None, "other", "other_3"),
    "ended_otherwise": (None, "other", "other_3"),
}
"""所在行: in the editions of 2014, 2019 and 2021."""


@dataclass(frozen=True)
class Course:
    """历程: a leaf under a text of the Regulation, received on a day and counted on the form of an edition."""

    leaf: str
    version: Version
    on: date
    edition: str


def courses() -> Iterator[Course]:
    """Each leaf under each text, in a year of each edition in which it may happen."""
    days = {
        Version.R2007: [(date(2018, 3, 5), "2014"), (date(2019, 5, 13), "2019")],
        Version.R2019: [(date(2019, 6, 3), "2019"), (date(2025, 3, 3), "2021")],
    }
    for leaf in OUTCOMES:
        for version, some in days.items():
            if not leaf.lawful_under(version):
                continue
            for on, edition in some:
                if leaf.key == "fee_unpaid" and on.year < 2021:
                    continue  # 信息处理费自2021年起收取
                yield Course(leaf.key, version, on, edition)


COURSES = list(courses())


def test_every_leaf_has_its_course_and_its_row() -> None:
    assert {course.leaf for course in COURSES} == {leaf.key for leaf in OUTCOMES} == set(ROWS)
    assert {(course.leaf, course.version) for course in COURSES} == {
        (leaf.key, version) for leaf in OUTCOMES for version in Version if leaf.lawful_under(version)
    }


@pytest.mark.parametrize("course", COURSES, ids=lambda course: f"{course.leaf}-{course.version}-{course.edition}")
def test_from_receipt_to_the_served_letter_and_the_right_cell(course: Course, people: Cast, receive: Receive) -> None:
    leaf = outcome(course.leaf)
    application = walks.walk(receive, people, course.leaf, course.on)
    standing = queries.standing(application)
    assert (standing.state, standing.outcome, standing.version) == (State.CLOSED, course.leaf, course.version)
    _lettered(application, leaf.key, course)
    _counted(people, course, standing.closed_on or course.on)
    assert list(verify(whole=True)) == []


def _lettered(application: Application, key: str, course: Course) -> None:
    """A reply says its article and its remedy; what closes by an entry has no reply."""
    leaf, letters = outcome(key), list(Reply.objects.of(application.dossier.authority).filter(application=application))
    if leaf.remedy is RemedyRule.NONE:
        assert letters == []
        return
    [text] = [walks.text_of(letter) for letter in letters]
    if leaf.article(course.version).number:  # 2007年条例没有“告知通过其他途径办理”的条文，文书不引统计口径
        assert leaf.citation(course.version) in text
    if leaf.remedy is RemedyRule.REVIEW_FIRST and course.on >= date(2024, 1, 1):
        assert "日内先向" in text and "个月内" not in text
    else:
        assert "个月内向" in text and "先向" not in text


def _counted(people: Cast, course: Course, closed_on: date) -> None:
    """One in the right cell of the edition in force, of every other edition too, and nowhere else."""
    rows = Application.objects.of(people.bureau)
    for edition, row in zip(("2014", "2019", "2021"), ROWS[course.leaf], strict=True):
        [form] = [each for each in EDITIONS if each.key == edition]
        own = [fact for fact in facts(rows, closed_on.year) if fact.outcome == course.leaf]
        counted = count(form, closed_on.year, own, ())
        found = {place for place in counted.groups if place[1] in _RESULTS}
        assert {place[1] for place in found} == ({row} if row else set()), edition
        for table, at, column in found:
            assert counted.sheets[table][at, column] == 1


_RESULTS = {row for rows in ROWS.values() for row in rows if row}


def test_the_groups_of_the_tree_are_those_of_the_rows() -> None:
    prefix = {
        OutcomeGroup.GRANTED: "granted",
        OutcomeGroup.PARTIAL: "partial",
        OutcomeGroup.DENIED: "deny_",
        OutcomeGroup.UNABLE: "unable_",
        OutcomeGroup.REFUSED: "refuse_",
        OutcomeGroup.OTHER: "other",
    }
    assert all(str(ROWS[leaf.key][2]).startswith(prefix[leaf.group]) for leaf in OUTCOMES)


def test_a_walk_takes_its_time(people: Cast, receive: Receive) -> None:
    """What is replied late in December closes in January and counts there, once."""
    application = walks.walk(receive, people, "disclosed", date(2024, 12, 27), serve_after=timedelta(days=12))
    assert application.dossier.closed_on == date(2025, 1, 8)
    [form] = [each for each in EDITIONS if each.key == "2021"]
    rows = Application.objects.of(people.bureau)
    for year, expected in ((2024, 0), (2025, 1)):
        counted = count(form, year, facts(rows, year), ())
        granted = [fact for place, some in counted.groups.items() if place[1] == "granted" for fact in some]
        assert sum(fact.count for fact in granted) == expected
    assert Act.SERVE in queries.standing(application).taken
