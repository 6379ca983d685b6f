"""网上申请办事: which items are applied for on this platform, which materials may be sent, and what a sending brings.

Nobody is refused for what is missing: an application that lacks something is taken in, and what is missing is told once
(行政许可法第三十二条). What the guide takes on paper alone is handed in at the window.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from gongkai.law.case_flow import INTAKE, Act, State
from gongkai.law.case_kinds import CaseChannel
from gongkai.law.cases import Standing
from gongkai.law.grammar.flow import JSON, Objection, Unlawful
from gongkai.law.service_items import ItemContent
from gongkai.law.service_materials import Material
from gongkai.law.service_words import ONLINE, PaperForm

MOST_FILES = 30
"""一件办件最多文件."""


def objection_to_applying(content: ItemContent) -> Objection | None:
    """不能在本平台申请的理由: None where the guide says that this platform takes the application."""
    if not content.online.handled:
        return Objection(f"“{content.name}”还没有开通网上申请，请到窗口办理", ONLINE)
    if not content.taken_here:
        return Objection(f"“{content.name}”在{content.online_address}申请", ONLINE)
    return None


def sendable(material: Material) -> bool:
    """可以上传: what is not taken on paper alone."""
    return material.form is not PaperForm.PAPER


def to_send(contents: Iterable[ItemContent]) -> tuple[Material, ...]:
    """可上传的材料: of all matters of one application, each name once."""
    found: dict[str, Material] = {}
    for content in contents:
        for material in content.materials:
            if sendable(material):
                found.setdefault(material.name, material)
    return tuple(found.values())


def supplementing(standing: Standing, sent: Collection[str]) -> Act:
    """补交的环节: everything that was asked for, or a part of it; raises Unlawful for nothing and for what nobody asked."""
    if standing.state is not State.SUPPLEMENTING:
        raise Unlawful("现在没有需要补正的材料", INTAKE)
    given = frozenset(sent)
    if not given:
        raise Unlawful("请至少选择一份要补交的材料", INTAKE)
    if strange := given - standing.asked:
        raise Unlawful(f"没有要求补正“{'、'.join(sorted(strange))}”", INTAKE)
    return Act.SUPPLEMENT if given == standing.asked else Act.PART_SUPPLEMENT


def supplement_details(sent: Collection[str]) -> dict[str, JSON]:
    """补交的明细: it came online and nobody had to come."""
    handed: list[JSON] = [*sorted(sent)]
    return {"handed": handed, "channel": CaseChannel.ONLINE.value}
