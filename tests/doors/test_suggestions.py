"""先找后问: what is already public is offered while somebody writes, and nothing else is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.doors.followers import index as follower
from gongkai.doors.portal import suggestions
from gongkai.doors.portal.suggestions import Thing, pieces, suggested
from gongkai.law.annual_report import edition
from gongkai.oversight.reports import acts as reports
from gongkai.publication.disclosure import acts
from gongkai.publication.disclosure import queries as disclosure
from tests.cast import Cast, cast
from tests.doors.search.conftest import own_index  # noqa: F401 (a fixture)
from tests.publication.conftest import House, furnish
from tests.publication.shelf import opened, published

REPORT = "/shili-minzheng/zfxxgknb/2019/"


@pytest.fixture
def people(db: None) -> Cast:
    company = cast()
    day = date(2020, 1, 20)
    cells = {"applications": {("new", "total"): 3}}
    reports.import_published(
        company.bureau, 2019, edition(2019), cells, [], source="本机关网站", on=day, by=company.wang
    )
    return company


@pytest.fixture
def house(db: None) -> House:
    return furnish(cast())


@given(st.text(max_size=80))
def test_a_question_of_any_kind_is_cut_into_pieces_of_two_characters_or_a_number(text: str) -> None:
    assert all(len(piece) == 2 or piece.isdecimal() for piece in pieces(text))


@given(st.text(alphabet="道路养护资金分配补贴", min_size=2, max_size=12))
def test_a_thing_answers_fully_for_its_own_words_and_never_more(words: str) -> None:
    thing = Thing("某项", "/", (words,))
    assert thing.answers(f"关于{words}的情况") == 1.0
    assert 0.0 <= thing.answers("水质监测") <= 1.0


def test_a_question_about_last_years_figures_leads_to_the_report(people: Cast) -> None:
    found = suggested(people.bureau, "我想知道2019年度报告里依申请公开的数量")
    assert found and found[0].href == REPORT
    assert not suggested(people.bureau, "某村某户宅基地审批表"), "what has nothing to do with it is not offered"


def test_the_form_gets_a_part_and_everybody_else_a_page(people: Cast) -> None:
    address = "/shili-minzheng/already-public/"
    part = Client().post(address, {"description": "2019年年报"}, headers={"HX-Request": "true"}).content.decode()
    assert REPORT in part and "<html" not in part
    page = Client().get(address, {"description": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page and "<html" in page
    assert REPORT in Client().get(address).content.decode()


def test_a_question_leads_to_what_is_public_and_not_to_what_was_withdrawn(house: House) -> None:
    content = published(house, opened(house.people, "公示", "gs"), "示例县临时救助标准", number="示民发〔2025〕1号")
    bureau, by = house.people.bureau, house.people.wang
    assert [thing.href for thing in suggested(bureau, "临时救助能领多少钱")] == [disclosure.address(content)]
    assert [thing.title for thing in suggested(bureau, "示民发〔2025〕1号全文")] == [content.title]
    assert not suggested(bureau, "示例县2025年1月的水质监测"), "the place and the figures of a number answer nothing"
    asked = Client().post("/shili-minzheng/already-public/", {"description": "临时救助标准"}).content.decode()
    assert disclosure.address(content) in asked
    acts.withdraw(content, on=content.published_on, by=by, reason="有误")
    assert not suggested(bureau, "临时救助能领多少钱")


def test_older_contents_are_found_by_the_engine_and_with_few_questions_to_the_database(
    house: House, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    column = opened(house.people, "公示", "gs")
    older, newer = published(house, column, "养老床位补贴"), published(house, column, "养老床位数量")
    published(house, column, "农村公路养护")
    monkeypatch.setattr(suggestions, "MOST_CONTENTS", 1)
    assert not suggested(house.people.bureau, "养老床位"), "the worker has not heard of them yet"
    follower.rebuild()
    with django_assert_max_num_queries(9):
        found = [thing.title for thing in suggested(house.people.bureau, "养老床位")]
    assert sorted(found) == sorted([older.title, newer.title])
    acts.withdraw(older, on=older.published_on, by=house.people.wang, reason="有误")
    assert [thing.title for thing in suggested(house.people.bureau, "养老床位")] == [newer.title]
