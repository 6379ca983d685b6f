"""政策的一年: comments, draft, return, signature, publication with its interpretation, amendment, abolition.

Six officials and a citizen, through the pages only: whoever comes to a page comes by the words of a link or of the menu.
"""

from __future__ import annotations

import time
from datetime import date

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from gongkai.law.disclosure import ReleaseChannel
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Official
from gongkai.office.journal.verify import verify
from gongkai.publication.disclosure.accounts import acts as accounts
from gongkai.publication.disclosure.accounts.acts import AccountCard
from gongkai.web import clock
from tests.cast import BEGINNING, cast
from tests.journeys.walking import WIDE, Walker, WallClock
from tests.publication.conftest import furnish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(1200)]

WAITS = 2.1
"""A public form that comes back within two seconds was not filled in by a person."""
TITLE = "示例县临时救助办法"
BODY = (
    "第一条 为做好临时救助工作，根据国家有关规定，制定本办法。\n"
    "第二条 具有本县户籍或者持有本县居住证的家庭和个人，遇到突发困难的，可以申请临时救助。\n"
    "第三条 临时救助由乡镇人民政府受理，县民政局审批，自受理之日起10个工作日内办结。\n"
    "第四条 本办法自2025年6月1日起施行。"
)
AMENDING = (
    "决定对《示例县临时救助办法》（示民发〔2025〕1号）作如下修改：\n"
    "第三条中的“10个工作日”改为“5个工作日”。\n本通知自印发之日起施行。"
)
ABOLISHING = (
    "经清理，决定废止下列文件：\n"
    "一、废止《示例县临时救助办法》（示民发〔2025〕1号）。\n"
    "二、废止《示例县困难群众补助规定》（示民发〔2019〕99号）。\n"
    "本通知自印发之日起施行。"
)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> WallClock:
    """The wall clock of the year."""
    return WallClock(monkeypatch)


@pytest.mark.soak
def test_the_year_of_a_policy(browser: Chrome, live_server: object, wall: WallClock) -> None:
    wall.turn(date(2025, 3, 3))
    company = cast()
    bureau = company.bureau
    bureau.profile.letter_code = "示民发"
    bureau.profile.save()
    furnish(company)
    for channel, name in ((ReleaseChannel.WECHAT, "示例民政"), (ReleaseChannel.WEIBO, "示例民政微博")):
        card = AccountCard(channel, name, "办公室", certified="示例县民政局")
        accounts.open_account(bureau, card, on=BEGINNING, today=date(2025, 3, 3), by=company.wang)
    browser.set_window_size(WIDE, 900)
    walker = Walker(browser, str(getattr(live_server, "url", "")))
    opened_to_comment(walker)
    commented(walker)
    wall.turn(date(2025, 4, 11))
    result_published(walker)
    drafted_and_sent(walker)
    returned_for_the_missing_interpretation(walker)
    wall.turn(date(2025, 4, 14))
    explained_and_sent_again(walker)
    reviewed_by_three(walker)
    signed(walker)
    published_by_three_channels(walker)
    proofs_entered(walker)
    read_by_the_public(walker)
    counted(walker)
    registered(walker)
    wall.turn(date(2025, 9, 1))
    passwords_renewed(walker)
    amended(walker)
    wall.turn(date(2025, 12, 1))
    passwords_renewed(walker)
    abolished(walker)
    the_end_told_to_the_public(walker)
    assert [str(finding) for finding in verify(whole=True)] == []


def passwords_renewed(walker: Walker) -> None:
    """A password holds for 90 days; everybody has changed theirs meanwhile."""
    walker.password += "1"
    for person in Official.objects.all():
        authorities.set_password(person, walker.password, on=clock.today())


