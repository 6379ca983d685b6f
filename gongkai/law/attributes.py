"""公开属性（条例第十三至十六条）: how a document is opened, on which ground it is not, and how long such a label holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from gongkai.law.grammar.flow import Step
from gongkai.law.grammar.statute import Article, regulation
from gongkai.law.grammar.words import Word

_W = TypeVar("_W", bound=Word)
LABELLING = Article("国办发〔2016〕80号", gist="公文产生过程中同步确定公开属性，不公开的说明理由")


class Attribute(Word):
    """公开属性: how a document is opened. The default is proactive; anything else needs a ground and its article."""

    PROACTIVE = "proactive", "主动公开"
    ON_APPLICATION = "on_application", "依申请公开"
    WITHHELD = "withheld", "不予公开"


MARKS: Mapping[Attribute, str] = {
    Attribute.PROACTIVE: "此件公开发布",
    Attribute.ON_APPLICATION: "此件依申请公开",
    Attribute.WITHHELD: "此件不予公开",
}
"""附注: what the last page says of the attribute, in brackets on the line under the date (GB/T 9704—2012 附注)."""


class Ground(Word):
    """不予公开理由: the exemptions of 条例第十四至十六条."""

    STATE_SECRET = "state_secret", "国家秘密"
    PROHIBITED = "prohibited", "法律、行政法规禁止公开"
    ENDANGERS_SAFETY = "endangers_safety", "公开后可能危及国家安全、公共安全、经济安全、社会稳定"
    THIRD_PARTY = "third_party", "商业秘密、个人隐私等公开会损害第三方合法权益"
    INTERNAL = "internal", "内部事务信息"
    DELIBERATION = "deliberation", "过程性信息"
    ENFORCEMENT = "enforcement", "行政执法案卷信息"


GROUNDS: Mapping[Ground, Article] = {
    Ground.STATE_SECRET: regulation(14),
    Ground.PROHIBITED: regulation(14),
    Ground.ENDANGERS_SAFETY: regulation(14),
    Ground.THIRD_PARTY: regulation(15),
    Ground.INTERNAL: regulation(16, 1),
    Ground.DELIBERATION: regulation(16, 2),
    Ground.ENFORCEMENT: regulation(16, 2),
}
"""理由与条文: the article each ground stands on."""


@dataclass(frozen=True, slots=True)
class Label:
    """标注: the attribute with, where it is not proactive, its ground, its article and the reason in words.

    ``proposed`` is the attribute the platform had proposed; a label that differs is looked at again.
    """

    attribute: Attribute
    on: date
    ground: Ground | None = None
    reason: str = ""
    proposed: Attribute | None = None

    @property
    def article(self) -> Article | None:
        """所依条文: None for what is open."""
        return GROUNDS[self.ground] if self.ground else None

    @property
    def mark(self) -> str:
        """附注文字: as the last page bears it."""
        return f"（{MARKS[self.attribute]}）"

    @property
    def disputed(self) -> bool:
        """与建议不一致: whether somebody labelled it otherwise than proposed."""
        return self.proposed is not None and self.proposed is not self.attribute


@dataclass(frozen=True, slots=True)
class Relabelled:
    """变更记录: from which attribute to which, when, by whom and why."""

    was: Attribute
    now: Attribute
    on: date
    by: str
    reason: str


def read_label(step: Step) -> Label:
    """读标注: the attribute of a step; any other than proactive needs a ground and a reason (条例第十三至十六条)."""
    attribute = read_word(Attribute, step, "attribute", "公开属性")
    proposed = read_word(Attribute, step, "proposed", "建议的公开属性") if step.details.get("proposed") else None
    if attribute is Attribute.PROACTIVE:
        return Label(attribute, step.on, proposed=proposed)
    ground = read_word(Ground, step, "ground", "不公开的理由")
    return Label(attribute, step.on, ground, step.text("reason", "不公开的具体理由"), proposed)


def read_word(words: type[_W], step: Step, name: str, title: str) -> _W:
    """读选项: a detail of a step that must be one of these words."""
    return step.word(words, name, title, LABELLING)
