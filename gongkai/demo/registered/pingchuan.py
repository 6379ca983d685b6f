"""平川区2018年: the key areas down to each leaf: 184 + 654 + 7 992 + 645 = 9 475, each counted from records of its kinds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.demo.registered.plan import Lot, Registered, over
from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers.communal import AID_PAPER, ENVIRONMENT_REVIEW
from gongkai.law.registers.decisions import CREDIT_RECORD
from gongkai.law.registers.livelihood import (
    ASSOCIATION,
    CHARITY,
    ENROLMENT,
    HEALTH_EVENT,
    HOUSING,
    JOB,
    LAND_FLOW,
    POVERTY_NOTICE,
    POVERTY_RESULT,
    RELIEF_PAYMENT,
    SCHOOL_MONEY,
    SCIENCE,
    SOCIAL_FUND,
)
from gongkai.law.registers.money import AUDIT, BUDGET, FEE_POLICY, FINAL_ACCOUNT, SPECIAL_FUND
from gongkai.law.registers.projects import LAND_TAKING
from gongkai.law.registers.trades import AWARD, PURCHASE, TENDER
from gongkai.law.registers.watching import ACCIDENT, DUST, HAZARD, RECALL, SAMPLING

_PROJECTS = "PC2018"


def _over(kind: Kind, total: int, mark: str, **more: object) -> Lot:
    return over(kind, total, mark, 2018, **more)


KEY_AREAS: Mapping[str, Mapping[str, tuple[Lot, ...]]] = {
    "财政资金": {
        "预算决算和“三公”经费": (
            Lot(BUDGET, 59, "PCYS", date(2018, 2, 5), date(2018, 2, 23), units=59, every=5),
            Lot(FINAL_ACCOUNT, 59, "PCJS", date(2018, 9, 3), date(2018, 9, 21), units=59, every=5),
        ),
        "专项资金": (_over(SPECIAL_FUND, 13, "PCZX"),),
        "审计结果": (_over(AUDIT, 53, "PCSJ"),),
    },
    "公共资源配置": {
        "征地信息": (_over(LAND_TAKING, 19, "PCZD"),),
        "农村土地经营权流转": (_over(LAND_FLOW, 2, "PCLZ"),),
        "保障性住房": (_over(HOUSING, 2, "PCBZ", fixed={"housing_kind": "公租房"}),),
        "棚户区改造": (_over(HOUSING, 10, "PCPG", fixed={"housing_kind": "棚户区改造"}),),
        "招标采购": (
            Lot(TENDER, 301, _PROJECTS, date(2018, 1, 8), date(2018, 10, 31)),
            Lot(AWARD, 250, _PROJECTS, date(2018, 2, 12), date(2018, 12, 14)),
            _over(PURCHASE, 70, "PCCG", after=1),
        ),
    },
    "公共监管": {
        "环境保护": (_over(ENVIRONMENT_REVIEW, 16, "PCHP"), _over(DUST, 5, "PCYC")),
        "安全生产事故与隐患预警": (_over(ACCIDENT, 5, "PCSG"), _over(HAZARD, 408, "PCYH")),
        "食品药品安全": (
            _over(SAMPLING, 72, "PCCJ"),
            _over(RECALL, 3, "PCZH"),
        ),
        "市场主体信用与不良行为记录": (_over(CREDIT_RECORD, 7483, "PCXY"),),
    },
    "公共服务": {
        "减税降费、降低要素成本": (_over(FEE_POLICY, 28, "PCJS"),),
        "学校招生财务": (_over(ENROLMENT, 2, "PCZS"), _over(SCHOOL_MONEY, 2, "PCXX")),
        "城市医疗及公共卫生事件": (_over(HEALTH_EVENT, 312, "PCYQ"),),
        "城乡低保等社会救助": (
            _over(RELIEF_PAYMENT, 43, "PCDB", dealt={"relief_kind": {"城市低保": 14, "农村低保": 22, "临时救助": 7}}),
        ),
        "就业信息": (_over(JOB, 14, "PCJY"),),
        "社会保险": (_over(SOCIAL_FUND, 12, "PCSB"),),
        "社会组织、中介机构及公益慈善": (_over(CHARITY, 1, "PCCS"), _over(ASSOCIATION, 1, "PCSZ")),
        "科技项目管理及经费": (_over(SCIENCE, 2, "PCKJ"),),
        "扶贫信息": (
            _over(POVERTY_NOTICE, 110, "PCGS", fixed={"level": "村"}),
            Lot(POVERTY_RESULT, 98, "PCGG", date(2018, 3, 5), date(2018, 12, 28), fixed={"level": "村"}),
            _over(AID_PAPER, 20, "PCFP"),
        ),
    },
}
"""重点领域: area, leaf, and the lots whose records the leaf counts; lists are not among them, for what stands is no news."""

PINGCHUAN_2018 = Registered(
    {"": tuple(lot for leaves in KEY_AREAS.values() for lots in leaves.values() for lot in lots)},
    assumed=(
        "报告写到每个末级领域的条数，没有写各条是什么：种类、日期和名称都是示例，每个末级领域的条数由所列种类的记录数得出。"
        "招标多于中标、公示多于公告的，就是缺环。"
    ),
)
"""平川区2018年."""
