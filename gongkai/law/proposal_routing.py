"""分办建议（职责法定、归口办理）: whose duty a point probably is, each suggestion with the words both have in common.

Read are the duties a unit has published and the titles of what it handled before. A suggestion never decides: the office routes,
the unit accepts or says why not. Words that most units' duties share tell nothing and count nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_SUGGESTED = 3
_HAN = re.compile(r"[\u3400-\u9fff]+")
_COMMON = frozenset(
    [
        *("关于", "建议", "提案", "议案", "工作", "进一", "一步", "加强", "推进", "做好", "负责", "管理", "组织"),
        *("我县", "我州", "我区", "的建", "的提", "的议"),
    ]
)
"""套话: pairs that stand in every title or every list of duties."""


@dataclass(frozen=True, slots=True)
class UnitDuty:
    """单位职责: a text that says what a unit does, and where it stands."""

    unit: str
    text: str
    stated_in: str


@dataclass(frozen=True, slots=True)
class UnitSuggestion:
    """分办建议: a unit, where its duty is stated, and the words it shares with the point."""

    unit: str
    stated_in: str
    words: tuple[str, ...]
    weight: float

    def __str__(self) -> str:
        return f"{self.stated_in}，都说到“{'”“'.join(self.words)}”"


def suggest_units(text: str, duties: Sequence[UnitDuty]) -> tuple[UnitSuggestion, ...]:
    """建议承办单位: the likeliest first, at most three; none where nothing telling is shared."""
    asked = _pairs(text)
    known = [(duty, _pairs(duty.text)) for duty in duties]
    spread = _spread(known)
    units = len({duty.unit for duty in duties})
    best: dict[str, UnitSuggestion] = {}
    for duty, pairs in known:
        shared = {pair for pair in asked & pairs if units == 1 or spread[pair] * 2 <= units}
        weight = sum(1 / spread[pair] for pair in shared)
        if weight <= 0 or (duty.unit in best and best[duty.unit].weight >= weight):
            continue
        best[duty.unit] = UnitSuggestion(duty.unit, duty.stated_in, _joined(text, shared), weight)
    ranked = sorted(best.values(), key=lambda each: (-each.weight, each.unit))
    return tuple(ranked[:MOST_SUGGESTED])


def _pairs(text: str) -> set[str]:
    """Every two characters that stand together; Chinese has no spaces, and pairs are its shortest words."""
    runs = _HAN.findall(text)
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)} - _COMMON


def _spread(known: Iterable[tuple[UnitDuty, set[str]]]) -> Counter[str]:
    """In how many units' duties each pair stands."""
    by_unit: dict[str, set[str]] = {}
    for duty, pairs in known:
        by_unit.setdefault(duty.unit, set()).update(pairs)
    return Counter(pair for pairs in by_unit.values() for pair in pairs)


def _joined(text: str, shared: set[str]) -> tuple[str, ...]:
    """Pairs that overlap in the text are one word to a reader (养老, 老服, 服务 → 养老服务); at most four."""
    words: list[str] = []
    at = 0
    while at < len(text) - 1:
        end = at
        while text[end : end + 2] in shared:
            end += 1
        if end > at:
            word = text[at : end + 1]
            if word not in words:
                words.append(word)
            at = end
        else:
            at += 1
    return tuple(words[:4])
