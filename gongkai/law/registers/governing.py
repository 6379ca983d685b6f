"""机关运行: who was appointed, what happened in an emergency, how an authority's own openness was judged."""

from __future__ import annotations

from gongkai.law.grammar.kinds import Field, Kind, Measure, Sort
from gongkai.law.grammar.statute import regulation
from gongkai.law.registers.parts import AREA, MADE_ON, NAME, ORIGINAL, PUBLIC_MATTERS, REMARK, UNIT

APPOINTMENT = Kind(
    "appointment",
    "人事任免",
    Measure.FLOW,
    PUBLIC_MATTERS[2],
    fields=(
        NAME,
        Field("appointed", "任免人员", required=True, asked=True, other_names=("任职人员", "免职人员")),
        Field("event", "任免", Sort.CHOICE, True, ("任命", "免去", "任免并行", "任前公示"), asked=True),
        Field("position", "职务", required=True, asked=True),
        Field("number", "任免文号", asked=True),
        *(MADE_ON, UNIT, ORIGINAL, REMARK),
    ),
    alike=("name", "made_on"),
    others=("任免通知", "干部任免"),
)
EMERGENCY = Kind(
    "emergency",
    "突发事件应对情况",
    Measure.FLOW,
    PUBLIC_MATTERS[12],
    fields=(
        NAME,
        Field(
            "event_kind",
            "事件类别",
            Sort.CHOICE,
            True,
            ("自然灾害", "事故灾难", "公共卫生事件", "社会安全事件"),
            asked=True,
        ),
        Field("grade", "事件级别", Sort.CHOICE, choices=("特别重大", "重大", "较大", "一般"), asked=True),
        AREA,
        Field("happened", "事件经过", Sort.LONG, required=True),
        Field("measures", "应对措施", Sort.LONG, required=True, other_names=("救援情况",)),
        Field("made_on", "发生日期", Sort.DAY, required=True, asked=True),
        *(UNIT, ORIGINAL, REMARK),
    ),
    others=("突发公共事件", "应急救援", "救援信息"),
)
OPENNESS_REVIEW = Kind(
    "openness_review",
    "政务公开通报和考核结果",
    Measure.FLOW,
    regulation(46, gist="政府信息公开工作的考核"),
    fields=(
        NAME,
        Field("review_kind", "类别", Sort.CHOICE, True, ("季度通报", "专项通报", "年度考核"), asked=True),
        Field("year", "所属年度", Sort.COUNT, True, unit="年", asked=True),
        Field("reviewed", "被评单位", asked=True, other_names=("被考核单位",)),
        Field("score", "得分", Sort.NUMBER, unit="分", asked=True),
        Field("grade", "等次", Sort.CHOICE, choices=("优秀", "良好", "合格", "不合格"), asked=True),
        *(MADE_ON, UNIT, ORIGINAL, REMARK),
    ),
    others=("季度通报", "考核结果"),
)
GOVERNING = (APPOINTMENT, EMERGENCY, OPENNESS_REVIEW)