def opened_to_comment(walker: Walker) -> None:
    walker.enter("wang")
    walker.menu("公文", "决策预公开")
    walker.look("没有草案")
    walker.follow("列入预公开")
    walker.look()
    walker.fill(决策种类="行政规范性文件", 标题=f"{TITLE}（征求意见稿）", 起草科室="社会救助科", 草案=BODY)
    walker.fill(起草说明="为做好临时救助工作，起草了本办法。", 计划公开日期="2025-03-04")
    walker.press("保存")
    walker.look("待公开征求意见")
    walker.leave()
    walker.enter("qian")
    walker.menu("公文", "决策预公开")
    walker.follow("〔2025〕")
    walker.follow("审查草案")
    walker.tick("逐项确认")
    walker.look()
    walker.press("审查草案")
    walker.leave()
    walker.enter("wang")
    walker.menu("公文", "决策预公开")
    walker.follow("〔2025〕")
    walker.follow("公开征求意见")
    walker.fill(截止日期="2025-04-10", 提出意见的方式="电子邮箱：mz@example.invalid；电话：0900-1234567")
    walker.look("最短征求期")
    walker.press("公开征求意见")
    walker.look("征求意见中", "公众意见（0）")
    walker.leave()


def commented(walker: Walker) -> None:
    walker.browser.get(f"{walker.site}/shili-minzheng/")
    walker.look(narrow=True)
    walker.follow("民意征集", within="header")
    walker.look("征求意见稿", narrow=True)
    walker.follow(TITLE)
    walker.look("正在征求意见", "可以不留姓名", narrow=True)
    walker.fill(意见="第三条的十个工作日太长，突发困难等不起，建议改为五个工作日。")
    time.sleep(WAITS)
    walker.press("提交意见")
    walker.look("收到")


def result_published(walker: Walker) -> None:
    walker.enter("wang")
    walker.menu("公文", "决策预公开")
    walker.follow("〔2025〕")
    walker.follow("结束征求")
    walker.press("结束征求")
    walker.follow("公众意见（1）")
    walker.look("十个工作日太长", "未留姓名")
    walker.follow("答复")
    walker.fill(
        采纳情况="未采纳", 意见摘要="建议把办理时限改为五个工作日", 理由="现有人手不足，先按十个工作日试行，再行缩短"
    )
    walker.look()
    walker.press("保存")
    walker.follow("〔2025〕", within=".crumbs")
    walker.follow("公布征求结果")
    walker.fill(结果说明="共收到意见一条，已逐条研究。")
    walker.press("公布征求结果")
    walker.look("已公布结果", "建议把办理时限改为五个工作日")
    walker.follow("公众页面")
    walker.look("结果已公布", "共收到意见1条，未采纳1条", narrow=True)
    walker.browser.back()


def drafted_and_sent(walker: Walker) -> None:
    walker.follow("据此拟稿")
    walker.look("从草案带入")
    walker.press("保存草稿")
    walker.look(TITLE, "征求意见的草案", "材料未报齐", "第三条", narrow=True)
    walker.follow("附件")
    walker.look("还没有上传文件")
    walker.browser.back()
    walker.follow("标注公开属性")
    walker.look("标注建议")
    walker.press("标注公开属性")
    walker.look("主动公开")
    walker.follow("送审")
    walker.look("解读方案和材料还没有报齐")
    walker.press("送审")
    walker.leave()


def returned_for_the_missing_interpretation(walker: Walker) -> None:
    walker.enter("sun")
    walker.menu("公文", "待审查")
    walker.look(TITLE, narrow=True)
    walker.follow(TITLE)
    walker.look("解读方案和材料还没有报齐", narrow=True)
    walker.tick("没有解读")
    walker.fill(修改意见="请补报解读方案和材料")
    walker.press("退文")
    walker.look("请补报解读方案和材料")
    walker.leave()


