"""规划信息（条例第二十条第三项）: what kind of plan a title speaks of, in the order a reader looks for them."""

from __future__ import annotations

from gongkai.law.grammar.words import Word


class PlanKind(Word):
    """规划种类: the outline for five years, plans of a field, of an area, of the land, of one year, and how they get on."""

    OVERALL = "overall", "综合规划"
    SPATIAL = "spatial", "空间规划"
    AREA = "area", "区域规划"
    YEARLY = "yearly", "年度计划"
    PROGRESS = "progress", "规划进展"
    SPECIAL = "special", "专项规划"


_WORDS = (
    (PlanKind.PROGRESS, ("执行情况", "进展情况", "中期评估", "实施情况", "完成情况", "总结评估")),
    (PlanKind.SPATIAL, ("国土空间", "空间规划", "详细规划", "城乡规划", "村庄规划", "土地利用")),
    (PlanKind.AREA, ("区域规划", "片区", "流域", "都市圈", "经济带", "一体化")),
    (PlanKind.YEARLY, ("年度计划", "工作计划", "年工作要点", "年国民经济和社会发展计划", "年计划")),
    (PlanKind.OVERALL, ("国民经济和社会发展", "发展规划纲要", "规划纲要", "远景目标")),
)


def plan_kind(title: str) -> PlanKind:
    """看标题: the first kind one of whose words stands in it; what names none of them is a plan of its own field."""
    return next((kind for kind, words in _WORDS if any(word in title for word in words)), PlanKind.SPECIAL)
