"""登记计划: how the registers of a year are told: so many records of a kind, in how many of which sort, worth how much.

What a report states is taken as it stands; what it does not state and we had to choose is said in ``assumed``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby

from gongkai.demo.publications.writing import sampled
from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers.lists import Adjustment


@dataclass(frozen=True)
class Gone:
    """移出: how many items left their list, on which day, by which adjustment, on what basis."""

    many: int
    on: date
    how: Adjustment
    basis: str


@dataclass(frozen=True)
class Lot:
    """一批: so many records of one kind, dated from ``begins`` to ``ends``; a list is entered on one day.

    ``mark`` begins their numbers. ``dealt`` says how many have which choice in a field, "" none at all; ``fixed`` what all say.
    ``worth`` is the sum of their amounts in 万元. ``came`` says by which adjustment the items of a list are there, the last of
    them are ``gone``. ``units`` is how many units answer for them, in turn.

    Each record is made public with those of its ``every`` days, on the day after them; with ``after`` all of them are dated on
    the first of these days and out so many days later. A ``whole`` lot comes in as a whole with the quick demo.
    """

    kind: Kind
    total: int
    mark: str
    begins: date
    ends: date
    dealt: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    worth: Decimal | None = None
    came: Adjustment = Adjustment.STANDING
    gone: tuple[Gone, ...] = ()
    units: int = 40
    every: int = 7
    after: int = 0
    whole: bool = False

    def __post_init__(self) -> None:
        if any(sum(counts.values()) != self.total for counts in self.dealt.values()):
            raise ValueError(f"{self.mark}：各类之和不等于{self.total}")
        if sum(gone.many for gone in self.gone) > self.total:
            raise ValueError(f"{self.mark}：移出的多于列入的")

    @property
    def sample(self) -> int:
        """样本条数: what the quick demo brings in: the first of them."""
        return self.total if self.whole else sampled(self.total)


def listed(kind: Kind, total: int, mark: str, on: date, *gone: Gone, whole: bool = False, **more: object) -> Lot:
    """清单的一批: items entered on one day."""
    return Lot(kind, total, mark, on, on, gone=gone, whole=whole, **more)  # type: ignore[arg-type]  # the fields of a lot


def over(kind: Kind, total: int, mark: str, year: int, **more: object) -> Lot:
    """一年的一批: dealt out over a year from its second working week to the middle of its last month."""
    return Lot(kind, total, mark, _monday(year), date(year, 12, 14), **more)  # type: ignore[arg-type]  # the fields of a lot


def _monday(year: int) -> date:
    """The second Monday of a year."""
    first = date(year, 1, 1)
    return date(year, 1, 8 + (7 - first.weekday()) % 7)


@dataclass(frozen=True)
class Book:
    """一本: the lots of one kind at one authority of a place; ``at`` is the code of a body, empty for the government itself."""

    at: str
    kind: Kind
    lots: tuple[Lot, ...]

    @property
    def total(self) -> int:
        """条数."""
        return sum(lot.total for lot in self.lots)

    @property
    def since(self) -> date:
        """启用日期: the first day of its first lot."""
        return min(lot.begins for lot in self.lots)


@dataclass(frozen=True)
class Registered:
    """登记的年度: of a place, the lots at each of its bodies, and what had to be chosen."""

    lots: Mapping[str, tuple[Lot, ...]]
    assumed: str

    @property
    def books(self) -> tuple[Book, ...]:
        """各本: in the order in which their kinds are first told; a stage stands behind what it needs."""
        return tuple(
            Book(at, kind, tuple(lot for lot in lots if lot.kind is kind))
            for at, lots in self.lots.items()
            for kind in dict.fromkeys(lot.kind for lot in lots)
        )

    def summed(self) -> Mapping[str, int]:
        """各类条数: by the key of the kind, what left a list included."""
        rows = sorted((lot.kind.key, lot.total) for lots in self.lots.values() for lot in lots)
        return {key: sum(total for _, total in some) for key, some in groupby(rows, key=lambda row: row[0])}
