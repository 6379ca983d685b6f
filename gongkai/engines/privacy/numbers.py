"""号码: numbers judged by their own checksums and by the words beside them, not by their length.

A document number, a day, an index number and an amount are none of ours. Every pass is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from stdnum import luhn
from stdnum.cn import ric, uscc

from gongkai.engines.privacy.kinds import Certainty, Found, Kind
from gongkai.engines.privacy.masking import mask

_BESIDE = 24
"""How far before a number the words are read that say what it is."""

WIDTHS = {0xFF10 + digit: str(digit) for digit in range(10)} | {
    0xFF21 + letter: chr(0x41 + letter) for letter in range(26)
}
WIDTHS |= {0xFF0D: "-", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-", 0x3000: " ", 0xA0: " "}
WIDTHS |= {0xFF41 + letter: chr(0x61 + letter) for letter in range(26)} | {0xFF20: "@", 0xFF0E: "."}

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
PROVINCES = frozenset(
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


class Page:
    """A text while it is looked through: widths made one, and which characters are spoken for."""

    def __init__(self, text: str, context: str) -> None:
        self.text = text
        self.plain = text.translate(WIDTHS)
        self.context = context
        self.taken = bytearray(len(text))

    def found(self) -> Iterator[Found]:
        """查找: each number once, the surest kind first."""
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
        """住址起点: where the run of places before a house begins."""
        run = _ROAD.search(self.plain[max(0, house - 40) : house])
        if run is None:
            return house
        lives = [word.end() for word in _LIVES.finditer(run[0])]
        return house - len(run[0]) + (lives[-1] if lives else 0)


_Judge = Callable[[Page, re.Match[str]], Certainty | None]


def _identity(page: Page, hit: re.Match[str]) -> Certainty | None:
    number = re.sub("[ -]", "", hit[0]).upper()
    if page.says(_ABOUT_CREDIT, hit.start()) or number[:2] not in PROVINCES or not is_day(number[6:14]):
        return None
    if ric.calc_check_digit(number) == number[-1]:
        return Certainty.SURE
    return Certainty.LIKELY if page.says(_ABOUT_IDENTITY, hit.start()) and not uscc.is_valid(number) else None


def is_day(digits: str) -> bool:
    """Whether eight digits are a day of a living person. The library also asks whether the county had that code in that
    year, which numbers issued anew do not keep to."""
    try:
        return _DAY.fullmatch(digits) is not None and date.fromisoformat(digits) is not None
    except ValueError:
        return False


def _old_identity(page: Page, hit: re.Match[str]) -> Certainty | None:
    dated = is_day(f"19{hit[0][6:12]}")
    return Certainty.LIKELY if dated and page.says(_ABOUT_IDENTITY, hit.start()) else None


def _card(page: Page, hit: re.Match[str]) -> Certainty | None:
    number = re.sub("[ -]", "", hit[0])
    if not 15 < len(number) < 20 or not luhn.is_valid(number) or len(set(number)) < 3:
        return None
    if number.startswith("62") or page.says(_ABOUT_BANK, hit.start()):
        return Certainty.SURE
    return None


def _account(page: Page, hit: re.Match[str]) -> Certainty | None:
    return Certainty.LIKELY if page.says(_ABOUT_BANK, hit.start()) and not _is_amount(page, hit) else None


def _mobile(page: Page, hit: re.Match[str]) -> Certainty | None:
    return None if _is_amount(page, hit) else Certainty.SURE


def _phone(page: Page, hit: re.Match[str]) -> Certainty | None:
    local = re.sub(r"\D", "", hit[0])[-8:]
    return None if _DAY.fullmatch(local) or _is_amount(page, hit) else Certainty.LIKELY


def _local(page: Page, hit: re.Match[str]) -> Certainty | None:
    if _DAY.fullmatch(hit[0]) or _is_amount(page, hit) or not page.says(_ABOUT_PHONE, hit.start()):
        return None
    return Certainty.LIKELY


def _is_amount(page: Page, hit: re.Match[str]) -> bool:
    before = page.plain[max(0, hit.start() - 1) : hit.start()]
    return before in ("¥", "￥", "$") or _AMOUNT.match(page.plain, hit.end()) is not None


def _passport(page: Page, hit: re.Match[str]) -> Certainty | None:
    if page.says(_ABOUT_PASSPORT, hit.start()):
        return Certainty.SURE
    usual = hit[0][0] in "EG" and not _DAY.fullmatch(hit[0][1:])
    return Certainty.LIKELY if usual else None


def _email(page: Page, hit: re.Match[str]) -> Certainty | None:
    return None if _OFFICIAL.search(hit[0]) else Certainty.LIKELY


def _plate(page: Page, hit: re.Match[str]) -> Certainty | None:
    return Certainty.SURE if page.says(_ABOUT_PLATE, hit.start()) else Certainty.LIKELY


def _address(page: Page, hit: re.Match[str]) -> Certainty | None:
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
