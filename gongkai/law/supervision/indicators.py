"""检查指标: the veto, deduction and bonus items of the national check as data, and what feeds each of them.

    in_force(INDICATORS, settings)        with what a place has set by a signed entry
    vetoes_in_force(settings)             the red lines with the thresholds of the place

The points of single items were never seen in print: they are remembered at best, marked so, and left to the place to check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article, Certainty
from gongkai.law.grammar.words import Word
from gongkai.law.supervision.faults import RULES, Eye, Fault
from gongkai.law.supervision.rectifications import Gravity
from gongkai.law.supervision.vetoes import CHECKED, VETOES, SiteMeasure, Veto


class IndicatorPart(Word):
    """指标部分: what an indicator does to the result."""

    VETO = "veto", "单项否决"
    DEDUCTION = "deduction", "扣分"
    BONUS = "bonus", "加分"


class CheckCycle(Word):
    """检查周期: how often an indicator is looked at."""

    NIGHTLY = "nightly", "每晚自动"
    MONTHLY = "monthly", "每月抽查"
    QUARTERLY = "quarterly", "每季普查"


FULL, EXTRA = Decimal(100), Decimal(30)
"""满分: of the deductions and of the bonus (19号文)."""
SERVICES_SHARE = Decimal(25)
"""办事服务分值: inferred, since authorities without services are marked out of 75 (19号文)."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """检查指标: what is looked at, what feeds it, how often, how grave, and what it is worth.

    ``points`` are those of one fault found; None where nobody knows them. ``limit`` and ``warn_from`` are those of a red line.
    ``faults`` are the kinds the machines find for it; an indicator without any is judged by people.
    """

    key: str
    part: IndicatorPart
    group: str
    label: str
    rule: str
    cycle: CheckCycle
    gravity: Gravity
    faults: tuple[Fault, ...] = ()
    measure: SiteMeasure | None = None
    limit: Decimal | None = None
    warn_from: Decimal | None = None
    points: Decimal | None = None
    certainty: Certainty = Certainty.SEEN
    basis: Article = CHECKED
    set_here: str = ""

    @property
    def fed_by(self) -> str:
        """由何取数: what feeds it, in words."""
        if self.measure is not None:
            return f"红线表盘：{self.measure.label}"
        told = []
        for eyes in ({Eye.NIGHT}, {Eye.NIGHT, Eye.PATROL}, {Eye.PATROL}):
            seen = [each.label for each in self.faults if RULES[each].eyes == eyes]
            told += [f"{'、'.join(eye.label for eye in Eye if eye in eyes)}：{'、'.join(seen)}"] if seen else []
        return "；".join(told) or "人工检查"

    @property
    def verified(self) -> bool:
        """已核: whether the value was seen in its source, or has been set here."""
        return self.certainty is Certainty.SEEN or bool(self.set_here)


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """指标设定: what a place has set for one indicator, and on what ground."""

    key: str
    source: str
    limit: Decimal | None = None
    warn_from: Decimal | None = None
    points: Decimal | None = None


def _veto(veto: Veto) -> Indicator:
    return Indicator(
        veto.key,
        IndicatorPart.VETO,
        veto.watched.label,
        veto.label,
        veto.rule,
        CheckCycle.NIGHTLY,
        Gravity.VETO,
        measure=veto.measure,
        limit=veto.limit,
        warn_from=veto.warn_from,
        certainty=veto.certainty,
        basis=veto.basis,
    )


def _row(
    part: IndicatorPart,
    key: str,
    group: str,
    label: str,
    rule: str,
    *faults: Fault,
    points: str = "",
    cycle: CheckCycle | None = None,
    gravity: Gravity = Gravity.ORDINARY,
    certainty: Certainty = Certainty.RECALLED,
) -> Indicator:
    often = cycle or (CheckCycle.NIGHTLY if faults else CheckCycle.MONTHLY)
    worth = Decimal(points) if points else None
    return Indicator(key, part, group, label, rule, often, gravity, faults, points=worth, certainty=certainty)


_BY_PEOPLE = tuple(
    Indicator(
        key,
        IndicatorPart.VETO,
        group,
        label,
        rule,
        CheckCycle.NIGHTLY,
        Gravity.VETO,
        faults,
        certainty=certainty,
    )
    for key, group, label, rule, faults, certainty in (
        (
            "V1",
            "政府网站",
            "安全、泄密等严重问题",
            "严重表述错误，泄露国家秘密，发布或者链接违法内容，伪造发稿日期，安全事故处置不力",
            (Fault.SECRET, Fault.PERSONAL, Fault.HIDDEN, Fault.DATED),
            Certainty.SEEN,
        ),
        ("S1", "政务新媒体", "安全、泄密等严重问题", "与政府网站相同", (), Certainty.SEEN),
        ("S4", "政务新媒体", "弄虚作假", "购买粉丝、强制点赞", (), Certainty.RECALLED),
    )
)
_D, _B = IndicatorPart.DEDUCTION, IndicatorPart.BONUS
_PUBLISHING, _SERVING, _TALKING, _DESIGN = "发布解读", "办事服务", "互动交流", "功能设计"
_DEDUCTIONS = (
    _row(_D, "D1.1", _PUBLISHING, "概况、职能、领导信息", "没有开设的扣满，不准确或者不及时的逐处扣分", points="1"),
    _row(_D, "D1.2", _PUBLISHING, "动态要闻", "没有开设，或者两周内没有更新", Fault.STALE),
    _row(_D, "D1.3", _PUBLISHING, "政策文件", "没有开设、六个月内没有更新、没有分类或者检索", Fault.STALE),
    _row(_D, "D1.4", _PUBLISHING, "政策解读", "没有解读，或者解读与文件没有相互关联", Fault.UNEXPLAINED),
    _row(_D, "D1.5", _PUBLISHING, "其他栏目", "空白或者应更新未更新，别处已扣的不重复扣", Fault.BLANK, Fault.STALE),
    _row(
        _D, "D1.6", _PUBLISHING, "内容准确", "放错栏目、重复发布、表述错误", Fault.MISPLACED, Fault.TWICE, Fault.WORDS
    ),
    _row(_D, "D1.7", _PUBLISHING, "公示和公告", "期满的没有撤下，公示之后没有公告", Fault.EXPIRED, Fault.UNANNOUNCED),
    _row(_D, "D2.1", _SERVING, "事项公开和办事统计", "应公开的事项没有公开，没有统计", certainty=Certainty.INFERRED),
    _row(_D, "D2.2", _SERVING, "办事指南要素", "抽查事项的要素缺失、内容不准", certainty=Certainty.INFERRED),
    _row(_D, "D2.3", _SERVING, "表格样表", "不能下载或者没有样表", certainty=Certainty.INFERRED),
    _row(_D, "D3.1", _TALKING, "信息提交和统一登录", "不能提交留言，或者须多次登录", cycle=CheckCycle.QUARTERLY),
    _row(
        _D,
        "D3.2",
        _TALKING,
        "留言办理答复",
        "留言、申请、建议逾期没有答复",
        Fault.LATE,
        gravity=Gravity.SERIOUS,
    ),
    _row(
        _D,
        "D3.3",
        _TALKING,
        "征集调查",
        "提供在线渠道（不含电子邮件），一年内开展不少于6次并公布结果",
        Fault.NO_RESULT,
        certainty=Certainty.SEEN,
    ),
    _row(_D, "D3.4", _TALKING, "在线访谈", "没有开展，或者没有文字实录", cycle=CheckCycle.QUARTERLY),
    _row(
        _D,
        "D4.1",
        _DESIGN,
        "域名、名称和网站标识",
        "标识码、备案号、党政机关标识不全",
        Fault.UNMARKED,
        cycle=CheckCycle.QUARTERLY,
    ),
    _row(_D, "D4.2", _DESIGN, "首页链接可用", "首页的死链逐个扣分", Fault.DEAD, points="1"),
    _row(_D, "D4.3", _DESIGN, "其他页面链接可用", "其他网页的死链逐个扣分", Fault.DEAD, Fault.UNLIKE, points="0.1"),
    _row(_D, "D4.4", _DESIGN, "打开速度", "网页打开缓慢", Fault.SLOW, Fault.UNREACHABLE, certainty=Certainty.INFERRED),
    _row(_D, "D4.5", _DESIGN, "网页标签（META）", "网站、栏目、内容页的标签不全", Fault.META),
    _row(_D, "D4.6", _DESIGN, "站内搜索", "搜不到已经公开的内容"),
    _row(_D, "D4.7", _DESIGN, "IPv6、兼容和找错入口", "不能访问、不能显示，没有找错入口", cycle=CheckCycle.QUARTERLY),
)
_BONUS = (
    _row(_B, "B1", "信息发布", "数据发布、公报", "持续发布数据集，公报可以检索", cycle=CheckCycle.QUARTERLY),
    _row(_B, "B2", _SERVING, "一件事、一次办", "按情形引导，材料和时限真正减少", cycle=CheckCycle.QUARTERLY),
    _row(_B, "B3", _TALKING, "实时互动", "答复公开、可以检索、有满意度", cycle=CheckCycle.QUARTERLY),
    _row(
        _B,
        "B4",
        "创新发展",
        "无障碍、移动适配、个性化",
        "适老、无障碍、手机可用",
        Fault.NARROW,
        cycle=CheckCycle.QUARTERLY,
    ),
)
INDICATORS = (*(_veto(veto) for veto in VETOES), *_BY_PEOPLE, *_DEDUCTIONS, *_BONUS)
"""检查指标表（19号文）: structure as seen; points only where somebody remembers them, and marked so."""
BY_KEY: Mapping[str, Indicator] = {row.key: row for row in INDICATORS}
"""按代码."""
_LARGEST = Decimal(10_000)


def check_value(value: IndicatorValue) -> None:
    """核设定: raises Unlawful for what no place may set."""
    indicator = BY_KEY.get(value.key)
    if indicator is None:
        raise Unlawful(f"没有代码为“{value.key}”的指标", CHECKED, field="key")
    if not value.source.strip():
        raise Unlawful("应当写明依据的文件", indicator.basis, field="source")
    line = indicator.measure is not None
    for name, title, given, applies in (
        ("limit", "红线", value.limit, line),
        ("warn_from", "提醒线", value.warn_from, line),
        ("points", "分值", value.points, indicator.part is not IndicatorPart.VETO),
    ):
        if given is not None and not applies:
            raise Unlawful(f"“{indicator.label}”没有{title}可设", indicator.basis, field=name)
        if given is not None and not 0 < given <= _LARGEST:
            raise Unlawful(f"{title}应大于零，不超过{_LARGEST:f}", indicator.basis, field=name)
    limit, warn = value.limit or indicator.limit, value.warn_from or indicator.warn_from
    if limit is not None and warn is not None and warn > limit:
        raise Unlawful("提醒线不能超过红线", indicator.basis, field="warn_from")
    if value.limit is value.warn_from is value.points is None:
        raise Unlawful("没有填写任何要设定的值", indicator.basis, field="limit" if line else "points")


def in_force(indicators: Iterable[Indicator], values: Iterable[IndicatorValue]) -> Iterator[Indicator]:
    """执行的指标: each as the latest setting has it."""
    latest = {value.key: value for value in values}
    for indicator in indicators:
        value = latest.get(indicator.key)
        yield indicator if value is None else _as_set(indicator, value)


def _as_set(indicator: Indicator, value: IndicatorValue) -> Indicator:
    return replace(
        indicator,
        limit=value.limit or indicator.limit,
        warn_from=value.warn_from or indicator.warn_from,
        points=value.points or indicator.points,
        set_here=value.source,
    )


def vetoes_in_force(values: Iterable[IndicatorValue]) -> list[Veto]:
    """执行的红线."""
    latest = {value.key: value for value in values}
    return [
        replace(veto, limit=value.limit or veto.limit, warn_from=value.warn_from or veto.warn_from)
        if (value := latest.get(veto.key))
        else veto
        for veto in VETOES
    ]
