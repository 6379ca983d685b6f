"""征求意见的答复: by code and at the desk, in time and late, once; and never a word of who applied."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.casework.applications import acts, queries
from gongkai.casework.applications.attaching.models import ApplicationFile
from gongkai.casework.applications.codes import new_code
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.opinions import acts as opinions
from gongkai.casework.applications.opinions import queries as asking
from gongkai.casework.applications.opinions.models import OpinionInvitation
from gongkai.law.applicants import Purpose, answered_late, is_late, opinion_term, scrubbed
from gongkai.law.applications import Act, State, open_application
from gongkai.law.consultations import Consultee, Opinion
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal.models import Access, Dossier
from gongkai.office.journal.verify import verify
from gongkai.office.notices.models import Message
from gongkai.web import clock
from tests.casework.conftest import PERSON, Receive, take
from tests.casework.papers import CODE, hidden, opened, upload
from tests.casework.test_application_acts import everything_stored
from tests.casework.test_application_pages import desk
from tests.cast import Cast, official

OPINION = "/shili-minzheng/ysqgk/opinion/"
SUBJECT = "贵公司2024年领取养护资金的金额"
DAY = date(2025, 9, 18)


def consulted(application: Application, people: Cast, on: date, subject: str = SUBJECT, **details: str) -> str:
    """Ask a third party and make its code."""
    take(application, Act.CONSULT, on, people.wang, of="third_party", subject=subject, **details)
    key = queries.standing(application).consultations[-1].key
    return opinions.issue_code(application, key, on=on, by=people.wang)


def reached(application: Application, people: Cast, on: date, key: str = "1") -> None:
    take(application, Act.SERVE_CONSULTATION, on, people.wang, consultation=key)


def answer(client: Client, code: str, **values: object) -> str:
    """Open the page by its code and send the answer."""
    page = client.post(OPINION, {"code": code}).content.decode()
    form = {**hidden(page), "code": code, "sent": "1", "opened": opened(), "leave_blank": "", **values}
    return client.post(OPINION, form).content.decode()


def only(people: Cast) -> Application:
    return Application.objects.of(people.bureau).select_related("dossier__authority__profile").get()


# -- the law -------------------------------------------------------------------------------------------------------------------


@given(st.sampled_from(list(Consultee)), st.integers(0, 90), st.integers(0, 60))
def test_32_34_an_opinion_is_late_exactly_after_fifteen_working_days_from_receipt(
    of: Consultee, reached_after: int, answered_after: int
) -> None:
    calendar = national()
    standing = open_application(Step("submit", DAY, {"channel": "in_person", "applicant": "person"}), calendar)
    standing = standing.take(Step("consult", DAY, {"of": of.value, "subject": "x"}), calendar)
    read_on = DAY + timedelta(days=reached_after)
    on = read_on + timedelta(days=answered_after)
    assert not is_late(standing.consultations[0], standing, on, calendar), "who was not reached cannot be late"
    standing = standing.take(Step("serve_consultation", read_on, {"consultation": "1"}), calendar)
    asked = standing.consultations[0]
    late = calendar.count(read_on, on) > 15 or on > calendar.after(read_on, 15).on
    assert is_late(asked, standing, on, calendar) is late
    told = opinion_term(asked, standing, on, calendar)
    assert told.late is late and bool(told.lateness) is late
    if late:
        assert ("视为同意公开" in told.lateness) is (of is Consultee.AUTHORITY)
        assert ("依照条例第三十二条决定" in told.lateness) is (of is Consultee.THIRD_PARTY)
    step = Step("answer_consultation", on, {"consultation": "1", "opinion": "object"})
    standing = standing.take(step, calendar)
    assert answered_late(standing.consultations[0], standing, calendar) is late


@given(st.text("示例村镇 12人", max_size=20), st.lists(st.text("陈样例139", min_size=2, max_size=6), max_size=3))
def test_nothing_of_the_applicant_is_left_in_what_is_asked(around: str, personal: list[str]) -> None:
    assume(all(each.strip() == each for each in personal))
    text = around.join(["", *personal, ""])
    assert not any(each in scrubbed(text, personal) for each in personal)
    assert scrubbed(around, []) == around


# -- by code -------------------------------------------------------------------------------------------------------------------


def test_32_a_third_party_answers_by_code_and_never_learns_who_applied(receive: Receive, people: Cast) -> None:
    application = receive(clock.today())
    with pytest.raises(Unlawful, match="不得透露申请人"):
        consulted(application, people, clock.today(), f"申请人{PERSON['name']}要求公开{SUBJECT}")
    code = consulted(application, people, clock.today(), f"{SUBJECT}（{PERSON['description']}）")
    reached(application, people, clock.today())
    client = Client()
    page = client.post(OPINION, {"code": code}).content.decode()
    assert SUBJECT in page and "15个工作日" in page and "由本机关依照条例决定是否公开" in page
    got = answer(client, code, opinion="object", reasons="涉及本公司商业秘密", file=upload("证明.pdf"))
    assert "意见已收到" in got and "不同意公开" in got
    for secret in ("name", "identity_number", "phone", "address"):
        assert PERSON[secret] not in page + got
    assert application.dossier.number not in page + got
    (each,) = queries.standing(only(people)).consultations
    assert (each.opinion, each.answered_on) == (Opinion.OBJECT, clock.today())
    line = next(line for line in journal.timeline(application.dossier) if line.act == Act.ANSWER_CONSULTATION)
    assert line.by is None and line.step and line.step.details["reason"] == "涉及本公司商业秘密"
    assert "涉及本公司商业秘密" not in " ".join(text for _, text in everything_stored()), "the reasons are sealed"
    assert ApplicationFile.objects.of(people.bureau).get().purpose == Purpose.OPINION
    assert Message.objects.of(people.bureau).filter(subject__contains="收到被征求意见方的意见").exists()
    shown = desk("wang").get(f"/desk/applications/{application.dossier_id}/").content.decode()
    assert "涉及本公司商业秘密" in shown and "证明.pdf" in shown
    assert list(verify(whole=True)) == []


def test_an_objection_without_reasons_and_a_bad_file_come_back_whole(receive: Receive, people: Cast) -> None:
    application = receive(clock.today())
    code = consulted(application, people, clock.today())
    page = answer(Client(), code, opinion="object", reasons="")
    assert "不同意公开的，应当说明理由" in page and 'href="#id_reasons"' in page
    page = answer(Client(), code, opinion="object", reasons="写了很久的理由", file=upload("x.pdf", b"MZ"))
    assert "写了很久的理由" in page and 'href="#id_file"' in page
    page = answer(Client(), code, reasons="没有选")
    assert "请选择您的意见" in page and "没有选" in page
    assert queries.standing(only(people)).consultations[0].answered_on is None


def test_a_late_answer_is_taken_as_late_and_says_what_that_means(receive: Receive, people: Cast) -> None:
    asked_on = clock.today() - timedelta(days=60)
    application = receive(asked_on)
    code = consulted(application, people, asked_on)
    reached(application, people, asked_on)
    before = queries.standing(application).clock(calendar_of(people.bureau))
    page = Client().post(OPINION, {"code": code}).content.decode()
    assert "已经逾期" in page and "由征求意见的机关依照条例第三十二条决定" in page
    got = answer(Client(), code, opinion="consent")
    assert "这是逾期意见" in got
    application = only(people)
    after = queries.standing(application).clock(calendar_of(people.bureau))
    assert before and after and before.due == after.due, "a late answer does not move the clock"
    assert "逾期意见" in desk("wang").get(f"/desk/applications/{application.dossier_id}/").content.decode()


def test_a_second_answer_is_refused_and_the_same_one_again_is_one(receive: Receive, people: Cast) -> None:
    application = receive(clock.today())
    code = consulted(application, people, clock.today())
    client = Client()
    page = client.post(OPINION, {"code": code}).content.decode()
    form = {**hidden(page), "code": code, "sent": "1", "opened": opened(), "leave_blank": ""}
    form |= {"opinion": "object", "reasons": "第一次"}
    for _ in range(2):
        assert "意见已收到" in client.post(OPINION, form).content.decode()
    other = client.post(OPINION, {**form, "opinion": "consent", "reasons": "改主意"})
    assert other.status_code == 422 and "不能重复提交" in other.content.decode()
    page = client.post(OPINION, {"code": code}).content.decode()
    assert "不能重复提交" in page and "提交意见</button>" not in page
    taken = [step for step in journal.steps(application.dossier) if step.act == Act.ANSWER_CONSULTATION]
    assert len(taken) == 1 and taken[0].details["opinion"] == "object"


@pytest.mark.parametrize("how", ["withdrawn", "replied", "archived"])
def test_after_the_reply_or_the_end_no_opinion_is_taken(receive: Receive, people: Cast, how: str) -> None:
    long_ago = clock.today() - timedelta(days=60)
    application = receive(long_ago)
    code = consulted(application, people, long_ago)
    reached(application, people, long_ago)
    if how == "withdrawn":
        take(application, Act.WITHDRAW, clock.today(), people.wang, reason="不要了")
    else:
        means = {"means": "随本答复提供"}
        take(application, Act.DRAFT, clock.today(), people.wang, outcome="disclosed", elements=means)  # type: ignore[arg-type]
        take(application, Act.REPLY, clock.today(), people.li)
    if how == "archived":
        take(application, Act.SERVE, clock.today(), people.wang, method="direct", proof="回证")
        take(application, Act.ARCHIVE, clock.today(), people.wang)
    version = only(people).dossier.version
    page = Client().post(OPINION, {"code": code}).content.decode()
    assert "已经就该申请作出处理，不再接收意见" in page and "提交意见</button>" not in page
    forced = Client().post(
        OPINION, {"code": code, "sent": "1", "opened": opened(), "once": "a" * 32, "opinion": "consent"}
    )
    assert forced.status_code == 422 and only(people).dossier.version == version


def test_the_code_is_shown_once_and_a_new_one_ends_the_old_one(receive: Receive, people: Cast) -> None:
    application = receive(clock.today())
    wang = desk("wang")
    address = f"/desk/applications/{application.dossier_id}/act/consult/"
    page = wang.get(address).content.decode()
    form = {**hidden(page), "on": f"{clock.today():%Y-%m-%d}", "of": "third_party", "subject": SUBJECT, "asked": ""}
    slip = wang.post(address, form, follow=True)
    code = CODE.search(slip.content.decode())
    assert code and OPINION in slip.content.decode() and "只显示这一次" in slip.content.decode()
    stored = " ".join(text for _, text in everything_stored())
    assert code[0] not in stored and code[0].replace("-", "") not in stored
    again = slip.redirect_chain[-1][0]
    assert not CODE.search(wang.get(again).content.decode())
    new = CODE.search(wang.post(again, follow=True).content.decode())
    assert new and new[0] != code[0]
    assert "意见码不正确" in Client().post(OPINION, {"code": code[0]}).content.decode()
    assert SUBJECT in Client().post(OPINION, {"code": new[0].lower()}).content.decode()
    assert desk("li").post(again).status_code == 403 and desk("zhao").post(again).status_code == 404


def test_a_code_opens_its_own_question_whatever_is_made_void(receive: Receive, people: Cast) -> None:
    application = receive(clock.today())
    first = consulted(application, people, clock.today(), "第一项内容")
    second = consulted(application, people, clock.today(), "第二项内容")
    seq = next(seq for _, seq, step in asking.consulted(application) if step.details["subject"] == "第一项内容")
    acts.amend(application, seq, None, today=clock.today(), by=people.li, reason="登记有误")
    page = Client().post(OPINION, {"code": second}).content.decode()
    assert "第二项内容" in page and "第一项内容" not in page
    page = Client().post(OPINION, {"code": first}).content.decode()
    assert "已经撤销" in page and "第二项内容" not in page
    assert "意见已收到" in answer(Client(), second, opinion="consent")


def test_guessed_codes_meet_the_limit_and_another_authoritys_code_is_unknown(receive: Receive, people: Cast) -> None:
    application = receive(clock.today())
    code = consulted(application, people, clock.today())
    elsewhere = Client().post("/lingxian-minzheng/ysqgk/opinion/", {"code": code}).content.decode()
    assert "意见码不正确" in elsewhere and SUBJECT not in elsewhere
    client = Client(REMOTE_ADDR="203.0.113.9")
    statuses = [client.post(OPINION, {"code": new_code()}).status_code for _ in range(60)]
    assert statuses == [200] * 30 + [429] * 30


# -- at the desk of the authority that was asked ----------------------------------------------------------


def asked_of_the_county(receive: Receive, people: Cast, on: date) -> Application:
    application = receive(on)
    details = {"of": "authority", "subject": "联合发文的草稿", "asked": people.elsewhere.code}
    take(application, Act.CONSULT, on, people.wang, **details)
    return application


def test_34_an_authority_of_the_platform_is_asked_and_answers_at_its_own_desk(receive: Receive, people: Cast) -> None:
    application = asked_of_the_county(receive, people, clock.today())
    assert (
        Message.objects.of(people.elsewhere).filter(official=people.zhao, subject__contains="征求我机关意见").count()
        == 1
    )
    zhao = desk("zhao")
    page = zhao.get("/desk/applications/opinions/").content.decode()
    assert "联合发文的草稿" in page and people.bureau.name in page and PERSON["name"] not in page
    row = OpinionInvitation.objects.of(people.bureau).get()
    address = f"/desk/applications/opinions/{row.pk}/"
    page = zhao.get(address).content.decode()
    assert PERSON["name"] not in page and "视为同意公开" in page
    assert "应当说明理由" in zhao.post(address, {"opinion": "object", "reasons": ""}).content.decode()
    assert zhao.post(address, {"opinion": "object", "reasons": "尚在酝酿", "file": upload()}).status_code == 302
    (each,) = queries.standing(only(people)).consultations
    assert each.opinion is Opinion.OBJECT
    line = next(line for line in journal.timeline(application.dossier) if line.act == Act.ANSWER_CONSULTATION)
    assert line.by == people.zhao
    assert Access.objects.of(people.bureau).filter(official=people.zhao, kind="look").exists(), "each look is an entry"
    assert zhao.post(address, {"opinion": "consent", "reasons": ""}).status_code == 422
    assert zhao.get(f"/desk/applications/{application.dossier_id}/").status_code == 404, "the file itself stays closed"
    assert list(verify(whole=True)) == []


def test_only_who_was_asked_sees_the_question(receive: Receive, people: Cast) -> None:
    asked_of_the_county(receive, people, clock.today())
    row = OpinionInvitation.objects.of(people.bureau).get()
    official("qian", "钱示例", people.county, "informant", "unit_head")
    for username in ("qian", "wang"):
        client = desk(username)
        assert "没有征求我机关意见的事项" in client.get("/desk/applications/opinions/").content.decode()
        assert client.post(f"/desk/applications/opinions/{row.pk}/", {"opinion": "consent"}).status_code == 404
    assert Client().get("/desk/applications/opinions/").status_code == 302
    with pytest.raises(Unlawful, match="工作台答复"):
        opinions.issue_code(only(people), "1", on=clock.today(), by=people.wang)


def test_34_the_silence_of_an_authority_is_consent_and_a_late_objection_does_not_change_it(
    receive: Receive, people: Cast
) -> None:
    long_ago = clock.today() - timedelta(days=60)
    application = asked_of_the_county(receive, people, long_ago)
    reached(application, people, long_ago)
    row = asking.put_to(people.elsewhere).get()
    told = asking.asked(row, clock.today())
    assert told.told == "已逾期" and told.opinion_term and "视为同意公开" in told.opinion_term.lateness
    opinions.answer(row, Opinion.OBJECT, "来晚了", (), on=clock.today(), by=people.zhao)
    standing = queries.standing(only(people))
    assert answered_late(standing.consultations[0], standing, calendar_of(people.bureau))
    assert standing.state is State.HANDLING


@pytest.mark.parametrize(
    ("of", "asked", "said"),
    [("third_party", "lingxian-minzheng", "不选被征求意见的机关"), ("authority", "shili-minzheng", "其他机关")],
)
def test_a_consultation_put_to_the_wrong_authority_is_refused_and_nothing_is_entered(
    receive: Receive, people: Cast, of: str, asked: str, said: str
) -> None:
    application = receive(clock.today())
    version = application.dossier.version
    with pytest.raises(Unlawful, match=said):
        take(application, Act.CONSULT, clock.today(), people.wang, of=of, subject="x", asked=asked)
    assert Dossier.objects.of(people.bureau).get().version == version
    assert not OpinionInvitation.objects.of(people.bureau).exists()
