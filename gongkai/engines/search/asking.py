"""检索语言: what somebody typed, read without ever failing: words, "phrases", -exclusions, numbers, and equal words.

A part is found where any of its ways stands as one row of signs. Too long a query is cut, too many parts are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from gongkai.engines.search import numbers
from gongkai.engines.search.segment import ASIDE, Segmenter, folded, signs

MOST_TYPED = 400
"""How many characters of a query are read."""
MOST_PARTS = 16
"""How many parts of a query are asked for."""

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"', "＂": '"'})
_PIECE = re.compile(r'(?P<minus>(?<!\S)[-－−])?(?:"(?P<phrase>[^"]*)"?|(?P<plain>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Part:
    """检索词: something that must be there, in any of its equal ways; ``token`` where it is a number."""

    ways: tuple[str, ...]
    token: str = ""
    phrase: bool = False


@dataclass(frozen=True)
class Asked:
    """检索要求: all parts are asked for, none of ``without``; ``rows`` are the runs as typed. Nothing typed asks for all."""

    parts: tuple[Part, ...] = ()
    without: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    all: bool = False

    @property
    def is_nothing(self) -> bool:
        """空问: something was typed, but nothing that could stand in a text."""
        return not (self.all or self.parts or self.without)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """标亮的词: every way of every part."""
        return tuple(dict.fromkeys(way for part in self.parts for way in part.ways))


def fewer(asked: Asked) -> tuple[int, ...]:
    """放宽: how many parts are asked for, one attempt after the other: all, all but one, half, one."""
    parts = len(asked.parts)
    return tuple(dict.fromkeys((parts, max(parts - 1, 1), (parts + 1) // 2, 1))) if parts else (0,)


class Reader:
    """读检索式: with a segmenter and the groups of equal words of its lexicon."""

    def __init__(self, segmenter: Segmenter) -> None:
        """Prepare the groups."""
        self._segmenter = segmenter
        self._equal: dict[str, tuple[str, ...]] = {}
        self._longest = 1
        for group in segmenter.lexicon.synonyms:
            members = tuple(dict.fromkeys(member for each in group if signs(member := folded(each).strip())))
            for member in members:
                row = "".join(signs(member))
                self._equal[row] = tuple(dict.fromkeys((*self._equal.get(row, (member,)), *members)))
                self._longest = max(self._longest, len(segmenter.of_query(member)))

    def read(self, typed: str) -> Asked:
        """读: what was typed as parts; never raises."""
        if not typed.strip():
            return Asked(all=True)
        text = folded(typed[: MOST_TYPED * 2].translate(_QUOTES))[:MOST_TYPED]
        parts: list[Part] = []
        without: list[str] = []
        rows: list[str] = []
        for plain, phrase, minus in _pieces(text):
            row = phrase or plain
            if not signs(row):
                continue
            if minus:
                without.append(row)
            elif phrase:
                parts.append(Part(self._ways(phrase), phrase=True))
            else:
                rows.append(row)
                parts.extend(self._plain(plain))
        parts = list(dict.fromkeys(parts))[:MOST_PARTS]
        return Asked(tuple(parts), tuple(dict.fromkeys(without))[:MOST_PARTS], tuple(rows[:MOST_PARTS]))

    def _plain(self, text: str) -> list[Part]:
        found: list[Part] = []
        end = 0
        for number in numbers.typed(text):
            found.extend(self._words(text[end : number.start]))
            rows = {"".join(signs(row)): row for row in reversed(number.rows)}
            found.append(Part(tuple(reversed(rows.values())), token=number.token))
            end = number.end
        found.extend(self._words(text[end:]))
        return found

    def _words(self, text: str) -> list[Part]:
        words = self._segmenter.of_query(text)
        joined = list(self._joined(words))
        telling = [each for each in joined if each not in ASIDE and (len(each) > 1 or each in self._equal)]
        return [Part(self._ways(each)) for each in telling or [each for each in joined if each not in ASIDE] or joined]

    def _joined(self, words: list[str]) -> Iterator[str]:
        """Words in a row that together are a member of a group become one, the longest first."""
        at = 0
        while at < len(words):
            for many in range(min(self._longest, len(words) - at), 0, -1):
                row = " ".join(words[at : at + many])
                if many == 1 or "".join(signs(row)) in self._equal:
                    yield row if many > 1 else words[at]
                    at += many
                    break

    def _ways(self, row: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((row, *self._equal.get("".join(signs(row)), ()))))


def _pieces(text: str) -> Iterator[tuple[str, str, bool]]:
    """Runs outside quotes are read together, so that a number with blanks in it stays one; a lone quote closes itself."""
    plain = ""
    for piece in _PIECE.finditer(text):
        if piece["phrase"] is None and not piece["minus"]:
            plain = f"{plain} {piece['plain']}" if plain else piece["plain"]
            continue
        if plain:
            yield plain, "", False
            plain = ""
        yield piece["plain"] or "", piece["phrase"] or "", bool(piece["minus"])
    if plain:
        yield plain, "", False
