"""列举的问题: totals in sentences that are not the sum of the parts named with them.

A part greater than its total, three parts or more that exceed it, parts that fall short although the last of them is 其他:
the sentence contradicts itself, red. Where not all parts need be named it is yellow, or a question where much is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Seen, Sureness, gap, show
from gongkai.reading.checks.rule import Check
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.quantities import Count
from gongkai.reading.texts.terms import dimension
from gongkai.reading.texts.totals import Listing, listings

PARTS = Check(
    "P01",
    "文中所列各项之和等于总数",
    Level.RED,
    "核对总数与各分项的原始台账，改正有误的一个；分项有重叠或未列全的，写明“其中主要有”或补列“其他”",
)
PART = Check("P02", "分项不大于总数", Level.RED, "核对该分项与总数，改正有误的一个；口径不同的，分开表述")
CHECKS = (PARTS, PART)

_OTHER = re.compile(r"其[他它]")
OVERLAPPING = re.compile(
    r"网站|网页|微信|微博|公众号|抖音|头条|视频号|新媒体|媒体|公报|客户端|APP|公开栏|报|电视|广播|平台|渠道|"
    r"文字|图[解表文片]|视频|动漫|漫画|音频|H5|一图|问答|发布会|访谈"
)
"""Ways of publishing: one item may go several of them."""
_ENDED = re.compile(r"[。!?]$")
_KIND = re.compile(r"类(?:信息|文件|申请)?$")
_CARRIED = re.compile(r"结转|上年")
_MANY = 3
_NEARLY = 20
_ROUGHLY = 10


def of_listings(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """列举的问题: every listing whose parts do not make up its total."""
    for sentence in sentences:
        for listing in listings(sentence):
            yield from _of_listing(listing)


def _of_listing(listing: Listing) -> Iterator[Finding]:
    parts = _first_account(listing)
    added = sum(part.number for part in parts)
    total = listing.total
    if total.may_be(added) or added in _other_totals(listing) or _CARRIED.search(listing.name(total)):
        return
    if not (total.exact and all(part.exact for part in parts)):
        yield from _roughly(listing, parts)
        return
    greater = next((part for part in parts if part.number > total.number), None)
    if greater and (listing.near or len(parts) > 1):
        yield _too_great(listing, greater) if len(parts) == 1 else _listed(Level.RED, listing, parts, added)
    elif len(parts) > 1 and (level := _level(listing, parts, added)):
        yield _listed(level, listing, parts, added)


def _other_totals(listing: Listing) -> Iterator[Number]:
    """What else the parts may be parts of: a number further back, or several together (新收317件、上年结转3件)."""
    added = listing.total.number
    for count in reversed(listing.earlier):
        added += count.number
        yield count.number
        yield added


def _level(listing: Listing, parts: Sequence[Count], added: Number) -> Level | None:
    """How grave it is that no part exceeds the total and yet they do not make it up; None where that is nothing."""
    total = listing.total.number
    names = [listing.name(part) for part in parts]
    one_way = len({dimension(name) for name in names} - {None}) == 1 and all(map(dimension, names))
    overlapping = sum(bool(OVERLAPPING.search(name)) for name in names) * 2 >= len(parts) and not one_way
    if added > total:
        if overlapping:
            return None
        if len(parts) >= _MANY or one_way or _OTHER.search(names[-1]):
            return Level.RED
        return Level.YELLOW if all(map(_KIND.search, names)) else Level.QUESTION
    if listing.whole and _OTHER.search(names[-1]) and _ENDED.search(listing.sentence.text):
        return Level.RED if listing.near else Level.YELLOW
    short = total - added
    if len(parts) < _MANY or overlapping:
        return None
    if short * _NEARLY <= total:
        return Level.YELLOW
    return Level.QUESTION if short * _ROUGHLY <= total else None


def _first_account(listing: Listing) -> tuple[Count, ...]:
    """The parts up to where two or more first make up the total: a sentence may take it apart a second way after that, but
    not where all of them are of one way.
    """
    added: Number = 0
    ways = {dimension(listing.name(part)) for part in listing.parts}
    if len(ways) == 1 and None not in ways:
        return listing.parts
    for at, part in enumerate(listing.parts, 1):
        added += part.number
        if added == listing.total.number and at > 1:
            return listing.parts[:at]
    return listing.parts


def _roughly(listing: Listing, parts: Sequence[Count]) -> Iterator[Finding]:
    """Where numbers are said with 余, 约 or in 万: even the least the parts can be is more than the most the total can."""
    total, least = listing.total, sum(part.least for part in parts)
    overlapping = any(OVERLAPPING.search(listing.name(part)) for part in parts)
    if total.most is not None and least > total.most and not overlapping and (listing.near or len(parts) > 1):
        yield _listed(Level.YELLOW, listing, parts, sum(part.number for part in parts))


def _listed(level: Level, listing: Listing, parts: Sequence[Count], added: Number) -> Finding:
    total = listing.total
    cells = tuple(counted(listing.sentence, each, listing.name(each)) for each in (total, *parts))
    sums = "＋".join(show(part.number) for part in parts)
    whole = f"“{listing.name(total)}{show(total.number)}{total.unit}”"
    text = f"{whole}，所列各项{sums}＝{show(added)}，相差{gap(added, total.number)}"
    if level is not Level.RED:
        text += "；或有未列明或重复计算的部分"
    sureness = Sureness.PROVEN if level is Level.RED else Sureness.ASSUMED
    return PARTS.found(
        text, cells[0].place, level=level, left=added, right=total.number, cells=cells, sureness=sureness
    )


def _too_great(listing: Listing, part: Count) -> Finding:
    total, names = listing.total, listing.name
    cells = tuple(counted(listing.sentence, each, names(each)) for each in (total, part))
    text = (
        f"“{names(total)}{show(total.number)}{total.unit}”，其中“{names(part)}{show(part.number)}{part.unit}”，"
        f"分项多出{gap(part.number, total.number)}"
    )
    return PART.found(text, cells[0].place, left=part.number, right=total.number, cells=cells)


def counted(sentence: Sentence, count: Count, name: str) -> Seen:
    """所见之数: a number of a sentence as a finding names it, with the words before it as its excerpt."""
    place = sentence.place(count.start - 16, count.end)
    return Seen("", "", "", name, count.number, State.NUMBER, "", place)
