"""示例公开内容: what the places published in the years their reports describe, down to each column and channel."""

from __future__ import annotations

from gongkai.demo.publications.linxia import LINXIA_2018
from gongkai.demo.publications.linze import LINZE_2019
from gongkai.demo.publications.minhe import MINHE_2020
from gongkai.demo.publications.pingchuan import PINGCHUAN_2018
from gongkai.demo.publications.plan import Published
from gongkai.demo.publications.wudu import WUDU_2017

PUBLISHED: dict[str, tuple[Published, ...]] = {
    "pingchuan": (PINGCHUAN_2018,),
    "linze": (LINZE_2019,),
    "minhe": MINHE_2020,
    "linxia": (LINXIA_2018,),
    "wudu": (WUDU_2017,),
}
"""公开年度: by the code of the place."""
