"""增减: growth and differences that sentences reckon out themselves.

较上年增加39件，增长1.08%; 较上年的3607件增长1.08%; 由26.5天压缩到11.5天，压缩15天. Only where both numbers stand in the words is
the third one judged; against last year's report it is another check (last_year.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Seen, show
from gongkai.reading.checks.listed import counted
from gongkai.reading.checks.rule import Check
from gongkai.reading.tables.cells import Place
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.quantities import Count, Share, share_of
from gongkai.reading.texts.terms import CHANGE, CUMULATIVE, FORMER
from gongkai.reading.texts.totals import name_of

GROWTH = Check("P06", "所称增减幅度与所述两年的数相符", Level.RED, "以增减数除以上年数重算增减幅度，或改正有误的数")
DIFFERENCE = Check("P07", "所称增减数等于前后两数之差", Level.RED, "重算差数，或改正前后两数")
DIRECTION = Check("P08", "所称增减与前后两数的大小一致", Level.RED, "核对前后两数，改正“增长”“下降”的说法")
CHECKS = (GROWTH, DIFFERENCE, DIRECTION)

_UP = r"增长|增加|上升|提高|提升|增幅|多|翻"
_DOWN = r"下降|减少|降低|降幅|减幅|压缩|缩短|压减|精简|缩减|下浮|少"
_WORD = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|幅度|比例|率|约|近|达到?|为|高达|超过?)*$")
BASE = re.compile(
    r"(?:较|比|与|同)(?:上一?年|去年|20\d\d年)(?:度|同期|全年|相比|同期相比)*的?(?:(?![增减多少升降])[^,;。\d]){0,8}$"
)
_FROM_TO = re.compile(
    r"(?:由|从)[^,;。\d]{0,14}?(?P<one>\d+(?:\.\d+)?)(?P<unit>个工作日|工作日|天|项|件|个|条|次|小时|分钟|个月)?"
    r"[^,;。\d]{0,10}?(?:(?P<up>增加|增长|提高|提升|上升)|(?P<down>压缩|减少|缩短|压减|精简|降低|下降|缩减|降|减))"
    r"(?:到|至|为|成)了?[^,;。\d]{0,8}?(?P<two>\d+(?:\.\d+)?)(?P<unit2>个工作日|工作日|天|项|件|个|条|次|小时|分钟|个月)"
)
_CUT_BY = re.compile(
    rf"^[^;。\d]{{0,14}}?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|办理|审批|时限|时间|比例|幅度|率|事项|材料|达|为|约)*"
    rf"(?P<number>\d+(?:\.\d+)?)(?P<unit>%|个工作日|工作日|天|项|件|个|条|次|小时|分钟|个月)"
)
_SAME_UNITS = frozenset({"个工作日", "工作日", "天"})
_REACH = 30


def of_growth(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """增减的问题: in every sentence, growth and differences that its own numbers contradict."""
    for sentence in sentences:
        yield from _of_cuts(sentence)
        yield from _of_two_years(sentence)
        yield from _of_change_and_share(sentence)


def _of_cuts(sentence: Sentence) -> Iterator[Finding]:
    """由甲压缩到乙，压缩丙."""
    for match in _FROM_TO.finditer(sentence.text):
        one, two = Decimal(match["one"]), Decimal(match["two"])
        place = sentence.place(match.start(), match.end())
        if match["unit"] and match["unit"] != match["unit2"] and not {match["unit"], match["unit2"]} <= _SAME_UNITS:
            continue
        if one != two and (two > one) != bool(match["up"]):
            word = match["up"] or match["down"]
            text = f"由{show(one)}到{show(two)}，却写“{word}”"
            cells = (_said(sentence, "原数", one, match.start("one")), _said(sentence, "现数", two, match.start("two")))
            yield DIRECTION.found(text, place, left=two, right=one, cells=cells)
            continue
        after = _CUT_BY.match(sentence.text[match.end() :])
        if after and bool(after["up"]) == bool(match["up"]):
            yield from _of_cut(sentence, match, after, one, two)


def _of_cut(
    sentence: Sentence, match: re.Match[str], after: re.Match[str], one: Decimal, two: Decimal
) -> Iterator[Finding]:
    said, difference = Decimal(after["number"]), abs(two - one)
    cells = (_said(sentence, "原数", one, match.start("one")), _said(sentence, "现数", two, match.start("two")))
    place = sentence.place(match.start(), match.end() + 20)
    if after["unit"] == "%":
        share = Share(said, len(after["number"].partition(".")[2]), 0, 0)
        per_cent = share_of(difference, one) if one else Decimal(0)
        if one and not share.fits(per_cent):
            yield _wrong_share(sentence, share, per_cent, f"由{show(one)}到{show(two)}", cells, place)
    elif (after["unit"] == match["unit2"] or {after["unit"], match["unit2"]} <= _SAME_UNITS) and said != difference:
        text = f"由{show(one)}到{show(two)}，相差{show(difference)}，文中写{show(said)}"
        yield DIFFERENCE.found(text, place, left=difference, right=said, cells=cells)


def _of_two_years(sentence: Sentence) -> Iterator[Finding]:
    """现数…较上年的M件增长p%, 或增加D件."""
    for before, base in pairwise(sentence.counts):
        if not (before.exact and base.exact and before.unit == base.unit and base.number):
            continue
        between = sentence.text[before.end : base.start]
        if len(between) > _REACH or not BASE.search(between) or CHANGE.search(name_of(sentence, before)):
            continue
        yield from _since(sentence, before, base)


def _since(sentence: Sentence, now: Count, base: Count) -> Iterator[Finding]:
    """What is said of the change right after the number of the year before."""
    cells = (counted(sentence, now, name_of(sentence, now)), counted(sentence, base, "上年"))
    change = abs(Decimal(now.number) - Decimal(base.number))
    share = next((each for each in sentence.shares if 0 <= each.start - base.end <= _REACH), None)
    by = next((each for each in sentence.counts if 0 < each.start - base.end <= _REACH // 2), None)
    until = min(each.start for each in (share, by) if each) if share or by else base.end
    word = _WORD.search(sentence.text[base.end : until])
    if word is None:
        return
    place = sentence.place(now.start - 16, (share or by or base).end)
    if now.number != base.number and bool(word["up"]) != (now.number > base.number):
        text = f"本年{show(now.number)}{now.unit}，上年{show(base.number)}{base.unit}，却写“{word.group()}”"
        yield DIRECTION.found(text, place, left=now.number, right=base.number, cells=cells)
        return
    if by and by.exact and by.unit == now.unit and by.start == until and by.number != change:
        text = f"{show(now.number)}与{show(base.number)}相差{show(change)}，文中写{show(by.number)}"
        yield DIFFERENCE.found(text, place, left=change, right=by.number, cells=cells)
    if share and not re.search(r"[;。]", sentence.text[base.end : share.start]):
        per_cent = share_of(change, base.number)
        if not share.fits(per_cent):
            what = f"{show(now.number)}较{show(base.number)}"
            yield _wrong_share(sentence, share, per_cent, what, cells, place)


def _of_change_and_share(sentence: Sentence) -> Iterator[Finding]:
    """现数，较上年增加D件，增长p%: the year before had the number less the change."""
    text = sentence.text
    for now, change in pairwise(sentence.counts):
        between = text[now.end : change.start]
        word = _WORD.search(between)
        share = next((each for each in sentence.shares if 0 <= each.start - change.end <= _REACH // 2), None)
        if not (word and share and now.exact and change.exact and now.unit == change.unit and len(between) <= _REACH):
            continue
        again = _WORD.search(text[change.end : share.start])
        strange = FORMER.search(name_of(sentence, now)) or CUMULATIVE.search(name_of(sentence, now))
        if not again or bool(again["up"]) != bool(word["up"]) or strange or not _speaks_of_last_year(between):
            continue
        base = now.number - change.number if word["up"] else now.number + change.number
        cells = (counted(sentence, now, name_of(sentence, now)), counted(sentence, change, "增减数"))
        place = sentence.place(now.start - 16, share.end)
        if base <= 0:
            continue
        per_cent = share_of(change.number, base)
        if not share.fits(per_cent):
            what = f"{show(now.number)}较上年{word.group()}{show(change.number)}（上年应为{show(base)}）"
            yield _wrong_share(sentence, share, per_cent, what, cells, place)


def _speaks_of_last_year(words: str) -> bool:
    return re.search(r"同比|上年|上一年|去年|20\d\d年", words) is not None


def _wrong_share(
    sentence: Sentence, share: Share, per_cent: Decimal, what: str, cells: tuple[Seen, ...], place: Place
) -> Finding:
    level = Level.QUESTION if share.nearly_fits(per_cent) else Level.RED if share.exact else Level.YELLOW
    text = f"{what}，增减{per_cent:.{share.places + 2}f}%，文中写{share.number:f}%"
    left = per_cent.quantize(share.step / 100)
    return GROWTH.found(text, place, level=level, left=left, right=share.number, cells=cells)


def _said(sentence: Sentence, name: str, number: Number, start: int) -> Seen:
    return Seen("", "", "", name, number, State.NUMBER, "", sentence.place(start - 12, start + 6))