def explained_and_sent_again(walker: Walker) -> None:
    walker.enter("wang")
    walker.menu("公文", "公文草稿")
    walker.look("1次")
    walker.follow(TITLE)
    walker.look("请补报解读方案和材料", "第2轮")
    walker.follow("解读")
    walker.look("还没有报送")
    walker.follow("报送解读方案和材料")
    walker.look("只是提纲")
    walker.fill(背景依据="去年因病因灾陷入困境的家庭增多。", **{"目的意义、目标任务": "让遇到急难的家庭及时得到帮助。"})
    walker.press("报送")
    walker.look("缺少主要内容", "缺少适用范围", "因病因灾")
    walker.fill(主要内容="谁可以申请、怎样申请、多久办完。", 适用范围="本县户籍和居住证持有人。")
    walker.fill(一句话概括="家里突然遇到困难的，可以向乡镇申请临时救助。")
    walker.look()
    walker.press("报送")
    walker.look("第1版", narrow=True)
    walker.follow("公文的办理情况")
    walker.follow("送审")
    walker.press("送审")
    walker.look("审查中")
    walker.leave()


def reviewed_by_three(walker: Walker) -> None:
    for username in ("sun", "qian", "wu"):
        walker.enter(username)
        walker.menu("公文", "待审查")
        walker.follow(TITLE)
        if username == "qian":
            walker.follow("去审查通过")
            walker.tick("审查清单")
            walker.look()
            walker.press("审查通过")
        else:
            walker.look()
            walker.press("同意，审查通过")
        walker.leave()


def signed(walker: Walker) -> None:
    walker.enter("li")
    walker.menu("公文", "待签发")
    walker.follow(TITLE)
    walker.look()
    walker.press("同意，签发编号")
    walker.look("示民发〔2025〕1号", "待公开")
    walker.leave()


def published_by_three_channels(walker: Walker) -> None:
    walker.enter("wang")
    walker.menu("主动公开", "待公开")
    assert "征求意见稿" not in walker.look(TITLE, "与解读同步发布"), "what is public already does not wait"
    walker.follow(TITLE)
    walker.tick("示例民政）", "示例民政微博")
    walker.press("按所选渠道生成各版本")
    walker.fill(文件栏目="行政规范性文件", 解读栏目="政策解读")
    walker.look("政务微信（示例民政）", "政务微博（示例民政微博）", narrow=True)
    walker.press("同步发布")
    walker.look("已公开", "同日")


def proofs_entered(walker: Walker) -> None:
    for number in range(1, 5):
        walker.menu("主动公开", "待登记凭证")
        if number == 1:
            walker.look("政务微信", "政务微博")
        walker.browser.find_element(By.CSS_SELECTOR, "main tbody a").click()
        walker.look("尚未登记，不计数")
        walker.fill(凭证=f"https://example.invalid/s/{number}")
        walker.press("登记凭证")
    walker.menu("主动公开", "待登记凭证")
    walker.look("没有")


def read_by_the_public(walker: Walker) -> None:
    walker.menu("主动公开", "公开内容")
    walker.look(TITLE, narrow=True)
    walker.follow(TITLE)
    walker.look("公开中", "已计数", narrow=True)
    walker.leave()
    walker.browser.get(f"{walker.site}/shili-minzheng/")
    walker.look()
    walker.follow("政策解读", within="header")
    walker.look("解读")
    walker.follow(f"《{TITLE}》解读")
    walker.look("三十秒版", "相关文件", narrow=True)
    walker.follow(TITLE)
    walker.look("示民发〔2025〕1号", "尚未施行", "相关解读", "征求意见稿", "意见采纳情况", "来龙去脉", narrow=True)
    walker.follow("草案、意见、文件、解读和问答")
    walker.look("征求意见稿", "意见采纳情况", "文件", "解读", narrow=True)
    walker.follow("意见采纳情况")
    walker.look("建议把办理时限改为五个工作日")


def counted(walker: Walker) -> None:
    walker.enter("wang")
    walker.menu("主动公开", "公开统计")
    walker.look("2条（不同渠道公开相同信息计1条）", "6条", "政务微博", narrow=True)
    walker.menu("公文管理", "公文统计")
    walker.look("签发")
    walker.menu("政策解读", "解读统计")
    walker.look()
    walker.menu("年度报告", "年度报告")
    walker.look()


