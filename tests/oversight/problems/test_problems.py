"""顽疾清单: every problem whose room stands has a page that answers, a test that exists, and a figure counted on the spot."""

from __future__ import annotations

import ast
from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from gongkai.law.disclosure import ContentClass
from gongkai.law.expansions import Decision, Phrase, Wish
from gongkai.law.grammar.flow import Step
from gongkai.law.problem_list import BY_NUMBER, PROBLEMS
from gongkai.law.problems import Measured, Trend
from gongkai.law.supervision.rectifications import Act, Gravity
from gongkai.office.authorities.models import Official
from gongkai.oversight.problems import queries
from gongkai.oversight.problems.asking import Asked
from gongkai.oversight.problems.figures import FIGURES
from gongkai.oversight.supervision.findings import acts as findings
from gongkai.oversight.supervision.findings.acts import Given
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue import proposals
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import Item
from gongkai.publication.documents.acts import register_review
from gongkai.web import clock
from tests.cast import Cast, cast, official
from tests.structure.house import sources, tree

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 20)


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return cast()


@pytest.fixture
def everybody(people: Cast) -> Official:
    """Who holds every office of a bureau that these pages ask for."""
    return official("quan", "全样本", people.bureau, "unit_head", "informant", "disclosure_office")


def measured(people: Cast, number: str, on: date = TODAY) -> Measured:
    counted = FIGURES[number](Asked(people.bureau, on, TODAY))
    assert counted is not None
    return counted.measured


# -- what stands -----------------------------------------------------------------------------------------------------------


def test_none_of_the_forty_is_without_a_page_a_test_and_a_figure() -> None:
    assert set(BY_NUMBER) == set(FIGURES)
    assert not [problem.number for problem in PROBLEMS if not problem.page or not problem.test]


def test_every_problem_names_a_test_there_is() -> None:
    written = {
        node.name
        for path in sources("tests").values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    assert {problem.test for problem in PROBLEMS if problem.number in FIGURES} <= written


@pytest.mark.parametrize("number", sorted(FIGURES))
def test_every_feature_has_a_page_and_every_figure_its_records(
    number: str, people: Cast, everybody: Official, client: Client
) -> None:
    client.force_login(everybody)
    counted = FIGURES[number](Asked(people.bureau, TODAY, TODAY))
    assert counted is not None
    for address in {reverse(BY_NUMBER[number].page), counted.href}:
        assert client.get(address, follow=True).status_code == 200, address


def test_the_page_shows_each_with_its_figure_and_asks_little_of_the_database(
    people: Cast, everybody: Official, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(everybody)
    with django_assert_max_num_queries(250):
        shown = client.get("/desk/problems/").content.decode()
    for number in FIGURES:
        assert f">{number}<" in shown
        assert BY_NUMBER[number].proof in shown
    assert client.post("/desk/problems/").status_code == 405
    anybody = Client()
    assert anybody.get("/desk/problems/").status_code == 302


def test_of_nothing_no_share_is_told_and_of_counts_nought(people: Cast) -> None:
    rows = {each.problem.number: each for _, chapter in queries.shown(people.bureau, TODAY) for each in chapter}
    assert rows["P08"].told == "无可计"
    assert rows["P07"].told == "0个"
    assert rows["P40"].trend is Trend.UNKNOWN


# -- figures ---------------------------------------------------------------------------------------------------------------


def test_what_was_found_again_within_a_year_is_counted_as_the_findings_count_it(people: Cast) -> None:
    days = (date(2024, 12, 1), date(2025, 3, 1), date(2025, 5, 1), date(2025, 6, 1))
    made = [_found(people, "V4.3", day) for day in days]
    _found(people, "V3", date(2025, 7, 1))
    assert measured(people, "P40").basis == "3/4"
    findings.act(made[1], Step(Act.LIFT.value, TODAY, {"reason": "误报"}), today=TODAY, by=people.wang)
    assert measured(people, "P40").basis == "2/3"
    assert measured(people, "P40", date(2024, 12, 31)).basis == "0/1"


def _found(people: Cast, indicator: str, on: date) -> Finding:
    given = Given(indicator, Gravity.ORDINARY, "问题", "说明", "某处", "截图")
    return findings.find(people.bureau, people.bureau, given, on=on, today=TODAY, by=people.wang)


def test_wishes_that_were_taken_up_widen_the_catalogue_and_answer_what_was_sought(people: Cast) -> None:
    column = catalogue.open_column(
        people.bureau, ColumnPlan("救助", "jz", "办公室"), on=date(2025, 1, 1), by=people.wang
    )
    phrases = [
        Phrase("低保标准", 5, Wish.SEARCHES),
        Phrase("特困供养", 4, Wish.SEARCHES),
        Phrase("高龄津贴", 3, Wish.LETTERS),
    ]
    made = proposals.propose_expansions(people.bureau, phrases, on=date(2025, 2, 1))
    rows = {each.phrase: each for each in made}
    for phrase in ("低保标准", "高龄津贴"):
        proposals.decide_expansion(
            rows[phrase], Decision.ACCEPTED, on=date(2025, 3, 1), by=people.li, column=column, entry_name=phrase
        )
    assert measured(people, "P19").value == 2
    assert measured(people, "P38").basis == "1/2"
    assert measured(people, "P19", date(2025, 2, 28)).value == 0


def test_blank_columns_and_news_are_counted_as_their_own_pages_count_them(people: Cast) -> None:
    opened = date(2025, 1, 1)
    columns = [
        catalogue.open_column(people.bureau, ColumnPlan(name, slug, "办公室"), on=opened, by=people.wang)
        for name, slug in (("工作动态", "dt"), ("规划计划", "gh"), ("收费项目", "sf"))
    ]
    assert measured(people, "P16").value == 3
    reviewer = official("he", "何审查", people.bureau, "disclosure_office")
    for kind in (ContentClass.NEWS, ContentClass.NEWS, ContentClass.NOTICE):
        review = register_review(
            people.bureau, title="一则", checks={}, reviewers=[reviewer.username], on=TODAY, by=reviewer
        )
        item = Item(kind, "一则", text="正文")
        disclosure.publish(columns[0], item, on=TODAY, today=TODAY, by=people.wang, review=review)
    assert measured(people, "P16").value == 2
    assert measured(people, "P17").basis == "2/3"
    assert measured(people, "P22").value == 0
    assert measured(people, "P14").basis == "0/3"
    assert measured(people, "P16", date(2024, 11, 20)).value == 0
    call_command("verify", "--all")
