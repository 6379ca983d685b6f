"""村级样例: the boards of a few villages as they look today: notices with their proof, villagers, talk, questions at every stage.

Names, telephones and sums are invented; the photographs are drawn.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from struct import pack

from gongkai.casework.villages.boards import acts as boards
from gongkai.casework.villages.boards.acts import NoticeText
from gongkai.casework.villages.groups import acts as groups
from gongkai.casework.villages.questions import acts as questions
from gongkai.casework.villages.questions.acts import Asked
from gongkai.casework.villages.villagers import acts as villagers
from gongkai.casework.villages.villagers.models import Villager
from gongkai.casework.villages.villagers.people import Person
from gongkai.demo.lively import Days
from gongkai.demo.settling import Settled
from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import JSON, Role, Step
from gongkai.law.ticket_kinds import ConcernKind
from gongkai.law.village_affairs import VillageAffair
from gongkai.law.villagers import Act, VerifiedBy
from gongkai.law.villages import Readership
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, holders

_A = VillageAffair


@dataclass(frozen=True)
class Hung:
    """一份公告: so many working days ago, for so many days, proved or not."""

    affair: VillageAffair
    title: str
    lines: tuple[str, ...]
    ago: int
    days: int
    proved: bool = True
    readership: Readership = Readership.EVERYBODY


HUNG = (
    Hung(
        _A.DECISIONS,
        "村民代表会议关于修建三组蓄水池的决定",
        (
            "经村民代表会议表决，同意在三组修建蓄水池一座。",
            "应到代表21人，实到19人，同意18人。",
            "资金从集体收入中列支，由村务监督委员会监督使用。",
        ),
        30,
        90,
    ),
    Hung(
        _A.MONEY,
        "上月村级财务收支",
        (
            "收入合计42600元：上级补助30000元，土地流转12000元，其他600元。",
            "支出合计31850元：道路养护18000元，公益岗位9600元，办公费4250元。",
            "原始凭证存村委会，村民可以查阅。",
        ),
        4,
        30,
    ),
    Hung(
        _A.AID,
        "耕地地力保护补贴发放情况",
        (
            "本年补贴按确权面积发放，全村126户，合计面积812.5亩，合计金额93437.5元，已于本月打入“一卡通”。",
            "各户的面积和金额只给本村村民看，见另一份公告。",
        ),
        6,
        20,
    ),
    Hung(
        _A.AID,
        "耕地地力保护补贴各户面积",
        ("一组：甲某某6.2亩，乙某某5.8亩。", "二组：丙某某7.1亩，丁某某4.4亩。", "面积有误的，公示期内到村委会核对。"),
        6,
        20,
        readership=Readership.VILLAGERS,
    ),
    Hung(
        _A.WORKS,
        "三组道路硬化工程招标结果",
        ("中标单位：样本建设有限公司；中标价：18.6万元；工期：45天；质保：两年。", "施工期间请绕行二组便道。"),
        3,
        15,
    ),
    Hung(
        _A.WEIGHTY,
        "关于停水检修的通知",
        ("二组水井检修，后天上午八点到下午六点停水，请各户提前储水。",),
        0,
        7,
        proved=False,
    ),
    Hung(
        _A.ASSETS,
        "集体林地承包到期续包方案（征求意见）",
        (
            "原合同今年年底到期，拟续包五年，承包费由每亩40元调为55元。",
            "有意见的，公示期内向村委会或者村务监督委员会提出。",
        ),
        8,
        30,
    ),
)
"""公告样例: enough that a board looks alive; one without a photograph, one for villagers alone."""
NAMES = ("赵甲样", "钱乙例", "孙丙示", "李丁范", "周戊本", "吴己试")
SAID = (
    ("蓄水池什么时候开工？今年冬天能用上吗？", "预计下月初开工，工期一个月，入冬以前通水。"),
    ("三组的路灯有两盏不亮了。", "已经报修，本周内修好。"),
)
ASKED = (
    Asked("低保评议什么时候开始", "我家去年没有评上，今年想再申请，请问什么时候评议，要准备什么。"),
    Asked("二组排水沟堵了", "二组东头的排水沟堵了，下雨就往院子里灌水，请村里安排清理。"),
    Asked("过境道路的安全护栏", "村口过境公路的弯道没有护栏，孩子上学不安全，请有关部门安装。"),
)


def enter(settled: Settled, today: date) -> None:
    """村级样例: of every village of a place that has a clerk."""
    for village in settled.bodies.values():
        if village.kind == AuthorityKind.VILLAGE and (clerks := holders(village, Role.HANDLER, today)):
            _enliven(village, clerks[0], Days(calendar_of(village), today), today)


def _enliven(village: Authority, clerk: Official, days: Days, today: date) -> None:
    for number, hung in enumerate(HUNG):
        _hang(village, hung, number, days.ago(hung.ago), today, clerk)
    people = _people(village, days, today, clerk)
    group = groups.open_group(village, "全村群", "村里的事在这里说，先审核后发布", on=days.ago(40), by=clerk)
    for number, (said, answer) in enumerate(SAID):
        on = days.ago(9 - number)
        post = groups.say(group, people[number], said, on=on, today=today, once=f"demo {number}")
        groups.show(post, said, on=on, by=clerk)
        groups.say_as_clerk(group, answer, on=on, today=today, once=f"demo {number}", by=clerk, answers=post)
    groups.say(group, people[2], "村口的班车改点了吗？", on=days.ago(0), today=today, once="demo waiting")
    _ask(people, days, today, clerk)


def _hang(village: Authority, hung: Hung, number: int, on: date, today: date, clerk: Official) -> None:
    until = on + timedelta(days=hung.days - 1)
    told, phone = "\n".join(hung.lines), village.profile.supervision_phone
    given = NoticeText(hung.affair, hung.title, told, on, until, hung.readership, phone)
    notice = boards.post_notice(village, given, on=on, today=today, by=clerk)
    if hung.proved:
        boards.prove_notice(notice, photograph(number), "村委会公告栏", taken_on=on, on=on, today=today, by=clerk)


def _people(village: Authority, days: Days, today: date, clerk: Official) -> list[Villager]:
    found = []
    for number, name in enumerate(NAMES):
        person = Person(name, f"0900{village.pk:04d}{number:03d}", f"{name}，{'一二三'[number % 3]}组")
        on = days.ago(50 - number) if number < len(NAMES) - 1 else days.ago(1)
        villager = villagers.apply(village, person, on=on, today=today, once=f"demo {number}")
        if number < len(NAMES) - 1:
            _certify(villager, on, today, clerk)
        found.append(villager)
    return found


def _certify(villager: Villager, on: date, today: date, clerk: Official) -> None:
    verified: dict[str, JSON] = {"verified": VerifiedBy.REGISTER.value}
    for act, details in ((Act.VERIFY, verified), (Act.CERTIFY, {})):
        villagers.act(villager, Step(act.value, on, details), today=today, by=clerk)


def _ask(people: Sequence[Villager], days: Days, today: date, clerk: Official) -> None:
    answered, waiting, handed = (
        questions.ask(people[number], asked, on=days.ago(ago), today=today, once=f"demo {number}")
        for number, (asked, ago) in enumerate(zip(ASKED, (7, 2, 5), strict=True))
    )
    assert waiting.pk  # noqa: S101 (asked, and left to whoever tries the demo)
    answer = "评议定在下月上旬，请带户口簿和收入说明到村委会登记。"
    questions.answer(answered, answer, on=days.ago(5), today=today, by=clerk)
    township = handed.authority.parent
    if township is not None:
        questions.hand_on(handed, township, ConcernKind.HELP, on=days.ago(4), today=today, by=clerk)


def photograph(number: int) -> bytes:
    """张贴照片样例: a sheet of paper on a board, drawn, for a demo takes no photographs."""
    width, height = 240, 160
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            rows += _colour(x, y, number)
    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def _colour(x: int, y: int, number: int) -> bytes:
    """A wall, a wooden board, a sheet with a red head and grey lines."""
    if not (20 <= x < 220 and 15 <= y < 145):
        return bytes((196, 190, 178 + number % 8))
    if not (30 <= x < 210 and 25 <= y < 135):
        return bytes((120, 84, 52))
    if 85 <= x < 155 and 32 <= y < 128:
        if y < 46:
            return bytes((168, 24, 31))
        return bytes((90, 90, 90)) if y % 9 < 2 and 92 <= x < 148 else bytes((250, 250, 246))
    return bytes((206, 180, 140))
