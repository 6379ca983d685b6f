"""财政、审计、收费: what comes in, what goes out, who looked at it."""

from __future__ import annotations

from gongkai.law.grammar.kinds import Field, Kind, Measure, Sort
from gongkai.law.registers.parts import BUDGET_LAW, MADE_ON, NAME, ORIGINAL, PERIOD, PUBLIC_MATTERS, REMARK, UNIT

_AFTER_APPROVAL = "自批准之日起20日内公开"
_YEAR = Field("year", "所属年度", Sort.COUNT, True, unit="年", asked=True)
_SCOPE = Field("scope", "公开主体类别", Sort.CHOICE, True, ("政府", "部门", "单位"), asked=True)
_APPROVED = Field("made_on", "批准（批复）日期", Sort.DAY, True, asked=True, other_names=("批复日期", "批准日期"))
_THREE = (
    Field("travel", "因公出国（境）费", Sort.MONEY),
    Field("cars", "公务用车购置及运行费", Sort.MONEY),
    Field("receptions", "公务接待费", Sort.MONEY),
)
"""三公经费."""


def _yearly(key: str, label: str, others: tuple[str, ...]) -> Kind:
    """A budget or its account: whose, of which year, how much, approved when."""
    fields = (
        Field("name", "名称", required=True, asked=True, other_names=("标题",)),
        UNIT,
        _YEAR,
        _SCOPE,
        Field("income", "收入总计", Sort.MONEY, required=True, asked=True),
        Field("spending", "支出总计", Sort.MONEY, required=True, asked=True),
        *_THREE,
        _APPROVED,
        ORIGINAL,
        REMARK,
    )
    return Kind(key, label, Measure.FLOW, BUDGET_LAW, fields, _AFTER_APPROVAL, alike=("unit", "year"), others=others)


BUDGET = _yearly("budget", "预算公开", ("部门预算", "政府预算", "预算"))
FINAL_ACCOUNT = _yearly("final_account", "决算公开", ("部门决算", "政府决算", "决算"))
FISCAL_MONTH = Kind(
    "fiscal_month",
    "财政收支月报",
    Measure.SERIES,
    PUBLIC_MATTERS[7],
    fields=(
        PERIOD,
        Field("name", "地区", required=True, asked=True),
        Field("income", "一般公共预算收入", Sort.MONEY, required=True, asked=True),
        Field("tax", "税收收入", Sort.MONEY),
        Field("spending", "一般公共预算支出", Sort.MONEY, required=True, asked=True),
        Field("change", "变动说明", Sort.LONG),
        UNIT,
    ),
    limit="每月终了后15日内公开",
    dated="period",
    alike=("period", "name"),
    others=("收支月报", "财政月报"),
)
DEBT = Kind(
    "debt",
    "政府债务",
    Measure.SERIES,
    PUBLIC_MATTERS[7],
    fields=(
        Field("name", "债务名称", required=True, asked=True),
        _YEAR,
        Field("debt_kind", "债务类别", Sort.CHOICE, True, ("一般债务", "专项债务"), asked=True),
        Field("ceiling", "限额", Sort.MONEY, required=True),
        Field("balance", "余额", Sort.MONEY, required=True),
        Field("issued", "本年发行", Sort.MONEY),
        Field("repaid", "本年还本付息", Sort.MONEY),
        Field("use", "使用安排", Sort.LONG),
        MADE_ON,
        UNIT,
        ORIGINAL,
    ),
    limit="每年终了后60日内公开",
    alike=("year", "debt_kind", "name"),
    others=("地方政府债务",),
)
SPECIAL_FUND = Kind(
    "special_fund",
    "专项资金",
    Measure.FLOW,
    PUBLIC_MATTERS[7],
    fields=(
        NAME,
        UNIT,
        Field("amount", "金额", Sort.MONEY, required=True, asked=True),
        Field("receiver", "分配对象", required=True, asked=True),
        Field("document", "资金文号", asked=True),
        Field("use", "用途", Sort.LONG, required=True),
        MADE_ON,
        ORIGINAL,
        REMARK,
    ),
    others=("专项经费", "资金分配"),
)
AUDIT = Kind(
    "audit_result",
    "审计结果公告",
    Measure.FLOW,
    PUBLIC_MATTERS[15],
    fields=(
        NAME,
        UNIT,
        Field("audited", "被审计单位", required=True, asked=True),
        Field("found", "发现的问题", Sort.LONG, required=True),
        Field("amount", "问题金额", Sort.MONEY, asked=True),
        Field("mended", "整改情况", Sort.LONG),
        MADE_ON,
        ORIGINAL,
        REMARK,
    ),
    others=("审计公告", "审计信息"),
)
FEE_POLICY = Kind(
    "fee_policy",
    "收费政策",
    Measure.FLOW,
    PUBLIC_MATTERS[8],
    fields=(NAME, UNIT, Field("document", "文号", required=True, asked=True), MADE_ON, ORIGINAL, REMARK),
    others=("减税降费政策",),
)
FEE_COLLECTED = Kind(
    "fee_collected",
    "行政事业性收费收缴",
    Measure.SERIES,
    PUBLIC_MATTERS[8],
    fields=(
        Field("name", "收费项目", required=True, asked=True, other_names=("项目名称",)),
        _YEAR,
        Field("amount", "收费金额", Sort.MONEY, required=True, asked=True, other_names=("收缴金额", "入库金额")),
        MADE_ON,
        UNIT,
        REMARK,
    ),
    limit="每年终了后60日内公开",
    alike=("year", "name", "unit"),
    others=("非税收入收缴", "收费收缴情况"),
)
MONEY = (BUDGET, FINAL_ACCOUNT, FISCAL_MONTH, DEBT, SPECIAL_FUND, AUDIT, FEE_POLICY, FEE_COLLECTED)
