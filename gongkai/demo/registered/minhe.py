"""民和县2020年: 24 423 market entities, 189 permits of which 13 were cancelled and 4 handed down, 94 purchases of 8 208.93万元.

24423 = 3103 + 1537 + 19783; 189 − 13 − 4 = 172. The published table prints 165 and 0, which the register does not carry.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gongkai.demo.registered.plan import Gone, Lot, Registered, listed, over
from gongkai.law.registers.lists import Adjustment
from gongkai.law.registers.powers import FEE, POWER
from gongkai.law.registers.trades import PURCHASE
from gongkai.law.registers.watching import MARKET_ENTITY

_STANDING = date(2019, 12, 2)
_CANCELLED, _HANDED_DOWN = date(2020, 6, 15), date(2020, 9, 21)
_UPSTREAM = "落实省政府取消一批行政许可事项的决定，经县政府专题会议审议（示例）"


def _powers(kind: str, total: int, mark: str, *gone: Gone, whole: bool = False) -> Lot:
    return listed(POWER, total, mark, _STANDING, *gone, whole=whole, fixed={"power_kind": kind})


_LISTS = (
    _powers(
        "行政许可",
        189,
        "MHX",
        Gone(13, _CANCELLED, Adjustment.CANCELLED, _UPSTREAM),
        Gone(4, _HANDED_DOWN, Adjustment.HANDED_DOWN, "下放乡镇办理，经县政府专题会议审议（示例）"),
        whole=True,
    ),
    _powers("行政处罚", 2346, "MHC", Gone(40, _CANCELLED, Adjustment.CANCELLED, _UPSTREAM)),
    _powers("行政强制", 124, "MHQ", Gone(8, _CANCELLED, Adjustment.CANCELLED, _UPSTREAM)),
    listed(FEE, 22, "MHF", _STANDING, Gone(4, _CANCELLED, Adjustment.CANCELLED, "按国家规定停征（示例）"), whole=True),
)
_ENTITIES = (
    Lot(
        MARKET_ENTITY,
        20785,
        "MHS09",
        date(2009, 1, 5),
        date(2019, 12, 20),
        dealt={"entity_kind": {"企业": 2623, "农民专业合作社": 1417, "个体工商户": 16745}},
        every=14,
    ),
    Lot(
        MARKET_ENTITY,
        3638,
        "MHS20",
        date(2020, 1, 6),
        date(2020, 12, 14),
        dealt={"entity_kind": {"企业": 480, "农民专业合作社": 120, "个体工商户": 3038}},
        every=14,
    ),
)
"""市场主体: those of before and the 3 638 of the year. The rates of growth the report prints would ask for 3 699 net."""

MINHE_2020 = Registered(
    {
        "": (
            *_LISTS,
            over(PURCHASE, 94, "MHCG", 2020, worth=Decimal("8208.93"), after=1, whole=True),
            *_ENTITIES,
        )
    },
    assumed=(
        "报告没有说明事项名称、采购明细和市场主体的成立日期，也没有各类主体当年的新增数：都是示例。"
        "172项倒推年初为189项；报告表内许可填165项、增减为0，与此不符，原样作为已公布的年报导入，由核对指出。"
    ),
)
"""民和县2020年."""
