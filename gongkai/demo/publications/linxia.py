"""临夏州2018年: 13 536 contents; the report names no channel and gives few columns their numbers.

What it prints by subject comes to 17 587, more than its total: 4 188 notices of trading and 7 103 of environment stand on other
platforms. Of the subjects only those are put here that fit within the total.
"""

from __future__ import annotations

from gongkai.demo.publications.plan import Leaf, Published
from gongkai.law.disclosure import ContentClass

_STATED = (
    Leaf("政策解读", "zcjd", ContentClass.INTERPRETATION, 800),
    Leaf("政府会议", "zfhy", ContentClass.NOTICE, 45),
    Leaf("扶贫信息", "fpxx", ContentClass.SERVICE, 1790),
    Leaf("公共服务", "ggfw", ContentClass.SERVICE, 215),
    Leaf("救援信息", "jyxx", ContentClass.SERVICE, 215),
    Leaf("体育信息", "tyxx", ContentClass.SERVICE, 32),
)
"""报告列出条数的内容."""
TOTAL = 13536
"""全年主动公开条数."""
_DOCUMENTS = 1450
_NEWS = TOTAL - _DOCUMENTS - sum(leaf.web for leaf in _STATED)

LINXIA_2018 = Published(
    2018,
    (
        *_STATED,
        Leaf("政府文件", "zfwj", ContentClass.DOCUMENT, _DOCUMENTS),
        Leaf("政务动态", "zwdt", ContentClass.NEWS, _NEWS),
    ),
    assumed=(
        "报告没有写渠道，都按政府网站计；“800多条”政策解读按800条计；公共资源交易4188条、环境保护7103条在其他平台公开，"
        "连同列出的各类共17587条，多于总数13536条，因此不放在这里；其余按文件和动态分配。"
    ),
)
"""临夏州2018年."""
