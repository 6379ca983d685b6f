"""生手接岗: 王 leaves suddenly in the middle of everything; 钱, who knows nothing, runs the week from the pack alone.

钱 follows links of the pack and of its shadow view: no menu but to come to them, no address. At the end of the week nothing
that fell due in it is late, and nothing is without somebody who answers for it.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from gongkai.casework.proposals.models import PromiseTask
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.verify import verify
from gongkai.oversight.handing.packs import queries
from gongkai.publication.catalogue.slots.models import Slot
from tests.cast import cast, official
from tests.journeys.walking import WIDE, Walker, WallClock
from tests.oversight.handing.world import World, world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(1200)]
MONDAY = date(2025, 10, 13)
SUNDAY = MONDAY + timedelta(days=6)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> WallClock:
    """The wall clock of the autumn."""
    return WallClock(monkeypatch)


def test_a_stranger_runs_a_week_from_the_pack(browser: Chrome, live_server: object, wall: WallClock) -> None:
    wall.turn(MONDAY)
    leaving = world(cast())
    official("anquan", "郑安全", leaving.people.county, "security")
    due = fallen_due(leaving)
    assert due, "something falls due this week"
    browser.set_window_size(WIDE, 900)
    walker = Walker(browser, str(getattr(live_server, "url", "")))
    the_pack_is_written(walker, leaving)
    the_head_signs_for_who_is_gone(walker)
    the_stranger_asks_and_the_head_answers(walker)
    the_stranger_accepts(walker)
    the_draft_is_labelled_from_the_list(walker)
    wall.turn(MONDAY + timedelta(days=1))
    the_application_is_answered(walker)
    the_finding_is_mended(walker)
    wall.turn(MONDAY + timedelta(days=2))
    the_slot_is_closed(walker)
    wall.turn(MONDAY + timedelta(days=3))
    the_promise_is_kept(walker)
    wall.turn(SUNDAY)
    nothing_is_late_or_orphaned(leaving, due)
    assert [str(finding) for finding in verify(whole=True)] == []


def fallen_due(leaving: World) -> set[str]:
    """What of the leaver's is late already or falls due this week."""
    found = queries.to_hand_over(leaving.posting, leaving.qian, MONDAY)
    return {each.item.line for each in found if each.item.due_on and each.item.due_on <= SUNDAY}


def the_pack_is_written(walker: Walker, leaving: World) -> None:
    walker.enter("anquan")
    walker.menu("机关与人员", "机关和人员")
    walker.follow("示例县民政局")
    walker.follow("交接\n王小样（信息员（经办人））")
    walker.fill(接任人用户名="qian", 交接说明="钥匙在值班室")
    walker.look("平台按各项业务的记录生成接力包")
    walker.press("生成接力包")
    walker.look("已生成接力包")
    walker.leave()


def the_head_signs_for_who_is_gone(walker: Walker) -> None:
    walker.enter("li")
    walker.menu("机关与人员", "工作交接")
    walker.look("本机关的交接", narrow=True)
    walker.follow("信息员（经办人）")
    walker.follow("代签移交")
    walker.fill(代签的理由="突然住院，不能签字")
    walker.look()
    walker.press("代签移交")
    walker.look("已代王小样签字移交", narrow=True)
    walker.leave()


def to_the_pack(walker: Walker, username: str) -> None:
    walker.enter(username)
    walker.menu("机关与人员", "工作交接")
    walker.follow("信息员（经办人）")


def to_the_shadow(walker: Walker) -> None:
    """The successor comes by the pack, and goes on from the shadow view."""
    to_the_pack(walker, "qian")
    walker.follow("影子视图")


def the_stranger_asks_and_the_head_answers(walker: Walker) -> None:
    to_the_pack(walker, "qian")
    walker.look("在办案卷", "应公开时点", "答复中的承诺", "条例第三十三条", "联系图", "去年今周", narrow=True)
    walker.follow("提问\n：〔2025〕001号")
    walker.fill(问题="申请人补正过没有？")
    walker.press("退回提问")
    walker.look("已提问", "申请人补正过没有？")
    walker.leave()
    to_the_pack(walker, "li")
    walker.follow("答复\n：〔2025〕001号")
    walker.fill(答复="没有补正，正在找材料")
    walker.press("答复提问")
    walker.leave()


def the_stranger_accepts(walker: Walker) -> None:
    """Chapter by chapter, after a look at what is answered; then for the whole."""
    to_the_pack(walker, "qian")
    walker.look("没有补正，正在找材料")
    for _ in range(10):
        buttons = [each.text for each in walker.browser.find_elements("css selector", "main button")]
        chapters = [each for each in buttons if each.startswith("接受勾选的事项")]
        if not chapters:
            break
        walker.press(chapters[0])
    walker.look("各项都已有着落", "签收")
    walker.press("签收")
    walker.look("由您接任", narrow=True)
    walker.leave()


