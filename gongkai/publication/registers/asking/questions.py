"""提问: what is asked of a register: which field holds what, words in the title, as of which day, in which order.

A question is a value: read from an address by ``filters``, answered by ``answering``, told again in words by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.law.grammar.kinds import NUMERIC, Field, Kind, Sort
from gongkai.law.grammar.words import Word

Sought = str | bool | Decimal
CHOSEN = frozenset({Sort.CHOICE, Sort.YES_NO})
"""选择的类型: one of a few values."""
SPANNED = NUMERIC | {Sort.DAY, Sort.MONTH}
"""区间的类型: those one asks for from something to something."""


class How(Word):
    """条件: how the value of a field is held against what is sought."""

    IS = "is", "为"
    HAS = "has", "含有"
    LEAST = "least", "不小于"
    MOST = "most", "不大于"


_OF_DAYS = {How.LEAST: "自", How.MOST: "至"}


@dataclass(frozen=True, slots=True)
class Condition:
    """筛选条件: of one field. What is left empty in a record fits no condition."""

    field: Field
    how: How
    sought: Sought

    def __str__(self) -> str:
        dated = self.field.sort in (Sort.DAY, Sort.MONTH)
        how = _OF_DAYS.get(self.how, self.how.label) if dated else self.how.label
        said = ("是" if self.sought else "否") if isinstance(self.sought, bool) else f"{self.sought}"
        return f"{self.field.label}{how}{said}{self.field.unit if self.field.sort in NUMERIC else ''}"


@dataclass(frozen=True, slots=True)
class Question:
    """提问: of one kind; the newest first where no order is asked for."""

    kind: Kind
    conditions: tuple[Condition, ...] = ()
    words: tuple[str, ...] = ()
    on: date | None = None
    by: Field | None = None
    falling: bool = False

    @property
    def narrows(self) -> bool:
        """是否缩小: whether it asks for less than everything that is public today."""
        return bool(self.conditions or self.words or self.on)

    @property
    def looks_through(self) -> bool:
        """是否通读: whether it asks for a part of a text, which no index finds."""
        return bool(self.words) or any(each.how is How.HAS for each in self.conditions)

    def said(self) -> Iterator[str]:
        """条件的说法: for whoever reads a page or a file on its own."""
        for word in self.words:
            yield f"{self.kind.field(self.kind.titled).label}含有{word}"
        yield from map(str, self.conditions)
        if self.on is not None:
            yield f"截至{self.on:%Y-%m-%d}"


def asked_of(kind: Kind) -> tuple[Field, ...]:
    """可筛选的字段: those the declaration names; of the title the words are asked for, so a title of text is none of them."""
    return tuple(each for each in kind.asked if not (each.key == kind.titled and each.sort in (Sort.TEXT, Sort.LONG)))