def registered(walker: Walker) -> None:
    walker.menu("公文", "全部公文")
    walker.look(TITLE, narrow=True)
    walker.follow(TITLE)
    walker.press("登记为规范性文件")
    walker.look("尚未施行", "2025年6月1日", narrow=True)
    walker.leave()


def _another(walker: Walker, title: str, kind: str, body: str) -> None:
    """Another document of the year, drafted, reviewed by three and signed; the reviewers let it go without interpretation."""
    walker.enter("wang")
    walker.menu("公文", "公文草稿")
    walker.follow("拟稿")
    walker.fill(公文种类=kind, 标题=title, 正文=body)
    walker.press("保存草稿")
    walker.follow("标注公开属性")
    walker.press("标注公开属性")
    walker.follow("送审")
    walker.press("送审")
    walker.leave()
    for username in ("sun", "qian", "wu"):
        walker.enter(username)
        walker.menu("公文", "待审查")
        walker.follow(title)
        if username == "qian":
            walker.follow("去审查通过")
            walker.tick("审查清单")
            walker.press("审查通过")
        else:
            walker.press("同意，审查通过")
        walker.leave()
    walker.enter("li")
    walker.menu("公文", "待签发")
    walker.follow(title)
    walker.press("同意，签发编号")
    walker.leave()
    walker.enter("wang")
    walker.menu("主动公开", "待公开")
    walker.follow(title)
    walker.fill(栏目="行政规范性文件")
    walker.press("公开")
    walker.look("公开中")
    walker.follow("公文的办理情况")
    walker.look("标注被废止、修改的文件", "还没有标注")
    walker.follow("标注被废止、修改的文件")


def amended(walker: Walker) -> None:
    _another(walker, "关于修改《示例县临时救助办法》的通知", "其他文件", AMENDING)
    walker.look("原句")
    walker.press("标注所选文件")
    walker.look("已标注1件")
    walker.follow(TITLE)
    walker.look("已修改", "关于修改")
    walker.leave()


def abolished(walker: Walker) -> None:
    _another(walker, "关于废止部分文件的通知", "其他文件", ABOLISHING)
    walker.look("示民发〔2019〕99号", "按文号认不出的，不作猜测", narrow=True)
    walker.press("标注所选文件")
    walker.look("已标注1件", "示民发〔2019〕99号")
    walker.follow(TITLE)
    walker.look("废止", "关于废止部分文件的通知", narrow=True)
    walker.menu("公文", "规范性文件")
    walker.look("废止", narrow=True)
    walker.menu("年度报告", "年度报告")
    walker.look()
    walker.follow("2025年度")
    walker.look(narrow=True)
    walker.browser.find_element(By.CSS_SELECTOR, "main a[href*='/sheets/']").click()
    walker.look("行政规范性文件 1 1 0", narrow=True)
    walker.leave()


def the_end_told_to_the_public(walker: Walker) -> None:
    walker.browser.get(f"{walker.site}/shili-minzheng/")
    walker.follow("行政规范性文件库", within=".zone-side")
    walker.look(TITLE, "废止", narrow=True)
    walker.follow("已废止文件库")
    walker.look(TITLE, narrow=True)
    walker.follow(TITLE)
    walker.look("本文件已废止", "自2025年12月1日起不再有效", "关于修改", "关于废止部分文件的通知", narrow=True)
    walker.follow("公布的原文、解读和附件")
    walker.look("本文件已废止", "关于废止部分文件的通知", "相关解读", narrow=True)
    walker.follow("关于废止部分文件的通知")
    walker.look("本文件所变更的文件", TITLE, narrow=True)
    walker.follow(TITLE, within="#chain")
    walker.look("本文件已废止")
