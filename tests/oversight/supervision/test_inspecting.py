"""夜间检查: what is wrong is found with its evidence, what is in order is not; looking changes nothing in the journal."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from gongkai.casework.engagement.tickets import acts as tickets
from gongkai.casework.engagement.tickets.acts import Given
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.law.decision_drafts import Act as DraftAct
from gongkai.law.decision_drafts import DecisionKind
from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.documents import CHECKS
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.matters import Matter
from gongkai.law.screening import KeepGround, Ruling, Verdict, WordLevel
from gongkai.law.supervision.faults import Fault
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.authorities.models import Official
from gongkai.office.journal.models import Entry
from gongkai.office.sites.models import BrokenLink
from gongkai.oversight.supervision.dials.measuring import columns_seen
from gongkai.oversight.supervision.inspecting import suspicions
from gongkai.oversight.supervision.looking.acts import look_at
from gongkai.oversight.supervision.looking.models import PageLook
from gongkai.oversight.supervision.probing.models import Probe
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.proposals import decide_placement, scan_placements
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import queries as shown
from gongkai.publication.disclosure.acts import Outlet
from gongkai.publication.documents.decisions import acts as decisions
from gongkai.publication.gate import acts as gate
from gongkai.publication.gate import queries as screenings
from gongkai.publication.gate.lists import ListWord
from gongkai.publication.gate.models import Screening
from gongkai.web import clock
from tests.oversight.supervision.conftest import TODAY, Site

pytestmark = pytest.mark.django_db
OLD = TODAY - timedelta(days=200)


def days(number: int) -> timedelta:
    return timedelta(days=number)


def test_a_column_is_stale_the_day_after_its_cycle_and_fresh_again_with_something_new(site: Site) -> None:
    column = site.column(opened=OLD, cycle=30)
    site.publish(column, on=TODAY - days(30))
    assert not site.seen()
    (found,) = site.seen(TODAY + days(1)).values()
    assert (found.kind, found.subject, found.authority) == (Fault.STALE, f"column {column.pk}", site.people.bureau)
    assert (found.who, found.since) == ("王小样", TODAY)
    assert found.href == "/shili-minzheng/lm/ghxx/"
    site.publish(column, "又一则公告")
    assert not site.seen(TODAY + days(1))


def test_an_empty_column_has_two_weeks_and_a_reason_excuses_it(site: Site) -> None:
    column = site.column(opened=TODAY - days(14))
    site.column("公益事业", "gysy", OLD, empty_reason="本机关没有此类信息")
    assert not site.seen()
    assert list(site.seen(TODAY + days(1))) == [f"blank column {column.pk}"]


def test_the_dial_and_the_night_call_the_same_columns_blank(site: Site) -> None:
    parent = site.column("规划计划", "ghjh", OLD)
    bureau, wang = site.people.bureau, site.people.wang
    child = catalogue.open_column(bureau, ColumnPlan("专项规划", "zxgh", "办公室"), on=OLD, by=wang, parent=parent)
    site.publish(child)
    for number, (opened, reason) in enumerate(product((OLD, TODAY - days(15), TODAY - days(14), TODAY), ("", "没有"))):
        site.column(f"第{number}栏", f"l{number}", opened, empty_reason=reason)
    for day in (TODAY, TODAY + days(1), TODAY + days(15)):
        night = {each.subject for each in site.seen(day).values() if each.kind is Fault.BLANK}
        dial = {f"column {column.pk}" for column, told in columns_seen(bureau, day).items() if told.blank(day)}
        assert dial == night
    assert len(dial) == 4


def test_what_seems_to_stand_in_the_wrong_column_is_one_until_somebody_decides(site: Site) -> None:
    plans = site.column(opened=OLD, matter=Matter.A20_03)
    site.publish(plans, on=TODAY - days(1))
    site.column("行政处罚", "xzcf", OLD, matter=Matter.A20_06, empty_reason="没有")
    content = site.publish(plans, "行政处罚决定书第7号")
    (row,) = scan_placements(site.people.bureau, on=TODAY)
    found = site.seen()[f"misplaced content {content.pk}"]
    assert "行政处罚" in found.evidence
    decide_placement(row, accepted=False, on=TODAY, by=site.people.wang, note="确属规划")
    assert not site.seen()


def test_a_link_is_dead_when_its_target_is_not_there_and_from_the_day_it_goes(site: Site) -> None:
    column = site.column()
    target = site.publish(column, "目标")
    body = f'<p>见<a href="{shown.address(target)}">目标</a>和<a href="/shili-minzheng/lm/ghxx/">栏目</a></p>'
    page = site.publish(column, "有链接的", body=body)
    wrong = site.publish(column, "链接写错的", body='<p>见<a href="/shili-minzheng/fj/99999/">附件</a></p>')
    lost = site.publish(column, "没有这一页的", body='<p>见<a href="/no/such/page/at/all/">这里</a></p>')
    assert set(site.seen()) == {f"dead content {wrong.pk}", f"dead content {lost.pk}"}
    disclosure.withdraw(target, on=TODAY, by=site.people.wang, reason="有误")
    assert shown.address(target) in site.seen()[f"dead content {page.pk}"].evidence


def test_what_the_walk_found_joins_the_page_it_stands_in(site: Site) -> None:
    content = site.publish(site.column(), "有外链的")
    for page in (f"http://moni.example{shown.address(content)}", "http://moni.example/shili/"):
        BrokenLink.objects.of(site.people.county).create(
            authority=site.people.county,
            page=page,
            target="https://gone.example/",
            external=True,
            why="答404",
            found_on=TODAY,
            seen_on=TODAY,
        )
    assert set(site.seen()) == {f"dead content {content.pk}", "dead page /shili/"}


def test_dates_that_contradict_one_another_and_links_nobody_sees_are_found(site: Site) -> None:
    column = site.column()
    later = site.publish(column, "成文在后", made_on=TODAY + days(2))
    hidden = site.publish(
        column, "有暗链", body='<p>正文</p><div style="display:none"><a href="https://spam.example/">x</a></div>'
    )
    found = site.seen()
    assert "晚于发布日期" in found[f"dated content {later.pk}"].evidence
    assert "spam.example" in found[f"hidden content {hidden.pk}"].evidence


def test_a_page_dated_back_is_found_by_the_moment_of_its_entry_but_not_in_what_was_there_before(site: Site) -> None:
    column = site.column(opened=OLD)
    site.publish(column, "先前就在的", on=TODAY - days(9))
    assert not site.seen()
    back = site.publish(column, "倒填日期的", on=TODAY - days(3))
    site.publish(column, "当日发布的")
    assert list(site.seen()) == [f"dated content {back.pk}"]


def test_what_has_run_its_time_is_gone_two_days_later_or_found(site: Site) -> None:
    column = site.column()
    notice = site.publish(column, "拟录用人员公示", ends_on=TODAY + days(5))
    assert not site.seen(TODAY + days(6))
    assert list(site.seen(TODAY + days(7))) == [f"expired content {notice.pk}"]


def test_the_same_words_twice_are_one_thing_counted_twice_whatever_the_blanks(site: Site) -> None:
    column, other = site.column(), site.column("公共服务", "ggfw")
    first = site.publish(column, "关于供水的公告")
    again = site.publish(other, "转发：供水公告", first.text.replace("，", " ，\n"))
    site.publish(other, "别的公告")
    found = site.seen()
    assert list(found) == [f"twice content {again.pk}"]
    assert first.index_number in found[f"twice content {again.pk}"].evidence


def test_the_same_content_twice_by_one_account_is_found_and_by_two_accounts_is_not(site: Site) -> None:
    content = site.publish(site.column())
    for carrier, on in (("示例发布", TODAY), ("示例民政", TODAY), ("示例发布", TODAY + days(1))):
        assert not site.seen(TODAY + days(2))
        outlet = Outlet(ReleaseChannel.WEIBO, carrier, f"https://weibo.example/{carrier}/{on}")
        disclosure.release(content, outlet, on=on, today=TODAY + days(2), by=site.people.wang)
    assert list(site.seen(TODAY + days(2))) == [f"twice content {content.pk}"]


def test_a_number_that_went_out_is_found_covered_and_kept_back_by_nobody_once_it_was_decided(site: Site) -> None:
    content = site.leaked(site.column(), "张测试，身份证号11010119900307803X，补助500元。")
    found = site.seen()[f"personal content {content.pk}"]
    assert "11010119900307803X" not in found.evidence
    assert found.who == "何审查"
    (row,) = Screening.objects.of(site.people.bureau).filter(published=True)
    keys = [each.key for each in screenings.findings(row)]
    ruling = Ruling(Verdict.KEEP, KeepGround.MISTAKEN, "编造的号码")
    gate.decide(row, keys, ruling, on=TODAY, today=TODAY, by=site.reviewer)
    assert not site.seen()


def test_corrected_pages_are_looked_at_again_and_others_are_not(site: Site) -> None:
    column = site.column()
    content = site.leaked(column, "户主李示例，本人手机13900001234。")
    site.publish(column, "别的")
    assert look_at(site.people.county, TODAY) == 2
    assert look_at(site.people.county, TODAY) == 0
    content.refresh_from_db()
    told = {"text": "户主李某，联系电话已隐去。"}
    disclosure.correct(content, told, on=TODAY, today=TODAY, by=site.people.wang, reason="泄露", note="隐去了号码")
    assert look_at(site.people.county, TODAY) == 1
    assert not site.seen()


def test_words_of_a_list_imported_later_are_found_in_what_was_public_before(site: Site) -> None:
    content = site.publish(site.column(), "经费通知", "请各单位按时拔付经费。")
    assert not site.seen()
    gate.import_words(
        site.people.county,
        "常见错字",
        "自编",
        [ListWord("拔付", WordLevel.WRONG, "拨付")],
        on=TODAY,
        by=site.inspector,
    )
    assert "拔付" in site.seen()[f"words content {content.pk}"].evidence


def test_a_letter_is_late_the_day_after_its_term_at_the_unit_that_has_it(site: Site) -> None:
    given = Given(Letter("路灯坏了", "示例路口的路灯坏了，请修理。", ""), ConcernKind.COMPLAIN, TicketSource.SITE)
    ticket = tickets.receive(site.people.county, given, on=TODAY, today=TODAY, once="0" * 32).ticket
    due = ticket.dossier.due_on
    assert due is not None and not site.seen(due)
    (found,) = site.seen(due + days(1)).values()
    assert (found.kind, found.authority, found.since) == (Fault.LATE, site.people.county, due)


def test_a_consultation_nobody_ended_and_one_without_its_result_are_found(site: Site) -> None:
    given = decisions.Draft(DecisionKind.NORMATIVE, "示例办法（征求意见稿）", "第一条 样例。", "起草说明。", "办公室")
    by, begun = site.people.wang, TODAY - days(60)
    draft = decisions.plan(site.people.bureau, given, planned_on=begun, on=begun, today=begun, by=by)

    def take(act: DraftAct, who: Official, on: date, **details: JSON) -> None:
        decisions.act(draft, Step(act.value, on, details), today=TODAY, by=who)

    take(DraftAct.CHECK, site.reviewer, begun, checks=dict.fromkeys(CHECKS, True))
    until = begun + days(30)
    take(DraftAct.OPEN, by, begun, until=until.isoformat(), ways="来信、网上提交")
    key = f"no_result draft {draft.pk}"
    assert key not in site.seen(until)
    assert "没有结束" in site.seen(until + days(1))[key].evidence
    take(DraftAct.END, by, until + days(1))
    draft.dossier.refresh_from_db()
    due = draft.dossier.due_on
    assert due is not None and key not in site.seen(due)
    assert "公布结果" in site.seen(due + days(1))[key].evidence


def test_a_site_without_its_name_and_code_lacks_its_tags(site: Site) -> None:
    top = site.people.prefecture
    site.column()
    (found,) = [each for each in suspicions(top, TODAY) if each.kind is Fault.META]
    assert "网站标识码" in found.evidence
    for name, value in (("site_name", "样本州"), ("site_address", "http://y.example"), ("site_identity", "6200000002")):
        setattr(top.profile, name, value)
    top.profile.save()
    top.refresh_from_db()
    assert not [each for each in suspicions(top, TODAY) if each.kind is Fault.META]


def test_pages_that_come_slowly_for_a_week_are_found(site: Site) -> None:
    column = site.column()
    site.publish(column)

    def asked(address: str, *seconds: float | None) -> None:
        Probe.objects.of(site.people.bureau).bulk_create(
            Probe(authority=site.people.bureau, address=address, asked_on=TODAY, asked_at=clock.now(), seconds=each)
            for each in seconds
        )

    asked("/shili-minzheng/", 0.2, 9.0, 0.3)
    asked("/shili-minzheng/lm/ghxx/", 4.0, 5.0, None)
    assert list(site.seen()) == ["slow address /shili-minzheng/lm/ghxx/"]


def test_looking_enters_nothing_and_gives_the_same_again(site: Site) -> None:
    column = site.column(opened=OLD, cycle=30)
    site.publish(column, on=TODAY - days(60))
    site.publish(column, "有暗链", on=TODAY - days(50), body='<p>字</p><a href="https://spam.example/"></a>')
    before = Entry.objects.everywhere().count()
    first = site.seen()
    assert first and site.seen() == first
    assert Entry.objects.everywhere().count() == before
    assert PageLook.objects.everywhere().count() == 2


def test_a_careful_county_is_not_suspected(site: Site) -> None:
    column = site.column(opened=OLD, cycle=90)
    target = site.publish(column, "第一则", on=TODAY - days(80))
    site.publish(column, "第二则", body=f'<p>见<a href="{shown.address(target)}">前文</a></p>', made_on=TODAY)
    site.publish(column, "办公电话", "联系人：办公室，电话0900-1234567，地址：示例县人民路1号县政府办公楼。")
    site.publish(column, "规划解读", kind=ContentClass.SERVICE, on=date(2025, 11, 19))
    assert not site.seen()
