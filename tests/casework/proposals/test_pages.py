"""建议提案的页面: a file walked by its people, what the public reads, and what strangers do not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory

from gongkai.casework.proposals import acts
from gongkai.casework.proposals.models import HandoverBatch, PromiseTask, Proposal
from gongkai.law.proposal_claims import ClaimedFigure
from gongkai.law.proposals import Act, State
from gongkai.law.reviews import CHECKS
from gongkai.office.journal.models import Access
from gongkai.papers.sheets_in import read_sheets
from gongkai.publication.institution.acts import SectionCard, open_section
from gongkai.web import clock
from tests.casework.proposals.conftest import CONTACT, ON, House
from tests.cast import PASSWORD


def logged_in(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def sent(client: Client, row: Proposal, name: str, **values: object) -> str:
    """A step by its form, as the page draws it; the page it leads to."""
    address = f"/desk/proposals/{row.dossier_id}/{name}/"
    drawn = page(client, address)
    seen = re.search(r'name="seen" value="(\d+)"', drawn)
    assert seen, "the form says which version it shows"
    given = {"on": f"{clock.today()}", "seen": seen[1], "form_of_the_house": "1", **values}
    answer = client.post(address, given, follow=True)
    assert answer.redirect_chain, re.findall(r"field-error[^>]*>([^<]+)", answer.content.decode())
    return answer.content.decode()


def test_a_file_is_walked_by_its_people_through_the_pages(house: House) -> None:
    office, wang, li = logged_in("fu"), logged_in("wang"), logged_in("li")
    jin, mi = logged_in("jin"), logged_in("mi")
    received = office.post(
        "/desk/proposals/register/",
        {
            "session": str(house.session.pk),
            "kind": "suggestion",
            "number": "12",
            "title": "关于改善南街路灯的建议",
            "proposers": "马示例",
            "contact": CONTACT,
            "on": f"{clock.today()}",
        },
    )
    row = Proposal.objects.of(house.county).get()
    assert received.headers["Location"] == f"/desk/proposals/{row.dossier_id}/"
    sent(office, row, "analyse", points="补装路灯\n\n明确管护经费")
    units = {"lead": "shili-minzheng", "point_1": "", "point_2": "shili-caizheng", "duty": "权责清单第12项"}
    assert "示例县财政局" in sent(office, row, "route", **units)
    assert "关于改善南街路灯" in page(wang, "/desk/proposals/")
    sent(wang, row, "accept")
    sent(jin, row, "decline", reason="经费由民政局列支")
    refused = page(office, f"/desk/proposals/sessions/{house.session.pk}/handover/")
    assert "没有可以交办的件" in refused and "关于改善南街路灯" in refused
    sent(office, row, "appoint", unit="shili-caizheng", reason="经协调由其承办")
    meeting = {"proposals": [str(row.pk)], "meeting": "建议交办会", "on": f"{clock.today()}"}
    listed = office.post(
        f"/desk/proposals/sessions/{house.session.pk}/handover/", meeting, follow=True
    ).content.decode()
    assert "示例县民政局（主办1件）" in listed
    sent(wang, row, "assign", section="基层政权股 陈某")
    sent(wang, row, "talk", way="phone", said="说明了安排")
    assert "协办单位还没有全部提出协办意见" in page(wang, f"/desk/proposals/{row.dossier_id}/")
    sent(jin, row, "opine", opinion="经费已列入预算")
    due = (clock.today() + timedelta(days=200)).isoformat()
    drawn = {
        "reply_class": "B",
        "openness": "full",
        "text": f"将补装路灯40盏。联系电话{CONTACT}。",
        "promised": f"{due} 补装路灯40盏",
    }
    sent(wang, row, "draft", **drawn)
    assert CONTACT not in page(mi, f"/desk/proposals/{row.dossier_id}/check/")
    sent(mi, row, "check", checks=list(CHECKS))
    sent(li, row, "sign", number="示民函〔2026〕3号")
    sent(wang, row, "reply", way="in_person")
    sent(wang, row, "copy", to=["congress_office", "government_office"])
    assert page(Client(), f"/shili/jyta/{row.dossier_id}/", 404)
    sent(wang, row, "publish")
    sent(office, row, "feedback", satisfaction="satisfied")
    assert "已办结" in sent(office, row, "close")
    today = f"{clock.today()}"
    sent(wang, row, "report_kept", promise="1", kept_on=today, proof="验收单〔2026〕1号")
    assert "已兑现" in sent(logged_in("he"), row, "confirm_kept", promise="1")
    row.dossier.refresh_from_db()
    assert row.state is State.CLOSED
    public = page(Client(), f"/shili/jyta/{row.dossier_id}/")
    assert "将补装路灯40盏" in public and CONTACT not in public
    assert "已兑现" in public and "验收单〔2026〕1号" in public and "示例县财政局" in public
    for carrier, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert wang.get(f"/desk/proposals/{row.dossier_id}/reply.{carrier}").content.startswith(begins)


def test_the_office_is_told_whose_duty_a_point_probably_is_and_why(house: House) -> None:
    functions = SectionCard("财务股", "负责路灯管护经费的预算安排", ON)
    open_section(house.finance, functions, on=ON, by=house.accountant)
    row = house.received()
    house.take(row, Act.ANALYSE)
    told = page(logged_in("fu"), f"/desk/proposals/{row.dossier_id}/route/")
    assert "可以考虑：示例县财政局（财务股的职能，都说到“管护经费”）" in told


def test_a_draft_without_its_promise_comes_back_with_what_was_typed(house: House) -> None:
    row = house.handed_over()
    house.take(row, Act.TALK)
    house.take(row, Act.OPINE, ON, house.finance)
    row.dossier.refresh_from_db()
    given = {"on": f"{ON}", "seen": f"{row.dossier.version}", "form_of_the_house": "1"}
    drawn = {**given, "reply_class": "B", "openness": "full", "text": "正在办理。", "promised": "尽快 补装路灯"}
    wang, address = logged_in("wang"), f"/desk/proposals/{row.dossier_id}/draft/"
    told = wang.post(address, drawn).content.decode()
    assert "承诺事项第1行：应当以时限开头" in told and "正在办理。" in told
    told = wang.post(address, {**drawn, "promised": ""}).content.decode()
    assert "B类答复应当写明承诺事项和时限" in told and "正在办理。" in told


def test_the_contact_is_shown_to_who_handles_and_each_look_is_an_entry(house: House) -> None:
    row = house.handed_over()
    address = f"/desk/proposals/{row.dossier_id}/contact/"
    before = Access.objects.everywhere().count()
    assert CONTACT in page(logged_in("wang"), address)
    assert Access.objects.everywhere().count() == before + 1
    for username in ("wang", "fu"):
        assert CONTACT not in page(logged_in(username), f"/desk/proposals/{row.dossier_id}/")
    assert page(logged_in("zhao"), address, 404)
    assert page(logged_in("zhao"), f"/desk/proposals/{row.dossier_id}/", 404)


def test_a_unit_sees_its_own_files_and_no_others(house: House) -> None:
    mine, other = house.handed_over("1"), house.received("2")
    jin = logged_in("jin")
    assert page(jin, f"/desk/proposals/{mine.dossier_id}/")
    assert page(jin, f"/desk/proposals/{other.dossier_id}/", 404)
    assert "（2）" not in page(jin, "/desk/proposals/")
    assert page(jin, f"/desk/proposals/sessions/{house.session.pk}/figures/", 404)
    assert page(jin, f"/desk/proposals/{mine.dossier_id}/draft/", 404), "the lead unit replies"


def test_the_whole_session_is_downloaded_without_anybodys_contact_and_the_look_is_an_entry(house: House) -> None:
    house.published("1")
    house.received("2")
    before = Access.objects.everywhere().count()
    data = logged_in("fu").get(f"/desk/proposals/sessions/{house.session.pk}/list.xlsx").content
    (sheet,) = read_sheets(data)
    rows = [record for _, record in sheet.records()]
    assert [(row["编号"], row["时效"], row["状态"]) for row in rows] == [
        ("1", "按期答复", "已答复"),
        ("2", "未交办", "待分析"),
    ]
    assert rows[0]["协办单位"] == "示例县财政局" and CONTACT not in str(rows)
    assert Access.objects.everywhere().count() == before + 1


def test_the_list_of_sessions_says_how_far_each_is(house: House) -> None:
    house.published("1")
    house.received("2")
    told = re.sub(r"<[^>]+>", " ", page(logged_in("fu"), "/desk/proposals/"))
    assert re.search(r"示例县十八届人大四次会议\s+2\s+1\s+0\s+0\.00%", told)


def test_every_number_of_the_figures_opens_as_many_files(house: House) -> None:
    house.published("1")
    house.handed_over("2")
    house.received("3")
    acts.claim(house.session, ClaimedFigure.IN_TIME, "100%", "年度报告", on=ON, today=ON, by=house.office)
    office = logged_in("fu")
    told = page(office, f"/desk/proposals/sessions/{house.session.pk}/figures/")
    assert "与条目不符" in told and "按条目统计为50.00%" in told
    links = re.findall(r'href="(/desk/proposals/sessions/\d+/figures/\w+/)">(\d+)</a>', told)
    assert len(links) > 5
    for address, number in links:
        assert page(office, address).count('role="rowheader"') == int(number), address


@pytest.mark.parametrize(
    "asked", ["", "?kind=suggestion", "?state=handling", "?words=%E8%B7%AF%E7%81%AF", "?unit=x", "?page=9"]
)
def test_the_list_is_narrowed_and_nonsense_narrows_nothing(house: House, asked: str) -> None:
    house.handed_over()
    assert "关于改善南街路灯" in page(logged_in("fu"), f"/desk/proposals/{asked}")


def test_the_public_reads_the_summary_and_the_list_of_the_office_and_of_the_unit(house: House) -> None:
    house.published("1")
    withheld = house.replied(
        "2", openness="withheld", ground="third_party", reason="涉及企业商业秘密", promises=[], reply_class="A"
    )
    for code in ("shili", "shili-minzheng"):
        told = page(Client(), f"/{code}/jyta/")
        assert "关于改善南街路灯的建议（1）" in told and "（2）" not in told
    assert "收到议案、建议2件，已答复2件" in page(Client(), "/shili/jyta/")
    assert "关于改善南街路灯" not in page(Client(), "/shili-caizheng/jyta/")
    assert page(Client(), f"/shili/jyta/{withheld.dossier_id}/", 404)


def test_the_office_puts_its_entries_right_and_a_unit_does_not(house: House) -> None:
    row = house.published()
    he, address = logged_in("he"), f"/desk/proposals/{row.dossier_id}/"
    assert page(logged_in("li"), f"{address}void-last/", 404)
    seen = re.search(r'name="seen" value="(\d+)"', page(he, f"{address}void-last/"))
    assert seen
    told = he.post(f"{address}void-last/", {"reason": "登记有误", "seen": seen[1]}, follow=True).content.decode()
    assert "已更正" in told and "更正登记" in told
    assert page(Client(), f"/shili/jyta/{row.dossier_id}/", 404)
    again = he.post(f"{address}void-last/", {"reason": "再来", "seen": seen[1], "form_of_the_house": "1"})
    assert "案卷已被他人办理" in again.content.decode()


def test_the_promises_page_shows_what_is_overdue_first(house: House) -> None:
    house.published("1")
    told = page(logged_in("wang"), "/desk/proposals/promises/")
    assert "补装路灯40盏" in told and "已逾期" in told
    assert PromiseTask.objects.of(house.county).count() == 1


def test_the_list_of_a_meeting_is_printed(house: House) -> None:
    house.handed_over("1")
    batch = HandoverBatch.objects.of(house.county).get()
    office = logged_in("fu")
    assert "示例县民政局（主办1件）" in page(office, f"/desk/proposals/batches/{batch.pk}/")
    for carrier, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert office.get(f"/desk/proposals/batches/{batch.pk}/list.{carrier}").content.startswith(begins)
    assert page(logged_in("wang"), f"/desk/proposals/batches/{batch.pk}/", 404)


def test_a_hostile_text_is_shown_as_text(house: House) -> None:
    row = house.published("9", text="<script>alert(1)</script>\n" + "长" * 19_000)
    told = page(Client(), f"/shili/jyta/{row.dossier_id}/")
    assert "<script>alert" not in told and "&lt;script&gt;alert(1)" in told
