"""民和县2020年: 4 252 contents, 3 445 by the county government and 807 by its departments and townships.

99 are of the overview, 3 443 news; the report names no channel.
"""

from __future__ import annotations

from gongkai.demo.publications.plan import Leaf, Published
from gongkai.law.disclosure import ContentClass

_ASSUMED = "报告没有说明渠道和部门分布：都按政府网站计，部门和乡镇的平均分到示例机关。"

_COUNTY = Published(
    2020,
    (Leaf("县情概况", "xqgk", ContentClass.DATA, 99), Leaf("政务动态", "zwdt", ContentClass.NEWS, 3346)),
    assumed=_ASSUMED,
)


def _body(code: str, notices: int, documents: int, news: int) -> Published:
    return Published(
        2020,
        (
            Leaf("公示公告", "gsgg", ContentClass.NOTICE, notices),
            Leaf("部门文件", "bmwj", ContentClass.DOCUMENT, documents),
            Leaf("工作动态", "gzdt", ContentClass.NEWS, news),
        ),
        at=code,
        assumed=_ASSUMED,
    )


MINHE_2020 = (_COUNTY,)
"""民和县2020年: the county first; its bodies are added by ``with_bodies``."""
TOTAL_OF_BODIES = 807
"""部门及乡镇公开条数."""
NEWS_OF_BODIES = 97
"""部门及乡镇的动态: what is left of 3 443 after the county's own."""


def with_bodies(codes: list[str]) -> tuple[Published, ...]:
    """含下级: the county and its bodies, the 807 dealt out evenly."""
    shares = [TOTAL_OF_BODIES // len(codes) + (place < TOTAL_OF_BODIES % len(codes)) for place in range(len(codes))]
    news = [NEWS_OF_BODIES // len(codes) + (place < NEWS_OF_BODIES % len(codes)) for place in range(len(codes))]
    return (
        _COUNTY,
        *(
            _body(code, (share - dynamic) // 2, share - dynamic - (share - dynamic) // 2, dynamic)
            for code, share, dynamic in zip(codes, shares, news, strict=True)
        ),
    )
