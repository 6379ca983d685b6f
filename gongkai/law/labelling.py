"""标注建议（条例第十三至十六条、第二十条）: which attribute a document probably has, each proposal with its reason and article.

A proposal never decides: the drafter labels, the reviewers agree or return it. What is read is the kind, the genre in the title,
the words of the text, and how documents of nearly the same title were labelled.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gongkai.law.attributes import GROUNDS, Attribute, Ground
from gongkai.law.documents import DocumentKind
from gongkai.law.grammar.statute import Article, Certainty, regulation

BY_DEFAULT = regulation(13, gist="除第十四至十六条规定的以外，政府信息应当公开")
FORWARDING = Article("国办发〔2016〕80号", gist="转发的公文按被转发公文的属性确定")
GENRES = (
    *(
        "决议",
        "决定",
        "命令",
        "公报",
        "公告",
        "通告",
        "意见",
        "通知",
        "通报",
        "报告",
        "请示",
        "批复",
        "议案",
        "函",
        "纪要",
    ),
    *("规划", "计划", "办法", "规定", "细则", "方案", "预案", "规则", "标准", "清单", "名录", "公示", "令"),
)
"""体裁: the fifteen kinds of official paper (党政机关公文处理工作条例, 2012) and what portals add to them."""
RARELY_PUBLIC: Mapping[str, Ground] = {
    "请示": Ground.DELIBERATION,
    "报告": Ground.DELIBERATION,
    "纪要": Ground.DELIBERATION,
    "函": Ground.DELIBERATION,
}
"""通常不主动公开的体裁: asked or told within the government; a mark to look twice, never a ban."""
RARITY = Certainty.INFERRED
"""体裁口径的把握: older local practice, not a rule of the regulation."""
BY_LAW: Mapping[DocumentKind, Article] = {
    DocumentKind.RULES: regulation(20, item=1, gist="行政法规、规章和规范性文件"),
    DocumentKind.NORMATIVE: regulation(20, item=1, gist="行政法规、规章和规范性文件"),
    DocumentKind.POLICY: regulation(
        20, item=11, gist="扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况"
    ),
}
"""依法主动公开的种类."""
MATTERS: Mapping[str, tuple[int, str]] = {
    r"国民经济和社会发展规划|专项规划|区域规划": (3, "国民经济和社会发展规划、专项规划、区域规划及相关政策"),
    r"统计公报|统计信息": (4, "国民经济和社会发展统计信息"),
    r"预算|决算": (7, "财政预算、决算信息"),
    r"收费": (8, "行政事业性收费项目及其依据、标准"),
    r"集中采购|政府采购": (9, "政府集中采购项目的目录、标准及实施情况"),
    r"应急预案|预警": (12, "突发公共事件的应急预案、预警信息及应对情况"),
    r"救助|社会保障|教育|医疗|就业|扶贫|养老": (11, "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施"),
    r"食品药品|安全生产|产品质量|环境保护|公共卫生": (
        13,
        "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况",
    ),
    r"招考|招录公务员|录用": (14, "公务员招考的职位、名额、报考条件以及录用结果"),
}
"""第二十条事项: words of a title that point at what must be published by itself, with the item."""
WORDS: Mapping[Ground, tuple[str, ...]] = {
    Ground.STATE_SECRET: (r"绝密", r"机密★?", r"秘密★", r"国家秘密"),
    Ground.THIRD_PARTY: (
        r"商业秘密",
        r"身份证号",
        r"病历",
        r"(?<!\d)\d{17}[\dXx](?!\d)",
        r"(?<!\d)1[3-9]\d{9}(?!\d)",
        r"银行账号",
    ),
    Ground.ENDANGERS_SAFETY: (r"维稳", r"反恐", r"警卫", r"重要目标"),
    Ground.INTERNAL: (r"人事任免", r"任职试用", r"值班安排", r"考勤", r"内部管理", r"后勤管理", r"干部考察"),
    Ground.DELIBERATION: (r"讨论稿", r"征求意见稿", r"内部讨论", r"磋商"),
    Ground.ENFORCEMENT: (r"询问笔录", r"调查终结报告", r"案件讨论记录"),
}
"""豁免用语: words that point at an exemption; each is looked for in title and text."""
ALIKE = 0.5
"""相近: from which likeness on two titles are of documents of the same sort."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Similar:
    """相近公文: the title of another document, how it was labelled, and whose it is."""

    title: str
    attribute: Attribute
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """标注建议: an attribute, where it withholds its ground, the reason in words, and the article."""

    attribute: Attribute
    ground: Ground | None
    reason: str
    basis: Article


