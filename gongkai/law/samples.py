"""抽样: a sample that anybody can draw again from a seed and the numbers, and what it says of all it was drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from math import sqrt

from gongkai.law.grammar.flow import Unlawful, not_in_the_future
from gongkai.law.grammar.statute import Article

_95 = 1.959964
"""The normal quantile of an interval that holds in 95 of 100 samples."""


@dataclass(frozen=True)
class Draw:
    """抽样要素: the period, how many, and a seed, drawn at random where none is given (as by dice before witnesses)."""

    title: str
    since: date
    through: date
    size: int
    seed: str = ""


def must_be_drawable(given: Draw, what: str, basis: Article, today: date) -> None:
    """可以抽样: named, of a period that is over and ends after it began; ``what`` says whose days these are. Raises Unlawful."""
    not_in_the_future(given.through, today, field="through")
    if not given.title.strip():
        raise Unlawful("抽查名称不能为空", basis, field="title")
    if given.through < given.since:
        raise Unlawful(f"{what}截止日期不能早于起始日期", basis, field="through")


def rank(seed: str, number: str) -> str:
    """抽样序: the digest by which a number takes its place in the draw."""
    return sha256(f"{seed}|{number}".encode()).hexdigest()


def sample(seed: str, numbers: Iterable[str], size: int, basis: Article | None = None) -> tuple[str, ...]:
    """抽样: so many numbers, the smallest digests first; the same seed and numbers always give the same sample."""
    if not seed.strip():
        raise Unlawful("抽样种子不能为空", basis, field="seed")
    if size < 1:
        raise Unlawful("抽样件数不能小于1", basis, field="size")
    return tuple(sorted(set(numbers), key=lambda number: (rank(seed, number), number))[:size])


def population_digest(numbers: Iterable[str]) -> str:
    """总体摘要: of all numbers the sample was drawn from, so that a redraw from other ones is found out."""
    return sha256("\n".join(sorted(set(numbers))).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """差错率: wrong ones among those looked at, with the interval the rate of all lies in (Wilson, 95 %)."""

    wrong: int
    looked_at: int

    @property
    def rate(self) -> float | None:
        """差错比例: None where nothing was looked at."""
        return self.wrong / self.looked_at if self.looked_at else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """差错区间: the Wilson interval; also sound for few and for none wrong. However it is rounded, it holds the rate."""
        if not self.looked_at:
            return None
        n, p = self.looked_at, self.wrong / self.looked_at
        centre = p + _95**2 / (2 * n)
        spread = _95 * sqrt(p * (1 - p) / n + _95**2 / (4 * n * n))
        whole = 1 + _95**2 / n
        return max(0.0, min(p, (centre - spread) / whole)), min(1.0, max(p, (centre + spread) / whole))


def error_rates(found: Iterable[tuple[str, bool]]) -> Mapping[str, ErrorRate]:
    """分组差错率: by group, from the group of each one looked at and whether it was wrong."""
    counted: dict[str, list[int]] = {}
    for group, wrong in found:
        row = counted.setdefault(group, [0, 0])
        row[0] += wrong
        row[1] += 1
    return {group: ErrorRate(*row) for group, row in sorted(counted.items())}
