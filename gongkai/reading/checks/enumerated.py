"""列数: “以下三个方面”, “主要有三点” against the numbered points after it.

Points are counted by their own numbering (1、2、3、; 一是、二是), never by guessing where one ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Seen, Sureness
from gongkai.reading.checks.rule import Check
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.quantities import spelt_number

POINTS = Check("P41", "所称几个方面与所列条数一致", Level.YELLOW, "按实列条数改写“几个方面”，或增删所列各条")
CHECKS = (POINTS,)

_SAID = re.compile(
    r"(?:以下|如下|下列|主要(?:有|是|表现在|存在|体现在)(?:以下|如下)?|存在(?:以下|如下)?|做好(?:以下|如下)?)"
    r"(?P<number>[一二三四五六七八九十两]{1,2}|\d{1,2})(?:个方面|方面|点|个问题|项措施|条措施|项工作|个不足)(?P<after>[^。]{0,20})"
)
_DIGITED = re.compile(r"(?:^|[。;:])\(?(?P<number>\d{1,2})[、.)](?!\d)")
_SPELT = re.compile(r"(?:^|[。;:,)])(?P<number>[一二三四五六七八九十])(?:是|要)")
_NEW_CHAPTER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[^。;:]{0,8}(?:改进措施|改进情况|解决办法)[^。]{0,6}$)"
)
_WINDOW = 16
_FAR = 8_000
"""How many characters of a sentence are looked at: no sentence of a report is as long."""


def of_lists(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """列数的问题: every announced number of points that the numbered points after it are not."""
    for at, sentence in enumerate(sentences):
        matches = list(_SAID.finditer(sentence.text))
        for match, following in zip_longest(matches, matches[1:]):
            said = spelt_number(match["number"]) if not match["number"].isdigit() else int(match["number"])
            begin = match.end() - len(match["after"])
            own = sentence.text[begin : following.start() if following else begin + _FAR]
            listed = _points([own, *(() if following else _after(sentences[at + 1 : at + 1 + _WINDOW]))])
            if said and listed > 1 and listed != said:
                yield _miscounted(sentence, match, said, listed)


def _after(sentences: Sequence[Sentence]) -> Iterator[str]:
    """The sentences up to a new chapter or the next announcement."""
    for each in sentences:
        if _NEW_CHAPTER.match(each.text) or _SAID.search(each.text):
            return
        yield each.text[:_FAR]


def _points(texts: Sequence[str]) -> int:
    """How many points are numbered from one on without a gap, the first kind of numbering that is used."""
    for pattern in (_DIGITED, _SPELT):
        numbers = [
            int(found["number"]) if found["number"].isdigit() else spelt_number(found["number"])
            for text in texts
            for found in pattern.finditer(text)
        ]
        counted = 0
        for number in numbers:
            if number == counted + 1:
                counted += 1
            elif number == 1:
                break
        if counted > 1:
            return counted
    return 0


def _miscounted(sentence: Sentence, match: re.Match[str], said: int, listed: int) -> Finding:
    place = sentence.place(match.start(), match.end() - len(match["after"]))
    text = f"称“{place.excerpt}”，其后编号列出{listed}条"
    cell = Seen("", "", "", place.excerpt, said, State.NUMBER, match["number"], place)
    return POINTS.found(text, place, left=listed, right=said, cells=(cell,), sureness=Sureness.ASSUMED)
