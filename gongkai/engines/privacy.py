"""个人信息: what in a text or a table names, reaches or finds a person, and the one way each kind is covered.

Numbers are judged by their own checksums, not by their length: a document number, a day, an index number and an amount
are none of ours. Every pass is linear in the text. Nothing found keeps the number itself, only where it stands and how
it looks when covered. Names, health and exact days of birth are not recognised: a machine cannot tell them from ordinary
words, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stdnum import luhn
from stdnum.cn import ric, uscc

from gongkai.law.grammar.words import Word


class Kind(Word):
    """个人信息种类: in the order in which a run of digits is judged."""

    IDENTITY = "identity", "身份证件号码"
    BANK = "bank", "银行账号"
    MOBILE = "mobile", "手机号码"
    PHONE = "phone", "固定电话"
    PASSPORT = "passport", "护照、通行证号码"
    EMAIL = "email", "电子邮箱"
    PLATE = "plate", "车牌号码"
    ADDRESS = "address", "详细住址"
    NAME = "name", "姓名"


class Certainty(Word):
    """把握: whether its own checksum or the words beside it prove it, or a person must look."""

    SURE = "sure", "确定"
    LIKELY = "likely", "疑似"


@dataclass(frozen=True, slots=True)
class Found:
    """发现: a kind, where it stands (characters ``start`` to ``end``; in a table also the cell), and its covered form."""

    kind: Kind
    start: int
    end: int
    masked: str
    certainty: Certainty
    row: int | None = None
    column: int | None = None

    @property
    def place(self) -> str:
        """位置: as people count, from 1."""
        if self.row is None or self.column is None:
            return f"第{self.start + 1}字"
        return f"第{self.row + 1}行第{self.column + 1}列"

    def __str__(self) -> str:
        return f"{self.place}：{self.certainty.label}有{self.kind.label}（{self.masked}）"


# -- covering ----------------------------------------------------------------------------------------------------------

_KEPT: dict[Kind, tuple[int, int]] = {
    Kind.IDENTITY: (6, 4),
    Kind.BANK: (6, 4),
    Kind.MOBILE: (3, 4),
    Kind.PHONE: (0, 2),
    Kind.PASSPORT: (1, 2),
    Kind.PLATE: (2, 1),
}
"""How many characters stay at either end: one rule for a whole county, for two rules together rebuild the number."""

_LEAST_COVERED = 3
_UNCOVERED = re.compile(r"[^\s\-－—·•()（）]")
_DOORSTEP = re.compile(r"(?<=[省市县区旗镇乡村路街巷])|(?<=街道|社区|小区)")


def mask(kind: Kind, text: str) -> str:
    """遮盖: the text with the middle covered by ``*``, always as long as before and always the same for the same text."""
    match kind:
        case Kind.NAME:
            return _name(text)
        case Kind.EMAIL:
            name, at, domain = text.partition("@")
            return f"{name[:1]}{'*' * (len(name) - 1)}{at}{domain}" if at and len(name) > 1 else "*" * len(text)
        case Kind.ADDRESS:
            kept = next((cut.end() for cut in _DOORSTEP.finditer(text) if cut.end() >= min(6, len(text) - 1)), 0)
            kept = min(kept, 12)
            return text[:kept] + "*" * (len(text) - kept)
        case _:
            return _middle(text, *_KEPT[kind])


def _name(text: str) -> str:
    """Two characters keep the first, longer ones the first and the last."""
    if len(text) < 3:
        return text[:1] + "*" * (len(text) - 1)
    return text[0] + "*" * (len(text) - 2) + text[-1]


def _middle(text: str, head: int, tail: int) -> str:
    places = [place for place, sign in enumerate(text) if _UNCOVERED.match(sign)]
    if len(places) < head + tail + _LEAST_COVERED:
        head = tail = 0
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if place in hidden else sign for place, sign in enumerate(text))


def covered(text: str, *, likely: bool = False) -> str:
    """遮盖全文: the text with everything sure covered; with ``likely``, what is only likely too."""
    parts, end = [], 0
    for found in find(text):
        if likely or found.certainty is Certainty.SURE:
            parts += [text[end : found.start], found.masked]
            end = found.end
    return "".join([*parts, text[end:]])


# -- finding -----------------------------------------------------------------------------------------------------------


def find(text: str, context: str = "") -> list[Found]:
    """查找: everything personal in a text, in its order; ``context`` is what is written over it, such as a column's head."""
    page = _Page(text, context)
    return sorted(page.found(), key=lambda each: each.start)


def find_in(rows: Iterable[Sequence[str]], heads: int = 1) -> Iterator[Found]:
    """查表: everything personal in a table; the first ``heads`` rows say what the columns hold."""
    over: dict[int, str] = {}
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if number < heads:
                over[column] = f"{over.get(column, '')}{text}"[:_LONGEST_HEAD]
            for each in find(text, over.get(column, "")):
                yield replace(each, row=number, column=column)


