"""一件建议的去向: the office, the lead unit, the joint unit, who reviews and who signs, through the pages; the public reads."""

from __future__ import annotations

from datetime import date

import pytest
from selenium.webdriver import Chrome

from gongkai.casework.proposals.models import Proposal
from gongkai.law.proposals import State
from gongkai.office.journal.verify import verify
from gongkai.web import clock
from tests.casework.proposals.conftest import CONTACT, House, settled
from tests.cast import cast
from tests.journeys.walking import WIDE, Walker, WallClock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(1200)]
TITLE = "关于改善南街路灯的建议"


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> WallClock:
    """The wall clock of the spring."""
    return WallClock(monkeypatch)


def test_a_proposal_is_routed_answered_published_and_closed(
    browser: Chrome, live_server: object, wall: WallClock
) -> None:
    wall.turn(date(2025, 3, 10))
    house = settled(cast())
    browser.set_window_size(WIDE, 900)
    walker = Walker(browser, str(getattr(live_server, "url", "")))
    registered_and_routed(walker, house)
    taken_by_the_units(walker)
    handed_over(walker)
    talked_over_and_joined(walker)
    drafted(walker)
    checked_and_signed(walker)
    sent_and_published(walker)
    read_by_the_public(walker, house)
    closed_and_counted(walker)
    assert Proposal.objects.of(house.county).select_related("dossier").get().state is State.CLOSED
    assert [str(finding) for finding in verify(whole=True)] == []


def at_the_file(walker: Walker, username: str) -> None:
    """Log in and go to the file by the menu."""
    walker.enter(username)
    walker.menu("建议提案", "建议提案")
    walker.follow(TITLE)


def registered_and_routed(walker: Walker, house: House) -> None:
    walker.enter("fu")
    walker.menu("建议提案", "建议提案")
    walker.look("示例县十八届人大四次会议", "登记届次", narrow=True)
    walker.follow("登记建议提案")
    walker.fill(
        届次=house.session.name,
        种类="建议",
        编号="12",
        **{"标题（案由）": TITLE, "提出人": "马示例", "联系方式": CONTACT},
    )
    walker.look()
    walker.press("登记")
    walker.look("待分析", narrow=True)
    walker.follow("逐件分析分解")
    walker.fill(要点="补装路灯\n明确管护经费")
    walker.press("逐件分析分解")
    walker.follow("分办")
    walker.fill(主办单位="示例县民政局", 职责依据="权责清单第12项", 要点2__明确管护经费="示例县财政局")
    walker.look()
    walker.press("分办")
    walker.look("待交办", "示例县财政局", narrow=True)
    walker.leave()


def taken_by_the_units(walker: Walker) -> None:
    for username in ("wang", "jin"):
        at_the_file(walker, username)
        walker.follow("接受承办")
        walker.press("接受承办")
        walker.look("接受")
        walker.leave()


def handed_over(walker: Walker) -> None:
    walker.enter("fu")
    walker.menu("建议提案", "建议提案")
    walker.follow("成批交办")
    walker.fill(会议名称="人大代表建议交办会")
    walker.look("1件承办单位已定")
    walker.press("交办")
    walker.look("交办清单", "示例县民政局（主办1件）", "2025-06-10", narrow=True)
    walker.leave()


def talked_over_and_joined(walker: Walker) -> None:
    at_the_file(walker, "wang")
    walker.follow("与提出人沟通")
    walker.fill(沟通方式="走访", 沟通情况="当面听取了意见")
    walker.press("与提出人沟通")
    walker.look("办理中")
    walker.leave()
    at_the_file(walker, "jin")
    walker.follow("提出协办意见")
    walker.fill(协办意见="经费已列入预算")
    walker.press("提出协办意见")
    walker.look("2025-03-10")
    walker.leave()


def drafted(walker: Walker) -> None:
    at_the_file(walker, "wang")
    walker.follow("拟答复")
    walker.fill(
        答复类别="B类：正在解决或者列入计划解决",
        答复全文=f"将补装路灯40盏。\n联系电话{CONTACT}。",
        答复公开方式="全文公开",
        承诺事项="2025-10-31 补装路灯40盏",
    )
    walker.look()
    walker.press("拟答复")
    walker.look("答复待签发", "补装路灯40盏", narrow=True)
    walker.leave()


def checked_and_signed(walker: Walker) -> None:
    at_the_file(walker, "mi")
    walker.follow("答复保密审查")
    told = walker.look("公开的文本", "将补装路灯40盏")
    assert CONTACT not in told
    walker.tick("逐项确认")
    walker.press("答复保密审查")
    walker.leave()
    at_the_file(walker, "li")
    walker.follow("签发答复")
    walker.fill(答复文号="示民函〔2025〕3号")
    walker.look("答复全文")
    walker.press("签发答复")
    walker.look("待答复提出人")
    walker.leave()


def sent_and_published(walker: Walker) -> None:
    at_the_file(walker, "wang")
    walker.follow("答复提出人")
    walker.fill(答复送达方式="当面答复")
    walker.press("答复提出人")
    walker.follow("抄送答复")
    walker.tick("抄送单位")
    walker.press("抄送答复")
    walker.follow("公开答复")
    walker.press("公开答复")
    walker.look("已答复")
    walker.leave()


def read_by_the_public(walker: Walker, house: House) -> None:
    walker.browser.get(f"{walker.site}/{house.county.code}/")
    walker.follow("政府信息公开年报")
    walker.follow("建议提案办理", within="body")
    walker.look("收到议案、建议1件", "已答复1件", "按期办复率100.00%", narrow=True)
    walker.follow(TITLE)
    told = walker.look("将补装路灯40盏", "示例县民政局", "未到期", narrow=True)
    assert CONTACT not in told


def closed_and_counted(walker: Walker) -> None:
    at_the_file(walker, "fu")
    walker.follow("登记提出人评价")
    walker.fill(提出人评价="满意")
    walker.press("登记提出人评价")
    walker.follow("办结建议提案")
    walker.press("办结建议提案")
    walker.look("已办结", f"{clock.today():%Y年}")
    walker.menu("建议提案", "建议提案")
    walker.follow("统计")
    walker.look("已办结", "100.00%", narrow=True)
    walker.menu("建议提案", "承诺事项")
    walker.look("补装路灯40盏", "未到期", narrow=True)
    walker.leave()
