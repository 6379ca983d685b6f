"""先找后问: what is already public is offered while somebody writes, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.doors.portal.suggestions import Thing, pieces, suggested
from gongkai.law.annual_report import edition
from gongkai.oversight.reports import acts as reports
from tests.cast import Cast, cast

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
