"""已知条目: questions somebody might ask who knows that a content is there, made of it by rule, the same each time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

import rjieba

from gongkai.publication.disclosure.models import Content
from tests.doors.relevance.corpus import Paper

COMMON = frozenset(
    "关于 印发 通知 意见 工作 有关 开展 进一步 加强 做好 情况 公示 公告 实施 方案 管理 办法 落实 公布 事项".split()  # noqa: SIM905
)
Key = TypeVar("Key", str, int)
_NUMBER = re.compile(r"(\D+)〔(\d{4})〕(\d+)号")


@dataclass(frozen=True)
class Known:
    """一问: what is typed, and the keys any of which is what was meant."""

    kind: str
    typed: str
    meant: frozenset[int]


class Titles:
    """题名: contents by their titles; those of one title are one item."""

    def __init__(self, contents: Iterable[Content]) -> None:
        self.keys: dict[str, set[int]] = {}
        for content in contents:
            self.keys.setdefault(content.title, set()).add(content.pk)
        self.words = {title: _words(title) for title in self.keys}
        self.common = Counter(word for words in self.words.values() for word in set(words))

    def holding(self, words: Sequence[str]) -> frozenset[int]:
        """Every content whose title has all the words: whoever types these could mean any of them."""
        wanted = set(words)
        found = (keys for title, keys in self.keys.items() if wanted <= set(self.words[title]))
        return frozenset(key for keys in found for key in keys)


def _words(text: str) -> list[str]:
    return [word for word in rjieba.cut(text) if len(word) > 1 and word.isalpha()]


def topics(titles: Titles, many: int, random: Random) -> Iterator[Known]:
    """两词主题: the two rarest words of a title."""
    for title in _some(sorted(titles.keys), many, random):
        telling = sorted({*titles.words[title]} - COMMON, key=lambda word: (titles.common[word], word))[:2]
        if len(telling) == 2:
            yield Known("两词主题", " ".join(telling), titles.holding(telling))


def numbers(contents: Iterable[Content], many: int, random: Random) -> Iterator[Known]:
    """文号: whole, with other brackets, or without the letters' beginning."""
    numbered = [each for each in contents if _NUMBER.fullmatch(each.number)]
    known: dict[str, set[int]] = {}
    for each in numbered:
        known.setdefault(each.number, set()).add(each.pk)
    for place, number in enumerate(_some(sorted(known), many, random)):
        match = _NUMBER.fullmatch(number)
        assert match is not None
        letters, year, serial = match.groups()
        typed = (
            number,
            f"{letters}[{year}]{serial}号",
            f"{letters} {year} {serial}",
            f"{letters}（{year}）第{serial}号",
            f"{letters}{year}年{serial}号",
        )[place % 5]
        yield Known("文号", typed, frozenset(known[number]))


def halves(titles: Titles, many: int, random: Random) -> Iterator[Known]:
    """记得一半的标题: its latter part, or its words in another order, or without the words around them."""
    for place, title in enumerate(_some([each for each in sorted(titles.keys) if len(each) > 10], many, random)):
        third = len(title) // 3
        bare = re.sub(r"^关于|的(?:通知|公告|意见|批复|报告|决定)$", "", title)
        typed = (title[third:], f"{title[2 * third :]} {title[:third]}", bare)[place % 3]
        meant = {key for other, keys in titles.keys.items() if other == title or typed in other for key in keys}
        yield Known("半个标题", typed, frozenset(meant))


def inside(papers: Mapping[int, Paper]) -> Iterator[Known]:
    """附件中间的词."""
    for key, paper in papers.items():
        for words in paper.asked:
            yield Known("附件中的词", words, frozenset({key}))


def pairs(titles: Titles, many: int, random: Random) -> Iterator[Known]:
    """两字词: which indexes of three characters lose; one that few titles have."""
    rare = sorted(word for word, times in titles.common.items() if len(word) == 2 and times <= 8 and word not in COMMON)
    for word in _some(rare, many, random):
        meant = {key for title, keys in titles.keys.items() if word in title for key in keys}
        yield Known("两字词", word, frozenset(meant))


def vocabulary(texts: Mapping[int, str], many: int, random: Random) -> Iterator[Known]:
    """种子的词: two words that stand together in one paragraph and in few others."""
    cut = {key: {word for word in _words(text) if word not in COMMON} for key, text in texts.items()}
    common = Counter(word for words in cut.values() for word in words)
    for key in _some(sorted(texts), many, random):
        telling = sorted(cut[key], key=lambda word: (common[word], word))[:2]
        if len(telling) == 2:
            meant = {other for other, text in texts.items() if all(word in text for word in telling)}
            yield Known("种子的词", " ".join(telling), frozenset(meant))


def _some(given: Collection[Key], many: int, random: Random) -> list[Key]:
    every = list(given)
    return random.sample(every, min(many, len(every)))
