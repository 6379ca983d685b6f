"""今日建议提案: a handful of files in every state at the place that is alive, told in working days before today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gongkai.casework.proposals import acts, disclosing
from gongkai.casework.proposals.given import ProposalGiven, ReplyGiven, SessionGiven
from gongkai.casework.proposals.models import Proposal, ProposalSession
from gongkai.demo.lively import Days
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.proposal_terms import ProposalKind, ProposalSource
from gongkai.law.proposals import Act
from gongkai.law.reviews import CHECKS
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of

PEOPLE = {
    Act.DRAFT: "drafter",
    Act.CHECK: "secrecy",
    Act.SIGN: "deputy",
    Act.CONFIRM_KEPT: "legal",
    Act.GIVE_UP: "deputy",
}
"""何人办: where it is not the office's own clerk or the unit's."""
_CONTACT = "0900-0000000"


@dataclass(frozen=True)
class Room:
    """办公: the government that leads, its people by what they do, its sessions and its days."""

    government: Authority
    days: Days
    today: date
    people: dict[str, Official]
    congress: ProposalSession
    conference: ProposalSession

    def received(self, kind: ProposalKind, number: str, title: str, ago: int) -> Proposal:
        """登记."""
        session = self.conference if kind is ProposalKind.PROPOSAL else self.congress
        given = ProposalGiven(
            kind, number, title, "马示例", _CONTACT, f"{title}：建议尽快研究办理。", kind is ProposalKind.MOTION
        )
        on = self.days.ago(ago)
        return acts.receive(session, given, on=on, today=self.today, by=self.people["office"])

    def take(self, row: Proposal, act: Act, ago: int, of: Authority | None = None, /, **details: JSON) -> None:
        """办理一步: by who does such things; of the government, unless a unit is named."""
        of = of or self.government
        own = {"linze-minzheng": "informant", "linze-jiaoyu": "handling"}.get(of.code, "office")
        by = self.people[PEOPLE.get(act, own) if of == self.government else own]
        text = ReplyGiven(str(details.pop("text", ""))) if act is Act.DRAFT else None
        step = Step(act.value, self.days.ago(ago), details)
        acts.act(row, step, of=of, today=self.today, by=by, reply=text)

    def unit(self, code: str) -> Authority:
        """单位."""
        return Authority.objects.get(code=f"{self.government.code}-{code}")

    def handed_over(self, row: Proposal, ago: int, *points: str) -> None:
        """交办: taken apart, led by the government's own office, handed over at a meeting of its own."""
        self.take(row, Act.ANALYSE, ago + 4, points=list(points))
        self.take(row, Act.ROUTE, ago + 3, lead=self.government.code, duty="县政府办公室三定规定")
        self.take(row, Act.ACCEPT, ago + 2)
        self.meeting(row, ago)

    def meeting(self, row: Proposal, ago: int) -> None:
        """交办会."""
        on = self.days.ago(ago)
        name = f"{on.year}年{row.session.get_source_display()}建议提案交办会"
        acts.hand_over(row.session, [row], name, on=on, today=self.today, by=self.people["office"])

    def replied(self, row: Proposal, ago: int, text: str, /, **details: JSON) -> None:
        """答复: talked over, drawn, checked, signed and sent."""
        self.take(row, Act.TALK, ago + 8, way="visit", said="当面听取了意见，说明了安排。")
        self.take(row, Act.DRAFT, ago + 6, **{**details, "text": text})
        self.take(row, Act.CHECK, ago + 4, checks=dict.fromkeys(CHECKS, True))
        self.take(row, Act.SIGN, ago + 2, number=f"示政办函〔{self.days.ago(ago + 2).year}〕{row.number}号")
        self.take(row, Act.REPLY, ago, way="in_person")

    def disclosed(self, row: Proposal, ago: int) -> None:
        """列入主动公开: in the column for such replies, where the place has one."""
        found = disclosing.columns(self.government, self.days.ago(ago))
        if found:
            on = self.days.ago(ago)
            disclosing.disclose(row, found[0], on=on, today=self.today, by=self.people["office"])


