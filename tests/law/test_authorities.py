"""机关与职责（条例第三至五条、第四十九条）: what each kind owes, who hears its reconsiderations, and who holds which office."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.authorities import (
    ADMINISTRATORS,
    OFFICES,
    POSTS,
    AuthorityKind,
    Reach,
    ReviewBody,
    compatible,
    duties,
    office_choices,
    report_due,
    roles,
)
from gongkai.law.grammar.flow import Role


@pytest.mark.parametrize("kind", AuthorityKind)
def test_every_kind_has_its_duties(kind: AuthorityKind) -> None:
    assert kind.label
    assert duties(kind).answers == (duties(kind).report_due is not None)
    assert duties(kind).answers == (duties(kind).review is not ReviewBody.NONE)


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (AuthorityKind.DEPARTMENT, date(2025, 1, 31)),
        (AuthorityKind.VERTICAL, date(2025, 1, 31)),
        (AuthorityKind.COUNTY, date(2025, 3, 31)),
        (AuthorityKind.PROVINCE, date(2025, 3, 31)),
        (AuthorityKind.VILLAGE, None),
        (AuthorityKind.STATE_ENTERPRISE, None),
    ],
)
def test_49_departments_report_by_31_january_and_governments_by_31_march(kind: AuthorityKind, due: date | None) -> None:
    assert report_due(kind, 2024) == due


def test_31_of_the_regulation_of_2007_gave_everybody_until_31_march() -> None:
    assert report_due(AuthorityKind.DEPARTMENT, 2018) == date(2019, 3, 31)
    assert report_due(AuthorityKind.DEPARTMENT, 2019) == date(2020, 1, 31)


def test_rules_are_made_by_governments_of_provinces_and_prefectures_alone() -> None:
    makers = {kind for kind in AuthorityKind if duties(kind).makes_rules}
    assert makers == {AuthorityKind.PROVINCE, AuthorityKind.PREFECTURE}


def test_24_the_government_hears_its_departments_the_government_above_hears_it_and_the_province_itself() -> None:
    assert duties(AuthorityKind.DEPARTMENT).review is ReviewBody.OWN_GOVERNMENT
    assert duties(AuthorityKind.COUNTY).review is ReviewBody.HIGHER_GOVERNMENT
    assert duties(AuthorityKind.PROVINCE).review is ReviewBody.ITSELF
    assert duties(AuthorityKind.VERTICAL).review is ReviewBody.HIGHER_DEPARTMENT


def test_there_are_twenty_five_offices_each_with_a_label_and_a_page_to_start_on() -> None:
    assert len(OFFICES) == 30
    assert all(key == office.key and office.label and office.start for key, office in POSTS.items())
    assert len({office.label for office in POSTS.values()}) == len(POSTS)


def test_every_role_is_given_by_some_office() -> None:
    assert roles(POSTS) == frozenset(Role)


def test_discipline_inspection_reads_everything_and_changes_nothing() -> None:
    office = OFFICES["discipline"]
    assert (office.roles, office.reach, office.read_only) == (frozenset({Role.AUDITOR}), Reach.BENEATH, True)


def test_nobody_is_posted_to_be_the_public() -> None:
    assert "public" not in dict(office_choices())
    assert dict(office_choices())["informant"] == "信息员（经办人）"


def test_an_administrator_holds_no_other_office() -> None:
    for key in ADMINISTRATORS:
        assert compatible([], key)
        assert compatible([key], key)
        for other in POSTS.keys() - {key}:
            assert not compatible([key], other)
            assert not compatible([other], key)
    assert compatible(["informant"], "unit_head")