def propose(kind: DocumentKind, title: str, text: str, similar: Sequence[Similar] = ()) -> tuple[Proposal, ...]:
    """提出建议: what speaks for which attribute, the weightiest first; the last is the default of the regulation."""
    weighed = (_words_found(title, text), _by_law(kind), _by_genre(title), _by_matter(title), _by_similar(similar))
    found = [proposal for some in weighed for proposal in some]
    if kind is DocumentKind.FORWARDED:
        reason = "转发类公文按被转发公文的公开属性确定，被转发的没有标注时重新确定"
        found.append(Proposal(Attribute.PROACTIVE, None, reason, FORWARDING))
    default = Proposal(Attribute.PROACTIVE, None, "以公开为常态：没有不公开的理由和条文的，应当公开", BY_DEFAULT)
    return (*found, default)


def leading(proposals: Sequence[Proposal]) -> Proposal:
    """首要建议: the one that weighs most: the first of those that were found."""
    return proposals[0]


def genre(title: str) -> str:
    """体裁: the kind of paper a title ends with, 关于…的通知 → 通知; empty when it names none."""
    plain = re.sub(r"[（(][^）)]*[）)]\s*$", "", title.strip())
    return next((word for word in sorted(GENRES, key=len, reverse=True) if plain.endswith(word)), "")


def likeness(one: str, other: str) -> float:
    """相似度: how many pairs of neighbouring characters two titles share, from 0 to 1; years and numbers do not count."""
    first, second = _pairs(one), _pairs(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def most_alike(title: str, candidates: Iterable[tuple[str, _T]], *, most: int = 7) -> list[tuple[str, _T]]:
    """最相近的: the candidates whose titles are of the same sort, the most alike first."""
    rated = [(likeness(title, each[0]), number, each) for number, each in enumerate(candidates)]
    alike = sorted((rate for rate in rated if rate[0] >= ALIKE), key=lambda rate: (-rate[0], rate[1]))
    return [each for _, _, each in alike[:most]]


def _pairs(title: str) -> frozenset[str]:
    plain = re.sub(r"[^\u3400-\u9fffA-Za-z]", "", title)
    return frozenset(plain[place : place + 2] for place in range(len(plain) - 1))


def _words_found(title: str, text: str) -> list[Proposal]:
    found = []
    for ground, patterns in WORDS.items():
        words = dict.fromkeys(
            _told(match[0]) for pattern in patterns for match in re.finditer(pattern, f"{title}\n{text}")
        )
        if words:
            attribute = Attribute.ON_APPLICATION if ground is Ground.INTERNAL else Attribute.WITHHELD
            told = "、".join(list(words)[:5])
            reason = f"文中有“{told}”，可能属于{ground.label}；隐去后可以公开的，应当隐去后公开"
            found.append(Proposal(attribute, ground, reason, GROUNDS[ground]))
    return found


def _told(word: str) -> str:
    """A number found is not repeated in full: the proposal must not spread what it warns of."""
    return f"{word[:3]}…{word[-2:]}" if len(word) > 8 and word[:3].isdigit() else word


def _by_law(kind: DocumentKind) -> list[Proposal]:
    article = BY_LAW.get(kind)
    return [Proposal(Attribute.PROACTIVE, None, f"{kind.label}依法应当主动公开", article)] if article else []


def _by_matter(title: str) -> list[Proposal]:
    found = []
    for pattern, (item, says) in MATTERS.items():
        if match := re.search(pattern, title):
            reason = f"标题有“{match[0]}”，属于应当主动公开的事项：{says}"
            found.append(Proposal(Attribute.PROACTIVE, None, reason, regulation(20, item=item)))
    return found


def _by_genre(title: str) -> list[Proposal]:
    word = genre(title)
    ground = RARELY_PUBLIC.get(word)
    if ground is None:
        return []
    reason = f"体裁为“{word}”，多为机关之间的往来，通常不主动公开（提示，不是禁止；能够公开的应当公开）"
    return [Proposal(Attribute.ON_APPLICATION, ground, reason, GROUNDS[ground])]


def _by_similar(similar: Sequence[Similar]) -> list[Proposal]:
    if not similar:
        return []
    attribute, count = Counter(each.attribute for each in similar).most_common(1)[0]
    named = next(each for each in similar if each.attribute is attribute)
    reason = f"标题相近的公文{len(similar)}件，其中{count}件为{attribute.label}，如“{named.title}”"
    return [Proposal(attribute, None, reason, BY_DEFAULT)]
