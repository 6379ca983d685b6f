"""在线访谈: asked beforehand, read through, entered line by line; whether the principal came follows from who came."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from gongkai.casework.engagement.interviews import acts, queries
from gongkai.casework.engagement.interviews.acts import Planned, Said
from gongkai.casework.engagement.interviews.models import (
    Interview,
    InterviewLine,
    InterviewQuestion,
    QuestionStanding,
    Speaker,
)
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.interviews import Act, Standing, read_guests
from gongkai.office.journal.models import Access
from gongkai.office.journal.verify import verify
from gongkai.web import clock
from tests.casework.engagement.conftest import logged_in, public_form, who
from tests.cast import Cast

ON = date(2025, 9, 18)
GUESTS = "何样例，示例县民政局局长，主要负责同志\n吕示范，社会救助科科长，工作人员"
PUBLIC = "/shili-minzheng/zxft/"


def take(interview: Interview, act: Act, by: str, on: date, **details: JSON) -> Standing:
    return acts.act(interview, Step(act.value, on, details), today=clock.today(), by=who(by))


def noticed(people: Cast, on: date = ON, held: date | None = None) -> Interview:
    given = Planned("临时救助怎样申请", "谈谈临时救助的条件和办法。", held or on, "15:00", read_guests(GUESTS))
    interview = acts.plan(people.bureau, given, on=on, today=clock.today(), by=people.wang)
    take(interview, Act.NOTICE, "wang", on)
    return interview


def say(interview: Interview, text: str, on: date = ON, once: str = "") -> InterviewLine:
    at = datetime(on.year, on.month, on.day, 15, tzinfo=clock.BEIJING)
    token = once or f"{interview.pk}-{InterviewLine.objects.of(interview.authority).count()}"
    return acts.say(interview, Said(Speaker.HOST, "主持人", text), at=at, once=token, by=who("wang"))


def published(people: Cast, on: date = ON, *came: int) -> Interview:
    interview = noticed(people, on)
    take(interview, Act.BEGIN, "wang", on)
    say(interview, "欢迎各位网友。", on)
    take(interview, Act.END, "wang", on, came=list(came or (1, 2)))
    take(interview, Act.PUBLISH, "wang", on)
    return interview


def test_an_interview_goes_from_its_plan_to_its_transcript_at_the_desk(people: Cast) -> None:
    wang, today = logged_in("wang"), clock.today()
    said = {
        "topic": "临时救助怎样申请",
        "introduction": "谈条件和办法。",
        "planned_on": f"{today:%Y-%m-%d}",
        "hour": "15:00",
        "guests": "何样例，局长",
    }
    assert "第1行" in wang.post("/desk/engagement/interviews/new/", said).content.decode()
    wang.post("/desk/engagement/interviews/new/", said | {"guests": GUESTS})
    interview = Interview.objects.of(people.bureau).get()
    base, page = f"/desk/engagement/interviews/{interview.pk}/", f"{PUBLIC}{interview.pk}/"

    def step(act: str, **more: object) -> str:
        version = Interview.objects.of(people.bureau).select_related("dossier").get().dossier.version
        form = {"on": f"{today:%Y-%m-%d}", "seen": str(version), **more}
        return wang.post(f"{base}act/{act}/", form, follow=True).content.decode()

    assert Client().get(page).status_code == 404, "nothing is public before the notice"
    step("notice")
    assert "访谈预告" in Client().get(page).content.decode()
    assert "录入发言" in step("begin")
    line = {"speaker": "1", "text": "符合条件的，当日受理。", "question": "", "once": "d" * 32}
    for _ in range(2):
        wang.post(f"{base}live/", line)
    live = Client().get(page)
    assert "当日受理" in live.content.decode() and "何样例（示例县民政局局长）" in live.content.decode()
    assert InterviewLine.objects.of(people.bureau).count() == 1
    assert "Refresh" not in live.headers and Client().get(f"{page}?auto=1").headers["Refresh"] == "20"
    step("end", came=["2"])
    assert "实录已公布" in step("publish", replay="")
    over = Client().get(f"{page}?auto=1")
    assert "文字实录" in over.content.decode() and "Refresh" not in over.headers
    assert "何样例（" not in over.content.decode().split("文字实录")[0], (
        "the guest who did not come is not named as one"
    )
    interview.refresh_from_db()
    assert not interview.led
    assert logged_in("zhao").get(base).status_code == 404
    assert list(verify(whole=True)) == []


def test_questions_are_sealed_read_through_and_only_then_shown_or_put(people: Cast) -> None:
    today = clock.today()
    interview = noticed(people, today)
    page, base = f"{PUBLIC}{interview.pk}/", f"/desk/engagement/interviews/{interview.pk}/"
    form = public_form(text="我是陈样例，电话13900001234，户口不在本县能申请吗", name="陈样例")
    for _ in range(2):
        assert "问题已经提交" in Client().post(page, form).content.decode()
    question = InterviewQuestion.objects.of(people.bureau).get()
    assert question.personal_found and "陈样例".encode() not in bytes(question.personal)
    public = Client().get(page).content.decode()
    assert "户口不在本县" not in public
    wang = logged_in("wang")
    listed = wang.get(f"{base}questions/").content.decode()
    assert "陈*" in listed and "含个人信息" in listed
    assert Access.objects.of(people.bureau).filter(what="查看网友提问").count() == 1
    refused = wang.post(f"{base}questions/{question.pk}/adopt/", {"text": "陈样例问：户口不在本县能申请吗"})
    assert "没有遮盖的个人信息" in refused.content.decode()
    wang.post(f"{base}questions/{question.pk}/adopt/", {"text": "户口不在本县能申请吗"})
    assert "户口不在本县能申请吗" in Client().get(page).content.decode()
    take(interview, Act.BEGIN, "wang", today)
    wang.post(f"{base}live/", {"speaker": "host", "question": str(question.pk), "text": "", "once": "e" * 32})
    line = queries.lines(interview).get()
    assert (line.named, line.text, line.question_id) == ("网友", "户口不在本县能申请吗", question.pk)
    assert not queries.unanswered(interview).exists()
    assert (
        "已经在访谈中提出" in wang.post(f"{base}questions/{question.pk}/decline/", {"reason": "无关"}).content.decode()
    )
    other = acts.ask(interview, "广告", "", on=today, today=today, once="x")
    acts.decline(other, "与主题无关", on=today, by=people.wang)
    assert queries.adopted(interview).count() == 1 and "广告" not in Client().get(page).content.decode()
    other.refresh_from_db()
    assert other.standing == QuestionStanding.DECLINED


def test_a_line_that_names_somebody_is_not_sent_out_and_one_taken_back_is_not_seen(people: Cast) -> None:
    interview = noticed(people)
    with pytest.raises(Unlawful, match="没有开始"):
        say(interview, "早了")
    take(interview, Act.BEGIN, "wang", ON)
    with pytest.raises(Unlawful, match="没有遮盖的个人信息"):
        say(interview, "请打13900001234")
    line = say(interview, "说错了的话")
    acts.take_back(line, on=ON, by=people.wang)
    say(interview, "改正的话")
    page = Client().get(f"{PUBLIC}{interview.pk}/").content.decode()
    assert "改正的话" in page and "说错了的话" not in page
    take(interview, Act.END, "wang", ON, came=[1])
    take(interview, Act.PUBLISH, "wang", ON)
    with pytest.raises(Unlawful, match="已经公布"):
        say(interview, "补一句")
    with pytest.raises(Unlawful, match="已经公布"):
        acts.take_back(queries.lines(interview).get(), on=ON, by=people.wang)
    InterviewLine.objects.of(people.bureau).filter(pk=queries.lines(interview).get().pk).update(text="改过的话")
    assert any("实录与条目" in finding.what for finding in verify(whole=True))


def test_nobody_asks_before_the_notice_or_after_the_end(people: Cast) -> None:
    interview = published(people)
    with pytest.raises(Unlawful, match="不征集问题"):
        acts.ask(interview, "还能问吗", "", on=ON, today=ON, once="y")
    page = Client().post(f"{PUBLIC}{interview.pk}/", public_form(text="还能问吗", name="")).content.decode()
    assert "我要提问" not in page and not queries.questions(interview).exists()
    assert interview.led


def test_a_question_of_ten_megabytes_is_refused(people: Cast) -> None:
    interview = noticed(people, clock.today())
    answer = Client().post(f"{PUBLIC}{interview.pk}/", public_form(text="长" * 3_500_000, name=""))
    assert answer.status_code in (200, 400, 413) and not queries.questions(interview).exists()


def test_a_cancelled_interview_says_why(people: Cast) -> None:
    interview = noticed(people, held=ON + timedelta(days=4))
    take(interview, Act.POSTPONE, "wang", ON, planned_on="2025-09-25", hour="10:00", reason="嘉宾参加防汛")
    assert "嘉宾参加防汛" in Client().get(f"{PUBLIC}{interview.pk}/").content.decode()
    take(interview, Act.CANCEL, "li", ON, reason="另行安排")
    assert "访谈已经取消：另行安排" in Client().get(f"{PUBLIC}{interview.pk}/").content.decode()


def test_after_shredding_the_transcript_stays_and_who_asked_is_gone(people: Cast) -> None:
    interview = noticed(people)
    acts.ask(interview, "能申请吗", "陈样例", on=ON, today=ON, once="z")
    take(interview, Act.BEGIN, "wang", ON)
    say(interview, "欢迎。")
    take(interview, Act.END, "wang", ON, came=[1])
    with pytest.raises(Unlawful, match="尚未办结"):
        acts.shred(interview, on=ON, by=people.li, reason="期满")
    take(interview, Act.PUBLISH, "wang", ON)
    acts.shred(interview, on=clock.today(), by=people.li, reason="期满")
    [read] = queries.asked(interview, list(queries.questions(interview)))
    assert (read.name, read.text) == ("", "（已销毁）")
    assert "欢迎。" in Client().get(f"{PUBLIC}{interview.pk}/").content.decode()
    assert list(verify(whole=True)) == []


def test_a_plan_is_put_right_before_it_is_announced_and_not_after(people: Cast) -> None:
    given = Planned("临时救助", "简介", ON, "15:00", read_guests(GUESTS))
    interview = acts.plan(people.bureau, given, on=ON, today=clock.today(), by=people.wang)
    wang, today = logged_in("wang"), clock.today()
    address = f"/desk/engagement/interviews/{interview.pk}/revise/"
    assert "吕示范，社会救助科科长，工作人员" in wang.get(address).content.decode()
    said = {"topic": "临时救助怎样申请", "introduction": "谈条件。", "hour": "9:00", "seen": "1"}
    wang.post(address, said | {"planned_on": f"{today}", "guests": "施某某，教授，专家和其他嘉宾"})
    interview = Interview.objects.of(people.bureau).select_related("dossier__authority").get()
    standing = queries.standing(interview)
    assert (interview.topic, interview.planned_on, standing.guests[0].name) == ("临时救助怎样申请", today, "施某某")
    take(interview, Act.NOTICE, "wang", today)
    assert "不能办理“修改安排”" in wang.get(address).content.decode()
    with pytest.raises(Unlawful, match="修改安排"):
        take(interview, Act.REVISE, "wang", today)
