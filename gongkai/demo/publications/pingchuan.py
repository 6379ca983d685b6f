"""平川区2018年: 12 457 contents by four ways; the key areas down to each leaf as the report counts them.

Sums the report states: 12457 = 11201 + 210 + 346 + 700; 9475 = 184 + 654 + 7992 + 645, each of these by its leaves; 16 new
columns, 1645 back-filled; 27 meetings, 70 interpretations, 1 normative document.
"""

from __future__ import annotations

from gongkai.demo.publications.plan import Leaf, Published, parent
from gongkai.law.disclosure import ContentClass, ReleaseChannel

_DATA, _NOTICE, _NEWS = ContentClass.DATA, ContentClass.NOTICE, ContentClass.NEWS
_ENFORCED, _DOCUMENT, _SERVICE = ContentClass.ENFORCEMENT, ContentClass.DOCUMENT, ContentClass.SERVICE

_KEY_AREAS = (
    parent("重点领域信息公开", "zdly", _DATA),
    parent("财政资金", "czzj", _DATA, "zdly"),
    Leaf("预算决算和“三公”经费", "ysjs", _DATA, 118, under="czzj"),
    Leaf("专项资金", "zxzj", _DATA, 13, under="czzj", new=True),
    Leaf("审计结果", "sjjg", _DATA, 53, under="czzj"),
    parent("公共资源配置", "ggzy", _NOTICE, "zdly"),
    Leaf("征地信息", "zdxx", _NOTICE, 19, under="ggzy"),
    Leaf("农村土地经营权流转", "tdlz", _NOTICE, 2, under="ggzy", new=True),
    Leaf("保障性住房", "bzxzf", _NOTICE, 2, under="ggzy"),
    Leaf("棚户区改造", "phqgz", _NOTICE, 10, under="ggzy", new=True),
    Leaf("招标采购", "zbcg", _NOTICE, 621, under="ggzy"),
    parent("公共监管", "ggjg", _ENFORCED, "zdly"),
    Leaf("环境保护", "hjbh", _ENFORCED, 21, under="ggjg"),
    Leaf("安全生产事故与隐患预警", "aqsc", _ENFORCED, 413, under="ggjg"),
    Leaf("食品药品安全", "spyp", _ENFORCED, 75, under="ggjg"),
    Leaf("市场主体信用与不良行为记录", "xyjl", _ENFORCED, 7483, under="ggjg", new=True, backfilled=1645),
    parent("公共服务", "ggfw", _SERVICE, "zdly"),
    Leaf("减税降费、降低要素成本", "jsjf", _SERVICE, 28, under="ggfw", new=True),
    Leaf("学校招生财务", "xxzs", _SERVICE, 4, under="ggfw", new=True),
    Leaf("城市医疗及公共卫生事件", "ylws", _SERVICE, 312, under="ggfw"),
    Leaf("城乡低保等社会救助", "shjz", _SERVICE, 43, under="ggfw"),
    Leaf("就业信息", "jyxx", _SERVICE, 14, under="ggfw", new=True),
    Leaf("社会保险", "shbx", _SERVICE, 12, under="ggfw", new=True),
    Leaf("社会组织、中介机构及公益慈善", "shzz", _SERVICE, 2, under="ggfw", new=True),
    Leaf("科技项目管理及经费", "kjxm", _SERVICE, 2, under="ggfw", new=True),
    Leaf("扶贫信息", "fpxx", _SERVICE, 228, under="ggfw"),
)
_OTHERWISE = {ReleaseChannel.WEIBO: 210, ReleaseChannel.WECHAT: 346, ReleaseChannel.OTHER: 700}
_CATEGORIES = (
    Leaf("领导介绍", "ldjs", _DATA, 24),
    Leaf("政府机构", "zfjg", _DATA, 62),
    Leaf("政府文件", "zfwj", _DOCUMENT, 214),
    Leaf("规范性文件", "gfxwj", _DOCUMENT, 1, normative=True),
    Leaf("政府会议", "zfhy", _NOTICE, 27),
    Leaf("规划报告", "ghbg", _DOCUMENT, 31),
    Leaf("人事任免", "rsrm", _NOTICE, 18),
    Leaf("政府集中采购", "zfcg", _NOTICE, 56, new=True),
    Leaf("突发公共事件", "tfsj", _NOTICE, 37, new=True),
    Leaf("政策解读", "zcjd", ContentClass.INTERPRETATION, 70),
    Leaf("回应关切", "hygq", _NOTICE, 29, new=True),
    Leaf("新闻发布", "xwfb", _NOTICE, 13, new=True),
    Leaf("领导讲话", "ldjh", _DOCUMENT, 22),
    Leaf("决策公开", "jcgk", _DOCUMENT, 45, new=True),
    Leaf("建议提案办理结果", "jyta", _DOCUMENT, 33, new=True),
    Leaf("政务动态", "zwdt", _NEWS, 1044, others=_OTHERWISE),
)

PINGCHUAN_2018 = Published(
    2018,
    (*_KEY_AREAS, *_CATEGORIES),
    assumed=(
        "报告没有说明重点领域以外各类别的条数、哪16个是新增栏目、1645条补录在哪个栏目：类别条数按网站总数分配，"
        "新增栏目任选，补录放在信用记录；微博、微信和其他方式公开的都放在政务动态。各渠道之和等于总数，所以每条只经一个渠道。"
    ),
)
"""平川区2018年."""
