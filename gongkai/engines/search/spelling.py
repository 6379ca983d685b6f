"""您要找的是不是: a better spelling for what finds nothing, out of the pairs of characters that titles hold.

One slip is mended: a wrong character, two exchanged, one too many, one missing. A slip leaves pairs no title has, so what is
proposed is a row all of whose pairs are known; the row most texts hold is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.engines.search.segment import HAN, folded

NEXT_TO_NOTHING = 2
"""With how many hits a better spelling is looked for."""
_LONGEST = 16
_MOST_TRIED = 24
_SHORT = 3
_ONLY_WHEN = 5
"""How many times more often than the next the best must occur, to be proposed for so short a row."""
_HAN_ROW = re.compile(f"[{HAN}]+")

Count = Callable[[str], int]
"""How many texts hold a row."""


@dataclass
class Vocabulary:
    """用字: which character follows which in the titles, and how often."""

    after: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    before: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, int]]) -> Vocabulary:
        """From the pairs of an index with the number of titles that hold them."""
        made = cls()
        for pair, many in pairs:
            if len(pair) == 2 and _HAN_ROW.fullmatch(pair):
                made.after[pair[0]][pair[1]] = many
                made.before[pair[1]][pair[0]] = many
        return made

    def knows(self, one: str, other: str) -> int:
        """How many titles hold this pair."""
        return self.after.get(one, {}).get(other, 0)

    def weight(self, row: str) -> int:
        """分量: how often the rarest pair of a row occurs; nothing when one is unknown."""
        return min((self.knows(one, other) for one, other in pairwise(row)), default=0)


def better(typed: str, vocabulary: Vocabulary, count: Count) -> str:
    """更正: the whole query with each row that no text holds mended; nothing when nothing better is known."""
    if '"' in typed or " -" in f" {typed}":
        return ""
    rows = folded(typed).split()
    mended = [_mended(row, vocabulary, count) for row in rows]
    return " ".join(mended) if mended != rows else ""


def _mended(row: str, vocabulary: Vocabulary, count: Count) -> str:
    if not _HAN_ROW.fullmatch(row) or not 2 <= len(row) <= _LONGEST or count(row) > NEXT_TO_NOTHING:
        return row
    weighed = {other: vocabulary.weight(other) for other in _slips(row, vocabulary) if other != row}
    tried = sorted((other for other in weighed if weighed[other]), key=lambda other: -weighed[other])[:_MOST_TRIED]
    held = [(many, other) for other in tried if (many := count(other)) > count(row)]
    if not held:
        return row
    fits = sorted(held, key=lambda one: (len(one[1]) != len(row), -one[0]))  # a wrong character before one too many
    many, best = fits[0]
    if len(row) <= _SHORT and sorted(best) != sorted(row) and len(fits) > 1 and many < _ONLY_WHEN * fits[1][0]:
        return row
    return best


def _slips(row: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Every row from which one slip leads to this one."""
    for place in range(len(row)):
        head, tail = row[:place], row[place + 1 :]
        if tail:
            yield head + tail[0] + row[place] + tail[1:]
        if len(row) > 2:
            yield head + tail
        for sign in _between(head[-1:], tail[:1], vocabulary):
            yield head + sign + tail
        if place:
            for sign in _between(row[place - 1], row[place], vocabulary):
                yield head + sign + row[place:]


def _between(one: str, other: str, vocabulary: Vocabulary) -> Iterable[str]:
    """What may stand between two characters, or at an end."""
    after, before = vocabulary.after.get(one, {}), vocabulary.before.get(other, {})
    if one and other:
        return [sign for sign in after if sign in before]
    return after if one else before
