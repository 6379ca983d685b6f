"""临夏州2018年: 4 188 trade notices of eight kinds, 3 199 + 215 items of lists, 1 790 of aid, 215 of rescue, 32 of sport.

4188 = 1589 + 1501 + 85 + 64 + 928 + 5 + 8 + 8; 1790 = 135 in the column of disclosure + 1 655 notices at four levels;
of the 135 the report names 65 + 24 + 43 = 132, three are of no kind.
"""

from __future__ import annotations

from datetime import date

from gongkai.demo.registered.plan import Lot, Registered, listed, over
from gongkai.law.registers.communal import AID_PAPER, CULTURE
from gongkai.law.registers.governing import EMERGENCY
from gongkai.law.registers.livelihood import LEVELS, POVERTY_NOTICE, POVERTY_RESULT
from gongkai.law.registers.powers import POWER, POWER_KINDS, PUBLIC_SERVICE
from gongkai.law.registers.trades import (
    AWARD,
    CORRECTION,
    PERFORMANCE,
    PREQUALIFICATION,
    TENDER,
    TRADE_NEWS,
    TRADE_OTHER,
    TRADE_POLICY,
)

_PROJECTS = "LX2018"
_TRADES = (
    Lot(TENDER, 1589, _PROJECTS, date(2018, 1, 8), date(2018, 10, 31)),
    Lot(PREQUALIFICATION, 64, _PROJECTS, date(2018, 1, 15), date(2018, 10, 31)),
    Lot(CORRECTION, 85, _PROJECTS, date(2018, 1, 15), date(2018, 11, 15)),
    Lot(AWARD, 1501, _PROJECTS, date(2018, 2, 12), date(2018, 12, 14)),
    Lot(PERFORMANCE, 928, _PROJECTS, date(2018, 7, 2), date(2018, 12, 21)),
    over(TRADE_POLICY, 5, "LXZC", 2018),
    over(TRADE_NEWS, 8, "LXDT", 2018),
    over(TRADE_OTHER, 8, _PROJECTS, 2018),
)
"""交易公告: the n-th award answers the n-th tender; 88 tenders have no award, 573 awards no word of their performance."""
_AT_LEVELS = dict(zip(LEVELS, ((45, 43), (175, 165), (270, 250), (370, 337)), strict=True))
"""各级的公示和公告: 65 notices have no announcement."""
_AID = (
    over(AID_PAPER, 135, "LXFP", 2018, dealt={"matter": {"政策性文件": 65, "资金项目计划": 24, "信息简报": 43, "": 3}}),
    *(
        over(POVERTY_NOTICE, before, f"LXGS{n}", 2018, fixed={"level": level})
        for n, (level, (before, _)) in enumerate(_AT_LEVELS.items())
    ),
    *(
        Lot(POVERTY_RESULT, after, f"LXGG{n}", date(2018, 3, 5), date(2018, 12, 28), fixed={"level": level})
        for n, (level, (_, after)) in enumerate(_AT_LEVELS.items())
    ),
)
_STANDING = date(2018, 1, 8)
_POWERS = dict.fromkeys(POWER_KINDS[:7], 400) | {"行政奖励": 120, "行政裁决": 40, "其他行政权力": 239}
_LISTS = (
    listed(POWER, 3199, "LXQ", _STANDING, dealt={"power_kind": _POWERS}, fixed={"level": "州级"}),
    listed(PUBLIC_SERVICE, 215, "LXF", _STANDING),
)

LINXIA_2018 = Registered(
    {
        "jiaoyi": _TRADES,
        "": (
            *_LISTS,
            *_AID,
            over(EMERGENCY, 215, "LXJY", 2018),
            over(CULTURE, 32, "LXTY", 2018, fixed={"field": "体育"}),
        ),
    },
    assumed=(
        "报告没有说明清单事项的类型和单位、扶贫公示公告在四级之间和前后两个环节的分布，也没有各公告的日期：都是示例；"
        "第几个招标由第几个中标公告应答，招标多于中标、中标多于履约的，就是缺环。"
    ),
)
"""临夏州2018年."""
