"""取数: figures of documents and of reports against what the rooms themselves say of the same records."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.annual_report.procedure import Act
from gongkai.law.documents import Act as DocumentAct
from gongkai.law.grammar.flow import JSON
from gongkai.law.problems import Measured
from gongkai.office.authorities.models import Authority
from gongkai.oversight.problems.asking import Asked
from gongkai.oversight.problems.figures import FIGURES
from gongkai.oversight.reports import queries
from tests.cast import Cast
from tests.oversight.conftest import JANUARY, begin, take
from tests.oversight.test_journey import published
from tests.publication import papers
from tests.publication.conftest import DAY, furnish

pytestmark = pytest.mark.django_db
SPRING = date(2025, 4, 1)


def measured(authority: Authority, number: str, on: date) -> Measured:
    counted = FIGURES[number](Asked(authority, on, on))
    assert counted is not None
    return counted.measured


def test_an_open_report_is_asked_for_what_would_fail_today(people: Cast) -> None:
    assert measured(people.bureau, "P32", JANUARY).value is None
    report = begin(people)
    cells: list[JSON] = [{"table": "article_20_5", "row": "permits", "column": "handled", "number": "7"}]
    take(report, Act.FILL, people.wang, cells=cells, source="审批股", reason="补报")
    checked = queries.draft(people.bureau, queries.standing(report)).checked
    assert checked.found
    assert measured(people.bureau, "P35", JANUARY).value == len(checked.found)
    assert measured(people.bureau, "P32", JANUARY).value == sum(bool(each.rule) for each in checked.red)
    assert measured(people.bureau, "P37", JANUARY).value is None


def test_a_published_report_is_asked_as_it_was_published(people: Cast) -> None:
    published(people)
    assert measured(people.bureau, "P32", SPRING).value == 0
    assert measured(people.bureau, "P34", SPRING).value == 0
    assert measured(people.bureau, "P37", SPRING).value == (JANUARY - date(2024, 12, 31)).days
    assert measured(people.bureau, "P37", date(2025, 1, 5)).value is None


def test_labels_are_counted_on_what_has_a_number_and_returns_on_what_was_drafted(people: Cast) -> None:
    house = furnish(people)
    first = papers.labelled(house, papers.drafted(house))
    second = papers.labelled(house, papers.drafted(house, title="关于做好低保工作的通知"))
    papers.take(first, DocumentAct.SUBMIT, people.wang)
    papers.take(first, DocumentAct.RETURN, house.sun, codes=["secrecy"])
    assert measured(people.bureau, "P11", DAY).basis == "1/2"
    assert measured(people.bureau, "P08", DAY).value is None
    papers.reviewed(house, second)
    papers.signed(house, second)
    assert measured(people.bureau, "P08", DAY).basis == "1/1"
