"""民生: aid and its notices at every level, school, health, housing, work."""

from __future__ import annotations

from gongkai.law.grammar.kinds import Field, Kind, Measure, Shown, Sort
from gongkai.law.registers.parts import (
    AREA,
    BASIS,
    DISPLAY,
    LOCAL_MATTERS,
    MADE_ON,
    NAME,
    ORIGINAL,
    PUBLIC_MATTERS,
    REMARK,
    UNIT,
)

LEVELS = ("州（市）", "县", "乡", "村")
_LEVEL = Field("level", "公告层级", Sort.CHOICE, True, LEVELS, asked=True)
_AMOUNT = Field("amount", "资金规模", Sort.MONEY, asked=True, other_names=("金额", "投入资金"))
_PROOF = Field("proof", "留存凭证", other_names=("照片", "公示照片"))
_AID = PUBLIC_MATTERS[11]


def _announced(key: str, label: str, *more: Field, before: bool, others: tuple[str, ...] = ()) -> Kind:
    """A notice of aid: shown before with its period, or announced after; either keeps a proof of where it hung."""
    middle = (*DISPLAY, _PROOF) if before else (_PROOF,)
    fields = (NAME, UNIT, AREA, _LEVEL, *more, *middle, MADE_ON, ORIGINAL, REMARK)
    return Kind(key, label, Measure.FLOW, _AID, fields, alike=("name", "made_on", "unit"), others=others)


