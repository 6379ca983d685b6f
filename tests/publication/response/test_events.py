"""舆情事件: the clock begins with the event, two people stand behind an answer, figures open their events, the report follows."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse

from gongkai.casework.engagement.tickets import acts as letters
from gongkai.casework.engagement.tickets.acts import Given
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.law.grammar.dates import BEIJING, to_the_minute
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.press_conferences import Announced, ConferencePart, Held
from gongkai.law.response_flow import Act, State
from gongkai.law.response_kinds import EventKind, Severity
from gongkai.law.response_terms import HourTerm, TermKind
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.verify import verify
from gongkai.office.notices.models import Message
from gongkai.oversight.reports import acts as reports
from gongkai.publication.response.conferences import acts as conferences
from gongkai.publication.response.duty import acts as duty
from gongkai.publication.response.events import queries, righting
from gongkai.publication.response.events.models import EventResponse, OpinionEvent
from gongkai.publication.response.figures import queries as figures
from gongkai.publication.response.reminding import remind
from gongkai.web import clock
from tests.cast import Cast, official
from tests.publication.response.conftest import (
    BEGAN,
    LATER,
    ON,
    answered,
    handed,
    happened,
    logged_in,
    take,
    who,
)


def text(client: Client, path: str, **said: str) -> str:
    return str(client.get(path, said).content.decode())


def letter(authority: Authority, title: str, on: datetime) -> str:
    given = Given(Letter(title, f"{title}，请尽快答复。"), ConcernKind.CONSULT, TicketSource.SITE)
    day = on.date()
    return str(letters.receive(authority, given, on=day, today=day, once=title).ticket.dossier.number)


# -- the clock ---------------------------------------------------------------------------------------------------------


def test_the_clock_counts_from_the_event_whenever_it_was_registered(people: Cast) -> None:
    early = happened(people.county, now=BEGAN + timedelta(minutes=5))
    late = happened(people.county, now=BEGAN + timedelta(days=2))
    assert early.due_at == late.due_at == BEGAN + timedelta(hours=5)
    assert late.registered_at - early.registered_at == timedelta(days=2) - timedelta(minutes=5)


def test_a_wrong_beginning_is_put_right_by_another_with_the_reason_and_stays_readable(people: Cast) -> None:
    event = happened(people.county)
    handed(event)
    answered(event, at=BEGAN + timedelta(hours=1))
    earlier = BEGAN - timedelta(hours=5)
    with pytest.raises(Unlawful, match="不能更正自己登记"):
        righting.right_beginning(event, earlier, "接警记录", now=LATER, by=who("sun"))
    with pytest.raises(Unlawful, match="不能早于事件发生"):
        righting.right_beginning(event, BEGAN + timedelta(hours=2), "误", now=LATER, by=who("zheng"))
    righting.right_beginning(event, earlier, "110接警记录", now=LATER, by=who("zheng"))
    event.refresh_from_db()
    assert event.due_at == BEGAN, "five hours earlier, and the answer is late now"
    assert queries.standing(event).file.in_time is False
    page = text(logged_in("zheng"), f"/desk/response/{event.dossier_id}/")
    assert "110接警记录" in page and "原登记2025年9月18日8时00分发生" in page and "已更正" in page
    assert list(verify(whole=True)) == []


def test_what_people_ask_is_entered_without_telling_who_asked(people: Cast) -> None:
    with pytest.raises(Unlawful, match="个人信息"):
        happened(people.county, title="13900001234反映停水")


def test_hours_set_by_the_county_hold_for_it_and_for_those_beneath(people: Cast) -> None:
    rule = HourTerm(TermKind.FIRST_GRAVE, 3, "本县规定第二条")
    duty.set_hours(people.county, rule, on=ON, by=who("sun"))
    assert happened(people.county).due_at == BEGAN + timedelta(hours=3)
    page = text(logged_in("sun"), "/desk/response/hours/")
    assert "本县规定第二条" in page and "未设置，暂用通行做法" in page


def test_red_and_yellow_clocks_are_told_once_to_the_desk_and_to_the_unit(people: Cast) -> None:
    event = happened(people.county)
    handed(event)
    assert remind(BEGAN + timedelta(hours=3)) == 0
    assert remind(BEGAN + timedelta(hours=4, minutes=30)) > 0
    assert remind(BEGAN + timedelta(hours=4, minutes=40)) == 0, "once for each light"
    assert remind(BEGAN + timedelta(hours=5, minutes=1)) > 0
    said = set(Message.objects.of(people.bureau).filter(official=people.wang).values_list("subject", flat=True))
    assert any("已超过首次回应时限" in each for each in said)
    answered(event, now=BEGAN + timedelta(hours=6))
    assert remind(BEGAN + timedelta(hours=7)) == 0, "an answer stops the clock"


def test_what_was_posted_before_anybody_registered_it_is_entered_with_its_own_moment(people: Cast) -> None:
    event = happened(people.county)
    handed(event)
    said: dict[str, Any] = {"kind": "first", "title": "快讯", "text": "正在处置", "channel": "weibo"}
    take(event, Act.RECORD, "sun", at=to_the_minute(BEGAN + timedelta(minutes=40)), **said)
    event.refresh_from_db()
    assert event.first_at == BEGAN + timedelta(minutes=40)
    assert figures.figures(people.county, 2025, LATER, beneath=False).tally.median_minutes == 40
    assert list(verify(whole=True)) == []


# -- answering ---------------------------------------------------------------------------------------------------------


def test_an_event_is_answered_by_channel_and_the_public_reads_the_answers_in_order(people: Cast) -> None:
    event = happened(people.county)
    assert Client().get(f"/shili/hygq/{event.pk}/").status_code == 404, "nothing is public before it is answered"
    handed(event)
    answered(event, "website", "weibo", "wechat")
    more: dict[str, Any] = {"kind": "progress", "title": "进展通报", "text": "便桥今晚通车。"}
    answered(event, "website", now=LATER + timedelta(hours=2), **more)
    page = text(Client(), f"/shili/hygq/{event.pk}/")
    assert page.index("请从二桥绕行") < page.index("便桥今晚通车") and "政务微博" in page
    assert "示例桥垮塌" in text(Client(), "/shili/hygq/")
    take(event, Act.WITHDRAW, "zheng", LATER + timedelta(hours=3), number=4, reason="时间有误")
    page = text(Client(), f"/shili/hygq/{event.pk}/")
    assert "便桥今晚通车" not in page and "已经撤下" in page
    assert list(verify(whole=True)) == []


def test_an_answer_that_tells_of_a_person_does_not_go_out(people: Cast) -> None:
    event = happened(people.county)
    handed(event)
    take(event, Act.DRAFT, "zheng", kind="first", title="通报", text="伤者电话13900001234")
    take(event, Act.APPROVE, "qian")
    with pytest.raises(Unlawful, match="个人信息"):
        take(event, Act.RELEASE, "zheng", channel="website", at=to_the_minute(LATER))
    assert not EventResponse.objects.of(people.county).exists()


def test_nothing_is_told_of_a_moment_that_has_not_come(people: Cast) -> None:
    event = happened(people.county)
    with pytest.raises(Unlawful, match="不能晚于现在"):
        take(event, Act.OBSERVE, "sun", at=to_the_minute(LATER + timedelta(minutes=1)), volume=3)


def test_an_answer_changed_behind_the_journals_back_is_found(people: Cast) -> None:
    event = happened(people.county)
    handed(event)
    answered(event)
    EventResponse.objects.of(people.county).update(text="有人员伤亡")
    assert any("摘要不符" in each.what for each in verify(whole=True))


def test_the_approved_first_words_of_the_playbook_begin_the_first_draft(people: Cast) -> None:
    statement = "桥梁事故情况通报", "事故正在处置，原因正在核实。"
    book = duty.draft_playbook(
        people.county, EventKind.ACCIDENT, "桥梁事故", "封路\n救人", statement, on=ON, by=who("zheng")
    )
    given: dict[str, Any] = {"playbook": book}
    with pytest.raises(Unlawful, match="已经审定"):
        happened(people.county, **given)
    with pytest.raises(Unlawful, match="不能审定自己"):
        duty.approve_playbook(book, on=ON, by=who("zheng"))
    duty.approve_playbook(book, on=ON, by=who("qian"))
    event = happened(people.county, **given)
    handed(event)
    page = text(logged_in("zheng"), f"/desk/response/{event.dossier_id}/act/draft/")
    assert "原因正在核实" in page and "桥梁事故情况通报" in page
    with pytest.raises(Unlawful, match="种类相同"):
        happened(people.county, EventKind.POLICY, **given)


def test_a_rumour_is_named_with_the_truth_and_the_proof_on_a_page_of_its_own(people: Cast) -> None:
    event = happened(people.county, EventKind.RUMOUR, Severity.ORDINARY, title="自来水有毒传言")
    handed(event)
    take(event, Act.VERIFY, "wang", facts="抽检二十处合格")
    said: dict[str, Any] = {
        "kind": "clarify",
        "title": "关于水质的澄清",
        "rumour": "自来水检出毒物",
        "truth": "水质合格",
    }
    answered(event, "website", "wechat", **said, evidence="疾控中心检验报告")
    page = text(Client(), "/shili/hygq/py/")
    assert page.count("关于水质的澄清") == 1, "one text on two channels is one clarification"
    assert all(each in page for each in ("自来水检出毒物", "水质合格", "疾控中心检验报告"))


# -- letters, questions, repetition --------------------------------------------------------------------------------------


def test_letters_near_the_question_are_offered_gathered_and_counted_when_they_ask_again(people: Cast) -> None:
    event = happened(people.county, EventKind.LIVELIHOOD, Severity.ORDINARY, title="城区停水何时恢复")
    handed(event)
    answered(event)
    before = letter(people.county, "城区停水什么时候恢复", BEGAN)
    after = letter(people.county, "停水何时恢复供水", LATER + timedelta(days=5))
    letter(people.county, "路灯坏了", LATER + timedelta(days=5))
    offered = [row.number for row, _ in queries.letters_like(event, event.question, [])]
    assert set(offered) == {before, after}
    now = LATER + timedelta(days=6)
    for number in (before, after):
        take(event, Act.GATHER, "sun", now, ticket=number)
    event.refresh_from_db()
    assert event.asked_again == 1
    assert figures.figures(people.county, 2025, now, beneath=False).tally.asked_again == 1
    assert queries.letters_like(event, "", [before, after]) == []
    with pytest.raises(Unlawful, match="没有编号"):
        take(event, Act.GATHER, "sun", now, ticket="〔2025〕999号")


def test_an_event_that_comes_again_names_the_earlier_one_and_is_counted(people: Cast) -> None:
    first = happened(people.county)
    again = happened(
        people.county, began=BEGAN + timedelta(days=30), now=BEGAN + timedelta(days=31), recurs=first.dossier.number
    )
    assert again.recurs == first
    assert figures.figures(people.county, 2025, LATER, beneath=False).tally.repeated == 1
    assert first.dossier.number in text(logged_in("sun"), f"/desk/response/{again.dossier_id}/")
    with pytest.raises(Unlawful, match="早于本事件"):
        happened(people.county, recurs=again.dossier.number)


def test_a_named_reviewer_says_whether_the_question_was_answered(people: Cast) -> None:
    event = happened(people.county, EventKind.POLICY, Severity.ORDINARY)
    handed(event)
    answered(event)
    take(event, Act.ASK, "sun", question="补贴什么时候发")
    take(event, Act.JUDGE, "qian", verdict="answered")
    event.refresh_from_db()
    assert event.judged_by == who("qian")
    assert "钱分管评定" in text(logged_in("sun"), f"/desk/response/{event.dossier_id}/")
    assert "补贴什么时候发" in text(Client(), f"/shili/hygq/{event.pk}/")


# -- papers --------------------------------------------------------------------------------------------------------------


def test_a_report_lies_at_the_desk_of_the_authority_above(people: Cast) -> None:
    above = official("wu", "吴市网", people.prefecture, "cyberspace")
    event = happened(people.county)
    at = to_the_minute(LATER)
    take(event, Act.REPORT, "sun", stage="first", to="样本州人民政府", report="桥梁垮塌，无伤亡。", at=at)
    assert Message.objects.of(people.prefecture).filter(official=above, subject__contains="初报").exists()
    assert event.dossier.number in text(logged_in("wu"), "/desk/response/", place="all")


def test_a_brief_and_a_report_are_printed_as_the_event_stood_then(people: Cast) -> None:
    event = happened(people.county)
    handed(event)
    take(event, Act.OBSERVE, "sun", at=to_the_minute(LATER), volume=320, platform="短视频", opinion="青年人关心绕行")
    take(event, Act.BRIEF, "sun", judgement="热度上升，建议尽快回应。")
    take(
        event,
        Act.REPORT,
        "sun",
        stage="first",
        to="样本州人民政府",
        report="桥梁垮塌，无伤亡。",
        at=to_the_minute(LATER),
    )
    answered(event)
    client = logged_in("sun")
    told = words_of(client.get(f"/desk/response/{event.dossier_id}/briefs/1/").content)
    assert "建议尽快回应" in told and "尚未回应" in told and "320" in told, "the answer came after the brief"
    told = words_of(client.get(f"/desk/response/{event.dossier_id}/reports/1/").content)
    assert "样本州人民政府" in told and "初报" in told
    assert client.get(f"/desk/response/{event.dossier_id}/briefs/2/").status_code == 404


def words_of(content: bytes) -> str:
    paper = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in paper.paragraphs), *cells])


# -- who does what ---------------------------------------------------------------------------------------------------------


def test_the_unit_finds_out_and_drafts_and_the_county_signs_and_publishes(people: Cast) -> None:
    event = happened(people.county)
    base = f"/desk/response/{event.dossier_id}/"
    assert logged_in("wang").get(base).status_code == 404, "not handed over yet"
    handed(event)
    wang = logged_in("wang")
    assert "核实情况" in text(wang, base) and "研判" not in text(wang, base).split("处置过程")[0]
    assert "应由签发人办理" in text(wang, f"{base}act/approve/")
    assert wang.get(f"{base}act/release/").status_code in {403, 422}
    assert logged_in("zhao").get(base).status_code == 404
    now = clock.now()
    fresh = happened(people.county, began=now - timedelta(hours=1), now=now)
    handed(fresh, now)
    form = {"on": f"{now:%Y-%m-%d}", "seen": "3", "facts": "已到现场"}
    page = wang.post(f"/desk/response/{fresh.dossier_id}/act/verify/", form, follow=True).content.decode()
    assert "已到现场" in page


def test_the_inbox_shows_the_minutes_left_and_bad_input_names_field_and_rule(people: Cast) -> None:
    now = clock.now()
    happened(people.county, began=now - timedelta(hours=4, minutes=30), now=now)
    page = text(logged_in("sun"), "/desk/response/")
    assert "剩29分钟" in page or "剩30分钟" in page
    client = logged_in("sun")
    wrong = {"title": "某事", "concern": "关切", "kind": "accident", "severity": "grave", "source": "duty"}
    page = client.post("/desk/response/register/", {**wrong, "started_at": "昨晚"}).content.decode()
    assert "应写作2025-09-18 14:30" in page and "某事" in page, "what was typed is kept"
    late = to_the_minute(now + timedelta(days=1)).replace("T", " ")
    page = client.post(
        "/desk/response/register/", {**wrong, "started_at": late, "form_of_the_house": "1"}
    ).content.decode()
    assert "不能晚于登记时刻" in page and "某事" in page
    assert OpinionEvent.objects.of(people.county).count() == 1


# -- figures and the report ------------------------------------------------------------------------------------------------


def test_every_number_of_the_figures_opens_exactly_its_events(people: Cast) -> None:
    one, two = happened(people.county), happened(people.county, EventKind.POLICY, Severity.ORDINARY)
    for event in (one, two):
        handed(event)
    answered(one, "website", "weibo")
    answered(one, "weibo", kind="progress", now=LATER + timedelta(hours=1))
    now = BEGAN + timedelta(days=5)
    tally = figures.figures(people.county, 2025, now, beneath=False).tally
    assert (tally.events, tally.answered, tally.late, tally.within_five) == (2, 1, 1, 1)
    rows = OpinionEvent.objects.of(people.county).select_related("dossier")
    for name in figures.COLUMNS:
        chosen = figures.chosen({"year": "2025", "column": name})
        assert len(figures.narrowed(rows, chosen, now)) == getattr(tally, name), name
    assert {row[1]: row[2:] for row in figures.figures(people.county, 2025, now, beneath=False).by_channel} == {
        "政府网站": (1, 1),
        "政务微博": (1, 2),
    }
    client = logged_in("sun")
    page = text(client, "/desk/response/figures/", year="2025")
    assert "五小时内发布率" in page and "100%" in page.replace("100.0%", "100%")
    listed = text(client, "/desk/response/", place="all", year="2025", channel="weibo")
    assert one.dossier.number in listed and two.dossier.number not in listed
    times = text(client, "/desk/response/figures/responses/", year="2025", channel="weibo")
    assert times.count('role="rowheader"') == 2
    assert client.get("/desk/response/figures/responses/?year=2025&channel=x").status_code == 404
    assert figures.chosen({"year": "x", "column": "events"}) == {} == figures.chosen({"year": "2025", "column": "y"})


def test_part_two_of_the_sheet_of_2014_follows_from_the_ledger_and_each_figure_opens_its_records(people: Cast) -> None:
    began = datetime(2018, 5, 2, 9, tzinfo=BEIJING)
    for day, channels in ((0, ("weibo", "wechat", "website")), (10, ("weibo",))):
        start = began + timedelta(days=day)
        event = happened(people.county, EventKind.LIVELIHOOD, Severity.ORDINARY, began=start, now=start)
        handed(event, start + timedelta(hours=1))
        answered(event, *channels, now=start + timedelta(hours=2))
    told = Announced("夏粮收购", began, "政府一楼", "张示例")
    row = conferences.announce(people.county, told, ConferencePart.HOSTED, on=began.date(), once="c", by=who("zheng"))
    held = Held(began, True, "张示例", "问：价格多少？答：按国家规定。")
    conferences.hold(row, held, now=began, on=began.date(), by=who("zheng"))
    report = reports.compile_report(people.county, 2018, on=clock.today(), today=clock.today(), by=who("zheng"))
    assert report.year == 2018
    client = logged_in("zheng")
    base = reverse("reports:cell", args=["shili", 2018, "statistics", "responses_total", "value"])
    expected = {"responses_total": 2, "responses_social_media": 3, "responses_other": 1, "press_conferences_led": 1}
    for name, number in expected.items():
        page = text(client, base.replace("responses_total", name))
        assert f"{number}次" in page, name
        assert page.count('role="rowheader"') == number, name
    checked = text(client, reverse("reports:check", args=["shili", 2018]))
    assert "微博微信回应事件数不超过" in checked and "黄警" in checked
    assert list(verify(whole=True)) == []


def test_who_keeps_no_ledger_types_the_report_as_before(people: Cast) -> None:
    happened(people.county)
    reports.compile_report(people.county, 2018, on=clock.today(), today=clock.today(), by=who("zheng"))
    page = text(logged_in("zheng"), reverse("reports:fill", args=["shili", 2018, "statistics"]))
    assert "回应公众关注热点或重大舆情数" in page


def test_a_conference_on_an_event_stops_the_clock_it_owes(people: Cast) -> None:
    event = happened(people.county)
    handed(event)
    answered(event)
    assert queries.standing(event).due_label == "新闻发布会"
    told = Announced("桥梁事故", LATER, "县政府", "钱分管")
    row = conferences.announce(
        people.county, told, ConferencePart.HOSTED, event=event, on=ON, once="1", by=who("zheng")
    )
    assert "预告" in text(Client(), f"/shili/hygq/xwfb/{row.pk}/")
    conferences.hold(row, Held(LATER, False, "钱分管", "实录"), now=LATER, on=ON, by=who("zheng"))
    standing = queries.standing(event)
    assert standing.file.conferred_at == LATER and standing.due_at is None and standing.state is State.RESPONDED
    assert "实录" in text(Client(), f"/shili/hygq/xwfb/{row.pk}/")
    with pytest.raises(Unlawful, match="已举行"):
        conferences.call_off(row, "改期", on=ON, by=who("zheng"))
    assert list(verify(whole=True)) == []
