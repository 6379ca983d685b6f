"""分类: a list of classes with codes and classes beneath them, and the proposal of one from the words of a title and a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gongkai.law.grammar.statute import Article, Certainty

IN_TITLE = 3
"""标题的分量: a word in the title weighs as much as three in the text."""
READ = 3000
"""所读字数: what a text is about is said in its first pages."""
OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Entry:
    """分类项: a class with its code; ``within`` is the code of the class above it, empty at the top."""

    code: str
    name: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """分类建议: the class proposed and, in words, why."""

    entry: Entry
    reason: str


@dataclass(frozen=True)
class Classification:
    """分类表: its entries in their order, and the words by which each is recognised, beside those of its own name."""

    name: str
    source: Article
    entries: tuple[Entry, ...]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    certainty: Certainty = Certainty.SEEN
    note: str = ""

    @cached_property
    def by_code(self) -> Mapping[str, Entry]:
        """按代码: every entry by its code."""
        return {entry.code: entry for entry in self.entries}

    def beneath(self, code: str) -> tuple[Entry, ...]:
        """下级类目: the entries directly beneath a code; of the top for an empty one."""
        return tuple(entry for entry in self.entries if entry.within == code)

    def full_name(self, code: str) -> str:
        """类目全称: the name with that of the class above it; the code itself where it is not ours."""
        entry = self.by_code.get(code)
        if entry is None:
            return code
        return f"{self.by_code[entry.within].name}—{entry.name}" if entry.within else entry.name

    @cached_property
    def grouped(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """成组选项: for a form: each class above with what stands beneath it; one that has nothing beneath stands alone."""
        return [
            (top.name, [(each.code, each.name) for each in self.beneath(top.code) or (top,)])
            for top in self.beneath("")
        ]

    def suggest(self, title: str, text: str = "") -> Suggestion | None:
        """建议分类: the class most of whose words occur, and which word spoke for it; None where none does."""
        body = text[:READ]
        best: tuple[int, int, Entry, str] | None = None
        for place, entry in enumerate(self.entries):
            weighed = [
                (IN_TITLE * title.count(word) + body.count(word), len(word), word) for word in self.telling(entry)
            ]
            total = sum(weight * length for weight, length, _ in weighed)
            if total and (best is None or total > best[0]):
                best = (total, -place, entry, max(weighed)[2])
        if best is None:
            return None
        _, _, entry, word = best
        where = "标题" if word in title else "正文"
        return Suggestion(entry, f"{where}中有“{word}”，归入“{self.full_name(entry.code)}”")

    def telling(self, entry: Entry) -> tuple[str, ...]:
        """识别词: the words that speak for an entry. A class with others beneath it is proposed by them, 其他 by nothing."""
        return self._telling[entry.code]

    @cached_property
    def _telling(self) -> Mapping[str, tuple[str, ...]]:
        above = {entry.within for entry in self.entries}
        return {
            entry.code: ()
            if entry.name == OTHER or entry.code in above
            else tuple(dict.fromkeys((*_words_of(entry.name), *self.words.get(entry.code, ()))))
            for entry in self.entries
        }


def _words_of(name: str) -> Iterator[str]:
    """The parts of a name: 农业、畜牧业、渔业 is three words; 货币（含外汇） is two."""
    for part in re.split(r"[、（）和与,，]|含", name):
        if len(part) > 1:
            yield part


def numbered(tops: Mapping[str, Sequence[str]]) -> tuple[Entry, ...]:
    """逐级编码: two digits for each class and two more for each beneath it, in the order given."""
    entries: list[Entry] = []
    for place, (name, inner) in enumerate(tops.items(), start=1):
        code = f"{place:02}"
        entries.append(Entry(code, name))
        entries += [Entry(f"{code}{beneath:02}", each, code) for beneath, each in enumerate(inner, start=1)]
    return tuple(entries)


GBT_21063 = Classification(
    "政务信息资源分类",
    Article("GB/T 21063.4—2007", gist="政务信息资源的主题分类，一级二十一类"),
    tuple(
        Entry(f"Z{chr(ord('A') + place)}", name)
        for place, name in enumerate(
            (
                "综合政务",
                "经济管理",
                "国土资源、能源",
                "工业、交通",
                "信息产业",
                "城乡建设、环境保护",
                "农业、水利",
                "财政",
                "商业、贸易",
                "旅游、服务业",
                "气象、水文、测绘、地震",
                "对外事务",
                "政法、监察",
                "科技、教育",
                "文化、卫生、体育",
                "军事、国防",
                "劳动、人事",
                "民政、社区",
                "文秘、行政",
                "综合党团",
                "综合类",
            )
        )
    ),
    certainty=Certainty.RECALLED,
    note="类名见公开代码，一级代码ZA至ZU待与标准文本核对",
)
"""国家标准的一级类目."""