_LONGEST_HEAD = 60
_BESIDE = 24
"""How far before a number the words are read that say what it is."""

_WIDTHS = {0xFF10 + digit: str(digit) for digit in range(10)} | {
    0xFF21 + letter: chr(0x41 + letter) for letter in range(26)
}
_WIDTHS |= {0xFF0D: "-", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-", 0x3000: " ", 0xA0: " "}
_WIDTHS |= {0xFF41 + letter: chr(0x61 + letter) for letter in range(26)} | {0xFF20: "@", 0xFF0E: "."}

_FREE = r"(?<![0-9A-Za-z_.%/〔\[-])"
_ENDS = r"(?![0-9A-Za-z_%/]|-\d|\.\d)"
_IDENTITY = re.compile(_FREE + r"\d{6}[ -]?\d{8}[ -]?\d{3}[0-9Xx]" + _ENDS)
_OLD_IDENTITY = re.compile(_FREE + r"\d{15}" + _ENDS)
_CARD = re.compile(_FREE + r"\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,7})?" + _ENDS)
_ACCOUNT = re.compile(_FREE + r"\d{9,30}" + _ENDS)
_MOBILE = re.compile(_FREE + r"(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}" + _ENDS)
_PHONE = re.compile(r"(?<![0-9A-Za-z_./-])[(（]?0[1-9]\d{1,2}[)）]?[ -]?[2-8]\d{6,7}" + r"(?![0-9A-Za-z_%/]|\.\d)")
_LOCAL = re.compile(_FREE + r"[2-8]\d{6,7}" + _ENDS)
_PASSPORT = re.compile(
    r"(?<![0-9A-Za-z_.〔\[-])(?:[EGDSPHMegdsphm]\d{8}|[Ee][A-HJ-NP-Za-hj-np-z]\d{7})(?![0-9A-Za-z_-])"
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?![\w-])", re.ASCII
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• ]?"
    r"(?=[A-Z]{0,4}\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9学警港澳挂](?![0-9A-Za-z_〔\[（(/-])"
)
_HOUSE = re.compile(
    r"(?:(?<![\d.])\d{1,5}|(?<![一二三四五六七八九十百第])[一二三四五六七八九十百]{1,4})"
    r"(?:号楼|栋|幢|单元|室|户|组|社|号)(?!令|文|公告|通告|案|线|人员|为|称)"
    r"(?:(?:\d{1,5}|[一二三四五六七八九十百]{1,4})(?:号楼|栋|幢|楼|层|单元|室|户|号)|\d{3,4}(?!\d)){0,6}"
)
_ROAD = re.compile(r"[\u4e00-\u9fff0-9A-Za-z\-]{4,40}$")
_LIVES = re.compile(r"(?:住在|住于|住址|住所地?|居住地|地址|位于|住)(?:为|是)?")
_PARTS = re.compile(r"省|自治区|市|县|区|旗|镇|乡|街道|村|社区|小区|路|街|巷")
_FINE = re.compile(r"栋|幢|单元|室|户|组|社")

_ABOUT_IDENTITY = re.compile(r"身份证|证件号|居民证|公民身份")
_ABOUT_CREDIT = re.compile(r"信用代码|机构代码")
_ABOUT_BANK = re.compile(r"账号|帐号|账户|帐户|卡号|银行|开户|一卡通|一折通|存折|社保卡")
_ABOUT_PHONE = re.compile(r"电话|座机|手机|联系方式|Tel|TEL|tel")
_ABOUT_PASSPORT = re.compile(r"护照|通行证|台胞证|回乡证")
_ABOUT_PLATE = re.compile(r"车牌|车号|号牌|牌照")
_ABOUT_HOME = re.compile(r"住址|家庭地址|住所|户籍|现住|居住地|通信地址|通讯地址|家住")
_AMOUNT = re.compile(r"\s{0,2}(?:元|万|亿|吨|公斤|千克|平方|立方|亩|公里|米|人次|个|％)")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_OFFICIAL = re.compile(r"\.gov\.cn$", re.IGNORECASE)
_PROVINCES = frozenset(
    f"{code}"
    for codes in (
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
        (71, 81, 82, 83),
    )
    for code in codes
)


class _Page:
    """A text while it is looked through: widths made one, and which characters are spoken for."""

    def __init__(self, text: str, context: str) -> None:
        self.text = text
        self.plain = text.translate(_WIDTHS)
        self.context = context
        self.taken = bytearray(len(text))

    def found(self) -> Iterator[Found]:
        for kind, pattern, judge in _SEARCHES:
            for hit in pattern.finditer(self.plain):
                start, end = hit.span()
                if any(self.taken[start:end]) or (certainty := judge(self, hit)) is None:
                    continue
                if kind is Kind.ADDRESS:
                    start = max(self.address_start(start), self.taken.rfind(1, 0, start) + 1)
                self.taken[start:end] = b"\x01" * (end - start)
                yield Found(kind, start, end, mask(kind, self.text[start:end]), certainty)

    def says(self, words: re.Pattern[str], start: int) -> bool:
        """Whether the words right before, or those over the column, say so."""
        return bool(words.search(self.plain[max(0, start - _BESIDE) : start]) or words.search(self.context))

    def address_start(self, house: int) -> int:
        run = _ROAD.search(self.plain[max(0, house - 40) : house])
        if run is None:
            return house
        lives = [word.end() for word in _LIVES.finditer(run[0])]
        return house - len(run[0]) + (lives[-1] if lives else 0)


