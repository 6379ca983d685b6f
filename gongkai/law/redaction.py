"""区分处理（条例第三十七条）: what is hidden of a paper that may otherwise be given, on which ground, and how a letter says so.

Who hides must name a ground for every word and every page; the letter tells how many places on which ground, never the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.law.grammar.flow import Objection, Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.law.outcomes import Outcome, OutcomeGroup, Version, outcome, replies

DISTINGUISHING = regulation(37, gist="能够作区分处理的，提供可以公开的部分，并对不予公开的部分说明理由")
PARTLY = "partly_disclosed"
"""部分公开: the leaf whose letter tells what was hidden."""
MOST_WORDS = 200
LONGEST_WORD = 100
_PAGES = re.compile(r"(\d{1,4})(?:\s*[-—－~至]\s*(\d{1,4}))?")


def grounds(version: Version) -> tuple[Outcome, ...]:
    """不予公开的依据: the leaves that refuse, of this version of the Regulation."""
    return tuple(leaf for leaf in replies(version) if leaf.group is OutcomeGroup.DENIED)


@dataclass(frozen=True, slots=True)
class Hiding:
    """隐去要求: on one ground, the words to hide and the pages to leave out, as people count them."""

    ground: str
    words: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()


def read_words(text: str) -> tuple[str, ...]:
    """读词语: one a line, each once; Unlawful for too many and for one that is too long."""
    words = tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if len(words) > MOST_WORDS:
        raise Unlawful(f"要隐去的词语一次最多{MOST_WORDS}个，现有{len(words)}个", DISTINGUISHING)
    if longest := next((word for word in words if len(word) > LONGEST_WORD), ""):
        raise Unlawful(f"“{longest[:10]}…”过长，一个词语最多{LONGEST_WORD}字，请分行填写", DISTINGUISHING)
    return words


def read_numbers(text: str) -> tuple[int, ...]:
    """读页码: 2、5-7 as the pages they name; Unlawful for anything else."""
    numbers: set[int] = set()
    for part in re.split(r"[、，,;；\s]+", text.strip()):
        if not part:
            continue
        hit = _PAGES.fullmatch(part)
        first, last = (int(hit[1]), int(hit[2] or hit[1])) if hit else (0, 0)
        if not 0 < first <= last:
            raise Unlawful(f"页码“{part[:20]}”看不懂，请写成“2、5-7”的样子", DISTINGUISHING)
        numbers |= set(range(first, last + 1))
    return tuple(sorted(numbers))


@dataclass(frozen=True, slots=True)
class Hidden:
    """隐去结果: of one paper, how many places and which pages on which ground."""

    name: str
    places: Mapping[str, int] = field(default_factory=dict)
    pages: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def told(self, version: Version) -> str:
        """隐去情况: as a letter tells it, ground by ground."""
        by_ground = [
            ground for ground in {**self.places, **self.pages} if self.places.get(ground) or self.pages.get(ground)
        ]
        return "；".join(self._on(outcome(ground), version) for ground in by_ground)

    def _on(self, leaf: Outcome, version: Version) -> str:
        said = []
        if places := self.places.get(leaf.key, 0):
            said.append(f"隐去{places}处")
        if pages := self.pages.get(leaf.key, ()):
            said.append(f"第{'、'.join(map(str, pages))}页整页未提供")
        return f"{leaf.label}的内容，{'，'.join(said)}，依据{leaf.citation(version)}"


def withheld_part(papers: Iterable[Hidden], version: Version) -> str:
    """不予公开部分及其理由: what the letter says of every paper something was hidden of."""
    return "\n".join(f"“{paper.name}”中：{paper.told(version)}。" for paper in papers)


def objection_to_confirming(made_by: object, by: object, unseen: Sequence[int]) -> Objection | None:
    """不能复核的理由: whoever hid does not confirm, and nobody confirms what they have not looked at page by page."""
    if made_by == by:
        return Objection("隐去的结果应由经办人以外的人复核", DISTINGUISHING)
    if unseen:
        return Objection(f"还没有看过第{'、'.join(map(str, unseen))}页，请逐页看过再复核", DISTINGUISHING)
    return None


def objection_to_hiding(hidings: Sequence[Hiding], pages: int, version: Version) -> Objection | None:
    """不能隐去的理由: nothing named, a page that is not there or named twice, or nothing left to give."""
    known = {leaf.key for leaf in grounds(version)}
    if any(hiding.ground not in known for hiding in hidings):
        return Objection("每一项隐去都应当写明依据", DISTINGUISHING)
    named = [page for hiding in hidings for page in hiding.pages]
    if not named and not any(hiding.words for hiding in hidings):
        return Objection("没有要隐去的内容；全部可以公开的，不需要区分处理", DISTINGUISHING)
    if beyond := [page for page in named if page > pages]:
        return Objection(f"文件只有{pages}页，没有第{'、'.join(map(str, beyond))}页", DISTINGUISHING)
    if len(set(named)) < len(named):
        return Objection("同一页不能填写在两项依据之下", DISTINGUISHING)
    if len(named) == pages:
        return Objection("全部页都不予公开的，不是部分公开，请按不予公开答复", DISTINGUISHING)
    return None
