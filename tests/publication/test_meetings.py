"""会议: registered, checked, told, counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.law.documents import CHECKS, Attribute, Ground
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.meetings import AgendaMatter, MeetingKind
from gongkai.office.journal.verify import verify
from gongkai.publication.documents.meetings import acts, queries
from gongkai.publication.documents.meetings.acts import Held
from gongkai.publication.documents.models import Meeting, ReleaseReview
from tests.publication.conftest import DAY, House

OPEN = AgendaMatter("研究临时救助办法", Attribute.PROACTIVE, True, decision="会议原则同意，修改后印发。")
SECRET = AgendaMatter("研究人事任免", Attribute.WITHHELD, False, Ground.INTERNAL, "内部人事安排", "按程序办理。")


def registered(house: House, name: str = "第12次常务会议", held_on: date = DAY, *matters: AgendaMatter) -> Meeting:
    given = Held(MeetingKind.EXECUTIVE, name, held_on, matters or (OPEN, SECRET))
    return acts.register(house.people.bureau, given, on=DAY, today=DAY, by=house.people.wang)


def told(house: House, meeting: Meeting) -> None:
    acts.check(meeting, set(CHECKS), on=DAY, today=DAY, by=house.qian)
    acts.publish(meeting, on=DAY, today=DAY, by=house.people.wang)


def test_a_meeting_is_checked_told_and_its_withheld_item_stays_inside(house: House) -> None:
    meeting = registered(house)
    with pytest.raises(Unlawful, match="尚未经过保密审查"):
        acts.publish(meeting, on=DAY, today=DAY, by=house.people.wang)
    with pytest.raises(Unlawful, match="不能审查自己登记的会议"):
        acts.check(meeting, set(CHECKS), on=DAY, today=DAY, by=house.people.wang)
    told(house, meeting)
    assert "临时救助" in meeting.text and "人事任免" not in meeting.text
    review = ReleaseReview.objects.of(house.people.bureau).get()
    assert meeting.review == review and review.reviewers[0][1] == "qian"
    assert list(queries.published(house.people.bureau, DAY)) == [meeting]
    assert [str(each) for each in verify(whole=True)] == []


def test_every_change_wants_a_new_check_and_a_told_meeting_is_taken_back_first(house: House) -> None:
    meeting = registered(house)
    acts.check(meeting, set(CHECKS), on=DAY, today=DAY, by=house.qian)
    given = Held(MeetingKind.SPECIAL, "专题会议", DAY, (OPEN,))
    acts.change(meeting, given, on=DAY, today=DAY, by=house.people.wang)
    with pytest.raises(Unlawful, match="尚未经过保密审查"):
        acts.publish(meeting, on=DAY, today=DAY, by=house.people.wang)
    told(house, meeting)
    with pytest.raises(Unlawful, match="应当先撤回"):
        acts.change(meeting, given, on=DAY, today=DAY, by=house.people.wang)
    acts.withdraw(meeting, on=DAY, today=DAY, by=house.people.wang, reason="议定结果有误")
    assert not queries.published(house.people.bureau, DAY).exists()
    acts.change(meeting, given, on=DAY, today=DAY, by=house.people.wang)
    with pytest.raises(Unlawful, match="已被他人修改"):
        acts.change(meeting, given, on=DAY, today=DAY, by=house.people.wang, seen=1)


def test_meetings_held_and_told_are_counted_by_kind(house: House) -> None:
    for place in range(5):
        meeting = registered(house, f"第{place}次常务会议", DAY - timedelta(days=place))
        if place < 3:
            told(house, meeting)
    registered(house, "去年的会议", date(2024, 12, 31))
    counted = queries.figures(queries.meetings(house.people.bureau), 2025)
    executive = next(each for each in counted if each.kind is MeetingKind.EXECUTIVE)
    assert (executive.held, executive.published) == (5, 3) == queries.total(counted)


def test_a_meeting_without_items_or_of_tomorrow_is_refused(house: House) -> None:
    for given, reason in (
        (Held(MeetingKind.FULL, "全体会议", DAY, ()), "至少有一项议题"),
        (Held(MeetingKind.FULL, "全体会议", DAY + timedelta(days=1), (OPEN,)), "不能晚于今天"),
        (Held(MeetingKind.FULL, " ", DAY, (OPEN,)), "名称不能为空"),
    ):
        with pytest.raises(Unlawful, match=reason):
            acts.register(house.people.bureau, given, on=DAY, today=DAY, by=house.people.wang)