_Judge = Callable[[_Page, re.Match[str]], Certainty | None]


def _identity(page: _Page, hit: re.Match[str]) -> Certainty | None:
    number = re.sub("[ -]", "", hit[0]).upper()
    if page.says(_ABOUT_CREDIT, hit.start()) or number[:2] not in _PROVINCES or not _is_day(number[6:14]):
        return None
    if ric.calc_check_digit(number) == number[-1]:
        return Certainty.SURE
    return Certainty.LIKELY if page.says(_ABOUT_IDENTITY, hit.start()) and not uscc.is_valid(number) else None


def _is_day(digits: str) -> bool:
    """Whether eight digits are a day of a living person. The library also asks whether the county had that code in that
    year, which numbers issued anew do not keep to."""
    try:
        return _DAY.fullmatch(digits) is not None and date.fromisoformat(digits) is not None
    except ValueError:
        return False


def _old_identity(page: _Page, hit: re.Match[str]) -> Certainty | None:
    dated = _is_day(f"19{hit[0][6:12]}")
    return Certainty.LIKELY if dated and page.says(_ABOUT_IDENTITY, hit.start()) else None


def _card(page: _Page, hit: re.Match[str]) -> Certainty | None:
    number = re.sub("[ -]", "", hit[0])
    if not 15 < len(number) < 20 or not luhn.is_valid(number) or len(set(number)) < 3:
        return None
    if number.startswith("62") or page.says(_ABOUT_BANK, hit.start()):
        return Certainty.SURE
    return None


def _account(page: _Page, hit: re.Match[str]) -> Certainty | None:
    return Certainty.LIKELY if page.says(_ABOUT_BANK, hit.start()) and not _is_amount(page, hit) else None


def _mobile(page: _Page, hit: re.Match[str]) -> Certainty | None:
    return None if _is_amount(page, hit) else Certainty.SURE


def _phone(page: _Page, hit: re.Match[str]) -> Certainty | None:
    local = re.sub(r"\D", "", hit[0])[-8:]
    return None if _DAY.fullmatch(local) or _is_amount(page, hit) else Certainty.LIKELY


def _local(page: _Page, hit: re.Match[str]) -> Certainty | None:
    if _DAY.fullmatch(hit[0]) or _is_amount(page, hit) or not page.says(_ABOUT_PHONE, hit.start()):
        return None
    return Certainty.LIKELY


def _is_amount(page: _Page, hit: re.Match[str]) -> bool:
    before = page.plain[max(0, hit.start() - 1) : hit.start()]
    return before in ("¥", "￥", "$") or _AMOUNT.match(page.plain, hit.end()) is not None


def _passport(page: _Page, hit: re.Match[str]) -> Certainty | None:
    if page.says(_ABOUT_PASSPORT, hit.start()):
        return Certainty.SURE
    usual = hit[0][0] in "EG" and not _DAY.fullmatch(hit[0][1:])
    return Certainty.LIKELY if usual else None


def _email(page: _Page, hit: re.Match[str]) -> Certainty | None:
    return None if _OFFICIAL.search(hit[0]) else Certainty.LIKELY


def _plate(page: _Page, hit: re.Match[str]) -> Certainty | None:
    return Certainty.SURE if page.says(_ABOUT_PLATE, hit.start()) else Certainty.LIKELY


def _address(page: _Page, hit: re.Match[str]) -> Certainty | None:
    start = page.address_start(hit.start())
    parts = len(set(_PARTS.findall(page.plain[start : hit.start()])))
    if parts and page.says(_ABOUT_HOME, start):
        return Certainty.SURE
    return Certainty.LIKELY if parts > 1 and _FINE.search(hit[0]) else None


_SEARCHES: tuple[tuple[Kind, re.Pattern[str], _Judge], ...] = (
    (Kind.IDENTITY, _IDENTITY, _identity),
    (Kind.IDENTITY, _OLD_IDENTITY, _old_identity),
    (Kind.BANK, _CARD, _card),
    (Kind.MOBILE, _MOBILE, _mobile),
    (Kind.BANK, _ACCOUNT, _account),
    (Kind.PHONE, _PHONE, _phone),
    (Kind.PHONE, _LOCAL, _local),
    (Kind.PASSPORT, _PASSPORT, _passport),
    (Kind.EMAIL, _EMAIL, _email),
    (Kind.PLATE, _PLATE, _plate),
    (Kind.ADDRESS, _HOUSE, _address),
)
