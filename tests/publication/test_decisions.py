"""决策预公开: opened, commented on, answered, decided; what people wrote stays sealed."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.law.decision_drafts import Act, DecisionKind, OpinionAnswer, OpinionWay, State
from gongkai.law.documents import CHECKS, DocumentKind
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.office.authorities.models import Official
from gongkai.office.journal import vault
from gongkai.office.journal.entries import Entry
from gongkai.office.journal.verify import verify
from gongkai.papers.document import Document as Paper
from gongkai.papers.document import Paragraph
from gongkai.papers.pdf import write_pdf
from gongkai.publication.documents.decisions import acts, files, queries
from gongkai.publication.documents.decisions.acts import Draft, Opinion
from gongkai.publication.documents.models import DecisionDraft, PublicOpinion, ReleaseReview
from gongkai.publication.documents.practice import acts as practice
from gongkai.publication.documents.practice.acts import Figures
from gongkai.web import clock
from tests.publication.conftest import DAY, House
from tests.publication.instruments import signed

UNTIL = date(2025, 9, 30)
TODAY = date(2025, 12, 31)
GIVEN = Draft(
    DecisionKind.NORMATIVE, "示例县临时救助办法（征求意见稿）", "第一条 样例。", "为做好救助工作起草。", "救助科"
)
CITIZEN = Opinion("建议提高救助标准。", "陈样例", "13900000000")


def step(draft: DecisionDraft, act: Act, by: Official, on: date = DAY, **details: JSON) -> None:
    acts.act(draft, Step(act.value, on, details), today=TODAY, by=by)


def planned(house: House, given: Draft = GIVEN) -> DecisionDraft:
    return acts.plan(house.people.bureau, given, planned_on=DAY, on=DAY, today=DAY, by=house.people.wang)


def opened(house: House, until: date = UNTIL) -> DecisionDraft:
    draft = planned(house)
    step(draft, Act.CHECK, house.qian, checks=dict.fromkeys(CHECKS, True))
    step(draft, Act.OPEN, house.people.wang, until=until.isoformat(), ways="来信、来电、网上提交")
    return draft


def test_a_draft_is_opened_commented_on_answered_and_decided(house: House) -> None:
    draft = opened(house)
    assert ReleaseReview.objects.of(house.people.bureau).get().title == draft.title
    first = acts.receive(draft, CITIZEN, on=DAY, today=DAY, once="a" * 32)
    assert acts.receive(draft, CITIZEN, on=DAY, today=DAY, once="a" * 32) == first, "a double click is one opinion"
    paper = Opinion("同意。", way=OpinionWay.POST)
    second = acts.receive(draft, paper, on=UNTIL, today=TODAY, by=house.people.wang)
    step(draft, Act.END, house.people.wang, UNTIL + timedelta(days=1))
    with pytest.raises(Unlawful, match="还有2条意见没有写明采纳情况"):
        step(draft, Act.ANSWER, house.people.wang, date(2025, 10, 9), statement="结果如下。")

    def answered(row: PublicOpinion, what: OpinionAnswer, gist: str, reason: str = "") -> None:
        acts.answer(row, what, gist=gist, reason=reason, on=date(2025, 10, 9), today=TODAY, by=house.people.wang)

    with pytest.raises(Unlawful, match="应当说明理由"):
        answered(first, OpinionAnswer.NOT_ADOPTED, "提高标准", "")
    with pytest.raises(Unlawful, match="写有提出人的姓名"):
        answered(first, OpinionAnswer.ADOPTED, "陈样例建议提高标准", "")
    answered(first, OpinionAnswer.NOT_ADOPTED, "提高标准", "超出财力")
    answered(second, OpinionAnswer.ADOPTED, "同意", "")
    with pytest.raises(Unlawful, match="应当先公布征求结果"):
        step(draft, Act.DECIDE, house.people.wang, date(2025, 10, 9), decision="示民发〔2025〕1号")
    step(draft, Act.ANSWER, house.people.wang, date(2025, 10, 9), statement="结果如下。")
    result = queries.standing(draft).result
    assert result is not None and result.received == 2 and result.answers[OpinionAnswer.ADOPTED] == 1
    with pytest.raises(Unlawful, match="不能再改"):
        answered(first, OpinionAnswer.ADOPTED, "提高标准", "")
    step(draft, Act.DECIDE, house.people.wang, date(2025, 11, 3), decision="示民发〔2025〕1号")
    assert queries.standing(draft).state is State.DECIDED
    assert [(each.text, each.count) for each in queries.gists(draft)] == [("同意", 1), ("提高标准", 1)]
    assert [str(each) for each in verify(whole=True)] == []


def test_nothing_a_citizen_wrote_stands_readable_in_the_database(house: House) -> None:
    draft = opened(house)
    row = acts.receive(draft, CITIZEN, on=DAY, today=DAY)
    told = bytes(row.personal).decode("utf-8", "ignore") + "".join(
        Entry.objects.of(house.people.bureau).values_list("data", flat=True)
    )
    for secret in (CITIZEN.name, CITIZEN.contact, CITIZEN.text):
        assert secret not in told
    [read] = queries.opened(draft, [row])
    assert (read.name, read.masked_name, read.masked_contact) == ("陈样例", "陈*例", "139****0000")
    assert queries.altered(draft) == []
    forged = vault.seal(
        draft.dossier, "opinion", json.dumps(queries.written("陈样例", "", "完全赞成。"), ensure_ascii=False)
    )
    PublicOpinion.objects.of(house.people.bureau).filter(pk=row.pk).update(personal=forged)
    assert queries.altered(draft) == [row], "words put into somebody's mouth are found out by the entry"


def test_after_shredding_the_result_stays_and_the_people_are_gone(house: House) -> None:
    draft = opened(house)
    row = acts.receive(draft, CITIZEN, on=DAY, today=DAY)
    acts.answer(row, OpinionAnswer.ADOPTED, gist="提高标准", reason="", on=DAY, today=TODAY, by=house.people.wang)
    step(draft, Act.END, house.people.wang, date(2025, 10, 1))
    step(draft, Act.ANSWER, house.people.wang, date(2025, 10, 9), statement="已采纳。")
    step(draft, Act.DECIDE, house.people.wang, date(2025, 10, 9), decision="示民发〔2025〕1号")
    acts.shred(draft, on=TODAY, by=house.people.li, reason="保存期满")
    [read] = queries.opened(draft, list(queries.opinions(draft)))
    assert (read.name, read.text) == ("", "（已销毁）")
    assert queries.gists(draft)[0].text == "提高标准"
    assert [str(each) for each in verify(whole=True)] == []


def test_a_period_shorter_than_the_authoritys_own_is_refused(house: House) -> None:
    practice.set_practice(house.people.bureau, Figures(6, 30, 30, 15, 7, "示例县办法"), on=DAY, by=house.people.li)
    draft = planned(house)
    step(draft, Act.CHECK, house.qian, checks=dict.fromkeys(CHECKS, True))
    with pytest.raises(Unlawful, match="不少于15个工作日"):
        step(draft, Act.OPEN, house.people.wang, until="2025-09-30", ways="来信")
    assert draft.opened_on is None and not ReleaseReview.objects.of(house.people.bureau).exists()
    step(draft, Act.OPEN, house.people.wang, until="2025-09-30", ways="来信", shortened="防汛抢险需要")
    assert draft.shortened == "防汛抢险需要"


def test_no_opinion_is_taken_outside_the_period(house: House) -> None:
    draft = planned(house)
    with pytest.raises(Unlawful, match="不在征求意见期间"):
        acts.receive(draft, CITIZEN, on=DAY, today=DAY)
    draft = opened(house)
    late = UNTIL + timedelta(days=1)
    with pytest.raises(Unlawful, match="不在征求意见期间"):
        acts.receive(draft, CITIZEN, on=late, today=late)
    assert acts.receive(draft, CITIZEN, on=UNTIL, today=UNTIL).pk
    step(draft, Act.PROLONG, house.people.wang, UNTIL, until="2025-10-15")
    assert acts.receive(draft, CITIZEN, on=late, today=late).pk
    with pytest.raises(Unlawful, match="不能早于公开"):
        acts.receive(draft, CITIZEN, on=DAY - timedelta(days=1), today=DAY, by=house.people.wang)


def test_a_changed_draft_is_checked_again_before_it_is_opened(house: House) -> None:
    draft = planned(house)
    step(draft, Act.CHECK, house.qian, checks=dict.fromkeys(CHECKS, True))
    changed = Draft(GIVEN.kind, GIVEN.title, "第一条 改过的。", GIVEN.explanation)
    acts.revise(draft, changed, on=DAY, today=DAY, by=house.people.wang)
    with pytest.raises(Unlawful, match="尚未经过保密和隐私审查"):
        step(draft, Act.OPEN, house.people.wang, until=UNTIL.isoformat(), ways="来信")


def test_what_should_have_been_opened_beforehand_is_listed_and_counted(house: House) -> None:
    document = signed(house, "示例县临时救助办法", "第一条 样例。", kind=DocumentKind.NORMATIVE)
    bureau = house.people.bureau
    assert list(queries.unopened(bureau)) == [document]
    assert queries.figures(bureau, 2025) == queries.Figures(1, 0, 0, 0, 0)
    draft = acts.plan(bureau, GIVEN, planned_on=DAY, on=DAY, today=DAY, by=house.people.wang, document=document)
    assert list(queries.unopened(bureau)) == [document], "planned is not opened"
    assert list(queries.overdue(bureau, DAY + timedelta(days=1))) == [draft]
    step(draft, Act.CHECK, house.qian, checks=dict.fromkeys(CHECKS, True))
    step(draft, Act.OPEN, house.people.wang, until=UNTIL.isoformat(), ways="来信")
    assert not queries.unopened(bureau).exists()
    figures = queries.figures(bureau, 2025)
    assert (figures.due, figures.opened, figures.share) == (1, 1, 1.0)


def test_what_the_law_exempts_is_not_owed(house: House) -> None:
    document = signed(house, "示例县应急预案", "第一条 样例。", kind=DocumentKind.NORMATIVE)
    draft = acts.plan(
        house.people.bureau, GIVEN, planned_on=DAY, on=DAY, today=DAY, by=house.people.wang, document=document
    )
    with pytest.raises(Unlawful, match="不公开征求意见的理由不能为空"):
        step(draft, Act.EXEMPT, house.sun)
    step(draft, Act.EXEMPT, house.sun, ground="state_secret", reason="涉及应急物资储备")
    assert not queries.unopened(house.people.bureau).exists()
    assert not queries.public(house.people.bureau).exists()


def test_five_hundred_copies_are_one_line_with_their_number_and_one_answer(house: House) -> None:
    draft, wang = opened(house), house.people.wang
    for n in range(500):
        mark = "，" if n % 2 else " "
        said = Opinion(f"建议提高救助标准{mark}放宽收入限制。", f"陈样例{n}")
        acts.receive(draft, said, on=DAY, today=DAY, once=f"{n:032x}")
    other = acts.receive(draft, Opinion("同意，我的电话13900000000"), on=DAY, today=DAY)
    lines = queries.with_copies(draft, list(queries.folded(draft)))
    assert [(each.copies, each.waiting, each.row.personal_found) for each in lines] == [(500, 500, False), (1, 1, True)]
    with pytest.raises(Unlawful, match="写有提出人的姓名"):
        given = {"gist": "陈样例7等人建议提高标准", "reason": ""}
        acts.answer(lines[0].row, OpinionAnswer.ADOPTED, **given, on=DAY, today=TODAY, by=wang)
    acts.answer(lines[0].row, OpinionAnswer.ADOPTED, gist="提高标准", reason="", on=DAY, today=TODAY, by=wang)
    assert queries.unanswered(draft) == 1
    late = acts.receive(draft, Opinion("建议提高救助标准、放宽收入限制"), on=DAY, today=DAY)
    assert late.answer == "" and queries.with_copies(draft, [lines[0].row])[0].waiting == 1
    acts.answer(late, OpinionAnswer.ADOPTED, gist="提高标准", reason="", on=DAY, today=TODAY, by=wang)
    acts.answer(other, OpinionAnswer.BESIDE, gist="表示同意", reason="没有具体意见", on=DAY, today=TODAY, by=wang)
    assert [(each.text, each.count) for each in queries.gists(draft)] == [("提高标准", 501), ("表示同意", 1)]
    assert [str(each) for each in verify(whole=True)] == []


def test_a_hearing_that_was_announced_is_held_before_the_end_and_told_in_public(house: House) -> None:
    draft, wang = planned(house), house.people.wang
    step(draft, Act.CHECK, house.qian, checks=dict.fromkeys(CHECKS, True))
    step(draft, Act.OPEN, wang, until=UNTIL.isoformat(), ways="来信", forms=["online", "hearing"])
    with pytest.raises(Unlawful, match="听证会，尚未登记"):
        step(draft, Act.END, wang, date(2025, 10, 9))
    held: dict[str, JSON] = {"form": "hearing", "held_on": "2025-09-25", "place": "示例会议室", "people": 15}
    step(draft, Act.HOLD, wang, date(2025, 9, 26), **held, summary="代表赞成提高标准。")
    page = Client().get(f"/shili-minzheng/zqyj/{draft.pk}/").content.decode()
    assert "网上、听证会" in page and "代表赞成提高标准" in page and "示例会议室" in page
    step(draft, Act.END, wang, date(2025, 10, 9))


def test_a_draft_that_was_taken_back_says_why_and_how_many_had_written(house: House) -> None:
    draft = opened(house)
    acts.receive(draft, CITIZEN, on=DAY, today=DAY)
    step(draft, Act.RETRACT, house.people.li, reason="草案有误，另行征求")
    page = Client().get(f"/shili-minzheng/zqyj/{draft.pk}/").content.decode()
    assert "草案有误，另行征求" in page and "收到意见1条" in page
    assert "已撤回" in Client().get("/shili-minzheng/zqyj/").content.decode()
    with pytest.raises(Unlawful):
        acts.receive(draft, CITIZEN, on=DAY, today=DAY)


def test_a_file_of_a_draft_is_checked_by_content_read_with_it_and_checked_again(house: House) -> None:
    draft, wang, now = planned(house), house.people.wang, clock.today()
    until = f"{now + timedelta(days=30)}"

    def take(act: Act, by: Official, **details: JSON) -> None:
        acts.act(draft, Step(act.value, now, details), today=now, by=by)

    take(Act.CHECK, house.qian, checks=dict.fromkeys(CHECKS, True))
    client = Client()
    client.force_login(wang)
    address = f"/desk/decisions/{draft.pk}/files/attach/"

    def send(content: bytes, name: str) -> str:
        seen = DecisionDraft.objects.of(house.people.bureau).select_related("dossier").get(pk=draft.pk).dossier.version
        upload = SimpleUploadedFile(name, content)
        return client.post(address, {"seen": str(seen), "file": upload}, follow=True).content.decode()

    assert "不是PDF" in send(b"MZ program", "草案.pdf")
    pdf = write_pdf(Paper("草案", (Paragraph("第一条"),))).data
    assert "草案.pdf" in send(pdf, "草案.pdf")
    assert "已经上传过" in send(pdf, "又一份.pdf")
    with pytest.raises(Unlawful, match="尚未经过保密和隐私审查"):
        take(Act.OPEN, wang, until=until, ways="来信")
    [file] = files.files(draft)
    public = f"/shili-minzheng/zqyj/{draft.pk}/files/{file.stored_id}/"
    assert Client().get(public).status_code == 404, "not before it is opened"
    take(Act.CHECK, house.qian, checks=dict.fromkeys(CHECKS, True))
    take(Act.OPEN, wang, until=until, ways="来信")
    assert "草案.pdf" in Client().get(f"/shili-minzheng/zqyj/{draft.pk}/").content.decode()
    answer = Client().get(public)
    assert answer.getvalue() == pdf and "attachment" in answer.headers["Content-Disposition"]
    assert client.post(f"/desk/decisions/{draft.pk}/files/{file.stored_id}/detach/").status_code != 302
    assert files.files(draft).count() == 1, "what is open to comment does not change"
