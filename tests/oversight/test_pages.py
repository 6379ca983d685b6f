"""年报的页面: what each official sees and may do, the way from a number to its records, and who sees nothing."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from gongkai.law.annual_report import edition
from gongkai.law.annual_report.procedure import Act, Scope, State
from gongkai.law.grammar.flow import JSON
from gongkai.office.authorities.models import Official
from gongkai.oversight.reports import acts, queries
from gongkai.oversight.reports.urls import desk as desk_pages
from gongkai.web import clock
from tests.cast import Cast, official
from tests.oversight.conftest import JANUARY, Login, begin, complete, take
from tests.oversight.ledger import Challenged, Happened, challenge, receive

TODAY = date(2025, 1, 20)
STAMP = {"form_of_the_house": "1"}
GRANTED = [Happened("person", date(2024, 3, 1), 2024, "disclosed") for _ in range(3)]


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def address(people: Cast, page: str = "year", *more: str, year: int = 2024) -> str:
    return reverse(f"reports:{page}", args=[people.bureau.code, year, *more])


def text_of(response: object) -> str:
    page = unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))  # type: ignore[attr-defined]
    return " ".join(page.split())


# ---- through the pages, as people


def test_the_whole_way_through_the_pages(people: Cast, at_desk: Login) -> None:
    receive(people.bureau, GRANTED)
    wang = at_desk(people.wang)
    page = wang.get(address(people))
    assert "尚未立卷" in text_of(page)
    opened = wang.post(
        address(people, "open"), {**STAMP, "scope": "own", "remedies": "filed", "on": "2025-01-20"}, follow=True
    )
    assert "编制中" in text_of(opened)
    report = queries.report_of(people.bureau, 2024)
    assert report is not None

    fill = address(people, "fill", "disclosure")
    seen = {**STAMP, "on": "2025-01-20", "seen": "1"}
    refused = wang.post(fill, {**seen, "article_20_1.rules.made": "三", "reason": "年度填报", "source": "文件库"})
    assert "规章（本年制发件数）应填数字" in text_of(refused)
    assert 'value="三"' in refused.content.decode()
    wang.post(
        fill, {**seen, "article_20_1.normative.made": "3", "zeros": "on", "reason": "年度填报", "source": "文件库"}
    )
    sheet = text_of(wang.get(address(people, "sheets", "disclosure")))
    assert "填报的数" in sheet
    assert "文件库" in sheet

    frozen = wang.post(address(people, "act", "freeze"), {**STAMP, "on": "2025-01-20", "seen": "2"})
    assert frozen.status_code == 422
    assert "红错未改正" in text_of(frozen)
    complete_texts(wang, people)
    check_page = address(people, "check")
    check = text_of(wang.get(check_page))
    assert "现行有效" in check
    assert "未说明" in check
    explain = address(people, "explain", re.findall(r"/check/([0-9a-f]{10})/", str(wang.get(check_page).content))[0])
    shown = dict(re.findall(r'name="(seen|says)" value="([^"]*)"', wang.get(explain).content.decode()))
    given = {**STAMP, "on": "2025-01-20", "text": "年内新制发，尚未施行", **shown}
    stale = wang.post(explain, {**given, "says": "本年制发：左边3，右边1，相差2"})
    assert "台账刚有变动，警示的数字已经不同" in text_of(stale)
    assert wang.post(explain, given).status_code == 302
    assert "已说明" in text_of(wang.get(check_page))
    act(wang, people, "freeze")
    assert "应由签发人办理" in text_of(wang.get(address(people)))
    act(at_desk(people.li), people, "sign")
    act(at_desk(people.wang), people, "publish")
    public = text_of(Client().get(f"/{people.bureau.code}/zfxxgknb/2024/"))
    assert "示例县民政局2024年政府信息公开工作年度报告" in public
    assert "第二十条第（一）项" in public
    assert "为填报数，来源：文件库" in public
    assert "示例县民政局2024年" in text_of(Client().get(f"/{people.bureau.code}/zfxxgknb/"))


def complete_texts(client: Client, people: Cast) -> None:
    """Every section that waits for words gets them, through its page."""
    report = queries.report_of(people.bureau, 2024)
    assert report is not None
    texts = {
        "overview": "新收{新收}件。主动公开、依申请公开、政府信息管理、平台建设、监督保障各项工作按要求开展。",
        "problems": "公开内容还不够及时，个别栏目更新不到位，解读形式单一。" * 2
        + "下一步明确责任，按月检查，增加图文解读。",
        "others": "本年收取信息处理费0元。",
    }
    for section, text in texts.items():
        report.dossier.refresh_from_db()
        given = {**STAMP, "on": "2025-01-20", "seen": str(report.dossier.version), "text": text}
        assert client.post(address(people, "text", section), given).status_code == 302


def act(client: Client, people: Cast, name: str) -> None:
    report = queries.report_of(people.bureau, 2024)
    assert report is not None
    given = {**STAMP, "on": "2025-01-20", "seen": str(report.dossier.version)}
    response = client.post(address(people, "act", name), given)
    assert response.status_code == 302, text_of(response)


def test_a_clerk_starts_from_a_draft_whose_figures_are_the_sheets(people: Cast, at_desk: Login) -> None:
    receive(people.bureau, GRANTED)
    begin(people)
    page = at_desk(people.wang).get(address(people, "text", "overview"))
    assert "新收政府信息公开申请3件，上年结转0件，办结3件" in text_of(page)
    assert "新收政府信息公开申请{新收}件" in text_of(page)
    fees = text_of(at_desk(people.wang).get(address(people, "text", "others")))
    assert "信息处理费" in fees


def test_an_unknown_name_is_shown_at_the_text_with_everything_still_there(people: Cast, at_desk: Login) -> None:
    report = begin(people)
    given = {**STAMP, "on": "2025-01-20", "seen": str(report.dossier.version), "text": "新收{新受}件"}
    response = at_desk(people.wang).post(address(people, "text", "overview"), given)
    assert response.status_code == 422
    assert "“{新受}”不是可用的数据名称" in text_of(response)
    assert 'value="新收{新受}件"' in response.content.decode()


def test_what_a_colleague_has_done_meanwhile_loses_nobodys_text(people: Cast, at_desk: Login) -> None:
    report = begin(people)
    client, page = at_desk(people.wang), address(people, "text", "overview")
    mine = {**STAMP, "on": "2025-01-20", "seen": str(report.dossier.version), "text": "新收{新收}件"}
    take(report, Act.WRITE, people.li, section="problems", text="另一部分")
    refused = client.post(page, mine)
    assert refused.status_code == 422
    assert "案卷已被他人办理" in text_of(refused)
    carried = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', refused.content.decode()))
    assert carried["text"] == mine["text"]
    again = client.post(page, carried).content.decode()
    assert "新收{新收}件</textarea>" in again
    assert f'name="seen" value="{report.dossier.version}"' in again
    assert client.post(page, {**mine, "seen": str(report.dossier.version)}).status_code == 302
    assert queries.standing(report).texts == {"problems": "另一部分", "overview": "新收{新收}件"}


# ---- from a number to its records


def test_every_number_of_a_sheet_leads_to_as_many_records(people: Cast, at_desk: Login) -> None:
    receive(
        people.bureau,
        [*GRANTED, Happened("business", date(2023, 3, 1), 2024, "privacy"), Happened("person", date(2024, 9, 2))],
    )
    client = at_desk(people.wang)
    page = client.get(address(people, "sheets", "applications")).content.decode()
    links = re.findall(r'href="([^"]+/sheet/applications/[^"]+)">(\d+)<', page)
    assert len(links) == len(edition(2024).tables["applications"].cells)
    for href, number in links:
        if number != "0" or href.endswith("new/person/"):
            shown = client.get(href).content.decode()
            assert len(re.findall(r"/desk/applications/\d+/", shown)) == int(number), href


def test_the_records_are_shown_with_masked_names(people: Cast, at_desk: Login) -> None:
    receive(people.bureau, GRANTED)
    shown = text_of(at_desk(people.wang).get(address(people, "cell", "applications", "new", "total")))
    assert "陈*例" in shown
    assert "陈样例" not in shown
    assert "{新收}" in shown


def test_cases_are_the_records_of_the_fourth_table(people: Cast, at_desk: Login) -> None:
    receive(people.bureau, [Happened("person", date(2023, 1, 5), 2023, "disclosed")])
    application = queries.Ledger(people.bureau, Scope.OWN).applications.get()
    challenge(application, [Challenged("review", 2024, 2024, "corrected")], people.wang)
    shown = text_of(at_desk(people.wang).get(address(people, "cell", "remedies", "review", "total")))
    assert f"第{application.pk}-1号" in shown


def test_a_number_that_was_frozen_says_when_the_ledger_has_moved_on(people: Cast, at_desk: Login) -> None:
    receive(people.bureau, GRANTED)
    report = begin(people)
    complete(report, people.wang)
    acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang)
    receive(people.bureau, GRANTED[:1])
    shown = text_of(at_desk(people.wang).get(address(people, "cell", "applications", "new", "total")))
    assert "报告锁定的数是3，台账今天是4" in shown


def test_a_typed_number_shows_its_source_and_its_history(people: Cast, at_desk: Login) -> None:
    report = begin(people)
    cell = {"table": "article_20_5", "row": "permits", "column": "handled"}
    for number, reason in (("3", "年度填报"), ("4", "漏数一件")):
        cells: list[JSON] = [{**cell, "number": number}]
        take(report, Act.FILL, people.wang, cells=cells, source="许可系统", reason=reason)
    shown = text_of(at_desk(people.wang).get(address(people, "cell", *cell.values())))
    assert "许可系统" in shown
    assert shown.index("填4") < shown.index("填3")


@pytest.mark.parametrize(
    "more",
    [
        ("cell", "applications", "new", "nobody"),
        ("cell", "applications", "nothing", "total"),
        ("cell", "nowhere", "new", "total"),
        ("sheets", "overview"),
        ("sheets", "preface"),
        ("text", "preface"),
        ("explain", "0123456789"),
        ("act", "erase"),
        ("act", "fill"),
        ("fill", "applications"),
        ("file", "xlsx"),
    ],
)
def test_what_is_not_there_is_not_found(people: Cast, at_desk: Login, more: tuple[str, ...]) -> None:
    begin(people)
    assert at_desk(people.wang).get(address(people, *more)).status_code == 404


@pytest.mark.parametrize("year", [2013, 2026, 1])
def test_years_without_a_form_or_not_yet_begun_have_no_page(people: Cast, at_desk: Login, year: int) -> None:
    assert at_desk(people.wang).get(address(people, year=year)).status_code == 404


@pytest.mark.parametrize("year", [2016, 2020, 2024])
def test_every_edition_has_its_pages_on_any_day_and_before_anybody_opened_it(
    people: Cast, at_desk: Login, year: int
) -> None:
    client = at_desk(people.wang)
    for page in ("year", "check"):
        assert client.get(address(people, page, year=year)).status_code == 200
    for section in edition(year).sections:
        assert client.get(address(people, "text", section.key, year=year)).status_code == 200
        if section.tables:
            assert client.get(address(people, "sheets", section.key, year=year)).status_code == 200
    assert client.get(address(people, "file", "docx", year=year)).status_code == 200


# ---- who sees what


def every_desk_page(people: Cast) -> list[str]:
    given = {
        "code": people.bureau.code,
        "year": "2024",
        "month": "9",
        "name": "freeze",
        "handle": "0123456789",
        "section": "applications",
        "table": "applications",
        "row": "new",
        "column": "total",
        "carrier": "docx",
    }
    return [
        reverse(f"reports:{page.name}", kwargs={name: given[name] for name in page.pattern.converters})
        for page in desk_pages
        if "code" in page.pattern.converters
    ]


def test_an_official_of_another_authority_finds_none_of_it(people: Cast, at_desk: Login) -> None:
    report = begin(people)
    client = at_desk(people.zhao)
    for href in every_desk_page(people):
        assert client.get(href).status_code in (403, 404), href
        assert client.post(href, STAMP).status_code in (403, 404, 405), href
    assert people.bureau.name not in text_of(client.get(reverse("reports:desk")))
    report.dossier.refresh_from_db()
    assert (report.dossier.version, queries.standing(report).state) == (1, State.COMPILING)


def test_a_stranger_is_sent_to_log_in(people: Cast, client: Client) -> None:
    begin(people)
    for href in [*every_desk_page(people), reverse("reports:desk"), reverse("reports:read")]:
        assert client.get(href).status_code == 302, href


def test_an_auditor_reads_everything_beneath_and_changes_nothing(people: Cast, at_desk: Login) -> None:
    report = begin(people)
    client = at_desk(people.zhou)
    for page in (("year",), ("check",), ("sheets", "applications"), ("text", "overview")):
        assert client.get(address(people, *page)).status_code == 200
    given = {**STAMP, "on": "2025-01-20", "seen": str(report.dossier.version)}
    for href in every_desk_page(people):
        assert client.post(href, given).status_code in (403, 404, 405), href
    report.dossier.refresh_from_db()
    assert report.dossier.version == 1


def test_the_countys_office_reads_its_bureaus_reports_and_writes_only_its_own(
    people: Cast, at_desk: Login, county_clerk: Official
) -> None:
    report = begin(people)
    client = at_desk(county_clerk)
    index = text_of(client.get(reverse("reports:desk")))
    assert "示例县民政局" in index
    assert "编制中" in index
    assert "另设县民政局" not in index
    page = text_of(client.get(address(people)))
    assert "填报" not in page.partition("办理过程")[0].partition("各部分")[2]
    given = {**STAMP, "on": "2025-01-20", "seen": str(report.dossier.version), "text": "改"}
    assert client.post(address(people, "text", "overview"), given).status_code == 404


def test_each_act_is_for_its_role(people: Cast, at_desk: Login) -> None:
    report = begin(people)
    complete(report, people.wang)
    acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang)
    given = {**STAMP, "on": "2025-01-20", "seen": str(report.dossier.version)}
    refused = at_desk(people.wang).post(address(people, "act", "sign"), given)
    assert refused.status_code == 422
    assert "“签发”应由签发人办理" in text_of(refused)
    drafter = official("qian", "钱起草", people.bureau, "drafter")
    assert at_desk(drafter).post(address(people, "correct_cells", "applications"), given).status_code == 403
    assert queries.standing(report).state is State.FROZEN


# ---- the public


def test_the_public_reads_published_reports_only(people: Cast, client: Client) -> None:
    report = begin(people)
    complete(report, people.wang)
    home = f"/{people.bureau.code}/zfxxgknb/"
    assert "还没有公布年度报告" in text_of(client.get(home))
    for state in ("compiling", "frozen", "signed"):
        for page in ("2024/", "2024.docx", "2024.pdf", "2024.json"):
            assert client.get(home + page).status_code == 404, state
        if state == "compiling":
            acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang)
        elif state == "frozen":
            take(report, Act.SIGN, people.li)
    take(report, Act.PUBLISH, people.wang)
    page = client.get(home + "2024/").content.decode()
    assert '<meta name="ArticleTitle" content="示例县民政局2024年政府信息公开工作年度报告">' in page
    assert '<meta name="PubDate" content="2025-01-20 00:00">' in page
    assert '<meta name="ColumnName" content="政府信息公开年报">' in client.get(home).content.decode()
    assert client.get("/nowhere/zfxxgknb/").status_code == 404
    assert client.get(f"/{people.county.code}/zfxxgknb/2024/").status_code == 404
    assert client.post(home + "2024/").status_code in (403, 405)


def test_a_late_report_says_so_at_the_desk(people: Cast, at_desk: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    report = begin(people)
    complete(report, people.wang)
    acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang)
    take(report, Act.SIGN, people.li)
    monkeypatch.setattr(clock, "today", lambda: date(2025, 2, 3))
    assert "应于2025年1月31日前公布，已逾期3天" in text_of(at_desk(people.wang).get(address(people)))
    take(report, Act.PUBLISH, people.wang, on=date(2025, 2, 3))
    assert "公布期限为2025年1月31日，实际公布于2025年2月3日，逾期3天" in text_of(
        at_desk(people.wang).get(address(people))
    )
    assert "逾期公布" in text_of(at_desk(people.wang).get(reverse("reports:desk")))


def test_errata_are_made_through_the_pages_and_shown_beside_the_report(people: Cast, at_desk: Login) -> None:
    receive(people.bureau, GRANTED)
    report = begin(people)
    complete(report, people.wang)
    acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang)
    take(report, Act.SIGN, people.li)
    take(report, Act.PUBLISH, people.wang)
    li = at_desk(people.li)
    page = li.get(address(people, "correct_cells", "applications")).content.decode()
    assert 'name="applications.new.person"' in page
    assert 'name="applications.new.total"' not in page
    numbers = dict(re.findall(r'name="(applications\.[^"]+)" value="(\d+)"', page))
    given = {**STAMP, **numbers, "on": "2025-01-20", "seen": str(report.dossier.version), "reason": "漏登一件"}
    wrong = li.post(address(people, "correct_cells", "applications"), {**given, "applications.new.person": "4"})
    assert wrong.status_code == 422
    assert "更正后勾稽关系不成立" in text_of(wrong)
    unchanged = li.post(address(people, "correct_cells", "applications"), given)
    assert "没有改动任何一格" in text_of(unchanged)
    blank = li.post(address(people, "correct_cells", "applications"), {**given, "applications.new.person": ""})
    assert "不能更正为空白" in text_of(blank)
    right = {**given, "applications.new.person": "4", "applications.carried_out.person": "1"}
    assert li.post(address(people, "correct_cells", "applications"), right).status_code == 302
    report.dossier.refresh_from_db()
    wording = {"was": "个别栏目", "now": "少数栏目", "reason": "笔误", "on": "2025-01-20"}
    given = {**STAMP, **wording, "seen": str(report.dossier.version)}
    assert li.post(address(people, "correct_text", "problems"), given).status_code == 302
    public = Client().get(f"/{people.bureau.code}/zfxxgknb/2024/").content.decode()
    assert "<del>3</del>" in public
    assert "<ins>少数栏目</ins>" in public
    assert "漏登一件" in public


def test_a_page_costs_the_same_however_many_files_there_are(
    people: Cast, at_desk: Login, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    begin(people)
    client = at_desk(people.wang)
    client.get(address(people))
    receive(people.bureau, GRANTED * 20)
    with django_assert_max_num_queries(32):
        client.get(address(people))