def closed(room: Room) -> None:
    """已办结: a motion turned into a suggestion, published, its promise kept and seen by another."""
    row = room.received(ProposalKind.MOTION, "1", "关于提升南街供水保障能力的议案", 150)
    room.handed_over(row, 140, "更换老旧管网")
    due = room.days.ago(60).isoformat()
    promise: JSON = {"text": "完成南街三公里老旧管网更换", "due_on": due}
    text = f"一、已列入年度计划。\n二、{due}前完成三公里管网更换。\n联系电话：{_CONTACT}。"
    room.replied(row, 100, text, openness="full", promises=[promise], reply_class="B")
    room.take(row, Act.COPY, 99, to=["congress_office", "government_office"])
    room.take(row, Act.RECEIPT, 97, of="congress_office", received_on=room.days.ago(98).isoformat())
    room.take(row, Act.PUBLISH, 95)
    room.disclosed(row, 94)
    room.take(row, Act.FEEDBACK, 90, satisfaction="satisfied")
    room.take(row, Act.CLOSE, 88)
    kept = room.days.ago(62).isoformat()
    room.take(row, Act.REPORT_KEPT, 61, promise="1", kept_on=kept, proof="竣工验收单（示例）")
    room.take(row, Act.CONFIRM_KEPT, 58, promise="1")


def promised(room: Room) -> None:
    """承诺逾期: answered and published; what it promises is overdue."""
    row = room.received(ProposalKind.SUGGESTION, "2", "关于增设示例路口信号灯的建议", 120)
    room.handed_over(row, 110, "增设信号灯", "施划标线")
    due = room.days.ago(5).isoformat()
    promise: JSON = {"text": "示例路口信号灯投入使用", "due_on": due}
    text = f"标线已经施划；信号灯正在采购，{due}前投入使用。"
    room.replied(row, 70, text, openness="full", promises=[promise], reply_class="B")
    room.take(row, Act.COPY, 69, to=["congress_office", "government_office"])
    room.take(row, Act.PUBLISH, 60)
    room.disclosed(row, 59)


def in_hand(room: Room) -> None:
    """办理中: one unit leads and another joins; the joint opinion has not come."""
    row = room.received(ProposalKind.SUGGESTION, "3", "关于改善农村养老服务和老年教育的建议", 50)
    lead, joint = room.unit("minzheng"), room.unit("jiaoyu")
    room.take(row, Act.ANALYSE, 46, points=["增加互助养老点", "开办老年课堂"])
    room.take(row, Act.ROUTE, 45, lead=lead.code, joint=[joint.code], units={"2": joint.code}, duty="权责清单（示例）")
    room.take(row, Act.ACCEPT, 44, lead)
    room.take(row, Act.ACCEPT, 43, joint)
    room.meeting(row, 40)
    room.take(row, Act.ASSIGN, 38, lead, section="养老服务股")
    room.take(row, Act.TALK, 20, lead, way="phone", said="说明了互助养老点的选址。")
    room.take(row, Act.URGE, 5, text="请协办单位尽快提出意见。")


def declined(room: Room) -> None:
    """提出异议: the unit asked says that it is not its duty."""
    row = room.received(ProposalKind.SUGGESTION, "4", "关于规范校外培训机构收费的建议", 12)
    unit = room.unit("jiaoyu")
    room.take(row, Act.ANALYSE, 9, points=["规范收费"])
    room.take(row, Act.ROUTE, 8, lead=unit.code, duty="权责清单（示例）")
    room.take(row, Act.DECLINE, 6, unit, reason="收费监管由市场监管部门负责。")


def just_in(room: Room) -> None:
    """刚收到."""
    room.received(ProposalKind.SUGGESTION, "5", "关于延长公交末班时间的建议", 2)


def to_check(room: Room) -> None:
    """待审查: a proposal of the conference whose reply is drawn."""
    row = room.received(ProposalKind.PROPOSAL, "1", "关于保护示例古渠的提案", 60)
    room.handed_over(row, 50, "划定保护范围")
    room.take(row, Act.TALK, 20, way="meeting", said="召开座谈会听取意见。")
    text = "保护范围已经划定，保护标志已经设立。"
    room.take(row, Act.DRAFT, 3, text=text, openness="full", reply_class="A")


STEPS = (closed, promised, in_hand, declined, just_in, to_check)
"""各件: what each shows is said by its docstring."""


def enter(government: Authority, today: date, told: Callable[[str], None]) -> None:
    """今日建议提案: two sessions and a file in each state."""
    days = Days(calendar_of(government), today)
    code = government.code
    people = {
        each.username.removeprefix(f"{code}-"): each
        for each in Official.objects.filter(username__startswith=f"{code}-")
    }
    began, by = days.ago(155), people["office"]
    sessions = [
        acts.open_session(government, SessionGiven(source, f"{name}（示例）", began.year), on=began, today=today, by=by)
        for source, name in (
            (ProposalSource.CONGRESS, "县人民代表大会会议"),
            (ProposalSource.CONFERENCE, "县政协会议"),
        )
    ]
    room = Room(government, days, today, people, *sessions)
    for step in STEPS:
        step(room)
        told((step.__doc__ or "").partition(":")[0])
