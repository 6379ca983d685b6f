"""相似: which of many titles and texts a post is nearest to. One class, so that another engine can take its place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

WIDTH = 3
HEAD = 200
CANDIDATES = 5


class Likeness:
    """相似库: titles with the beginnings of their texts, found again by the shingles they share."""

    def __init__(self, known: Iterable[tuple[int, str, str]]) -> None:
        self.known: dict[int, tuple[str, str]] = {}
        self._holding: dict[str, list[int]] = defaultdict(list)
        for key, title, text in known:
            words = plain(title), plain(text)[:HEAD]
            self.known[key] = words
            for shingle in shingles(words[0]) | shingles(words[1]):
                self._holding[shingle].append(key)

    def nearest(self, title: str, text: str = "") -> tuple[int, int] | None:
        """最相似: the key and the likeness in the hundred; None where nothing shares a shingle."""
        words = plain(title), plain(text)[:HEAD]
        shared = Counter(
            key for shingle in shingles(words[0]) | shingles(words[1]) for key in self._holding.get(shingle, ())
        )
        scored = [(self._score(words, key), key) for key, _ in shared.most_common(CANDIDATES)]
        if not scored:
            return None
        score, key = max(scored, key=lambda each: (each[0], -each[1]))
        return key, round(score * 100)

    def _score(self, words: tuple[str, str], key: int) -> float:
        title, text = self.known[key]
        by_title = SequenceMatcher(None, words[0], title, autojunk=False).ratio()
        if not words[1] or not text:
            return by_title
        return max(by_title, SequenceMatcher(None, words[1], text, autojunk=False).ratio())


def plain(text: str) -> str:
    """文字: letters, figures and characters alone."""
    return re.sub(r"[^\w]|_", "", text).lower()


def shingles(text: str) -> frozenset[str]:
    """片段: every run of three characters; a shorter text is its own."""
    return frozenset(text[at : at + WIDTH] for at in range(max(1, len(text) - WIDTH + 1))) if text else frozenset()
