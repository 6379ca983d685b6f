"""项目、土地、资产: what is built, taken, granted and sold."""

from __future__ import annotations

from gongkai.law.grammar.kinds import Field, Kind, Measure, Sort
from gongkai.law.registers.parts import (
    AREA,
    BASIS,
    DISPLAY,
    LOCAL_MATTERS,
    MADE_ON,
    NAME,
    OFFICE_PHONE,
    OPEN_TRADES,
    ORIGINAL,
    PUBLIC_MATTERS,
    REMARK,
    UNIT,
)

_CODE = Field("project_code", "项目代码", required=True, asked=True, other_names=("项目编号",))
_INVESTED = Field("invested", "总投资", Sort.MONEY, asked=True, other_names=("投资额",))
MAJOR_PROJECT = Kind(
    "major_project",
    "重大建设项目",
    Measure.FLOW,
    PUBLIC_MATTERS[10],
    fields=(
        *(_CODE, Field("name", "项目名称", required=True, asked=True, other_names=("名称",)), UNIT, AREA, _INVESTED),
        Field("way", "审批方式", Sort.CHOICE, True, ("审批", "核准", "备案"), asked=True),
        Field("number", "批准文号", required=True),
        Field("builder", "建设单位", required=True, asked=True),
        Field("progress", "进展情况", Sort.LONG),
        Field("made_on", "批准日期", Sort.DAY, required=True, asked=True),
        *(ORIGINAL, REMARK),
    ),
    alike=("project_code", "number"),
    others=("重点项目", "重大项目"),
)
PPP = Kind(
    "ppp_project",
    "政府和社会资本合作项目",
    Measure.FLOW,
    PUBLIC_MATTERS[10],
    fields=(
        *(_CODE, NAME, UNIT, _INVESTED),
        Field("stage", "所处阶段", Sort.CHOICE, True, ("识别", "准备", "采购", "执行", "移交"), asked=True),
        Field("partner", "社会资本方"),
        Field("years", "合作期限", Sort.COUNT, unit="年"),
        Field("is_model", "是否示范项目", Sort.YES_NO, asked=True),
        Field("progress", "项目进展", Sort.LONG),
        Field("contract", "合同要点", Sort.LONG),
        Field("returns", "回报机制", Sort.LONG),
        *(MADE_ON, ORIGINAL, REMARK),
    ),
    others=("PPP项目",),
)
LAND_TAKING = Kind(
    "land_taking",
    "土地征收公告",
    Measure.FLOW,
    LOCAL_MATTERS,
    fields=(
        *(NAME, UNIT, AREA),
        Field("number", "批准文号", required=True, asked=True),
        Field("hectares", "征收面积", Sort.NUMBER, required=True, unit="公顷", asked=True),
        Field("standard", "补偿标准", Sort.LONG, required=True),
        Field("use", "用途"),
        *DISPLAY,
        *(MADE_ON, ORIGINAL, REMARK),
    ),
    limit="自收到批准文件之日起15个工作日内公开",
    alike=("number", "name"),
    others=("征地公告", "征地信息"),
)
LAND_TRANSFER = Kind(
    "land_transfer",
    "国有土地使用权出让",
    Measure.FLOW,
    OPEN_TRADES,
    fields=(
        *(Field("plot", "宗地编号", required=True, asked=True), NAME, UNIT, AREA),
        Field("square_metres", "出让面积", Sort.NUMBER, required=True, unit="平方米", asked=True),
        Field("use", "土地用途", required=True, asked=True),
        Field("way", "出让方式", Sort.CHOICE, True, ("招标", "拍卖", "挂牌", "协议", "划拨"), asked=True),
        Field("price", "成交价", Sort.MONEY, asked=True),
        Field("receiver", "受让人", asked=True),
        *(MADE_ON, ORIGINAL, REMARK),
    ),
    alike=("plot",),
    others=("土地出让", "供地结果"),
)
MINING_RIGHT = Kind(
    "mining_right",
    "矿业权公告",
    Measure.FLOW,
    OPEN_TRADES,
    fields=(
        *(NAME, UNIT, AREA),
        Field("right_kind", "权利种类", Sort.CHOICE, True, ("探矿权", "采矿权"), asked=True),
        Field("event", "事项", Sort.CHOICE, True, ("出让", "转让", "延续", "变更", "注销"), asked=True),
        Field("holder", "权利人", required=True, asked=True),
        *DISPLAY,
        *(MADE_ON, ORIGINAL, REMARK),
    ),
    others=("矿业权", "采矿权公示"),
)
ASSET_DISPOSAL = Kind(
    "asset_disposal",
    "国有资产处置",
    Measure.FLOW,
    OPEN_TRADES,
    fields=(
        *(NAME, UNIT),
        Field(
            "way", "处置方式", Sort.CHOICE, True, ("拍卖", "出售", "置换", "报废", "捐赠", "调拨", "其他"), asked=True
        ),
        Field("appraiser", "评估机构"),
        Field("appraised", "评估价值", Sort.MONEY),
        Field("price", "处置收入", Sort.MONEY, required=True, asked=True),
        *(MADE_ON, ORIGINAL, REMARK),
    ),
    others=("资产处置", "国有产权"),
)
STATE_FIRM = Kind(
    "state_firm",
    "国有企业信息",
    Measure.FLOW,
    PUBLIC_MATTERS[15],
    fields=(
        Field("name", "企业名称", required=True, asked=True),
        Field("credit_code", "统一社会信用代码", Sort.CREDIT_CODE, required=True),
        Field(
            "matter",
            "公开事项",
            Sort.CHOICE,
            True,
            choices=(
                *("基本情况", "生产经营", "安全生产", "财务状况", "负责人任免和薪酬"),
                *("重要人事变动", "改制重组", "监督检查", "重大事项", "社会责任"),
            ),
            asked=True,
        ),
        Field("content", "内容", Sort.LONG, required=True),
        Field("revenue", "营业收入", Sort.MONEY),
        Field("profit", "利润总额", Sort.NUMBER, unit="万元"),
        *(MADE_ON, UNIT, ORIGINAL, REMARK),
    ),
    alike=("credit_code", "matter", "made_on"),
    others=("国企信息",),
)
EXPROPRIATION = Kind(
    "expropriation",
    "国有土地上房屋征收",
    Measure.FLOW,
    LOCAL_MATTERS,
    fields=(
        *(NAME, UNIT, AREA, BASIS),
        Field(
            "step",
            "环节",
            Sort.CHOICE,
            True,
            ("征收补偿方案征求意见", "征收决定", "补偿决定", "分户补偿", "评估机构选定"),
            asked=True,
        ),
        Field("households", "涉及户数", Sort.COUNT, unit="户", asked=True),
        Field("compensation", "补偿金额", Sort.MONEY),
        *(MADE_ON, OFFICE_PHONE, ORIGINAL, REMARK),
    ),
    others=("房屋征收", "征收补偿"),
)
PROJECTS = (
    *(MAJOR_PROJECT, PPP, LAND_TAKING, LAND_TRANSFER, MINING_RIGHT),
    *(ASSET_DISPOSAL, STATE_FIRM, EXPROPRIATION),
)
