"""清单: the lists of what an authority may, must and offers to do. An item stays on its list until an adjustment takes it off."""

from __future__ import annotations

from gongkai.law.grammar.kinds import Field, Kind, Measure, Sort
from gongkai.law.registers.parts import BASIS, OFFICE_PHONE, PUBLIC_MATTERS, REMARK

POWER_KINDS = (
    *("行政许可", "行政处罚", "行政强制", "行政征收", "行政给付"),
    *("行政检查", "行政确认", "行政奖励", "行政裁决", "其他行政权力"),
)
_ITEM = (
    Field("code", "事项编码", required=True, asked=True, other_names=("权力编码", "事项代码", "编码")),
    Field("name", "事项名称", required=True, asked=True, other_names=("权力名称", "项目名称", "名称")),
    Field("unit", "实施主体", required=True, asked=True, other_names=("责任单位", "实施机关", "部门", "单位")),
    Field("made_on", "列入日期", Sort.DAY, required=True, other_names=("公布日期",)),
    BASIS,
)


def _list(key: str, label: str, item: int, *more: Field, others: tuple[str, ...] = ()) -> Kind:
    """One list: what every item says, and what is its own."""
    fields = (*_ITEM, *more, REMARK)
    return Kind(key, label, Measure.STOCK, PUBLIC_MATTERS[item], fields, alike=("code",), others=others)


POWER = _list(
    "power_item",
    "权力和责任事项",
    5,
    Field("power_kind", "权力类型", Sort.CHOICE, True, POWER_KINDS, asked=True, other_names=("职权类型", "类别")),
    Field("duty", "责任事项", Sort.LONG, other_names=("对应责任",)),
    Field("accountability", "追责情形", Sort.LONG),
    Field("level", "行使层级", asked=True),
    OFFICE_PHONE,
    others=("权责清单", "权力清单", "责任清单"),
)
PUBLIC_SERVICE = _list(
    "public_service_item",
    "公共服务事项",
    5,
    Field("audience", "服务对象", asked=True),
    Field("term", "办理时限"),
    others=("公共服务事项目录", "公共服务清单"),
)
CONVENIENCE = _list("convenience_item", "便民服务事项", 5, Field("place", "办理地点"), others=("便民服务清单",))
FEE = _list(
    "fee_item",
    "行政事业性收费项目",
    8,
    Field("standard", "收费标准", Sort.LONG, required=True),
    Field("document", "收费文件", required=True, other_names=("文号", "文件依据")),
    Field("fee_kind", "收费性质", Sort.CHOICE, True, ("行政事业性收费", "政府性基金", "经营服务性收费"), asked=True),
    Field("on_firms", "是否涉企", Sort.YES_NO, asked=True),
    others=("收费清单", "涉企收费清单", "政府性基金目录"),
)
INTERMEDIARY = _list(
    "intermediary_item",
    "行政审批中介服务事项",
    5,
    Field("approval", "对应审批事项", required=True),
    Field("chosen_by", "委托方", Sort.CHOICE, choices=("行政机关", "申请人"), asked=True),
    Field("fee", "收费情况"),
    others=("中介服务清单",),
)
QUALIFICATION = _list(
    "qualification_item",
    "职业资格事项",
    5,
    Field("qualification_kind", "资格类别", Sort.CHOICE, True, ("准入类", "水平评价类"), asked=True),
    others=("职业资格清单",),
)
INVESTMENT = _list(
    "investment_item",
    "企业投资项目核准事项",
    5,
    Field("field", "行业领域", required=True, asked=True),
    Field("level", "核准权限", asked=True),
    others=("投资核准目录", "政府核准的投资项目目录"),
)
TRANSFERRED = _list(
    "transferred_item",
    "下放乡镇街道事项",
    5,
    Field("receiver", "承接单位", required=True, asked=True),
    others=("赋权事项清单",),
)
PROCUREMENT_CATALOGUE = _list(
    "procurement_catalogue_item",
    "集中采购目录项目",
    9,
    Field("threshold", "限额标准", Sort.MONEY),
    others=("集中采购目录",),
)
PROOF = _list(
    "proof_item",
    "证明事项",
    5,
    Field("proof_use", "用途", required=True),
    Field("issued_by", "开具单位", required=True, asked=True),
    Field("replaced_by", "取消后的办理方式", Sort.LONG),
    others=("证明事项清单", "取消证明清单"),
)
LISTS = (
    *(POWER, PUBLIC_SERVICE, CONVENIENCE, FEE, INTERMEDIARY, QUALIFICATION, INVESTMENT),
    *(TRANSFERRED, PROCUREMENT_CATALOGUE, PROOF),
)
"""清单类: each counts what stands on it on a day."""
