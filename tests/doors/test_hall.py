"""互动交流: what is answered comes first, the words go along, and one door follows everything without telling what there is."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications.codes import new_code
from gongkai.casework.engagement.tickets import publishing
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind
from gongkai.law.entrances import Way
from gongkai.law.receipt import Channel
from gongkai.law.ticket_kinds import ConcernKind
from tests.casework.conftest import PERSON
from tests.casework.engagement.conftest import answered, letter, public_form, took, who
from tests.cast import Cast, cast, official
from tests.doors.search.conftest import own_index  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
HALL, FOLLOW = "/shili/hd/", "/shili/hd/cx/"
UNKNOWN = "编号或者查询码不正确，请核对回执"
ON = date(2025, 9, 18)


@pytest.fixture
def people(db: None) -> Cast:
    company = cast()
    official("sun", "孙接线", company.county, "hotline")
    official("zheng", "郑复核", company.county, "disclosure_office")
    return company


def hrefs(page: str) -> dict[str, str]:
    found = re.findall(r'<a class="choice" href="([^"]+)"><strong>([^<]+)</strong>', page)
    return {label: unescape(href) for href, label in found}


def test_what_is_answered_already_comes_before_the_forms(people: Cast, client: Client) -> None:
    ticket = took(people.county, letter("城乡居民医保怎样缴费，在外地能办吗？", title="城乡居民医保怎样缴费")).ticket
    answered(ticket, ON, "集中缴费期至十二月底。")
    publishing.publish(ticket, publishing.proposed(ticket), on=ON, today=ON, by=who("zheng"))
    page = client.post(HALL, {"q": "医保怎样缴费"}).content.decode()
    assert page.index("已经答复过的") < page.index("还没有解决的，这样办")
    assert "城乡居民医保怎样缴费</a>" in page
    assert "没有找到相近的答复和公开内容" in client.post(HALL, {"q": "完全没有的事"}).content.decode()


def test_the_words_go_along_into_every_form_that_takes_them(people: Cast, client: Client) -> None:
    words = "申请公开征地补偿标准的文件"
    ways = hrefs(client.post(HALL, {"q": words}).content.decode())
    assert set(ways) >= {way.label for way in Way}
    told = parse_qs(urlsplit(ways[Way.APPLY.label]).query)
    assert told["description"] == [words]
    page = client.get(ways[Way.COMPLAIN.label]).content.decode()
    assert f'value="{words}"' in page and f"\n{words}</textarea>" in page
    assert '<option value="complain" selected' in page
    assert "网页纠错：" in unescape(client.get(ways[Way.PAGE_ERROR.label]).content.decode())


def test_the_likely_way_stands_first_and_says_why(people: Cast, client: Client) -> None:
    page = client.post(HALL, {"q": "楼下夜间施工噪声扰民"}).content.decode()
    assert next(iter(hrefs(page))) == Way.COMPLAIN.label and "可能适合：您写了“噪声”“扰民”" in page


def test_no_number_that_tells_who_somebody_is_stands_in_an_address(people: Cast, client: Client) -> None:
    page = client.post(
        HALL, {"q": "我叫陈样例，电话13900001234，身份证11010519491231002X，医保怎么办"}
    ).content.decode()
    for href in re.findall(r'href="([^"]+)"', page):
        assert "13900001234" not in href and "11010519491231002X" not in href


def test_script_in_a_question_is_only_text(people: Cast, client: Client) -> None:
    page = client.post(HALL, {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert(1)" not in page and "&lt;script&gt;" in page


def test_an_authority_that_answers_no_applications_offers_none(people: Cast, client: Client) -> None:
    assert people.county.duties.answers
    ways = hrefs(client.get(HALL).content.decode())
    assert ways[Way.APPLY.label] == "/shili/ysqgk/"


def asked(client: Client, number: str, code: str) -> tuple[int, str, str]:
    response = client.post(FOLLOW, public_form(number=number, code=code))
    return response.status_code, response.headers.get("Location", ""), response.content.decode()


def test_a_letter_and_an_application_of_the_same_number_are_told_apart_by_the_code(
    people: Cast, client: Client
) -> None:
    sent = took(people.county)
    filled = Filled(ApplicantKind.PERSON, Channel.ONLINE, PERSON)
    applied = applications.receive(people.county, filled, on=ON, today=ON, once=new_code())
    number = sent.ticket.dossier.number
    assert applied.application.dossier.number == number
    assert asked(client, number, sent.code)[:2] == (307, "/shili/wyly/follow/")
    assert asked(client, number, applied.code)[:2] == (307, "/shili/ysqgk/status/")
    page = client.post("/shili/wyly/follow/", public_form(number=number, code=sent.code)).content.decode()
    assert "受理日期" in page


def test_a_number_nobody_has_a_wrong_code_and_another_place_all_look_the_same(people: Cast, client: Client) -> None:
    sent = took(people.county, kind=ConcernKind.REPORT)
    number, wrong = sent.ticket.dossier.number, new_code()
    pages = []
    for address, given in (
        (FOLLOW, (number, wrong)),
        (FOLLOW, ("〔2025〕999号", sent.code)),
        ("/lingxian/hd/cx/", (number, sent.code)),
    ):
        response = client.post(address, public_form(number=given[0], code=given[1]))
        assert response.status_code == 200
        page = response.content.decode()
        assert UNKNOWN in page
        pages.append(re.sub(r'value="[^"]*"|shili|lingxian|示例县|另设县', "", page))
    assert pages[0] == pages[1]
