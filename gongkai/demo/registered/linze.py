"""临泽县2019年: 974 permits, 897 penalties and 29 coercions decided; and, another thing, the items of its lists.

Items: 1022 − 48 = 974 permits, 915 − 18 = 897 penalties, 24 + 5 = 29 coercions, 3 428 of 39 units with all others. That the
decisions come to the same three numbers is what the report prints; the two are counted from different records.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gongkai.demo.registered.plan import Gone, Lot, Registered, listed, over
from gongkai.law.registers.decisions import COERCION, PENALTY, PERMIT, RANDOM_INSPECTION
from gongkai.law.registers.lists import Adjustment
from gongkai.law.registers.money import BUDGET, FINAL_ACCOUNT
from gongkai.law.registers.powers import FEE, POWER, PUBLIC_SERVICE
from gongkai.law.registers.projects import MAJOR_PROJECT
from gongkai.law.registers.trades import PURCHASE

_STANDING, _ADJUSTED = date(2018, 12, 3), date(2019, 9, 16)
_WHY = "法律法规修改，经县政府常务会议审议（示例）"
_UNITS = 39
_OTHERS = {
    **{"行政征收": 70, "行政给付": 110, "行政检查": 520, "行政确认": 240, "行政奖励": 150},
    **{"行政裁决": 38, "其他行政权力": 400},
}


def _powers(kind: str, total: int, mark: str, on: date, *gone: Gone, came: Adjustment = Adjustment.STANDING) -> Lot:
    return listed(POWER, total, mark, on, *gone, fixed={"power_kind": kind}, units=_UNITS, came=came)


_LISTS = (
    _powers("行政许可", 1022, "LZX", _STANDING, Gone(48, _ADJUSTED, Adjustment.CANCELLED, _WHY)),
    _powers("行政处罚", 915, "LZC", _STANDING, Gone(18, _ADJUSTED, Adjustment.CANCELLED, _WHY)),
    _powers("行政强制", 24, "LZQ", _STANDING),
    _powers("行政强制", 5, "LZQX", _ADJUSTED, came=Adjustment.ADDED),
    listed(POWER, 1528, "LZO", _STANDING, dealt={"power_kind": _OTHERS}, units=_UNITS),
    listed(PUBLIC_SERVICE, 117, "LZF", _STANDING, units=_UNITS),
    listed(FEE, 33, "LZS", _STANDING, whole=True),
)
_DECISIONS = (
    over(PERMIT, 974, "临许", 2019),
    over(PENALTY, 897, "临罚", 2019),
    over(COERCION, 29, "临强", 2019),
    over(RANDOM_INSPECTION, 19, "LZSJ", 2019),
)
_MONEY = (
    Lot(BUDGET, 154, "LZYS", date(2019, 2, 18), date(2019, 3, 8), units=154, every=5),
    Lot(FINAL_ACCOUNT, 153, "LZJS", date(2019, 8, 26), date(2019, 9, 13), units=153, every=5),
    over(PURCHASE, 275, "LZCG", 2019, worth=Decimal(3852), after=1),
    over(MAJOR_PROJECT, 61, "LZXM", 2019),
)

LINZE_2019 = Registered(
    {"": (*_LISTS, *_DECISIONS, *_MONEY)},
    assumed=(
        "报告把处理决定数量填成与年末项目数量相等的974、897、29，正文又写作公开的许可、处罚、强制信息条数：这里两样都有，"
        "事项一类，决定一类，各自计数。其余类型的1528项、预决算各半、日期和名称都是示例。"
    ),
)
"""临泽县2019年."""
