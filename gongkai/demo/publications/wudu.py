"""武都区2017年: 22 339 contents by four ways. The report prints 22 484 in all, 145 more than its ways carry.

22339 = 3172 + 9746 + 7128 + 2293. Of the website's 1 236 are normative documents, as the report prints.
"""

from __future__ import annotations

from gongkai.demo.publications.plan import Leaf, Published
from gongkai.law.disclosure import ContentClass, ReleaseChannel

_NORMATIVE, _LISTS, _SERVICES = 1236, 899, 182
_REST = 3172 - _NORMATIVE - _LISTS - _SERVICES

WUDU_2017 = Published(
    2017,
    (
        Leaf("规范性文件", "gfxwj", ContentClass.DOCUMENT, _NORMATIVE, normative=True),
        Leaf("权责清单", "qzqd", ContentClass.DATA, _LISTS),
        Leaf("公共服务", "ggfw", ContentClass.SERVICE, _SERVICES),
        Leaf("政务动态", "zwdt", ContentClass.NEWS, _REST, others={ReleaseChannel.OTHER: 2293}),
        Leaf("政务微博", "zwwb", ContentClass.NEWS, others={ReleaseChannel.WEIBO: 9746}),
        Leaf("政务微信", "zwwx", ContentClass.NEWS, others={ReleaseChannel.WECHAT: 7128}),
    ),
    assumed=(
        "报告的总数22484条比各渠道之和22339条多145条，145条没有渠道，这里没有；栏目分配为示例；规范性文件1236条照报告，"
        "一个区不会有这样多，应是把全部公文计入。"
    ),
)
"""武都区2017年."""
