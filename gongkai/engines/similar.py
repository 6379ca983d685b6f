"""近似: which texts are nearly the same. Candidates come from MinHash, the share said of them is exact.

A text is the set of its shingles: every run of a few characters, punctuation, blanks and widths left aside. The share of
two texts is the part of all their shingles that both have (Jaccard). Candidates are missed in fewer than one of a
thousand pairs above ``least``; what is said is never an estimate.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from rensa import RMinHash, RMinHashLSH

PERMUTATIONS = 128
_SEED = 20190515
_ASIDE = re.compile(r"[\W_]+")
_KEPT_SETS = 256

K = TypeVar("K", bound=Hashable)


def core(text: str) -> str:
    """正文: what is compared: letters, digits and characters, in one width and case."""
    return _ASIDE.sub("", unicodedata.normalize("NFKC", text)).lower()


def shingles(text: str, size: int) -> frozenset[str]:
    """片段: every run of ``size`` characters of a core; a shorter one is a single piece, an empty one has none."""
    if len(text) <= size:
        return frozenset({text} if text else ())
    return frozenset(text[place : place + size] for place in range(len(text) - size + 1))


def share(one: str, other: str, size: int = 4) -> float:
    """重合度: the part of all shingles of two texts that both have, 0 to 1; nothing is like an empty text."""
    return _share(shingles(core(one), size), shingles(core(other), size))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0


class Index(Generic[K]):
    """近似索引: texts by their keys; ``near`` finds those that share at least ``least`` with another text.

    A key added again stands for its latest text. Of each text its core is kept, nothing more.
    """

    def __init__(self, *, size: int = 4, least: float = 0.7) -> None:
        if not 0.5 <= least <= 1 or size < 1:
            raise ValueError(f"近似的下限应在0.5至1之间，片段应为正数，收到{least}、{size}")
        self.size = size
        self.least = least
        self._index = RMinHashLSH(threshold=least, num_perm=PERMUTATIONS, num_bands=_bands(least))
        self._keys: list[K] = []
        self._cores: list[str] = []
        self._places: dict[K, int] = {}
        self._shingles = lru_cache(_KEPT_SETS)(lambda place: shingles(self._cores[place], size))

    def __len__(self) -> int:
        return len(self._places)

    def add(self, key: K, text: str) -> None:
        """加入: a text under its key."""
        self._insert(key, core(text))

    def near(self, text: str) -> list[tuple[K, float]]:
        """相近: the keys of the texts near this one with the share, the nearest first."""
        own = shingles(core(text), self.size)
        return self._matches(own, _sketch(own)) if own else []

    def _insert(self, key: K, plain: str) -> None:
        place = len(self._keys)
        self._keys.append(key)
        self._cores.append(plain)
        self._places[key] = place
        if own := shingles(plain, self.size):
            self._index.insert(place, _sketch(own))

    def _matches(self, own: frozenset[str], sketch: RMinHash) -> list[tuple[K, float]]:
        found = []
        for place in self._index.query(sketch):
            key = self._keys[place]
            if self._places[key] == place and (common := _share(own, self._shingles(place))) >= self.least:
                found.append((place, common))
        found.sort(key=lambda each: (-each[1], each[0]))
        return [(self._keys[place], common) for place, common in found]


def titles(least: float = 0.6) -> Index[Hashable]:
    """标题索引: an index for texts as short as titles, which are compared by pairs of characters."""
    return Index(size=2, least=least)


def pairs(items: Iterable[tuple[K, str]], *, size: int = 4, least: float = 0.7) -> Iterator[tuple[K, K, float]]:
    """成对: every pair of a batch that is nearly the same, each once: the earlier key, the later key, the share."""
    index: Index[K] = Index(size=size, least=least)
    for key, text in items:
        plain = core(text)
        own = shingles(plain, size)
        if own:
            sketch = _sketch(own)
            yield from ((other, key, common) for other, common in index._matches(own, sketch))
        index._insert(key, plain)


def _sketch(pieces: frozenset[str]) -> RMinHash:
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    sketch.update(list(pieces))
    return sketch


def _bands(least: float) -> int:
    """So many bands that a pair at the limit is missed in fewer than one of a thousand cases, and no more than needed."""
    for bands in (8, 16, 32, 64):
        rows = PERMUTATIONS // bands
        if (1 - least**rows) ** bands < 0.001:
            return bands
    return PERMUTATIONS
