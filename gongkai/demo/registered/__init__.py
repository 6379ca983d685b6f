"""示例登记簿: what the registers of five places held in the years their reports describe."""

from __future__ import annotations

from gongkai.demo.registered.linxia import LINXIA_2018
from gongkai.demo.registered.linze import LINZE_2019
from gongkai.demo.registered.minhe import MINHE_2020
from gongkai.demo.registered.pingchuan import PINGCHUAN_2018
from gongkai.demo.registered.plan import Registered
from gongkai.demo.registered.wudu import WUDU_2017

REGISTERED: dict[str, Registered] = {
    "linze": LINZE_2019,
    "linxia": LINXIA_2018,
    "wudu": WUDU_2017,
    "pingchuan": PINGCHUAN_2018,
    "minhe": MINHE_2020,
}
"""登记的年度: by the code of the place."""