POVERTY_NOTICE = _announced(
    "poverty_notice",
    "扶贫（帮扶）项目资金公示",
    _AMOUNT,
    Field("projects", "项目数", Sort.COUNT, unit="个"),
    before=True,
    others=("扶贫公示", "扶贫公告公示", "衔接资金公示"),
)
POVERTY_RESULT = _announced(
    "poverty_result",
    "扶贫（帮扶）项目资金公告",
    Field("answers", "对应公示名称", required=True),
    _AMOUNT,
    Field("result", "实施结果", Sort.LONG, required=True),
    before=False,
    others=("扶贫公告", "完工公告"),
)
DISCIPLINE_FILING = Kind(
    "discipline_filing",
    "扶贫资金报送纪检备案",
    Measure.FLOW,
    _AID,
    fields=(
        NAME,
        UNIT,
        Field("received_by", "受理机关", required=True),
        Field("period", "所属期间", required=True),
        MADE_ON,
        REMARK,
    ),
    others=("备案",),
)
RELIEF_POLICY = Kind(
    "relief_policy",
    "惠民政策",
    Measure.STOCK,
    _AID,
    fields=(
        NAME,
        UNIT,
        Field("audience", "补助对象", required=True, asked=True),
        Field("standard", "补助标准", Sort.LONG, required=True),
        BASIS,
        MADE_ON,
        ORIGINAL,
    ),
    alike=("name", "unit"),
    others=("强农惠农政策", "惠民惠农政策"),
)
RELIEF_PAYMENT = Kind(
    "relief_payment",
    "救助补贴发放",
    Measure.FLOW,
    _AID,
    fields=(
        Field(
            "relief_kind",
            "救助种类",
            Sort.CHOICE,
            True,
            ("城市低保", "农村低保", "特困供养", "临时救助", "医疗救助", "残疾人两项补贴", "孤儿", "高龄津贴", "其他"),
            asked=True,
        ),
        Field("name", "姓名", Sort.PERSON, required=True),
        Field("number", "身份证号码", Sort.IDENTITY, other_names=("证件号码",)),
        Field("account", "一卡通账号", Sort.ACCOUNT),
        Field("address", "家庭住址", Sort.HOME),
        Field("persons", "保障人数", Sort.COUNT, unit="人"),
        Field("paid", "发放金额", Sort.NUMBER, required=True, unit="元"),
        AREA,
        UNIT,
        *DISPLAY,
        Field("made_on", "发放日期", Sort.DAY, required=True, asked=True),
    ),
    others=("低保公示", "补贴发放", "一卡通"),
    taken_down=True,
)
SOCIAL_FUND = Kind(
    "social_fund",
    "社会保险基金",
    Measure.SERIES,
    _AID,
    fields=(
        Field("name", "险种", required=True, asked=True),
        Field("year", "年度", Sort.COUNT, True, unit="年", asked=True),
        Field("insured", "参保人数", Sort.COUNT, unit="人"),
        Field("income", "基金收入", Sort.MONEY, required=True),
        Field("spending", "基金支出", Sort.MONEY, required=True),
        Field("balance", "累计结余", Sort.MONEY),
        MADE_ON,
        UNIT,
    ),
    limit="每年终了后60日内公开",
    alike=("name", "year"),
    others=("社保基金",),
)
ENROLMENT = Kind(
    "enrolment",
    "教育招生",
    Measure.FLOW,
    _AID,
    fields=(
        NAME,
        UNIT,
        Field("school", "学校", required=True, asked=True),
        Field("places", "招生计划", Sort.COUNT, unit="人", asked=True),
        Field("area", "划片范围", Sort.LONG, other_names=("招生范围",)),
        Field("conditions", "招生条件和材料", Sort.LONG),
        Field("result", "录取结果", Sort.LONG),
        MADE_ON,
        ORIGINAL,
    ),
    others=("招生信息",),
)
SCHOOL_MONEY = Kind(
    "school_money",
    "学校财务和均衡发展",
    Measure.SERIES,
    _AID,
    fields=(
        Field("name", "学校", required=True, asked=True),
        Field("year", "年度", Sort.COUNT, True, unit="年", asked=True),
        Field("income", "经费收入", Sort.MONEY, required=True),
        Field("spending", "经费支出", Sort.MONEY, required=True),
        Field("pupils", "在校学生", Sort.COUNT, unit="人"),
        MADE_ON,
        UNIT,
    ),
    limit="每年终了后60日内公开",
    alike=("name", "year"),
    others=("学校财务",),
)
MEDICAL_PRICE = Kind(
    "medical_price",
    "医疗服务价格",
    Measure.STOCK,
    _AID,
    fields=(
        Field("code", "项目编码", required=True, asked=True),
        Field("name", "项目名称", required=True, asked=True),
        Field("price", "价格", Sort.NUMBER, required=True, unit="元"),
        Field("institution", "医疗机构", required=True, asked=True),
        MADE_ON,
        UNIT,
    ),
    alike=("code", "institution"),
)
HEALTH_EVENT = Kind(
    "health_event",
    "疫情和公共卫生事件",
    Measure.SERIES,
    PUBLIC_MATTERS[13],
    fields=(
        Field("name", "病种或者事件", required=True, asked=True),
        Field("cases", "报告数", Sort.COUNT, True, unit="例", asked=True),
        Field("deaths", "死亡数", Sort.COUNT, unit="例"),
        Field("period", "报告月份", Sort.MONTH, required=True, asked=True),
        UNIT,
    ),
    limit="每月终了后15日内公开",
    dated="period",
    alike=("period", "name"),
    others=("法定传染病",),
)
HOUSING = Kind(
    "housing_notice",
    "住房保障",
    Measure.FLOW,
    LOCAL_MATTERS,
    fields=(
        Field(
            "housing_kind",
            "保障种类",
            Sort.CHOICE,
            True,
            ("公租房", "廉租补贴", "棚户区改造", "危房改造", "保障性租赁住房", "其他"),
            asked=True,
        ),
        Field("name", "项目或者对象", required=True, asked=True, other_names=("项目名称",)),
        Field("homes", "套（户）数", Sort.COUNT, unit="套（户）", asked=True),
        Field("amount", "资金", Sort.MONEY),
        *DISPLAY,
        MADE_ON,
        UNIT,
        ORIGINAL,
    ),
    others=("保障房", "危房改造", "棚改"),
)
LAND_FLOW = Kind(
    "land_flow",
    "农村土地承包经营权流转",
    Measure.FLOW,
    LOCAL_MATTERS,
    fields=(
        NAME,
        AREA,
        Field("mu", "流转面积", Sort.NUMBER, required=True, unit="亩", asked=True),
        Field("receiver", "受让方", required=True),
        Field("years", "流转期限", Sort.COUNT, unit="年"),
        MADE_ON,
        UNIT,
    ),
    others=("土地流转",),
)
JOB = Kind(
    "job",
    "就业岗位",
    Measure.FLOW,
    _AID,
    fields=(
        Field("name", "岗位", required=True, asked=True),
        Field("employer", "用人单位", required=True, asked=True),
        Field("places", "招聘人数", Sort.COUNT, True, unit="人"),
        Field("pay", "薪酬"),
        Field("ends", "报名截止", Sort.DAY),
        MADE_ON,
        UNIT,
    ),
    others=("招聘信息", "就业信息"),
)
POST = Kind(
    "civil_post",
    "公务员招考和录用",
    Measure.FLOW,
    PUBLIC_MATTERS[14],
    fields=(
        Field("name", "职位", required=True, asked=True),
        Field("places", "名额", Sort.COUNT, True, unit="人"),
        Field("conditions", "报考条件", Sort.LONG, required=True),
        Field("admitted", "录用人员", Sort.PERSON),
        *DISPLAY,
        MADE_ON,
        UNIT,
        ORIGINAL,
    ),
    others=("招录", "录用公示"),
    taken_down=True,
)
CHARITY = Kind(
    "charity",
    "慈善募捐和使用",
    Measure.FLOW,
    PUBLIC_MATTERS[15],
    fields=(
        NAME,
        Field("organiser", "募捐组织", required=True, asked=True),
        Field("raised", "募集金额", Sort.MONEY, required=True),
        Field("spent", "使用金额", Sort.MONEY),
        MADE_ON,
        UNIT,
    ),
    others=("公益慈善",),
)
SCIENCE = Kind(
    "science_project",
    "科技项目",
    Measure.FLOW,
    PUBLIC_MATTERS[15],
    fields=(
        Field("number", "项目编号", required=True, asked=True),
        NAME,
        Field("carried_by", "承担单位", required=True, asked=True),
        Field("amount", "资助金额", Sort.MONEY, asked=True),
        *DISPLAY,
        MADE_ON,
        UNIT,
    ),
    alike=("number",),
)
ASSOCIATION = Kind(
    "association_review",
    "社会组织年检",
    Measure.FLOW,
    PUBLIC_MATTERS[15],
    fields=(
        Field("name", "社会组织名称", required=True, asked=True),
        Field("credit_code", "统一社会信用代码", Sort.CREDIT_CODE, required=True),
        Field("year", "年检年度", Sort.COUNT, True, unit="年", asked=True),
        Field("result", "年检结论", Sort.CHOICE, True, ("合格", "基本合格", "不合格", "未参检"), asked=True),
        Field("contact", "联系人", Sort.PERSON, says=Shown.INSIDE),
        MADE_ON,
        UNIT,
    ),
    alike=("credit_code", "year"),
)
LIVELIHOOD = (
    *(POVERTY_NOTICE, POVERTY_RESULT, DISCIPLINE_FILING, RELIEF_POLICY, RELIEF_PAYMENT, SOCIAL_FUND),
    *(ENROLMENT, SCHOOL_MONEY, MEDICAL_PRICE, HEALTH_EVENT, HOUSING, LAND_FLOW),
    *(JOB, POST, CHARITY, SCIENCE, ASSOCIATION),
)
