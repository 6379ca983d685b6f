"""机构室的页面: the authority's own facts, its calendar and its people, through the pages, as the people who use them."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from django.test import Client, RequestFactory
from selectolax.lexbor import LexborHTMLParser

from gongkai.law.documents import DocumentKind
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import Step
from gongkai.office.authorities import acts
from gongkai.office.authorities.models import Authority, Handover, HolidayNotice, LocalDay, Official, Posting
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal.entries import Entry
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.verify import verify
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.acts import Draft
from gongkai.web import clock
from tests.cast import BEGINNING, PASSWORD, Cast, official
from tests.office.test_calendars import a_year

STAMP = {"form_of_the_house": "1"}
PROFILE = {
    "disclosure_office": "示例县民政局办公室",
    "address": "示例路1号",
    "hours": "工作日8:30—12:00",
    "phone": "0900-1234567",
    "fax": "0900-1234568",
    "email": "mz@example.com",
    "letter_code": "示民公复",
    "colour": "blue",
}
PHONE = "13912345678"


@pytest.fixture
def company(people: Cast) -> Cast:
    """The company, with a county administrator of each kind and somebody who signs for the prefecture."""
    official("gongcheng", "吴运维", people.county, "engineer")
    official("anquan", "郑安全", people.county, "security")
    official("shouzhang", "冯首长", people.prefecture, "deputy_leadership")
    people.wang.phone = PHONE
    people.wang.save()
    return people


def at_desk(username: str, password: str = PASSWORD) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=password)
    return client


def read(client: Client, path: str) -> LexborHTMLParser:
    page = client.get(path)
    assert page.status_code == 200, f"{path}: {page.status_code}"
    return LexborHTMLParser(page.text)


def said(page: LexborHTMLParser) -> str:
    """What stands in the middle of the page."""
    main = page.css_first("main")
    assert main is not None
    return re.sub(r"\s+", " ", main.text())


def hidden(page: LexborHTMLParser) -> dict[str, str]:
    """The hidden fields of the last form of the page, as they were handed out."""
    return {
        str(field.attributes["name"]): field.attributes.get("value") or ""
        for field in page.css("main form input[type=hidden]")
        if field.attributes["name"] != "csrfmiddlewaretoken"
    }


def entered(authority: Authority) -> list[tuple[str, dict[str, object]]]:
    rows = Entry.objects.of(authority).filter(dossier=None).order_by("seq")
    return [(row.act, json.loads(row.data)["note"]) for row in rows]


# --- 机关信息 ----------------------------------------------------------------------------------------------------


def edit(client: Client, **facts: str) -> str:
    form = hidden(read(client, "/desk/profile/edit/"))
    return client.post("/desk/profile/edit/", {**form, **PROFILE, **facts}, follow=True).text


def test_who_signs_changes_the_profile_and_old_and_new_are_entered(company: Cast) -> None:
    li = at_desk("li")
    edit(li)
    page = edit(li, phone="0900-7654321", grey="on")
    assert "机关信息已修改" in page
    (_, first), (act, change) = entered(company.bureau)
    assert act == "edit_profile" and first["phone"] == ["", "0900-1234567"]
    assert change == {"phone": ["0900-1234567", "0900-7654321"], "grey": [False, True]}
    rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in read(li, "/desk/profile/").css("tbody tr")]
    assert rows[0][1:] == ["李示例", "联系电话", "0900-1234567", "0900-7654321"]
    assert "0900-7654321" in Client().get("/shili-minzheng/zfxxgkzn/").text, "the public reads it at once"
    assert [str(finding) for finding in verify(whole=True)] == []


def test_others_read_it_and_are_offered_no_change(company: Cast) -> None:
    for username in ("wang", "zhou"):
        client = at_desk(username)
        assert "/desk/profile/edit/" not in client.get("/desk/profile/").text
        assert client.post("/desk/profile/edit/", PROFILE).status_code == 403
    assert entered(company.bureau) == entered(company.county) == []


def test_the_system_administrator_changes_the_web_site_and_nothing_else(company: Cast) -> None:
    engineer = at_desk("gongcheng")
    page = read(engineer, "/desk/profile/edit/")
    assert {"site_identity", "colour"} <= {field.attributes["name"] for field in page.css("main input, main select")}
    assert not page.css("[name=phone], [name=fee_account], [name=letter_code]")
    engineer.post("/desk/profile/edit/", {**hidden(page), **PROFILE, "site_identity": "1234567890", "phone": "110"})
    company.county.profile.refresh_from_db()
    assert (company.county.profile.site_identity, company.county.profile.phone) == ("1234567890", "")


@pytest.mark.parametrize(
    ("field", "wrong", "message"),
    [
        *(
            ("letter_code", code, "不能含数字、空格和括号")
            for code in ("示民公复1", "示民 公复", "示（民）", "示〔民〕", "示２")
        ),
        *(("site_identity", code, "应为10位数字") for code in ("123456789", "12345678901", "bm12345678")),
        *(("phone", number, "应为号码") for number in ("见网站", "12", "0900-1234567 王先生")),
        ("postcode", "12345", "6位数字"),
        ("email", "mz@", "有效的电子邮箱"),
        ("site_address", "本局网站", "www.example.gov.cn"),
        ("fee_account", "6222 0000 0000", "请填写收款户名"),
        ("icp_record", "备12345678号", "ICP备案号应如"),
        ("colour", "pink", "主题色不在可选的范围内"),
        ("hours", "早" * 101, "办公时间最多100个字"),
    ],
)
def test_a_fact_out_of_shape_is_refused_by_name_and_nothing_typed_is_lost(
    company: Cast, field: str, wrong: str, message: str
) -> None:
    page = edit(at_desk("li"), **{field: wrong})
    assert message in page and "示例路1号" in page
    assert entered(company.bureau) == []


@pytest.mark.parametrize(
    "number", ["12345", "0900-1234567", "+86 900 1234567", "0900-1234567转801、13900000000", "（0900）1234567"]
)
def test_telephone_numbers_are_taken_as_people_write_them(company: Cast, number: str) -> None:
    edit(at_desk("li"), phone=number)
    company.bureau.profile.refresh_from_db()
    assert company.bureau.profile.phone == number


def test_what_the_guide_lacks_is_listed_until_it_is_filled_in(company: Cast) -> None:
    li = at_desk("li")
    for element in ("工作机构名称", "办公地址", "办公时间", "联系电话", "传真号码", "互联网联系方式"):
        assert f"公开指南缺少{element}" in li.get("/desk/profile/").text
    edit(li, fax="")
    page = li.get("/desk/profile/").text
    assert "公开指南缺少传真号码" in page and "公开指南缺少联系电话" not in page
    edit(li)
    assert "需要补填" not in li.get("/desk/profile/").text


def test_two_people_editing_at_once_do_not_undo_each_other(company: Cast) -> None:
    li = at_desk("li")
    form = hidden(read(li, "/desk/profile/edit/"))
    edit(li, phone="0900-7654321")
    late = li.post("/desk/profile/edit/", {**form, **PROFILE})
    assert late.status_code == 422 and "已被他人修改" in late.text
    company.bureau.profile.refresh_from_db()
    assert company.bureau.profile.phone == "0900-7654321"


def test_a_form_sent_back_unchanged_enters_nothing(company: Cast) -> None:
    li = at_desk("li")
    edit(li)
    assert "没有任何改动" in edit(li)
    assert len(entered(company.bureau)) == 1


# --- 工作日历 ----------------------------------------------------------------------------------------------------

FESTIVAL = {
    "works": "off",
    "name": "丰收节",
    "first": "2025-09-10",
    "last": "2025-09-11",
    "source": "示政办〔2025〕8号",
}


def file_of(at: Authority, begun: date) -> Dossier:
    return journal.open_dossier(at, "errand", Step("begin", begun), by=None)


def due_of(dossier: Dossier) -> date | None:
    return Dossier.objects.everywhere().values_list("due_on", flat=True).get(pk=dossier.pk)


def test_the_year_shows_every_day_as_the_terms_are_reckoned(company: Cast) -> None:
    page = read(at_desk("wang"), "/desk/calendar/2025/")
    days = page.css(".month-days li:not(.weekday)")
    assert len(days) == 365
    worked = sum(not {"day-weekend", "day-off"} & set((day.attributes.get("class") or "").split()) for day in days)
    assert worked == national().working_days_of(2025)
    assert f"全年{worked}个工作日" in said(page) and "国办发明电〔2024〕12号" in said(page)


def test_a_year_not_announced_is_marked_provisional(company: Cast) -> None:
    wang = at_desk("wang")
    assert "暂计" in said(read(wang, "/desk/calendar/2031/"))
    assert "暂计" not in said(read(wang, "/desk/calendar/2025/"))
    assert wang.get("/desk/calendar/1999/").status_code == 404
    assert wang.get("/desk/calendar/").status_code == 200


def test_a_local_day_is_seen_in_its_effect_before_it_is_entered(company: Cast) -> None:
    moving, beyond, elsewhere = (
        file_of(company.bureau, date(2025, 9, 8)),
        file_of(company.bureau, date(2025, 9, 15)),
        file_of(company.elsewhere, date(2025, 9, 8)),
    )
    li = at_desk("li")
    page = LexborHTMLParser(li.post("/desk/calendar/local/", {**FESTIVAL, **STAMP}).text)
    told = [[cell.text(strip=True) for cell in row.css("th, td")] for row in page.css("tbody tr")]
    assert told == [[moving.number, "示例县民政局", "2025-09-15", "2025-09-17"]]
    assert not LocalDay.objects.everywhere().exists() and entered(company.bureau) == []
    done = li.post("/desk/calendar/local/", hidden(page), follow=True).text
    assert "1件在办案卷的期限已重新推算" in done and "丰收节" in done
    assert [due_of(one) for one in (moving, beyond, elsewhere)] == [date(2025, 9, 17), beyond.due_on, elsewhere.due_on]
    assert [act for act, _ in entered(company.bureau)] == ["announce_local_holidays", "reckon_anew"]


def test_a_local_day_that_is_withdrawn_lets_the_files_move_back(company: Cast) -> None:
    li, moving = at_desk("li"), file_of(company.bureau, date(2025, 9, 8))
    before = due_of(moving)
    form = {**FESTIVAL, "last": ""}
    page = LexborHTMLParser(li.post("/desk/calendar/local/", form).text)
    li.post("/desk/calendar/local/", hidden(page))
    assert due_of(moving) != before
    (day,) = LocalDay.objects.of(company.bureau)
    withdraw = f"/desk/calendar/local/{day.pk}/withdraw/"
    assert at_desk("zhao").get(withdraw).status_code == 404
    asked = read(li, withdraw)
    assert moving.number in said(asked)
    li.post(withdraw, hidden(asked))
    assert due_of(moving) == before and not LocalDay.objects.everywhere().exists()
    assert entered(company.bureau)[2][1]["days"][0]["name"] == "丰收节"  # type: ignore[index]
    assert [str(finding) for finding in verify(whole=True)] == []


def test_if_files_have_moved_meanwhile_the_page_asks_again(company: Cast) -> None:
    li = at_desk("li")
    form = hidden(LexborHTMLParser(li.post("/desk/calendar/local/", FESTIVAL).text))
    opened = file_of(company.bureau, date(2025, 9, 8))
    again = li.post("/desk/calendar/local/", form).text
    assert "有关案卷又有变化" in again and opened.number in again
    assert not LocalDay.objects.everywhere().exists()


def test_what_was_typed_can_be_revised_before_it_is_entered(company: Cast) -> None:
    li = at_desk("li")
    form = hidden(LexborHTMLParser(li.post("/desk/calendar/local/", FESTIVAL).text))
    page = LexborHTMLParser(li.post("/desk/calendar/local/", {**form, "revise": "1"}).text)
    assert page.css_first("input[name=name][value=丰收节]") and page.css_first("input[name=last][value='2025-09-11']")
    assert not LocalDay.objects.everywhere().exists()


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        ({"first": "2025-02-30"}, "2025年2月没有30日"),
        ({"first": ""}, "请填写日期"),
        ({"last": "2025-09-09"}, "结束日期不能早于开始日期"),
        ({"last": "2025-12-31"}, "一次最多登记15天"),
        ({"source": ""}, "请填写依据文号"),
        ({"name": ""}, "请填写名称"),
        ({"first": "2025-09-12", "last": ""}, "2025-09-12已登记"),
    ],
)
def test_a_slip_in_a_local_day_is_named(company: Cast, slip: dict[str, str], message: str) -> None:
    acts.enter_local_notice(
        company.bureau, '[[notices]]\nnumber = "示〔2025〕1号"\nholidays = [{ name = "节", from = 2025-09-12 }]'
    )
    page = at_desk("li").post("/desk/calendar/local/", {**FESTIVAL, **slip, **STAMP}).text
    assert message in page
    assert LocalDay.objects.everywhere().count() == 1


def test_days_are_entered_by_those_who_answer_for_them(company: Cast) -> None:
    for username in ("wang", "zhou"):
        assert at_desk(username).post("/desk/calendar/local/", FESTIVAL).status_code == 403
    refused = at_desk("li").get("/desk/calendar/2031/notice/")
    assert refused.status_code == 403 and "由最上级机关录入" in refused.text


def test_a_year_is_announced_at_the_top_and_moves_what_it_said(company: Cast) -> None:
    head = at_desk("shouzhang")
    for year in (2030, 2031):
        acts.enter_notice(a_year(year, date(year, 10, 1)), on=BEGINNING, by=None)
    begun = date(2031, 9, 29)
    moving = [file_of(at, begun) for at in (company.bureau, company.elsewhere)]
    staying = file_of(company.county, date(2031, 3, 3))
    revised = a_year(2031, date(2031, 10, 1)).replace("2031-10-01 }", "2031-10-01, to = 2031-10-03 }")
    address = "/desk/calendar/2031/notice/"
    assert "国庆节" in head.get(address).text, "a revision begins from what was entered last"
    page = LexborHTMLParser(head.post(address, {"text": revised.replace("\n", "\r\n"), **STAMP}).text)
    assert [row.text(strip=True) for row in page.css("tbody th")] == [one.number for one in moving]
    assert "示例县民政局" in said(page) and HolidayNotice.objects.filter(year=2031).count() == 1
    done = head.post(address, hidden(page), follow=True).text
    assert "2031年放假安排已录入" in done
    assert HolidayNotice.objects.filter(year=2031).count() == 2
    for one in moving:
        calendar = calendar_of(one.authority)
        assert due_of(one) == calendar.after(begun, 5).on
    assert due_of(staying) == staying.due_on
    assert [act for act, _ in entered(company.prefecture)] == ["announce_holidays"]
    assert [str(finding) for finding in verify(whole=True)] == []


SLIPS = """
year = 2031
[[notices]]
number = "国办发明电9号"
holidays = [{ name = "春节", from = 2031-02-01, to = 2031-01-31 }, { name = "国庆节", from = 2031-10-01 }]
[[notices]]
number = "国办发明电〔2031〕1号"
holidays = [{ name = "中秋节", from = 2033-01-01, work = [2031-10-08] }, { name = "端午节", from = 2033-01-01 }]
"""


def test_a_notice_with_slips_shows_each_and_changes_nothing(company: Cast) -> None:
    head = at_desk("shouzhang")
    page = LexborHTMLParser(head.post("/desk/calendar/2031/notice/", {"text": SLIPS, **STAMP}).text)
    told = [fault.text() for fault in page.css(".faults li")]
    slips = ("六角括号", "早于第一天2031-02-01", "2033-01-01在同一通知中", "2031-10-08不是周六或周日", "没有安排元旦")
    for slip in slips:
        assert sum(slip in line for line in told) == 1, slip
    unreadable = head.post("/desk/calendar/2031/notice/", {"text": "year = 2031\n[[notices]\n", **STAMP}).text
    assert "第2行" in unreadable
    assert not HolidayNotice.objects.exists() and entered(company.prefecture) == []


def test_the_form_of_a_new_year_has_a_line_for_every_festival_and_cannot_be_sent_as_it_is(company: Cast) -> None:
    head = at_desk("shouzhang")
    area = read(head, "/desk/calendar/2031/notice/").css_first("textarea")
    assert area is not None
    assert all(
        festival in area.text() for festival in ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
    )
    assert "写法有误" in head.post("/desk/calendar/2031/notice/", {"text": area.text(), **STAMP}).text
    known = read(head, "/desk/calendar/2025/notice/").css_first("textarea")
    assert known is not None and "国办发明电〔2024〕12号" in known.text()


# --- 机关与人员 --------------------------------------------------------------------------------------------------


def test_the_tree_shows_as_far_as_ones_office_reads(company: Cast) -> None:
    def seen(username: str) -> list[str]:
        return [row.text(strip=True) for row in read(at_desk(username), "/desk/authorities/").css("tbody th")]

    assert seen("wang") == ["示例县民政局"]
    assert seen("zhou") == seen("anquan") == ["示例县人民政府", "示例县民政局"]
    assert seen("shouzhang")[0] == "样本州人民政府" and len(seen("shouzhang")) == 5


def test_another_authority_is_not_there(company: Cast) -> None:
    zhao = at_desk("zhao")
    posting = Posting.objects.of(company.bureau)[0]
    for path in (f"authorities/{company.bureau.pk}/", f"authorities/{company.county.pk}/"):
        assert zhao.get(f"/desk/{path}").status_code == 404
    for admin in ("gongcheng", "anquan"):
        for path in (f"authorities/{company.elsewhere.pk}/", f"officials/{company.zhao.pk}/"):
            assert at_desk(admin).get(f"/desk/{path}").status_code == 404
    official("bieren", "褚别处", company.elsewhere, "security")
    assert at_desk("bieren").post(f"/desk/postings/{posting.pk}/end/", {"on": "2025-09-08"}).status_code == 404
    posting.refresh_from_db()
    assert posting.until is None


def test_the_three_lights_follow_from_who_serves_and_what_is_named(company: Cast) -> None:
    head = at_desk("shouzhang")

    def dark(code: str) -> list[str]:
        page = read(head, f"/desk/authorities/{Authority.objects.get(code=code).pk}/")
        return [light.css_first("strong").text() for light in page.css(".lights li") if light.css(".light-off")]  # type: ignore[union-attr]

    assert dark("shili-minzheng") == ["机构"]
    assert dark("shili") == ["领导", "机构", "人员"]
    edit(at_desk("li"))
    assert dark("shili-minzheng") == []
    lacking = [row.text(strip=True) for row in read(head, "/desk/authorities/?lacking=1").css("tbody th")]
    assert "示例县民政局" not in lacking and "示例县人民政府" in lacking


def test_telephone_numbers_are_masked_everywhere(company: Cast) -> None:
    for username in ("wang", "zhou", "gongcheng", "anquan"):
        page = at_desk(username).get(f"/desk/authorities/{company.bureau.pk}/").text
        assert "139****5678" in page and PHONE not in page
    assert PHONE not in at_desk("gongcheng").get(f"/desk/officials/{company.wang.pk}/").text


def enrol(client: Client, at: Authority, **values: str) -> str:
    form = {"username": "xin.lai", "name": "卫新来", "phone": "13900001111", "email": "", **values, **STAMP}
    return client.post(f"/desk/authorities/{at.pk}/enrol/", form).text


def test_an_account_gets_a_first_password_once_and_an_office_from_another_hand(company: Cast) -> None:
    engineer, security = at_desk("gongcheng"), at_desk("anquan")
    page = enrol(engineer, company.bureau)
    password = re.search(r"first-password\">([^<]+)<", page)
    assert password
    newcomer = Official.objects.get(username="xin.lai")
    assert newcomer.check_password(password[1]) and newcomer.must_change_password
    assert password[1] not in engineer.get(f"/desk/officials/{newcomer.pk}/").text
    assert entered(company.bureau) == [("enrol", {"official": "xin.lai"})]
    offices = f"/desk/authorities/{company.bureau.pk}/post/"
    form = {"username": "xin.lai", "office": "informant", "section": "综合科", "full_time": "on", "on": "2025-09-08"}
    assert engineer.post(offices, form).status_code == 403
    assert "卫新来" in said(read(security, f"/desk/authorities/{company.bureau.pk}/")), "waiting for an office"
    security.post(offices, form)
    (posting,) = newcomer.postings.of(company.bureau)
    assert (posting.office, posting.since, posting.full_time) == ("informant", date(2025, 9, 8), True)
    assert posting.posted_by == Official.objects.get(username="anquan")
    assert entered(company.bureau)[-1][0] == "post"
    assert at_desk("xin.lai", password[1]).get("/desk/due/").headers["Location"] == "/desk/password/"
    assert (
        enrol(security, company.bureau, username="another") and not Official.objects.filter(username="another").exists()
    )


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"username": "wang"}, "用户名已被使用"),
        ({"username": "王"}, "用户名至少2个字"),
        ({"username": "王小"}, "用户名应以小写字母开头"),
        ({"name": ""}, "请填写姓名"),
        ({"phone": "无"}, "联系电话应为号码"),
        ({"email": "无"}, "电子邮箱应为有效的"),
    ],
)
def test_an_account_that_cannot_be_made_says_why(company: Cast, values: dict[str, str], message: str) -> None:
    before = Official.objects.count()
    assert message in enrol(at_desk("gongcheng"), company.bureau, **values)
    assert Official.objects.count() == before and entered(company.bureau) == []


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"username": "nobody"}, "没有启用中的账号“nobody”"),
        ({"username": "anquan"}, "不能给自己办理任职"),
        ({"username": "gongcheng"}, "应当分设"),
        ({"username": "wang"}, "已在本机关担任此岗位"),
        ({"office": "public"}, "岗位不在可选的范围内"),
        ({"office": ""}, "请选择岗位"),
        ({"on": "2025-02-30"}, "2025年2月没有30日"),
        ({"on": "2205-09-08"}, "请核对年份"),
        ({"on": "2001-01-01"}, "不能早于机关设立之日"),
    ],
)
def test_an_office_that_cannot_be_given_says_why(company: Cast, values: dict[str, str], message: str) -> None:
    before = Posting.objects.everywhere().count()
    form = {"username": "li", "office": "informant", "section": "", "on": "2025-09-08", **values, **STAMP}
    assert message in at_desk("anquan").post(f"/desk/authorities/{company.bureau.pk}/post/", form).text
    assert Posting.objects.everywhere().count() == before and entered(company.bureau) == []


def test_an_office_ends_on_a_day_and_stays_in_the_history(company: Cast) -> None:
    security = at_desk("anquan")
    (posting,) = company.wang.postings.of(company.bureau)
    end = f"/desk/postings/{posting.pk}/end/"
    assert "不能早于任职日期" in security.post(end, {"on": "2008-04-30", **STAMP}).text
    security.post(end, {"on": "2025-09-08", **STAMP})
    page = said(read(security, f"/desk/authorities/{company.bureau.pk}/"))
    before = page[page.index("历任") :]
    assert "王小样" in before and "2008-05-01" in before and "2025-09-08" in before
    assert entered(company.bureau) == [("end_posting", {"official": "wang", "office": "informant"})]
    assert "已经免去" in security.post(end, {"on": "2025-10-08", **STAMP}).text
    posting.refresh_from_db()
    assert posting.until == date(2025, 9, 8)


def test_nobody_ends_his_own_office(company: Cast) -> None:
    posting = Posting.objects.of(company.county).get(office="security")
    refused = at_desk("anquan").post(f"/desk/postings/{posting.pk}/end/", {"on": "2025-09-08"})
    assert refused.status_code == 422 and "应由另一名管理员办理" in refused.text


def test_a_posting_passes_to_its_successor_when_both_have_signed(company: Cast) -> None:
    official("qian", "钱样张", company.bureau, "drafter")
    enrol(at_desk("gongcheng"), company.bureau)
    day = date(2025, 9, 8)
    documents.draft(company.bureau, Draft(DocumentKind.OTHER, "差事"), on=day, today=day, by=company.wang)
    security, wang, qian = at_desk("anquan"), at_desk("wang"), at_desk("qian")
    (posting,) = company.wang.postings.of(company.bureau)
    address = f"/desk/postings/{posting.pk}/handover/"
    assert "不能是移交人本人" in security.post(address, {**STAMP, "successor": "wang"}).text
    assert "没有在任岗位" in security.post(address, {**STAMP, "successor": "xin.lai"}).text
    security.post(address, {**STAMP, "successor": "qian", "note": "两件在办"})
    (handover,) = Handover.objects.of(company.bureau)
    pack = f"/desk/handovers/{handover.pack.dossier_id}/"
    sign, accept, complete = (f"{pack}{verb}/" for verb in ("sign", "accept", "complete"))
    assert "理由不能为空" in at_desk("li").post(sign).text
    assert "不能办理" in qian.post(complete).text
    assert "两件在办" in said(read(wang, pack)) and "差事" in said(read(qian, pack))
    assert pack in wang.get("/desk/handovers/").text
    wang.post(sign)
    lines = [row.line for row in handover.pack.lines.everywhere()]
    assert len(lines) == 1
    qian.post(accept, {"line": lines})
    qian.post(complete)
    posting.refresh_from_db()
    assert posting.until == clock.today()
    assert Posting.objects.of(company.bureau).filter(official__username="qian", office="informant", until=None).exists()
    acts_entered = [act for act, _ in entered(company.bureau)]
    assert acts_entered == ["enrol", "open_handover", "sign_handover", "accept_handover"]
    assert "已交接" in said(read(security, f"/desk/authorities/{company.bureau.pk}/"))
    assert at_desk("gongcheng").post(f"/desk/officials/{company.wang.pk}/close/").status_code == 302
    assert not Client().login(request=RequestFactory().post("/"), username="wang", password=PASSWORD)


def test_an_account_closes_only_after_its_handover(company: Cast) -> None:
    refused = at_desk("gongcheng").post(f"/desk/officials/{company.wang.pk}/close/")
    assert refused.status_code == 422 and "尚有在任岗位" in refused.text
    company.wang.refresh_from_db()
    assert company.wang.is_active


def test_a_new_first_password_puts_out_whoever_is_logged_in(company: Cast) -> None:
    wang, engineer = at_desk("wang"), at_desk("gongcheng")
    page = engineer.post(f"/desk/officials/{company.wang.pk}/password/").text
    password = re.search(r"first-password\">([^<]+)<", page)
    assert password and wang.get("/desk/due/").headers["Location"].startswith("/desk/login/")
    assert at_desk("wang", password[1]).get("/desk/due/").headers["Location"] == "/desk/password/"
    assert entered(company.county) == [("issue_password", {"official": "wang"})]


def test_an_administrator_cannot_become_another_by_a_new_password(company: Cast) -> None:
    security = Official.objects.get(username="anquan")
    refused = at_desk("gongcheng").post(f"/desk/officials/{security.pk}/password/")
    assert refused.status_code == 422 and "不由别的管理员重置" in refused.text
    security.refresh_from_db()
    assert security.check_password(PASSWORD)


def test_a_posting_that_begins_later_is_shown_as_such_and_gives_no_light_yet(company: Cast) -> None:
    newcomer = official("weilai", "蒋未来", company.county)
    later = clock.today() + timedelta(days=30)
    acts.post(newcomer, company.county, "informant", on=later, by=None)
    page = said(read(at_desk("anquan"), f"/desk/authorities/{company.county.pk}/"))
    assert "未到任" in page and page.count("未明确") == 3
