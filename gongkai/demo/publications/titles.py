"""虚构的标题: what a past content is called: invented names, believable words, never twice the same on one day.

The lists have 7, 11 and 13 members and the year is dealt out over 360 days; none of these has a factor in common with another, so
the serials of a column meet the same title on the same day only after 27 720 contents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from zlib import crc32

from gongkai.demo.publications.plan import Leaf
from gongkai.law.disclosure import ContentClass

DAYS = 360
"""发布日数: from 4 January on, so that what goes out in a year stays in it."""
_STRIDE = 89

_COMPANIES = (
    *("示例建材有限公司", "样本农业科技有限公司", "演示商贸有限公司", "试样餐饮服务部", "范例运输有限公司"),
    *("样例种植专业合作社", "虚拟电子商务经营部"),
)
_PLACES = ("示例镇", "样本镇", "范例镇", "试样乡", "演示街道", "样例社区", "虚拟村")
_OFFICES = ("办公室", "综合科", "业务科", "服务中心", "执法队", "管理所", "项目办")

_TOPICS = (
    *("高龄津贴发放", "农村公路养护", "耕地地力保护补贴", "城区停车秩序", "校车安全", "临时救助", "防汛抗旱"),
    *("公共租赁住房分配", "农产品质量安全", "残疾人就业", "秸秆综合利用", "老旧小区改造", "饮用水水源保护"),
)

_WHO: Mapping[ContentClass, Sequence[str]] = {
    ContentClass.ENFORCEMENT: _COMPANIES,
    ContentClass.SERVICE: _PLACES,
    ContentClass.NEWS: _PLACES,
    ContentClass.NOTICE: _PLACES,
    ContentClass.DATA: _OFFICES,
    ContentClass.DOCUMENT: _PLACES,
    ContentClass.INTERPRETATION: _OFFICES,
}
_FORMS: Mapping[ContentClass, Sequence[str]] = {
    ContentClass.DOCUMENT: (
        *("关于印发{name}工作实施方案的通知", "关于做好{name}有关工作的通知", "关于加强{name}管理的意见"),
        *("关于{name}有关事项的批复", "关于进一步规范{name}工作的通知", "关于调整{name}工作领导小组的通知"),
        *("关于{name}工作情况的报告", "关于开展{name}专项检查的通知", "关于公布{name}事项的决定"),
        *("关于{name}年度计划的通知", "关于落实{name}责任分工的通知"),
    ),
    ContentClass.DATA: (
        *("{name}公开表", "{name}情况统计表", "{name}名录", "{name}一览表", "{name}执行情况", "{name}明细表"),
        *("{name}季度汇总表", "{name}更新说明", "{name}年度报表", "{name}项目清单", "{name}数据说明"),
    ),
    ContentClass.ENFORCEMENT: (
        *("{name}检查结果", "{name}整改通知书", "{name}复查意见书", "{name}登记信息", "{name}变更信息"),
        *("{name}抽查情况", "{name}决定书", "{name}告知书", "{name}公示信息", "{name}信用信息", "{name}结案信息"),
    ),
    ContentClass.SERVICE: (
        *("{name}办理指南", "{name}发放情况公示", "{name}工作开展情况", "{name}名单公示", "{name}政策问答"),
        *("{name}服务事项", "{name}受理通知", "{name}办理结果", "{name}宣传提示", "{name}申报说明", "{name}项目进展"),
    ),
    ContentClass.INTERPRETATION: (
        *(
            "问答",
            "政策要点",
            "办理流程说明",
            "适用对象说明",
            "与原政策的比较",
            "起草背景和依据",
            "一图看懂",
            "怎样申请",
        ),
        *("期限和标准说明", "常见问题", "案例说明"),
    ),
    ContentClass.NOTICE: (
        *("{name}公告", "{name}公示", "{name}结果公示", "{name}变更公告", "{name}情况通报", "{name}中标候选人公示"),
        *("{name}听证公告", "{name}补充公告", "{name}征求意见公告", "{name}进展公告", "{name}终止公告"),
    ),
    ContentClass.NEWS: (
        *("召开工作推进会", "开展入户走访", "组织业务培训", "检查项目建设进度", "举办政策宣讲活动", "开展安全隐患排查"),
        *("完成春灌准备工作", "推进人居环境整治", "组织志愿服务活动", "落实防汛值守要求", "举办便民服务日活动"),
    ),
}


_CODES = {"zfwj": "政发", "gfxwj": "政规", "bmwj": "发", "jyta": "政办函"}
"""代字: of the columns whose contents are documents with numbers."""


_OF_ALL_KINDS = {*_CODES, "gsgg"}
"""内容不限一事的栏目: their titles name a matter, those of other columns the column itself."""


def title(leaf: Leaf, serial: int) -> str:
    """标题: of the serial in its column, from 0."""
    who, form, topic = (some[serial % len(some)] for some in (_WHO[leaf.kind], _FORMS[leaf.kind], _TOPICS))
    if leaf.normative:
        return f"{topic}管理办法"
    if leaf.slug in _OF_ALL_KINDS:
        return form.format(name=topic)
    if leaf.kind is ContentClass.INTERPRETATION:
        return f"{leaf.name}｜《{topic}管理办法》{form}"
    if leaf.kind is ContentClass.NEWS:
        return f"{leaf.name}｜{who}{form}"
    return who + form.format(
        name=leaf.name if leaf.kind is ContentClass.ENFORCEMENT else leaf.name.removesuffix("公开")
    )


def day(leaf: Leaf, serial: int, year: int) -> date:
    """发布日期: the contents of a column are spread over the year, its first few as well."""
    place = (serial * _STRIDE + crc32(leaf.slug.encode())) % DAYS
    return date(year, 1, 4) + timedelta(days=place)


def number(leaf: Leaf, serial: int, year: int, mark: str) -> str:
    """文号: of what carries one, under a code of its own for each column; empty for everything else."""
    code = _CODES.get(leaf.slug) or _decided(leaf)
    return f"{mark}{code}〔{year}〕{serial + 1}号" if code else ""


def _decided(leaf: Leaf) -> str:
    if leaf.kind is not ContentClass.ENFORCEMENT:
        return ""
    named = {"行政许可": "许", "行政处罚": "罚决", "行政强制": "强决"}
    return named.get(leaf.name, f"{leaf.name[0]}查")
