"""示例公开内容: what three of the places published in the years their reports describe, down to each column and channel."""

from __future__ import annotations

from gongkai.demo.publications.linze import LINZE_2019
from gongkai.demo.publications.minhe import MINHE_2020
from gongkai.demo.publications.pingchuan import PINGCHUAN_2018
from gongkai.demo.publications.plan import Published

PUBLISHED: dict[str, tuple[Published, ...]] = {
    "pingchuan": (PINGCHUAN_2018,),
    "linze": (LINZE_2019,),
    "minhe": MINHE_2020,
}
"""公开年度: by the code of the place."""
