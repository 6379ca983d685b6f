"""动态扩展（条例第二十二条、第四十四条）: what people ask and search for time and again is proposed for the catalogue."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from gongkai.law.grammar.statute import Certainty, regulation
from gongkai.law.grammar.words import Word

WIDENING = regulation(22, gist="根据上级部署不断增加主动公开的内容")
ASKED_OFTEN = regulation(44, gist="多个申请人就相同信息申请且可以公开的，可以纳入主动公开范围")
OFTEN = 3
"""多次: from so many times on; the article says only 多个."""
OFTEN_CERTAINTY = Certainty.INFERRED


class Wish(Word):
    """扩展来源: where the wish for it was seen."""

    APPLICATIONS = "applications", "依申请公开"
    SEARCHES = "searches", "站内搜索"
    LETTERS = "letters", "群众来信来电"
    PEERS = "peers", "同类地区目录"
    SUGGESTED = "suggested", "工作人员提出"


class Decision(Word):
    """研究结果: what became of a proposal."""

    OPEN = "open", "待处理"
    ACCEPTED = "accepted", "采纳"
    REJECTED = "rejected", "不采纳"


@dataclass(frozen=True, slots=True)
class Phrase:
    """常见所求: words that were asked or searched for, how often, and where."""

    text: str
    count: int
    wish: Wish


def plain_phrase(text: str) -> str:
    """归一: two phrases that differ in spaces, marks and the words around a request are one."""
    bare = re.sub(r"[\s，。、；：！？,.;:!?“”\"'《》（）()]+", "", text)
    return re.sub(r"^(?:关于|申请公开|请求公开|查询|公开)+|(?:的?(?:相关)?(?:情况|信息|文件|资料))$", "", bare)


SHORTEST, LONGEST = 4, 12
"""长短: a wish is so many characters; what is shorter says nothing, what is longer nobody asks for twice in the same words."""
_AROUND = re.compile(
    r"[^\u3400-\u9fff]+|的|请?公开|申请|关于|有关|相关|获取|提供|查询|我们?|本人|年度?|月份?|情况|信息|文件|资料|材料|内容|复印件"
)


def asked_often(
    asked: Iterable[tuple[str, str]], wish: Wish, aside: Collection[str] = (), often: int = OFTEN
) -> list[Phrase]:
    """相同所求: of who asked for what, the longest words that so many different people used, and how many they were.

    Numbers, names left ``aside`` (of the authority, of its place) and the words of asking are no part of a wish. A person who
    asks ten times is one. Words within longer ones are left out unless half as many people again used them.
    """
    people: dict[str, set[str]] = defaultdict(set)
    for who, subject in asked:
        for words in _wishes(subject, aside):
            people[words].add(who)
    common = {words: len(who) for words, who in people.items() if len(who) >= often}
    kept: dict[str, int] = {}
    for words, count in sorted(common.items(), key=lambda each: (-len(each[0]), -each[1], each[0])):
        if all(words not in longer or count * 2 >= more * 3 for longer, more in kept.items()):
            kept[words] = count
    return [Phrase(words, count, wish) for words, count in kept.items()]


def _wishes(subject: str, aside: Collection[str]) -> set[str]:
    for name in sorted(aside, key=len, reverse=True):
        subject = subject.replace(name, " ")
    runs = [run for run in _AROUND.split(subject) if len(run) >= SHORTEST]
    return {
        run[start : start + length]
        for run in runs
        for length in range(SHORTEST, min(LONGEST, len(run)) + 1)
        for start in range(len(run) - length + 1)
    }


def candidates(phrases: Iterable[Phrase], covered: Collection[str], often: int = OFTEN) -> list[Phrase]:
    """提出扩展: what was wished for often enough and is the name of nothing in the catalogue yet, the most wanted first."""
    counted: dict[tuple[str, Wish], int] = defaultdict(int)
    for phrase in phrases:
        if plain := plain_phrase(phrase.text):
            counted[plain, phrase.wish] += phrase.count
    known = {plain_phrase(name) for name in covered}
    found = [Phrase(text, count, wish) for (text, wish), count in counted.items() if count >= often]
    new = [each for each in found if not any(each.text in name or name in each.text for name in known if len(name) > 1)]
    return sorted(new, key=lambda each: (-each.count, each.text))
