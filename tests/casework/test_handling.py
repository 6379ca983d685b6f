"""办理: two persons for a reply, reviews as the authority sets them, one application split, several handled together, advice."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from gongkai.casework.applications import acts, queries
from gongkai.casework.applications.advice import acts as advice_acts
from gongkai.casework.applications.advice import queries as advice_queries
from gongkai.casework.applications.advice.models import Advice
from gongkai.casework.applications.models import Application, Reply
from gongkai.casework.applications.splitting.acts import Plan, split
from gongkai.casework.applications.together import acts as together
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind, State
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.receipt import Channel
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.notices.queries import notices_for
from gongkai.web import clock
from tests.casework.conftest import PERSON, Receive, take
from tests.casework.test_application_pages import desk
from tests.cast import Cast, official

DAY = date(2025, 9, 18)
MEANS: dict[str, JSON] = {"means": "见附件"}


def drafted(application: Application, people: Cast, on: date = DAY) -> None:
    take(application, Act.DRAFT, on, people.wang, outcome="disclosed", elements=MEANS)


# -- two persons, reviews --------------------------------------------------------------------------------------------------


def test_who_drafts_a_reply_neither_reviews_nor_signs_it(people: Cast, receive: Receive) -> None:
    both = official("both", "全职员", people.bureau, "informant", "unit_head")
    application = receive(DAY)
    take(application, Act.DRAFT, DAY, both, outcome="disclosed", elements=MEANS)
    with pytest.raises(Unlawful, match="拟办人不能审核或者签发自己拟办的答复"):
        take(application, Act.REPLY, DAY, both)
    assert not Reply.objects.everywhere().exists()
    take(application, Act.REPLY, DAY, people.li)
    assert queries.standing(application).state is State.REPLIED


def test_an_authority_sets_how_many_reviews_a_reply_wants(people: Cast, receive: Receive) -> None:
    people.bureau.profile.reply_reviews = 1
    people.bureau.profile.save()
    application = Application.objects.everywhere().get(pk=receive(DAY).pk)
    drafted(application, people)
    with pytest.raises(Unlawful, match="还须经1级审核"):
        take(application, Act.REPLY, DAY, people.li)
    take(application, Act.RETURN, DAY, people.li, reason="写明获取时间")
    with pytest.raises(Unlawful, match="退回修改"):
        take(application, Act.REPLY, DAY, people.li)
    drafted(application, people)
    take(application, Act.REVIEW, DAY, people.li)
    take(application, Act.REPLY, DAY, people.li)
    assert queries.standing(application).state is State.REPLIED


def test_a_second_click_on_a_draft_is_none_the_worse_where_reviews_are_set(people: Cast, receive: Receive) -> None:
    people.bureau.profile.reply_reviews = 2
    people.bureau.profile.save()
    application = Application.objects.everywhere().get(pk=receive(DAY).pk)
    seen = application.dossier.version
    drafted(application, people)
    step = Step(Act.DRAFT.value, DAY, {"outcome": "disclosed", "elements": MEANS})
    assert queries.just_taken(application, step, by=people.wang, seen=seen)


def test_the_review_has_its_page_and_a_return_its_reason(people: Cast, receive: Receive) -> None:
    people.bureau.profile.reply_reviews = 1
    people.bureau.profile.save()
    application = Application.objects.everywhere().get(pk=receive(DAY).pk)
    drafted(application, people)
    client, address = desk("li"), f"/desk/applications/{application.dossier_id}/act/return_draft/"
    sent = {"on": "2025-09-18", "seen": str(application.dossier.version), "reason": ""}
    assert "退回的理由" in client.post(address, sent).content.decode()
    assert client.post(address, {**sent, "reason": "写明获取时间"}).status_code == 302
    told = client.get(f"/desk/applications/{application.dossier_id}/").content.decode()
    assert "退回修改" in told and "写明获取时间" in told


# -- splitting -------------------------------------------------------------------------------------------------------------


def test_a_split_application_is_several_files_with_one_clock(people: Cast, receive: Receive) -> None:
    application = receive(DAY, description="一、养护资金的分配结果；二、招标公告；三、验收报告")
    parts = split(application, Plan("养护资金的分配结果", ["招标公告", "验收报告"]), on=DAY, today=DAY, by=people.wang)
    assert [part.subject for part in parts] == ["招标公告", "验收报告"]
    for part in parts:
        assert part.dossier.due_on == application.dossier.due_on
        assert part.dossier.received_on == DAY and part.identity_index == application.identity_index
        assert queries.filled(part).name == PERSON["name"]
    assert list(queries.parts(application)) == parts
    assert queries.filled(application).wanted == "养护资金的分配结果"
    counted = sum(fact.count for fact in queries.facts(Application.objects.of(people.bureau), 2025))
    assert counted == 3, "each counts as an application (国办函〔2020〕109号第四条)"
    last = parts[-1]
    assert queries.earlier_items(last) == 2, "and each as an item of the month"


def test_parts_of_what_was_confirmed_later_are_confirmed_the_same_day(people: Cast, receive: Receive) -> None:
    application = receive(DAY, Channel.ONLINE)
    confirmed = date(2025, 9, 22)
    take(application, Act.CONFIRM, confirmed, people.wang)
    [part] = split(application, Plan("甲事项", ["乙事项"]), on=confirmed, today=confirmed, by=people.wang)
    assert part.dossier.received_on == confirmed
    calendar = calendar_of(people.bureau)
    assert queries.standing(part).due(calendar) == queries.standing(application).due(calendar)


@pytest.mark.parametrize(
    ("kept", "others", "field"),
    [
        ("", ["乙"], "kept"),
        ("甲", [], "others"),
        ("甲", ["乙", " "], "others"),
        ("甲", ["甲"], "others"),
        ("甲", [f"第{number}项" for number in range(31)], "others"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_by_its_field(kept: str, others: list[str], field: str) -> None:
    with pytest.raises(Unlawful) as refusal:
        Plan(kept, others)
    assert refusal.value.field == field


def test_nothing_is_split_by_half(people: Cast, receive: Receive) -> None:
    application = receive(DAY)
    drafted(application, people)
    with pytest.raises(Unlawful, match="采取其他环节之前"):
        split(application, Plan("甲", ["乙"]), on=DAY, today=DAY, by=people.wang)
    assert Application.objects.everywhere().count() == 1


def test_the_page_splits_and_shows_what_became_of_it(people: Cast, receive: Receive) -> None:
    application = receive(DAY)
    client, address = desk("wang"), f"/desk/applications/{application.dossier_id}/split/"
    assert PERSON["description"] in client.get(address).content.decode()
    sent = {
        "on": "2025-09-18",
        "seen": str(application.dossier.version),
        "kept": "甲事项",
        "others": "乙事项\n\n丙事项\n",
    }
    assert client.post(address, sent).status_code == 302
    page = client.get(f"/desk/applications/{application.dossier_id}/").content.decode()
    first, second = queries.parts(application)
    assert first.dossier.number in page and second.dossier.number in page
    assert application.dossier.number in client.get(f"/desk/applications/{first.dossier_id}/").content.decode()


def test_the_applicant_sees_every_part_by_the_code_of_the_first(people: Cast) -> None:
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, PERSON)
    receipted = acts.receive(people.bureau, filled, on=DAY, today=DAY, once="9" * 32, by=people.wang)
    [part] = split(receipted.application, Plan("甲事项", ["乙事项"]), on=DAY, today=DAY, by=people.wang)
    sent = {"number": receipted.application.dossier.number, "code": receipted.spaced_code}
    page = Client().post("/shili-minzheng/ysqgk/status/", sent).content.decode()
    assert part.dossier.number in page and "其余各项分别办理" in page and "尚未办结" in page


def test_a_split_is_not_undone_by_amending_it(people: Cast, receive: Receive) -> None:
    application = receive(DAY)
    split(application, Plan("甲事项", ["乙事项"]), on=DAY, today=DAY, by=people.wang)
    [seq] = [entry.seq for entry in application.dossier.entries.everywhere() if entry.act == "split"]
    with pytest.raises(Unlawful, match="拆分已经另立案卷"):
        acts.amend(application, seq, None, today=DAY, by=people.li, reason="误拆")
    client, page = desk("li"), f"/desk/applications/{application.dossier_id}/entries/"
    assert f"{page}{seq}/" not in client.get(page).content.decode()
    assert client.get(f"{page}{seq}/").status_code == 404


# -- together --------------------------------------------------------------------------------------------------------------


def test_several_files_are_drafted_and_signed_in_one_go_each_with_its_letter(people: Cast, receive: Receive) -> None:
    files = [receive(DAY), receive(DAY), receive(DAY)]
    draft = Step(Act.DRAFT.value, DAY, {"outcome": "disclosed", "elements": MEANS})
    together.take(files, draft, today=DAY, by=people.wang)
    together.take(files, Step(Act.REPLY.value, DAY), today=DAY, by=people.li)
    numbers = [reply.number for file in files for reply in queries.replies(file)]
    assert numbers == [f"示民公复〔2025〕{number}号" for number in (1, 2, 3)]


def test_where_one_file_cannot_none_is_moved(people: Cast, receive: Receive) -> None:
    files = [receive(DAY), receive(DAY, Channel.ONLINE)]
    draft = Step(Act.DRAFT.value, DAY, {"outcome": "disclosed", "elements": MEANS})
    with pytest.raises(Unlawful, match="各件均未办理") as refusal:
        together.take(files, draft, today=DAY, by=people.wang)
    assert files[1].dossier.number in str(refusal.value)
    assert all(queries.standing(each).draft is None for each in files)


def test_service_is_each_applicants_own(people: Cast, receive: Receive) -> None:
    files = [receive(DAY), receive(DAY)]
    with pytest.raises(Unlawful, match="逐件办理"):
        together.take(files, Step(Act.SERVE.value, DAY, {"method": "post", "proof": "1"}), today=DAY, by=people.wang)
    with pytest.raises(Unlawful, match="两件以上"):
        together.take(files[:1], Step(Act.EXTEND.value, DAY), today=DAY, by=people.li)


def test_the_pages_of_handling_together(people: Cast, receive: Receive) -> None:
    files = [receive(DAY), receive(DAY)]
    client = desk("wang")
    page = client.get("/desk/applications/together/").content.decode()
    assert all(each.dossier.number in page for each in files)
    alone = client.get(f"/desk/applications/together/?chosen={files[0].dossier_id}&act=draft")
    assert "两件以上" in alone.content.decode()
    asked = f"chosen={files[0].dossier_id}&chosen={files[1].dossier_id}&act=draft&outcome=disclosed"
    address = client.get(f"/desk/applications/together/?{asked}").headers["Location"]
    assert "获取该信息的方式" in client.get(address).content.decode()
    assert client.post(address, {"on": "2025-09-18", "seen": "0", "means": "见附件"}).status_code == 302
    assert all(queries.standing(each).draft for each in files)


# -- advice ----------------------------------------------------------------------------------------------------------------


def advised(people: Cast, application: Application | None = None) -> Advice:
    return advice_acts.draw(
        people.bureau, people.county, "办事指南没有写明时限", on=DAY, today=DAY, by=people.wang, application=application
    )


def test_an_advice_goes_out_signed_by_another_is_answered_and_verified(people: Cast, receive: Receive) -> None:
    clerk = official("clerk", "收文员", people.county, "informant")
    row = advised(people, receive(DAY))
    assert not advice_queries.received(people.county).exists(), "nobody is told of what is not signed"
    both = official("both", "全职员", people.bureau, "informant", "unit_head")
    own = advice_acts.draw(people.bureau, people.county, "另一件", on=DAY, today=DAY, by=both)
    with pytest.raises(Unlawful, match="不能签发自己提出的建议"):
        advice_acts.act(own, Step("send", DAY, {"days": 30}), today=DAY, by=both)
    advice_acts.act(row, Step("send", DAY, {"days": 30}), today=DAY, by=people.li)
    assert any(row.dossier.number in each.subject for each in notices_for(clerk))
    answered = desk("clerk")
    address = f"/desk/advice/{row.dossier_id}/act/answer/"
    assert desk("wang").get(address).status_code == 404, "who advises does not answer"
    sent = {"on": "2025-09-18", "seen": str(row.dossier.version), "taken": "adopted", "answer": "已经写明"}
    assert answered.post(address, sent).status_code == 302
    advice_acts.act(row, Step("close", DAY, {"verified": "核对无误"}), today=DAY, by=people.wang)
    assert dict(advice_queries.figures(people.bureau, 2025)) == {
        "提出": 2,
        "采纳": 1,
        "部分采纳": 0,
        "不采纳": 0,
        "尚在办理": 0,
    }
    page = desk("wang").get(f"/desk/advice/{row.dossier_id}/").content.decode()
    assert "办事指南没有写明时限" in page and "已经写明" in page and "核对无误" in page


def test_nobody_else_reads_an_advice(people: Cast) -> None:
    row = advised(people)
    assert desk("zhao").get(f"/desk/advice/{row.dossier_id}/").status_code == 404


def test_the_page_draws_an_advice_from_a_file(people: Cast, receive: Receive) -> None:
    application = receive(DAY)
    client = desk("wang")
    address = f"/desk/advice/new/?application={application.dossier_id}"
    assert application.dossier.number in client.get(address).content.decode()
    sent = {"on": "2025-09-18", "addressee": str(people.county.pk), "text": "办事指南没有写明时限"}
    assert client.post(address, sent).status_code == 302
    assert Advice.objects.of(people.bureau).get().application == application
    assert "示例县人民政府" in client.get("/desk/advice/").content.decode()


# -- contact ---------------------------------------------------------------------------------------------------------------


def test_31_who_was_not_reached_is_on_record_and_who_confirmed_is_led_to_the_confirmation(
    people: Cast, receive: Receive
) -> None:
    application = receive(clock.today(), Channel.ONLINE)
    client, address = desk("wang"), f"/desk/applications/{application.dossier_id}/contact/"
    assert PERSON["phone"] in client.get(address).content.decode()
    sent = {"on": f"{clock.today()}", "way": "phone", "reached": "unanswered", "text": "两次无人接听"}
    assert client.post(address, sent).status_code == 302
    page = client.get(f"/desk/applications/{application.dossier_id}/").content.decode()
    assert "与申请人联系" in page and "未联系上" in page and "两次无人接听" in page
    assert queries.standing(application).state is State.UNCONFIRMED, "an attempt begins no clock"
    led = client.post(address, {**sent, "reached": "confirmed"}).headers["Location"]
    assert led == f"/desk/applications/{application.dossier_id}/act/confirm/"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reached": "talked", "text": ""}, "应写明告知了什么"),
        ({"on": "2999-01-01"}, "不能晚于今天"),
        ({"on": "2008-05-02"}, "不能早于提交申请之日"),
        ({"way": "pigeon"}, "联系方式"),
    ],
)
def test_a_contact_that_cannot_be_is_told_at_its_field(
    people: Cast, receive: Receive, changed: dict[str, str], said: str
) -> None:
    application = receive(clock.today(), Channel.ONLINE)
    address = f"/desk/applications/{application.dossier_id}/contact/"
    sent = {"on": f"{clock.today()}", "way": "phone", "reached": "unanswered", "text": "无人接听"}
    answer = desk("wang").post(address, {**sent, **changed}, follow=True)
    assert said in answer.content.decode()
