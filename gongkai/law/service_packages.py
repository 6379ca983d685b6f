"""一件事套餐（国发〔2024〕3号）: items handled as one matter: in which order, for which situations, and the days that follow.

No day is written down: before, the items went one after another, each in the time the law gives it; after, those of one stage
run side by side, each in the time that is promised. Whoever changes an item changes the days of its packages.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.service_items import ItemContent
from gongkai.law.service_materials import Material, Merged, merge
from gongkai.law.service_words import JOINED
from gongkai.law.situations import Question, Situation, check_tree, leaves, mentioned, read_tree

Items = Mapping[str, ItemContent]
"""现行事项: what counts on a day, by code."""


@dataclass(frozen=True)
class PackageContent:
    """套餐内容: one version of a package. Items of one stage run side by side; an item no answer mentions is always needed."""

    name: str
    theme: str
    stages: tuple[tuple[str, ...], ...]
    situations: Question | None = None
    summary: str = ""

    @property
    def items(self) -> tuple[str, ...]:
        """事项: their codes in the order of the stages."""
        return tuple(code for stage in self.stages for code in stage)

    @property
    def always(self) -> frozenset[str]:
        """必办事项: those no answer mentions."""
        return frozenset(self.items) - mentioned(self.situations)

    @property
    def digest(self) -> str:
        """内容摘要."""
        told = json.dumps(self.told(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(told.encode()).hexdigest()

    def told(self) -> dict[str, JSON]:
        """记录: as an entry of the journal holds it."""
        return {
            "name": self.name,
            "theme": self.theme,
            "stages": [list(stage) for stage in self.stages],
            "situations": self.situations.told() if self.situations else None,
            "summary": self.summary,
        }

    @classmethod
    def read(cls, told: Mapping[str, JSON]) -> PackageContent:
        """读记录: what an entry holds, checked anew; raises Unlawful."""
        stages = told.get("stages")
        content = cls(
            str(told.get("name") or "").strip(),
            str(told.get("theme") or "").strip(),
            tuple(
                tuple(str(code) for code in stage)
                for stage in (stages if isinstance(stages, list) else [])
                if isinstance(stage, list) and stage
            ),
            read_tree(told.get("situations")),
            str(told.get("summary") or "").strip(),
        )
        check_package(content)
        return content

    def of(self, situation: Situation) -> tuple[tuple[str, ...], ...]:
        """本情形的步骤: the stages with what this situation needs; empty ones fall away."""
        needed = self.always | situation.items
        found = (tuple(code for code in stage if code in needed) for stage in self.stages)
        return tuple(stage for stage in found if stage)


def check_package(content: PackageContent) -> None:
    """核对套餐: what no version may say; raises Unlawful naming the field."""
    for name, title in (("name", "套餐名称"), ("theme", "主题")):
        if not getattr(content, name):
            raise Unlawful(f"{title}不能为空", JOINED, field=name)
    if len(content.items) < 2:
        raise Unlawful("一个套餐至少有两个事项", JOINED, field="stages")
    for code in content.items:
        if content.items.count(code) > 1:
            raise Unlawful(f"事项{code}在步骤里写了两次", JOINED, field="stages")
    check_tree(content.situations)
    if strange := sorted(mentioned(content.situations) - set(content.items)):
        raise Unlawful(f"情形里的事项{'、'.join(strange)}不在步骤里", JOINED, field="situations")
    for situation in leaves(content.situations):
        if not content.of(situation):
            raise Unlawful(f"情形“{situation.name}”没有要办的事项", JOINED, field="situations")


def read_stages(text: str) -> tuple[tuple[str, ...], ...]:
    """读步骤: one stage a line; the codes of a line, parted by ``、``, run side by side."""
    lines = (line.replace("，", "、").replace(",", "、").strip() for line in text.splitlines())
    return tuple(tuple(code.strip() for code in line.split("、") if code.strip()) for line in lines if line)


def missing(content: PackageContent, items: Items) -> tuple[str, ...]:
    """缺失事项: codes of the package that are not in force."""
    return tuple(code for code in content.items if code not in items)


@dataclass(frozen=True, slots=True)
class Days:
    """办理天数: working days before, one after another by law, and after, side by side as promised."""

    before: int
    after: int

    @property
    def saved(self) -> int:
        """压缩天数."""
        return self.before - self.after


def days(stages: Sequence[Sequence[str]], items: Items) -> Days:
    """算天数: before is the sum of all; after is the sum over the stages of the longest of each."""
    before = sum(items[code].before_days for stage in stages for code in stage)
    after = sum(max(items[code].promised_days for code in stage) for stage in stages if stage)
    return Days(before, after)


@dataclass(frozen=True)
class Answered:
    """情形结果: what a citizen in this situation does, in which order, with which papers, in how many days."""

    situation: Situation
    stages: tuple[tuple[str, ...], ...]
    materials: tuple[Merged, ...]
    asked: int
    days: Days
    visits: int

    @property
    def saved_materials(self) -> int:
        """少交材料: how many times a material is asked for once instead of again."""
        return self.asked - len(self.materials)


def answered(content: PackageContent, situation: Situation, items: Items) -> Answered:
    """得出结果: of a situation; raises Unlawful where one of its items is no longer in force."""
    stages = content.of(situation)
    codes = [code for stage in stages for code in stage]
    if gone := [code for code in codes if code not in items]:
        raise Unlawful(f"套餐里的事项{'、'.join(gone)}没有现行版本，请先变更套餐", JOINED)
    spared = {name.replace(" ", "") for name in situation.spared}
    wanted: list[tuple[str, Sequence[Material]]] = [
        (items[code].name, [each for each in items[code].materials if each.name.replace(" ", "") not in spared])
        for code in codes
    ]
    wanted += [(content.name, situation.materials)] if situation.materials else []
    merged = merge(wanted)
    asked = sum(len(materials) for _, materials in wanted)
    visits = max((items[code].visits for code in codes), default=0)
    return Answered(situation, stages, merged, asked, days(stages, items), visits)


def package_days(content: PackageContent, items: Items) -> Days:
    """套餐天数: those of its longest situation: the most before, and of equals the most after."""
    found = (days(content.of(situation), items) for situation in leaves(content.situations))
    return max(found, key=lambda each: (each.before, each.after))


def average(days_: Sequence[Days]) -> tuple[Fraction, Fraction] | None:
    """套餐平均: the mean before and after over packages, as exact fractions; None without packages."""
    if not days_:
        return None
    return Fraction(sum(each.before for each in days_), len(days_)), Fraction(
        sum(each.after for each in days_), len(days_)
    )
