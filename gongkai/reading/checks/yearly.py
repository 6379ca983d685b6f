"""两年之数: what is said of a number and that of the year before, where both stand in the sentence by the names of their years.

上年50件…同比增长12%; 2021年收到50件，2022年收到56件; 是上年30件的3倍; 较上年的1200条翻了一番. 翻番 is said of
whatever has at least doubled, so only less than that is wrong. 较上年的M件 right before its percentage is growth.py's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Seen, show
from gongkai.reading.checks.growth import BASE, DIRECTION, GROWTH
from gongkai.reading.checks.listed import counted
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.quantities import Count, Share, share_of, spelt_number
from gongkai.reading.texts.terms import CUMULATIVE
from gongkai.reading.texts.totals import name_of

_YEAR = re.compile(r"(20\d\d)年")
_LAST_YEAR = re.compile(r"上一?年(?!.*20\d\d年)|去年|同期")
_GROWN = re.compile(
    r"(?:同比|较上年|比上年|较去年|比去年|环比)?(?:(?P<up>增长|上升|增加|提高|增幅)|(?P<down>下降|减少|降低|降幅))(?:了|为|达到?|约|近)*$"
)
_TIMES = re.compile(r"(?P<times>\d+(?:\.\d+)?|[一二三四五六七八九十两]+)(?P<more>多|余)?倍(?P<over>多|余|以上|左右)?")
_DOUBLED = re.compile(r"翻(?:了|两)?(?P<times>[一二两三四])?番")
_OF_IT = re.compile(r"的$")
_MORE = re.compile(r"(?:增长|增加|上升|提高|多)(?:了|出|约|近|超过?)*$")
_ABOUT = re.compile(r"约|近|超|逾|将近|接近|几乎|大约")
_CHANGED = re.compile(r"(?:增加|减少|增长|下降|上升|提高|降低|新增|净增|多|少)(?:了|到|至|约|近)*$")
_OTHERWISE = re.compile(r"环比|月|季度|其中|分别|人均|平均")
_NEARLY_DOUBLE = Decimal("0.95")
_REACH = 24


def of_two_years(sentences: Sequence[Sentence], year: int | None) -> Iterator[Finding]:
    """两年之数的问题: every share or multiple that the two numbers of its sentence contradict."""
    for sentence in sentences:
        if len(sentence.counts) == 2 and not _OTHERWISE.search(sentence.text) and (pair := _pair(sentence, year)):
            yield from _of_shares(pair)
            yield from _of_multiples(pair)


@dataclass(frozen=True)
class _Pair:
    """The number of the year and that of the year before, both exact, of one unit."""

    sentence: Sentence
    now: Count
    base: Count

    @property
    def cells(self) -> tuple[Seen, ...]:
        now = counted(self.sentence, self.now, name_of(self.sentence, self.now))
        return now, counted(self.sentence, self.base, "上年")

    @property
    def ratio(self) -> Decimal:
        return Decimal(self.now.number) / Decimal(self.base.number)

    @property
    def told(self) -> str:
        return f"{show(self.now.number)}{self.now.unit}与上年的{show(self.base.number)}{self.base.unit}相比"


def _pair(sentence: Sentence, year: int | None) -> _Pair | None:
    """The two numbers of a sentence, where the words say which one is that of the year before."""
    one, two = sentence.counts
    if not (one.exact and two.exact and one.unit == two.unit and one.number and two.number):
        return None
    names = [_name(sentence, count) for count in (one, two)]
    if any(CUMULATIVE.search(name) or _CHANGED.search(name) for name in names):
        return None
    years = [_YEAR.findall(name) for name in names]
    if all(years) and int(years[0][-1]) != int(years[1][-1]):
        former = int(years[0][-1]) < int(years[1][-1])
        return _Pair(sentence, two, one) if former else _Pair(sentence, one, two)
    before = [bool(named) and year is not None and int(named[-1]) == year - 1 for named in years]
    first, second = (bool(_LAST_YEAR.search(name)) or was for name, was in zip(names, before, strict=True))
    if first == second:
        return None
    return _Pair(sentence, two, one) if first else _Pair(sentence, one, two)


def _name(sentence: Sentence, count: Count) -> str:
    """The words in front of a number, back to the number before it or to the beginning of its clause."""
    others = [other.end for other in sentence.counts if other.end <= count.start]
    words = sentence.text[max([0, *others]) : count.start]
    return re.split(r"[,;:。()]", words)[-1] if others else words


def _of_shares(pair: _Pair) -> Iterator[Finding]:
    """同比增长12%, beside both numbers."""
    sentence = pair.sentence
    between = sentence.text[pair.now.end : pair.base.start]
    if len(sentence.shares) != 1 or (between and BASE.search(between)):
        return
    share = sentence.shares[0]
    grown = _GROWN.search(sentence.text[: share.start])
    last = max((count.end for count in sentence.counts if count.end <= share.start), default=0)
    if grown is None or not last or grown.start() - last > _REACH:
        return
    place = sentence.place(min(pair.now.start, pair.base.start) - 12, share.end)
    if (pair.now.number > pair.base.number) != bool(grown["up"]) and pair.now.number != pair.base.number:
        word = grown["up"] or grown["down"]
        text = f"{pair.told}，却写“{word}”"
        yield DIRECTION.found(text, place, left=pair.now.number, right=pair.base.number, cells=pair.cells)
        return
    per_cent = share_of(abs(Decimal(pair.now.number) - Decimal(pair.base.number)), pair.base.number)
    if not share.fits(per_cent):
        yield _wrong(pair, share, per_cent)


def _wrong(pair: _Pair, share: Share, per_cent: Decimal) -> Finding:
    level = Level.QUESTION if share.nearly_fits(per_cent) else Level.RED if share.exact else Level.YELLOW
    text = f"{pair.told}，增减{per_cent:.{share.places + 2}f}%，文中写{share.number:f}%"
    place = pair.sentence.place(min(pair.now.start, pair.base.start) - 12, share.end)
    left = per_cent.quantize(share.step / 100)
    return GROWTH.found(text, place, level=level, left=left, right=share.number, cells=pair.cells)


def _of_multiples(pair: _Pair) -> Iterator[Finding]:
    """是上年的N倍, 增长N倍, 翻了一番."""
    text = pair.sentence.text
    for match in _TIMES.finditer(text):
        times = _number(match["times"])
        before = text[: match.start()]
        grown = bool(_MORE.search(before))
        if times is None or not (grown or _OF_IT.search(before)) or _ABOUT.search(before[-4:]):
            continue
        actual = pair.ratio - 1 if grown else pair.ratio
        if not _fits(actual, times, loose=bool(match["more"] or match["over"])):
            mistaken = grown and _fits(pair.ratio, times, loose=False)
            note = f"；是上年的{match['times']}倍，增长的是{show(_short(actual))}倍" if mistaken else ""
            said = f"{'增长' if grown else '是其'}{_short(actual)}倍，文中写{match['times']}倍{note}"
            level = Level.YELLOW if mistaken else Level.RED
            yield _found(pair, match, said, _short(actual), times, level)
    for match in _DOUBLED.finditer(text):
        doubled = 2 if match.group().startswith("翻两") else _number(match["times"] or "一") or 1
        least = Decimal(2) ** int(doubled)
        if pair.ratio < least * _NEARLY_DOUBLE:
            said = f"是其{_short(pair.ratio)}倍，不到{least}倍，文中写“{match.group()}”"
            yield _found(pair, match, said, _short(pair.ratio), least, Level.RED)


def _found(pair: _Pair, match: re.Match[str], said: str, left: Decimal, right: Decimal, level: Level) -> Finding:
    place = pair.sentence.place(min(pair.now.start, pair.base.start) - 12, match.end())
    return GROWTH.found(f"{pair.told}，{said}", place, level=level, left=left, right=right, cells=pair.cells)


def _number(text: str) -> Decimal | None:
    if text[0].isdigit():
        return Decimal(text)
    number = spelt_number(text)
    return None if number is None else Decimal(number)


def _fits(actual: Decimal, said: Decimal, *, loose: bool) -> bool:
    """Whether a multiple, rounded or cut to the decimals printed, is what is printed; 两倍多 leaves room up to the next."""
    if loose:
        return said <= actual < said + 1
    step = Decimal((0, (1,), int(said.as_tuple().exponent)))
    return said - step < actual < said + step


def _short(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01")).normalize() + 0
