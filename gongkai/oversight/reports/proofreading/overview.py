"""一览: what a batch of reports comes to, in plain values: whose each is and how many findings, and what is found across them.

It follows from the readings, which are many and large; a page shows it without them, at once or a day later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from gongkai.law.grammar.tables import Level


@dataclass(frozen=True, slots=True)
class Summary:
    """一份的概要: ``place`` in the batch; ``said`` is the authority as the report calls it; ``error`` where it was not read.

    ``before`` is the place of the report of the year before it was held against, ``has_data`` that there is something to import.
    """

    place: int
    said: str = ""
    year: int | None = None
    form: str = ""
    levels: Mapping[str, int] | None = None
    before: int | None = None
    has_data: bool = False
    error: str = ""

    @property
    def counts(self) -> Mapping[Level, int]:
        """各级处数."""
        return {level: (self.levels or {}).get(level.value, 0) for level in Level}


@dataclass(frozen=True, slots=True)
class Summed:
    """汇总的一处不符."""

    level: str
    rule: str
    explanation: str


@dataclass(frozen=True, slots=True)
class YearOf:
    """一个年度: of the batch: which subordinates have neither a file in it nor a report in the house, and how the sum of those
    there compares with the authority's own report, where that is among the files.
    """

    year: int
    missing: tuple[str, ...]
    expected: int
    whole: bool
    parts: int
    summed: tuple[Summed, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """雷同: two reports of the batch and how much of their wording is the same."""

    one: str
    other: str
    share: str


@dataclass(frozen=True, slots=True)
class Asked:
    """与同类对照的一问."""

    year: int
    explanation: str


@dataclass(frozen=True, slots=True)
class Overview:
    """一览: ``alike_more`` counts the pairs that are not told one by one."""

    files: tuple[Summary, ...] = ()
    years: tuple[YearOf, ...] = ()
    alike: tuple[Likeness, ...] = ()
    alike_more: int = 0
    asked: tuple[Asked, ...] = ()

    def data(self) -> dict[str, Any]:
        """存储的样子."""
        return asdict(self)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Overview:
        """还原."""
        return cls(
            tuple(Summary(**each) for each in data["files"]),
            tuple(_year(each) for each in data["years"]),
            tuple(Likeness(**each) for each in data["alike"]),
            data["alike_more"],
            tuple(Asked(**each) for each in data["asked"]),
        )


def _year(values: Mapping[str, Any]) -> YearOf:
    summed: Sequence[Mapping[str, str]] = values["summed"]
    return YearOf(**{**values, "missing": tuple(values["missing"]), "summed": tuple(Summed(**each) for each in summed)})
