"""留言: what is written is sealed, who handles it answers with two people, copies are found, and figures open their tickets."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from gongkai.casework.engagement.tickets import acts, publishing, queries, setting
from gongkai.casework.engagement.tickets.figures import queries as figures
from gongkai.casework.engagement.tickets.models import Mailbox, Ticket, TicketSelection
from gongkai.casework.engagement.tickets.publishing import Wording
from gongkai.casework.engagement.tickets.reminding import remind
from gongkai.law.annual_report import edition
from gongkai.law.application_figures import Period
from gongkai.law.grammar.calendar import LocalDay
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.ticket_flow import Act, State
from gongkai.law.ticket_kinds import ConcernKind, TicketGrade, TicketSource
from gongkai.office.journal import holidays
from gongkai.office.journal import queries as journal
from gongkai.office.journal.models import Access, Dossier
from gongkai.office.journal.verify import verify
from gongkai.office.notices.acts import deliver
from gongkai.office.notices.models import Message
from gongkai.oversight.reports import acts as reports
from gongkai.web import clock
from tests.casework.engagement.conftest import (
    LAMP,
    ON,
    answered,
    letter,
    logged_in,
    public_form,
    take,
    took,
    who,
)  # fmt: skip
from tests.cast import Cast

SHILI = "/shili/wyly/"


def rows_of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (a table of our own)
        return "".join(
            bytes(cell).decode("utf-8", "ignore") if isinstance(cell, bytes | memoryview) else str(cell)
            for row in cursor.fetchall()
            for cell in row
        )


# -- sealed ----------------------------------------------------------------------------------------------------------


def test_what_was_written_and_who_wrote_it_lie_sealed_in_rows_and_entries(people: Cast) -> None:
    said = letter(f"我叫陈样例，电话13900001234。{LAMP}", "陈样例", title="陈样例反映路灯")
    ticket = took(people.county, said).ticket
    answered(ticket, answer="陈样例您好，已修复")
    entered = "".join(entry.data for entry in journal.entries(ticket.dossier))
    for table in ("engagement_ticket", "journal_dossier", "engagement_ticketmark"):
        entered += rows_of(table)
    assert not [secret for secret in ("陈样例", "13900001234", "第三盏路灯", "已修复") if secret in entered]
    assert list(verify(whole=True)) == []


def test_who_reports_somebody_is_shown_to_nobody_but_with_a_reason_and_an_entry(people: Cast) -> None:
    said = letter("陈样例举报某村虚报种粮补贴，联系13900001234。", "陈样例", title="举报虚报补贴")
    ticket = took(people.county, said, ConcernKind.REPORT).ticket
    take(ticket, Act.DISPATCH, "sun", unit="shili-minzheng", mode="network")
    address = f"/desk/engagement/{ticket.dossier_id}/"
    for username in ("sun", "zheng", "wang", "li", "zhou"):
        page = logged_in(username).get(address).content.decode()
        assert "虚报种粮补贴" in page and "陈样例" not in page and "13900001234" not in page, username
    slip = logged_in("sun").get(f"{address}slip/").content.decode()
    assert "交办单" in slip and "陈样例" not in slip
    assert logged_in("wang").get(f"{address}identity/").status_code == 403
    assert logged_in("li").get(f"{address}identity/").status_code == 404, "the unit's reviewer"
    page = logged_in("zheng").post(f"{address}identity/", {"reason": "核实举报线索"}).content.decode()
    assert "陈样例" in page
    assert Access.objects.of(people.county).filter(what__contains="核实举报线索").count() == 1


# -- who does what ---------------------------------------------------------------------------------------------------


def test_the_unit_answers_at_its_own_desk_and_a_stranger_finds_nothing(people: Cast) -> None:
    ticket = took(people.county).ticket
    base = f"/desk/engagement/{ticket.dossier_id}/"
    sun, wang, li, zhao = (logged_in(name) for name in ("sun", "wang", "li", "zhao"))
    assert wang.get(base).status_code == 404, "not handed over yet"
    today = f"{clock.today():%Y-%m-%d}"

    def step(client: Client, act: str, version: int, **said: str) -> str:
        form = {"on": today, "seen": str(version), **said}
        return client.post(f"{base}act/{act}/", form, follow=True).content.decode()

    assert "待签收" in step(sun, "dispatch", 1, unit="shili-minzheng", mode="network")
    assert "请签收" in wang.get("/desk/notices/").content.decode()
    assert ticket.dossier.number in wang.get("/desk/engagement/?place=ours").content.decode()
    assert "办理中" in step(wang, "sign", 2)
    assert "由承办单位办理" in sun.get(f"{base}act/draft/").content.decode()
    assert "待审核" in step(wang, "draft", 3, result="solved", answer="已经修复")
    assert "应由审核人办理" in wang.get(f"{base}act/approve/").content.decode()
    assert "已经修复" in li.get(f"{base}act/approve/").content.decode(), "what is passed is read first"
    assert "待答复" in step(li, "approve", 4)
    assert "已答复" in step(wang, "reply", 5, way="phone")
    assert "已办结" in step(sun, "close", 6)
    for path in (base, f"{base}act/sign/", f"{base}slip/"):
        assert zhao.get(path).status_code in {403, 404}
    assert list(verify(whole=True)) == []


def test_who_drafts_and_reviews_at_once_still_needs_another(people: Cast) -> None:
    ticket = took(people.county).ticket
    take(ticket, Act.TAKE_UP, "zheng")
    take(ticket, Act.DRAFT, "zheng", answer="已修", result="solved")
    with pytest.raises(Unlawful, match="不能审核自己拟的"):
        take(ticket, Act.APPROVE, "zheng")


def test_what_is_handed_over_on_paper_is_signed_for_at_the_desk_that_handed_it_over(people: Cast) -> None:
    ticket = took(people.county).ticket
    take(ticket, Act.DISPATCH, "sun", unit="shili-minzheng", mode="paper")
    page = logged_in("sun").get(f"/desk/engagement/{ticket.dossier_id}/").content.decode()
    assert "签收</a>" in page and "交办单" in page
    with pytest.raises(Unlawful, match="下级单位"):
        take(took(people.county).ticket, Act.DISPATCH, "sun", unit="lingxian-minzheng", mode="network")


def test_a_joint_unit_is_heard_at_its_own_desk(people: Cast) -> None:
    ticket = took(people.prefecture).ticket
    acts.act(
        ticket,
        Step("dispatch", ON, {"unit": "shili", "mode": "network", "joint": ["shili-minzheng"]}),
        today=ON,
        by=who("sun"),
    )
    take(ticket, Act.SIGN, "sun")
    base = f"/desk/engagement/{ticket.dossier_id}/"
    wang = logged_in("wang")
    form = {"on": f"{clock.today():%Y-%m-%d}", "seen": "3", "unit": "shili-minzheng", "opinion": "低保户名单已核"}
    assert "已反馈" in wang.post(f"{base}act/contribute/", form, follow=True).content.decode()
    assert queries.standing(ticket).heard == {"shili-minzheng"}


# -- copies ----------------------------------------------------------------------------------------------------------


def test_copies_are_found_merged_and_answered_together_each_by_its_own_clock(people: Cast) -> None:
    first = took(people.county).ticket
    copies = [took(people.county, letter(f"{LAMP}第{n}次反映"), on=ON + timedelta(days=4)).ticket for n in range(20)]
    other = took(people.county, letter("想了解城乡居民医保今年的缴费标准和截止日期，怎样办理。")).ticket
    assert all(copy.alike_id is not None for copy in copies) and other.alike is None
    page = logged_in("sun").get(f"/desk/engagement/{copies[0].dossier_id}/").content.decode()
    assert "内容相近的留言" in page and first.dossier.number in page
    for copy in copies:
        take(copy, Act.MERGE, "sun", ON + timedelta(days=5), into=first.dossier.number)
    with pytest.raises(Unlawful, match="只能并入在办的留言"):
        take(other, Act.MERGE, "sun", ON + timedelta(days=5), into=copies[0].dossier.number)
    answered(first, ON + timedelta(days=6))
    for copy in copies:
        copy.dossier.refresh_from_db()
        assert copy.dossier.state == State.REPLIED.value and copy.dossier.timeliness == "on_time"
    assert queries.answer_of(copies[3]) == "已于今日修复，感谢反映。"
    take(copies[0], Act.CLOSE, "sun", ON + timedelta(days=6))
    assert list(verify(whole=True)) == []


def test_sixty_copies_are_flagged_and_none_of_them_is_published(people: Cast) -> None:
    for _ in range(60):
        took(people.county)
    assert Ticket.objects.of(people.county).filter(alike__isnull=False).count() == 59
    page = logged_in("sun").get("/desk/engagement/?flag=alike").content.decode()
    assert "与此前相近" in page
    assert not TicketSelection.objects.everywhere().exists()


# -- the public ------------------------------------------------------------------------------------------------------


def test_somebody_writes_follows_by_number_and_code_and_rates_the_reply(people: Cast) -> None:
    public = Client()
    form = public_form(kind="complain", title="路灯坏了", text=LAMP, consents="on")
    receipts = [public.post(f"{SHILI}write/", form).content.decode() for _ in range(2)]
    codes = [re.search(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}", page) for page in receipts]
    assert codes[0] and codes[1] and codes[0][0] == codes[1][0]
    ticket = Ticket.objects.of(people.county).select_related("dossier__authority", "authority").get()
    known = {"number": ticket.dossier.number, "code": codes[0][0]}
    follow, rate = f"{SHILI}follow/", f"{SHILI}rate/"
    assert "不正确" in public.post(follow, public_form(**{**known, "code": "2222-2222-2222-2222"})).content.decode()
    assert "尚未答复" in public.post(follow, public_form(**known)).content.decode()
    early = public.post(rate, public_form(**known, satisfaction="satisfied")).content.decode()
    assert "答复以后才能评价" in early
    answered(ticket, clock.today())
    page = public.post(follow, public_form(**known)).content.decode()
    assert "已于今日修复" in page and "示例县民政局" in page and "孙接线" not in page
    for _ in range(2):
        page = public.post(rate, public_form(**known, satisfaction="fairly")).content.decode()
        assert "基本满意" in page
    said = [line.act for line in journal.timeline(ticket.dossier)]
    assert said.count("rate") == 1


def test_a_letter_that_is_an_application_is_guided_and_does_not_count_as_one(people: Cast) -> None:
    text = "请依法提供本村2024年征地补偿费分配的批复文件复印件。"
    page = Client().post(f"{SHILI}write/", public_form(kind="consult", title="要批复", text=text)).content.decode()
    assert "不因此视为收到申请" in page and "/shili/ysqgk/" in page
    ticket = Ticket.objects.of(people.county).get()
    assert ticket.application_like
    take(ticket, Act.TAKE_UP, "sun", clock.today())
    draft = logged_in("sun").get(f"/desk/engagement/{ticket.dossier_id}/act/draft/").content.decode()
    assert "留言不是政府信息公开申请" in draft


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"text": "字" * 3001}, "最多3000个字"),
        ({"text": ""}, "请填写内容"),
        ({"name": "陈样例"}, "实名的请填写电话或者电子邮箱"),
        ({"phone": "13900001234"}, "请填写姓名"),
        ({"kind": "gossip"}, "不在可选的范围内"),
        ({"leave_blank": "x"}, "隐藏的栏目"),
    ],
)
def test_a_letter_that_cannot_be_taken_in_is_told_why(people: Cast, said: dict[str, str], reason: str) -> None:
    form = public_form(kind="complain", title="路灯", text=LAMP) | said
    assert reason in Client().post(f"{SHILI}write/", form).content.decode()
    assert not Ticket.objects.everywhere().exists()


def test_ten_megabytes_are_refused_and_a_script_stays_text(people: Cast) -> None:
    huge = public_form(kind="complain", title="路灯", text="字" * 3_500_000)
    assert Client().post(f"{SHILI}write/", huge).status_code in {400, 413}
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)> ' OR 1=1; -- {{ 7*7 }}"
    form = public_form(kind="complain", title=hostile[:60], text=hostile)
    assert Client().post(f"{SHILI}write/", form).status_code == 200
    ticket = Ticket.objects.of(people.county).get()
    for path in ("/desk/engagement/", f"/desk/engagement/{ticket.dossier_id}/"):
        page = logged_in("sun").get(path).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page and "&lt;script&gt;" in page


def test_a_network_may_write_so_often_and_no_more(people: Cast) -> None:
    codes = []
    for n in range(21):
        form = public_form(kind="consult", title=f"第{n}封", text=f"第{n}封：{LAMP}")
        codes.append(Client().post(f"{SHILI}write/", form).status_code)
    assert codes == [200] * 20 + [429]


def test_mailboxes_are_offered_with_their_rules_until_they_are_closed(people: Cast) -> None:
    sun = logged_in("sun")
    form = {"name": "县长信箱", "source": "leader", "owner": "县长", "rules": "写给县长的信三日内分派", "order": "1"}
    assert "县长信箱" in sun.post("/desk/engagement/mailboxes/", form, follow=True).content.decode()
    box = Mailbox.objects.of(people.county).get()
    assert "县长信箱" in Client().get(SHILI).content.decode()
    page = Client().get(f"{SHILI}write/{box.pk}/").content.decode()
    assert "三日内分派" in page
    Client().post(f"{SHILI}write/{box.pk}/", public_form(kind="suggest", title="建公园", text=LAMP))
    ticket = Ticket.objects.of(people.county).get()
    assert (ticket.mailbox, ticket.source) == (box, TicketSource.LEADER.value)
    sun.post(f"/desk/engagement/mailboxes/{box.pk}/", {**form, "closed": "on"})
    assert "县长信箱" not in Client().get(SHILI).content.decode()
    assert Client().get(f"{SHILI}write/{box.pk}/").status_code == 404
    assert (
        "已经有同名的信箱"
        in sun.post("/desk/engagement/mailboxes/", {**form, "form_of_the_house": "1"}).content.decode()
    )


# -- published -------------------------------------------------------------------------------------------------------


def test_nothing_goes_out_while_a_name_or_a_number_is_left_in_it(people: Cast) -> None:
    said = letter(f"我是陈样例，身份证110101190001010014。{LAMP}", "陈样例")
    ticket = took(people.county, said).ticket
    assert ticket.personal_found
    answered(ticket)
    proposed = publishing.proposed(ticket)
    assert "陈样例" not in proposed.question and "110101190001010014" not in proposed.question
    for words in (
        Wording("路灯", f"陈样例反映：{LAMP}", "已修"),
        Wording("路灯", "身份证110101190001010014", "已修"),
        Wording("路灯", LAMP, "请打13900001234"),
    ):
        with pytest.raises(Unlawful, match="没有遮盖的个人信息"):
            publishing.publish(ticket, words, on=ON, today=ON, by=who("zheng"))
    assert not TicketSelection.objects.everywhere().exists()
    zheng, base = logged_in("zheng"), f"/desk/engagement/{ticket.dossier_id}/"
    form = {
        "on": f"{clock.today():%Y-%m-%d}", "seen": "6", "title": "路灯坏了", "question": LAMP, "answer": "已修复",
    }  # fmt: skip
    assert "撤下选登" in zheng.post(f"{base}publish/", form, follow=True).content.decode()
    row = TicketSelection.objects.of(people.county).get()
    public = Client()
    page = public.get(f"{SHILI}replies/{row.pk}/").content.decode()
    assert all(part in page for part in ("来信时间", "受理时间", "答复时间", "答复单位", "示例县民政局", "第三盏路灯"))
    looked = public.get(f"{SHILI}?q=路灯坏了没有人修").content.decode()
    assert "路灯坏了</a>" in looked and "在全站查找" in looked and "/shili/search/?q=" in looked
    assert "路灯坏了" in public.get(f"{SHILI}replies/").content.decode()
    zheng.post(f"{base}unpublish/")
    assert public.get(f"{SHILI}replies/{row.pk}/").status_code == 404
    assert "路灯坏了" not in public.get(SHILI).content.decode()


def test_verify_finds_a_changed_selection_and_a_changed_row(people: Cast) -> None:
    ticket = took(people.county).ticket
    answered(ticket)
    row = publishing.publish(ticket, Wording("路灯坏了", LAMP, "已修"), on=ON, today=ON, by=who("zheng"))
    assert list(verify(whole=True)) == []
    TicketSelection.objects.of(people.county).filter(pk=row.pk).update(answer="没有的事")
    assert "选登的文字" in "".join(map(str, verify(whole=True)))
    TicketSelection.objects.of(people.county).filter(pk=row.pk).update(answer="已修", withdrawn_on=ON)
    assert "是否撤下" in "".join(map(str, verify(whole=True)))
    TicketSelection.objects.of(people.county).filter(pk=row.pk).update(withdrawn_on=None)
    Ticket.objects.of(people.county).filter(pk=ticket.pk).update(satisfaction="satisfied")
    assert "与条目不符" in "".join(map(str, verify(whole=True)))


def test_who_gave_an_address_is_told_that_there_is_a_reply_and_nothing_of_it(people: Cast) -> None:
    ticket = took(people.county, letter(LAMP, "陈样例", email="chen@example.invalid")).ticket
    answered(ticket)
    deliver(clock.now())
    (sent,) = mail.outbox
    assert sent.to == ["chen@example.invalid"] and ticket.dossier.number in str(sent.body)
    assert "修复" not in str(sent.body) and "陈样例" not in str(sent.body)


# -- terms, lights, figures ------------------------------------------------------------------------------------------


def test_terms_set_here_hold_for_what_comes_in_later_and_say_their_source(people: Cast) -> None:
    before = took(people.county, kind=ConcernKind.CONSULT).ticket
    sun = logged_in("sun")
    assert "未设置，暂用通行做法" in sun.get("/desk/engagement/terms/").content.decode()
    form = {"kind": "consult", "grade": "ordinary", "days": "1", "source": "示例县热线办法第七条"}
    assert "示例县热线办法第七条" in sun.post("/desk/engagement/terms/", form, follow=True).content.decode()
    after = took(people.county, kind=ConcernKind.CONSULT).ticket
    assert (queries.standing(before).days, queries.standing(after).days) == (3, 1)
    assert queries.term(people.bureau, ConcernKind.CONSULT, TicketGrade.ORDINARY).days == 1, (
        "the county sets for bureaus"
    )
    sun.post("/desk/engagement/terms/lights/", {"yellow_before": "2", "red_after": "1"})
    assert queries.lights(people.county).yellow_before == 2
    assert "请填写依据" in sun.post("/desk/engagement/terms/", {**form, "source": ""}).content.decode()


def test_units_are_told_once_when_a_light_turns_and_the_desk_of_what_nobody_signed_for(people: Cast) -> None:
    ticket = took(people.county).ticket
    take(ticket, Act.DISPATCH, "sun", unit="shili-minzheng", mode="network")
    assert remind(ON) == 0
    late = date(2025, 9, 30)
    assert remind(late) > 0 and remind(late) == 0
    subjects = list(Message.objects.everywhere().values_list("subject", flat=True))
    assert any("红灯" in subject for subject in subjects) and any("逾期未签收" in subject for subject in subjects)


def told(people: Cast) -> None:
    """Four letters: answered in time and closed, answered late, open, overdue."""
    done = took(people.county).ticket
    answered(done)
    take(done, Act.CALL_BACK, "sun", satisfaction="satisfied") if not done.anonymous else None
    take(done, Act.CLOSE, "sun")
    answered(took(people.county, letter("公交车晚点，站牌信息不准，希望改进。")).ticket, date(2025, 9, 30))
    took(people.county, letter("想了解医保缴费标准。"), ConcernKind.CONSULT, source=TicketSource.HOTLINE)
    took(people.county, letter("建议在广场边增设公共厕所。"), ConcernKind.SUGGEST, source=TicketSource.HOTLINE)


def test_every_number_of_the_figures_opens_exactly_its_tickets_and_rates_follow_from_dates(people: Cast) -> None:
    told(people)
    today = date(2025, 9, 26)
    counted = figures.figures(people.county, Period.year(2025), today)
    whole = counted.whole.tally
    assert (whole.received, whole.replied, whole.closed, whole.on_time, whole.late) == (4, 2, 1, 1, 1)
    assert (whole.open, whole.overdue) == (2, 1)
    assert str(whole.closing_rate) == "25.0" and str(whole.on_time_rate) == "33.3"
    span = {"from": "2025-01-01", "to": "2025-12-31"}
    for row in (counted.whole, *counted.by_source, *counted.by_kind):
        for column in figures.COLUMNS:
            asked = {**span, "column": column}
            rows = figures.narrowed(queries.taken_in(people.county), asked, today)
            for name, value in (part.split("=") for part in row.query.split("&") if part):
                rows = rows.filter(**{name: value})
            assert rows.count() == getattr(row.tally, column), (row.label, column)
    units = counted.by_unit
    assert {(row.label, row.tally.received) for row in units} == {("示例县民政局", 2), ("尚未分派", 2)}
    for row in units:
        asked = {**span, **dict(part.split("=") for part in row.query.split("&") if part)}
        assert figures.narrowed(queries.taken_in(people.county), asked, today).count() == row.tally.received


def test_the_page_of_figures_links_each_number_to_its_list(people: Cast) -> None:
    told(people)
    sun = logged_in("sun")
    page = sun.get("/desk/engagement/figures/?year=2025").content.decode()
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/desk/engagement/\?place=all[^"]+)"', page)]
    assert links and "限时答复率" in page
    for link in links:
        listed = sun.get(link).content.decode()
        assert "受理的留言" in listed and "没有符合条件的留言" not in listed, link
    assert sun.get("/desk/engagement/figures/?year=x&month=99").status_code == 200


def test_a_setting_nobody_may_make_is_refused(people: Cast) -> None:
    said = {"kind": None, "grade": TicketGrade.ORDINARY, "days": 99, "source": "某办法"}
    with pytest.raises(Unlawful, match="0至60"):
        setting.set_term(people.county, said, on=ON, by=who("sun"))
    assert logged_in("wang").get("/desk/engagement/terms/").status_code == 403


def test_what_came_by_telephone_is_registered_at_the_desk(people: Cast) -> None:
    form = {"kind": "help", "title": "老人走失", "text": "广场附近有老人走失", "source": "hotline", "on": "2025-09-18"}
    page = logged_in("sun").post("/desk/engagement/register/", form, follow=True).content.decode()
    assert "12345热线" in page and "老人走失" in page
    assert (
        "不能晚于今天"
        in logged_in("sun")
        .post("/desk/engagement/register/", {**form, "on": "2099-01-01", "form_of_the_house": "1"})
        .content.decode()
    )


def test_a_changed_calendar_moves_what_figures_count_with_the_files(people: Cast) -> None:
    ticket = took(people.county).ticket
    before = ticket.term_on
    rest = [
        LocalDay(day, works=False, name="地方节", source="示政发〔2025〕1号")
        for day in (date(2025, 9, 19), date(2025, 9, 22))
    ]
    holidays.announce_days(people.county, rest, on=ON, by=who("zheng"))
    ticket.refresh_from_db(from_queryset=Ticket.objects.everywhere())
    file = Dossier.objects.of(people.county).get(pk=ticket.dossier_id)
    assert before is not None and ticket.term_on == file.term_on != before
    assert list(verify(whole=True)) == []


def test_what_is_public_already_is_shown_before_anybody_writes(people: Cast) -> None:
    cells = {"applications": {("new", "total"): 3}}
    on = date(2020, 1, 20)
    reports.import_published(people.bureau, 2019, edition(2019), cells, [], source="网站", on=on, by=people.wang)
    page = Client().get("/shili-minzheng/wyly/?q=2019年年报").content.decode()
    assert "已经公开的内容" in page and "/shili-minzheng/zfxxgknb/2019/" in page
    assert "已经公开的内容" not in Client().get("/shili-minzheng/wyly/").content.decode()
