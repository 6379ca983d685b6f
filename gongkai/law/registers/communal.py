"""公共事业: what is built and offered for all, what it does to the surroundings, and the papers of the aid beside its notices."""

from __future__ import annotations

from gongkai.law.grammar.kinds import Field, Kind, Measure, Sort
from gongkai.law.registers.parts import (
    AREA,
    DISPLAY,
    LOCAL_MATTERS,
    MADE_ON,
    NAME,
    ORIGINAL,
    PUBLIC_MATTERS,
    REMARK,
    UNIT,
)

AID_PAPER = Kind(
    "aid_paper",
    "扶贫（帮扶）信息",
    Measure.FLOW,
    PUBLIC_MATTERS[11],
    fields=(
        NAME,
        Field(
            "matter",
            "信息种类",
            Sort.CHOICE,
            choices=("政策性文件", "资金项目计划", "信息简报", "名单", "项目进展"),
            asked=True,
        ),
        *(AREA, MADE_ON, UNIT, ORIGINAL, REMARK),
    ),
    alike=("name", "made_on"),
    others=("扶贫简报", "扶贫政策"),
)
"""What is in no kind stays in none: a count of the kinds then says how many."""
CITY_WORKS = Kind(
    "city_works",
    "市政建设",
    Measure.FLOW,
    LOCAL_MATTERS,
    fields=(
        NAME,
        AREA,
        Field(
            "works_kind", "类别", Sort.CHOICE, True, ("道路", "供排水", "供气供热", "园林", "照明", "其他"), asked=True
        ),
        Field("content", "建设内容", Sort.LONG, required=True),
        Field("amount", "投资", Sort.MONEY, asked=True),
        Field("disturbs", "对出行和生活的影响", Sort.LONG, other_names=("停水停电停气",)),
        *(MADE_ON, UNIT, ORIGINAL, REMARK),
    ),
    others=("市政工程",),
)
CULTURE = Kind(
    "culture_sport",
    "文化体育",
    Measure.FLOW,
    LOCAL_MATTERS,
    fields=(
        NAME,
        Field("field", "领域", Sort.CHOICE, True, ("文化", "体育", "广播电视", "旅游", "文物"), asked=True),
        AREA,
        Field("content", "内容", Sort.LONG, required=True),
        Field("price", "收费情况", other_names=("票价",)),
        *(MADE_ON, UNIT, ORIGINAL, REMARK),
    ),
    others=("公共文化服务", "体育信息"),
)
ENVIRONMENT_REVIEW = Kind(
    "environment_review",
    "环境影响评价公示",
    Measure.FLOW,
    PUBLIC_MATTERS[13],
    fields=(
        NAME,
        Field("builder", "建设单位", required=True, asked=True),
        Field("step", "环节", Sort.CHOICE, True, ("受理公示", "拟审批公示", "审批决定公告"), asked=True),
        Field("number", "审批文号", asked=True),
        Field("effects", "主要环境影响和对策", Sort.LONG, required=True),
        AREA,
        *DISPLAY,
        *(MADE_ON, UNIT, ORIGINAL, REMARK),
    ),
    alike=("name", "step", "made_on"),
    others=("环评公示", "环评审批"),
)
COMMUNAL = (AID_PAPER, CITY_WORKS, CULTURE, ENVIRONMENT_REVIEW)
