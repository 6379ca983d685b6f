"""标准目录的例子: a small catalogue of two areas, and the acts that put a unit's catalogue in force."""

from __future__ import annotations

from datetime import date

from gongkai.law.standards import Carrier, DisclosureForm, Scope, Standard, TierOfDisclosure
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.catalogue.standards import acts, queries, unit_acts
from gongkai.publication.catalogue.standards.acts import CataloguePlan
from gongkai.publication.catalogue.standards.models import StandardCatalogue, UnitItem
from gongkai.publication.catalogue.standards.unit_acts import Proposal, taken_over

DAY = date(2025, 9, 18)
PLAN = CataloguePlan("基层政务公开标准目录", Scope.NATIONAL, "2020年版", "国办发〔2019〕54号")

GUIDE = Standard(
    "社会救助",
    "临时救助",
    "办事指南",
    "办理事项、办理条件、申请材料\n联系方式（如有）",
    number="1",
    basis="《社会救助暂行办法》",
    limit="信息形成或者变更之日起20个工作日内",
    bodies="县级民政部门、乡镇政府",
    carriers=frozenset({Carrier.WEBSITE, Carrier.SERVICE_CENTRE}),
    tiers=frozenset({TierOfDisclosure.COUNTY, TierOfDisclosure.TOWNSHIP}),
)
FUNDS = Standard(
    "社会救助",
    "临时救助",
    "资金支出",
    "救助人数、支出金额",
    number="2",
    limit="按月公开",
    bodies="县级民政部门",
    carriers=frozenset({Carrier.WEBSITE}),
    other_carrier="村务平台",
    everyone=False,
    group="救助对象",
    tiers=frozenset({TierOfDisclosure.COUNTY}),
    form=DisclosureForm.QUERY,
)
HOMES = Standard(
    "养老服务",
    "养老机构",
    "备案信息",
    "机构名称、地址、床位数",
    number="1",
    limit="每季度终了后10日内",
    bodies="县级民政部门",
)
VAGUE = Standard("养老服务", "养老机构", "扶持政策", "政策文件", number="2", limit="及时公开", bodies="县级民政部门")
ROWS = [GUIDE, FUNDS, HOMES, VAGUE]


def accepted(authority: Authority, by: Official | None = None) -> StandardCatalogue:
    """A catalogue in the books of an authority."""
    return acts.accept_catalogue(authority, PLAN, ROWS, on=DAY, by=by)


def in_force(
    catalogue: StandardCatalogue, authority: Authority, handler: Official, head: Official, on: date = DAY
) -> dict[str, UnitItem]:
    """The whole of a catalogue taken over by a unit and approved by its head, by the names of the standards."""
    proposals = [Proposal(taken_over(row, "社会救助股"), row) for row in queries.rows(catalogue)]
    items = unit_acts.propose(authority, proposals, on=on, by=handler)
    unit_acts.approve(authority, items, on=on, by=head)
    return {item.name: item for item in items}
