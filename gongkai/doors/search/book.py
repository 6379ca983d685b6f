"""词典的写法: synonyms a group a line, words a line; what is refused, and why, before the index is made to follow it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.law.grammar.flow import Unlawful

SHORTEST, LONGEST = 2, 20
"""词长: one character stands in half of all texts; what is longer is a sentence."""
MOST_GROUPS, MOST_WORDS, MOST_OF_A_GROUP = 2000, 5000, 12
_APART = re.compile(r"[\s,，、;；=|]+")
_WORD = re.compile(r"[\w·（）()\-]+")


@dataclass(frozen=True, slots=True)
class Words:
    """词典: groups of words that are looked up together, and words that are one word to this place."""

    synonyms: tuple[tuple[str, ...], ...] = ()
    words: tuple[str, ...] = ()

    @property
    def synonyms_text(self) -> str:
        """同义词文字: as they are typed."""
        return "\n".join("、".join(group) for group in self.synonyms)

    @property
    def words_text(self) -> str:
        """专用词文字: as they are typed."""
        return "\n".join(self.words)


def read(synonyms: str, words: str) -> Words:
    """读词典: what was typed; raises Unlawful with the line and the rule."""
    groups = tuple(_group(line, number) for number, line in _lines(synonyms))
    _of_one_group_only(groups)
    singles = tuple(dict.fromkeys(word for number, line in _lines(words) for word in _words(line, number, "words")))
    if len(groups) > MOST_GROUPS:
        raise Unlawful(f"同义词最多{MOST_GROUPS}组，现有{len(groups)}组", field="synonyms")
    if len(singles) > MOST_WORDS:
        raise Unlawful(f"专用词最多{MOST_WORDS}个，现有{len(singles)}个", field="words")
    return Words(groups, singles)


def _lines(text: str) -> list[tuple[int, str]]:
    return [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def _group(line: str, number: int) -> tuple[str, ...]:
    words = _words(line, number, "synonyms")
    twice = [word for word, times in Counter(words).items() if times > 1]
    if twice:
        raise Unlawful(f"第{number}行：“{twice[0]}”写了两次", field="synonyms")
    if len(words) < SHORTEST:
        raise Unlawful(f"第{number}行：同义词一组至少两个词，现在只有“{line}”", field="synonyms")
    if len(words) > MOST_OF_A_GROUP:
        raise Unlawful(f"第{number}行：一组最多{MOST_OF_A_GROUP}个词，现有{len(words)}个", field="synonyms")
    return tuple(words)


def _words(line: str, number: int, field: str) -> list[str]:
    words = [word for word in _APART.split(line) if word]
    for word in words:
        if len(word) < SHORTEST:
            raise Unlawful(f"第{number}行：“{word}”只有一个字；单字几乎每篇都有，会使检索失去意义", field=field)
        if len(word) > LONGEST:
            raise Unlawful(f"第{number}行：“{word[:LONGEST]}…”超过{LONGEST}个字，不是一个词", field=field)
        if not _WORD.fullmatch(word):
            raise Unlawful(f"第{number}行：“{word}”含有不能用作词的符号", field=field)
    return words


def _of_one_group_only(groups: Sequence[tuple[str, ...]]) -> None:
    """A word in two groups would make all words of both the same, which nobody said."""
    where: dict[str, int] = {}
    for number, group in enumerate(groups, 1):
        for word in group:
            if word in where:
                raise Unlawful(
                    f"“{word}”同时在第{where[word]}组和第{number}组，两组的词会互相当作同义词；请并成一组或者去掉一处",
                    field="synonyms",
                )
            where[word] = number
