"""登记种类: a sort of record stated once: its fields, what of them is shown, its limit, its chain.

    permit = Kind("permit", "行政许可决定", Measure.FLOW, basis, fields=(Field("party", "行政相对人名称", required=True), …))
    permit.field("party")                the field
    permit.shown                         what the public reads
    permit.named("处罚决定书文号")          the field of a heading

Everything that reads records reads this: the form, the importer, the query page, the export and its schema, the masks, the
expected releases, the statistics. A new sort of record is a new value, never new code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word


class Sort(Word):
    """字段类型: what a field holds, and so how it is read, compared, covered and drawn."""

    TEXT = "text", "文字"
    LONG = "long", "长文字"
    COUNT = "count", "整数"
    NUMBER = "number", "数值"
    MONEY = "money", "金额"
    DAY = "day", "日期"
    MONTH = "month", "月份"
    YES_NO = "yes_no", "是否"
    CHOICE = "choice", "选项"
    CREDIT_CODE = "credit_code", "统一社会信用代码"
    IDENTITY = "identity", "身份证件号码"
    ACCOUNT = "account", "银行账号"
    PERSON = "person", "姓名"
    PHONE = "phone", "联系电话"
    HOME = "home", "住址"
    LINK = "link", "网址"


class Shown(Word):
    """公开方式: whether the public reads a field whole, covered, or not at all."""

    WHOLE = "whole", "公开"
    COVERED = "covered", "脱敏后公开"
    INSIDE = "inside", "仅归集，不公开"


_SHOWN: Mapping[Sort, Shown] = {
    Sort.IDENTITY: Shown.INSIDE,
    Sort.ACCOUNT: Shown.INSIDE,
    Sort.HOME: Shown.INSIDE,
    Sort.PERSON: Shown.COVERED,
    Sort.PHONE: Shown.COVERED,
}
"""默认公开方式: what is personal is covered or kept inside unless a kind says otherwise (个人信息保护法，最小必要)."""
NUMERIC = frozenset({Sort.COUNT, Sort.NUMBER, Sort.MONEY})
"""可计算的类型: those a chart and a sum can be made of."""
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST: Mapping[Sort, int] = {Sort.LONG: 20_000, Sort.LINK: 1_000}
LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Field:
    """记录字段: one thing a record says.

    ``code`` is the name in the national exchange format (XK_XDR_MC), ``unit`` what a number counts, ``other_names`` what
    ledgers call it; ``asked`` says that readers filter and sort by it.
    """

    key: str
    label: str
    sort: Sort = Sort.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    unit: str = ""
    code: str = ""
    asked: bool = False
    other_names: tuple[str, ...] = ()
    says: Shown | None = None

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"字段{self.key}的写法有误")
        if bool(self.choices) != (self.sort is Sort.CHOICE):
            raise ValueError(f"字段{self.label}：选项只属于选项类型")
        if self.sort is Sort.MONEY and not self.unit:
            object.__setattr__(self, "unit", "万元")

    @property
    def shown(self) -> Shown:
        """公开方式: as declared, or as its type has it."""
        return self.says or _SHOWN.get(self.sort, Shown.WHOLE)

    @property
    def longest(self) -> int:
        """最多字数."""
        return LONGEST.get(self.sort, LONGEST_TEXT)

    @property
    def heading(self) -> str:
        """列名: the label with its unit."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label


class Measure(Word):
    """存量与流量: what a number of records means. The two are never added."""

    STOCK = "stock", "存量"
    FLOW = "flow", "流量"
    SERIES = "series", "序列"


@dataclass(frozen=True)
class Kind:
    """登记种类: the standard of one sort of record (内容标准).

    ``titled`` names the field a record is called by, ``dated`` the day it came about, from which ``limit`` runs; ``alike``
    are the fields that together make two rows the same record. ``taken_down`` says that a record leaves the public with the
    last day of its display (公示期满撤下): what names people is shown no longer than it must be.
    """

    key: str
    label: str
    measure: Measure
    basis: Article
    fields: tuple[Field, ...]
    limit: str = "自信息形成或者变更之日起20个工作日内公开"
    titled: str = "name"
    dated: str = "made_on"
    alike: tuple[str, ...] = ()
    others: tuple[str, ...] = field(default=())
    """异称: what ledgers and columns call this kind."""
    taken_down: bool = False

    def __post_init__(self) -> None:
        keys = [each.key for each in self.fields]
        if not _KEY.fullmatch(self.key) or len(set(keys)) != len(keys):
            raise ValueError(f"种类{self.label}的标识写法有误或者字段重复")
        labels = [name for each in self.fields for name in (each.label, *each.other_names)]
        if len(set(labels)) != len(labels):
            raise ValueError(f"种类{self.label}有同名字段")
        for role in (self.titled, self.dated, *self.alike):
            if role not in keys:
                raise ValueError(f"种类{self.label}没有字段{role}")
        if self.field(self.dated).sort not in (Sort.DAY, Sort.MONTH):
            raise ValueError(f"种类{self.label}的{self.dated}不是日期")
        if self.taken_down and "shown_to" not in keys:
            raise ValueError(f"种类{self.label}没有公示截止日，不能到期撤下")
        if not all(self.field(role).required for role in (self.titled, self.dated, *self.alike)):
            raise ValueError(f"种类{self.label}的名称、日期和唯一标识必须必填")

    def __hash__(self) -> int:
        """By its key alone: what is kept for a kind is asked for once a row."""
        return hash(self.key)

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        """字段表: the fields by their keys."""
        return {each.key: each for each in self.fields}

    def field(self, key: str) -> Field:
        """字段: the field of that key; KeyError where there is none."""
        return next(each for each in self.fields if each.key == key)

    def has(self, key: str) -> bool:
        """是否有此字段."""
        return key in self.by_key

    @cached_property
    def shown(self) -> tuple[Field, ...]:
        """公开的字段: those of which the public reads at least a part."""
        return tuple(each for each in self.fields if each.shown is not Shown.INSIDE)

    @cached_property
    def asked(self) -> tuple[Field, ...]:
        """可筛选的字段."""
        return tuple(each for each in self.shown if each.asked)

    @cached_property
    def numbers(self) -> tuple[Field, ...]:
        """数值字段: those a sum and a chart can be made of."""
        return tuple(each for each in self.shown if each.sort in NUMERIC)

    @cached_property
    def amount(self) -> Field | None:
        """主要金额: the first amount the public reads, of those that must be there if there is one."""
        amounts = [each for each in self.shown if each.sort is Sort.MONEY]
        return next((each for each in amounts if each.required), amounts[0] if amounts else None)

    def named(self, heading: str) -> Field | None:
        """按列名找字段: by its label, its code or another name; blanks, brackets with units and case do not matter."""
        return self._names.get(bare(heading))

    @cached_property
    def _names(self) -> Mapping[str, Field]:
        return {
            bare(name): each
            for each in self.fields
            for name in (each.key, each.label, each.heading, each.code, *each.other_names)
            if name
        }


_NOISE = re.compile(r"[\s*＊:：]|[（(][^（）()]*[)）]")


def bare(heading: str) -> str:
    """列名去杂: a heading without blanks, stars, colons and what stands in brackets; letters small."""
    return _NOISE.sub("", heading).lower()


def by_key(kinds: Iterable[Kind]) -> dict[str, Kind]:
    """按标识: the kinds by their keys; ValueError where two share one."""
    found: dict[str, Kind] = {}
    for kind in kinds:
        if kind.key in found:
            raise ValueError(f"种类标识{kind.key}重复")
        found[kind.key] = kind
    return found
