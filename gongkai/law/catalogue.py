"""目录（条例第十二、十九至二十六条）: its elements, index numbers by a rule that is data, and which column takes what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.law.classifications import Suggestion
from gongkai.law.disclosure import ContentClass
from gongkai.law.genres import genre_of
from gongkai.law.grammar.flow import Objection, Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word
from gongkai.law.matters import Matter

CATALOGUE = regulation(12, gist="目录应有索引、名称、内容概述、生成日期")
EDITING = regulation(19, gist="涉及公众利益调整、需要公众广泛知晓或者参与决策的主动公开")
IN_TIME = regulation(26, gist="自形成或者变更之日起20个工作日内公开")


# -- what a catalogue tells of each content ----------------------------------------------------------------------------

ELEMENTS: Mapping[str, str] = {
    "index_number": "索引",
    "title": "名称",
    "summary": "内容概述",
    "made_on": "生成日期",
}
"""目录要素: what stands of every content in the catalogue."""
SUMMARY = 120
"""内容概述的字数: ours; a list stays readable."""


def missing_from_catalogue(told: Mapping[str, object]) -> Iterator[str]:
    """目录缺项: the elements of the article a content does not tell, in its order."""
    for name, element in ELEMENTS.items():
        if not str(told.get(name) or "").strip():
            yield element


def summary(text: str) -> str:
    """内容概述: the beginning of a text, cut behind a whole sentence where one ends in time."""
    plain = re.sub(r"\s+", "", text)
    if len(plain) <= SUMMARY:
        return plain
    end = max(plain.rfind(mark, 0, SUMMARY) for mark in "。；！？")
    return plain[: end + 1] if end >= SUMMARY // 3 else plain[: SUMMARY - 1] + "…"


def is_backfill(original_on: date | None, entered_on: date) -> bool:
    """是否补录: whether a content is entered later than the day it was first made public, or ought to have been."""
    return original_on is not None and original_on < entered_on


def on_time(released_on: date, due: date, *, backfilled: bool) -> bool:
    """按时公开: by its last day and not filled in afterwards; a back-filled content is never on time."""
    return not backfilled and released_on <= due


# -- index numbers -----------------------------------------------------------------------------------------------------

LONGEST = 60
"""最长: of an index number, as its column stores it."""
CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,19}")


class SegmentKind(Word):
    """编码段: what a part of an index number is made from."""

    FIXED = "fixed", "固定字符"
    AUTHORITY = "authority", "机构代码"
    CATEGORY = "category", "信息类别"
    YEAR = "year", "年"
    YEAR_MONTH = "year_month", "年月"
    DAY = "day", "年月日"
    SERIAL = "serial", "流水号"


_DATED = {SegmentKind.YEAR, SegmentKind.YEAR_MONTH, SegmentKind.DAY}


class SerialScope(Word):
    """流水号范围: what a serial number counts through."""

    UNIT = "unit", "按单位"
    CATEGORY = "category", "按单位和类别"


class Reset(Word):
    """流水号归零: when a serial number begins anew."""

    YEARLY = "yearly", "每年"
    NEVER = "never", "不归零"


class Given(Word):
    """取号方式: how an index number came to be given, or why its serial was passed over."""

    DRAWN = "drawn", "按规则编制"
    ADOPTED = "adopted", "原样沿用"
    SKIPPED = "skipped", "跳过（与已有索引号相同）"


@dataclass(frozen=True, slots=True)
class Segment:
    """段: one part of an index number; ``width`` pads a serial with zeros, ``text`` is a fixed part, ``before`` a separator."""

    kind: SegmentKind
    width: int = 0
    text: str = ""
    before: str = ""

    def written(self, code: str, category: str, on: date, serial: int) -> str:
        """写出: this part of one number, with its separator."""
        parts = {
            SegmentKind.FIXED: self.text,
            SegmentKind.AUTHORITY: code,
            SegmentKind.CATEGORY: category,
            SegmentKind.YEAR: f"{on:%Y}",
            SegmentKind.YEAR_MONTH: f"{on:%Y%m}",
            SegmentKind.DAY: f"{on:%Y%m%d}",
            SegmentKind.SERIAL: f"{serial:0{self.width}d}",
        }
        return self.before + parts[self.kind]


@dataclass(frozen=True, slots=True)
class IndexRule:
    """索引号规则: how the index numbers of an authority are written. A number is unique for ever and never used again.

    A rule that could write two serials alike is refused: without a serial or with two, begun anew each year without a year in
    it, counted by category without the category, or with two parts of varying length that nothing keeps apart.
    """

    segments: tuple[Segment, ...]
    scope: SerialScope = SerialScope.UNIT
    reset: Reset = Reset.YEARLY

    def __post_init__(self) -> None:
        kinds = [segment.kind for segment in self.segments]
        if kinds.count(SegmentKind.SERIAL) != 1:
            raise Unlawful("索引号规则应当有且只有一个流水号段", CATALOGUE, field="segments")
        if SegmentKind.AUTHORITY not in kinds:
            raise Unlawful("索引号中应当有机构代码，否则会与其他机关的重复", CATALOGUE, field="segments")
        if self.reset is Reset.YEARLY and not _DATED & set(kinds):
            raise Unlawful("流水号每年归零的，索引号中应当有年份，否则会重复", CATALOGUE, field="reset")
        if self.scope is SerialScope.CATEGORY and SegmentKind.CATEGORY not in kinds:
            raise Unlawful("流水号按类别计数的，索引号中应当有类别，否则会重复", CATALOGUE, field="scope")
        if kinds.count(SegmentKind.CATEGORY) > 1:
            raise Unlawful("信息类别只能出现一次", CATALOGUE, field="segments")
        if not self._keeps_apart():
            raise Unlawful(
                "信息类别和流水号长短不一，两段之间应当有分隔符（如“-”），否则会重复", CATALOGUE, field="segments"
            )

    def _keeps_apart(self) -> bool:
        """Whether a mark that neither letters nor figures contain stands between the two parts of varying length."""
        varying = [
            place
            for place, segment in enumerate(self.segments)
            if segment.kind in (SegmentKind.CATEGORY, SegmentKind.SERIAL)
        ]
        if len(varying) < 2:
            return True
        first, second = varying
        between = self.segments[first + 1 : second + 1]
        marks = "".join(each.before + each.text for each in between)
        return any(not mark.isalnum() for mark in marks)

    @property
    def has_category(self) -> bool:
        """含类别: whether a column without a category code cannot be numbered."""
        return any(segment.kind is SegmentKind.CATEGORY for segment in self.segments)

    def written(self, code: str, category: str, on: date, serial: int) -> str:
        """写索引号: the number of a serial; raises Unlawful for one that cannot be written."""
        if self.has_category and not category:
            raise Unlawful("栏目没有信息类别代码，按索引号规则不能编号", CATALOGUE, field="column")
        text = "".join(segment.written(code, category, on, serial) for segment in self.segments)
        if len(text) > LONGEST:
            raise Unlawful(
                f"索引号有{len(text)}个字符，最长{LONGEST}个，请缩短机构代码或者分段", CATALOGUE, field="segments"
            )
        return text


USUAL_RULE = IndexRule(
    (
        Segment(SegmentKind.AUTHORITY),
        Segment(SegmentKind.YEAR, before="/"),
        Segment(SegmentKind.SERIAL, width=5, before="-"),
    )
)
"""通行规则: code of the body, year, serial of five digits, as the State Council and 广东 write it."""


def require_code(code: str) -> str:
    """机构代码: letters, figures and hyphens, as it stands in every number."""
    if not CODE.fullmatch(code):
        raise Unlawful("机构代码应为1至20位字母、数字或者短横，以字母或者数字开头", CATALOGUE, field="code")
    return code


# -- which column takes which content ----------------------------------------------------------------------------------

NOTHING = "nothing"
"""不收内容: in the list of what a column accepts: it only gathers the columns beneath it."""


def objection_to(accepts: Sequence[str], content: ContentClass, column: str) -> Objection | None:
    """不收的理由: why a column does not take contents of this class; a column that names none takes all."""
    if not accepts or content.value in accepts:
        return None
    if NOTHING in accepts:
        return Objection(f"栏目“{column}”只归拢下级栏目，不直接收内容，请选择其下的栏目", EDITING)
    options = "、".join(ContentClass(each).label for each in accepts)
    return Objection(f"栏目“{column}”只收{options}，不收{content.label}", EDITING)


@dataclass(frozen=True, slots=True)
class ContentTraits:
    """内容要点: what a content shows of where it belongs; ``column`` is where it stands now."""

    title: str
    kind: ContentClass
    column: int | None = None
    normative: bool = False


@dataclass(frozen=True, slots=True)
class ColumnTraits:
    """栏目要点: what a column takes and is about."""

    key: int
    name: str
    accepts: tuple[str, ...] = ()
    matter: Matter | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """移栏建议: the column a content rather belongs in, and why."""

    column: ColumnTraits
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return "；".join(self.reasons)


_OF_MATTER: Mapping[Matter, tuple[str, ...]] = {
    Matter.A20_02: ("机构职能", "内设机构", "领导分工", "机构简介", "办公地址", "三定"),
    Matter.A20_03: ("规划", "五年计划", "发展计划"),
    Matter.A20_04: ("统计公报", "统计", "普查", "经济运行", "主要指标"),
    Matter.A20_05: ("行政许可", "许可决定", "准予", "许可结果", "办事指南"),
    Matter.A20_06: ("行政处罚", "处罚决定", "行政强制", "催告"),
    Matter.A20_07: ("预算", "决算", "三公", "财政收支"),
    Matter.A20_08: ("收费", "收费项目", "收费标准"),
    Matter.A20_09: ("采购", "中标", "成交公告", "招标"),
    Matter.A20_10: ("重大项目", "重点项目", "建设项目", "可行性研究", "项目批复", "初步设计"),
    Matter.A20_12: ("应急预案", "预警", "突发", "应急处置"),
    Matter.A20_13: ("抽检", "监督检查", "执法检查", "检查情况", "检查结果", "双随机"),
    Matter.A20_14: ("公务员", "招录", "考录", "录用公示"),
    Matter.A21_03: ("公益", "慈善", "志愿"),
    Matter.A21_04: ("征地", "土地征收", "征收土地"),
    Matter.A21_05: ("房屋征收", "征收补偿"),
    Matter.A21_06: ("治安", "禁毒", "扫黑"),
    Matter.A21_07: ("低保", "救助", "最低生活保障", "特困", "临时救助"),
    Matter.A21_12: ("农田水利", "灌溉"),
    Matter.A21_13: ("承包", "流转"),
    Matter.A21_14: ("宅基地",),
    Matter.A21_17: ("筹资", "筹劳", "一事一议"),
    Matter.A21_18: ("低保", "救助", "特困"),
}
"""事项识别词: the words of a title that speak for a matter."""
ENOUGH, LEAD = 3, 2
"""建议的门槛: how much must speak for a column, and how much more than for the one the content stands in."""


def placement(content: ContentTraits, columns: Sequence[ColumnTraits]) -> Proposed | None:
    """找栏目: the column a content rather belongs in, with the reasons; None where it stands well or nothing tells better."""
    here = next((column for column in columns if column.key == content.column), None)
    refused = objection_to(here.accepts, content.kind, here.name) if here else None
    genre = genre_of(content.title)
    fitting = [
        (_weight(content, column, genre), column)
        for column in columns
        if column is not here and _takes(column, content.kind)
    ]
    if not fitting:
        return None
    told, best = max(fitting, key=lambda each: (sum(weight for weight, _ in each[0]), -each[1].key))
    score = sum(weight for weight, _ in told)
    standing = 0 if here is None or refused else sum(weight for weight, _ in _weight(content, here, genre))
    if score < (LEAD if refused else ENOUGH) or score < standing + LEAD:
        return None
    reasons = tuple(reason for _, reason in told)
    return Proposed(best, ((refused.reason, *reasons) if refused else reasons))


def _takes(column: ColumnTraits, kind: ContentClass) -> bool:
    return not column.accepts or kind.value in column.accepts


def _weight(content: ContentTraits, column: ColumnTraits, genre: Suggestion | None) -> list[tuple[int, str]]:
    """What speaks for a column, each with its weight and in words."""
    told = []
    if column.accepts == (content.kind.value,):
        told.append((2, f"栏目“{column.name}”专收{content.kind.label}"))
    if content.normative and "规范性文件" in column.name:
        told.append((3, "本件是行政规范性文件"))
    if column.matter and (word := _longest(_OF_MATTER.get(column.matter, ()), content.title)):
        told.append((3, f"标题中有“{word}”，属于“{column.matter.label}”"))
    if word := _longest(_parts(column.name), content.title):
        told.append((2, f"标题中有栏目名里的“{word}”"))
    if genre is not None and any(part in column.name for part in _parts(genre.entry.name)):
        told.append((2, genre.reason))
    return told


def _longest(words: Sequence[str], title: str) -> str:
    return max((word for word in words if word in title), key=len, default="")


@cache
def _parts(name: str) -> tuple[str, ...]:
    """The words of a name: 财政预算、决算 is two."""
    return tuple(part for part in re.split(r"[、和与及（）]", name) if len(part) > 1)
