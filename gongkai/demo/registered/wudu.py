"""武都区2017年: 273 approvals of which 177 were cancelled, 107 taken over, so 203 stand; 2 899 items of 33 units, 182 services.

Beside them 18 projects approved, 360 batches sampled, 44 penalties, 6 times the water and 3 times the dust.
"""

from __future__ import annotations

from datetime import date

from gongkai.demo.registered.plan import Gone, Lot, Registered, listed, over
from gongkai.law.registers.decisions import PENALTY
from gongkai.law.registers.lists import Adjustment
from gongkai.law.registers.powers import POWER, PUBLIC_SERVICE
from gongkai.law.registers.projects import MAJOR_PROJECT
from gongkai.law.registers.watching import DUST, SAMPLING, WATER

_STANDING, _TAKEN_OVER, _CANCELLED = date(2016, 12, 5), date(2017, 4, 10), date(2017, 7, 10)
_APPROVAL = {"power_kind": "行政许可"}
_OTHERS = {
    **{"行政处罚": 1650, "行政强制": 210, "行政征收": 66, "行政给付": 90, "行政检查": 330},
    **{"行政确认": 130, "行政奖励": 80, "行政裁决": 20, "其他行政权力": 120},
}


def _items(
    total: int,
    mark: str,
    on: date,
    *gone: Gone,
    fixed: dict[str, str] | None = None,
    came: Adjustment = Adjustment.STANDING,
) -> Lot:
    dealt = {} if fixed else {"power_kind": _OTHERS}
    return listed(POWER, total, mark, on, *gone, fixed=fixed or {}, dealt=dealt, units=33, came=came)


_LISTS = (
    _items(
        273,
        "WDX",
        _STANDING,
        Gone(177, _CANCELLED, Adjustment.CANCELLED, "落实上级取消行政审批事项的决定，经区政府常务会议审议（示例）"),
        fixed=_APPROVAL,
    ),
    _items(107, "WDC", _TAKEN_OVER, fixed=_APPROVAL, came=Adjustment.TAKEN_OVER),
    _items(2696, "WDQ", _STANDING),
    listed(PUBLIC_SERVICE, 182, "WDF", _STANDING, units=33),
)

WUDU_2017 = Registered(
    {
        "": (
            *_LISTS,
            over(MAJOR_PROJECT, 18, "WDXM", 2017),
            over(SAMPLING, 360, "WDCJ", 2017),
            over(PENALTY, 44, "WDCF", 2017),
            over(WATER, 6, "WDSZ", 2017),
            over(DUST, 3, "WDYC", 2017),
        )
    },
    assumed=(
        "报告写承接107项、取消177项、保留203项，没有写原有多少，倒推为273项；保留的203项计入权责清单2899条。"
        "事项名称、类型、日期和抽检、处罚的明细都是示例。"
    ),
)
"""武都区2017年."""
