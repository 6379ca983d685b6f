"""市场企业: lists of firms by their matter, and how a market fared in a period."""

from __future__ import annotations

from gongkai.law.grammar.kinds import Field, Kind, Measure, Sort
from gongkai.law.registers.parts import AREA, BASIS, ORIGINAL, PERIOD, PUBLIC_MATTERS, REMARK, UNIT

FIRM_LIST = Kind(
    "firm_list",
    "企业名单",
    Measure.STOCK,
    PUBLIC_MATTERS[15],
    fields=(
        Field("name", "企业名称", required=True, asked=True),
        Field("credit_code", "统一社会信用代码", Sort.CREDIT_CODE),
        Field(
            "list_kind",
            "名单种类",
            Sort.CHOICE,
            True,
            ("化解过剩产能", "奖补资金分配", "上市后备", "小额贷款公司", "融资担保机构", "重点排污单位", "其他"),
            asked=True,
        ),
        Field("batch", "批次", asked=True),
        Field("content", "列入事项", required=True, other_names=("产能", "核准内容")),
        *(AREA, BASIS),
        Field("made_on", "列入日期", Sort.DAY, required=True, asked=True),
        *(UNIT, ORIGINAL, REMARK),
    ),
    alike=("name", "list_kind", "made_on"),
    others=("审批名单", "产能名单"),
)
MARKET_ANALYSIS = Kind(
    "market_analysis",
    "市场运行分析",
    Measure.SERIES,
    PUBLIC_MATTERS[4],
    fields=(
        PERIOD,
        Field("name", "市场", Sort.CHOICE, True, ("消费", "房地产", "旅游", "农产品", "劳动力", "其他"), asked=True),
        Field("volume", "交易额", Sort.MONEY, asked=True, other_names=("零售额", "成交额")),
        Field("growth", "同比增长", Sort.NUMBER, unit="%", asked=True),
        Field("analysis", "分析", Sort.LONG, required=True),
        *(UNIT, ORIGINAL),
    ),
    limit="每季度终了后20日内公开",
    dated="period",
    alike=("period", "name"),
    others=("消费市场分析", "房地产市场信息"),
)
MARKETS = (FIRM_LIST, MARKET_ANALYSIS)
