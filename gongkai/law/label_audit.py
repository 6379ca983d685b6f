"""属性抽查（国办发〔2016〕80号）: a sample of labelled documents that anybody can draw again, and what it says of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt

from gongkai.law.documents import LABELLING
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word

_95 = 1.959964
"""The normal quantile of an interval that holds in 95 of 100 samples."""


class Verdict(Word):
    """抽查意见: what an auditor finds of one label."""

    RIGHT = "right", "标注正确"
    WRONG = "wrong", "标注有误"


class Settlement(Word):
    """抽查处理: how a label found wrong was settled between publisher and drafter."""

    RELABELLED = "relabelled", "已变更公开属性"
    UPHELD = "upheld", "沟通后维持原标注"


def rank(seed: str, number: str) -> str:
    """抽样序: the digest by which a document takes its place in the draw."""
    return sha256(f"{seed}|{number}".encode()).hexdigest()


def sample(seed: str, numbers: Iterable[str], size: int) -> tuple[str, ...]:
    """抽样: so many document numbers, the smallest digests first; the same seed and numbers always give the same sample."""
    if not seed.strip():
        raise Unlawful("抽样种子不能为空", LABELLING, field="seed")
    if size < 1:
        raise Unlawful("抽样件数不能小于1", LABELLING, field="size")
    return tuple(sorted(set(numbers), key=lambda number: (rank(seed, number), number))[:size])


def population_digest(numbers: Iterable[str]) -> str:
    """总体摘要: of all numbers the sample was drawn from, so that a redraw from other documents is found out."""
    return sha256("\n".join(sorted(set(numbers))).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """差错率: wrong labels among those looked at, with the interval the rate of all documents lies in (Wilson, 95 %)."""

    wrong: int
    looked_at: int

    @property
    def rate(self) -> float | None:
        """差错比例: None where nothing was looked at."""
        return self.wrong / self.looked_at if self.looked_at else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """差错区间: the Wilson interval; also sound for few documents and for none wrong."""
        if not self.looked_at:
            return None
        n, p = self.looked_at, self.wrong / self.looked_at
        centre = p + _95**2 / (2 * n)
        spread = _95 * sqrt(p * (1 - p) / n + _95**2 / (4 * n * n))
        whole = 1 + _95**2 / n
        return max(0.0, (centre - spread) / whole), min(1.0, (centre + spread) / whole)


def error_rates(found: Iterable[tuple[str, Verdict]]) -> Mapping[str, ErrorRate]:
    """各科室差错率: by section, from the section and the verdict of each document looked at."""
    counted: dict[str, list[int]] = {}
    for section, verdict in found:
        row = counted.setdefault(section, [0, 0])
        row[0] += verdict is Verdict.WRONG
        row[1] += 1
    return {section: ErrorRate(*row) for section, row in sorted(counted.items())}
