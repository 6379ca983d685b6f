"""比率: percentages in sentences against the counts they are of: 占…的16.3%, 办结率98%, 分别为70.23%、83.45%.

A percentage may be rounded or cut to the decimals printed; both pass. What it is a share of is taken from the words; where
these leave several wholes open, one that fits is enough. Off by one in the last place is a question only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Seen, Sureness, show
from gongkai.reading.checks.listed import counted
from gongkai.reading.checks.rule import Check
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.quantities import Count, Share, share_of
from gongkai.reading.texts.terms import CHANGE, CUMULATIVE, FORMER
from gongkai.reading.texts.totals import listings, name_of

SHARE = Check("P03", "占比与件数相符", Level.RED, "以分项除以总数重算百分比，或改正有误的件数")
RATE = Check(
    "P04", "办结率、答复率与件数相符", Level.RED, "以办结（答复）件数除以收到件数重算；有未到期、撤回的，写明件数"
)
CHECKS = (SHARE, RATE)

_OF = re.compile(
    r"^[,;(]?(?:约|均|分别|数量|总量|件数)*占(?:比|到|了)?(?P<whole>[^,;:。()\d]{0,18}?)(?:的?(?:比例|比重|比率)?的?)?"
    r"(?:为|是|达到?|约|近|超过?|高达|仅|将近)*$"
)
_IN_BRACKETS = re.compile(r"^\((?:占比?)?$")
_LISTED_BEFORE = re.compile(r"^,?[^,。;\d]{0,10}(?:包括|涵盖|涉及):?[^。;\d]*,(?=占)")
_ANY_WHOLE = re.compile(
    r"^(?:总体|总数|总量|全部|所有|其|总|全部信息|总体信息|比例|公开总量|公开总数|信息总量|信息总数)?$"
)
_GENERIC_WHOLE = re.compile(r"总体|总数|总量|全部|所有|^总|^其")
_EMPTY = re.compile(r"[的数量总全部所有年度本各类]")
_RATE = re.compile(
    r"(?P<on_time>按[时期]|及时|限时|如期|当年|当期)?(?P<what>办结|办复|答复|回复|办理|处理|反馈)率(?P<shared>分别)?(?:均|已|达到?|到|为|是|保持|实现|在)*$"
)
_IN = re.compile(r"收到|受理|接收|接到|收办|承办|交办|接听|共有|收件|接办|办理|申请$|建议|提案")
_OUT = re.compile(r"办结|办复|答复|回复|办理|处理|反馈|办完")
_OPEN = re.compile(r"结转|在办|正在|办理中|未到期|期限内|撤回|撤销|补正|其余|其[他它]|剩余|上年|延期|不予受理|截[至止]")
_NEAR_SENTENCES = 5


@dataclass(frozen=True)
class _Ratio:
    """A share in a sentence, the count it is said of, and the wholes it may be a share of."""

    sentence: Sentence
    share: Share
    part: Count
    called: str
    wholes: tuple[tuple[Sentence, Count], ...]

    @property
    def fits(self) -> bool:
        """Whether it is the share of any of them, alone or with the number right before it."""
        parts = (self.part.number, self.part.number + self.neighbour)
        return any(self.share.fits(share_of(part, whole.number)) for part in parts for _, whole in self.wholes)

    @property
    def neighbour(self) -> Number:
        """The number of the same unit right before the part: the share may be of both."""
        before = [count for count in self.sentence.counts if count.end <= self.part.start]
        return before[-1].number if len(before) and before[-1].unit == self.part.unit else 0

    @property
    def wholes_here(self) -> int:
        """How many of the wholes stand in the sentence itself."""
        return sum(where is self.sentence for where, _ in self.wholes)


def of_ratios(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """比率的问题: every percentage that no count it can be of bears out."""
    for at, sentence in enumerate(sentences):
        if sentence.shares:
            before = sentences[max(0, at - _NEAR_SENTENCES) : at]
            yield from _of_shares(sentence, before)
            yield from _of_rates(sentence)
            yield from _of_shared_rates(sentence)


def _of_shares(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Finding]:
    ratios = list(_ratios(sentence, before))
    neighbours = [ratio for each in before[-1:] if each.shares for ratio in _ratios(each, before[:-1])]
    borne_out = {whole for ratio in (*ratios, *neighbours) for _, whole in ratio.wholes if _fits(ratio, whole)}
    for ratio in ratios:
        if not _holds(ratio, ratios) and (likely := _likely(ratio, borne_out)):
            yield _not_the_share(ratio, *likely, whole_is_sure=_is_sure(ratio, likely[1], borne_out))


def _fits(ratio: _Ratio, whole: Count) -> bool:
    return ratio.share.fits(share_of(ratio.part.number, whole.number))


def _holds(ratio: _Ratio, ratios: Sequence[_Ratio]) -> bool:
    """Whether the counts bear a share out; where its neighbours are shares of their common total, that total alone does."""
    others = [other for other in ratios if other is not ratio]
    common = [
        whole for whole in _totals(ratio) if any(_fits(other, whole) for other in others if whole in _totals(other))
    ]
    return any(_fits(ratio, whole) for whole in common) if common else ratio.fits


def _totals(ratio: _Ratio) -> list[Count]:
    return [listing.total for listing in listings(ratio.sentence) if ratio.part in listing.parts]


def _is_sure(ratio: _Ratio, whole: Count, borne_out: Collection[Count]) -> bool:
    """Whether other shares of the same sentence are of this whole, or it is the total that the part is listed under."""
    return whole in borne_out or (whole in _totals(ratio) and ratio.wholes_here == 1)


def _likely(ratio: _Ratio, borne_out: Collection[Count]) -> tuple[Sentence, Count] | None:
    """The whole a share must be of: one its neighbours are of, the total of its listing, the only one, or 总数 itself.

    None where the words leave it open: an earlier sentence may or may not go on.
    """
    totals = _totals(ratio)
    known = [each for each in ratio.wholes if each[1] in borne_out] or [
        each for each in ratio.wholes if each[1] in totals
    ]
    here = [each for each in ratio.wholes if each[0] is ratio.sentence]
    if not known and len(here) == 1 and ratio.called:
        known = here
    if not known and ratio.called and _GENERIC_WHOLE.search(ratio.called):
        known = sorted(ratio.wholes, key=lambda each: -each[1].number)
    return known[0] if known else None


def _ratios(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[_Ratio]:
    """Every share with the count right before it, where the words between say 占 or nothing but a bracket."""
    for share in sentence.shares:
        part = _part_of(sentence, share)
        if part is None or not part.exact or CHANGE.search(sentence.text[max(0, part.start - 8) : part.start]):
            continue
        between = sentence.text[part.end : share.start]
        between = _LISTED_BEFORE.sub("", between)
        match = _OF.match(between)
        if not match and not (_IN_BRACKETS.match(between) and sentence.text[share.end : share.end + 1] in ")、,"):
            continue
        called = (match["whole"] or "占比") if match else ""
        wholes = tuple(_wholes(sentence, part, match["whole"] if match else "", before))
        if wholes:
            yield _Ratio(sentence, share, part, called, wholes)


def _part_of(sentence: Sentence, share: Share) -> Count | None:
    """The count right before a share."""
    return next((count for count in reversed(sentence.counts) if count.end <= share.start), None)


def _wholes(
    sentence: Sentence, part: Count, called: str, before: Sequence[Sentence]
) -> Iterator[tuple[Sentence, Count]]:
    """The counts the part may be a share of: those the words name, else every one before it that is no smaller."""
    totals = {listing.total for listing in listings(sentence)}
    shared = {_part_of(sentence, share) for share in sentence.shares} - totals
    known = [(sentence, count) for count in sentence.counts if count.end <= part.start and count not in shared]
    known += [(each, count) for each in before for count in each.counts]
    generic = bool(_ANY_WHOLE.match(called) or _GENERIC_WHOLE.search(called))
    for where, count in known:
        name = where.text[max(0, count.start - 24) : count.start]
        named = generic or _alike(called, name)
        if count.exact and count.unit == part.unit and count.number >= part.number and count.number and named:
            yield where, count


def _alike(called: str, name: str) -> bool:
    """Whether two wordings share two neighbouring characters that mean something."""
    words = _EMPTY.sub("", called)
    return len(words) < 2 or any(one + other in name for one, other in pairwise(words))


def _not_the_share(ratio: _Ratio, sentence: Sentence, whole: Count, *, whole_is_sure: bool) -> Finding:
    """What the share would be of the whole it is most likely of."""
    part, share = ratio.part, ratio.share
    per_cent = share_of(part.number, whole.number)
    level = Level.RED if whole_is_sure and share.exact else Level.YELLOW
    if share.nearly_fits(per_cent):
        level = Level.QUESTION
    text = (
        f"“{name_of(ratio.sentence, part)}{show(part.number)}{part.unit}”占{show(whole.number)}{whole.unit}的"
        f"{per_cent:.{share.places + 1}f}%，文中写{share.number:f}%"
    )
    if not whole_is_sure:
        both = part.number + ratio.neighbour
        with_both = share_of(both, whole.number)
        if ratio.neighbour and both <= whole.number:
            text += f"；连同前一项共{show(both)}{part.unit}，占{with_both:.{share.places + 1}f}%，也不是"
        text += "；或所占的总体不是此数"
    cells = (
        counted(ratio.sentence, part, name_of(ratio.sentence, part)),
        counted(sentence, whole, name_of(sentence, whole)),
        printed(ratio.sentence, share),
    )
    place = ratio.sentence.place(part.start - 16, share.end)
    sureness = Sureness.PROVEN if level is Level.RED else Sureness.ASSUMED
    left = _short(per_cent, share)
    return SHARE.found(text, place, level=level, left=left, right=share.number, cells=cells, sureness=sureness)


def _short(per_cent: Decimal, share: Share) -> Number:
    return per_cent.quantize(share.step / 100)


def printed(sentence: Sentence, share: Share) -> Seen:
    """所写百分比: a percentage of a sentence as a finding names it."""
    place = sentence.place(share.start - 16, share.end)
    return Seen("", "", "", "所写百分比", share.number, State.NUMBER, f"{share.number:f}%", place)


def _of_rates(sentence: Sentence) -> Iterator[Finding]:
    """办结率 and the like: so many were received, so many of them closed, and the rate is said right after."""
    for share in sentence.shares:
        match = _RATE.search(sentence.text[: share.start])
        if match is None or match["shared"]:
            continue
        known = [count for count in sentence.counts if count.end <= match.start() and count.exact]
        if len(known) < 2 or known[-1].unit != known[-2].unit:
            continue
        part, wholes = known[-1], [count for count in known[:-1] if count.unit == known[-1].unit]
        said_in, said_out = name_of(sentence, wholes[-1]), name_of(sentence, part)
        between = sentence.text[part.end : match.start()]
        if not (_IN.search(said_in) and _OUT.search(said_out)) or re.search(r"[;\d]", between):
            continue
        if CUMULATIVE.search(said_in) or FORMER.search(said_in) or CHANGE.search(said_out) or CHANGE.search(said_in):
            continue
        sums = [sum(count.number for count in wholes[at:]) for at in range(len(wholes))]
        if any(total and share.fits(share_of(part.number, total)) for total in (*sums, *(w.number for w in wholes))):
            continue
        if 0 < part.number <= wholes[-1].number:
            yield _not_the_rate(sentence, match, part, wholes[-1], share)


def _not_the_rate(sentence: Sentence, match: re.Match[str], part: Count, whole: Count, share: Share) -> Finding:
    per_cent = share_of(part.number, whole.number)
    name = f"{match['on_time'] or ''}{match['what']}率"
    level = Level.RED
    if match["on_time"] or _OPEN.search(sentence.text) or share.nearly_fits(per_cent) or not share.exact:
        level = Level.QUESTION
    text = (
        f"{show(whole.number)}{whole.unit}中{match['what']}{show(part.number)}{part.unit}，{name}应为"
        f"{per_cent:.{share.places + 2}f}%，文中写{share.number:f}%"
    )
    if level is not Level.RED:
        text += "；或计算的口径不同"
    cells = (
        counted(sentence, whole, name_of(sentence, whole)),
        counted(sentence, part, name_of(sentence, part)),
        printed(sentence, share),
    )
    place = sentence.place(whole.start - 12, share.end)
    left = _short(per_cent, share)
    sureness = Sureness.PROVEN if level is Level.RED else Sureness.ASSUMED
    return RATE.found(text, place, level=level, left=left, right=share.number, cells=cells, sureness=sureness)


def _of_shared_rates(sentence: Sentence) -> Iterator[Finding]:
    """甲件、乙件…分别办结丙件、丁件，办结率分别为p%、q%: the counts in the order of the rates."""
    text = sentence.text
    match = re.search(r"(?P<what>办结|办复|答复|回复|办理|处理)率分别(?:为|达到?|是)", text)
    rates = _in_a_row(sentence, match.end()) if match else []
    if match is None or len(rates) < 2:
        return
    known = [count for count in sentence.counts if count.end <= match.start() and count.exact][-2 * len(rates) :]
    if len(known) < 2 * len(rates) or len({count.unit for count in known}) != 1:
        return
    half = len(rates)
    orders = ((known[:half], known[half:]), (known[::2], known[1::2]))
    fitting = [
        sum(_is_rate(part, whole, rate) for whole, part, rate in zip(wholes, parts, rates, strict=True))
        for wholes, parts in orders
    ]
    wholes, parts = orders[fitting.index(max(fitting))]
    for whole, part, rate in zip(wholes, parts, rates, strict=True):
        if not _is_rate(part, whole, rate) and 0 < part.number <= whole.number:
            found = _RATE.search(f"{match['what']}率分别")
            if found:
                yield _not_the_rate(sentence, found, part, whole, rate)


def _in_a_row(sentence: Sentence, start: int) -> list[Share]:
    """The percentages that follow each other from here with nothing but separators between."""
    row: list[Share] = []
    for share in sentence.shares:
        if share.start >= start and not sentence.text[start : share.start].strip(",、和及与;"):
            row.append(share)
            start = share.end
    return row


def _is_rate(part: Count, whole: Count, rate: Share) -> bool:
    return bool(whole.number) and rate.fits(share_of(part.number, whole.number))
