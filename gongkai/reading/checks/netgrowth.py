"""净增: what several kinds grew by together, reckoned back from their growth, against how many are said to be new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Sureness, show
from gongkai.reading.checks.listed import counted
from gongkai.reading.checks.rule import Check
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.quantities import Count, Share
from gongkai.reading.texts.totals import name_of

NET = Check("P09", "净增数不多于新增数", Level.QUESTION, "核对新增数与按增幅推算的上年数；口径不同的，写明口径")
CHECKS = (NET,)

_NEW = re.compile(r"新(?:发展|增|设立?|登记|注册|开办)")


@dataclass(frozen=True)
class _Grown:
    """A number with the growth said of it, and what it can have been the year before."""

    count: Count
    least: Decimal
    most: Decimal


def of_net_growth(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """净增的问题: in every sentence that gives new ones and the growth of several kinds."""
    for sentence in sentences:
        if "同比" in sentence.text:
            yield from _of_net_growth(sentence)


def _of_net_growth(sentence: Sentence) -> Iterator[Finding]:
    """新发展N家…其中甲、乙、丙，同比增长p%、q%、r%: what all grew by together cannot be more than were new."""
    grown = _grown_together(sentence)
    if not grown:
        return
    first = grown[0].count.start
    new = next(
        (
            count
            for count in sentence.counts
            if count.end <= first and count.exact and _NEW.search(sentence.text[max(0, count.start - 14) : count.start])
        ),
        None,
    )
    net = sum(Decimal(each.count.number) - each.most for each in grown)
    if new is None or net <= new.number:
        return
    cells = (
        counted(sentence, new, name_of(sentence, new)),
        *(counted(sentence, each.count, name_of(sentence, each.count)) for each in grown),
    )
    fewest = int(net) + (net != int(net))
    text = (
        f"按所写增幅推算，{'、'.join(show(each.count.number) for each in grown)}合计至少净增{fewest}，"
        f"多于“{name_of(sentence, new)}{show(new.number)}{new.unit}”"
    )
    place = sentence.place(new.start - 16, new.end)
    yield NET.found(text, place, left=fewest, right=new.number, cells=cells, sureness=Sureness.ASSUMED)


def _grown_together(sentence: Sentence) -> list[_Grown]:
    """甲、乙、丙，同比增长p%、q%、r%: as many shares in a row as counts before them."""
    match = re.search(r"同比(?:分别)?增长", sentence.text)
    if not match:
        return []
    row: list[Share] = []
    at = match.end()
    for share in sentence.shares:
        if share.start >= at and not sentence.text[at : share.start].strip("、,和"):
            row.append(share)
            at = share.end
    known = [count for count in sentence.counts if count.end <= match.start()][-len(row) :]
    if len(row) < 2 or len(known) < len(row) or not all(count.exact for count in known):
        return []
    return [_before(count, share) for count, share in zip(known, row, strict=True)]


def _before(count: Count, share: Share) -> _Grown:
    """What a number was the year before: between those that grow by a little more and a little less than printed."""
    least, most = (Decimal(count.number) / (1 + (share.number + step) / 100) for step in (share.step, -share.step / 2))
    return _Grown(count, least, Decimal(int(most)))
