"""含金量: what the contents of a section are worth by their classes. News and reprints earn nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from gongkai.law.disclosure import ContentClass, Source
from gongkai.law.grammar.statute import Certainty

WEIGHTS: Mapping[ContentClass, int] = {
    ContentClass.DOCUMENT: 2,
    ContentClass.DATA: 2,
    ContentClass.ENFORCEMENT: 2,
    ContentClass.SERVICE: 2,
    ContentClass.INTERPRETATION: 2,
    ContentClass.NOTICE: 1,
    ContentClass.NEWS: 0,
}
"""各类分值: only that news earns nothing is common practice; the rest of the figures is ours and may be set."""
WEIGHTS_CERTAINTY = Certainty.INFERRED
PADDING = Fraction(1, 2)
"""充数线: from this part of news and reprints upwards a section pads its figures; ours, and may be set."""


@dataclass(frozen=True, slots=True)
class ShareFact:
    """分类计数: so many contents of one class and source that a section made public."""

    section: str
    kind: ContentClass
    source: Source
    count: int


@dataclass(frozen=True)
class Share:
    """科室比重: the contents of a section by class; ``reprints`` are those of any class taken from elsewhere."""

    section: str
    own: Mapping[ContentClass, int]
    reprints: int
    weights: Mapping[ContentClass, int]
    line: Fraction

    @property
    def total(self) -> int:
        """总条数: own and reprinted."""
        return sum(self.own.values()) + self.reprints

    @property
    def earned(self) -> int:
        """得分: the weights of what is the section's own."""
        return sum(self.weights[kind] * count for kind, count in self.own.items())

    @property
    def idle(self) -> int:
        """不计分的: news and reprints."""
        return self.reprints + sum(count for kind, count in self.own.items() if not self.weights[kind])

    def part(self, kind: ContentClass) -> Fraction:
        """所占比重: of one class of its own among everything; 0 of nothing."""
        return Fraction(self.own.get(kind, 0), self.total) if self.total else Fraction(0)

    @property
    def padded(self) -> bool:
        """充数: whether what earns nothing makes up so much of it."""
        return self.total > 0 and Fraction(self.idle, self.total) >= self.line


def shares(
    facts: Iterable[ShareFact], weights: Mapping[ContentClass, int] = WEIGHTS, line: Fraction = PADDING
) -> list[Share]:
    """算比重: section by section, the one that earned most first."""
    own: dict[str, Counter[ContentClass]] = defaultdict(Counter)
    reprints: Counter[str] = Counter()
    for fact in facts:
        own[fact.section].update({fact.kind: fact.count if fact.source is Source.OWN else 0})
        reprints[fact.section] += fact.count if fact.source is Source.REPRINT else 0
    found = [Share(section, dict(counted), reprints[section], weights, line) for section, counted in own.items()]
    return sorted(found, key=lambda share: (-share.earned, share.section))
