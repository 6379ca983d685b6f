"""重点领域: the key areas of disclosure in two layers, each leaf the kinds of records it counts. A record counts in one leaf.

leaf_of("housing_notice", {"housing_kind": "棚户区改造"})       the leaf 棚户区改造
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.grammar.kinds import Kind
from gongkai.law.grammar.statute import Article
from gongkai.law.registers.communal import AID_PAPER, ENVIRONMENT_REVIEW
from gongkai.law.registers.decisions import (
    CHECK,
    COERCION,
    CREDIT_LIST,
    CREDIT_RECORD,
    PENALTY,
    PERMIT,
    RANDOM_INSPECTION,
)
from gongkai.law.registers.livelihood import (
    ASSOCIATION,
    CHARITY,
    DISCIPLINE_FILING,
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
from gongkai.law.registers.money import AUDIT, BUDGET, DEBT, FEE_POLICY, FINAL_ACCOUNT, FISCAL_MONTH, SPECIAL_FUND
from gongkai.law.registers.projects import LAND_TAKING, LAND_TRANSFER, MAJOR_PROJECT, PPP
from gongkai.law.registers.trades import BELOW_LIMIT, PURCHASE, TRADE_NOTICES, TRADE_STEPS
from gongkai.law.registers.watching import ACCIDENT, AIR, DUST, HAZARD, RECALL, SAMPLING, SELF_MONITORING, WATER

KEY_AREAS_PLAN = Article("国办发〔2016〕19号", gist="重点领域信息公开的范围和分工")


@dataclass(frozen=True, slots=True)
class Counted:
    """计入的种类: a kind, whole or only where one of its fields says one of these; ``but`` turns that round."""

    kind: str
    field: str = ""
    says: tuple[str, ...] = ()
    but: bool = False

    def holds(self, kind: str, data: Mapping[str, object]) -> bool:
        """是否计入."""
        if kind != self.kind:
            return False
        return not self.field or (data.get(self.field) in self.says) != self.but


@dataclass(frozen=True, slots=True)
class Leaf:
    """末级领域: what reports print a number for."""

    key: str
    label: str
    counts: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class KeyArea:
    """重点领域: its leaves add up to it."""

    key: str
    label: str
    leaves: tuple[Leaf, ...]


def _whole(*kinds: Kind) -> tuple[Counted, ...]:
    return tuple(Counted(kind.key) for kind in kinds)


_SHANTIES = ("棚户区改造",)
KEY_AREAS = (
    KeyArea(
        "money",
        "财政资金",
        (
            Leaf("budgets", "预决算和财政收支", _whole(BUDGET, FINAL_ACCOUNT, FISCAL_MONTH, DEBT)),
            Leaf("funds", "专项资金", _whole(SPECIAL_FUND)),
            Leaf("audits", "审计结果", _whole(AUDIT)),
        ),
    ),
    KeyArea(
        "resources",
        "公共资源配置",
        (
            Leaf("land_taking", "征地", _whole(LAND_TAKING)),
            Leaf("land_flow", "农村土地经营权流转", _whole(LAND_FLOW)),
            Leaf("housing", "保障性住房", (Counted(HOUSING.key, "housing_kind", _SHANTIES, but=True),)),
            Leaf("shanties", "棚户区改造", (Counted(HOUSING.key, "housing_kind", _SHANTIES),)),
            Leaf("trades", "招标采购", _whole(*TRADE_NOTICES, *TRADE_STEPS, PURCHASE, BELOW_LIMIT)),
            Leaf("projects", "重大建设项目和土地出让", _whole(MAJOR_PROJECT, PPP, LAND_TRANSFER)),
        ),
    ),
    KeyArea(
        "supervision",
        "公共监管",
        (
            Leaf("environment", "环境保护", _whole(WATER, AIR, DUST, SELF_MONITORING, ENVIRONMENT_REVIEW)),
            Leaf("safety", "安全生产事故和隐患", _whole(ACCIDENT, HAZARD)),
            Leaf("products", "产品质量和食品药品", _whole(SAMPLING, RECALL)),
            Leaf("credit", "市场主体信用", _whole(CREDIT_LIST, CREDIT_RECORD)),
            Leaf("decisions", "行政许可、处罚、强制", _whole(PERMIT, PENALTY, COERCION)),
            Leaf("inspections", "执法检查和双随机", _whole(CHECK, RANDOM_INSPECTION)),
        ),
    ),
    KeyArea(
        "services",
        "公共服务",
        (
            Leaf("fees", "减税降费", _whole(FEE_POLICY)),
            Leaf("schools", "学校招生和财务", _whole(ENROLMENT, SCHOOL_MONEY)),
            Leaf("health", "医疗和公共卫生", _whole(HEALTH_EVENT)),
            Leaf("relief", "社会救助", _whole(RELIEF_PAYMENT)),
            Leaf("jobs", "就业", _whole(JOB)),
            Leaf("insurance", "社会保险", _whole(SOCIAL_FUND)),
            Leaf("associations", "社会组织和公益慈善", _whole(ASSOCIATION, CHARITY)),
            Leaf("science", "科技项目", _whole(SCIENCE)),
            Leaf("poverty", "扶贫（帮扶）", _whole(POVERTY_NOTICE, POVERTY_RESULT, DISCIPLINE_FILING, AID_PAPER)),
        ),
    ),
)
"""重点领域: stocks are not among them: what stands on a list is no piece of news of the year."""
LEAVES = {leaf.key: leaf for area in KEY_AREAS for leaf in area.leaves}


def leaf_of(kind: str, data: Mapping[str, object]) -> Leaf | None:
    """所属末级领域: None for what is of no key area."""
    return next((leaf for leaf in LEAVES.values() if any(each.holds(kind, data) for each in leaf.counts)), None)
