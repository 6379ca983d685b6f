"""临泽县2019年: 34 186 contents by five ways, 83 columns and 13 beneath two of them.

34186 = 7898 (dynamics of the portal) + 6746 (columns of disclosure) + 162 + 1296 + 18084 (other ways).
"""

from __future__ import annotations

from gongkai.demo.publications.plan import Leaf, Published
from gongkai.law.disclosure import ContentClass, ReleaseChannel

_DATA, _NOTICE, _NEWS = ContentClass.DATA, ContentClass.NOTICE, ContentClass.NEWS
_ENFORCED, _DOCUMENT, _SERVICE = ContentClass.ENFORCEMENT, ContentClass.DOCUMENT, ContentClass.SERVICE
_OTHER = ReleaseChannel.OTHER_SITE

_STATED = (
    Leaf("政府文件", "zfwj", _DOCUMENT, 494),
    Leaf("规范性文件", "gfxwj", _DOCUMENT, 6, normative=True),
    Leaf("预决算公开", "yjsgk", _DATA, 307),
    Leaf("三农工作", "sngz", _SERVICE, 24),
    Leaf("社会公益事业", "shgy", _SERVICE, 562),
    Leaf("政府重点工作", "zdgz", _NOTICE, 8),
    Leaf("重大建设项目", "zdxm", _NOTICE, 61),
    Leaf("公共服务", "ggfw", _SERVICE, 117),
    Leaf("权责清单", "qzqd", _DATA, 3428),
    Leaf("双随机一公开", "ssj", _ENFORCED, 19),
    Leaf("建议提案办理", "jyta", _NOTICE, 91),
    Leaf("行政许可", "xzxk", _ENFORCED, others={_OTHER: 974}),
    Leaf("行政处罚", "xzcf", _ENFORCED, others={_OTHER: 897}),
    Leaf("行政强制", "xzqz", _ENFORCED, others={_OTHER: 29}),
)
"""报告列出条数的栏目. The permits, penalties and coercions are put among the other ways: with them the columns hold 7 079."""

_NAMED = (
    *(
        "政府机构",
        "政府会议",
        "审计公开",
        "管理公开",
        "人事信息",
        "公共资源配置",
        "领导之窗",
        "政府工作报告",
        "规划计划",
    ),
    *("统计信息", "财政收支", "政府采购", "政府债务", "专项资金", "行政事业性收费", "涉企收费", "减税降费", "招商引资"),
    *("放管服改革", "证明事项清单", "公共服务事项", "中介服务事项", "随机抽查", "信用信息", "政府性基金", "国资国企"),
    *("土地征收", "土地供应", "房屋征收", "保障性住房", "城乡规划", "市政建设", "城市管理", "公共交通", "生态环境"),
    *(
        "环境质量",
        "环评公示",
        "污染防治",
        "水利建设",
        "饮水安全",
        "农业补贴",
        "农村危房改造",
        "农村土地流转",
        "乡村建设",
    ),
    *("脱贫攻坚", "扶贫资金", "扶贫项目", "社会救助", "社会保险", "就业创业", "养老服务", "残疾人服务"),
    *("教育信息", "招生入学", "教育经费", "医疗卫生", "疾病防控", "公共卫生", "食品安全", "药品监管", "产品质量"),
    *("安全生产", "应急管理", "防灾减灾", "社会治安", "公共法律服务", "公务员招考"),
)
"""其余栏目名: the first are named in the report, the rest chosen to make up its 83."""

_LEFT_IN_COLUMNS = 6746 - sum(leaf.web for leaf in _STATED) - 62
_SPECIAL = (
    Leaf("门户动态", "mhdt", _NEWS, 7898, others={ReleaseChannel.WECHAT: 162, ReleaseChannel.WEIBO: 1296}),
    Leaf("部门信息平台", "bmpt", _NEWS, others={_OTHER: 18084 - 1900}),
)
_PARENTS = (
    Leaf("政策解读", "zcjd", ContentClass.INTERPRETATION, new=True),
    Leaf("部门文件", "bmwj", _DOCUMENT, new=True),
)
_CHILDREN = (
    *(("文字解读", "wzjd", 31), ("图解政策", "tjzc", 12), ("视频解读", "spjd", 4), ("专家解读", "zjjd", 6)),
    *(("领导解读", "ldjd", 5), ("上级政策解读", "sjjd", 4)),
)


def _shared(names: tuple[str, ...], total: int) -> tuple[Leaf, ...]:
    """The columns whose counts the report does not tell, with the rest dealt out evenly."""
    return tuple(
        Leaf(name, f"l{place + 1:02d}", _NOTICE, total // len(names) + (place < total % len(names)))
        for place, name in enumerate(names)
    )


LINZE_2019 = Published(
    2019,
    (
        *_STATED,
        *_shared(_NAMED, _LEFT_IN_COLUMNS),
        *_SPECIAL,
        *_PARENTS,
        *(
            Leaf(name, slug, ContentClass.INTERPRETATION, number, under="zcjd", new=True)
            for name, slug, number in _CHILDREN
        ),
        *(
            Leaf(f"{name}文件", f"bm{place + 1}", _DOCUMENT, under="bmwj", new=True)
            for place, name in enumerate(("发改", "教育", "民政", "财政", "人社", "住建", "卫健"))
        ),
    ),
    assumed=(
        "报告列出条数的栏目之和7079多于信息公开栏目的6746条，行政许可、处罚、强制1900条因此放在其他方式；83个栏目只说出8个名字，"
        "其余栏目名和13个子栏目名为示例，条数按余数平均分配。"
    ),
)
"""临泽县2019年."""
