"""申请的页面: through the forms, as people; what is refused says why, and nothing typed is lost."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from gongkai.casework.applications import acts, queries
from gongkai.casework.applications.act_forms import ACT_FORMS
from gongkai.casework.applications.models import Application, Reply
from gongkai.law.application_form import fields
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.authorities import AuthorityKind
from gongkai.law.receipt import Channel
from gongkai.office.journal.models import Access, Dossier
from gongkai.web import clock, traps
from tests.casework.conftest import ORGANIZATION, PERSON, Receive, take
from tests.cast import PASSWORD, Cast, authority, official

APPLY = "/shili-minzheng/ysqgk/person/"
STATUS = "/shili-minzheng/ysqgk/status/"


def filled_in(client: Client, address: str, values: dict[str, str]) -> dict[str, str]:
    """The form as a person sends it: opened a minute ago, its hidden fields as they were handed out."""
    page = client.get(address).content.decode()
    once = re.search(r'name="once" value="([0-9a-f]{32})"', page)
    assert once
    opened = traps.opening_token(clock.now() - timedelta(minutes=1))
    return {**values, "once": once[1], "opened": opened, "leave_blank": "", "form_of_the_house": "1"}


@pytest.fixture
def public(people: Cast) -> Client:
    return Client()


def desk(username: str) -> Client:
    """Somebody at the desk."""
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def test_the_form_asks_exactly_what_article_29_allows(public: Client) -> None:
    for kind, applicant in (("person", ApplicantKind.PERSON), ("organization", ApplicantKind.BUSINESS)):
        page = public.get(f"/shili-minzheng/ysqgk/{kind}/").content.decode().partition("<main")[2]
        asked = set(re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', page))
        guards = {"csrfmiddlewaretoken", "form_of_the_house", "leave_blank", "opened", "once", "draft"}
        guards |= {"identity_file", "description_file", "proxy_file"}
        own = {row.key for row in fields(applicant)} | ({"applicant"} if kind == "organization" else set())
        assert asked - guards == own
        assert "用途" not in page


def test_what_is_being_written_is_never_put_into_an_address(public: Client) -> None:
    page = public.get(APPLY).content.decode()
    (asked,) = re.findall(r'<div id="already-public"[^>]*>', page)
    assert 'hx-post="/shili-minzheng/already-public/"' in asked and "hx-get" not in page
    assert 'hx-params="description, csrfmiddlewaretoken"' in asked, "nor is anything else of the form sent along"


def test_a_citizen_applies_and_follows_the_file_by_number_and_code(public: Client, people: Cast) -> None:
    receipt = public.post(APPLY, filled_in(public, APPLY, PERSON)).content.decode()
    code = re.search(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}", receipt)
    assert code and "〔" in receipt
    number = Dossier.objects.of(people.bureau).get().number
    page = public.post(STATUS, {"number": number, "code": code[0]}).content.decode()
    assert "待确认" in page and "陈*例" in page and "确认之日为收到申请之日" in page
    for secret in ("陈样例", PERSON["phone"], PERSON["identity_number"], PERSON["address"], PERSON["description"]):
        assert secret not in page, "the status page shows nothing personal"


def test_the_same_form_sent_twice_gives_the_same_receipt(public: Client, people: Cast) -> None:
    form = filled_in(public, APPLY, PERSON)
    first, again = (public.post(APPLY, form).content.decode() for _ in range(2))
    number = r"〔\d{4}〕\d{3}号"
    assert re.findall(number, first) == re.findall(number, again)
    assert Application.objects.of(people.bureau).count() == 1


def test_a_form_with_mistakes_comes_back_whole_with_each_field_and_rule_named(public: Client, people: Cast) -> None:
    wrong = {**PERSON, "identity_number": "110101190001010015", "carrier": "", "delivery": "email", "email": ""}
    page = public.post(APPLY, filled_in(public, APPLY, wrong)).content.decode()
    assert "居民身份证号码有误" in page and "请选择提供形式" in page and "应当填写电子邮箱" in page
    unreachable = {**PERSON, "phone": "", "address": "", "delivery": "post"}
    page = public.post(APPLY, filled_in(public, APPLY, unreachable)).content.decode()
    assert "联系电话、通信地址、电子邮箱至少一项" in page and "应当填写通信地址" in page
    assert escape(PERSON["description"]) in page, "nothing typed is lost"
    assert not Dossier.objects.of(people.bureau).exists()


@pytest.mark.parametrize(
    "number",
    ["810000190001010034", "11010119000101001４", " 110101 19000101 0014 ", "659012190001010011"],
    ids=["a residence permit of Hong Kong", "a full-width digit", "spaces", "a district set up lately"],
)
def test_29_every_number_that_was_lawfully_issued_is_taken(public: Client, people: Cast, number: str) -> None:
    assert (
        "申请已经提交"
        in public.post(APPLY, filled_in(public, APPLY, {**PERSON, "identity_number": number})).content.decode()
    )
    kept = queries.filled(Application.objects.of(people.bureau).get()).values["identity_number"]
    assert re.fullmatch(r"[0-9]{17}[0-9X]", kept)


def test_29_who_has_no_identity_card_names_another_proof(public: Client, people: Cast) -> None:
    other = {**PERSON, "identity": "other", "identity_number": "军官证 示字第0000001号"}
    assert "申请已经提交" in public.post(APPLY, filled_in(public, APPLY, other)).content.decode()


def test_29_an_organization_without_a_credit_code_names_another_proof(public: Client, people: Cast) -> None:
    address = "/shili-minzheng/ysqgk/organization/"
    committee = {**ORGANIZATION, "applicant": "other_organization", "name": "样本小区业主委员会", "representative": ""}
    proof = {"identity_number": "业主委员会备案证明 示住建备〔2024〕1号"}
    assert "申请已经提交" in public.post(address, filled_in(public, address, committee | proof)).content.decode()
    wrong = {"identity_number": "91999999MA0000001X"}
    assert (
        "统一社会信用代码有误" in public.post(address, filled_in(public, address, committee | wrong)).content.decode()
    )


def test_an_organization_without_a_type_is_told_to_choose_one(public: Client, people: Cast) -> None:
    address = "/shili-minzheng/ysqgk/organization/"
    page = public.post(address, filled_in(public, address, {**ORGANIZATION, "applicant": ""})).content.decode()
    assert "请选择单位类型" in page
    assert not Dossier.objects.of(people.bureau).exists()


def test_a_wrong_code_and_an_unknown_number_look_the_same_and_are_limited(public: Client, people: Cast) -> None:
    public.post(APPLY, filled_in(public, APPLY, PERSON))
    answers = set()
    for number in ("〔2025〕001号", "〔2031〕777号"):
        page = public.post(STATUS, {"number": number, "code": "2222-2222-2222-2222"}).content.decode()
        answers.add("申请编号或者查询码不正确" in page)
    assert answers == {True}
    statuses = [public.post(STATUS, {"number": "1", "code": "2"}).status_code for _ in range(40)]
    assert statuses[-1] == 429 and 200 in statuses


def test_an_authority_that_answers_no_applications_offers_no_form(people: Cast) -> None:
    authority("shili-cun", "示例村民委员会", AuthorityKind.VILLAGE, parent=people.county)
    assert Client().get("/shili-cun/ysqgk/").status_code == 404


def test_the_blank_form_is_a_word_file_of_the_same_rows(public: Client) -> None:
    response = public.get("/shili-minzheng/ysqgk/person/form.docx")
    assert response.status_code == 200 and response.content[:2] == b"PK"


# -- at the desk -----------------------------------------------------------------------------------------------------------


def test_a_clerk_registers_a_letter_that_came_by_post(people: Cast) -> None:
    wang = desk("wang")
    form = {**PERSON, "channel": "plain_post", "arrived_on": "2025-09-17", "confirmed_on": "2025年9月18日"}
    page = wang.post("/desk/applications/register/", form, follow=True)
    application = Application.objects.of(people.bureau).get()
    assert application.dossier.received_on == date(2025, 9, 18)
    assert "查询码" in page.content.decode()
    assert "查询码：" not in wang.get(f"/desk/applications/{application.dossier_id}/").content.decode(), "shown once"


def test_a_letter_registered_by_a_double_click_is_one_file(people: Cast) -> None:
    wang = desk("wang")
    page = wang.get("/desk/applications/register/").content.decode()
    once = re.search(r'name="once" value="([0-9a-f]{32})"', page)
    assert once
    form = {**PERSON, "channel": "in_person", "arrived_on": "2025-09-17", "confirmed_on": "", "once": once[1]}
    first, again = (wang.post("/desk/applications/register/", form) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    assert Application.objects.of(people.bureau).count() == 1


def test_the_query_code_waits_for_its_page_where_nobody_can_read_it(people: Cast) -> None:
    wang = desk("wang")
    wang.post("/desk/applications/register/", {**PERSON, "channel": "in_person", "arrived_on": "2025-09-17"})
    session = str(dict(wang.session))
    application = Application.objects.of(people.bureau).get()
    shown = wang.get(f"/desk/applications/{application.dossier_id}/").content.decode()
    code = re.search(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}", shown)
    assert code and code[0] not in session


def test_30_a_letter_that_lacks_something_is_registered_and_the_file_says_what(people: Cast) -> None:
    wang = desk("wang")
    bare = {
        "name": "陈样例",
        "description": "养护资金的分配结果",
        "channel": "registered_post",
        "arrived_on": "2025-09-17",
    }
    page = wang.post("/desk/applications/register/", bare, follow=True).content.decode()
    application = Application.objects.of(people.bureau).get()
    assert application.dossier.received_on == date(2025, 9, 17), "received is received"
    assert "申请缺少身份证明、联系方式、提供形式、获取方式" in page and "条例第二十九条" in page
    assert application.identity_index == "", "nobody is taken for somebody else who gave no number"


def test_a_number_copied_as_it_was_written_is_taken_when_the_clerk_says_so(people: Cast) -> None:
    wang = desk("wang")
    form = {**PERSON, "identity_number": "110101190001010015", "channel": "in_person", "arrived_on": "2025-09-17"}
    page = wang.post("/desk/applications/register/", form).content.decode()
    assert "居民身份证号码有误" in page and "按原样登记" in page
    assert wang.post("/desk/applications/register/", {**form, "as_written": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"arrived_on": "2025-02-30"}, "2025年2月没有30日"),
        ({"arrived_on": "2099-01-01"}, "不能晚于今天"),
        ({"confirmed_on": "2025-09-01"}, "不能早于"),
        ({"channel": "registered_post", "confirmed_on": "2025-09-18"}, "以到达之日为收到申请之日"),
        ({"channel": ""}, "请选择提交渠道"),
        ({"channel": "online"}, "网上提交的申请由系统登记"),
    ],
)
def test_impossible_papers_are_refused_by_name(people: Cast, values: dict[str, str], said: str) -> None:
    form = {**PERSON, "channel": "plain_post", "arrived_on": "2025-09-17", "confirmed_on": "", **values}
    page = desk("wang").post("/desk/applications/register/", {**form, "form_of_the_house": "1"})
    assert said in page.content.decode()
    assert not Dossier.objects.of(people.bureau).exists()


def test_the_inbox_shows_what_is_due_with_the_working_days_left(receive: Receive, people: Cast) -> None:
    soon = receive(clock.today() - timedelta(days=20))
    receive(clock.today())
    page = desk("wang").get("/desk/applications/").content.decode()
    assert page.index(str(soon.dossier.number)) < page.index("〔", page.index(str(soon.dossier.number)) + 20)


def test_31_what_nobody_has_confirmed_comes_first_of_all(receive: Receive, people: Cast) -> None:
    urgent = receive(clock.today() - timedelta(days=40))
    unconfirmed = receive(clock.today(), Channel.ONLINE)
    listed = list(queries.open_applications(people.bureau))
    assert listed == [unconfirmed, urgent], "on every database, whatever it thinks of an empty day"


def test_the_file_shows_every_lawful_act_as_a_button_and_every_other_with_its_reason(
    receive: Receive, people: Cast
) -> None:
    application = receive(date(2025, 9, 18))
    page = desk("wang").get(f"/desk/applications/{application.dossier_id}/").content.decode()
    assert f"/desk/applications/{application.dossier_id}/act/consult/" in page
    assert "告知补正" in page and "7个工作日内" in page, "too late to ask for a clarification, and why"
    assert "应由签发人办理" in page or "应由审核人办理" in page
    assert "第20个工作日为2025年10月22日" in page


def test_the_walk_through_the_pages(receive: Receive, people: Cast) -> None:
    wang, li = desk("wang"), desk("li")
    application = receive(date(2025, 9, 18))
    base = f"/desk/applications/{application.dossier_id}/"

    def act(client: Client, address: str, **values: str) -> None:
        application.dossier.refresh_from_db(fields=["version"], from_queryset=Dossier.objects.everywhere())
        response = client.post(base + address, {"seen": str(application.dossier.version), **values})
        assert response.status_code == 302, response.content.decode()

    assert "检索情况" in wang.get(base + "draft/not_held/").content.decode()
    looked = {"place": "archive", "where": "2024年收文登记簿", "words": "养护", "found": "未见"}
    act(wang, "evidence/search/", on="2025-09-22", **looked)
    act(wang, "draft/not_held/", on="2025-09-22")
    preview = li.get(base + "act/reply/").content.decode()
    assert "政府信息不存在告知书" in preview and "陈样例：" in preview
    act(li, "act/reply/", on="2025-09-23")
    act(wang, "act/serve/", on="2025-09-24", method="post", proof="XA00000000000")
    page = wang.get(base).content.decode()
    assert "已办结" in page and "按期" in page
    reply = Reply.objects.of(people.bureau).get()
    assert "示民公复〔2025〕1号" in wang.get(f"{base}replies/{reply.pk}/").content.decode()
    assert wang.get(f"{base}replies/{reply.pk}/docx/").content[:2] == b"PK"
    assert wang.get(f"{base}replies/{reply.pk}/pdf/").content[:5] == b"%PDF-"


def test_an_unlawful_act_is_answered_with_reason_and_article_and_carries_the_form_back(
    receive: Receive, people: Cast
) -> None:
    application = receive(date(2025, 9, 18))
    base = f"/desk/applications/{application.dossier_id}/"
    form = {"seen": "1", "on": "2025-09-01", "of": "third_party", "subject": "是否同意公开", "form_of_the_house": "1"}
    response = desk("wang").post(base + "act/consult/", form)
    page = response.content.decode()
    assert response.status_code == 422
    assert "不能早于上一环节的日期" in page and "是否同意公开" in page
    assert Dossier.objects.of(people.bureau).get().version == 1


def test_a_form_refused_because_somebody_acted_meanwhile_can_be_sent_again(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    address = f"/desk/applications/{application.dossier_id}/act/consult/"
    take(application, Act.EXTEND, date(2025, 9, 19), people.li, days=5, reason="检索量大")
    wang = desk("wang")
    form = {"seen": "1", "on": "2025-09-19", "of": "third_party", "subject": "是否同意公开", "form_of_the_house": "1"}
    refused = wang.post(address, form)
    assert refused.status_code == 422 and "已被他人办理" in refused.content.decode()
    carried = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', refused.content.decode()))
    page = wang.post(address, carried).content.decode()
    assert "已被他人办理" in page and "是否同意公开" in page
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen and seen[1] == "2", "the page now shows the file as it is"
    assert wang.post(address, {**form, "seen": seen[1]}).status_code == 302


def test_what_was_done_in_time_and_is_entered_late_can_still_be_entered(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    base = f"/desk/applications/{application.dossier_id}/"
    page = desk("wang").get(base).content.decode()
    late = page[page.index("补登") :]
    assert f"{base}act/ask_clarification/" in late, "asked within seven working days, entered after them"
    assert f"{base}act/extend/" not in late, "which is for a reviewer"
    assert f"{base}act/pay/" not in page and f"{base}act/lapse/" not in page
    form = {"seen": "1", "on": "2025-09-19", "points": "请写明年份", "days": "15"}
    assert desk("wang").post(f"{base}act/ask_clarification/", form).status_code == 302


def test_109_the_form_of_a_fee_counts_and_the_file_shows_the_reckoning(receive: Receive, people: Cast) -> None:
    today = clock.today()
    for _ in range(10):
        receive(today)
    application = receive(today)
    base = f"/desk/applications/{application.dossier_id}/"
    li = desk("li")
    form = li.get(f"{base}act/notify_fee/").content.decode()
    assert re.search(r'name="earlier" value="10"', form) and "每月超过10件的部分" in form
    day = f"{today:%Y-%m-%d}"
    sent = {"seen": "1", "on": day, "received_on": day, "measure": "by_item", "quantity": "1", "earlier": "10"}
    page = li.post(f"{base}act/notify_fee/", sent, follow=True).content.decode()
    assert "缴纳信息处理费100元" in page and "第11至30件部分：1件×100元＝100元" in page


def test_a_file_whose_person_was_destroyed_is_shown_without_the_person(
    receive: Receive, people: Cast, public: Client
) -> None:
    application = receive(date(2025, 9, 18))
    take(application, Act.DRAFT, date(2025, 9, 19), people.wang, outcome="disclosed", elements={"means": "见附件"})
    take(application, Act.REPLY, date(2025, 9, 19), people.li)
    take(application, Act.SERVE, date(2025, 9, 19), people.wang, method="electronic", proof="回执")
    acts.shred(application, on=date(2025, 9, 22), by=people.li, reason="保管期限届满")
    base = f"/desk/applications/{application.dossier_id}/"
    reply = Reply.objects.of(people.bureau).get()
    wang = desk("wang")
    page = wang.get(base).content.decode()
    assert "个人信息已由第" in page and "已办结" in page and PERSON["description"] not in page
    for address in (f"replies/{reply.pk}/", f"replies/{reply.pk}/pdf/", f"replies/{reply.pk}/docx/"):
        gone = wang.get(base + address)
        assert gone.status_code == 422 and "个人信息已由第" in gone.content.decode()
    for address in ("/desk/applications/", "/desk/applications/all/", f"{base}entries/"):
        assert desk("li").get(address).status_code == 200


def test_a_list_of_twenty_files_costs_as_many_queries_as_a_list_of_two(receive: Receive, people: Cast) -> None:
    wang = desk("wang")
    for _ in range(2):
        receive(date(2025, 9, 18))
    counts: dict[str, list[int]] = {}
    for number in (2, 20):
        while Application.objects.of(people.bureau).count() < number:
            receive(date(2025, 9, 18))
        for address in ("/desk/applications/", "/desk/applications/all/"):
            wang.get(address)
            with CaptureQueriesContext(connection) as asked:
                wang.get(address)
            counts.setdefault(address, []).append(len(asked))
    assert all(few == many for few, many in counts.values()), counts


def test_35_the_applicant_is_told_what_follows_when_no_reasons_are_given(public: Client, people: Cast) -> None:
    receipt = public.post(APPLY, filled_in(public, APPLY, PERSON)).content.decode()
    code = re.search(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}", receipt)
    assert code
    application = Application.objects.of(people.bureau).get()
    today = clock.today()
    take(application, Act.CONFIRM, today, people.wang)
    take(application, Act.ASK_REASONS, today, people.li, facts="一个月内八十件", days=10)
    page = public.post(STATUS, {"number": application.dossier.number, "code": code[0]}).content.decode()
    assert "不予处理" in page and "视为放弃" not in page


def test_a_button_pressed_twice_acts_once_and_says_nothing_of_others(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    base = f"/desk/applications/{application.dossier_id}/"
    wang, li = desk("wang"), desk("li")
    drafted = {"seen": "1", "on": "2025-09-19", "means": "随本答复提供复印件"}
    signed = {"seen": "2", "on": "2025-09-22"}
    for client, address, form in ((wang, "draft/disclosed/", drafted), (li, "act/reply/", signed)):
        assert [client.post(base + address, form).status_code for _ in range(2)] == [302, 302]
    assert Dossier.objects.of(people.bureau).get().version == 3
    assert Reply.objects.of(people.bureau).count() == 1
    other = {**drafted, "means": "改为电子文本"}
    assert wang.post(f"{base}draft/disclosed/", other).status_code == 422, "something else is not the same click"


def test_who_has_not_the_role_is_refused_whatever_the_address(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    base = f"/desk/applications/{application.dossier_id}/"
    response = desk("wang").post(base + "act/extend/", {"seen": "1", "on": "2025-09-19", "days": "5", "reason": "x"})
    assert response.status_code == 422 and "应由审核人办理" in response.content.decode()
    assert Dossier.objects.of(people.bureau).get().version == 1


def test_an_official_of_another_authority_finds_nothing(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    zhao = desk("zhao")
    for address in ("", "draft/", "draft/disclosed/", "act/consult/", "replies/1/", "replies/1/pdf/"):
        assert zhao.get(f"/desk/applications/{application.dossier_id}/{address}").status_code == 404
    assert str(application.subject) not in zhao.get("/desk/applications/all/").content.decode()


def test_discipline_inspection_reads_everything_and_changes_nothing(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    zhou = desk("zhou")
    base = f"/desk/applications/{application.dossier_id}/"
    assert zhou.get(base).status_code == 200
    assert zhou.post(base + "act/withdraw/", {"seen": "1", "on": "2025-09-19", "reason": "x"}).status_code == 403
    assert zhou.post("/desk/applications/register/", PERSON).status_code == 403
    assert Dossier.objects.of(people.bureau).get().version == 1


def test_every_look_at_a_file_is_logged(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    desk("wang").get(f"/desk/applications/{application.dossier_id}/")
    assert Access.objects.of(people.bureau).filter(kind="look", dossier=application.dossier).count() == 1


def test_the_preview_of_a_letter_is_a_look_at_the_applicant(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    take(application, Act.DRAFT, date(2025, 9, 19), people.wang, outcome="disclosed", elements={"means": "见附件"})
    assert "陈样例" in desk("li").get(f"/desk/applications/{application.dossier_id}/act/reply/").content.decode()
    assert Access.objects.of(people.bureau).filter(kind="look", official=people.li).count() == 1


def test_32_the_signer_is_cautioned_where_a_third_party_objects(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    day = date(2025, 9, 19)
    take(application, Act.CONSULT, day, people.wang, of="third_party", subject="可否公开")
    take(application, Act.ANSWER_CONSULTATION, day, people.wang, consultation="1", opinion="object")
    base = f"/desk/applications/{application.dossier_id}/"
    assert "书面告知第三方" in desk("wang").get(f"{base}draft/disclosed/").content.decode()
    take(application, Act.DRAFT, day, people.wang, outcome="disclosed", elements={"means": "见附件"})
    assert "书面告知第三方" in desk("li").get(f"{base}act/reply/").content.decode()


def test_a_closed_file_shows_its_clock_as_it_stood_when_it_was_closed(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    take(application, Act.DRAFT, date(2025, 9, 19), people.wang, outcome="disclosed", elements={"means": "见附件"})
    take(application, Act.REPLY, date(2025, 9, 19), people.li)
    take(application, Act.SERVE, date(2025, 9, 22), people.wang, method="electronic", proof="回执")
    page = desk("wang").get(f"/desk/applications/{application.dossier_id}/").content.decode()
    assert "按期" in page and "已用2个工作日" in page and "deadline-late" not in page, "whatever day it is read"


def test_every_page_has_a_title_of_its_own(receive: Receive, people: Cast, public: Client) -> None:
    first, second = receive(date(2025, 9, 18)), receive(date(2025, 9, 18))
    wang = desk("wang")
    files = [f"/desk/applications/{each.dossier_id}/" for each in (first, second)]
    inside = [
        "/desk/applications/",
        "/desk/applications/all/",
        "/desk/applications/register/",
        "/desk/applications/register/organization/",
        "/desk/remedies/",
        *(
            base + page
            for base in files
            for page in ("", "draft/", "draft/disclosed/", "draft/privacy/", "act/consult/")
        ),
        *(f"/desk/remedies/of/{each.dossier_id}/{page}" for each in (first, second) for page in ("", "register/")),
    ]
    outside = [
        f"/{code}/ysqgk/{page}"
        for code in ("shili", "shili-minzheng")
        for page in ("", "person/", "organization/", "status/")
    ]
    titles = [title_of(wang, address) for address in inside] + [title_of(public, address) for address in outside]
    assert len(set(titles)) == len(titles), sorted(titles)


def title_of(client: Client, address: str) -> str:
    found = re.search(r"<title>(.*?)</title>", client.get(address).content.decode(), re.DOTALL)
    assert found
    return found[1].strip()


def test_every_act_has_a_form() -> None:
    assert set(ACT_FORMS) == set(Act) - {Act.SUBMIT, Act.SPLIT}


def test_the_register_filters_by_year_state_and_kind(receive: Receive, people: Cast) -> None:
    receive(date(2024, 3, 4), subject="x")
    late = receive(date(2025, 3, 4), applicant=ApplicantKind.BUSINESS, channel=Channel.IN_PERSON)
    take(late, Act.WITHDRAW, date(2025, 3, 5), people.wang, reason="书面撤回")
    wang = desk("wang")
    page = wang.get("/desk/applications/all/?year=2025&state=closed&applicant=business").content.decode()
    assert late.dossier.number in page and "〔2024〕" not in page
    assert "示例******公司" not in page and queries.applicant_masked(late) in page
    assert wang.get("/desk/applications/all/?year=abc").status_code == 200


# -- putting right -----------------------------------------------------------------------------------------------------------


def test_a_reviewer_puts_a_mistaken_entry_right_and_the_clock_follows(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18), applicant=ApplicantKind.LEGAL_SERVICE)
    base = f"/desk/applications/{application.dossier_id}/"
    li = desk("li")
    assert f"{base}entries/" in li.get(base).content.decode()
    assert f"{base}entries/" not in desk("wang").get(base).content.decode()
    listed = li.get(f"{base}entries/").content.decode()
    address = re.search(rf'href="({base}entries/\d+/)"', listed)
    assert address
    form = {"seen": "1", "on": "2025-09-17", "applicant": "business", "channel": "registered_post"}
    person = li.post(address[1], {**form, "applicant": "person", "amend_reason": "x"}).content.decode()
    assert "申请人类型不在可选的范围内" in person, "the form of an organization does not become a person's"
    refused = li.post(address[1], {**form, "amend_reason": ""}).content.decode()
    assert "请填写更正理由" in refused
    page = li.post(address[1], {**form, "amend_reason": "登记日期和类型录入有误"}, follow=True).content.decode()
    assert "第20个工作日为2025年10月21日" in page and "登记日期和类型录入有误" in page
    application.refresh_from_db()
    assert (application.applicant, application.channel) == ("business", "registered_post")


def test_what_a_signer_entered_is_put_right_by_a_signer(receive: Receive, people: Cast) -> None:
    official("sun", "孙演示", people.bureau, "unit_deputy")
    application = receive(date(2025, 9, 18))
    take(application, Act.DRAFT, date(2025, 9, 19), people.wang, outcome="disclosed", elements={"means": "见附件"})
    take(application, Act.REPLY, date(2025, 9, 19), people.li)
    base = f"/desk/applications/{application.dossier_id}/"
    sun, li = desk("sun"), desk("li")
    signed = re.findall(rf'href="({base}entries/\d+/)"', sun.get(f"{base}entries/").content.decode())[-1]
    assert sun.get(signed).status_code == 422 and "应由签发人更正" in sun.get(signed).content.decode()
    form = {"seen": "3", "on": "2025-09-19", "void": "on", "amend_reason": "文书有误"}
    assert sun.post(signed, form).status_code == 422
    page = li.post(signed, form, follow=True).content.decode()
    assert "办理中" in page and "已作废" in page
    letter = Reply.objects.of(people.bureau).get()
    assert "已经作废" in li.get(f"{base}replies/{letter.pk}/").content.decode()


def test_nothing_is_drafted_on_a_closed_file(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    take(application, Act.WITHDRAW, date(2025, 9, 19), people.wang, reason="书面撤回")
    page = desk("wang").get(f"/desk/applications/{application.dossier_id}/draft/").content.decode()
    assert "处于“已办结”时不能办理“拟办答复”" in page and "draft/disclosed/" not in page


def test_an_entry_made_void_counts_no_more_and_stays_readable(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    take(application, Act.EXTEND, date(2025, 9, 19), people.li, days=20, reason="误登记")
    assert application.dossier.due_on == date(2025, 11, 19)
    base = f"/desk/applications/{application.dossier_id}/"
    li = desk("li")
    addresses = re.findall(rf'href="({base}entries/\d+/)"', li.get(f"{base}entries/").content.decode())
    form = {
        "seen": "2",
        "on": "2025-09-19",
        "days": "20",
        "reason": "误登记",
        "void": "on",
        "amend_reason": "并未批准延期",
    }
    page = li.post(addresses[-1], form, follow=True).content.decode()
    assert "第20个工作日为2025年10月22日" in page and "并未批准延期" in page and "误登记" in page
    assert len(re.findall(rf"{base}entries/\d+/", li.get(f"{base}entries/").content.decode())) == 1


def test_an_amendment_that_would_make_the_file_unlawful_is_refused(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    take(application, Act.WITHDRAW, date(2025, 9, 19), people.wang, reason="书面撤回")
    base = f"/desk/applications/{application.dossier_id}/"
    li = desk("li")
    first = re.findall(rf'href="({base}entries/\d+/)"', li.get(f"{base}entries/").content.decode())[0]
    form = {"seen": "2", "on": "2025-09-25", "applicant": "person", "channel": "in_person", "amend_reason": "日期"}
    response = li.post(first, form)
    assert response.status_code == 422 and "不能早于上一环节的日期" in response.content.decode()
    assert Dossier.objects.of(people.bureau).get().version == 2
