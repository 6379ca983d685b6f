"""占比之和: the percentages of one whole: of all applicants, all channels, all kinds; they come to 100 at the most.

Kinds that are named to the end (…，其他类占26.2%) come to 100 exactly, but for what rounding takes or adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Sureness
from gongkai.reading.checks.ratios import printed
from gongkai.reading.checks.rule import Check
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.quantities import Share
from gongkai.reading.texts.terms import Dimension, dimension

SHARES = Check("P05", "同一总体的各项占比之和不超过100%", Level.YELLOW, "核对各项占比；按不同方法分类的，分开表述")
CHECKS = (SHARES,)

_CLAUSE = re.compile(r"[,;:、。()]")
_ELSEWHERE = re.compile(r"同比|去年|上年")
_REST = re.compile(r"^(?:其[他它余]|剩余)[^占]{0,10}占")
_KIND = re.compile(r"^(?:(?:从|按照?)[^,]{2,14},|其中[,:]?)?[^,;:。占\d]{2,20}占(?:比|总数的?|总量的?)?(?:为|约)?$")
_WHOLE = 100
_MANY = 3


def of_shares(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """占比之和的问题: in every sentence, percentages of one whole that cannot be."""
    for sentence in sentences:
        if len(sentence.shares) > 1:
            by_way = list(_by_way(sentence))
            yield from by_way
            if not by_way:
                yield from _to_the_end(sentence)


def _by_way(sentence: Sentence) -> Iterator[Finding]:
    """自然人占85%，法人占25%: the shares of one whole, each of another part, cannot come to more than all of it."""
    runs: dict[Dimension, list[Share]] = {}
    for share in sentence.shares:
        clause = _CLAUSE.split(sentence.text[: share.start])
        name = clause[-1] if not clause[-1].startswith("占") else "".join(clause[-2:])
        way = dimension(name)
        if way and "占" in clause[-1] and share.exact and not _ELSEWHERE.search(name):
            runs.setdefault(way, []).append(share)
    for shares in runs.values():
        added, slack = _added(shares)
        if len(shares) > 1 and added > _WHOLE + slack:
            yield _found(sentence, shares, added, "超过100%")


def _to_the_end(sentence: Sentence) -> Iterator[Finding]:
    """甲类占…，乙类占…，其他类占…: nothing but shares of kinds, the rest among them: all of the whole."""
    text, shares = sentence.text, sentence.shares
    starts = [0, *(share.end for share in shares)]
    names = [text[start : share.start].lstrip(",;、") for start, share in zip(starts, shares, strict=False)]
    complete = len(shares) >= _MANY and _REST.match(names[-1]) and not text[shares[-1].end :].strip("。;,")
    if not complete or not all(map(_KIND.match, names)) or not all(share.exact for share in shares):
        return
    added, slack = _added(shares)
    if abs(added - _WHOLE) > slack and not _ELSEWHERE.search(text):
        yield _found(sentence, shares, added, "不是100%")


def _added(shares: Sequence[Share]) -> tuple[Decimal, Decimal]:
    """What shares come to, and what rounding may have done to that."""
    return Decimal(sum(share.number for share in shares)), Decimal(sum(share.step for share in shares))


def _found(sentence: Sentence, shares: Sequence[Share], added: Decimal, what: str) -> Finding:
    sums = "＋".join(f"{share.number:f}%" for share in shares)
    cells = tuple(printed(sentence, share) for share in shares)
    place = sentence.place(shares[0].start - 16, shares[-1].end)
    text = f"各项占比{sums}＝{added:f}%，{what}"
    return SHARES.found(text, place, left=added, right=_WHOLE, cells=cells, sureness=Sureness.ASSUMED)
