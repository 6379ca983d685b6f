"""目录（条例第十二、十九至二十六条）: index numbers by a rule that is data, and which column takes which content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import Objection, Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

CATALOGUE = regulation(12, gist="目录应有索引、名称、内容概述、生成日期")
EDITING = regulation(19, gist="涉及公众利益调整、需要公众广泛知晓或者参与决策的主动公开")


class SegmentKind(Word):
    """编码段: what a part of an index number is made from."""

    FIXED = "fixed", "固定字符"
    AUTHORITY = "authority", "机构代码"
    CATEGORY = "category", "信息类别"
    YEAR = "year", "年"
    YEAR_MONTH = "year_month", "年月"
    DAY = "day", "年月日"
    SERIAL = "serial", "流水号"


class SerialScope(Word):
    """流水号范围: what a serial number counts through."""

    UNIT = "unit", "按单位"
    CATEGORY = "category", "按单位和类别"


class Reset(Word):
    """流水号归零: when a serial number begins anew."""

    YEARLY = "yearly", "每年"
    NEVER = "never", "不归零"


@dataclass(frozen=True, slots=True)
class Segment:
    """段: one part of an index number; ``width`` pads a serial with zeros, ``text`` is a fixed part, ``before`` a separator."""

    kind: SegmentKind
    width: int = 0
    text: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class IndexRule:
    """索引号规则: how the index numbers of an authority are written. A number is unique for ever and never used again."""

    segments: tuple[Segment, ...]
    scope: SerialScope = SerialScope.UNIT
    reset: Reset = Reset.YEARLY

    def __post_init__(self) -> None:
        kinds = [segment.kind for segment in self.segments]
        if kinds.count(SegmentKind.SERIAL) != 1:
            raise Unlawful("索引号规则应当有且只有一个流水号段", CATALOGUE, field="segments")
        if self.reset is Reset.YEARLY and not {SegmentKind.YEAR, SegmentKind.YEAR_MONTH, SegmentKind.DAY} & set(kinds):
            raise Unlawful("流水号每年归零的，索引号中应当有年份，否则会重复", CATALOGUE, field="segments")
        if self.scope is SerialScope.CATEGORY and SegmentKind.CATEGORY not in kinds:
            raise Unlawful("流水号按类别计数的，索引号中应当有类别，否则会重复", CATALOGUE, field="segments")


USUAL_RULE = IndexRule(
    (
        Segment(SegmentKind.AUTHORITY),
        Segment(SegmentKind.YEAR, before="/"),
        Segment(SegmentKind.SERIAL, width=5, before="-"),
    )
)
"""通行规则: code of the body, year, serial of five digits, as the State Council and 广东 write it."""


def objection_to(accepts: Sequence[str], content: ContentClass, column: str) -> Objection | None:
    """不收的理由: why a column does not take contents of this class; a column that names none takes all."""
    if not accepts or content.value in accepts:
        return None
    options = "、".join(ContentClass(each).label for each in accepts)
    return Objection(f"栏目“{column}”只收{options}，不收{content.label}", EDITING)
