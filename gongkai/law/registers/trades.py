"""公共资源交易: the notices of one project in their order, purchases beside them."""

from __future__ import annotations

from gongkai.law.grammar.kinds import Field, Kind, Measure, Shown, Sort
from gongkai.law.registers.parts import (
    MADE_ON,
    OFFICE_PHONE,
    OPEN_TRADES,
    ORIGINAL,
    PROJECT,
    PROJECT_CODE,
    PUBLIC_MATTERS,
    REMARK,
    SHOWN_FROM,
    SHOWN_TO,
    UNIT,
)

TRADE_FIELDS = ("工程建设", "政府采购", "土地使用权", "矿业权", "国有产权", "药品采购", "林权", "其他")
_NAME = Field("name", "公告标题", required=True, asked=True, other_names=("标题",))
_FIELD = Field("trade_field", "交易领域", Sort.CHOICE, True, TRADE_FIELDS, asked=True)
_PLATFORM = Field("platform", "交易平台")
_HEAD = (_NAME, MADE_ON, UNIT, _FIELD, _PLATFORM)
_TAIL = (ORIGINAL, REMARK)
_PROMPT = "自信息形成之日起20个工作日内公开"
_WINNER = Field("winner", "中标（成交）人", required=True, asked=True, other_names=("中标单位", "成交供应商", "中标人"))
_PRICE = Field("price", "中标（成交）金额", Sort.MONEY, required=True, asked=True, other_names=("中标金额", "成交金额"))


def _notice(key: str, label: str, *more: Field, limit: str = _PROMPT, others: tuple[str, ...] = ()) -> Kind:
    """A notice of a project: what all say, and what is its own."""
    fields = (*_HEAD, PROJECT_CODE, PROJECT, *more, *_TAIL)
    return Kind(key, label, Measure.FLOW, OPEN_TRADES, fields, limit, alike=("project_code", "name"), others=others)


TENDER = _notice(
    "tender_notice",
    "招标（采购）公告",
    Field("estimate", "估算（预算）金额", Sort.MONEY, other_names=("预算金额", "估算金额")),
    Field("opens_on", "开标日期", Sort.DAY),
    others=("招标公告", "采购公告", "出让公告"),
)
PREQUALIFICATION = _notice("prequalification_notice", "资格预审公告", others=("资格审查公告",))
CORRECTION = _notice(
    "correction_notice",
    "更正（变更）公告",
    Field("corrects", "更正的公告标题", required=True, other_names=("原公告标题",)),
    Field("content", "更正内容", Sort.LONG, required=True),
    others=("更正公告", "变更公告", "答疑"),
)
AWARD = _notice(
    "award_notice",
    "中标（成交）公告",
    _WINNER,
    _PRICE,
    SHOWN_FROM,
    SHOWN_TO,
    OFFICE_PHONE,
    others=("中标公告", "中标公示", "成交公告"),
)
PERFORMANCE = _notice(
    "performance_notice",
    "履约信息",
    Field("contractor", "履约单位", required=True, asked=True),
    Field("accepted", "验收结果", required=True),
    Field("paid", "结算金额", Sort.MONEY),
    others=("履约公告", "合同履行"),
)
TRADE_POLICY = Kind("trade_policy", "交易政策法规", Measure.FLOW, OPEN_TRADES, (*_HEAD, *_TAIL), others=("政策法规",))
TRADE_NEWS = Kind("trade_news", "交易动态", Measure.FLOW, OPEN_TRADES, (*_HEAD, *_TAIL), others=("工作动态",))
TRADE_OTHER = Kind("trade_other", "其他交易信息", Measure.FLOW, OPEN_TRADES, (*_HEAD, *_TAIL))
TRADE_NOTICES = (
    *(TENDER, PREQUALIFICATION, CORRECTION, AWARD, PERFORMANCE),
    *(TRADE_POLICY, TRADE_NEWS, TRADE_OTHER),
)
"""八类交易公告."""

BID_OPENING = _notice(
    "bid_opening",
    "开标和评标情况",
    Field("bidders", "投标单位数", Sort.COUNT, True, unit="家", asked=True),
    Field("outcome", "开评标结果", Sort.LONG, required=True),
    others=("开标记录", "评标结果"),
)
EXPERT_DRAW = _notice(
    "expert_draw",
    "评标专家抽取",
    Field("experts", "抽取人数", Sort.COUNT, True, unit="人"),
    Field("drawn_by", "抽取方式", required=True),
    Field("names", "专家名单", Sort.PERSON, says=Shown.INSIDE),
    others=("专家抽取",),
)
DEPOSIT_REFUND = _notice(
    "deposit_refund",
    "投标保证金退还",
    Field("receivers", "退还单位数", Sort.COUNT, True, unit="家"),
    Field("refunded", "退还金额", Sort.MONEY, required=True, asked=True),
    others=("保证金退款",),
)
AWARD_LETTER = _notice("award_letter", "中标通知书", _WINNER, _PRICE, others=("中标通知",))
TRADE_STEPS = (BID_OPENING, EXPERT_DRAW, DEPOSIT_REFUND, AWARD_LETTER)
"""交易过程: what happens between a notice and its award, shown with them."""

PURCHASE = Kind(
    "purchase",
    "政府集中采购",
    Measure.FLOW,
    PUBLIC_MATTERS[9],
    fields=(
        PROJECT_CODE,
        Field("name", "采购项目名称", required=True, asked=True, other_names=("项目名称", "标题")),
        UNIT,
        Field(
            "method",
            "采购方式",
            Sort.CHOICE,
            True,
            choices=("公开招标", "邀请招标", "竞争性谈判", "竞争性磋商", "单一来源", "询价", "框架协议", "其他"),
            asked=True,
        ),
        Field("supplier", "供应商", required=True, asked=True, other_names=("成交供应商",)),
        Field("amount", "采购金额", Sort.MONEY, required=True, asked=True, other_names=("合同金额", "成交金额")),
        Field("budget", "预算金额", Sort.MONEY),
        Field("made_on", "合同签订日期", Sort.DAY, required=True, asked=True, other_names=("成交日期",)),
        *_TAIL,
    ),
    limit="自合同签订之日起2个工作日内公开",
    alike=("project_code", "supplier"),
    others=("政府采购", "采购合同"),
)
BELOW_LIMIT = Kind(
    "below_limit_purchase",
    "限额以下采购",
    Measure.FLOW,
    PUBLIC_MATTERS[9],
    fields=(
        Field("name", "采购内容", required=True, asked=True),
        UNIT,
        Field("supplier", "供应商", required=True, asked=True),
        Field("amount", "采购金额", Sort.MONEY, required=True, asked=True),
        MADE_ON,
        Field("approved_by", "审批人", Sort.PERSON, says=Shown.INSIDE),
        REMARK,
    ),
)
TRADES = (*TRADE_NOTICES, *TRADE_STEPS, PURCHASE, BELOW_LIMIT)
