"""导入往年报告: kept as printed, right or wrong, with what was found in it; and what was claimed beside what it comes to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.law.annual_report import edition
from gongkai.law.annual_report.procedure import Act
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.sheets import UNREAD, Origin, State, Value
from gongkai.oversight.reports import acts, queries
from gongkai.oversight.reports.checking import check
from gongkai.oversight.reports.claims import claims
from gongkai.oversight.reports.content import Content, Stated
from gongkai.oversight.reports.models import Report
from gongkai.oversight.reports.reading_in import read_in
from gongkai.web import clock
from tests.cast import Cast
from tests.oversight.conftest import JANUARY, Login, begin, complete, take
from tests.oversight.ledger import Happened, receive
from tests.oversight.test_pages import STAMP, text_of
from tests.shared import SHARED, needs_shared

FORM = edition(2020)
BALANCED = {
    "applications": {
        **dict.fromkeys(FORM.tables["applications"].cells, 0),
        ("new", "person"): 3,
        ("new", "total"): 3,
        ("granted", "person"): 3,
        ("granted", "total"): 3,
        ("total", "person"): 3,
        ("total", "total"): 3,
    }
}


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: JANUARY)


def enter(
    people: Cast,
    cells: acts.Cells | None = None,
    stated: Sequence[tuple[str, str, str, str]] = (),
    *,
    year: int = 2020,
    published_on: date | None = None,
) -> Report:
    return acts.import_published(
        people.bureau,
        year,
        edition(year) if cells is not None else None,
        cells or {},
        stated,
        source="本机关网站",
        on=JANUARY,
        by=people.wang,
        published_on=published_on,
    )


def content_of(report: Report) -> Content:
    return queries.as_published(report, queries.standing(report))


# ---- cells and their states


def test_an_imported_cell_keeps_what_was_printed_and_what_could_not_be_read(people: Cast) -> None:
    cells = {
        "applications": {
            ("new", "person"): 7,
            ("new", "business"): None,
            ("new", "research"): Value.mark("／"),
            ("new", "charity"): UNREAD,
            ("new", "total"): Value(8, State.NUMBER, text="8件"),
        }
    }
    sheet = content_of(enter(people, cells)).sheets["applications"]
    assert (sheet.value("new", "person").number, sheet.value("new", "person").origin) == (7, Origin.IMPORTED)
    assert sheet.value("new", "business").state is State.BLANK
    assert (sheet.value("new", "research").state, str(sheet.value("new", "research"))) == (State.MARK, "／")
    assert sheet.value("new", "charity").state is State.UNREAD
    assert sheet.value("new", "total").text == "8件"
    assert content_of(enter(people, cells, year=2019)).sheets["remedies"].value("review", "total").state is State.UNREAD


def test_an_import_brings_something(people: Cast) -> None:
    with pytest.raises(Unlawful, match="没有读出任何数据或文字"):
        enter(people, {"applications": {}})
    with pytest.raises(Unlawful, match="没有读出任何数据或文字"):
        enter(people)


def test_what_does_not_add_up_is_kept_and_shown_at_the_desk_and_to_the_public(people: Cast, at_desk: Login) -> None:
    wrong = {"applications": BALANCED["applications"] | {("total", "total"): 4}}
    enter(people, wrong, published_on=date(2021, 1, 20))
    desk = text_of(at_desk(people.wang).get(reverse("reports:check", args=[people.bureau.code, 2020])))
    assert "各项办理结果之和等于总计" in desk
    assert "若为3则各项勾稽关系都成立" in desk
    public = text_of(Client().get(f"/{people.bureau.code}/zfxxgknb/2020/"))
    assert "导入时核对发现" in public
    assert "各项办理结果之和等于总计（总计）：左边3，右边4，相差1" in public
    assert "2021年1月20日" in public


def test_a_sound_import_has_nothing_to_say(people: Cast, client: Client) -> None:
    report = enter(people, BALANCED)
    public = text_of(client.get(f"/{people.bureau.code}/zfxxgknb/2020/"))
    assert "导入时核对发现" not in public
    assert "格在原件中不能辨认，空着不表示没有" in public
    assert report.published_on is None
    assert "公布日期" not in public


def test_a_table_that_prints_no_zero_means_none_by_its_blanks(people: Cast) -> None:
    cells = {key: {cell: number or None for cell, number in BALANCED.get(key, {}).items()} for key in FORM.tables}
    report = enter(people, cells)
    assert content_of(report).blank_is_zero
    assert check(content_of(report), queries.standing(report)).found == ()


def test_an_import_is_last_years_report(people: Cast) -> None:
    enter(people, BALANCED)
    receive(people.bureau, [Happened("person", date(2020, 6, 1)), Happened("person", date(2021, 6, 1))])
    draft = queries.draft(people.bureau, queries.standing(begin(people, 2021)))
    assert [each.rule for each in draft.checked.red if "上年度报告" in each.rule] == [
        "上年结转等于上年度报告的结转下年度继续办理（自然人）",
        "上年结转等于上年度报告的结转下年度继续办理（总计）",
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"statistics": {("received", "value"): 1}}, "没有“statistics”这张表"),
        ({"applications": {("new", "nobody"): 1}}, "没有new行nobody列这一格"),
    ],
)
def test_cells_that_the_form_does_not_have_are_refused(people: Cast, cells: acts.Cells, said: str) -> None:
    with pytest.raises(Unlawful, match=said):
        enter(people, cells)
    assert queries.report_of(people.bureau, 2020) is None


def test_an_imported_sum_may_be_put_right_too(people: Cast) -> None:
    wrong = {"applications": BALANCED["applications"] | {("total", "total"): 4}}
    report = enter(people, wrong)
    cells = {("applications", "total", "total"): 3}
    acts.correct(report, cells=cells, reason="原报告有误", on=JANUARY, today=JANUARY, by=people.li)
    content = content_of(report)
    assert content.sheets["applications"]["total", "total"] == 3
    assert check(content, queries.standing(report)).red == ()
    [erratum] = queries.standing(report).errata
    assert [(each.was, each.now) for each in erratum.cells] == [("4", 3)]


# ---- figures in words

WUDU = [
    ("收到申请", "74", "件", "收到申请74件"),
    ("申请答复", "56", "件", "答复56件"),
    ("办结率", "100", "%", "办结率100%"),
    ("按时率", "98", "%", ""),
]


def test_a_claim_is_shown_beside_what_the_reports_own_figures_come_to(people: Cast, client: Client) -> None:
    report = enter(people, stated=WUDU, year=2017)
    [claim] = [each for each in claims(content_of(report), {}) if not each.agrees]
    assert (claim.stated.label, claim.reckoned, claim.source) == ("办结率", "56÷74＝75.68%", "报告自述")
    public = text_of(client.get(f"/{people.bureau.code}/zfxxgknb/2017/"))
    assert "办结率：报告称100%，按报告自述计算为56÷74＝75.68%" in public
    assert "四舍五入保留两位小数" in public


def test_a_claim_is_shown_beside_what_the_ledger_holds(people: Cast, at_desk: Login) -> None:
    closed = [Happened("person", date(2017, 3, 1), 2017, "disclosed") for _ in range(3)]
    receive(people.bureau, [*closed, Happened("person", date(2017, 4, 1))])
    enter(people, stated=[("收到申请", "4", "件", ""), ("办结率", "100", "%", "办结率达100%")], year=2017)
    page = text_of(at_desk(people.wang).get(reverse("reports:year", args=[people.bureau.code, 2017])))
    assert "3÷4＝75.00% 台账 不符 办结率达100%" in page
    assert "4件 4件 台账 一致" in page


@pytest.mark.parametrize(
    ("value", "agrees"),
    [("75.68", True), ("75.7", True), ("76", True), ("75.67", False), ("75", False), ("100", False)],
)
def test_a_claim_is_held_against_the_share_rounded_as_it_is_itself(value: str, agrees: bool) -> None:
    stated = (Stated("收到申请", "74", "件"), Stated("申请答复", "56", "件"), Stated("答复率", value, "%"))
    [claim] = [each for each in claims(Content("某区", 2017, None, {}, stated=stated), {}) if each.stated.unit == "%"]
    assert claim.agrees is agrees


def test_rates_of_other_things_and_numbers_said_roughly_are_left_alone() -> None:
    stated = (
        Stated("收到申请", "74", "件"),
        Stated("申请答复", "约五十", "件"),
        Stated("人大建议办结率", "70.23", "%"),
        Stated("办结率", "100", "%"),
    )
    assert claims(Content("某区", 2017, None, {}, stated=stated), {}) == []


CHANNELS = [
    Stated("政府网站公开政府信息数", "3172", "条"),
    Stated("政务微博公开政府信息数", "9746", "条"),
    Stated("政务微信公开政府信息数", "7128", "条"),
    Stated("其他方式公开政府信息数", "2293", "条"),
]


@pytest.mark.parametrize(("total", "agrees"), [("22484", False), ("22339", True), ("9746", True)])
def test_what_was_disclosed_is_no_more_than_its_channels_together(total: str, agrees: bool) -> None:
    stated = (Stated("主动公开政府信息数", total, "条"), *CHANNELS)
    [claim] = claims(Content("某区", 2017, None, {}, stated=stated), {})
    assert (claim.source, claim.agrees) == ("报告自述", agrees)
    assert claim.reckoned.startswith("3172＋9746＋7128＋2293＝22339条")


@pytest.mark.parametrize(
    "told", [CHANNELS[:3], CHANNELS[2:], [*CHANNELS, Stated("政府公报公开政府信息数", "若干", "条")]]
)
def test_channels_that_leave_something_out_prove_nothing(told: list[Stated]) -> None:
    stated = (Stated("主动公开政府信息数", "99999", "条"), *told)
    assert claims(Content("某区", 2017, None, {}, stated=stated), {}) == []


def test_a_stated_count_is_held_against_its_own_table() -> None:
    table = edition(2018).tables["statistics"]
    sheets = {"statistics": acts._as_printed(table, {("received", "value"): 5, ("replied_partly", "value"): 2})}
    stated = (
        Stated("收到申请数", "6", "件"),
        Stated("同意部分公开答复数", "2", "件"),
        Stated("不予公开", "9", "件", "", "statistics/refused"),
    )
    found = claims(Content("某区", 2018, edition(2018), sheets, stated=stated), {})
    assert [(each.reckoned, each.source, each.agrees) for each in found] == [
        ("5件", "统计表", False),
        ("2件", "统计表", True),
    ]


# ---- through the page


def confirm(client: Client, page: str, **more: str) -> Any:
    packed = re.search(r'name="packed" value="([^"]+)"', page)
    assert packed is not None
    given = {**STAMP, "packed": packed[1], "source": "本机关网站", **more}
    return client.post(reverse("reports:import"), given)


def published_docx(people: Cast, client: Client) -> bytes:
    receive(people.elsewhere, [Happened("person", date(2024, 3, 1), 2024, "disclosed") for _ in range(3)])
    report = acts.compile_report(people.elsewhere, 2024, on=JANUARY, today=JANUARY, by=people.zhao)
    complete(report, people.zhao)
    acts.freeze(report, on=JANUARY, today=JANUARY, by=people.zhao)
    take(report, Act.SIGN, people.zhao)
    take(report, Act.PUBLISH, people.zhao)
    return client.get(f"/{people.elsewhere.code}/zfxxgknb/2024.docx").content


def test_a_report_we_wrote_is_read_in_again_cell_for_cell(people: Cast, client: Client) -> None:
    found = read_in(published_docx(people, client), "年报.docx")
    report = queries.report_of(people.elsewhere, 2024)
    assert report is not None
    published = content_of(report)
    assert (found.content.authority, found.content.year, found.content.form) == (
        people.elsewhere.name,
        2024,
        edition(2024),
    )
    assert {key: dict(sheet) for key, sheet in found.content.sheets.items()} == {
        key: dict(sheet) for key, sheet in published.sheets.items()
    }
    assert found.unread == []
    assert found.content.noted == ()


def test_a_word_file_is_read_shown_and_imported_through_the_page(people: Cast, at_desk: Login) -> None:
    data = published_docx(people, Client())
    client = at_desk(people.wang)
    file = SimpleUploadedFile("年报.docx", data)
    page = client.post(reverse("reports:read"), {**STAMP, "file": file, "text": ""}).content.decode()
    assert "机关名称不一致" in page
    assert not queries.reports(people.bureau).exists()
    response = confirm(client, page, year="2024", published_on="2025-01-15")
    assert response.status_code == 302
    report = queries.report_of(people.bureau, 2024)
    assert report is not None
    assert content_of(report).sheets["applications"]["new", "total"] == 3
    assert (report.imported, report.published_on) == (True, date(2025, 1, 15))
    again = confirm(client, page, year="2024")
    assert again.status_code == 422
    assert "2024年度报告已经立卷" in text_of(again)


PAGE = """示例县民政局2020年政府信息公开工作年度报告
四、政府信息公开行政复议、行政诉讼情况
2020年，收到政府信息公开申请5件，办结率100%。主动公开政府信息20条。
"""


def test_pasted_text_without_tables_brings_what_it_states(people: Cast, at_desk: Login) -> None:
    client = at_desk(people.wang)
    page = client.post(reverse("reports:read"), {**STAMP, "text": PAGE}).content.decode()
    assert "办结率" in page
    confirm(client, page, year="2020")
    report = queries.report_of(people.bureau, 2020)
    assert report is not None
    assert content_of(report).form is None
    assert ("办结率", "100", "%") in {(each.label, each.value, each.unit) for each in content_of(report).stated}


def test_what_is_no_report_is_refused_in_chinese(people: Cast, at_desk: Login) -> None:
    client = at_desk(people.wang)
    read = reverse("reports:read")
    assert "请上传报告文件，或者粘贴报告全文" in text_of(client.post(read, {**STAMP, "text": " "}))
    assert "不是政府信息公开工作年度报告" in text_of(client.post(read, {**STAMP, "text": "今天天气很好。"}))
    picture = SimpleUploadedFile("年报.docx", b"\x89PNG\r\n\x1a\n....")
    assert "是图片" in text_of(client.post(read, {**STAMP, "file": picture}))
    page = SimpleUploadedFile("年报.html", "<html><body><p>你好</p></body></html>".encode())
    assert "不是政府信息公开工作年度报告" in text_of(client.post(read, {**STAMP, "file": page}))


def test_what_was_not_read_by_us_cannot_be_imported(people: Cast, at_desk: Login) -> None:
    client = at_desk(people.wang)
    given = {**STAMP, "packed": "forged", "year": "2020", "source": "网站"}
    response = client.post(reverse("reports:import"), given)
    assert response.status_code == 422
    assert "读入的内容已失效" in text_of(response)
    assert client.get(reverse("reports:import")).status_code == 405
    page = client.post(reverse("reports:read"), {**STAMP, "text": PAGE}).content.decode()
    refused = confirm(client, page, year="", source="")
    assert "请填写报告年度" in text_of(refused)
    assert "请填写来源" in text_of(refused)


# ---- the five places


@needs_shared
@pytest.mark.parametrize(
    ("seed", "year", "said"),
    [
        ("002-wudu-2017", 2017, "56÷74＝75.68%"),
        ("001-minhe-2020", 2020, "各项办理结果之和等于总计"),
        ("003-linze-2019", 2019, ""),
        ("004-pingchuan-2018", 2018, ""),
        ("000-linxia-2018", 2018, ""),
    ],
)
def test_the_reports_of_the_five_places_are_read_imported_and_shown(
    people: Cast, at_desk: Login, seed: str, year: int, said: str
) -> None:
    text = (SHARED / "seeds" / f"{seed}.txt").read_text(encoding="utf-8")
    client = at_desk(people.wang)
    page = client.post(reverse("reports:read"), {**STAMP, "text": text}).content.decode()
    assert confirm(client, page, year=str(year)).status_code == 302
    shown = text_of(client.get(reverse("reports:year", args=[people.bureau.code, year])))
    check = text_of(client.get(reverse("reports:check", args=[people.bureau.code, year])))
    public = text_of(Client().get(f"/{people.bureau.code}/zfxxgknb/{year}/"))
    assert said in shown + check
    assert f"{year}年政府信息公开工作年度报告" in public
    for carrier in ("docx", "pdf", "json"):
        assert Client().get(f"/{people.bureau.code}/zfxxgknb/{year}.{carrier}").status_code == 200
