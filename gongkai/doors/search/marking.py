"""标亮: the words that were found, marked in titles and in the few lines around them. What is shown is escaped first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from markupsafe import Markup, escape

from gongkai.engines.search.segment import folded, signs

AROUND = 140
"""摘要: so many characters of a text are shown."""
BEFORE = 24
READ = 200_000
"""So far into a text words are looked for."""
MOST_PLACES = 400
MOST_WORDS = 40


def pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """标亮式: the words as they may stand in a folded text: with blanks and marks between their signs, the longest first."""
    rows = {tuple(sign.rstrip("_") for sign in signs(word)) for word in words}
    told = sorted((row for row in rows if row), key=lambda row: -sum(map(len, row)))[:MOST_WORDS]
    if not told:
        return None
    return re.compile("|".join(r"[^\w\n]{0,3}".join(map(re.escape, row)) for row in told))


def places(text: str, words: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """所在: from where to where the words stand in a text as it is written."""
    if words is None:
        return []
    plain = folded(text[:READ])
    if len(plain) != len(text[:READ]):
        plain = "".join(one if len(one := folded(sign)) == 1 else sign for sign in text[:READ])
    found: list[tuple[int, int]] = []
    for match in islice(words.finditer(plain), MOST_PLACES):
        start, end = match.span()
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)  # what was typed as one is marked as one
        else:
            found.append((start, end))
    telling = [(start, end) for start, end in found if end - start > 1]
    return telling or found  # a single character is marked only where nothing says more


def weight(text: str, words: re.Pattern[str] | None) -> tuple[int, int]:
    """相合: how many different words stand in a text, and how long the longest run of them is."""
    found = places(text, words)
    return len({text[start:end] for start, end in found if end - start > 1}), max((e - s for s, e in found), default=0)


def marked(text: str, words: re.Pattern[str] | None) -> Markup:
    """标亮: a whole text."""
    return _drawn(text, places(text, words), 0, len(text))


def snippet(text: str, words: re.Pattern[str] | None) -> Markup:
    """摘要: the lines around the place where most of the words stand together; the beginning where none does."""
    flat = re.sub(r"\s+", " ", text[:READ]).strip()
    found = places(flat, words)
    start = _best(flat, found)
    end = min(len(flat), start + AROUND)
    told = _drawn(flat, found, start, end)
    return Markup("{}{}{}").format("…" if start else "", told, "…" if end < len(flat) else "")


def _best(text: str, found: Sequence[tuple[int, int]]) -> int:
    best, most = 0, 0
    for begin, _ in found:
        start = max(begin - BEFORE, 0)
        within = {text[left:right] for left, right in found if start <= left and right <= start + AROUND}
        if len(within) > most:
            best, most = start, len(within)
    return min(best, max(len(text) - AROUND, 0))


def _drawn(text: str, found: Iterable[tuple[int, int]], start: int, end: int) -> Markup:
    parts: list[Markup] = []
    at = start
    for left, right in found:
        if left < at or right > end:
            continue
        parts += [escape(text[at:left]), Markup("<mark>{}</mark>").format(text[left:right])]
        at = right
    return Markup("").join([*parts, escape(text[at:end])])
