"""解读的页面: filled in as people do; what lacks something comes back with everything typed; strangers see what is public."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from gongkai.law.documents import CHECKS, DocumentKind
from gongkai.law.interpretation import DutyState
from gongkai.publication.catalogue.slots.models import Fulfilment
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.models import Content, Release
from gongkai.publication.documents import explain_rules
from gongkai.publication.documents.models import Document, ExplainSetting
from gongkai.publication.interpretation import lines, queries
from gongkai.publication.interpretation.models import (
    Exemption,
    Expert,
    Interpretation,
    Package,
    PolicyLink,
    PolicyQuestion,
    PollAnswer,
)
from gongkai.web import clock, traps
from tests.cast import PASSWORD
from tests.publication.conftest import DAY, House
from tests.publication.interpreting import drafted, published, reprinted, signed
from tests.publication.test_duties import expected

FILLED = {
    "form_of_the_house": "1",
    "on": f"{DAY:%Y-%m-%d}",
    "seen": "0",
    "title": "《示例县临时救助办法》解读",
    "forms_chosen": ["text"],
    "channels": ["website"],
    "people": "王小样",
    "background": "为做好临时救助工作制定。",
    "aim": "让遇到难处的家庭及时得到帮助。",
    "content": "说明了谁可以申请、给多少、怎么办。",
    "scope": "本县户籍和居住证持有人。",
    "gist": "家里遇到困难的，可以申请临时救助。",
    "timeline": "2025年10月1日｜办法施行",
    "flow": "申请｜带身份证｜便民中心\n发放｜打到一卡通",
    "benefits": "低保户｜救助金｜1500元｜突发困难",
    "questions": "外地户口能申请吗｜有居住证的可以。",
    "box_who": "困难家庭",
}


def desk(username: str) -> Client:
    """Somebody at the desk."""
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def said(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_package_is_filled_in_from_the_documents_own_sentences_and_submitted(house: House) -> None:
    document = drafted(house)
    page = f"/desk/interpretations/documents/{document.dossier_id}/"
    wang = desk("wang")
    assert "还没有报送" in said(wang, page)
    form = said(wang, f"{page}submit/")
    assert "为做好临时救助工作，制定本办法。" in form and "只是提纲" in form
    assert wang.post(f"{page}submit/", FILLED).status_code == 302
    package = Package.objects.of(house.people.bureau).get()
    assert package.script["flow"][0]["where"] == "便民中心" and package.complete_on == DAY
    shown = said(wang, page)
    assert "易读程度" in shown and "没有安排第一解读人" in shown and "困难家庭" in shown
    assert said(wang, f"{page}submit/").count("便民中心") == 1, "what was submitted stands in the form again"


def test_what_lacks_something_comes_back_with_everything_typed(house: House) -> None:
    document = drafted(house)
    address = f"/desk/interpretations/documents/{document.dossier_id}/submit/"
    given = {**FILLED, "aim": "", "forms_chosen": [], "timeline": "没有分开的一行", "gist": "已经写好的话"}
    page = desk("wang").post(address, given).content.decode()
    assert "缺少目的意义、目标任务" in page and "没有选定解读形式" in page and "时间轴第1行应为" in page
    assert "已经写好的话" in page and "没有分开的一行" in page
    assert not Package.objects.of(house.people.bureau).exists()


def test_an_old_page_is_refused_and_keeps_what_was_typed(house: House) -> None:
    document = drafted(house)
    address = f"/desk/interpretations/documents/{document.dossier_id}/submit/"
    wang = desk("wang")
    assert wang.post(address, FILLED).status_code == 302
    refused = wang.post(address, {**FILLED, "people": "另一个人"})
    assert refused.status_code == 422
    assert "已由他人报送" in refused.content.decode() and "另一个人" in refused.content.decode()


def test_document_and_interpretation_are_published_from_the_desk_and_read_by_the_public(house: House) -> None:
    document = signed(house)
    page = f"/desk/interpretations/documents/{document.dossier_id}/"
    given = {
        "form_of_the_house": "1",
        "on": f"{DAY:%Y-%m-%d}",
        "seen": str(document.dossier.version),
        "column": str(house.files.pk),
        "explained_in": str(house.explained.pk),
        "cboard_carrier": "县政务大厅一楼公开栏",
        "cboard_on": f"{DAY:%Y-%m-%d}",
        "csms_carrier": "示例县民政局短信平台",
        "csms_on": f"{DAY:%Y-%m-%d}",
        "csms_told": "长" * 500,
    }
    wang = desk("wang")
    there = f"{page}publish/?way=cboard&way=csms"
    assert "多" in wang.post(there, given).content.decode(), "an interpretation too long for the channel comes back"
    assert not Content.objects.of(house.people.bureau).exists()
    assert wang.post(there, {**given, "csms_told": "请看临时救助办法解读。"}).status_code == 302
    assert Release.objects.of(house.people.bureau).filter(proof="").count() == 4, "both by both ways, proofs owed"
    told = Interpretation.objects.of(house.people.bureau).get()
    stranger = Client()
    assert told.content.title in said(stranger, "/shili-minzheng/zcjd/")
    view = said(stranger, lines.page_of(told.content))
    for there in (
        "谁能享受",
        "三十秒版",
        "三分钟版",
        "时间轴",
        "<svg",
        "第1步，提出申请",
        "低保户",
        "外地户口能申请吗",
        "全文",
    ):
        assert there in view, there
    assert told.policy.title in view and lines.line_page(told.policy) in view
    line = said(stranger, lines.line_page(told.policy))
    assert lines.page_of(told.content) in line
    assert DutyState.SAME_DAY.label in said(wang, "/desk/interpretations/?year=2025")


def test_what_an_editor_writes_is_text_and_never_markup(house: House) -> None:
    document = drafted(house)
    evil = '<script>alert("x")</script>'
    given = {**FILLED, "gist": evil, "flow": f"{evil}｜{evil}", "benefits": f"{evil}｜{evil}", "box_who": evil}
    wang = desk("wang")
    assert wang.post(f"/desk/interpretations/documents/{document.dossier_id}/submit/", given).status_code == 302
    page = said(wang, f"/desk/interpretations/documents/{document.dossier_id}/")
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_a_reader_says_once_whether_the_question_was_answered(house: House) -> None:
    _, told = published(house)
    address = lines.page_of(told.content)
    reader = Client()
    assert 'method="post"' not in said(reader, address), "the page itself is pressed; the form has a page of its own"
    once = re.search(r'name="once" value="([0-9a-f]{32})"', said(reader, f"{address}poll/"))
    assert once
    opened = traps.opening_token(clock.now() - timedelta(minutes=1))
    given = {"once": once[1], "opened": opened, "leave_blank": "", "form_of_the_house": "1"}
    assert "请选择" in reader.post(f"{address}poll/", given).content.decode()
    given |= {"verdict": "partly", "missing": "how"}
    assert reader.post(f"{address}poll/", given).status_code == 302
    assert reader.post(f"{address}poll/", {**given, "once": "a" * 32}).status_code == 302, "once in a session"
    assert Client().post(f"{address}poll/", given).status_code == 302, "and one form counts once, whoever sends it"
    assert PollAnswer.objects.of(house.people.bureau).count() == 1
    assert "已经收到" in said(reader, f"{address}poll/")
    poll = queries.polls([told.pk])[told.pk]
    assert (poll.all, poll.share) == (1, 0.5)
    versions = said(desk("wang"), f"/desk/interpretations/{told.pk}/versions/")
    assert "50%（1人评价" in versions and "怎么办（1）" in versions and "政务微博版" in versions


def test_the_poll_is_limited(house: House) -> None:
    _, told = published(house)
    address = f"{lines.page_of(told.content)}poll/"
    answers = [Client().post(address, {}).status_code for _ in range(21)]
    assert answers[-1] == 429 and set(answers[:-1]) == {200}


def test_a_withdrawn_interpretation_has_no_page(house: House) -> None:
    policy, told = published(house)
    disclosure.withdraw(told.content, on=DAY, by=house.people.wang, reason="有误")
    assert Client().get(lines.page_of(told.content)).status_code == 404
    assert told.content.title not in said(Client(), "/shili-minzheng/zcjd/")
    disclosure.withdraw(policy, on=DAY, by=house.people.wang, reason="有误")
    assert Client().get(lines.line_page(policy)).status_code == 404


def test_every_figure_opens_a_list_as_long_as_it_says(house: House) -> None:
    policy, _ = published(house)
    reprinted(house, policy)
    wang = desk("wang")
    page = said(wang, "/desk/interpretations/figures/?year=2025")
    links = re.findall(r'<a href="(/desk/interpretations/all/\?[^"]+)">(\d+)</a>', page)
    assert len(links) > 8
    for href, number in links:
        assert f"共{number}篇。" in said(wang, href.replace("&amp;", "&")), href
    owed = re.findall(r'<a href="(/desk/interpretations/\?[^"]+)">(\d+)</a>', page)
    assert len(owed) == 5
    for href, number in owed:
        assert f"只列出其中{number}件" in said(wang, href.replace("&amp;", "&")), href
    assert "100%" in page and "县人民政府" not in page, "a department sees its own"
    county = said(desk("zhou"), "/desk/interpretations/figures/?year=2025")
    assert "没有本机关解读的单位" in county and "示例县人民政府" in county


def test_the_graph_shows_which_policies_nobody_has_explained(house: House) -> None:
    policy, told = published(house)
    wang = desk("wang")
    assert "还没有解读" not in said(wang, "/desk/interpretations/policies/")
    disclosure.withdraw(told.content, on=DAY, by=house.people.wang, reason="有误")
    page = said(wang, "/desk/interpretations/policies/?only=unexplained")
    assert "<svg" in page and "drawing-alone" in page and policy.title in page
    assert "1项政策，1项没有本机关解读" in page


def test_a_reviewer_waives_returns_reviews_and_sets_the_rule(house: House) -> None:
    sun, li = desk("sun"), desk("li")
    day = {"form_of_the_house": "1", "on": f"{DAY:%Y-%m-%d}"}
    waived = drafted(house)
    address = f"/desk/interpretations/documents/{waived.dossier_id}/"
    assert "请填写免予解读的理由" in sun.post(f"{address}exempt/", day).content.decode()
    assert sun.post(f"{address}exempt/", {**day, "reason": "内部管理"}).status_code == 302
    assert Exemption.objects.of(house.people.bureau).get().by == house.sun
    assert sun.get(f"{address}submit/").status_code == 403, "who reviews does not draft"
    expert_form = {**day, "name": "何专家", "unit": "大学", "subject": "救助"}
    assert sun.post("/desk/interpretations/experts/", expert_form).status_code == 302
    expert = Expert.objects.of(house.people.bureau).get()
    rule = {
        **{**day, "on": f"{clock.today():%Y-%m-%d}", "since": f"{clock.today():%Y-%m-%d}", "source": "示民〔2025〕1号"},
        **{"kinds": ["normative"], "latest": "3", "stages": ["expert"], "themes": ""},
    }
    assert "请填写出处" in li.post("/desk/interpretations/settings/", {**rule, "source": ""}).content.decode()
    assert li.post("/desk/interpretations/settings/", rule).status_code == 302
    assert ExplainSetting.objects.of(house.people.bureau).get().stages == ["expert"]
    assert "示民〔2025〕1号" in said(li, "/desk/interpretations/settings/")
    assert explain_rules.explain_rule(house.people.bureau, DAY).stages == ()
    assert li.post(f"/desk/interpretations/experts/{expert.pk}/release/").status_code == 302
    assert not queries.experts(house.people.bureau)


def test_a_later_interpretation_goes_from_draft_to_public_by_its_pages(house: House) -> None:
    policy, _ = published(house)
    wang, qian = desk("wang"), desk("qian")
    day = {"form_of_the_house": "1", "on": f"{DAY:%Y-%m-%d}"}
    later = {**FILLED, "source": "reprint", "origin": "upper", "title": "省里的解读"}
    address = f"/desk/interpretations/policies/{policy.pk}/"
    page = wang.post(f"{address}prepare/", later).content.decode()
    for missing in ("转载没有写明来源", "转载没有写明授权", "转载没有“对本地意味着什么”"):
        assert missing in page
    whole = {"reprinted_from": "示例日报", "licence": "许可转载", "local_means": "照此执行"}
    whole |= {"local_handled_by": "民政局", "local_phone": "0900-1234567"}
    assert wang.post(f"{address}prepare/", {**later, **whole}).status_code == 302
    package = Package.objects.of(house.people.bureau).get(policy=policy)
    page = f"/desk/interpretations/packages/{package.pk}/"
    assert "待发布审查" in said(wang, page)
    assert "未确认" in qian.post(f"{page}review/", {**day, "opinion": "同意"}).content.decode()
    assert qian.post(f"{page}review/", {**day, "checks": list(CHECKS)}).status_code == 302
    sent = {**day, "column": str(house.explained.pk), "once": "f" * 32}
    assert wang.post(f"{page}publish/", sent).status_code == 302
    assert wang.post(f"{page}publish/", sent).status_code == 302
    assert Interpretation.objects.of(house.people.bureau).filter(package=package).count() == 1
    view = said(Client(), lines.page_of(Interpretation.objects.of(house.people.bureau).get(package=package).content))
    assert "转载自示例日报" in view and "对本地意味着什么" in view and "许可转载" in view


def test_links_and_questions_are_entered_and_taken_back_at_the_desk(house: House) -> None:
    policy, told = published(house)
    wang = desk("wang")
    day = {"form_of_the_house": "1", "on": f"{DAY:%Y-%m-%d}"}
    address = f"/desk/interpretations/policies/{policy.pk}/"
    wrong = wang.post(f"{address}link/", {**day, "kind": "news", "index_number": "没有的号"})
    assert wrong.status_code == 422 and "没有索引号为" in wrong.content.decode()
    outside = {"kind": "service", "title": "网上办理", "address": "https://example.invalid/apply"}
    assert wang.post(f"{address}link/", {**day, **outside}).status_code == 302
    asked = {"question": "多久发钱", "answer": "十个工作日内", "source": "12345热线"}
    assert wang.post(f"{address}answer/", {**day, **asked}).status_code == 302
    public = said(Client(), lines.line_page(policy))
    assert "网上办理" in public and "多久发钱" in public
    link, question = PolicyLink.objects.of(policy.authority).get(), PolicyQuestion.objects.of(policy.authority).get()
    assert wang.post(f"{address}links/{link.pk}/", {**day, "reason": "已停办"}).status_code == 302
    assert wang.post(f"{address}questions/{question.pk}/", {**day, "reason": "重复"}).status_code == 302
    public = said(Client(), lines.line_page(policy))
    assert "网上办理" not in public and "多久发钱" not in public
    disclosure.withdraw(told.content, on=DAY, by=house.people.wang, reason="有误")
    assert wang.post("/desk/interpretations/findings/check/").status_code == 302
    assert "没有公开中的本机关解读" in said(wang, "/desk/interpretations/findings/")


@pytest.mark.parametrize(
    "where", ["documents/{document}/", "packages/{package}/", "policies/{policy}/", "{told}/versions/"]
)
def test_an_official_of_another_authority_finds_none_of_it(house: House, where: str) -> None:
    policy, told = published(house)
    document = Document.objects.of(house.people.bureau).get()
    package = Package.objects.of(house.people.bureau).get()
    path = where.format(document=document.dossier_id, package=package.pk, policy=policy.pk, told=told.pk)
    assert desk("wang").get(f"/desk/interpretations/{path}").status_code in {200, 302}
    assert desk("zhao").get(f"/desk/interpretations/{path}").status_code == 404
    for index in ("", "all/", "figures/", "findings/", "policies/"):
        assert policy.title not in said(desk("zhao"), f"/desk/interpretations/{index}?year=2025")


def test_the_list_of_duties_costs_the_same_for_one_and_for_many(house: House) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            queries.duties(Document.objects.of(house.people.bureau), DAY, 2025)
        return len(captured)

    published(house)
    cost()
    one = cost()
    for _ in range(5):
        drafted(house, DocumentKind.POLICY)
    assert cost() == one


def test_a_document_that_goes_out_explained_answers_its_item_of_the_catalogue_and_goes_out_once(house: House) -> None:
    item = expected(house, house.files, "救助政策")
    document = signed(house)
    page = f"/desk/interpretations/documents/{document.dossier_id}/publish/"
    wang = desk("wang")
    assert "救助政策" in said(wang, page)
    there = f"{page}?item={item.pk}"
    assert "支出金额" in said(wang, there)
    given = {
        "form_of_the_house": "1",
        "on": f"{DAY:%Y-%m-%d}",
        "seen": str(document.dossier.version),
        "column": str(house.files.pk),
        "explained_in": str(house.explained.pk),
        "once": "c" * 32,
        "element_1": "三十二人",
    }
    assert wang.post(there, given).status_code == 200 and not Content.objects.everywhere().exists()
    whole = {**given, "element_2": "六万元"}
    assert wang.post(there, whole).status_code == 302
    assert wang.post(there, whole).status_code == 302, "the button pressed twice"
    policy = Content.objects.of(house.people.bureau).get(document=document)
    assert policy.extra["elements"] == {"救助人数": "三十二人", "支出金额": "六万元"}
    assert Interpretation.objects.of(house.people.bureau).filter(policy=policy).count() == 1
    assert Fulfilment.objects.of(house.people.bureau).get().index_number == policy.index_number
