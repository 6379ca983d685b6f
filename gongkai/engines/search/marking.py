"""标亮: where the words of a query stand in a text, as safe HTML: everything is escaped, only our own ``<mark>`` is not.

A word is found as the index finds it: in any width, case and script, with punctuation between its signs or without.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from markupsafe import Markup, escape

from gongkai.engines.search.segment import HAN, folded, is_usual, signs
from gongkai.papers.text import clean

EXCERPT = 120
"""About how many characters an excerpt has."""
_READ = 200_000
_MOST_MARKS = 400
_LEAD = 24
_BLANK = re.compile(r"\s+")
_NOTHING = re.compile(r"(?!)")
_SENTENCE = re.compile(r"[。！？；\n]\s*")
_LETTER = rf"[^\W_{HAN}]"

Span = tuple[int, int, int]
"""Begin, end, and which of the words."""


def marked(text: str, words: Sequence[str]) -> Markup:
    """标亮: the whole text, the words in it marked."""
    text = clean(text)
    return _html(text, list(_spans(text, tuple(words))))


def excerpt(text: str, words: Sequence[str], length: int = EXCERPT) -> Markup:
    """摘录: the stretch in which most of the words stand, the words marked; its beginning where there are none."""
    text = _BLANK.sub(" ", clean(text[:_READ])).strip()
    start, end = _stretch(text, tuple(words), length)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    told = text[start:end]
    return Markup("{}{}{}").format(before, _html(told, list(_spans(told, tuple(words)))), after)


def holds(text: str, words: Sequence[str]) -> bool:
    """含有: whether any of the words stands in the text."""
    return any(_spans(clean(text), tuple(words)))


def _html(text: str, spans: list[Span]) -> Markup:
    made: list[str] = []
    at = 0
    for begin, end, _ in spans:
        made += (escape(text[at:begin]), "<mark>", escape(text[begin:end]), "</mark>")
        at = end
    return Markup("".join((*made, escape(text[at:]))))  # noqa: S704  every piece of the text is escaped above


def _spans(text: str, words: tuple[str, ...]) -> Iterator[Span]:
    """Where words stand, from left to right, none over another."""
    pattern = _pattern(words)
    if pattern is _NOTHING:
        return
    even, places = _even(text)
    done = 0
    for match in islice(pattern.finditer(even), _MOST_MARKS):
        begin, last = match.start(), match.end() - 1
        begin, end = (begin, last + 1) if places is None else (places[begin], places[last] + 1)
        if begin >= done:
            yield begin, end, match.lastindex or 0
            done = end


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """All words as one pattern, the longer ones first; each is a group of its own."""
    rows = [row for row in sorted(map(signs, map(folded, words)), key=len, reverse=True) if row]
    return re.compile("|".join(f"({_row(row)})" for row in rows[:64])) if rows else _NOTHING


def _row(row: list[str]) -> str:
    told = ""
    for place, sign in enumerate(row):
        is_run = sign.endswith("_")
        if place:
            told += r"[\W_]{1,8}" if is_run and row[place - 1].endswith("_") else r"[\W_]{0,8}"
        told += rf"(?<!{_LETTER}){re.escape(sign[:-1])}(?!{_LETTER})" if is_run else re.escape(sign)
    return told


@lru_cache(maxsize=20_000)
def _one(sign: str) -> str:
    return folded(sign)


def _even(text: str) -> tuple[str, list[int] | None]:
    """The text folded, and for each character of that where it stands in the text (None: at the same place)."""
    if is_usual(text):
        return text.lower(), None
    told: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        even = _one(sign)
        told.append(even)
        places.extend([place] * len(even))
    return "".join(told), places


def _stretch(text: str, words: tuple[str, ...], length: int) -> tuple[int, int]:
    """From where to where: most different words first, then the earliest; a sentence near by is begun with."""
    best = most = 0
    room = max(length - _LEAD, 1)
    within: deque[Span] = deque()
    for span in _spans(text, words):
        within.append(span)
        while within[0][0] < span[1] - room and len(within) > 1:
            within.popleft()
        different = len({word for _, _, word in within})
        if different > most:
            best, most = within[0][0], different
        if most >= _pattern(words).groups:
            break
    if not most:
        return 0, min(length, len(text))
    heads = [match.end() for match in _SENTENCE.finditer(text, max(0, best - 2 * _LEAD), best)]
    start = heads[-1] if heads else max(0, best - _LEAD)
    start = max(0, min(start, len(text) - length))
    return start, min(len(text), start + length)
