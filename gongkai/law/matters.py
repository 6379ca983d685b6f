"""法定主动公开事项（条例第二十、二十一条）: each matter the regulation names, who owes it, and where those of 2008 went."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.statute import Article, Certainty, regulation, regulation_2007
from gongkai.law.grammar.words import Word


class Matter(Word):
    """法定事项: what an authority makes public of its own accord; the key tells article and item."""

    A20_01 = "A20_01", "法规、规章和规范性文件"
    A20_02 = "A20_02", "机构职能和联系方式"
    A20_03 = "A20_03", "规划和相关政策"
    A20_04 = "A20_04", "统计信息"
    A20_05 = "A20_05", "行政许可和对外管理服务"
    A20_06 = "A20_06", "行政处罚和行政强制"
    A20_07 = "A20_07", "财政预算、决算"
    A20_08 = "A20_08", "行政事业性收费"
    A20_09 = "A20_09", "政府集中采购"
    A20_10 = "A20_10", "重大建设项目"
    A20_11 = "A20_11", "扶贫、教育、医疗、社会保障、就业政策措施"
    A20_12 = "A20_12", "突发公共事件应急"
    A20_13 = "A20_13", "监督检查情况"
    A20_14 = "A20_14", "公务员招考"
    A20_15 = "A20_15", "其他法定信息"
    A21_01 = "A21_01", "市政建设"
    A21_02 = "A21_02", "公共服务"
    A21_03 = "A21_03", "公益事业"
    A21_04 = "A21_04", "土地征收"
    A21_05 = "A21_05", "房屋征收"
    A21_06 = "A21_06", "治安管理"
    A21_07 = "A21_07", "社会救助"
    A21_11 = "A21_11", "农业农村政策落实"
    A21_12 = "A21_12", "农田水利工程建设运营"
    A21_13 = "A21_13", "农村土地承包经营权流转"
    A21_14 = "A21_14", "宅基地使用审核"
    A21_15 = "A21_15", "乡镇土地征收"
    A21_16 = "A21_16", "乡镇房屋征收"
    A21_17 = "A21_17", "筹资筹劳"
    A21_18 = "A21_18", "乡镇社会救助"

    @property
    def article(self) -> Article:
        """所在条文: 第二十条 with its item, or 第二十一条, which has none."""
        number, item = int(self.value[1:3]), int(self.value[4:])
        return regulation(number, 0, item if number == 20 else 0)


class Demand(Word):
    """公开要求: whether an authority of a kind must have the matter, or has it where its functions bring it along."""

    REQUIRED = "required", "必备"
    BY_FUNCTION = "by_function", "按职能"


DEMANDS_CERTAINTY = Certainty.INFERRED
"""必备与按职能之分为推定口径: the article gives every authority the same list, each within its functions."""

_A20 = tuple(matter for matter in Matter if matter.value.startswith("A20"))
_PLACES = tuple(matter for matter in Matter if "A21_01" <= matter.value <= "A21_07")
_TOWN = tuple(matter for matter in Matter if matter.value >= "A21_11")
_EVERY_BODY = {Matter.A20_01, Matter.A20_02, Matter.A20_05, Matter.A20_07, Matter.A20_15}
"""每个机关都有: documents, functions, what it does for people, its budget, and whatever else statutes name."""
_NOT_OF_TOWNS = {Matter.A20_04, Matter.A20_06, Matter.A20_08, Matter.A20_10, Matter.A20_13, Matter.A20_14}


def _required(matters: Collection[Matter], of_them: Collection[Matter]) -> dict[Matter, Demand]:
    return {matter: Demand.REQUIRED if matter in of_them else Demand.BY_FUNCTION for matter in matters}


_BODY = _required(_A20, _EVERY_BODY)
_LOCAL_BODY = _BODY | _required(_PLACES, ())
_LOCAL_GOVERNMENT = _required((*_A20, *_PLACES), (*_A20, *_PLACES))
_MATTERS: Mapping[AuthorityKind, Mapping[Matter, Demand]] = {
    AuthorityKind.PROVINCE: _required(_A20, _A20),
    AuthorityKind.PREFECTURE: _LOCAL_GOVERNMENT,
    AuthorityKind.COUNTY: _LOCAL_GOVERNMENT,
    AuthorityKind.TOWNSHIP: _required((*_A20, *_TOWN), (*(set(_A20) - _NOT_OF_TOWNS), *_TOWN)),
    AuthorityKind.DEPARTMENT: _LOCAL_BODY,
    AuthorityKind.AGENCY: _LOCAL_BODY,
    AuthorityKind.VERTICAL: _BODY,
    AuthorityKind.CENTRE: _BODY,
}


def matters_of(kind: AuthorityKind) -> Mapping[Matter, Demand]:
    """应公开事项: what a kind of authority owes; nothing of these lists for bodies the regulation does not bind (第五十五条)."""
    return _MATTERS.get(kind, {})


def missing_matters(kind: AuthorityKind, held: Collection[Matter], waived: Collection[Matter]) -> Iterator[Matter]:
    """缺少的事项: required ones that no column holds and no reasoned waiver excuses."""
    for matter, demand in matters_of(kind).items():
        if demand is Demand.REQUIRED and matter not in held and matter not in waived:
            yield matter


# -- 2008 --------------------------------------------------------------------------------------------------------------


class Fit(Word):
    """对应程度: how surely a category of the regulation of 2007 goes into a matter of 2019."""

    SAME = "same", "一一对应"
    NEAR = "near", "基本对应"
    SPLIT = "split", "需逐条分开"
    GONE = "gone", "已无此项"


@dataclass(frozen=True, slots=True)
class Category:
    """旧类目: a category of the old catalogue, its article, what old sites also call it, and the matters it went into."""

    key: str
    name: str
    article: Article
    aliases: tuple[str, ...]
    matters: tuple[Matter, ...]
    fit: Fit
    note: str = ""


class _Old(StrEnum):
    """2007年条例: the articles the categories of 2008 stand in."""

    ALL = "10"
    PLACES = "11"
    TOWN = "12"


def _old(
    group: _Old, item: int, name: str, aliases: str, matters: tuple[Matter, ...], fit: Fit, note: str = ""
) -> Category:
    article = regulation_2007(int(group), 0, item)
    return Category(f"{group.value}-{item:02}", name, article, tuple(aliases.split()), matters, fit, note)


_M = Matter
CATEGORIES_2008 = (
    _old(_Old.ALL, 1, "法规、规章和规范性文件", "政策法规 规范性文件 政策文件", (_M.A20_01,), Fit.SAME),
    _old(_Old.ALL, 2, "规划和相关政策", "规划计划 发展规划 专项规划", (_M.A20_03,), Fit.SAME),
    _old(_Old.ALL, 3, "统计信息", "统计数据 统计公报", (_M.A20_04,), Fit.SAME),
    _old(_Old.ALL, 4, "财政预算、决算报告", "财政信息 预算决算 财政预决算", (_M.A20_07,), Fit.SAME),
    _old(_Old.ALL, 5, "行政事业性收费", "收费项目 收费标准", (_M.A20_08,), Fit.SAME),
    _old(_Old.ALL, 6, "政府集中采购", "政府采购", (_M.A20_09,), Fit.SAME),
    _old(
        _Old.ALL,
        7,
        "行政许可",
        "行政审批 许可事项 办事指南",
        (_M.A20_05,),
        Fit.NEAR,
        note="2019年扩大到其他对外管理服务，并要求公开办理结果",
    ),
    _old(_Old.ALL, 8, "重大建设项目", "重点项目 重大项目", (_M.A20_10,), Fit.SAME),
    _old(
        _Old.ALL,
        9,
        "扶贫、教育、医疗、社会保障、促进就业",
        "民生信息 社会事业 扶贫 就业",
        (_M.A20_11,),
        Fit.SAME,
    ),
    _old(_Old.ALL, 10, "突发公共事件应急", "应急管理 应急预案 预警信息", (_M.A20_12,), Fit.SAME),
    _old(
        _Old.ALL,
        11,
        "环境保护、公共卫生、安全生产、食品药品、产品质量监督检查",
        "监督检查 执法检查",
        (_M.A20_13,),
        Fit.SAME,
    ),
    _old(
        _Old.PLACES,
        1,
        "城乡建设和管理重大事项",
        "城乡建设 城乡建设管理 城市管理",
        (_M.A21_01, _M.A21_02),
        Fit.SPLIT,
        note="城市管理中的公共服务另归公共服务",
    ),
    _old(_Old.PLACES, 2, "社会公益事业建设", "公益事业 社会公益事业建设情况", (_M.A21_03,), Fit.NEAR),
    _old(
        _Old.PLACES,
        3,
        "征收征用土地、房屋拆迁补偿",
        "征收征用 征地拆迁 土地征收 房屋拆迁 征地补偿",
        (_M.A21_04, _M.A21_05),
        Fit.SPLIT,
        note="土地和房屋分开列项",
    ),
    _old(
        _Old.PLACES,
        4,
        "抢险救灾、优抚、救济、社会捐助款物",
        "抢险救灾优抚救济 救灾救济 社会捐助 优抚救济",
        (_M.A21_07, _M.A20_12),
        Fit.SPLIT,
        note="救济、优抚归社会救助，抢险救灾归突发事件应对",
    ),
    _old(_Old.TOWN, 1, "贯彻落实农村工作政策", "农村政策 惠农政策 三农政策", (_M.A21_11,), Fit.NEAR),
    _old(_Old.TOWN, 2, "财政收支和专项资金", "专项资金 财政收支", (_M.A20_07,), Fit.NEAR),
    _old(
        _Old.TOWN,
        3,
        "乡镇土地利用规划和宅基地审核",
        "宅基地 土地利用总体规划",
        (_M.A21_14, _M.A20_03),
        Fit.SPLIT,
        note="规划归规划，宅基地审核单列",
    ),
    _old(
        _Old.TOWN,
        4,
        "乡镇征收征用土地、房屋拆迁补偿",
        "乡镇征地拆迁",
        (_M.A21_15, _M.A21_16),
        Fit.SPLIT,
        note="土地和房屋分开列项",
    ),
    _old(
        _Old.TOWN,
        5,
        "债权债务、筹资筹劳",
        "债权债务 一事一议 筹资筹劳",
        (_M.A21_17,),
        Fit.NEAR,
        note="债权债务不再单列，随财政信息公开",
    ),
    _old(_Old.TOWN, 6, "乡镇救灾救济款物发放", "救灾款物 救济款物发放", (_M.A21_18,), Fit.NEAR),
    _old(
        _Old.TOWN,
        7,
        "乡镇集体企业承包、租赁、拍卖",
        "集体企业 承包租赁拍卖",
        (),
        Fit.GONE,
        note="2019年不再列举，由村务公开和集体资产管理制度调整；已公开的原样保留",
    ),
    _old(
        _Old.TOWN,
        8,
        "计划生育政策执行",
        "计划生育 计生",
        (),
        Fit.GONE,
        note="2019年不再列举；已公开的原样保留",
    ),
)
"""2008年目录的类目. 条例（2007）的列举凭记忆，逐项与原文核对前以此为准."""
CATEGORIES_CERTAINTY = Certainty.RECALLED


def categories_named(name: str) -> tuple[Category, ...]:
    """认旧类目: the categories of 2008 an old column of this name holds; exact names and aliases first, then parts of them."""
    wanted = "".join(name.split())
    if not wanted:
        return ()
    exact = tuple(each for each in CATEGORIES_2008 if wanted in (each.name, *each.aliases, each.key))
    return exact or tuple(
        each for each in CATEGORIES_2008 if any(_overlaps(wanted, told) for told in (each.name, *each.aliases))
    )


def _overlaps(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and short in long
