"""文书往来: the letters an act occasions, as they leave and are kept; the wordings of an authority; on pages, in Word and PDF."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from django.test import Client, RequestFactory

from gongkai.casework.applications import acts, letters
from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.act_forms import DraftForm
from gongkai.casework.applications.correspondence import papers, queries, wordings
from gongkai.casework.applications.correspondence.models import Notice, WordingVersion
from gongkai.casework.applications.models import Application, Reply
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.letters import PROCEDURAL, WORDED, Wording, letter_type
from gongkai.law.receipt import Channel
from gongkai.office.authorities.queries import review_body
from gongkai.office.journal import queries as journal_queries
from gongkai.office.journal.models import Access, Counter
from gongkai.papers.document import Letter, Paragraph, Table
from gongkai.papers.docx import write_docx
from gongkai.papers.pdf import write_pdf
from tests.casework.conftest import ORGANIZATION, PERSON, Receive, take
from tests.cast import PASSWORD, Cast, authority

DAY = date(2025, 9, 18)
SUBJECT = "某项目中标单位的业绩材料"


def kept(application: Application) -> list[Notice]:
    return list(queries.notices(application))


def text_of(letter: Letter) -> str:
    return "\n".join(block.text for block in letter.body if isinstance(block, Paragraph))


def desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def objected(application: Application, people: Cast) -> None:
    """A third party was asked and objects."""
    take(application, Act.CONSULT, DAY, people.wang, of="third_party", subject=SUBJECT, addressee="示例县样本建设公司")
    take(application, Act.SERVE_CONSULTATION, DAY, people.wang, consultation="1")
    take(application, Act.ANSWER_CONSULTATION, DAY, people.wang, consultation="1", opinion="object")


# -- the standard wordings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", WORDED, ids=lambda kind: kind.key)
def test_the_standard_wording_of_every_letter_holds_all_its_statutory_elements(kind: object) -> None:
    assert isinstance(kind, type(PROCEDURAL[0]))
    words = letters.wording(kind.key)
    assert not list(words.objections(kind))
    for line in words.paragraphs:
        assert line.endswith(("。", "：", "}")), line


# -- the letters of the acts --------------------------------------------------------------------------------------------------


def test_a_registered_application_has_its_receipt_at_once_and_one_sent_online_when_confirmed(
    receive: Receive, people: Cast
) -> None:
    (receipt,) = kept(receive(DAY))
    assert (receipt.type, receipt.number, receipt.signed_on) == ("receipt", "", DAY)
    assert "答复期限至2025年10月22日届满" in text_of(queries.letter(receipt))
    online = receive(DAY, Channel.ONLINE)
    assert not kept(online)
    take(online, Act.CONFIRM, date(2025, 9, 19), people.wang)
    (receipt,) = kept(online)
    said = text_of(queries.letter(receipt))
    assert online.dossier.number in said and "2025年10月23日届满" in said and "双方确认之日" in said


def test_numbers_of_notices_run_without_a_gap_in_a_series_of_their_own(receive: Receive, people: Cast) -> None:
    first, second = receive(DAY), receive(DAY)
    take(first, Act.ASK_CLARIFICATION, DAY, people.wang, points="请写明年份", days=15)
    take(first, Act.CLARIFY, DAY, people.wang)
    with pytest.raises(Unlawful):
        take(first, Act.ASK_CLARIFICATION, DAY, people.wang, points="再补正", days=15)
    take(second, Act.CONSULT, DAY, people.wang, of="third_party", subject=SUBJECT)
    take(first, Act.EXTEND, DAY, people.li, days=20, reason="检索量大")
    drawn = [row.number for row in Notice.objects.of(people.bureau).exclude(number="").order_by("pk")]
    assert drawn == [f"示民公告〔2025〕{serial}号" for serial in (1, 2, 3, 4)]
    counter = Counter.objects.of(people.bureau).get(series="文号 示民公告")
    assert counter.last == 4
    take(first, Act.DRAFT, DAY, people.wang, outcome="disclosed", elements={"means": "复印件"})
    take(first, Act.REPLY, DAY, people.li)
    assert Reply.objects.of(people.bureau).get().number == "示民公复〔2025〕1号", "replies keep theirs"


def test_each_number_is_named_by_the_entry_of_its_act(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    take(application, Act.CONSULT, DAY, people.wang, of="third_party", subject=SUBJECT)
    last = journal_queries.timeline(application.dossier)[-1]
    named = [number["text"] for number in last.data["numbers"]]
    assert named == [row.number for row in kept(application)[1:]] and len(named) == 2
    assert {row.seq for row in kept(application)[1:]} == {last.seq}


def test_without_a_code_a_notice_leaves_without_a_number_and_the_page_says_so(receive: Receive, people: Cast) -> None:
    people.bureau.profile.letter_code = ""
    people.bureau.profile.save()
    application = receive(DAY)
    for _ in range(2):
        take(application, Act.CONSULT, DAY, people.wang, of="authority", subject=SUBJECT)
    notice = kept(application)[-1]
    assert notice.number == ""
    page = desk("wang").get(f"/desk/applications/{application.dossier_id}/notices/{notice.pk}/").content.decode()
    assert "这份文书没有文号" in page


def test_30_the_clarification_says_what_by_when_and_what_follows(receive: Receive, people: Cast) -> None:
    application = receive(DAY, applicant=ApplicantKind.BUSINESS)
    take(application, Act.ASK_CLARIFICATION, DAY, people.wang, points="请写明所需信息的形成年份", days=15)
    letter = queries.letter(kept(application)[-1])
    said = text_of(letter)
    assert letter.title == "政府信息公开申请补正告知书" and letter.addressee == ORGANIZATION["name"]
    assert "你单位" in said and "请写明所需信息的形成年份。" in said and "最迟于2025年10月15日" in said
    assert "视为放弃申请" in said and "第三十条" in said


def test_32_who_is_asked_never_learns_who_applied(receive: Receive, people: Cast) -> None:
    application = receive(DAY, email="chen@example.cn")
    objected(application, people)
    asked = next(row for row in kept(application) if row.type == "third_party_opinion")
    letter = queries.letter(asked)
    whole = "\n".join(
        [letter.addressee, letter.title, text_of(letter), *(each.text for each in letter.slip if hasattr(each, "text"))]
    )
    for personal in (*(PERSON[name] for name in ("name", "identity_number", "phone", "address")), "chen@example.cn"):
        assert personal not in whole
    assert letter.addressee == "示例县样本建设公司" and SUBJECT in whole and asked.number in whole
    assert letter.enclosures == ("征求意见回执",)
    for text in (f"{PERSON['name']}申请的材料", f"住{PERSON['address']}的申请人所要的材料"):
        with pytest.raises(Unlawful, match="不得透露申请人") as refused:
            take(application, Act.CONSULT, DAY, people.wang, of="authority", subject=text)
        assert refused.value.field == "subject"
    assert len(kept(application)) == 3, "what was refused left nothing behind"


def test_34_an_authority_is_told_that_its_silence_is_consent(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    take(application, Act.CONSULT, DAY, people.wang, of="authority", subject="联合印发的方案")
    first, told = (queries.letter(row) for row in kept(application)[1:])
    assert "视为同意公开" in text_of(first) and "第三十四条" in text_of(first)
    assert told.addressee == "陈样例" and "不计算在答复期限内" in text_of(told)


def test_an_authority_of_the_platform_is_written_to_by_its_name(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    details: dict[str, JSON] = {"of": "authority", "subject": "联合印发的方案", "asked": people.elsewhere.code}
    take(application, Act.CONSULT, DAY, people.wang, **details)
    assert queries.letter(kept(application)[1]).addressee == people.elsewhere.name


def test_109_6_the_fee_notice_tells_how_and_until_when_to_pay(receive: Receive, people: Cast) -> None:
    profile = people.bureau.profile
    profile.fee_payee, profile.fee_bank, profile.fee_account = "示例县财政局", "示例银行", "0000-0000"
    profile.save()
    application = receive(DAY)
    details: dict[str, JSON] = {"measure": "by_page", "quantity": 68, "received_on": "2025-09-18"}
    acts.act(application, Step("notify_fee", DAY, details), today=DAY, by=people.li)
    said = text_of(queries.letter(kept(application)[-1]))
    assert "合计人民币380元" in said and "账号：0000-0000" in said and application.dossier.number in said
    assert "最迟于2025年10月22日缴清" in said and "不能单独申请行政复议" in said


def test_what_is_given_up_is_told_with_the_remedy(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    take(application, Act.ASK_CLARIFICATION, DAY, people.wang, points="请写明年份", days=5)
    on = date(2025, 9, 28)
    take(application, Act.LAPSE, on, people.li)
    notice = kept(application)[-1]
    assert (notice.type, notice.signed_on) == ("not_clarified", on)
    assert "向示例县人民政府申请行政复议，或者自收到本告知书之日起6个月内" in text_of(queries.letter(notice))


def test_an_applicant_who_died_is_not_written_to_alone(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    take(application, Act.TERMINATE, DAY, people.li, reason="申请人已经死亡")
    letter = queries.letter(kept(application)[-1])
    assert letter.addressee == "陈样例（或者其权利义务承受人）"
    assert "收到陈样例提出的" in text_of(letter) and "您" not in text_of(letter)
    other = receive(DAY, description="另一件所需信息")
    take(other, Act.TERMINATE, DAY, people.li, reason="与另案合并办理", cause="other")
    letter = queries.letter(kept(other)[-1])
    assert letter.addressee == "陈样例" and "收到您提出的" in text_of(letter)


def test_32_a_decision_against_an_objection_is_told_to_who_objected(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    objected(application, people)
    elements: JSON = {"means": "随本答复提供复印件"}
    take(application, Act.DRAFT, DAY, people.wang, outcome="disclosed", elements=elements)
    with pytest.raises(Unlawful, match="决定公开的理由"):
        take(application, Act.REPLY, DAY, people.li)
    assert not Counter.objects.of(people.bureau).filter(series="文号 示民公复").exists(), "the number was given back"
    despite = "该项目关系公众饮水安全"
    take(application, Act.DRAFT, DAY, people.wang, outcome="disclosed", elements=elements, despite=despite)
    take(application, Act.REPLY, DAY, people.li)
    notice = kept(application)[-1]
    letter = queries.letter(notice)
    assert (notice.type, letter.addressee) == ("decision_told", "示例县样本建设公司")
    said = text_of(letter)
    assert SUBJECT in said and f"{despite}。" in said and "申请行政复议，或者" in said and PERSON["name"] not in said
    entry = journal_queries.timeline(application.dossier)[-1]
    assert [number["text"] for number in entry.data["numbers"]] == ["示民公复〔2025〕1号", notice.number]


def test_whoever_objects_makes_the_form_ask_for_the_reason(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    calm = DraftForm(None, standing=applications.standing(application), outcome_key="disclosed")
    assert "despite" not in calm.fields and not calm.fields["attachments"].required
    objected(application, people)
    standing = applications.standing(application)
    assert DraftForm(None, standing=standing, outcome_key="disclosed").fields["despite"].required
    assert not DraftForm(None, standing=standing, outcome_key="partly_disclosed").fields["despite"].required
    assert "despite" not in DraftForm(None, standing=standing, outcome_key="privacy").fields


# -- what stays as it was -----------------------------------------------------------------------------------------------------


def test_a_notice_stays_as_it_was_signed_whatever_is_amended_or_reworded(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    take(application, Act.EXTEND, DAY, people.li, days=20, reason="检索量大")
    notice = kept(application)[-1]
    before = queries.letter(notice)
    changed = Step("extend", DAY, {"days": 10, "reason": "登记有误"})
    acts.amend(application, notice.seq, changed, today=DAY, by=people.li, reason="天数有误")
    kind = letter_type("extension")
    words = Wording("延期告知书", letters.wording("extension").paragraphs)
    wordings.set_wording(people.bureau, kind, words, on=DAY, by=people.li)
    assert queries.letter(kept(application)[-1]) == before
    assert queries.listed(application)[-1].amended == "所依的登记已更正"
    acts.amend(application, notice.seq, None, today=DAY, by=people.li, reason="误登")
    assert queries.listed(application)[-1].amended == "所依的登记已作废"
    page = desk("wang").get(f"/desk/applications/{application.dossier_id}/notices/{notice.pk}/").content.decode()
    assert "所依的登记已作废" in page and "最迟于2025年11月19日" in page


def test_the_content_is_sealed_and_goes_with_the_file(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    take(application, Act.WITHDRAW, DAY, people.wang, reason="已从网站查到")
    for notice in kept(application):
        assert "陈样例".encode() not in bytes(notice.content)
    acts.shred(application, on=DAY, by=people.li, reason="保管期满")
    assert {bytes(notice.content) for notice in kept(application)} == {b""}


def test_a_second_click_on_the_same_act_makes_no_second_letter(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    client, address = desk("li"), f"/desk/applications/{application.dossier_id}/act/extend/"
    form = {"on": "2025-09-18", "seen": application.dossier.version, "days": 20, "reason": "检索量大"}
    assert [client.post(address, form).status_code for _ in range(2)] == [302, 302]
    assert [row.type for row in kept(application)] == ["receipt", "extension"]


# -- wordings ----------------------------------------------------------------------------------------------------------------

EXTENSION = letter_type("extension")


def worded(title: str) -> Wording:
    return Wording(title, ("您好。", *letters.wording("extension").paragraphs))


def test_an_authority_takes_its_own_wording_else_that_above_it_else_the_standard(people: Cast) -> None:
    def title() -> str:
        return wordings.in_force(people.bureau, "extension").wording.title

    standard = letters.wording("extension").title
    assert title() == standard
    wordings.set_wording(people.prefecture, EXTENSION, worded("州用语"), on=DAY, by=people.li)
    wordings.set_wording(people.county, EXTENSION, worded("县用语"), on=DAY, by=people.li)
    assert title() == "县用语"
    wordings.set_wording(people.bureau, EXTENSION, worded("局用语"), on=DAY, by=people.li)
    assert title() == "局用语" and wordings.in_force(people.elsewhere, "extension").wording.title == "州用语"
    wordings.withdraw_wording(people.bureau, EXTENSION, on=DAY, by=people.li)
    assert title() == "县用语"
    wordings.withdraw_wording(people.county, EXTENSION, on=DAY, by=people.li)
    wordings.withdraw_wording(people.prefecture, EXTENSION, on=DAY, by=people.li)
    assert title() == standard
    with pytest.raises(Unlawful, match="没有自定的用语"):
        wordings.withdraw_wording(people.bureau, EXTENSION, on=DAY, by=people.li)


def test_every_change_of_a_wording_is_entered_and_kept(people: Cast) -> None:
    first = wordings.set_wording(people.bureau, EXTENSION, worded("局用语"), on=DAY, by=people.li)
    second = wordings.withdraw_wording(people.bureau, EXTENSION, on=DAY, by=people.li)
    assert [row.number for row in wordings.versions(people.bureau, EXTENSION)] == [2, 1]
    told = journal_queries.notes_numbered(people.bureau, [first.entry, second.entry])
    assert told[first.entry]["title"] == "局用语" and "{延期决定}" in told[first.entry]["body"]
    assert told[second.entry] == {"type": "extension"}


def test_letters_and_replies_are_worded_as_the_authority_words_them(receive: Receive, people: Cast) -> None:
    wordings.set_wording(people.bureau, EXTENSION, worded("延期答复函"), on=DAY, by=people.li)
    leaf = letters.wording("disclosed")
    own = Wording("依申请公开答复书", ("您好。", *leaf.paragraphs))
    wordings.set_wording(people.county, letter_type("disclosed"), own, on=DAY, by=people.li)
    application = receive(DAY)
    take(application, Act.EXTEND, DAY, people.li, days=20, reason="检索量大")
    letter = queries.letter(kept(application)[-1])
    assert letter.title == "延期答复函" and text_of(letter).startswith("您好。\n本机关于2025年9月18日")
    take(application, Act.DRAFT, DAY, people.wang, outcome="disclosed", elements={"means": "复印件"})
    take(application, Act.REPLY, DAY, people.li)
    (reply,) = applications.replies(application)
    assert queries.reply_letter(reply).title == "依申请公开答复书"


def test_a_wording_is_previewed_adopted_and_refused_on_its_page(people: Cast) -> None:
    client, address = desk("li"), "/desk/applications/wordings/extension/"
    page = client.get(address).content.decode()
    assert "{延期决定}" in page and "法定要素，不能删去" in page and "陈样例：" in page
    body = "\n".join(("您好。", *letters.wording("extension").paragraphs))
    seen = client.post(address, {"title": "延期答复函", "body": body, "preview": "1"}).content.decode()
    assert "<h2>延期答复函</h2>" in seen and not WordingVersion.objects.of(people.bureau).exists()
    for wrong, said in (
        (body.replace("{延期理由}", "工作繁忙"), "不能删去法定要素：{延期理由}"),
        (body + "\n{申请人电话}", "没有这些占位：{申请人电话}"),
    ):
        sent = {"title": "延期答复函", "body": wrong, "form_of_the_house": "1"}
        refused = client.post(address, sent)
        assert said in refused.content.decode() and "您好。" in refused.content.decode(), "what was typed is kept"
    assert not WordingVersion.objects.of(people.bureau).exists()
    assert client.post(address, {"title": "延期答复函", "body": body}).status_code == 302
    assert "示例县民政局第1版" in client.get("/desk/applications/wordings/").content.decode()
    assert "您好。" in client.get(f"{address}1/").content.decode()
    assert client.post(f"{address}withdraw/").status_code == 302
    assert "恢复上级或者标准用语" in client.get(address).content.decode()


def test_a_handler_does_not_word_letters(people: Cast) -> None:
    client = desk("wang")
    assert client.get("/desk/applications/wordings/").status_code == 403
    assert client.post("/desk/applications/wordings/extension/", {"title": "x", "body": "y"}).status_code == 403


def test_nobody_words_what_has_no_wording(people: Cast) -> None:
    assert desk("li").get("/desk/applications/wordings/service_return/").status_code == 404


# -- pages and files ----------------------------------------------------------------------------------------------------------


def test_every_letter_of_a_file_is_a_page_a_word_file_and_a_pdf(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    objected(application, people)
    elements: JSON = {"means": "随本答复提供复印件", "form": "所需档案年久易损，安排您到本机关查阅、抄录"}
    details: dict[str, JSON] = {
        "elements": elements,
        "despite": "关系公众饮水安全",
        "attachments": "业绩材料\n评标报告",
    }
    take(application, Act.DRAFT, DAY, people.wang, outcome="disclosed", **details)
    take(application, Act.REPLY, DAY, people.li)
    client, file = desk("wang"), f"/desk/applications/{application.dossier_id}/"
    page = client.get(file).content.decode()
    for row in kept(application):
        assert f"{file}notices/{row.pk}/" in page
        shown = client.get(f"{file}notices/{row.pk}/").content.decode()
        assert queries.letter(row).title in shown and 'class="letter"' in shown
        for carrier, head in (("docx", b"PK"), ("pdf", b"%PDF")):
            assert client.get(f"{file}notices/{row.pk}/{carrier}/").content.startswith(head)
            assert client.get(f"{file}notices/{row.pk}/return/{carrier}/").content.startswith(head)
        assert client.get(f"{file}notices/{row.pk}/exe/").status_code == 404
    reply = Reply.objects.of(people.bureau).get()
    shown = client.get(f"{file}replies/{reply.pk}/").content.decode()
    assert "附件：1. 业绩材料" in shown and "2. 评标报告" in shown
    assert "根据《中华人民共和国政府信息公开条例》第四十条，改按以下形式提供：所需档案年久易损" in shown
    assert client.get(f"{file}replies/{reply.pk}/return/docx/").content.startswith(b"PK")
    assert client.get(f"{file}registration/pdf/").content.startswith(b"%PDF")
    looked = Access.objects.of(people.bureau).filter(official=people.wang)
    assert looked.filter(what__contains="征求第三方意见书").exists() and looked.filter(what__contains="登记表").exists()


def test_the_registration_form_and_the_return_of_service_are_filled_in_from_the_file(
    receive: Receive, people: Cast
) -> None:
    application = receive(DAY)
    take(application, Act.EXTEND, DAY, people.li, days=20, reason="检索量大")
    form = papers.registration_form(application)
    said = "\n".join(cell.text for block in form.blocks if isinstance(block, Table) for cell in block.grid.cells)
    assert application.dossier.number in said and "2025年11月19日" in said and "以提交之日为收到申请之日" in said
    notice = kept(application)[-1]
    back = papers.service_return(application, queries.letter(notice))
    said = "\n".join(cell.text for block in back.blocks if isinstance(block, Table) for cell in block.grid.cells)
    assert notice.number in said and "政府信息公开申请延期答复告知书" in said and "□邮寄送达" in said
    assert papers.registration_form(receive(DAY, Channel.ONLINE, description="另一件所需信息")).blocks


def test_another_authority_finds_no_notice(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    (receipt,) = kept(application)
    for rest in ("", "pdf/", "return/pdf/"):
        address = f"/desk/applications/{application.dossier_id}/notices/{receipt.pk}/{rest}"
        assert desk("zhao").get(address).status_code == 404


def test_the_attachments_of_a_draft_are_kept_amended_and_printed(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    take(
        application,
        Act.DRAFT,
        DAY,
        people.wang,
        outcome="disclosed",
        elements={"means": "复印件"},
        attachments="甲\n\n 乙 ",
    )
    standing = applications.standing(application)
    assert standing.draft is not None and standing.draft.attachments == ("甲", "乙")
    entry = journal_queries.entries(application.dossier).last()
    assert entry is not None and "甲" not in str(entry.data), "what a clerk writes stands sealed"
    letter = acts.draft_letter(application, standing, number="", signed_on=DAY)
    assert letters.unpacked(letters.packed(letter)) == letter
    printed = "\n".join(line.text for line in docx.Document(io.BytesIO(write_docx(letter))).paragraphs)
    assert "附件：1. 甲" in printed and "\n2. 乙" in printed and "附件名称" not in printed


def test_the_slip_stands_on_a_page_of_its_own(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    objected(application, people)
    letter = queries.letter(next(row for row in kept(application) if row.type == "third_party_opinion"))
    written = docx.Document(io.BytesIO(write_docx(letter)))
    texts = [line.text for line in written.paragraphs]
    assert texts.index("附件") > texts.index("2025年9月18日") and "征求意见回执" in texts
    assert write_pdf(letter).archival and not write_pdf(letter).missing


# -- the reviewing body -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "before", "since"),
    [
        (AuthorityKind.COUNTY, "样本州人民政府", "样本州人民政府"),
        (AuthorityKind.TOWNSHIP, "示例县人民政府", "示例县人民政府"),
        (AuthorityKind.DEPARTMENT, "示例县人民政府或者上一级主管部门", "示例县人民政府"),
        (AuthorityKind.AGENCY, "示例县人民政府", "示例县人民政府"),
        (AuthorityKind.CENTRE, "示例县人民政府", "示例县人民政府"),
        (AuthorityKind.VERTICAL, "", ""),
        (AuthorityKind.VILLAGE, "", ""),
    ],
)
def test_24_the_body_of_review_is_named_by_the_rules_of_the_day(
    people: Cast, kind: AuthorityKind, before: str, since: str
) -> None:
    parent = people.prefecture if kind is AuthorityKind.COUNTY else people.county
    made = authority(f"fuyi-{kind.value}", "某机关", kind, parent=parent)
    assert (review_body(made, date(2023, 12, 31)), review_body(made, date(2024, 1, 1))) == (before, since)
    assert review_body(made) == since
    made.profile.review_body = "某上级机关"
    assert review_body(made, date(2023, 12, 31)) == "某上级机关"


def test_a_centre_of_a_department_went_to_the_department_before_2024(people: Cast) -> None:
    centre = authority("jiuzhu-zhongxin", "示例县救助中心", AuthorityKind.CENTRE, parent=people.bureau)
    assert review_body(centre, date(2023, 12, 31)) == "示例县民政局"
    assert review_body(centre, date(2024, 1, 1)) == "示例县人民政府"


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2023, 11, 1), "向示例县人民政府或者上一级主管部门申请行政复议，或者"),
        (date(2024, 1, 2), "应当自收到本答复之日起60日内先向示例县人民政府申请行政复议；"),
    ],
)
def test_a_refusal_names_the_body_of_its_day(receive: Receive, people: Cast, on: date, said: str) -> None:
    application = receive(on)
    take(application, Act.DRAFT, on, people.wang, outcome="privacy", elements={"facts": "有", "reason": "涉及隐私"})
    take(application, Act.REPLY, on, people.li)
    (reply,) = applications.replies(application)
    assert said in text_of(queries.reply_letter(reply))


def test_a_lapse_is_not_told_while_nobody_knows_the_body_of_review(people: Cast) -> None:
    made = authority("shili-qixiang", "示例县气象局", AuthorityKind.VERTICAL, parent=people.county)
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, PERSON)
    file = acts.receive(made, filled, on=DAY, today=DAY, once="e" * 32, by=people.wang).application
    take(file, Act.ASK_CLARIFICATION, DAY, people.wang, points="请写明年份", days=5)
    with pytest.raises(Unlawful, match="尚未填写行政复议机关"):
        take(file, Act.LAPSE, date(2025, 9, 28), people.li)
    assert kept(file)[-1].type == "clarification" and file.dossier.closed_on is None
