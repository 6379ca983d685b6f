"""合计: numbers named one after another and their sum behind them (甲45件、乙67件，共112件).

Only a sum word right before the number makes it one (合计, 共, 总计), and only numbers of its unit since the last full clause
are its parts. Ways of publishing overlap; where 等 or 其中 stands between, more may have been counted than is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.law.grammar.sheets import Number
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Sureness, gap, show
from gongkai.reading.checks.listed import OVERLAPPING, PARTS, counted
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.quantities import Count
from gongkai.reading.texts.terms import AUDIENCE, CHANGE, CUMULATIVE, FORMER, dimension
from gongkai.reading.texts.totals import name_of

_SUM = re.compile(r"[,、;(](?P<word>合计|总计|共计|两[项者类]合计|以上合计|总共|一?共)(?:为|是|达到?)*$")
_OPEN = re.compile(r"等|其中|包括|分别|另|除|以及其他|含|平均|/")
_CLAUSE = re.compile(r"[;。:]")


def of_sums(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """合计的问题: every sum that the numbers in front of it do not make up."""
    for sentence in sentences:
        if len(sentence.counts) > 2:
            for total in sentence.counts[2:]:
                match = _SUM.search(sentence.text[: total.start])
                if match and total.exact:
                    yield from _of_sum(sentence, total, match)


def _of_sum(sentence: Sentence, total: Count, match: re.Match[str]) -> Iterator[Finding]:
    clause = max((mark.end() for mark in _CLAUSE.finditer(sentence.text, 0, match.start())), default=0)
    parts = [count for count in sentence.counts if clause <= count.start < match.start()]
    if len(parts) < 2 or any(part.unit != total.unit or not part.exact for part in parts):
        return
    names = [name_of(sentence, part) for part in parts]
    between = sentence.text[clause : match.start()]
    strange = (CHANGE, FORMER, CUMULATIVE, AUDIENCE)
    if _OPEN.search(between) or any(word.search(between) for word in strange) or not all(names):
        return
    added: Number = sum(part.number for part in parts)
    if added == total.number or total.number in _tails(parts):
        return
    overlapping = any(map(OVERLAPPING.search, names))
    if overlapping and total.number < added:
        return
    level = Level.YELLOW if overlapping or _in_ways(names) else Level.RED
    cells = tuple(counted(sentence, each, name_of(sentence, each)) for each in (*parts, total))
    sums = "＋".join(show(part.number) for part in parts)
    text = f"{sums}＝{show(added)}，文中{match['word']}{show(total.number)}{total.unit}，相差{gap(added, total.number)}"
    text += "" if level is Level.RED else "；或有未列明、重复计算的部分"
    sureness = Sureness.PROVEN if level is Level.RED else Sureness.ASSUMED
    place = sentence.place(parts[0].start - 12, total.end)
    yield PARTS.found(text, place, level=level, left=added, right=total.number, cells=cells, sureness=sureness)


def _tails(parts: Sequence[Count]) -> list[Number]:
    """What the last two, three … of the numbers come to: the first ones may be of something else."""
    return [sum(part.number for part in parts[at:]) for at in range(1, len(parts) - 1)]


def _in_ways(names: Sequence[str]) -> bool:
    """Whether the numbers take the same whole apart in several ways, so that their sum means nothing."""
    return len({dimension(name) for name in names} - {None}) > 1
