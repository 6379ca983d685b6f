"""主动公开的页面: published through the forms, read by the public, corrected, withdrawn; the year's sheet opens its contents."""

from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from gongkai.law.annual_report import count
from gongkai.law.annual_report.editions import edition
from gongkai.law.annual_report.procedure import Scope
from gongkai.law.disclosure import ContentClass, InterpretationFact, MadeFact, ReleaseChannel, Source, Withdrawal
from gongkai.oversight.reports import acts as reports
from gongkai.oversight.reports.queries import Ledger
from gongkai.publication.disclosure import acts, queries
from gongkai.publication.disclosure.accounts import acts as accounts
from gongkai.publication.disclosure.accounts.acts import AccountCard
from gongkai.publication.disclosure.acts import WEBSITE, Item
from gongkai.publication.disclosure.models import Content, NewMediaAccount, Release
from gongkai.publication.documents.models import Document
from gongkai.web import clock
from tests.cast import PASSWORD
from tests.publication.conftest import DAY, House
from tests.publication.test_contents import correct, in_a_batch, published, review, signed


def desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.getvalue().decode()


def hidden(text: str) -> dict[str, str]:
    """The hidden fields as the page handed them out."""
    found = dict(re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', text))
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


@pytest.fixture
def account(house: House) -> NewMediaAccount:
    card = AccountCard(ReleaseChannel.WECHAT, "示例民政", "办公室")
    return accounts.open_account(house.people.bureau, card, on=DAY, today=DAY, by=house.people.wang)


# -- the desk --------------------------------------------------------------------------------------------------------------


def test_a_signed_document_is_published_to_its_column_and_several_channels_from_one_page(
    house: House, account: NewMediaAccount
) -> None:
    document, wang = signed(house), desk("wang")
    assert document.number in page(wang, "/desk/disclosure/waiting/")
    address = f"/desk/disclosure/publish/{document.dossier_id}/?way=a{account.pk}&way=cboard"
    text = page(wang, address)
    assert f"a{account.pk}_text" in text and "【" not in text.partition("cboard_text")[2][:200]
    assert "示例县临时救助办法。第一条" in text, "the version for WeChat is derived from the document"
    today = clock.today()
    form = {
        **hidden(text),
        "column": str(house.files.pk),
        "on": f"{today}",
        f"a{account.pk}_on": f"{today}",
        f"a{account.pk}_time": "9:30",
        f"a{account.pk}_text": "字" * 200,
        "cboard_carrier": "政务大厅公开栏",
        "cboard_on": f"{today}",
    }
    refused = wang.post(address, form).content.decode()
    assert "政务微信最多120字" in refused and "政务大厅公开栏" in refused and not Content.objects.everywhere().exists()
    form[f"a{account.pk}_text"] = "临时救助有新办法。"
    for _ in range(2):
        assert wang.post(address, form).status_code == 302
    content = Content.objects.of(house.people.bureau).get()
    told = [(each.channel, each.carrier, bool(each.proof)) for each in queries.releases(content)]
    assert told == [("website", "", True), ("wechat", "示例民政", False), ("board", "政务大厅公开栏", False)]
    post = queries.owed(house.people.bureau).get(channel="wechat")
    text = page(wang, f"/desk/disclosure/releases/{post.pk}/")
    assert f"临时救助有新办法。（发布码 {post.code}）" in text and "09:30" in text
    proof = {"act": "prove", "on": f"{today}", "proof": "已发", "form_of_the_house": "1"}
    refused = wang.post(f"/desk/disclosure/releases/{post.pk}/", proof).content.decode()
    assert "政务微信的凭证应为网址" in refused
    proof["proof"] = "https://mp.example.invalid/s/9"
    assert wang.post(f"/desk/disclosure/releases/{post.pk}/", proof).status_code == 302
    assert "政务大厅公开栏" in page(wang, "/desk/disclosure/owed/")
    assert proof["proof"] in page(wang, f"/desk/disclosure/{content.pk}/")


def test_other_content_goes_out_with_its_review_and_what_is_refused_comes_back_whole(house: House) -> None:
    row, wang = review(house), desk("wang")
    address = f"/desk/disclosure/publish/?review={row.pk}"
    text = page(wang, address)
    form = {
        **hidden(text),
        "review": str(row.pk),
        "kind": "data",
        "title": "低保名单公示",
        "text": "第一户 <script>alert(1)</script>\n第二户",
        "column": str(house.files.pk),
        "on": f"{clock.today()}",
        "source": "own",
    }
    refused = wang.post(address, form)
    assert refused.status_code == 422 and "只收文件，不收数据和名录" in refused.content.decode()
    assert "第二户" in refused.content.decode(), "what was typed is carried along"
    form["kind"] = "document"
    first, again = wang.post(address, form), wang.post(address, form)
    assert first.headers["Location"] == again.headers["Location"]
    content = Content.objects.of(house.people.bureau).get()
    shown = page(Client(), queries.address(content))
    assert "第二户" in shown and "<script>alert" not in shown


def test_correcting_moving_and_withdrawing_from_the_desk_leave_versions_to_compare(house: House) -> None:
    content, wang = published(house), desk("wang")
    address = f"/desk/disclosure/{content.pk}/correct/"
    form = {**hidden(page(wang, address)), "title": content.title, "text": "共四户。", "note": "户数更正"}
    form |= {"on": f"{clock.today()}", "issuer": "", "number": ""}
    for _ in range(2):
        assert wang.post(address, form).status_code == 302
    compared = page(wang, f"/desk/disclosure/{content.pk}/versions/1/")
    assert "共三户" in compared and "共四户。" in compared and "户数更正" in compared
    stale = wang.post(address, {**form, "once": "0" * 32, "text": "共五户。"})
    assert stale.status_code == 422 and "已由他人改为第2版" in stale.content.decode()
    assert "没有列" not in page(wang, f"/desk/disclosure/{content.pk}/move/")
    address = f"/desk/disclosure/{content.pk}/withdraw/"
    form = {**hidden(page(wang, address)), "on": f"{clock.today()}", "kind": "privacy", "reason": "含个人信息"}
    for _ in range(2):
        assert wang.post(address, form).status_code == 302
    assert queries.versions(content).count() == 2
    assert "重新公开" in page(wang, f"/desk/disclosure/{content.pk}/")
    page(wang, f"/desk/disclosure/{content.pk}/again/")


def test_the_figures_of_a_year_open_exactly_the_contents_they_count(house: House) -> None:
    published(house)
    published(
        house, WEBSITE, acts.Outlet(ReleaseChannel.WEIBO, "号", "https://weibo.example.invalid/1"), title="另一条"
    )
    wang = desk("wang")
    text = page(wang, f"/desk/disclosure/figures/?year={DAY.year}")
    assert "3条" in text and "1条（各渠道之和减总数）" in text
    for href, number in re.findall(r'<a href="(/desk/disclosure/\?year=[^"]+)">(\d+)</a>', text):
        listed = page(wang, href.replace("&amp;", "&"))
        assert len(re.findall(r'href="/desk/disclosure/\d+/"', listed)) == int(number), href


def test_exports_and_accounts_have_their_pages(house: House, account: NewMediaAccount) -> None:
    published(house)
    wang = desk("wang")
    assert "示例民政" in page(wang, "/desk/disclosure/accounts/")
    page(wang, f"/desk/disclosure/accounts/{account.pk}/")
    file = SimpleUploadedFile("导出.csv", "标题,发布时间\n低保名单公示,2025-09-20\n低保名单公式,2025-09-21\n".encode())
    uploaded = wang.post("/desk/disclosure/exports/", {"account": str(account.pk), "file": file})
    assert uploaded.status_code == 302, uploaded.content.decode()[-2000:]
    address = uploaded.headers["Location"]
    assert "低保名单公示" in page(wang, address)
    assert wang.post(address, {"head": "1", "title": "0", "posted_on": "1"}).status_code == 302
    address = address.removesuffix("columns/")
    text = page(wang, address)
    assert "待确认 1" in text and "是这条" in text
    [row] = re.findall(rf'action="({address}rows/\d+/)"', text)[:1]
    assert wang.post(row, {"same": "1", "index_number": "没有/1"}).status_code == 422
    assert wang.post(row, {"same": "1"}).status_code == 302
    assert wang.post(f"{address}accept/").status_code == 302
    assert Release.objects.of(house.people.bureau).filter(channel="wechat").count() == 2
    assert "本机关没有索引号" not in page(wang, f"{address}?which=unmatched")
    assert (
        wang.post("/desk/disclosure/limits/", {"channel": "sms", "length": "134", "source": "合同"}).status_code == 302
    )
    assert "134" in page(wang, "/desk/disclosure/limits/")


# -- the public ------------------------------------------------------------------------------------------------------------


def test_a_content_has_its_box_of_facts_its_proofs_and_its_corrections_at_a_permanent_address(house: House) -> None:
    document = signed(house)
    content = acts.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    correct(house, content, {"text": "第一条 改。"})
    text = page(Client(), queries.address(content))
    labels = re.findall(r"<dt>(.+?)</dt>", text.partition("disclosed-box")[2].partition("</dl>")[0])
    assert labels == ["索引号", "主题分类", "发文机关", "成文日期", "标题", "发文字号", "发布日期", "有效性"]
    assert document.number in text and "户数原为三户，应为四户" in text and "第2版" in text
    assert f"<title>{content.title}" in text and 'name="ArticleTitle"' in text
    release = queries.releases(content).get()
    client = Client()
    for asked in (f"/shili-minzheng/fbm/{release.code}/", f"/shili-minzheng/fbm/?number={release.code.lower()}"):
        assert client.get(asked).headers["Location"] == queries.address(content)
    wrong = "2" if release.code[0] != "2" else "3"
    assert "发布码有误" in page(client, f"/shili-minzheng/fbm/{wrong}{release.code[1:]}/", 404)


def test_what_was_withdrawn_answers_gone_with_its_reason_and_not_even_its_title(house: House) -> None:
    content = published(house)
    acts.withdraw(content, on=DAY, by=house.people.wang, reason="某某的住址没有隐去", kind=Withdrawal.PRIVACY)
    text = page(Client(), queries.address(content), 410)
    assert "涉及个人信息" in text and content.title not in text and "住址" not in text
    assert content.title not in page(Client(), "/shili-minzheng/lm/xzgfxwj/")
    page(Client(), "/shili-minzheng/zfxxgk/没有~1/", 404)


def test_what_has_run_its_time_is_gone_before_any_chore_has_run(house: House) -> None:
    content = published(house, ends_on=DAY)
    assert "公示期满" in page(Client(), queries.address(content), 410)


def test_a_column_lists_by_year_keeps_its_filters_and_gives_the_same_list_as_data(house: House) -> None:
    in_a_batch(house, many=23)
    published(house, title="=SUM(A1)")
    client, address = Client(), "/shili-minzheng/lm/xzgfxwj/"
    text = page(client, address)
    assert "2025年" in text and "2018年" in text and "2018-03-01" in text
    text = page(client, f"{address}?q=往年&year=2018")
    assert "SUM" not in text and "q=%E5%BE%80%E5%B9%B4&amp;year=2018&amp;page=2" in text
    data = json.loads(page(client, f"{address}list.json?year=2018"))
    assert data["条数"] == 23 and data["内容"][0]["网址"].startswith("/shili-minzheng/zfxxgk/")
    lines = page(client, f"{address}list.csv").splitlines()
    assert lines[0].startswith("\ufeff索引号,标题") and len(lines) == 25 and ",'=SUM(A1)," in lines[1]


# -- the sheet -------------------------------------------------------------------------------------------------------------


def test_the_sheet_of_2018_counts_the_contents_and_each_cell_opens_its_own(house: House) -> None:
    bureau, li = house.people.bureau, desk("li")
    ledger = Ledger(bureau, Scope.OWN)
    assert ledger.counted(edition(2018), 2018).sheets["statistics"]["disclosed_total", "value"] is None
    in_a_batch(house, many=4)
    counted = ledger.counted(edition(2018), 2018)
    sheet = counted.sheets["statistics"]
    told = {
        row: sheet[row, "value"] for row in ("disclosed_total", "disclosed_normative", "normative_made", "by_website")
    }
    assert told == {"disclosed_total": 4, "disclosed_normative": 1, "normative_made": 1, "by_website": 4}
    assert sheet["by_weibo", "value"] == 0 and sheet["press_conferences", "value"] is None
    for row in ("disclosed_total", "disclosed_normative", "by_website"):
        facts = counted.sources("statistics", row, "value")
        assert ledger.contents_behind(facts, 2018).count() == sheet[row, "value"]
    assert counted.sources("statistics", "normative_made", "value") == (MadeFact(1),)
    county = Ledger(house.people.county, Scope.BENEATH).counted(edition(2018), 2018)
    assert county.sheets["statistics"]["disclosed_total", "value"] == 4, "a government rolls up what lies beneath it"
    text = page(li, "/desk/reports/shili-minzheng/2018/sheet/statistics/disclosed_total/value/")
    assert text.count("000014349/2018-") == 4 and "公开内容" in text
    assert "往年文件0" in page(li, "/desk/reports/shili-minzheng/2018/sheet/statistics/normative_made/value/")
    reports.compile_report(bureau, 2018, on=DAY, today=DAY, by=house.people.wang)
    fill = page(desk("wang"), "/desk/reports/shili-minzheng/2018/sheets/statistics/fill/")
    assert "press_conferences" in fill and "disclosed_total" not in fill, "what is counted is not typed"


def test_an_interpretation_is_counted_among_the_articles_whoever_wrote_it(house: House) -> None:
    item = Item(ContentClass.INTERPRETATION, "解读", text="解读。")
    acts.publish(house.explained, item, on=DAY, today=DAY, by=house.people.wang, review=review(house))
    facts = queries.facts(
        Release.objects.of(house.people.bureau),
        Content.objects.of(house.people.bureau),
        Document.objects.of(house.people.bureau),
        DAY.year,
    )
    assert facts is not None
    assert [fact for fact in facts if isinstance(fact, InterpretationFact)] == [InterpretationFact(Source.OWN, 1)]
    sheet = count(edition(2018), 2018, [], [], facts).sheets["statistics"]
    assert sheet["interpretations", "value"] == sheet["disclosed_total", "value"] == 1
