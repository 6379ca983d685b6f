"""数量: the numbers that prose states: counts with their units, and percentages with the decimals printed.

A number said with 余, 约, 近, 超过 or in 万 is no exact figure, yet it has bounds, and an exact figure can still clash with
them. Ordinals (第36条), dates and document numbers are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from gongkai.law.grammar.sheets import Number

UNITS = (
    "万元|亿元|元|人次|批次|件次|条次|户次|个工作日|工作日|平方米|条|件|次|篇|个|项|份|期|家|人|场|户|起|名|处|宗|则|部|"
    "天|例|册|本|张|批|台|幅|班|辆|亩"
)
_NO_UNIT = "(?!百分点|部分|方面|月|性|工作日)"
_WHOLE = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
_COUNT = re.compile(
    rf"(?<![\d.第A-Za-z〔\[])(?P<whole>{_WHOLE})(?P<fraction>\.\d+)?(?P<tens>[余多来几])?"
    rf"(?P<many>[万亿](?!元))?(?P<more>[余多])?(?P<unit>{UNITS}){_NO_UNIT}(?P<after>[余多])?(?P<around>以上|以下|左右|以内|上下)?"
)
_SPELT = re.compile(
    r"(?<![第一二三四五六七八九十百千两])"
    r"(?:(?P<large>[一二三四五六七八九两]?[百千十][零一二三四五六七八九十百千两]*)(?P<unit>件|条|份|篇|项|次|个|人次|人|起|期|场)"
    r"|(?P<small>[一二三四五六七八九两])(?P<case>件)(?![事套]))(?P<after>[余多])?"
)
_DIGIT = re.compile(r"\d")
_SPELT_OUT = re.compile("[百千十]|[一二三四五六七八九两]件")
_FLOOR = re.compile(r"(?:超过?|逾|突破|高达|不少于|不低于|至少)$")
_CEILING = re.compile(r"(?:近|接近|将近|不到|不足|不超过|至多)$")
_AROUND = re.compile(r"(?:约|大约|约为|达到?数|平均|每[年月季周天日]|人均|[\d.][-~—至]|[\d.]到)$")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}
_SHARE = re.compile(r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)%(?P<around>以上|左右|以下|以内|多|余)?")
_SPELT_SHARE = re.compile(r"百分之(?P<number>百|[一二三四五六七八九十]+)")
_POINTS = re.compile(r"个百分点")
_LONGEST = 24
_ONE = Decimal(1)
_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)
_NEARLY = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Count:
    """计数: a number with its unit as prose states it; ``exact`` unless said to be about or more than so many.

    ``least`` and ``most`` are what it can be; ``most`` is None where nothing bounds it.
    """

    number: Number
    unit: str
    exact: bool
    start: int
    end: int
    least: Number
    most: Number | None

    def may_be(self, number: Number) -> bool:
        """可为: whether the words leave room for this number."""
        return self.least <= number and (self.most is None or number <= self.most)


@dataclass(frozen=True, slots=True)
class Share:
    """百分数: per cent as printed, how many decimals, and which way the words stretch it (近, 约, 超过)."""

    number: Decimal
    places: int
    start: int
    end: int
    floor: bool = False
    ceiling: bool = False
    around: bool = False

    @property
    def exact(self) -> bool:
        """确数: whether nothing but rounding stands between it and the truth."""
        return not (self.floor or self.ceiling or self.around)

    @property
    def step(self) -> Decimal:
        """末位: what one in the last printed place is worth."""
        return _ONE.scaleb(-self.places)

    def fits(self, per_cent: Decimal) -> bool:
        """相符: whether this share, rounded or cut to the decimals printed, is what is printed; or within its words."""
        if self.floor:
            return per_cent >= self.number - self.step
        if self.ceiling:
            return self.number * _NEARLY <= per_cent <= self.number + self.step
        if self.around:
            return abs(per_cent - self.number) <= max(self.step, self.number / 20)
        return self.number in (
            per_cent.quantize(self.step, ROUND_HALF_UP).normalize(),
            per_cent.quantize(self.step, ROUND_DOWN).normalize(),
        )

    def nearly_fits(self, per_cent: Decimal) -> bool:
        """末位之差: whether only the last printed place is off by one."""
        return abs(per_cent - self.number) < self.step + self.step * _HALF


def share_of(part: Number, whole: Number) -> Decimal:
    """占比: ``part`` of ``whole`` in per cent."""
    return Decimal(part) * _HUNDRED / Decimal(whole)


def counts(text: str) -> list[Count]:
    """各计数: every number with a unit, in order."""
    counted = _COUNT.finditer(text) if _DIGIT.search(text) else ()
    found = [*(_count(match, text) for match in counted if not _endless(match)), *_spelt(text)]
    return sorted(found, key=lambda count: count.start)


def _endless(match: re.Match[str]) -> bool:
    """Whether what is written counts nothing: nobody has so many of anything, nor so many decimals."""
    return len(match.group()) > _LONGEST


def _count(match: re.Match[str], text: str) -> Count:
    stated = Decimal(match["whole"].replace(",", "") + (match["fraction"] or ""))
    scale = _SCALES.get(match["many"] or "", 1)
    number = _plain(stated * scale)
    before = text[: match.start()][-4:]
    least, most = _bounds(match, before, stated, scale)
    exact = least == most == number
    return Count(number, match["unit"], exact, match.start(), match.end(), least, most)


def _bounds(match: re.Match[str], before: str, stated: Decimal, scale: int) -> tuple[Number, Number | None]:
    """What the number can be: 1.3万多 lies from 13000 to 14000, 突破71万 is no less, 近80 no more."""
    number = stated * scale
    around = match["around"] or ""
    if _AROUND.search(before) or around in ("左右", "上下"):
        return _plain(number * _NEARLY), _plain(number / _NEARLY)
    if _FLOOR.search(before) or around == "以上":
        return _plain(number), None
    if _CEILING.search(before) or around in ("以下", "以内"):
        return 0, _plain(number)
    if match["more"] or match["after"] or match["tens"]:
        return _plain(number), _plain(number + _last_place(stated) * scale)
    if scale > 1:
        place = Decimal((0, (1,), int(stated.as_tuple().exponent))) * scale
        return (_plain(number), _plain(number)) if place <= 1 else (_plain(number - place / 2), _plain(number + place))
    return _plain(number), _plain(number)


def _last_place(number: Decimal) -> Decimal:
    """What the last place that is no 0 is worth: 100 in 800, 0.1 in 1.3."""
    exponent = number.normalize().as_tuple().exponent
    return _ONE.scaleb(int(exponent))


def _plain(number: Decimal) -> Number:
    return int(number) if number == number.to_integral_value() else number.normalize()


def _spelt(text: str) -> Iterator[Count]:
    """Numbers in characters: 十二条, 一百二十件; below ten only cases, for 一个 and 三条 mostly count nothing."""
    for match in _SPELT.finditer(text) if _SPELT_OUT.search(text) else ():
        number = spelt_number(match["large"] or match["small"])
        if number is not None:
            most = number + (10 if match["after"] else 0)
            unit = match["unit"] or match["case"]
            yield Count(number, unit, not match["after"], match.start(), match.end(), number, most)


def spelt_number(text: str) -> int | None:
    """汉字数: 十二 is 12, 一百二十 is 120, 两 is 2; None where the characters make no number below ten thousand."""
    total, digit = 0, 0
    for character in text:
        if character in _PLACES:
            total, digit = total + (digit or 1) * _PLACES[character], 0
        elif character in _DIGITS and (not digit or character == "零"):
            digit = _DIGITS[character]
        else:
            return None
    return total + digit


def shares(text: str) -> list[Share]:
    """各百分数: every percentage, in order; percentage points (个百分点) are something else."""
    found = [
        _share(match, text)
        for match in (_SHARE.finditer(text) if "%" in text else ())
        if not (_POINTS.match(text, match.end()) or _endless(match))
    ]
    for match in _SPELT_SHARE.finditer(text) if "百分之" in text else ():
        number = 100 if match["number"] == "百" else spelt_number(match["number"])
        if number is not None:
            found.append(Share(Decimal(number), 0, match.start(), match.end()))
    return sorted(found, key=lambda share: share.start)


def _share(match: re.Match[str], text: str) -> Share:
    number = Decimal(match["number"])
    before, around = text[: match.start()][-4:], match["around"] or ""
    return Share(
        number.normalize() if number else Decimal(0),
        len(match["number"].partition(".")[2]),
        match.start(),
        match.end(),
        floor=bool(_FLOOR.search(before)) or around in ("以上", "多", "余"),
        ceiling=bool(_CEILING.search(before)) or around in ("以下", "以内"),
        around=bool(_AROUND.search(before)) or around == "左右",
    )
