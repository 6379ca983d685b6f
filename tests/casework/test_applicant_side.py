"""申请人一侧: papers, agents, joint applicants, oral applications, help; and what is done by number and code."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from statistics import median

import pytest
from django.test import Client
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from gongkai.casework.applications import acts, letters, queries
from gongkai.casework.applications.applicant import acts as applicant
from gongkai.casework.applications.applicant import queries as side
from gongkai.casework.applications.applicant.models import SatisfactionMark, WithdrawalRequest
from gongkai.casework.applications.attaching import acts as attaching
from gongkai.casework.applications.attaching import queries as papers
from gongkai.casework.applications.attaching.acts import Attached
from gongkai.casework.applications.attaching.models import ApplicationFile
from gongkai.casework.applications.codes import new_code
from gongkai.casework.applications.models import Application
from gongkai.law.applicants import (
    REPLY_KEPT,
    Purpose,
    Satisfaction,
    objection_to_fetching,
    reply_fetched_until,
    satisfaction_until,
)
from gongkai.law.application_form import Filled, Help, joint_applicants
from gongkai.law.applications import Act, ApplicantKind, State
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.receipt import Channel
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.office.journal.models import Access, Dossier
from gongkai.office.journal.verify import verify
from gongkai.office.notices.models import Message
from gongkai.web import clock
from gongkai.web.models import Attempt
from tests.casework.conftest import PERSON, Receive, take
from tests.casework.papers import CODE, HOSTILE, PDF, filled_in, hidden, upload
from tests.casework.test_application_acts import everything_stored
from tests.casework.test_application_pages import desk
from tests.cast import Cast

APPLY = "/shili-minzheng/ysqgk/person/"
STATUS = "/shili-minzheng/ysqgk/status/"
AGENT = {
    "by_agent": "on",
    "agent_name": "郑代理",
    "agent_identity": "passport",
    "agent_identity_number": "E00000001",
    "agent_phone": "0900-1234567",
}


def applied(client: Client, **values: object) -> str:
    """Apply through the page; what came back."""
    return client.post(APPLY, filled_in(client, APPLY, {**PERSON, **values})).content.decode()


def only(people: Cast) -> Application:
    return Application.objects.of(people.bureau).select_related("dossier__authority__profile").get()


def receipt_of(people: Cast, on: date, **values: str) -> tuple[Application, dict[str, str]]:
    """An application that came online, confirmed on the same day, and what its applicant types to see it."""
    filled = Filled(ApplicantKind.PERSON, Channel.ONLINE, {**PERSON, **values})
    receipted = acts.receive(people.bureau, filled, on=on, today=on, once=new_code())
    take(receipted.application, Act.CONFIRM, on, people.wang)
    return receipted.application, {"number": receipted.application.dossier.number, "code": receipted.code}


def answered(application: Application, people: Cast, on: date) -> None:
    elements: dict[str, JSON] = {"means": "随本答复提供复印件一份"}
    take(application, Act.DRAFT, on, people.wang, outcome="disclosed", elements=elements)
    take(application, Act.REPLY, on, people.li)


def served(application: Application, people: Cast, on: date) -> None:
    answered(application, people, on)
    take(application, Act.SERVE, on, people.wang, method="electronic", proof="平台回执")


# -- papers ------------------------------------------------------------------------------------------------------------------


def test_papers_come_with_the_form_and_only_staff_read_them_each_look_an_entry(people: Cast) -> None:
    page = applied(Client(), identity_file=upload("证件.pdf"), description_file=upload("说明.pdf", PDF + b"2"))
    assert "申请已经提交" in page and "2份" in page
    application = only(people)
    file = f"/desk/applications/{application.dossier_id}/"
    wang = desk("wang")
    shown = wang.get(file).content.decode()
    assert "证件.pdf" in shown and "身份证明" in shown and "收到附件" in shown
    row = papers.rows(application)[0]
    got = wang.get(f"{file}files/{row.pk}/")
    assert got.getvalue() == PDF and got.headers["Content-Disposition"].startswith("attachment;")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert Access.objects.of(people.bureau).filter(kind="download", dossier=application.dossier).count() == 1
    assert desk("zhao").get(f"{file}files/{row.pk}/").status_code == 404
    assert Client().get(f"{file}files/{row.pk}/").status_code == 302
    assert list(verify(whole=True)) == []


def test_papers_are_encrypted_at_rest_and_gone_with_the_key(people: Cast) -> None:
    application, _ = receipt_of(people, clock.today())
    secret = b"%PDF-1.7 \xe9\x99\x88\xe6\xa0\xb7\xe4\xbe\x8b secret-of-the-file"
    attaching.attach(
        application, [Attached(Purpose.PROXY, "陈样例的委托书.pdf", "pdf", secret)], on=clock.today(), by=None
    )
    stored = " ".join(text for _, text in everything_stored())
    assert "secret-of-the-file" not in stored and "陈样例的委托书" not in stored
    row = papers.rows(application).get()
    assert papers.content(row) == secret
    served(application, people, clock.today())
    acts.shred(application, on=clock.today(), by=people.li, reason="保管期满")
    row = ApplicationFile.objects.of(people.bureau).get()
    assert bytes(row.content) == b"" and papers.shown(application)[0].name == "（已销毁）"
    with pytest.raises(vault.Shredded):
        papers.content(row)
    assert desk("wang").get(f"/desk/applications/{application.dossier_id}/").status_code == 200


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("field", ["identity_file", "description_file", "proxy_file"])
def test_a_hostile_file_is_refused_at_its_field_before_anything_is_stored(people: Cast, what: str, field: str) -> None:
    name, content = HOSTILE[what]
    page = applied(Client(), **{field: upload(name, content)})
    assert f'href="#id_{field}"' in page, "the summary leads to the field"
    assert escape(PERSON["description"]) in page and f'value="{PERSON["name"]}"' in page, "nothing typed is lost"
    assert not Dossier.objects.of(people.bureau).exists() and not ApplicationFile.objects.everywhere().exists()


def test_papers_that_are_too_much_together_are_refused(people: Cast) -> None:
    big = PDF + b"0" * (4 * 1024 * 1024 + 400_000)
    files = {
        name: upload("大.pdf", big + name.encode()) for name in ("identity_file", "description_file", "proxy_file")
    }
    page = applied(Client(), **files)
    assert "附件合计不能超过12兆字节" in page and not Dossier.objects.of(people.bureau).exists()


def test_the_same_form_with_the_same_papers_sent_twice_is_one_application(people: Cast) -> None:
    client = Client()
    form = filled_in(client, APPLY, PERSON)
    first, again = (client.post(APPLY, {**form, "identity_file": upload()}).content.decode() for _ in range(2))
    assert CODE.findall(first) == CODE.findall(again) and Application.objects.of(people.bureau).count() == 1
    assert ApplicationFile.objects.of(people.bureau).count() == 1


def test_the_desk_adds_scans_to_a_paper_application_and_each_file_once(receive: Receive, people: Cast) -> None:
    application = receive(clock.today())
    address = f"/desk/applications/{application.dossier_id}/files/"
    wang = desk("wang")
    for _ in range(2):
        assert wang.post(address, {"purpose": "scan", "file": upload("申请书.pdf")}).status_code == 302
    assert ApplicationFile.objects.of(people.bureau).count() == 1
    refused = wang.post(address, {"purpose": "scan", "file": upload("申请书.pdf", b"MZ")}).content.decode()
    assert "不是PDF" in refused
    assert desk("li").post(address, {"purpose": "scan", "file": upload()}).status_code == 403


# -- who applies --------------------------------------------------------------------------------------------------------------


def test_an_agent_names_themselves_and_brings_the_proxy(people: Cast) -> None:
    page = applied(Client(), by_agent="on")
    for field in ("agent_name", "agent_identity", "agent_identity_number", "agent_phone", "proxy_file"):
        assert f'href="#id_{field}"' in page
    assert "应当上传授权委托书" in page and not Dossier.objects.of(people.bureau).exists()
    assert "申请已经提交" in applied(Client(), **AGENT, proxy_file=upload("委托书.pdf"))
    application = only(people)
    assert queries.filled(application).addressee == "陈样例（代理人：郑代理）"
    shown = desk("wang").get(f"/desk/applications/{application.dossier_id}/").content.decode()
    assert "由代理人提出" in shown and "郑代理" in shown and "护照" in shown and "委托书.pdf" in shown


def test_a_letter_is_addressed_to_all_who_applied_and_names_the_agent(people: Cast) -> None:
    values = {"by_agent": "是", "agent_name": "郑代理", "agent_identity": "passport"}
    values |= {"agent_identity_number": "E00000001", "agent_phone": "0900-1234567"}
    application, _ = receipt_of(people, clock.today(), joint="褚示例 G00000002\n卫样本　G00000003", **values)
    answered(application, people, clock.today())
    letter = side.letter(side.fetchable(application).get())
    assert letter.addressee == "陈样例、褚示例、卫样本（代理人：郑代理）"
    assert letters.packed(letter)["addressee"] == letter.addressee


_NAMES = st.text("陈样例褚示卫本", min_size=2, max_size=4)


@given(st.lists(st.tuples(_NAMES, st.from_regex(r"[A-Z][0-9]{8}", fullmatch=True)), max_size=6))
def test_whoever_applies_together_is_read_line_by_line_however_it_was_spaced(people: list[tuple[str, str]]) -> None:
    for gap, end in ((" ", "\n"), ("　", "\r\n"), ("   ", "\n\n")):
        text = end.join(f"{name}{gap}{proof}" for name, proof in people)
        assert [(each.name, each.identity_number) for each in joint_applicants(text)] == people


def test_a_joint_applicant_without_a_proof_is_told_by_line(people: Cast) -> None:
    page = applied(Client(), joint="褚示例 G00000002\n卫样本")
    assert "共同申请人第2行应当写明姓名和证件号码" in page and 'href="#id_joint"' in page


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("phone", "打我手机", "联系电话应为号码"),
        ("postcode", "12345", "邮政编码应为6位数字"),
        ("email", "不是邮箱", "电子邮箱应为有效的电子邮箱地址"),
        ("name", "", "请填写姓名"),
        ("name", "长" * 61, "姓名最多60个字"),
        ("identity", "wrong", "证件名称不在可选的范围内"),
        ("identity_number", "110101190001010015", "居民身份证号码有误"),
        ("description", "长" * 2001, "所需政府信息的内容描述最多2000个字"),
        ("carrier", "", "请选择提供形式"),
        ("delivery", "x", "获取方式不在可选的范围内"),
        ("assistance", "x", "需要的帮助不在可选的范围内"),
        ("assistance_note", "长" * 201, "帮助的具体说明最多200个字"),
        ("joint", "长" * 1001, "共同申请人最多1000个字"),
        ("agent_phone", "无", "代理人联系电话应为号码"),
        ("document_number", "文\x00号", "文号含有不能识别的字符"),
    ],
)
def test_bad_input_is_told_at_its_field_in_chinese_and_nothing_else_is_lost(
    people: Cast, field: str, value: str, said: str
) -> None:
    page = applied(Client(), **{field: value})
    assert said in page and f'href="#id_{field}"' in page and f'id="id_{field}_error"' in page
    for other in ("name", "identity_number", "phone", "address"):
        if other != field:
            assert f'value="{PERSON[other]}"' in page
    assert not Dossier.objects.of(people.bureau).exists()


def test_29_an_oral_application_is_written_down_and_confirmed(people: Cast) -> None:
    wang = desk("wang")
    form = {**PERSON, "channel": "oral", "arrived_on": f"{clock.today():%Y-%m-%d}"}
    page = wang.post("/desk/applications/register/", form).content.decode()
    assert "如实记录申请人的陈述" in page and "如何确认记录无误" in page and 'href="#id_oral_record"' in page
    said = {"oral_record": "申请人称：要2024年养护资金的分配结果。", "oral_proof": "fingerprint"}
    shown = wang.post("/desk/applications/register/", {**form, **said}, follow=True).content.decode()
    assert "向申请人宣读后捺印" in shown and "申请人称" in shown
    assert only(people).dossier.received_on == clock.today(), "第三十一条第一项"


def test_43_whoever_needs_help_is_seen_first_and_what_was_done_is_entered(people: Cast) -> None:
    page = applied(Client(), assistance="sign_language", assistance_note="请用手语说明答复")
    assert "申请已经提交" in page
    application = only(people)
    address = f"/desk/applications/{application.dossier_id}/"
    wang = desk("wang")
    shown = wang.get(address).content.decode()
    assert shown.index("申请人需要帮助") < shown.index("当前状态") and "手语翻译：请用手语说明答复" in shown
    assert "请填写所提供的帮助" in wang.post(f"{address}help/", {"text": ""}).content.decode()
    wang.post(f"{address}help/", {"text": "请手语翻译到场说明"})
    shown = wang.get(address).content.decode()
    assert "已登记提供帮助" in shown and "请手语翻译到场说明" in shown and "提供帮助" in shown
    stored = " ".join(text for _, text in everything_stored())
    assert "请手语翻译到场说明" not in stored, "what is entered of a person's difficulty is sealed"
    assert {each.label for each in Help} >= {"盲文", "大字版", "宣读、讲解"}


# -- by number and code ---------------------------------------------------------------------------------------------------------


def test_the_reply_is_fetched_by_code_as_page_word_and_pdf_and_each_time_entered(people: Cast) -> None:
    application, known = receipt_of(people, clock.today())
    served(application, people, clock.today())
    client = Client()
    page = client.post(STATUS, known).content.decode()
    assert "可以在" in page and "以前下载" in page
    reply = side.fetchable(application).get()
    got = {
        carrier: client.post(f"{STATUS}reply/{carrier}/", {**known, "reply": reply.pk})
        for carrier in ("html", "docx", "pdf")
    }
    assert "陈样例" in got["html"].content.decode() and reply.number in got["html"].content.decode()
    assert got["docx"].content[:2] == b"PK" and got["pdf"].content[:5] == b"%PDF-"
    looked = Access.objects.of(people.bureau).filter(kind="download", official=None, dossier=application.dossier)
    assert looked.count() == 3 and all("凭查询码" in row.what for row in looked)
    wrong = client.post(f"{STATUS}reply/pdf/", {**known, "code": new_code(), "reply": reply.pk}).content.decode()
    assert "申请编号或者查询码不正确" in wrong and looked.count() == 3
    assert client.get(f"{STATUS}reply/pdf/").status_code == 302
    assert list(verify(whole=True)) == []


def test_the_reply_of_another_file_is_not_fetched_by_ones_own_code(people: Cast) -> None:
    mine, known = receipt_of(people, clock.today())
    other, _ = receipt_of(people, clock.today(), description="别人的申请")
    for each in (mine, other):
        served(each, people, clock.today())
    foreign = side.fetchable(other).get()
    answer = Client().post(f"{STATUS}reply/html/", {**known, "reply": foreign.pk})
    assert answer.status_code == 422 and "没有这份文书" in answer.content.decode()


def test_the_reply_is_kept_for_fetching_for_its_term_and_then_the_page_says_where_to_ask(people: Cast) -> None:
    application, _ = receipt_of(people, date(2025, 9, 18))
    assert objection_to_fetching(queries.standing(application), date(2025, 9, 18)), "before it was served"
    served(application, people, date(2025, 9, 18))
    standing = queries.standing(application)
    last = reply_fetched_until(standing)
    assert last == date(2026, 3, 18) and REPLY_KEPT.length == 6
    assert objection_to_fetching(standing, last) is None
    late = objection_to_fetching(standing, last + timedelta(days=1))
    assert late and "受理机构" in late.reason


def test_after_its_term_the_status_page_says_where_to_ask(people: Cast) -> None:
    long_ago = clock.today() - timedelta(days=400)
    application, known = receipt_of(people, long_ago)
    served(application, people, long_ago)
    page = Client().post(STATUS, known).content.decode()
    assert "网上下载期已于" in page and "凭身份证明向受理机构查阅" in page and "在网页上看" not in page
    reply = side.fetchable(application).get()
    assert Client().post(f"{STATUS}reply/pdf/", {**known, "reply": reply.pk}).status_code == 422


def test_30_the_applicant_clarifies_online_and_the_handlers_are_told(people: Cast) -> None:
    application, known = receipt_of(people, clock.today())
    take(application, Act.ASK_CLARIFICATION, clock.today(), people.wang, points="哪一年的", days=15)
    client = Client()
    offered = client.post(STATUS, known).content.decode()
    assert "提交补正" in offered and "补正告知书" in offered
    notice = next(each for each in side.notices(application) if "补正" in each.kind.title)
    read = client.post(f"{STATUS}reply/html/", {**known, "notice": notice.pk}).content.decode()
    assert "哪一年的" in read, "the notice itself is at hand"
    page = client.post(f"{STATUS}clarify/", known).content.decode()
    assert "请您最迟" in page
    empty = client.post(f"{STATUS}clarify/", {**hidden(page), "text": ""}).content.decode()
    assert "请填写补正后的内容描述" in empty and 'href="#id_text"' in empty
    form = {**hidden(page), "text": "2024年县本级养护资金", "file": upload()}
    for _ in range(2):
        assert "已收到您的补正" in client.post(f"{STATUS}clarify/", {**form, "file": upload()}).content.decode()
    application = only(people)
    standing = queries.standing(application)
    assert standing.state is State.HANDLING and standing.starts_on == clock.today()
    assert queries.filled(application).wanted == "2024年县本级养护资金"
    steps = [line for line in journal.timeline(application.dossier) if line.act == Act.CLARIFY]
    assert len(steps) == 1 and steps[0].by is None
    assert Message.objects.of(people.bureau).filter(subject__contains="收到申请人的补正").count() == 1
    assert ApplicationFile.objects.of(people.bureau).get().purpose == Purpose.CLARIFICATION
    other = client.post(f"{STATUS}clarify/", {**hidden(page), "text": "又改了主意"})
    assert other.status_code == 422 and "现在不待补正" in other.content.decode()
    assert "又改了主意" in other.content.decode(), "what was typed survives the refusal"


def test_a_clarification_with_a_bad_file_changes_nothing_and_keeps_the_words(people: Cast) -> None:
    application, known = receipt_of(people, clock.today())
    take(application, Act.ASK_CLARIFICATION, clock.today(), people.wang, points="哪一年的", days=15)
    form = {**known, "sent": "1", "text": "写了很久的补正", "file": upload("x.pdf", b"MZ")}
    page = Client().post(f"{STATUS}clarify/", form).content.decode()
    assert "写了很久的补正" in page and 'href="#id_file"' in page
    assert queries.standing(only(people)).state is State.AWAITING_CLARIFICATION


def test_35_reasons_given_online_restart_the_clock_and_are_sealed(people: Cast) -> None:
    application, known = receipt_of(people, clock.today())
    take(application, Act.ASK_REASONS, clock.today(), people.li, facts="一月四十件", days=10)
    form = {**known, "sent": "1", "text": "为写一部村志"}
    for _ in range(2):
        assert "已收到您的说明" in Client().post(f"{STATUS}give_reasons/", form).content.decode()
    assert queries.standing(only(people)).state is State.HANDLING
    assert "为写一部村志" not in " ".join(text for _, text in everything_stored())
    assert "为写一部村志" in desk("wang").get(f"/desk/applications/{application.dossier_id}/").content.decode()


def test_a_withdrawal_asked_for_online_ends_nothing_until_an_official_confirms_it(people: Cast) -> None:
    application, known = receipt_of(people, clock.today())
    client = Client()
    page = client.post(f"{STATUS}withdraw/", known).content.decode()
    unsure = client.post(f"{STATUS}withdraw/", {**hidden(page), "text": "已经找到了"}).content.decode()
    assert "请勾选“确认撤回这一件申请”" in unsure and "已经找到了" in unsure
    form = {**hidden(page), "text": "已经找到了", "sure": "on"}
    for _ in range(2):
        assert "已收到您的撤回请求" in client.post(f"{STATUS}withdraw/", form).content.decode()
    assert WithdrawalRequest.objects.of(people.bureau).count() == 1
    application = only(people)
    assert queries.standing(application).closed_on is None, "one code alone ends no file"
    assert "工作人员核实后登记" in client.post(STATUS, known).content.decode()
    shown = desk("wang").get(f"/desk/applications/{application.dossier_id}/").content.decode()
    assert "申请人网上请求撤回" in shown and "已经找到了" in shown
    take(application, Act.WITHDRAW, clock.today(), people.wang, reason="申请人网上请求，已核实")
    assert "请核实后" not in desk("wang").get(f"/desk/applications/{application.dossier_id}/").content.decode()
    with pytest.raises(Unlawful, match="已经办结"):
        applicant.ask_withdrawal(application, "再来一次", on=clock.today())


def test_a_mark_is_given_once_changed_for_some_days_and_counted(people: Cast) -> None:
    application, known = receipt_of(people, clock.today())
    client = Client()
    assert "评价办理情况" not in client.post(STATUS, known).content.decode(), "nothing has been served"
    served(application, people, clock.today())
    page = client.post(f"{STATUS}satisfaction/", known).content.decode()
    assert "请选择您对本件的办理情况" in client.post(f"{STATUS}satisfaction/", hidden(page)).content.decode()
    for given_mark in ("not", "not", "fairly"):
        form = {**hidden(page), "mark": given_mark, "text": "等了很久"}
        assert "已记下您的评价" in client.post(f"{STATUS}satisfaction/", form).content.decode()
    row = SatisfactionMark.objects.of(people.bureau).get()
    assert row.mark == Satisfaction.FAIRLY
    entered = [line for line in journal.timeline(application.dossier) if line.act == applicant.SATISFACTION]
    assert len(entered) == 2, "the second click is no second entry"
    counted = side.satisfied(SatisfactionMark.objects.of(people.bureau), clock.today(), clock.today())
    assert counted == {Satisfaction.SATISFIED: 0, Satisfaction.FAIRLY: 1, Satisfaction.NOT: 0}
    assert "等了很久" not in " ".join(text for _, text in everything_stored())
    last = satisfaction_until(row.first_on)
    applicant.mark(only(people), Satisfaction.SATISFIED, "", on=last)
    with pytest.raises(Unlawful, match="不能修改"):
        applicant.mark(only(people), Satisfaction.NOT, "", on=last + timedelta(days=1))
    assert list(verify(whole=True)) == []


@pytest.mark.parametrize("name", ["clarify", "give_reasons", "withdraw", "satisfaction", "reply/pdf"])
def test_no_step_opens_without_its_code_and_all_refusals_look_the_same(people: Cast, name: str) -> None:
    application, known = receipt_of(people, clock.today())
    served(application, people, clock.today())
    version = Dossier.objects.of(people.bureau).get().version
    pages = []
    for attempt in ({**known, "code": new_code()}, {"number": "〔2031〕777号", "code": known["code"]}, {}):
        form = {**attempt, "sent": "1", "text": "x", "sure": "on", "mark": "not", "reply": 1}
        pages.append(Client().post(f"{STATUS}{name}/", form).content.decode())
    assert all("没有找到这一件申请" in page for page in pages)
    assert len({re.sub(r'value="[^"]{20,}"', "", page) for page in pages}) == 1
    assert Dossier.objects.of(people.bureau).get().version == version


def test_a_code_guessed_a_thousand_times_meets_the_limit_and_learns_nothing(people: Cast) -> None:
    receipt_of(people, clock.today())
    number = Dossier.objects.of(people.bureau).get().number
    client, statuses = Client(), []
    for guess in range(1000):
        page = client.post(STATUS if guess % 2 else f"{STATUS}withdraw/", {"number": number, "code": new_code()})
        statuses.append(page.status_code)
    assert statuses[:30] == [200] * 30 and set(statuses[30:]) == {429}, "thirty an hour over all pages of the code"


def test_an_unknown_number_and_a_wrong_code_take_the_same_path_and_time(people: Cast) -> None:
    receipt_of(people, clock.today())
    number = Dossier.objects.of(people.bureau).get().number
    spans: dict[str, list[float]] = {number: [], "〔2031〕777号": []}
    for _ in range(300):
        for each, taken in spans.items():
            begun = time.perf_counter()
            assert queries.by_code(people.bureau, each, new_code()) is None
            taken.append(time.perf_counter() - begun)
    known, unknown = (median(taken) for taken in spans.values())
    assert max(known, unknown) < 3 * min(known, unknown), (known, unknown)
    Attempt.objects.all().delete()


@pytest.mark.parametrize("act", ["clarify", "give_reasons"])
def test_what_was_not_asked_for_is_not_taken(people: Cast, act: str) -> None:
    _, known = receipt_of(people, clock.today())
    answer = Client().post(f"{STATUS}{act}/", {**known, "sent": "1", "text": "没有问我的"})
    assert answer.status_code == 422 and "现在不待" in answer.content.decode()
