"""解读的搭建: a document that owes an interpretation, taken through its acts to wherever a test wants to begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gongkai.law.briefings import AttendanceProof, Audience, Briefing, BriefingKind, Turnout
from gongkai.law.disclosure import ReleaseChannel, Source
from gongkai.law.documents import CHECKS, Act, DocumentKind
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.interpretation import AuthorRole, Form, LocalPart, Part, PolicyOrigin
from gongkai.law.script import Answered, Benefit, Box, FlowStep, Keyword, Moment, Script
from gongkai.office.authorities.models import Official
from gongkai.publication.disclosure.acts import WEBSITE, Outlet
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.acts import Draft
from gongkai.publication.documents.models import Document
from gongkai.publication.interpretation import acts
from gongkai.publication.interpretation.acts import Plan, Speaker
from gongkai.publication.interpretation.briefings import acts as briefings
from gongkai.publication.interpretation.briefings.models import PolicyBriefing
from gongkai.publication.interpretation.models import Interpretation, Package
from tests.publication.conftest import DAY, House

TEXT = Script(
    gist="家里突然遇到困难的，可以向民政局申请临时救助。",
    points=("最快当天能拿到钱。", "救助金按困难程度分三档。"),
    timeline=(Moment("2025年10月1日", "办法开始施行"), Moment("申请后10个工作日内", "告知审核结果")),
    flow=(
        FlowStep("提出申请", "带身份证和困难证明", "乡镇便民服务中心"),
        FlowStep("入户核实", "乡镇工作人员上门核实"),
        FlowStep("发放救助金", "打到一卡通"),
    ),
    benefits=(
        Benefit("低保户", "一次性救助金", "每人1500元", "突发困难"),
        Benefit("低保边缘户", "一次性救助金", "每人1000元", "自付医疗费用较高"),
    ),
    questions=(Answered("外地户口能申请吗", "办了本县居住证的可以申请。"),),
    keywords=(Keyword("支出型困难", "一时花费太大，日子过不下去"),),
    boxes={
        Box.WHO.value: "本县户籍和持居住证的困难家庭。",
        Box.WHAT.value: "每人1000元到1500元的一次性救助金。",
        Box.HOW.value: "到乡镇便民服务中心填表，带身份证。",
        Box.WHOM.value: "县民政局社会救助股，0900-1234567。",
        Box.UNTIL.value: "2025年10月1日起，长期有效。",
    },
)
PLAN = Plan(
    "《示例县临时救助办法》解读",
    (Form.TEXT, Form.DIAGRAM),
    "王小样",
    {
        Part.BACKGROUND.value: "为做好临时救助工作制定。",
        Part.AIM.value: "让遇到难处的家庭及时得到帮助。",
        Part.CONTENT.value: "说明了谁可以申请、给多少、怎么办。",
        Part.SCOPE.value: "本县户籍和居住证持有人。",
    },
    channels=(ReleaseChannel.WEBSITE, ReleaseChannel.WECHAT),
    speakers=(Speaker(AuthorRole.UNIT_HEAD, "李示例", "局长"),),
    script=TEXT,
)
REPRINT = Plan(
    "省里解读临时救助新政策",
    (Form.MEDIA,),
    "示例日报",
    {},
    source=Source.REPRINT,
    origin=PolicyOrigin.UPPER,
    reprinted_from="示例日报",
    licence="本单位订阅稿件，许可转载",
    local={
        LocalPart.MEANS.value: "我县10月1日起照此标准发放。",
        LocalPart.HANDLED_BY.value: "县民政局社会救助股",
        LocalPart.PHONE.value: "0900-1234567",
    },
)
WECHAT = Outlet(ReleaseChannel.WECHAT, "示例民政", "https://example.invalid/s/1")


BRIEFING = Briefing(
    BriefingKind.LECTURE,
    DAY,
    "示例镇便民服务中心",
    Audience.RESIDENTS,
    ((AuthorRole.UNIT_HEAD, "李示例局长"), (AuthorRole.DRAFTER, "王小样")),
)
TURNOUT = Turnout(46, AttendanceProof.SHEET, "签到表2页，存社会救助股", questions=7)


def drafted(house: House, kind: DocumentKind = DocumentKind.NORMATIVE, *, policy: bool = False) -> Document:
    """拟稿."""
    words = "为做好临时救助工作，制定本办法。本办法适用于本县户籍居民。"
    given = Draft(kind, "示例县临时救助办法", f"<p>{words}</p>", words, section="社会救助股", policy=policy)
    return documents.draft(house.people.bureau, given, on=DAY, today=DAY, by=house.people.wang)


def take(document: Document, act: Act, by: Official, on: date = DAY, **details: JSON) -> None:
    documents.act(document, Step(act.value, on, details), today=on, by=by)


def reviewed(house: House, document: Document) -> None:
    """标注、送审、三审."""
    take(document, Act.LABEL, house.people.wang, attribute="proactive")
    take(document, Act.SUBMIT, house.people.wang)
    for by in (house.sun, house.qian, house.wu):
        take(document, Act.REVIEW, by, checks=dict.fromkeys(CHECKS, True))


def signed(house: House, kind: DocumentKind = DocumentKind.NORMATIVE, plan: Plan | None = PLAN) -> Document:
    """已签发: with its package where one is given."""
    document = drafted(house, kind)
    reviewed(house, document)
    if plan is not None:
        acts.submit(document, plan, on=DAY, today=DAY, by=house.people.wang)
    documents.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    return document


def published(house: House, plan: Plan = PLAN) -> tuple[Content, Interpretation]:
    """已同步发布."""
    return acts.publish_together(
        signed(house, plan=plan),
        house.files,
        house.explained,
        [WEBSITE, WECHAT],
        on=DAY,
        today=DAY,
        by=house.people.wang,
        explained_by=[WEBSITE, replace(WECHAT, proof="https://example.invalid/s/2")],
    )


def prepared(house: House, policy: Content, plan: Plan = REPRINT, on: date = DAY) -> Package:
    """另行解读，已审核."""
    package = acts.prepare(policy, plan, on=on, today=on, by=house.people.wang)
    acts.pass_material(package, on=on, today=on, by=house.qian, checks=CHECKS)
    return package


def reprinted(house: House, policy: Content, plan: Plan = REPRINT, on: date = DAY) -> Interpretation:
    """转载已发布."""
    return acts.explain(prepared(house, policy, plan, on), house.explained, on=on, today=on, by=house.people.wang)


def briefed(
    told: Interpretation, by: Official, held: Briefing = BRIEFING, turnout: Turnout = TURNOUT
) -> PolicyBriefing:
    """已举行一场宣讲."""
    once = f"{told.pk} {held.place} {held.day}"
    row = briefings.announce(told, held, on=held.day, today=held.day, once=once, by=by)
    return briefings.hold(row, held, turnout, on=held.day, today=held.day, by=by)
