"""统计公开: every number that opens a list opens as many records; none of them names anybody."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from gongkai.web import clock
from tests.oversight.ledger import PERSON, Happened, receive
from tests.oversight.returns.conftest import History, Publication, Units, settled

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 5)


@pytest.fixture
def units(db: None, monkeypatch: pytest.MonkeyPatch) -> Units:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    made = settled()
    receive(
        made.bureau,
        [
            Happened("person", date(2025, 3, 3), 2025, "disclosed"),
            Happened("business", date(2024, 11, 3), 2025, "partly_disclosed", channel="registered_post"),
            Happened("person", date(2025, 10, 9)),
        ],
    )
    History(publications=[Publication(2, (("weibo", 3),)), Publication(4)]).enter(made)
    return made


def test_every_number_opens_as_many_records_and_no_name(units: Units, client: Client) -> None:
    page = client.get("/shili-minzheng/tj/2025/").content.decode()
    links = re.findall(r'<a href="(/shili-minzheng/tj/2025/[^"]+/)">(\d+)[件条]</a>', page)
    assert {(href.split("/")[-2], number) for href, number in links} == {
        ("all", "2"),
        ("received", "2"),
        ("carried_in", "1"),
        ("closed", "2"),
        ("granted", "1"),
        ("partial", "1"),
        ("carried_out", "1"),
    }
    for href, number in links:
        opened = client.get(href).content.decode()
        assert opened.count('role="rowheader"') == int(number), href
        for told in (PERSON["name"], PERSON["phone"], PERSON["description"], "示例县样本咨询有限公司", "〔2025〕"):
            assert told not in opened, "nothing that names anybody"
    assert "按期答复率" in page and "四舍五入" in page
    assert client.get("/shili/tj/2025/").content.decode().count(">2件</a>") >= 1, "a government with those beneath it"


@pytest.mark.parametrize("address", ["tj/2013/", "tj/2027/", "tj/2025/review/", "tj/2025/nothing/", "tj/2024/all/"])
def test_what_opens_nothing_is_not_there(units: Units, client: Client, address: str) -> None:
    assert client.get(f"/shili-minzheng/{address}").status_code == 404


def test_this_year_is_there_before_it_is_over(units: Units, client: Client) -> None:
    page = client.get("/shili-minzheng/tj/").content.decode()
    assert "2026年统计公开" in page and "截至2026年1月5日" in page
