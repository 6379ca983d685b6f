"""举报投诉、更正申请: who is complained of does not see it; a form sent twice is one file; the result is told by a letter."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client, RequestFactory

from gongkai.casework.applications.corrections import acts as corrections
from gongkai.casework.applications.corrections import queries as corrected
from gongkai.casework.applications.corrections.models import Correction
from gongkai.casework.remedies.complaints import acts, queries
from gongkai.casework.remedies.complaints.acts import ComplaintGiven
from gongkai.casework.remedies.complaints.models import Complaint
from gongkai.law.annual_report.editions import edition
from gongkai.law.annual_report.procedure import Scope
from gongkai.law.complaints import ComplaintChannel, ComplaintKind
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import verify
from gongkai.oversight.reports.queries import Ledger
from gongkai.web import clock
from gongkai.web.traps import new_once_token, opening_token
from tests.cast import PASSWORD, Cast, official

ON = date(2025, 9, 18)


def complained(against: Authority, name: str = "", on: date = ON, once: str = "1") -> Complaint:
    contact = "13900000000" if name else ""
    given = ComplaintGiven(against, ComplaintKind.LATE, "申请三个月没有答复", name, contact)
    return acts.receive(given, ComplaintChannel.LETTER, on=on, today=on, once=once)


@pytest.fixture
def people(people: Cast) -> Cast:
    """The county has somebody who looks into complaints."""
    official("sun", "孙督查", people.county, "informant", "unit_head")
    return people


def logged_in(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def public_form(**values: str) -> dict[str, str]:
    opened = opening_token(clock.now() - timedelta(minutes=1))
    return {"opened": opened, "once": new_once_token(), "leave_blank": "", **values}


def test_51_a_complaint_goes_to_the_authority_above_and_the_one_complained_of_does_not_see_it(people: Cast) -> None:
    complaint = complained(people.bureau, "陈样例")
    assert complaint.authority == people.county
    assert complained(people.county).authority == people.prefecture
    assert complained(people.prefecture).authority == people.prefecture
    address = f"/desk/complaints/{complaint.dossier_id}/"
    assert logged_in("wang").get(address).status_code == 404
    page = logged_in("sun").get(address).content.decode()
    assert "陈样例" in page and "示例县民政局" in page
    assert "申请三个月" not in logged_in("wang").get("/desk/complaints/").content.decode()
    entered = [entry.data for entry in journal.entries(complaint.dossier)]
    assert not any("陈样例" in data or "三个月" in data for data in entered)


def test_who_leaves_half_a_name_is_asked_for_the_other_half(people: Cast) -> None:
    given = ComplaintGiven(people.bureau, ComplaintKind.LATE, "没有答复", "陈样例", "")
    with pytest.raises(Unlawful, match="实名的请同时填写") as refused:
        acts.receive(given, ComplaintChannel.VISIT, on=ON, today=ON, once="1")
    assert refused.value.field == "contact"
    assert not Complaint.objects.everywhere().exists()


def test_sent_twice_it_is_one_complaint_and_the_numbers_of_the_year_are_counted(people: Cast) -> None:
    first = complained(people.bureau)
    assert complained(people.bureau) == first
    complained(people.bureau, "陈样例", once="2")
    sun = logged_in("sun")
    base = f"/desk/complaints/{first.dossier_id}/"
    sun.post(base + "handle/", {"on": "2025-09-19", "seen": "1", "asked": "县政府办督查股"})
    assert (
        "匿名举报没有可以答复的人"
        in sun.post(
            base + "answer/",
            {"on": "2025-09-19", "seen": "2", "finding": "true", "answer": "已改", "form_of_the_house": "1"},
        ).content.decode()
    )
    page = sun.post(
        base + "close/", {"on": "2025-09-22", "seen": "2", "finding": "true", "measure": "correction"}, follow=True
    ).content.decode()
    assert "已办结" in page and "属实" in page
    (late,) = [tally for tally in queries.tallies(people.county, 2025) if tally.kind is ComplaintKind.LATE]
    assert (late.received, late.closed, late.upheld) == (2, 1, 1)
    assert list(verify(whole=True)) == []


def test_the_report_of_2014_counts_the_complaints_about_an_authority_and_about_those_beneath_it(people: Cast) -> None:
    assert Ledger(people.bureau, Scope.OWN).complaints() == [], "none came"
    for number, year in enumerate((2016, 2016, 2017)):
        complained(people.bureau, on=date(year, 3, 7), once=str(number))
    complained(people.elsewhere, on=date(2016, 3, 7))
    for authority, scope in ((people.bureau, Scope.OWN), (people.county, Scope.BENEATH)):
        counted = Ledger(authority, scope).counted(edition(2016), 2016)
        assert counted.sheets["statistics"]["complaints", "value"] == 2
    assert Ledger(people.county, Scope.OWN).complaints() == []
    cell = logged_in("wang").get(f"/desk/reports/{people.bureau.code}/2016/sheet/statistics/complaints/value/")
    shown = cell.content.decode()
    assert "举报投诉" in shown and "示例县人民政府" in shown and "陈样例" not in shown


def test_anybody_may_complain_without_a_name_and_a_double_click_makes_one(people: Cast) -> None:
    form = public_form(against=str(people.bureau.pk), kind="not_replied", text="一直没有答复")
    address = f"/{people.bureau.code}/jbts/"
    assert "可以匿名" in Client().get(address).content.decode()
    for _ in range(2):
        page = Client().post(address, form).content.decode()
        assert "示例县人民政府" in page and "无法答复您" in page
    assert Complaint.objects.everywhere().count() == 1
    assert "请填写情况" in Client().post(address, {**form, "text": ""}).content.decode()
    stranger = public_form(against=str(people.elsewhere.pk), kind="late", text="不是这里的")
    assert Client().post(address, stranger).status_code == 200
    assert Complaint.objects.everywhere().count() == 1


WRONG = {
    "name": "陈样例",
    "identity_number": "110101190001010014",
    "phone": "13900000000",
    "record": "婚姻登记档案",
    "wrong": "出生年份记为1991年",
    "right": "1990年",
    "proof": "户口簿",
}


def settled(people: Cast, finding: str, act: str, **details: JSON) -> Correction:
    made = corrections.receive(people.bureau, WRONG, on=ON, today=ON, once=act, by=people.wang)
    verify_step = Step("verify", ON, {"finding": finding, "facts": "核对了原始登记"})
    corrections.act(made, verify_step, today=ON, by=people.wang)
    corrections.act(made, Step(act, ON, details), today=ON, by=people.li)
    return made


def test_41_each_way_ends_with_its_letter_and_its_own_number(people: Cast) -> None:
    made = [
        settled(people, "inaccurate", "correct", corrected="出生年份1990年"),
        settled(people, "accurate", "refuse", reason="与原始材料一致"),
        settled(people, "not_ours", "transfer", authority="示例县公安局", contact="0900-0000001"),
    ]
    letters = [corrected.letter(each) for each in made]
    assert [letter.title for letter in letters if letter] == ["更正告知书", "不予更正告知书", "更正申请转送告知书"]
    assert len({letter.number for letter in letters if letter}) == 3
    for each in made:
        entered = [entry.data for entry in journal.entries(each.dossier)]
        assert not any(secret in data for data in entered for secret in ("陈样例", "1990", "婚姻", "原始材料"))
    assert list(verify(whole=True)) == []


def test_41_the_form_the_desk_and_the_letter(people: Cast) -> None:
    address = f"/{people.bureau.code}/ysqgk/gengzheng/"
    form = public_form(**WRONG)
    for _ in range(2):
        assert "更正申请已经提交" in Client().post(address, form).content.decode()
    made = Correction.objects.of(people.bureau).get()
    unreachable = Client().post(address, {**public_form(**WRONG), "phone": "", "form_of_the_house": "1"})
    assert unreachable.status_code == 422 and "至少填写一项" in unreachable.content.decode()
    wang, li, base = logged_in("wang"), logged_in("li"), f"/desk/corrections/{made.dossier_id}/"
    listed = wang.get("/desk/corrections/").content.decode()
    assert "陈样例" not in listed and made.dossier.number in listed
    today = f"{clock.today():%Y-%m-%d}"
    wang.post(base + "act/verify/", {"on": today, "seen": "1", "finding": "inaccurate", "facts": "属实"})
    assert "应由审核人办理" in wang.get(base + "act/correct/").content.decode()
    page = li.post(
        base + "act/correct/", {"on": today, "seen": "2", "corrected": "1990年"}, follow=True
    ).content.decode()
    assert "更正告知书" in page and "第四十一条" in page
    assert li.get(base + "letter.pdf").content[:4] == b"%PDF"
    assert logged_in("zhao").get(base).status_code == 404


def test_what_came_on_paper_is_registered_at_the_desk(people: Cast) -> None:
    sun, wang = logged_in("sun"), logged_in("wang")
    form = {"against": str(people.bureau.pk), "kind": "charging", "text": "多收了复印费", "channel": "phone"}
    assert "登记举报投诉" in sun.get("/desk/complaints/register/").content.decode()
    page = sun.post("/desk/complaints/register/", {**form, "on": "2025-09-18"}, follow=True).content.decode()
    assert "多收了复印费" in page and "来电" in page and "匿名" in page
    itself = {**form, "against": str(people.county.pk), "on": "2025-09-18"}
    assert "不在可选的范围内" in sun.post("/desk/complaints/register/", itself).content.decode()
    assert "登记更正申请" in wang.get("/desk/corrections/register/").content.decode()
    page = wang.post("/desk/corrections/register/", {**WRONG, "on": "2025-09-18"}, follow=True).content.decode()
    assert "婚姻登记档案" in page and "审核属实</a>" in page


# -- by number and code ----------------------------------------------------------------------------------------------------


CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}")
WRONG_CODE = "编号或者查询码不正确，请核对回执"


def code_on(page: str) -> str:
    found = CODE.search(page)
    assert found is not None
    return found[0]


def test_a_request_is_followed_by_number_and_code_and_tells_nothing_of_who_asked(people: Cast) -> None:
    form = public_form(**WRONG)
    address = f"/{people.bureau.code}/ysqgk/gengzheng/"
    code = code_on(Client().post(address, form).content.decode())
    assert code_on(Client().post(address, form).content.decode()) == code, "sent twice it is one receipt"
    made = Correction.objects.of(people.bureau).get()
    asked = public_form(number=made.dossier.number, code=code.lower().replace("-", " "))
    page = Client().post(f"{address}cx/", asked).content.decode()
    assert "待核实" in page and not any(WRONG[name] in page for name in ("name", "identity_number", "record", "right"))
    corrections.act(
        made, Step("verify", clock.today(), {"finding": "accurate", "facts": "核对了原始登记"}),
        today=clock.today(), by=people.wang,
    )  # fmt: skip
    corrections.act(
        made, Step("refuse", clock.today(), {"reason": "与原始材料一致"}), today=clock.today(), by=people.li
    )
    page = Client().post(f"{address}cx/", asked).content.decode()
    assert "不予更正并告知" in page and "已办结" in page and "与原始材料一致" not in page
    for other in ({"number": "〔2019〕900号"}, {"code": "AAAA-BBBB-CCCC-DDDD"}):
        assert WRONG_CODE in Client().post(f"{address}cx/", {**asked, **other}).content.decode()
    assert WRONG_CODE in Client().post("/lingxian-minzheng/ysqgk/gengzheng/cx/", asked).content.decode()


def test_a_complaint_is_followed_at_either_door_and_only_a_name_is_answered(people: Cast) -> None:
    for name in ("", "陈样例"):
        contact = "13900000000" if name else ""
        form = public_form(
            against=str(people.bureau.pk), kind="late", text="三个月没有答复", name=name, contact=contact
        )
        code = code_on(Client().post(f"/{people.bureau.code}/jbts/", form).content.decode())
        made = Complaint.objects.of(people.county).order_by("-pk")[0]
        today, sun = clock.today(), Official.objects.get(username="sun")
        acts.act(made, Step("handle", today, {"asked": "督查股"}), today=today, by=sun)
        if name:
            said: dict[str, JSON] = {"finding": "true", "answer": "已督促答复"}
            acts.act(made, Step("answer", today, said), today=today, by=sun)
        ended: dict[str, JSON] = {"measure": "correction", **({} if name else {"finding": "true"})}
        acts.act(made, Step("close", today, ended), today=today, by=sun)
        asked = public_form(number=made.dossier.number, code=code)
        for door in (people.bureau, people.county):
            page = Client().post(f"/{door.code}/jbts/cx/", asked).content.decode()
            assert "属实" in page and "三个月没有答复" not in page and "督查股" not in page
            assert "陈样例" not in page and "13900000000" not in page
            assert ("已督促答复" in page) is bool(name)
        assert WRONG_CODE in Client().post(f"/{people.elsewhere.code}/jbts/cx/", asked).content.decode()


def test_one_door_follows_both_and_the_code_decides(people: Cast) -> None:
    correction = corrections.receive(people.bureau, WRONG, on=ON, today=ON, once="1")
    complaint = complained(people.bureau)
    for row, code, page in (
        (correction, corrected.code_of(correction), "/ysqgk/gengzheng/cx/"),
        (complaint, queries.code_of(complaint), "/jbts/cx/"),
    ):
        asked = public_form(number=row.dossier.number, code=code)
        sent = Client().post(f"/{people.bureau.code}/hd/cx/", asked)
        assert (sent.status_code, sent.headers["Location"]) == (307, f"/{people.bureau.code}{page}")
    assert corrected.code_of(correction) != queries.code_of(complaint)


def test_the_code_of_what_came_on_paper_is_shown_once_to_who_registered_it(people: Cast) -> None:
    wang = logged_in("wang")
    page = wang.post("/desk/corrections/register/", {**WRONG, "on": "2025-09-18"}, follow=True).content.decode()
    made = Correction.objects.of(people.bureau).get()
    code = code_on(page)
    assert corrected.by_code(people.bureau, made.dossier.number, code) == made
    assert code not in str(dict(wang.session))
    assert code not in wang.get(f"/desk/corrections/{made.dossier_id}/").content.decode()
