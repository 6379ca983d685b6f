"""服务事项样例: an item and a package as tests begin with, and how they are written down as steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.service_items import ItemContent
from gongkai.law.service_materials import read_material
from gongkai.law.service_versions import Act
from gongkai.law.service_words import ItemKind

DAY = date(2025, 3, 3)
PLAIN = ItemContent(
    name="食品经营许可",
    kind=ItemKind.LICENCE,
    subjects=("L040",),
    basis="《食品安全法》第三十五条",
    conditions="有固定的经营场所",
    promised_days=8,
    statutory_days=20,
    materials=(read_material("食品经营许可申请书"), read_material("身份证；复印件1份")),
    review_points=("申请书填写齐全", "场所与申请书一致"),
    steps=("受理", "审查", "决定", "送达"),
    result="食品经营许可证",
    place="政务服务大厅3号窗口",
    hours="工作日9:00至17:00",
    phone="0900-0000000",
    in_hall=True,
)


def item(**told: Any) -> ItemContent:
    """事项: as above, but for what is told."""
    return replace(PLAIN, **told)


def listed(content: ItemContent = PLAIN, on: date = DAY, by: str = "wang") -> Step:
    """拟列入."""
    return Step(Act.LIST, on, {"code": "SP001", "content": content.told(), "reason": "列入清单", "by": by})


def signed(on: date = DAY, by: str = "li", act: Act = Act.SIGN, **more: JSON) -> Step:
    """签发."""
    return Step(act, on, {"from": on.isoformat(), "by": by, **more})
