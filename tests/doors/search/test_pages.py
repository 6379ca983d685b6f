"""检索页: filters with counts, numbers in parts, groups, another spelling, equal words, and a way on where nothing is found."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from gongkai.doors.search import counting, index
from gongkai.doors.search.models import Searched
from gongkai.doors.search.portal import LIMIT
from gongkai.law.disclosure import ContentClass
from gongkai.law.documents import DocumentKind
from gongkai.publication.interpretation import acts as interpretation
from gongkai.web.models import Attempt
from tests.doors.search.conftest import worked
from tests.publication import interpreting
from tests.publication.conftest import DAY, House
from tests.publication.shelf import opened, published

OWN = "/shili-minzheng/search/"


@pytest.fixture
def furnished(house: House) -> House:
    notices = opened(house.people, "通知公告", "tzgg")
    published(
        house, house.files, "示例县临时救助办法", ContentClass.DOCUMENT, number="示民发〔2025〕3号", text="救助标准。"
    )
    published(house, notices, "临时救助名单公示", on=date(2024, 5, 6), text="第一批。", theme="民政、扶贫、救灾")
    published(house, notices, "养老机构名录", text="敬老院。")
    worked()
    return house


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def titles(address: str) -> list[str]:
    return [each["标题"] for each in Client().get(address.replace("search/", "search/results.json")).json()["结果"]]


def test_hits_are_counted_by_what_they_may_be_narrowed_to(furnished: House) -> None:
    told = Client().get(f"{OWN}results.json?q=临时救助").json()
    assert told["条数"] == 2 and told["分面"]["栏目"] == {"行政规范性文件": 1, "通知公告": 1}
    assert told["分面"]["年份"] == {"2025年": 1, "2024年": 1}
    assert titles(f"{OWN}?q=临时救助&column=tzgg") == ["临时救助名单公示"]
    assert titles(f"{OWN}?q=临时救助&kind=document") == ["示例县临时救助办法"]
    assert titles(f"{OWN}?q=救助&since=2024-01-01&until=2024-12-31") == ["临时救助名单公示"]
    assert titles(f"{OWN}?q=敬老院") == ["养老机构名录"] and not titles(f"{OWN}?q=敬老院&where=title")
    assert titles(f"{OWN}?q=救助&sort=time") == ["示例县临时救助办法", "临时救助名单公示"]
    narrowed = page(f"{OWN}?q=临时救助&column=tzgg")
    assert 'aria-current="true"' in narrowed and "去掉" in narrowed


def test_a_number_is_found_by_its_parts(furnished: House) -> None:
    for asked in (
        "code=示民发&no_year=2025&no=3",
        "code=示民发&no_year=2025",
        "no_year=2025&no=003号",
        "q=示民发[2025]3号",
    ):
        assert titles(f"{OWN}?{asked}") == ["示例县临时救助办法"], asked
    told = page(f"{OWN}?no_year=二五&no=x&q=救助")
    assert "文号的年份应为四位数字" in told and "文号的序号应为数字" in told
    assert "只有序号不能确定是哪件文件" in page(f"{OWN}?no=3")


def test_one_looks_through_ones_own_site_or_the_whole_tree(furnished: House) -> None:
    assert len(titles("/shili/search/?q=救助&scope=own")) == 0 and len(titles("/shili/search/?q=救助&scope=all")) == 2
    assert len(titles("/search/?q=救助")) == 2, "the only root looks through everything"
    assert len(titles("/search/?q=救助&site=shili-minzheng&scope=own")) == 2
    assert "本站（示例县民政局）" in page(f"{OWN}?q=救助")


def test_document_and_interpretation_are_one_hit(house: House) -> None:
    document = interpreting.signed(house, DocumentKind.NORMATIVE)
    policy, linked = interpretation.publish_together(
        document, house.files, house.explained, on=DAY, today=DAY, by=house.people.wang
    )[:2]
    worked()
    told = Client().get(f"{OWN}results.json?q=临时救助办法").json()
    [hit] = told["结果"]
    assert hit["标题"] == policy.title and [kin["标题"] for kin in hit["相关"]] == [linked.content.title]
    assert 'class="hit-kin"' in page(f"{OWN}?q=临时救助办法")


def test_who_finds_nothing_is_led_to_the_nearest_authority_and_a_filled_in_application(furnished: House) -> None:
    told = page("/search/?q=民政养老补贴发放明细表")
    assert "没有" in told and "示例县民政局" in told
    assert "/shili-minzheng/ysqgk/" in told or "description=" in told
    apply = next(part.split('"')[0] for part in told.split('href="')[1:] if "description=" in part)
    form = page(apply)
    assert "?description=" in form
    filled = next(part.split('"')[0] for part in form.split('href="')[1:] if "description=" in part)
    assert "民政养老补贴发放明细表" in page(filled)


def test_what_is_sought_in_vain_is_counted_without_the_person(furnished: House) -> None:
    for _ in range(3):
        page(f"{OWN}?q=火箭发射场")
    page(f"{OWN}?q=临时救助")
    page(f"{OWN}?q=临时救助&column=tzgg")
    page(f"{OWN}?q=110101190001010015")
    page(f"{OWN}?q=张三13900000000")
    rows = dict(Searched.objects.everywhere().values_list("term", "vain"))
    assert rows == {"火箭发射场": 3, "临时救助": 0}
    assert Searched.objects.everywhere().get(term="临时救助").times == 1
    assert {field.name for field in Searched._meta.fields} == {"id", "authority", "day", "term", "times", "vain"}


@given(st.text(max_size=60))
def test_a_counted_term_has_one_spelling(words: str) -> None:
    assert counting.normal(counting.normal(words)) == counting.normal(words)


def test_suggestions_come_with_the_script_and_without(furnished: House) -> None:
    part = Client().get(f"{OWN}suggest/?q=临时", headers={"HX-Request": "true"}).content.decode()
    assert "临时救助名单公示" in part and "<html" not in part
    assert "<html" in page(f"{OWN}suggest/?q=临时") and "养老" not in page(f"{OWN}suggest/?q=临时")
    for _ in range(5):
        page(f"{OWN}?q=养老机构")
    assert "养老机构" in page(OWN), "what many have found is offered to all"


def test_every_public_page_has_the_box_and_it_works_without_a_script(furnished: House) -> None:
    front = page("/shili-minzheng/")
    assert f'action="{OWN}"' in front and 'name="q"' in front
    assert 'action="/search/"' in page("/")


HOSTILE = [
    '"' * 400,
    "(" * 300 + "[" * 300,
    "-" * 500,
    "* AND OR NOT title:x~9^9 /a.*b/",
    "救" * 10_000,
    "\x00\x01\ufeff",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "a b " * 2000,
    "𠮷" * 50,
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_answered(furnished: House, words: str) -> None:
    for view in ("", "results.json", "suggest/"):
        answer = Client().get(f"{OWN}{view}", {"q": words})
        assert answer.status_code == 200
        assert "json" in view or b"<script>alert" not in answer.content


def test_nonsense_in_the_address_is_left_aside_and_said(furnished: House) -> None:
    odd = {"q": "救助", "page": "99999999", "since": "昨天", "until": "2020-02-31", "kind": "\x00", "column": "x" * 999}
    told = Client().get(OWN, odd | {"theme": "<b>", "period": "ever", "sort": "up", "scope": "x", "site": "nobody"})
    assert told.status_code == 200 and "“昨天”不是日期" in told.content.decode()
    many = "&".join(f"column=c{number}" for number in range(1000))
    assert Client().get(f"{OWN}?q=救助&{many}").status_code == 200


def test_a_title_full_of_markup_is_shown_as_it_is_written(house: House) -> None:
    published(house, house.files, "<img src=x onerror=alert(1)>救助", ContentClass.DOCUMENT, text="</p><script>救助")
    worked()
    told = page(f"{OWN}?q=救助")
    assert "<img src=x" not in told and "&lt;img src=x" in told and "<script>救助" not in told


def test_one_network_searches_so_often_a_minute(furnished: House) -> None:
    page(f"{OWN}?q=救助")
    Attempt.objects.update(count=LIMIT.limit)
    refused = Client().get(f"{OWN}?q=救助")
    assert refused.status_code == 429 and refused.headers["Retry-After"]
    assert Client().get(OWN).status_code == 200, "the empty form costs nothing"


def test_a_list_of_results_costs_the_same_questions_whatever_its_length(furnished: House) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            titles(f"{OWN}?q=救助文件")
        return len(asked)

    published(furnished, furnished.files, "第零号救助文件", ContentClass.DOCUMENT)
    worked()
    questions()  # whatever a process asks once
    few = questions()
    for number in range(15):
        published(furnished, furnished.files, f"第{number}号救助文件", ContentClass.DOCUMENT)
    worked()
    assert questions() == few and len(titles(f"{OWN}?q=救助文件")) > 15


def test_a_cluster_that_does_not_answer_is_said_and_nothing_is_counted_as_sought_in_vain(
    furnished: House, settings: LazySettings
) -> None:
    settings.OPENSEARCH = "http://127.0.0.1:9"
    index.forget()
    answer = Client().get(f"{OWN}?q=救助")
    assert "检索服务暂时不能使用" in answer.content.decode() and not Searched.objects.everywhere().exists()
    assert Client().post("/shili-minzheng/already-public/", {"description": "临时救助"}).status_code == 200


@pytest.mark.parametrize("look", ["/elder", "/hant", "/kiosk"])
def test_the_page_keeps_the_prefix_it_is_read_under(furnished: House, look: str) -> None:
    set_script_prefix(f"{look}/")  # as the server does for whatever it is mounted under
    try:
        told = Client(SCRIPT_NAME=look).get(f"{OWN}?q=临时救助").content.decode()
    finally:
        set_script_prefix("/")
    assert f'action="{look}{OWN}"' in told and f'href="{look}/shili-minzheng/zfxxgk/' in told
