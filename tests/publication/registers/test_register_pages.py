"""登记簿页面: found by anybody, honest about what is covered and what is gone, the same for people and machines."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.kinds import Kind, Shown
from gongkai.law.registers import KINDS
from gongkai.law.registers.decisions import PENALTY, PERMIT
from gongkai.law.registers.powers import POWER
from gongkai.law.registers.trades import AWARD, CORRECTION, PURCHASE, TENDER
from gongkai.law.registers.watching import ECONOMY
from gongkai.office.visits.queries import named
from gongkai.publication.registers import acts
from gongkai.publication.registers.models import Record
from gongkai.publication.registers.opening import acts as opening
from gongkai.publication.registers.opening.portal import DOWNLOADS
from gongkai.publication.registers.opening.schema import schema_of
from tests.cast import Cast, cast
from tests.publication.registers.many import TODAY, filled
from tests.publication.registers.rows import IDENTITY, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr("gongkai.web.clock.today", lambda: TODAY)
    return cast()


def published(people: Cast, kind: Kind, number: int = 1, on: date = TODAY, **other: str) -> Record:
    record = acts.enter(people.bureau, kind, row(kind, number, **other), on=on, today=on, by=people.wang)
    acts.publish(people.bureau, kind, [record.pk], on=on, today=on, by=people.li)
    record.refresh_from_db()
    return record


def address(people: Cast, name: str, *args: object) -> str:
    return reverse(f"registers:{name}", args=[people.bureau.code, *args])


def got(client: Client, where: str, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status, where
    return answer.getvalue().decode()


def workbook(client: Client, where: str) -> io.BytesIO:
    answer = client.get(where)
    whole = io.BytesIO(answer.getvalue())
    if file := getattr(answer, "file_to_stream", None):
        file.close()  # the server does so at the end of the request
    return whole


# -- pages -----------------------------------------------------------------------------------------------------------------


def test_the_index_shows_what_is_kept_and_what_is_there_by_group(people: Cast, client: Client) -> None:
    assert "还没有启用登记簿" in got(client, address(people, "public_index"))
    acts.keep(people.bureau, POWER, "审批股", on=TODAY, by=people.li)
    published(people, PURCHASE)
    page = got(client, address(people, "public_index"))
    assert page.index("权力和责任事项") < page.index("政府集中采购")
    assert "审批股" in page and "还没有公开的记录" in page and "2025-09-01" in page
    assert "行政强制决定" not in page
    empty = got(client, address(people, "register", POWER.key))
    assert "起由审批股负责" in empty


def test_a_filtered_register_counts_sums_and_keeps_its_question_in_every_link(people: Cast, client: Client) -> None:
    for number in range(1, 31):
        published(people, PURCHASE, number, amount=f"{number}.01", method="询价" if number % 2 else "公开招标")
    page = got(client, address(people, "register", PURCHASE.key) + "?f-method=询价&sort=-amount")
    assert "采购方式为询价：共<strong>15</strong>条" in page
    assert "225.15万元" in page
    assert page.index("29.01") < page.index("27.01")
    assert "list.csv?f-method=%E8%AF%A2%E4%BB%B7&amp;sort=-amount" in page
    second = got(client, address(people, "register", PURCHASE.key) + "?sort=amount&page=2")
    assert "30.01" in second and "?sort=amount&amp;page=1" in second


def test_a_page_of_a_register_asks_no_more_for_twenty_rows_than_for_two(people: Cast, client: Client) -> None:
    asked, done = [], 0
    for many in (2, 12):
        for number in range(done, many):
            published(people, PURCHASE, number + 1)
        done = many
        with CaptureQueriesContext(connection) as queries:
            page = got(client, address(people, "register", PURCHASE.key))
        asked.append((page.count("<tr"), len(queries)))
    (few, for_few), (many, for_many) = asked
    assert few < many and for_many <= for_few


def test_what_cannot_be_read_is_told_and_a_table_of_it_refused(people: Cast, client: Client) -> None:
    published(people, PURCHASE)
    asked = "?f-amount-from=很多"
    assert "采购金额（万元）自应为数字" in got(client, address(people, "register", PURCHASE.key) + asked)
    for form in ("csv", "xlsx", "json"):
        assert "采购金额" in got(client, address(people, f"register_{form}", PURCHASE.key) + asked, 400)


def test_a_record_says_what_is_covered_what_stays_inside_and_by_which_article(people: Cast, client: Client) -> None:
    record = published(people, PERMIT, representative="张测试", representative_number=IDENTITY)
    page = got(client, record.address)
    assert "张*试" in page and "部分隐去" in page and "张测试" not in page and IDENTITY not in page
    assert "法定代表人证件号码" in page
    assert "第二十条第（五）项" in page and "应公开日期" in page


def test_what_waits_inside_has_no_page(people: Cast, client: Client) -> None:
    record = acts.enter(people.bureau, PERMIT, row(PERMIT), on=TODAY, today=TODAY, by=people.wang)
    got(client, record.address, 404)
    acts.withdraw(record, Withdrawal.WRONG, "录错", on=TODAY, today=TODAY, by=people.li, seen=1)
    got(client, record.address, 404)
    other = published(people, PURCHASE)
    got(client, other.address.replace("/purchase/", "/permit/"), 404)
    got(client, other.address.replace(people.bureau.code, people.elsewhere.code), 404)


def test_a_withdrawn_and_an_ended_record_leave_a_stone_and_nothing_else(people: Cast, client: Client) -> None:
    record = published(people, PURCHASE, supplier="某某公司")
    acts.withdraw(record, Withdrawal.PRIVACY, "写了住址", on=TODAY, today=TODAY, by=people.li, seen=1)
    page = got(client, record.address, 410)
    assert "涉及个人信息" in page and "2025年9月18日" in page
    assert "某某公司" not in page and record.title not in page and "写了住址" not in page
    early = date(2025, 9, 1)
    penalty = published(people, PENALTY, on=early, shown_to="2025-09-10")
    assert "公示期满" in got(client, penalty.address, 410)


def test_corrections_show_what_was_said_and_why(people: Cast, client: Client) -> None:
    record = published(people, PURCHASE, on=date(2025, 9, 10))
    said = row(PURCHASE, supplier="改后的供应商")
    acts.correct(record, said, "供应商写错", on=TODAY, today=TODAY, by=people.wang, seen=1)
    page = got(client, record.address)
    assert "供应商写错" in page and "供应商1" in page and "改后的供应商" in page and "第2版" in page
    then = got(client, address(people, "register", "purchase") + "?on=2025-09-12")
    assert "供应商1" in then and "改后的供应商" not in then and "截至2025-09-12" in then
    assert "没有符合条件的记录" in got(client, address(people, "register", "purchase") + "?on=2025-09-09")


def test_the_chain_shows_every_stage_and_until_when_the_next_is_awaited(people: Cast, client: Client) -> None:
    tender = published(people, TENDER, made_on="2025-09-01")
    page = got(client, tender.address)
    assert "中标（成交）公告" in page and "2025年11月30日" in page
    code, name = tender.data["project_code"], tender.title
    fixed = published(people, CORRECTION, project_code=str(code), corrects=name)
    award = published(people, AWARD, project_code=str(code))
    page = got(client, tender.address)
    assert fixed.address in page and award.address in page and "本条已经更正" in page
    assert tender.address in got(client, fixed.address) and "本条更正的公告" in got(client, fixed.address)
    assert "履约信息" in got(client, award.address)


def test_a_series_is_drawn_and_a_flow_told_by_its_months(people: Cast, client: Client) -> None:
    for month in range(1, 9):
        published(people, ECONOMY, name="工业增加值", period=f"2025-{month:02}", value=f"{month}.5")
    page = got(client, address(people, "register", ECONOMY.key))
    assert "<svg" in page and "工业增加值最近8.5" in page and "不作合计" in page
    for month in range(1, 5):
        published(people, PURCHASE, month, made_on=f"2025-0{month}-01")
    page = got(client, address(people, "register", PURCHASE.key))
    assert "各期条数" in page and "各期合计" in page


# -- machines --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [PERMIT, PURCHASE, POWER, ECONOMY], ids=lambda kind: kind.key)
def test_the_tables_hold_what_the_page_counted(people: Cast, client: Client, kind: Kind) -> None:
    records = filled(people.bureau, kind, Random(kind.key), 30)
    choice = next((each for each in kind.asked if each.choices), None)
    asked = f"?f-{choice.key}={records[0].data[choice.key]}" if choice else "?sort="
    page = got(client, address(people, "register", kind.key) + asked)
    counted = int(re.search(r"共<strong>(\d+)</strong>条", page)[1])  # type: ignore[index]
    assert counted
    lines = list(csv.reader(io.StringIO(got(client, address(people, "register_csv", kind.key) + asked))))
    told = json.loads(got(client, address(people, "register_json", kind.key) + asked))
    book = CalamineWorkbook.from_filelike(workbook(client, address(people, "register_xlsx", kind.key) + asked))
    sheet = book.get_sheet_by_index(0).to_python()
    assert len(lines) - 1 == told["条数"] == len(told["记录"]) == len(sheet) - 1 == counted
    hidden = {each.heading for each in kind.fields if each.shown is Shown.INSIDE}
    assert not hidden & set(lines[0])
    for each in told["记录"]:
        fits(schema_of(kind, ""), each["内容"])


def fits(schema: dict[str, Any], data: dict[str, Any]) -> None:
    """A reader of the schema would accept the record."""
    assert set(schema["required"]) <= data.keys() <= schema["properties"].keys()
    for key, value in data.items():
        asked = schema["properties"][key]
        assert isinstance(value, bool if asked["type"] == "boolean" else str)
        assert value in asked.get("enum", [value])
        assert re.search(asked.get("pattern", ""), str(value))


def test_every_kind_has_a_schema_with_titles_units_and_national_codes(people: Cast, client: Client) -> None:
    for kind in KINDS.values():
        told = json.loads(got(client, address(people, "schema", kind.key)))
        assert set(told["properties"]) == {each.key for each in kind.shown}
    assert told["title"]
    permit = json.loads(got(client, address(people, "schema", "permit")))["properties"]
    assert permit["party"] == {"title": "行政相对人名称", "type": "string", "x-国家编码": "XK_XDR_MC", "x-可筛选": True}
    assert "representative_number" not in permit and "隐去" in permit["representative"]["description"]
    purchase = json.loads(got(client, address(people, "schema", "purchase")))["properties"]
    assert purchase["amount"]["x-单位"] == "万元"


def test_a_cell_is_never_a_formula(people: Cast, client: Client) -> None:
    record = published(people, PURCHASE, supplier="@某公司", remark="-无")
    lines = list(csv.DictReader(io.StringIO(got(client, address(people, "register_csv", "purchase")).lstrip("\ufeff"))))
    assert (lines[0]["供应商"], lines[0]["备注"]) == ("'@某公司", "'-无")
    assert lines[0]["网址"].endswith(record.address)
    with ZipFile(workbook(client, address(people, "register_xlsx", "purchase"))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_the_catalogue_tells_basis_limit_unit_number_and_where_to_get_it(people: Cast, client: Client) -> None:
    acts.keep(people.bureau, PURCHASE, "采购办", on=TODAY, by=people.li)
    published(people, PURCHASE)
    told = json.loads(got(client, address(people, "catalogue")))
    [dataset] = told["dcat:dataset"]
    assert dataset["登记簿:条数"] == 1 and dataset["dct:modified"] == "2025-09-18"
    assert dataset["dct:publisher"]["foaf:name"] == "采购办" and "第（九）项" in dataset["登记簿:依据"]
    for each in dataset["dcat:distribution"]:
        assert workbook(client, each["dcat:downloadURL"]).getvalue()


def test_a_harvester_goes_on_from_where_it_was_and_learns_what_is_gone(people: Cast, client: Client) -> None:
    first, second = published(people, PURCHASE, 1), published(people, PURCHASE, 2)
    told = json.loads(got(client, address(people, "changes")))
    assert [each["变更"] for each in told["变更"]] == ["公开", "公开"] and not told["还有"]
    after = f"?after={told['下次']}"
    assert json.loads(got(client, address(people, "changes") + after))["变更"] == []
    acts.correct(first, row(PURCHASE, 1, supplier="新"), "写错", on=TODAY, today=TODAY, by=people.wang, seen=1)
    acts.withdraw(second, Withdrawal.WRONG, "有误", on=TODAY, today=TODAY, by=people.li, seen=1)
    acts.enter(people.bureau, PURCHASE, row(PURCHASE, 3), on=TODAY, today=TODAY, by=people.wang)
    told = json.loads(got(client, address(people, "changes") + after))
    corrected, withdrawn = told["变更"]
    assert (corrected["变更"], corrected["版次"], corrected["标题"]) == ("更正", 2, first.title)
    assert (withdrawn["状态"], withdrawn["原因"], withdrawn["标题"]) == ("不再公开", "内容有误", "")
    atom = got(client, address(people, "changes_atom"))
    assert f'ref="{second.address}"' in atom and second.title not in atom and first.title in atom
    assert "after应为" in got(client, address(people, "changes") + "?after=x", 400)


def test_the_site_map_lists_records_but_no_points_of_series(people: Cast, client: Client) -> None:
    record, point = published(people, PURCHASE), published(people, ECONOMY)
    whole = got(client, address(people, "sitemap"))
    [part] = re.findall(r"<loc>([^<]+)</loc>", whole)
    told = got(client, part.replace("http://testserver", ""))
    assert record.address in told and point.address not in told


def test_terms_are_the_customary_ones_until_the_authority_lays_down_its_own(people: Cast, client: Client) -> None:
    assert "注明来源" in got(client, address(people, "terms"))
    opening.set_terms(people.bureau, "使用本局数据应当注明出处。", on=TODAY, today=TODAY, by=people.li)
    assert "使用本局数据应当注明出处。" in got(client, address(people, "terms"))


def test_terms_are_laid_down_at_the_desk_by_who_may(people: Cast, client: Client) -> None:
    client.force_login(people.li)
    desk = reverse("registers:data_terms")
    assert "通行条款" in got(client, desk)
    form = {"form_of_the_house": "1", "text": "注明出处即可。"}
    assert client.post(desk, form).status_code == 302
    assert "注明出处即可。" in got(client, address(people, "terms")) and "注明出处即可。" in got(client, desk)
    assert "请填写使用条款" in client.post(desk, {**form, "text": " "}).content.decode()
    client.force_login(people.wang)
    assert client.post(desk, form).status_code == 403


def test_one_network_may_take_so_many_tables_a_minute(
    people: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.web.clock.now", lambda: datetime(2025, 9, 18, 9, 0, 30, tzinfo=UTC))
    where = address(people, "register_csv", PURCHASE.key)
    for _ in range(DOWNLOADS.limit):
        got(client, where)
    assert "最多下载30次" in got(client, where, 429)
    got(client, address(people, "register", PURCHASE.key))


def test_visits_know_registers_and_records_by_name(people: Cast) -> None:
    record = published(people, PURCHASE)
    list_page = address(people, "register", PURCHASE.key)
    told = named([record.address, list_page])
    assert told[list_page].column == "政府集中采购"
    assert (told[record.address].title, told[record.address].column) == (record.title, "政府集中采购")
    acts.withdraw(record, Withdrawal.WRONG, "有误", on=TODAY, today=TODAY, by=people.li, seen=1)
    assert named([record.address])[record.address].title == "（不再公开）"


def test_a_register_of_a_series_says_when_the_next_is_due(client: Client, people: Cast) -> None:
    acts.keep(people.bureau, ECONOMY, "统计股", on=date(2025, 9, 1), by=people.wang)
    page = got(client, address(people, "register", ECONOMY.key))
    assert re.search(r"下一期（2025-\d\d）应于<time datetime=\"2025-\d\d-25\"", page)