def the_draft_is_labelled_from_the_list(walker: Walker) -> None:
    """What needs a decision this week is asked on one page; the proposal is taken by its button."""
    walker.enter("qian")
    walker.follow("十分钟清单", within=".desk-side")
    walker.look("临时救助工作的通知", "建议：主动公开", narrow=True)
    walker.press("照此标注\n：《关于2025年临时救助工作的通知》标什么公开属性？")
    walker.look("主动公开")
    walker.leave()


def the_application_is_answered(walker: Walker) -> None:
    """Due on Tuesday: drafted by the stranger, signed by the head, served by the stranger."""
    to_the_shadow(walker)
    walker.look("今天到期", "去年同一天", narrow=True)
    walker.follow("政府信息公开申请 〔2025〕001号")
    walker.follow("拟办答复")
    walker.follow("部分公开（区分处理）")
    write(walker, disclosed_part="资金分配表", withheld_part="受助人姓名属于个人隐私")
    walker.press("拟办答复")
    walker.leave()
    walker.enter("li")
    walker.menu("依申请公开", "待办申请")
    walker.follow("〔2025〕001号")
    walker.follow("签发答复")
    walker.press("签发答复")
    walker.leave()
    to_the_shadow(walker)
    walker.follow("政府信息公开申请 〔2025〕001号")
    walker.follow("送达答复")
    write(walker, method="electronic", proof="网上平台回执")
    walker.press("送达答复")
    walker.look("已办结", "按期")
    walker.leave()


def the_finding_is_mended(walker: Walker) -> None:
    """Nobody had it in hand: the shadow view names it among what several may do."""
    to_the_shadow(walker)
    walker.look("共同承办", "栏目空白")
    walker.follow("问题整改 ")
    walker.follow("报告整改完成")
    walker.fill(整改情况="补充了三条规划", 整改凭证="/shili-minzheng/ghjh/")
    walker.press("报告整改完成")
    walker.look("待复查")
    walker.leave()


def the_slot_is_closed(walker: Walker) -> None:
    """Due on Wednesday: nothing was spent, so it does not apply, and the reason is told."""
    to_the_shadow(walker)
    walker.follow("应公开时点 临时救助／资金支出 2025-10")
    walker.follow("认定不适用")
    walker.fill(理由="本月没有支出")
    walker.press("认定不适用")
    walker.look("本月没有支出")
    walker.leave()


def the_promise_is_kept(walker: Walker) -> None:
    """Due on Friday: reported as kept with its proof; another person will see to it."""
    to_the_shadow(walker)
    walker.look("本周到期", "补装路灯40盏")
    walker.follow("答复中的承诺")
    walker.follow("报告兑现")
    walker.fill(兑现日期="2025-10-16", 兑现凭据="验收单〔2025〕8号")
    walker.press("报告兑现")
    walker.look("待核实")
    walker.leave()


def write(walker: Walker, **values: str) -> None:
    """Fill in fields by their names, where one label stands on several."""
    for name, value in values.items():
        box = walker.browser.find_element(By.NAME, name)
        if box.tag_name == "select":
            Select(box).select_by_value(value)
        else:
            box.clear()
            box.send_keys(value)


def nothing_is_late_or_orphaned(leaving: World, due: set[str]) -> None:
    """Every line that fell due is done on its day; everything else has somebody who serves."""
    bureau = leaving.people.bureau
    assert queries.orphans(bureau, SUNDAY) == []
    people = queries.roster(bureau, SUNDAY)
    for each in queries.everything(bureau, SUNDAY):
        assert leaving.wang.pk not in queries.holders_of(each, people)
    still = [each for each in queries.everything(bureau, SUNDAY) if each.item.line in due]
    assert [each.item.line for each in still if each.item.sort != "promise"] == []
    task = PromiseTask.objects.everywhere().get()
    assert task.kept_on == date(2025, 10, 16)
    assert task.kept_on <= task.due_on
    closed = Dossier.objects.of(bureau).get(kind="application")
    assert (closed.closed_on is not None and closed.due_on is None) or closed.timeliness == "on_time"
    finding = Dossier.objects.of(leaving.people.county).get(kind="rectification")
    assert finding.due_on is None, "mended within its term; the county looks at it again"
    assert not Slot.objects.of(bureau).filter(due__lte=SUNDAY, waived_on=None, fulfilments=None).exists()
