"""照抄: long sentences that two authorities have alike in their reports, but for names, years and figures. Questions, never more.

Sentences are told by digests of their wording, so that ten thousand reports are compared without keeping their texts.
What many authorities say in the same words is a pattern they were given: it counts only where nearly all of a report is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations, groupby

from gongkai.reading.checks.traits import same_authority
from gongkai.reading.report import Reading
from gongkai.reading.tables.cells import Place

_SHORTEST, _MOST = 24, 60
"""What is a long sentence, in characters of its wording; how many of a report are compared, the longest."""
_FORMULA = re.compile(r"统计期限|(?:编制|撰写|公布)[^,。]{0,6}报告|^本报告|部分组成|电子版|联系(?:电话|地址|方式)|邮编")
"""What every report says of itself."""
_SHARED = 8
"""More authorities than so many say it: a pattern."""
_COPIED, _NEARLY_ALL = 240, 0.7
"""Characters that make a copy; the share of the shorter report that does where the words are a pattern."""
_MOST_PAIRS = 100_000
_DIGEST, _LENGTH_BITS, _NUMBER_BITS = 6, 12, 24


@dataclass(frozen=True, slots=True)
class Said:
    """长句: the digest of its wording, how long that is, and where it stands."""

    digest: int
    length: int
    place: Place


def long_sentences(reading: Reading) -> list[Said]:
    """长句: of a report, the longest of them, in the order of the text."""
    found = [Said(_digest(words), len(words), place) for words, place in _wordings(reading)]
    longest = sorted(found, key=lambda each: -each.length)[:_MOST]
    return sorted(longest, key=lambda each: each.place.line)


def _wordings(reading: Reading) -> Iterator[tuple[str, Place]]:
    names = [name for name in (reading.authority, same_authority(reading.authority)) if name]
    for sentence in reading.sentences:
        text = sentence.text
        if len(text) < _SHORTEST or _FORMULA.search(text):
            continue
        for name in names:
            text = text.replace(name, "")
        words = "".join(filter(str.isalpha, text))
        if _SHORTEST <= len(words) < 1 << _LENGTH_BITS:
            yield words, sentence.place(0, len(sentence.text))


def _digest(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "replace"), digest_size=_DIGEST).digest(), "big")


@dataclass(slots=True)
class Copy:
    """雷同: two reports by their numbers, the sentences and characters they have in common, the share of the shorter one's;
    ``longest`` is the digest of the longest sentence.
    """

    one: int
    other: int
    sentences: int = 0
    characters: int = 0
    own: int = 0
    longest: int = 0
    length: int = 0
    share: float = 0.0

    def add(self, digest: int, length: int, *, pattern: bool) -> None:
        """One more sentence; ``own`` are the characters that are no pattern."""
        self.sentences += 1
        self.characters += length
        self.own += 0 if pattern else length
        if length > self.length:
            self.longest, self.length = digest, length


@dataclass
class Wordings:
    """措辞: of many reports, added one by one; a few dozen bytes for each long sentence."""

    _owners: list[str] = field(default_factory=list)
    _years: list[int | None] = field(default_factory=list)
    _totals: list[int] = field(default_factory=list)
    _marks: list[int] = field(default_factory=list)

    def add(self, owner: str, year: int | None, said: Iterable[tuple[int, int]]) -> None:
        """A report of an owner on a year: the digests and lengths of its long sentences, each once."""
        number, sentences = len(self._owners), dict(said)
        self._owners.append(owner)
        self._years.append(year)
        self._totals.append(sum(sentences.values()))
        self._marks += [
            (digest << _LENGTH_BITS | length) << _NUMBER_BITS | number for digest, length in sentences.items()
        ]

    def copies(self) -> list[Copy]:
        """雷同: pairs of different owners with enough in common, the most alike first; numbers are in the order of adding."""
        pairs: dict[tuple[int, int], Copy] = {}
        self._marks.sort()
        for key, marks in groupby(self._marks, key=lambda mark: mark >> _NUMBER_BITS):
            numbers = [mark & (1 << _NUMBER_BITS) - 1 for mark in marks]
            pattern = len({self._owners[number] for number in numbers}) > _SHARED
            digest, length = key >> _LENGTH_BITS, key & (1 << _LENGTH_BITS) - 1
            for pair in self._pairs(numbers):
                if pair in pairs or len(pairs) < _MOST_PAIRS:
                    pairs.setdefault(pair, Copy(*pair)).add(digest, length, pattern=pattern)
        found = [each for each in pairs.values() if self._is_copy(each)]
        return sorted(found, key=lambda each: (-each.share, -each.characters, each.one, each.other))

    def _pairs(self, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Two owners year by year; those that never say it in one year, the first report of each."""
        met: set[tuple[str, str]] = set()
        for year in dict.fromkeys(self._years[number] for number in numbers):
            of_year = [number for number in numbers if self._years[number] == year]
            for one, other in _pairs(self._one_of_each_owner(of_year)):
                met |= {(self._owners[one], self._owners[other]), (self._owners[other], self._owners[one])}
                yield one, other
        for one, other in _pairs(self._one_of_each_owner(numbers)):
            if (self._owners[one], self._owners[other]) not in met:
                yield one, other

    def _one_of_each_owner(self, numbers: Sequence[int]) -> list[int]:
        return list({self._owners[number]: number for number in reversed(numbers)}.values())[::-1]

    def _is_copy(self, pair: Copy) -> bool:
        shorter = min(self._totals[pair.one], self._totals[pair.other])
        pair.share = pair.characters / shorter
        return pair.own >= _COPIED or (pair.share >= _NEARLY_ALL and pair.characters >= _COPIED)


def _pairs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Every two; of a pattern only the first with each other."""
    if len(numbers) <= _SHARED:
        return combinations(numbers, 2)
    return ((numbers[0], other) for other in numbers[1:])
