"""今日公开: an authority in the middle of its publishing: documents in every state, a meeting, a draft, an issue, a board.

Everything happened so many working days before today, by people who each do one thing: 起草 drafts, 法审, 保密 and 公开 review,
分管 signs, 公开 publishes. Names and matters are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from html import escape

from gongkai.demo.lively import Days
from gongkai.demo.publications import gated
from gongkai.law.carriers import BoardKind, PointKind
from gongkai.law.decision_drafts import Act as DecisionAct
from gongkai.law.decision_drafts import DecisionKind
from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.documents import CHECKS, Act, Attribute, DocumentKind, Ground
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.interpretation import Form, Part
from gongkai.law.meetings import AgendaMatter, MeetingKind
from gongkai.law.reviews import ReturnCode
from gongkai.law.validity import ChangeKind, InstrumentKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.accounts.acts import AccountCard, open_account
from gongkai.publication.disclosure.acts import WEBSITE, Outlet
from gongkai.publication.disclosure.carriers import acts as carriers
from gongkai.publication.disclosure.carriers.acts import Selected
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.acts import Draft
from gongkai.publication.documents.decisions import acts as decisions
from gongkai.publication.documents.decisions.acts import Draft as DecisionText
from gongkai.publication.documents.decisions.acts import Opinion
from gongkai.publication.documents.meetings import acts as meetings
from gongkai.publication.documents.meetings.acts import Held
from gongkai.publication.documents.models import Document
from gongkai.publication.documents.validity import acts as validity
from gongkai.publication.documents.validity.acts import Mark, Registration
from gongkai.publication.interpretation import acts as interpretation
from gongkai.publication.interpretation.acts import Plan

SINCE = date(2019, 1, 2)
ACCOUNT = "示例政务微信"
CODE, NORMATIVE_CODE = "临政发", "临政规"
ALL_CHECKED: Mapping[str, JSON] = dict.fromkeys(CHECKS, True)
PARTS = {
    Part.BACKGROUND.value: "原办法施行已满五年，发放条件和标准需要调整。",
    Part.AIM.value: "明确发放对象、标准和程序，方便群众办理。",
    Part.CONTENT.value: "年满八十周岁的本县户籍老年人可以申领，按月发放。",
    Part.SCOPE.value: "本县行政区域内。",
}


@dataclass(frozen=True)
class Telling:
    """公文: what a document of the demo is called and says; ``kind`` decides whether it must be explained."""

    title: str
    kind: DocumentKind
    words: str
    normative_since: date | None = None

    @property
    def draft(self) -> Draft:
        """草稿."""
        body = "".join(f"<p>{escape(line)}</p>" for line in self.words.splitlines())
        return Draft(self.kind, self.title, body, self.words, section="文秘科", effective_on=self.normative_since)


class Desk:
    """办公: the people of an authority by what they do, and its days; each method is one act on its day."""

    def __init__(self, authority: Authority, today: date) -> None:
        self.authority, self.today = authority, today
        self.days = Days(calendar_of(authority), today)

    def who(self, name: str) -> Official:
        """何人: by the user name within the place."""
        return self._people[name]

    @cached_property
    def _people(self) -> dict[str, Official]:
        code = self.authority.code
        rows = Official.objects.filter(username__startswith=f"{code}-")
        return {row.username.removeprefix(f"{code}-"): row for row in rows}

    def column(self, slug: str) -> Column:
        """栏目."""
        return Column.objects.of(self.authority).get(slug=slug)

    def drafted(self, told: Telling, ago: int) -> Document:
        """拟稿."""
        on = self.days.ago(ago)
        return documents.draft(self.authority, told.draft, on=on, today=self.today, by=self.who("drafter"))

    def take(self, document: Document, act: Act, by: str, on: date, **details: JSON) -> None:
        """办理一步."""
        documents.act(document, Step(act.value, on, details), today=self.today, by=self.who(by))

    def submitted(self, told: Telling, ago: int) -> Document:
        """送审: labelled as open to everybody and handed in on the day it was drafted."""
        document, on = self.drafted(told, ago), self.days.ago(ago)
        self.take(document, Act.LABEL, "drafter", on, attribute=Attribute.PROACTIVE.value)
        self.take(document, Act.SUBMIT, "drafter", on)
        return document

    def reviewed(self, document: Document, on: date) -> None:
        """三个审查环节: by three people."""
        self.take(document, Act.REVIEW, "legal", on)
        self.take(document, Act.REVIEW, "secrecy", on, checks=dict(ALL_CHECKED))
        self.take(document, Act.REVIEW, "office", on)

    def explained(self, document: Document, title: str, on: date) -> None:
        """报送解读."""
        plan = Plan(title, (Form.TEXT,), "文秘科", dict(PARTS), section="文秘科")
        interpretation.submit(document, plan, on=on, today=self.today, by=self.who("drafter"))

    def signed(self, document: Document, code: str, on: date) -> None:
        """签发编号."""
        documents.sign(document, code, on=on, today=self.today, by=self.who("deputy"))


def _telling(title: str, kind: DocumentKind, *words: str, since: date | None = None) -> Telling:
    return Telling(title, kind, "\n".join(words), since)


DRAFTED = _telling("关于做好示例镇饮水安全工作的通知", DocumentKind.OTHER, "各镇人民政府：", "请做好饮水安全工作。")
RETURNED = _telling("临泽县示例补贴资金管理办法", DocumentKind.NORMATIVE, "第一条 为规范示例补贴资金管理，制定本办法。")
IN_REVIEW = _telling("关于开展校车安全检查的通知", DocumentKind.OTHER, "各学校：", "请于月底前完成自查。")
TO_SIGN = _telling("关于调整公共租赁住房分配标准的通知", DocumentKind.OTHER, "各镇人民政府：", "现将分配标准调整如下。")
SIGNED = _telling("关于公布示例公路养护计划的通知", DocumentKind.OTHER, "各镇人民政府：", "现公布养护计划。")
POLICY = "临泽县高龄津贴发放办法"
WITHHELD = _telling("关于示例岗位内部调配的通知", DocumentKind.OTHER, "各科室：", "现将岗位调配安排通知如下。")


# -- documents in every state ------------------------------------------------------------------------------------------


def draft_only(desk: Desk) -> None:
    """拟稿: not labelled yet."""
    desk.drafted(DRAFTED, 1)


def returned(desk: Desk) -> None:
    """退文: it must be explained and came without its package."""
    document, on = desk.submitted(RETURNED, 6), desk.days.ago(4)
    desk.take(document, Act.REVIEW, "legal", on)
    codes: list[JSON] = [ReturnCode.NO_INTERPRETATION.value]
    remark = "规范性文件应当与解读方案、解读材料一并报送。"
    desk.take(document, Act.RETURN, "secrecy", on, codes=codes, remark=remark)


def in_review(desk: Desk) -> None:
    """审查中: one review has passed, that for secrets is next."""
    document = desk.submitted(IN_REVIEW, 3)
    desk.take(document, Act.REVIEW, "legal", desk.days.ago(2))


def to_sign(desk: Desk) -> None:
    """待签发."""
    document = desk.submitted(TO_SIGN, 5)
    desk.reviewed(document, desk.days.ago(2))


def signed(desk: Desk) -> None:
    """已签发待公开."""
    document = desk.submitted(SIGNED, 8)
    desk.reviewed(document, desk.days.ago(4))
    desk.signed(document, CODE, desk.days.ago(2))


def published(desk: Desk) -> None:
    """已公开: with its interpretation, by two channels; it abolishes the measure it replaces."""
    on = desk.days.ago(9)
    told = Telling(POLICY, DocumentKind.NORMATIVE, "第一条 为规范高龄津贴发放，制定本办法。\n第二条 按月发放。", on)
    document = desk.submitted(told, 20)
    desk.explained(document, f"《{POLICY}》解读", desk.days.ago(19))
    desk.reviewed(document, desk.days.ago(15))
    desk.signed(document, NORMATIVE_CODE, desk.days.ago(11))
    wechat = Outlet(ReleaseChannel.WECHAT, ACCOUNT, "https://weixin.example/s/glj")
    places = desk.column("gfxwj"), desk.column("wzjd")
    interpretation.publish_together(
        document, *places, (WEBSITE, wechat), on=on, today=desk.today, by=desk.who("office")
    )
    _abolish(desk, document, on)


def _abolish(desk: Desk, document: Document, on: date) -> None:
    by, made = desk.who("legal"), date(2018, 3, 5)
    title, number = f"{POLICY}（试行）", f"{NORMATIVE_CODE}〔2018〕1号"
    old = Registration(
        InstrumentKind.NORMATIVE,
        title,
        number,
        desk.authority.name,
        made,
        made,
        published_on=made,
        text="第一条 试行。",
    )
    earlier = validity.register(desk.authority, old, on=on, today=desk.today, by=by)
    validity.register_document(document, on=on, today=desk.today, by=by)
    document.refresh_from_db()
    marks = [Mark(earlier, ChangeKind.REPEAL, on)]
    validity.mark(validity.source_of(document), marks, entered_on=on, today=desk.today, by=by)


def withheld(desk: Desk) -> None:
    """不公开: archived more than a year ago, so that its label must be looked at again."""
    on = calendar_of(desk.authority).next_working_day(desk.today - timedelta(days=380)).on
    document = documents.draft(desk.authority, WITHHELD.draft, on=on, today=desk.today, by=desk.who("drafter"))
    kept: dict[str, JSON] = {"attribute": Attribute.WITHHELD.value, "ground": Ground.INTERNAL.value}
    desk.take(document, Act.LABEL, "drafter", on, **kept, reason="内部人员岗位安排")
    desk.take(document, Act.SUBMIT, "drafter", on)
    desk.reviewed(document, on)
    desk.signed(document, CODE, on)
    desk.take(document, Act.ARCHIVE, "drafter", on)


# -- meeting and draft open to comment ---------------------------------------------------------------------------------


def meeting(desk: Desk) -> None:
    """会议: two items told, one kept back."""
    held, on = desk.days.ago(7), desk.days.ago(6)
    matters = (
        AgendaMatter("审议高龄津贴发放办法", Attribute.PROACTIVE, publish=True, decision="原则通过，修改后印发。"),
        AgendaMatter("研究饮水安全工作", Attribute.PROACTIVE, publish=True, decision="由有关部门组织实施。"),
        AgendaMatter("研究人事事项", Attribute.WITHHELD, publish=False, ground=Ground.INTERNAL, reason="内部人事安排"),
    )
    given = Held(MeetingKind.EXECUTIVE, f"{desk.authority.short_name}人民政府第12次常务会议", held, matters)
    row = meetings.register(desk.authority, given, on=held, today=desk.today, by=desk.who("drafter"))
    meetings.check(row, tuple(CHECKS), on=on, today=desk.today, by=desk.who("secrecy"))
    meetings.publish(row, on=on, today=desk.today, by=desk.who("office"))


def decision(desk: Desk) -> None:
    """草案征求意见中: one opinion has come; a few weeks are left."""
    on, until = desk.days.ago(5), desk.today + timedelta(days=30)
    text = DecisionText(
        DecisionKind.MAJOR,
        "临泽县城区停车秩序管理方案（征求意见稿）",
        "第一条 为规范城区停车秩序，制定本方案。\n第二条 城区主干道划定停车泊位。",
        "城区停车难、停车乱，群众多次反映，因此起草本方案。",
        "文秘科",
    )
    draft = decisions.plan(desk.authority, text, planned_on=on, on=on, today=desk.today, by=desk.who("drafter"))
    checks = Step(DecisionAct.CHECK.value, on, {"checks": dict(ALL_CHECKED)})
    decisions.act(draft, checks, today=desk.today, by=desk.who("secrecy"))
    opened = Step(DecisionAct.OPEN.value, on, {"until": until.isoformat(), "ways": "网上提交、来信、来电"})
    decisions.act(draft, opened, today=desk.today, by=desk.who("office"))
    opinion = Opinion("建议在学校周边增加临时停车点。")
    decisions.receive(draft, opinion, on=desk.days.ago(3), today=desk.today)


# -- carriers ----------------------------------------------------------------------------------------------------------


def account(desk: Desk) -> None:
    """政务新媒体账号."""
    card = AccountCard(ReleaseChannel.WECHAT, ACCOUNT, "宣传信息科", "https://weixin.example/", "示例认证")
    open_account(desk.authority, card, on=SINCE, today=desk.today, by=desk.who("office"), owner=desk.who("office"))


def gazette(desk: Desk) -> None:
    """公报: an issue with the measure in it."""
    on, by = desk.days.ago(4), desk.who("office")
    selected = [Selected(_policy(desk), "本级政府文件")]
    issue = carriers.compose(desk.authority, f"{desk.authority.name}公报", selected, on=on, today=desk.today, by=by)
    carriers.issue_gazette(issue, 300, on=on, today=desk.today, by=by)


def points(desk: Desk) -> None:
    """查阅点: two; one has signed for what it was sent, the other has not."""
    by, on = desk.who("office"), desk.days.ago(3)
    for name, kind, receipt in (
        ("示例县图书馆查阅点", PointKind.LIBRARY, "图书馆签收单1号"),
        ("示例县档案馆查阅点", PointKind.ARCHIVE, ""),
    ):
        point = carriers.open_point(desk.authority, name, kind, "示例路8号", "示例管理员", on=SINCE, by=by)
        sent = carriers.transfer(point, on, on=on, today=desk.today, by=by)
        if receipt:
            carriers.receive_transfer(sent, receipt, on=desk.days.ago(1), today=desk.today, by=by)


def board(desk: Desk) -> None:
    """公开栏: with a poster that has no photograph yet and therefore does not count."""
    by = desk.who("office")
    row = carriers.open_board(
        desk.authority, "政务大厅公开栏", BoardKind.FIXED, "示例路1号大厅", "示例管理员", on=SINCE, by=by
    )
    ends = desk.today + timedelta(days=7)
    carriers.put_up(row, _policy(desk), on=desk.days.ago(2), today=desk.today, by=by, ends_on=ends)


def _policy(desk: Desk) -> Content:
    return Content.objects.of(desk.authority).get(title=POLICY)


def at_the_gate(desk: Desk) -> None:
    """公开前筛查: a list with a hidden worksheet waits for a decision."""
    gated.drop(desk.authority, desk.days.ago(1), desk.who("office"))


STEPS: tuple[Callable[[Desk], None], ...] = (
    *(account, withheld, published, meeting, decision, signed, to_sign, in_review, returned, draft_only),
    *(gazette, points, board, at_the_gate),
)
"""各步: in the order in which one needs the other."""


def enter(authority: Authority, today: date, told: Callable[[str], None]) -> None:
    """今日公开: all of it."""
    desk = Desk(authority, today)
    for step in STEPS:
        step(desk)
        told(f"{authority.short_name}公开：{(step.__doc__ or '').partition(':')[0]}")
